"""Police, courts, governments and committees that act in a piece: a small grammar of endings, cut at verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.types import CleanText
from scripts.tag.places.names import scan
from scripts.tag.spans import zones
from scripts.tag.word_roles import any_of, by_role

BODY_PARTS = r"(?:[\u3400-\u9fff]{1,6}?(?:分局|派出所|大队|中队|支队|反诈中心|政治部|警务室)){0,2}"
"""Part of a body that follows its name: 公安局禁毒大队."""
NAME_CHARS = 16
"""Characters that a name may have before its ending: 江西省新余市公安局仙女湖 has eleven."""
PLACELESS_CHARS = 8
"""A longer run of words without any place is a clause, not a name."""
HAN_TAIL = re.compile(r"[\u3400-\u9fff]*$")
PARTICLES = r"[日月时许]|[在由与和向到被对把将让请从是为的了等该各名及给创]|经(?![开济])|[一二两三四五六七八九十]个"
"""Characters that no name of a body holds before its ending."""
BARE_KINDS = (
    r"[县市区省乡镇]?(?:公安局|法院|检察院|司法局|政府)|(?:.{0,2}地|基层|各)派出所|"
    r"(?:基层|城区|示范|智慧|全省|全市|全县|设区市|街道).*|.队"
)


@lru_cache(maxsize=2)
def words(role: str) -> str:
    """The words of a role in the table, longest first, as a pattern. Raises InputProblem when it is broken."""
    return any_of(by_role(DATA / "organisation_words.tsv")[role])


@lru_cache(maxsize=1)
def body_pattern() -> re.Pattern[str]:
    """A body and its part, from its ending on."""
    return re.compile(rf"(?P<body>{words('ending')})(?P<part>{BODY_PARTS})")


@lru_cache(maxsize=1)
def bounds() -> re.Pattern[str]:
    """All up to the last word that stands before a name."""
    return re.compile(rf"^.*(?:{words('before')}|{PARTICLES})")


@lru_cache(maxsize=1)
def bare() -> re.Pattern[str]:
    """What has no name of its own."""
    return re.compile(rf"(?:{words('ending')}|{BARE_KINDS})")


def own_name(before: str, body: str) -> str:
    """Where the name of a body begins: at the first place in the words before its ending, else behind the verb."""
    hit = next((hit for hit in scan(before + body) if hit.start < len(before) and hit.entry.sort != "generic"), None)
    if hit and not bounds().match(before[hit.end :]):
        return before[hit.start :]
    own = bounds().sub("", before)
    return own if len(own) <= PLACELESS_CHARS else ""


def names_in(text: str) -> Iterator[str]:
    """Names in one stretch of text. The endings are looked for, not the names: that is one pass."""
    last = 0
    for found in body_pattern().finditer(text):
        before = text[max(last, found.start() - NAME_CHARS) : found.start()]
        last = found.end()
        han = HAN_TAIL.search(before)
        own = own_name(han.group() if han else "", found["body"])
        part = "" if bounds().match(found["part"]) else found["part"]
        name = own + found["body"] + part
        if own and not bare().fullmatch(name):
            yield name


def find_organisations(clean: CleanText) -> tuple[str, ...]:
    """Full names of the bodies that a piece names, in order of first mention; a bare 派出所 or 县公安局 is no name."""
    names = tuple(dict.fromkeys(name for zone in zones(clean) for name in names_in(zone.text)))
    return tuple(n for n in names if not any(n != other and n in other for other in names))
