"""Who wrote and who photographed: the printed forms of credits, shared by segmentation, correction and tagging.

Surnames stand in `data/surnames.txt`; a credit must begin each of its names with one, which keeps ordinary words in
brackets (安康, 下称) from being taken for people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scripts.core.settings import DATA

BLANK = r"[ \t\u3000\u2002-\u200b\xa0]"
ROLE = (
    r"(?:(?:本报|本刊|本网|全媒体|特约|实习|见习|新华社|中新社|新华网|人民网|中国江西网|大江网)*"
    r"(?:首席|融媒体?|全媒体)?(?:记者|通讯员|特派员|报道员|实习生|摄影报道|摄影|撰文|图片|文图|图文))"
)
NAME = r"[\u3400-\u9fff](?:[\u3400-\u9fff·]{1,3})"
HOW = r"(?:文/图|图/文|文并图|文图|图文|摄影报道|摄影|供图|摄制|摄|文|图|报道)"
GAP = rf"(?:{BLANK}|[、，,/／;；:：])"
MARKED = re.compile(rf"(?:(?:^|{BLANK}*[/／]{BLANK}*|{BLANK}+)|(?=摄))({HOW})(?={GAP}|$){BLANK}*[:：/／]?")
"""文, 图 or 摄 that speaks of the names beside it, and is no part of a name (杨文野)."""
TAIL_BRACKET = re.compile(r"[（(]([^（）()]{2,60})[)）][ 。\u3000]*$")
TAIL_PHOTO = re.compile(rf"{BLANK}*[/／]?{BLANK}*(?:摄影?|(?<=[/／])图)$")
MARK_LONGEST = 40
"""Characters of such an end, blanks before it included; a flood of blanks would else be tried from each of them."""
WORD = re.compile(r"[^\s\u3000。！？；，、”』）)：:]+")
POSITION = re.compile(r"[左右前后中][一二三四五六七八九十]")
"""Where somebody stands in a photograph; 左 is a surname too."""
NOT_NAMES = ("报", "网", "讯", "经理", "主任", "老师", "先生", "女士", "小姐")
"""How short names of newspapers end, some of which begin like a surname (苏报, 温网), and forms of address."""
DATELINE = re.compile(rf"^.{{0,30}}?(?:电|讯|消息|信息|报道)[:：]?{BLANK}*[（(]([^（）()]{{2,40}})[)）]")
ANNOUNCED = re.compile(r"(?:本报|新华社|中新社|特约)?(?:[记纪]者?|通讯员)")
"""记者 may have lost a stroke or a character."""
LEAD_MARKS = "□■◎●○◆▲△☆★*—-·"


@dataclass(frozen=True, slots=True)
class Credit:
    """Names in one credit, and where it begins in its text."""

    byline: tuple[str, ...]
    photographer: tuple[str, ...]
    start: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.byline, *(n for n in self.photographer if n not in self.byline))


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    lines = (DATA / "surnames.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_name(word: str) -> bool:
    """Whether a word may be the full name of a person: a known surname and one or two characters more.

    >>> is_name("徐青禾"), is_name("欧阳雪梅"), is_name("核心提示")
    (True, True, False)
    """
    if not re.fullmatch(r"[\u3400-\u9fff·]{2,4}", word) or POSITION.fullmatch(word) or word.endswith(NOT_NAMES):
        return False
    if word[:2] in surnames() and 3 <= len(word) <= 4:
        return True
    return word[0] in surnames() and len(word) <= 3


def names_in(text: str) -> tuple[str, ...] | None:
    """The names of a text that holds nothing but names, roles and marks between them; else None.

    A name of two characters may be printed with blanks inside (`李  沁`): single characters are put together.
    >>> names_in("记者 李小满 通讯员徐青禾"), names_in("见右图")
    (('李小满', '徐青禾'), None)
    """
    bare = re.sub(rf"{ROLE}|{GAP}|\band\b", " ", text).split()
    words = spaced_names(bare)
    return tuple(dict.fromkeys(words)) if words and all(map(is_name, words)) else None


def spaced_names(words: list[str]) -> list[str]:
    if len(words) % 2 == 0 and words and all(len(w) == 1 for w in words):
        return [a + b for a, b in zip(words[::2], words[1::2], strict=True)]
    return words


def parse_inner(inner: str) -> Credit | None:
    """Names inside a credit, sorted into writers and photographers by 文, 图, 摄.

    >>> parse_inner("钱小雨/文 孙一鸣/图")
    Credit(byline=('钱小雨',), photographer=('孙一鸣',), start=0)
    >>> parse_inner("陈望舒  文/图").photographer
    ('陈望舒',)
    """
    writers: list[str] = []
    pictures: list[str] = []
    rest = inner.strip()
    parts = MARKED.split(rest)
    if len(parts) > 1 and not parts[0].strip():
        # the mark stands before the names: 文/图 张三, 摄影 李四
        parts = [piece for n in range(1, len(parts) - 1, 2) for piece in (parts[n + 1], parts[n])] + [""]
    for n in range(0, len(parts), 2):
        chunk, how = parts[n], parts[n + 1] if n + 1 < len(parts) else "文"
        if not chunk.strip(" \t\u3000/／、，,;；"):
            continue
        names = names_in(chunk)
        if names is None:
            return None
        if "文" in how or "报道" in how:
            writers += names
        if "图" in how or "摄" in how:
            pictures += names
    if not writers and not pictures:
        return None
    return Credit(tuple(dict.fromkeys(writers)), tuple(dict.fromkeys(pictures)))


def tail_credit(text: str) -> Credit | None:
    """The credit with which a text ends, in brackets or as a bare 某某摄; `start` is where it begins.

    >>> tail_credit("夜校明天开课。（黄望 杨文野）").byline
    ('黄望', '杨文野')
    >>> tail_credit("新路灯昨夜亮了。李远摄").photographer
    ('李远',)
    >>> tail_credit("夜校课表已贴出（详见第3版）。")
    """
    bracket = TAIL_BRACKET.search(text)
    if bracket:
        credit = parse_inner(bracket.group(1))
        return Credit(credit.byline, credit.photographer, bracket.start()) if credit else None
    return tail_photo(text)


def tail_photo(text: str) -> Credit | None:
    """A bare 某某摄, 某某/摄 or 某某/图 at the end: names are taken from the right as far as they go."""
    mark = TAIL_PHOTO.search(text, max(0, len(text) - MARK_LONGEST))
    if not mark:
        return None
    start = mark.start()
    names: list[str] = []
    for word in reversed(list(WORD.finditer(text, max(0, start - 40), start))):
        found = names_in(word.group())
        if not found:
            break
        start, names = word.start(), [*found, *names]
    return Credit((), tuple(dict.fromkeys(names)), start) if names else None


def line_credit(text: str) -> Credit | None:
    """The credit of a line that is nothing but one: an author line above or below a report.

    >>> line_credit("□本报记者 胡一禾 田小满 李知秋").byline
    ('胡一禾', '田小满', '李知秋')
    """
    bare = text.strip().strip(LEAD_MARKS).strip()
    if not 2 <= len(bare) <= 60:
        return None
    inner = re.fullmatch(r"[（(](.*)[)）]", bare)
    return parse_inner(inner.group(1) if inner else bare)


def dateline_credit(text: str) -> Credit | None:
    """The reporters in the dateline with which a text opens.

    >>> dateline_credit("新华社南昌3月3日电（记者赖望）夜校开课").byline
    ('赖望',)
    >>> dateline_credit("新华社南昌3月3日电（记者 来小满）夜校开课").byline
    ('来小满',)
    """
    found = DATELINE.match(text)
    return (parse_inner(found.group(1)) or announced(found.group(1))) if found else None


def announced(inner: str) -> Credit | None:
    """The names in a dateline's brackets that begin with 记者 or 通讯员: rare surnames pass too."""
    if not ANNOUNCED.match(inner):
        return None
    words = re.sub(rf"{ANNOUNCED.pattern}|{ROLE}|{GAP}", " ", inner).split()
    names = tuple(dict.fromkeys(words))
    return Credit(names, ()) if names and all(re.fullmatch(NAME, word) and len(word) <= 3 for word in names) else None
