"""Named programmes, mechanisms, mediation rooms, police posts, platforms and campaigns.

A quoted phrase is a name when the words around it say so: a head noun behind it (“清源断流”专项行动), its
ending (“书记工程”), a numeral abbreviation (“四函”), or a theme (以“…”为主题). Speech, slogans, figures of speech
and titles of works are not. Rooms and posts need no quotes (万商红警务室), nor do programmes of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.core.types import CleanText, Evidence
from scripts.tag.initiative_words import against_pattern, body_pattern, bounds_pattern, head_pattern, known, words
from scripts.tag.places.names import scan
from scripts.tag.spans import Zone, quote, zones

LONGEST = 16
"""Names are short; a longer phrase in quotes is a slogan or speech."""
CONFIDENT = 0.7
"""Below, a name rests on its form alone; where all names of a piece do, a person should look."""
SIBLING = 6
"""Longest names that a list of names holds side by side."""
SLOGAN_PARTS = 3
"""Parts between commas that a name may have: 大排查、大收戒、大管控. A row of four is a programme's wording."""
NOT_BETWEEN = re.compile(r"[的了为是在把将以让使被得，]|开展|推进|打造|建立|守护|筑牢|化解|落实")
QUOTED = re.compile(r"[“‘『「]([^“”‘’『』「」\n]{2,24})[”’』」]")
SPEECH = re.compile(r"[。！？!?；：]|[您吗呢吧啊咱]|我们|你们|他们|……|(?<!反)(?:非法|违法|诈骗)")
NUMERAL = re.compile(
    r"^(?:[二两三四五六七八九十双]|十[二三四五])(?:个|项|大)?[\u3400-\u9fff]{1,4}$|^[二两三四五六七八九]个[一\u3400-\u9fff]{1,3}$"
)
FORMULA = re.compile(r"^[\u3400-\u9fffA-Za-z0-9]+(?:\+[\u3400-\u9fffA-Za-z0-9]+)+$")
ZEROS = re.compile(r"^零[\u3400-\u9fff]{1,3}(?:、零[\u3400-\u9fff]{1,3})+$")
LOCAL = re.compile(r"^(?:平安|清廉|无讼)[\u3400-\u9fff]{2}$")
SERIES = re.compile(r"^(?![^系]*[等了为一])[\u3400-\u9fff \u3000]{2,14}系列[\u3400-\u9fff]{0,4}活动")
TECHNICAL = re.compile(
    r"(?:(?![的用等个为在])[\u3400-\u9fff]){2,6}[A-Z]{2,4}(?:(?![的用等个为在])[\u3400-\u9fff]){2,6}(?:项目|系统|平台)"
)
NUMBERS = re.compile(r"\d+(?:[、，,]\d+)*")
"""Minutes and marks in quotes (“1、3、5”分钟); 6·27 is the name of a programme."""
MARKS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")
"""What one print of a name has and another leaves out."""
ACCOUNTS = "微博|微信|公众号|视频号|抖音|官方|账号|栏目"
ACCOUNT = re.compile(rf"(?:{ACCOUNTS})号?$")
ITS_ACCOUNT = re.compile(rf"^的?(?:{ACCOUNTS})")
NOT_OWN = re.compile(r"[或着上其用]|搜索|下载|安装|讲解|推广|登录|打开|扫码?|点击|关注")
"""What people do with a program is no part of its name: 搜索微信小程序."""
OWN_CITY = re.compile(r"^[\u3400-\u9fff]{2,3}[市县区](?=[\u3400-\u9fff]{5})")
THEME = re.compile(r"^为主题")
THEME_BEFORE = re.compile(r"主题(?:是|为|：|:)?$")
NAMED_BEFORE = re.compile(r"(?:品牌|(?<!搜索微信)小程序|平台|工程|专项行动|工作室|调解室|警务室)(?:——)?$")
"""A kind of thing whose name follows in quotes: 服务品牌“橘乡好办”."""
LISTED = re.compile(r"^(?:[、和及与]|以及)?(?=[“‘])")
CAMPAIGN = re.compile(
    r"(?:开展|推进|启动|组织|部署|参加|参与|深化|实施|为契机|以|在)(?:了|好|的)?(?P<name>[\u3400-\u9fff]{2,12}?(?:专项整治行动|打击整治行动|专项行动|专项斗争))"
)
COUNTED_CAMPAIGN = re.compile(r"(?<!\d)(\d{1,2}号[\u3400-\u9fff]{2,4})(?=活动|行动|工程)")
PROGRAM = re.compile(r"APP|小程序")
OWN_CHARS = 10
"""Characters before a room or program in which its own name stands."""
HAN_TAIL = re.compile(r"[\u3400-\u9fff]*$")
TEAM = re.compile(r"(?:组建|组成|成立)了?(?:市局|县局|分局)?([\u3400-\u9fff]{1,4}(?:航队|战队|讲师团|宣讲团))")
FORMS = (
    (COUNTED_CAMPAIGN, "编号的活动", re.compile(r"\d号")),
    (TEAM, "有名称的队伍", re.compile("航队|战队|讲师团|宣讲团")),
    (TECHNICAL, "技术系统的名称", re.compile("[A-Z]{2}")),
)
"""Patterns with the reason that is shown, and what a text must hold for them."""
GENERIC_CAMPAIGN = re.compile(
    r"^(?:多次|系列|各类|各项|一系列|相关|集中|此次|这次|统一|打击|深入|持续|全市|全省|全县|全区)?(?:专项|打击)?(?:整治)?(?:专项)?(?:行动|斗争)$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One initiative where it is named."""

    name: str
    weight: float
    reason: str
    zone: Zone
    start: int
    end: int


def behind(text: str, end: int) -> str:
    """What follows a quote; in a list of quotes (“甲”“乙”等活动) what follows the last of them."""
    while True:
        mark = LISTED.match(text[end:])
        following = QUOTED.match(text, end + mark.end()) if mark else None
        if not following:
            return text[end : end + 24]
        end = following.end()


def headed(following: str) -> str | None:
    """The head noun behind a quote, where nothing but what qualifies it stands between."""
    found = head_pattern().match(following)
    return found["head"] if found and not NOT_BETWEEN.search(found["gap"]) else None


def is_slogan(name: str) -> bool:
    """Whether a phrase is wording, not a name: speech, a figure of speech, or a row of clauses."""
    parts = re.split(r"[、，,；\s]", name)
    worded = SPEECH.search(name) or name in words().figure
    return bool(worded or NUMBERS.fullmatch(name) or len(name) > LONGEST or len(parts) > SLOGAN_PARTS)


def reason_of(name: str, before: str, following: str) -> tuple[str, float] | None:
    """Why a quoted phrase is a name, and how sure that is."""
    head = headed(following)
    if NUMERAL.match(name) and len(name) <= 6:
        return ("数字简称" if head is None else f"引号后有“{head}”"), 0.9 if head else 0.6
    if re.match(r"^工作(?![室法站制组者])", following):
        return "引号后有“工作”", 0.6
    if ZEROS.match(name) or LOCAL.match(name):
        return "并列的目标或地方的创建", 0.7
    if len(name) <= 4 and re.match(r"^[\u3400-\u9fff]{0,4}项目", following):
        return "引号后有“项目”", 0.6
    if head and (len(name) > 2 or head in ("行动", "专项行动", "工程", "品牌")):
        return f"引号后有“{head}”", 0.9
    ending = ending_of(name)
    if ending:
        return f"名称以“{ending}”结尾", 0.9
    if (THEME.match(following) or THEME_BEFORE.search(before)) and len(name) <= LONGEST - 4:
        return "活动主题", 0.7
    kind = NAMED_BEFORE.search(before)
    if kind and len(name) > 2:
        return f"引号前有“{kind.group()}”", 0.7
    if FORMULA.match(name):
        return "“甲加乙”式的做法", 0.6
    return None


def ending_of(name: str) -> str | None:
    """The word at the end of a name that makes it one: 书记工程."""
    return next((e for e in (*words().body, *words().end) if name.endswith(e) and len(name) > len(e) + 1), None)


def canonical(name: str, following: str) -> str:
    """The name without quotes; 室 and the like outside the quotes belong to it (“老陶”调解室 → 老陶调解室)."""
    body = next((b for b in words().body if following.startswith(b)), "")
    series = SERIES.match(following)
    plain = OWN_CITY.sub("", re.sub(r"\s+", " ", name.strip("，、,； ")))
    return known().get(name, plain) + (series.group() if series else body)


def names_nothing(name: str, before: str, following: str) -> bool:
    """Whether a quoted phrase is a place, an account, what a campaign is against, or 平安 with a word that is none."""
    if (against_pattern().search(before) and not name.endswith(words().end)) or is_place(name):
        return True
    if not LOCAL.match(name):
        return False
    account = ACCOUNT.search(before) or ITS_ACCOUNT.match(following)
    return bool(account) or not (scan(name) or headed(following))


def is_place(name: str) -> bool:
    """Whether a phrase is the name of a place: 四十里街 is a town, not a scheme of forty miles."""
    forms = (name, f"{name}镇", f"{name}乡")
    return any(hit.start == 0 and hit.end == len(form) for form in forms for hit in scan(form))


def quoted(zone: Zone) -> Iterator[Named]:
    """Quoted phrases that are names."""
    for found in QUOTED.finditer(zone.text):
        name = found.group(1)
        before = zone.text[max(0, found.start() - OWN_CHARS) : found.start()]
        following = behind(zone.text, found.end())
        if is_slogan(name) or spoken(zone.text, found.start(), found.end()) or names_nothing(name, before, following):
            continue
        reason = reason_of(name, before, following) or beside_a_name(zone.text, found)
        after = zone.text[found.end() : found.end() + 24]
        if not reason and (after.startswith(words().body) or SERIES.match(after)):
            reason = ("引号后是调解室、警务室或系列活动", 0.9)
        if reason:
            full = canonical(name, zone.text[found.end() :])
            yield Named(full, reason[1], reason[0], zone, found.start(), found.end())


def beside_a_name(text: str, found: re.Match[str]) -> tuple[str, float] | None:
    """A short phrase next to one whose ending makes it a name, in one list: “森林警务”和“交所融合机制”."""
    following = LISTED.match(text[found.end() :])
    other = QUOTED.match(text, found.end() + following.end()) if following and following.group() else None
    if other and 3 <= len(found[1]) <= SIBLING and len(other[1]) <= SIBLING and ending_of(other[1]):
        return f"与“{other[1]}”并列", 0.6
    return None


def spoken(text: str, start: int, end: int) -> bool:
    """Whether a quote is somebody's words."""
    return text[start - 1 : start] in ("：", ":") or bool(
        re.match(r"[，,]?[\u3400-\u9fff]{0,6}(?:说道?|表示|告诉|介绍)", text[end:])
    )


def after_bounds(before: str) -> str:
    """The end of a run of Han characters from the last word on at which a name may begin."""
    return bounds_pattern().sub("", before)


def owned(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """(own name, match) of rooms, posts and programs; the kinds are looked for, not the names: that is one pass."""
    last = 0
    for found in pattern.finditer(text):
        before = text[max(last, found.start() - OWN_CHARS) : found.start()]
        last = found.end()
        han = HAN_TAIL.search(before)
        yield after_bounds(han.group() if han else ""), found


def unquoted(zone: Zone) -> Iterator[Named]:
    """Rooms, posts, campaigns, teams and programs that are named without quotes."""
    for pattern, longest in ((body_pattern(), 5), (PROGRAM, 8)):
        for own, found in owned(zone.text, pattern):
            if not 2 <= len(own) <= longest or own in words().plain:
                continue
            if not NOT_BETWEEN.search(own) and not (pattern is PROGRAM and NOT_OWN.search(own)):
                reason = f"以“{found.group()}”命名"
                yield Named(own + found.group(), 0.7, reason, zone, found.start() - len(own), found.end())
    # one look for what each pattern must hold is much faster than the pattern
    for found in CAMPAIGN.finditer(zone.text) if "行动" in zone.text or "斗争" in zone.text else ():
        own = re.sub(r"^.*(?:开展|组织|部署)|^(?:了|以|在|深入|持续|扎实|全面|辖区)+", "", found["name"])
        if not GENERIC_CAMPAIGN.match(own) and len(own) >= 6:
            yield Named(own, 0.6, "专项行动的名称", zone, found.start("name"), found.end())
    for pattern, reason, needed in FORMS:
        for found in pattern.finditer(zone.text) if needed.search(zone.text) else ():
            place = found.lastindex or 0
            yield Named(found.group(place), 0.6, reason, zone, found.start(place), found.end(place))


def programmes(zone: Zone) -> Iterator[Named]:
    """Programmes of the table, with or without quotes."""
    for alias, name in known().items():
        start = zone.text.find(alias)
        if start >= 0:
            yield Named(name, 1.0, "通行的做法", zone, start, start + len(alias))


def bare_form(name: str) -> str:
    """A name without the head noun that one text prints and another leaves out."""
    if not name.endswith(words().head):
        return name
    for head in words().head:
        if name.endswith(head) and len(name) > len(head) + 1:
            return name.removesuffix(head)
    return name


def room(name: str) -> str:
    """Whose room it is: 老陶调解室 and 老陶工作室 are one; empty for other names."""
    return name[:-3] if name.endswith(("调解室", "工作室")) else ""


def folded(found: list[Named]) -> tuple[Named, ...]:
    """Each initiative once, in order of first mention; 清源断流 and 清源断流行动 are one, 老楚 is 老楚调解室."""
    names = {n.name for n in found}
    best: dict[str, Named] = {}
    rooms: dict[str, str] = {}
    printed: dict[str, str] = {}
    for named in found:
        name = named.name
        if any(name + body in names for body in words().body):
            continue
        key = bare_form(name) if bare_form(name) in names else name
        key = printed.setdefault(MARKS.sub("", key), key)
        key = rooms.setdefault(room(name), key) if room(name) else key
        if key not in best:
            best[key] = Named(key, named.weight, named.reason, named.zone, named.start, named.end)
    longer = tuple(best)
    return tuple(n for key, n in best.items() if not any(swallows(other, key) for other in longer))


def swallows(longer: str, name: str) -> bool:
    """Whether another name says the same with more words in front: 母舅坐上解纷码, 解纷码小程序."""
    return longer != name and longer.endswith((name, name.removesuffix("小程序").removesuffix("APP")))


def find_initiatives(clean: CleanText) -> tuple[tuple[str, ...], tuple[Evidence, ...], tuple[str, ...]]:
    """(names, evidence, fields to review) of all initiatives that a piece names."""
    found: list[Named] = []
    for zone in zones(clean):
        inside = sorted([*quoted(zone), *programmes(zone), *unquoted(zone)], key=lambda n: (n.start, -n.end))
        found += inside
    kept = folded(found)
    evidence = tuple(
        Evidence("initiative", n.name, n.weight, quote(n.zone.text, n.start, n.end), n.zone.line, n.reason)
        for n in kept
    )
    doubtful = kept and all(n.weight < CONFIDENT for n in kept)
    return tuple(n.name for n in kept), evidence, ("initiative",) if doubtful else ()
