"""What a place name is doing where it stands: acting body, dateline, origin of a person, part of another name, …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "prefix", "dateline", "office", "plain", "person", "station", "institution", "rail", "press", "court",
    "visit", "list", "chain", "tail", "origin", "inside",
]  # fmt: skip
"""`inside` is a name within another thing (南昌路); `chain` a division named only to place the one after it."""

REACH = 24
"""Characters looked at on either side: longer than any body's name or introduction of a person."""

INSIDE = re.compile(
    r"(?:[东西南北中]?[一二三四五]?)(?:大道|大街|支路|路(?![段面口人边过])|街(?![道头上坊区办])|巷(?![口子])"
    r"|[一二三]?(?:大桥|特大桥|公路桥)|立交|隧道|舰|号(?!召|码)|(?:农商|农村商业)?银行|证券|股份|集团|啤酒|卷烟|酒店|大酒店"
    r"|宾馆|饭店|大厦|商会|米粉|炒粉|拌粉|水煮|瓦罐汤|小吃|菜馆|脐橙|蜜桔|板鸭|豆腐|夏布|毛笔|麻鸡|藜蒿"
    r"|足球|女足|篮球|女篮|男篮|队(?!伍)|起义|战役|会战|保卫战|会师|精神|方言|话(?![题语])|采茶|窑(?!址)"
    r"|工作法|大嫂|模式|经验|红色(?:教育|基地|主题)|广场(?!舞)|花园|名苑|豪庭)"
)
"""What follows when the name only lends itself to another thing, wherever that thing is."""

STATION = re.compile(r"(?:市|县|区)?[东西南北]?(?:站(?!在|出|起|好)|[客火高]车?站|高铁站|汽车站|客运站)")
"""A station stands in the place, though what happens there may begin and end elsewhere."""

INSTITUTION = re.compile(
    r"(?:市|县|区|省)?(?:昌北|庐山)?(?:国际)?(?:机场|大学|学院|师大|职大|医学院"
    r"|(?:市|县|区)?(?:第[一二三四五六七八九十]+)?(?:(?:人民|中医|妇幼保健|附属|中心|儿童|肿瘤)[^，。]{0,4})?医院|(?:市|县|区)?(?:妇幼保健|中医)院|高速|段|港|航线)"
)
"""Hospitals, universities, airports: in the place, but seldom what a report is about."""

RAIL = re.compile(r"(?:市)?(?:铁路|机场|民航|航空|海关|边检|长航|水上|监狱|铁检|森林公安)")
"""Bodies that bear a city's name and serve a line, an airport or a region."""

COURT = re.compile(r"(?:市)?(?:中级人民法院|中院|市?人民检察院第)")
"""A court of appeal sits in the city and hears what happened anywhere around it."""

PRESS = re.compile(r"(?:市|县|区)?(?:日报|晚报|晨报|商报|都市报|广播|电视台|电台|新闻|在线|发布|头条|论坛|热线|传媒)")
"""A newspaper or channel of the place: it tells of the place, but also of others."""

OFFICE = re.compile(
    r"(?:[^\s，。；：、！？“”（）()]{0,5}?)(?:公安|警方|警察|交警|特警|巡警|特巡警|刑警|网警|民警|辅警|交管|车管|分局|支队|大队"
    r"|检察|法院|司法|县委|市委|区委|党委|政府|政法|纪委|监委|人大|政协|消防|信访|禁毒|城管|派出所|综治|平安办|教体"
    r"|教育局|[^\s，。；：、]局(?=[^面部势]|$)|委员会|管委会|管理局|妇联|团委|工会|街办|办事处|指挥部|融媒|第?[一二三四五六七八九十]?[小中]学|学校|幼儿园)"
)
"""A public body of the place acts: the strongest sign next to the headline."""

PERSON = re.compile(
    r"(?:市|县|区)?(?:[一两二三四五六七八九十\d]+(?:名|个|位|对|家|伙)?|某)?"
    r"(?:男子|女子|男|女|小伙|老人|大妈|大爷|市民|村民|居民|司机|的哥|车主|店主|老板|学生|女孩|男孩|夫妻|小区|网友)"
)
"""Someone of the place: it may be where the story happens, or only where he comes from."""

ORIGIN_AFTER = re.compile(
    r"(?:省|市|县|区)?(?:[^，。；、！？\s]{0,5}?籍|人(?![民大社才员口力群防工事造均次们身为文流气体类物士])|老家|口音)"
)
ORIGIN_BEFORE = re.compile(
    r"(?:(?:籍贯|户籍地?|户籍所在地|祖籍|原籍|老家|家乡|故乡|来自|出生|毕业|考入|就读)(?:地址)?(?:为|是|在|于|的)?[:：]?|(?<![发产])生于)$"
)
"""Where a person comes from says nothing about where he did what is told."""

PRETENDED = re.compile(r"(?:冒充|假冒|自称|谎称|伪造|假扮|仿冒|冒用|声称|谎报|佯称|假借)[^，。！？；]{0,9}$")
"""A bureau that someone only pretends to act for."""

VISIT_BEFORE = re.compile(
    r"(?:开往|驶往|飞往|发往|前往|赶往|远赴|奔赴|分赴|赶赴|赴|去往|途经|途径|经由|流窜(?:至|到)?|逃往|逃至|逃到|潜逃至?"
    r"|送往|送至|转至|转往|转院至?|运往|运至|寄往|寄到|押往|从|由|到过|去过|辗转|对口支援|援助|支援|驰援)(?:了)?$"
)
VISIT_AFTER = re.compile(
    r"(?:市|县|区|站)?(?:开往|驶往|飞往|往返|方向|等地(?:考察|学习)|考察|学习考察"
    r"|[^，。；\s]{0,6}(?:的)?(?:协助|配合|支持)(?:下|[，、])"
    r"|(?:至|到|—|→)(?=[^，。]{2,5}(?:的|客|班|列|高|线|公路|铁路|航)))"
)
"""A place that someone goes to, comes through or studies."""

SLOGAN_BEFORE = re.compile(r"(?:平安|法治|美丽|幸福|文明|爱我|大美|智慧|数字|活力)$")

PREFIX_AFTER = re.compile(r"\s*(?:[:：]|—{1,2}|──|--|\|)")
WIRE_BEFORE = re.compile(
    r"(?:新华社|新华网|本报|央广网|人民网|中新网|中新社|中国江西网|大江网|江西日报|法制日报|法治日报|光明网|通讯员|讯|[报网社])\s*$"
)
WIRE_AFTER = re.compile(r"\s*(?:\d{1,2}月\d{1,2}日)?\s*(?:专?电|讯|消息)")

COMMA = re.compile(r"\s*(?:市|县|区)?\s*(?:、|，|,|和|及|与|\s|\||/)\s*")
ET_CETERA = re.compile(r"(?:市|县|区)?等")


@dataclass(frozen=True, slots=True)
class Around:
    """The text before and after a chain of names."""

    before: str
    after: str
    opens_title: bool
    """Whether the chain begins the headline."""


def role_of(around: Around, titled: bool, listed: bool) -> Role:
    """What a chain of names is doing. The order of the questions matters: what weakens a name is asked first."""
    before, after = around.before, around.after
    if INSIDE.match(after) or PRETENDED.search(before):
        return "inside"
    if ORIGIN_AFTER.match(after) or ORIGIN_BEFORE.search(before):
        return "origin"
    if listed:
        return "list"
    if around.opens_title and PREFIX_AFTER.match(after):
        return "prefix"
    if WIRE_BEFORE.search(before) and WIRE_AFTER.match(after):
        return "dateline"
    return plain_or_weaker(before, after, titled)


def plain_or_weaker(before: str, after: str, titled: bool) -> Role:
    """In a headline a hospital or court of the place is the matter itself; only a journey is weak there too."""
    acts = OFFICE.match(after)
    weak: tuple[tuple[Role, bool], ...] = (
        ("visit", bool(VISIT_AFTER.match(after) or (VISIT_BEFORE.search(before) and not acts))),
        ("rail", bool(RAIL.match(after))),
        ("court", bool(COURT.match(after))),
        ("press", bool(PRESS.match(after))),
        ("station", bool(STATION.match(after))),
        ("institution", bool(INSTITUTION.match(after))),
    )
    for role, holds in weak:
        if holds and (role == "visit" or not titled):
            return role
    if acts:
        return "office"
    return "person" if PERSON.match(after) else "plain"


def cued(around: Around) -> bool:
    """Whether the neighbours alone show that a doubtful short name is a place here."""
    after = around.after
    if INSIDE.match(after):
        return False
    strong = CUE_AFTER.match(after) or SLOGAN_BEFORE.search(around.before)
    return bool(strong or (around.opens_title and (PREFIX_AFTER.match(after) or PERSON.match(after))))


CUE_AFTER = re.compile(
    r"(?:公安|警方|交警|特警|特巡警|刑警|民警|交管|分局|检察|法院|司法局|县委|市委|区委|县政府|区政府|市政府|政法|纪委|消防"
    r"|信访|禁毒|城管|融媒|一?(?:男子|女子|小伙)|县城|城区|籍)"
)
"""What follows a short name only where it is a place; narrower than OFFICE, which may look past a few characters."""
