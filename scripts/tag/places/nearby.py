"""What the rest of a page says of its place: menus and links beside a report, and the account it was taken from."""

from __future__ import annotations

import re
from functools import lru_cache

from scripts.core.types import Evidence, Fragment, Layout, RawPage
from scripts.core.vocab import Place, gazetteer
from scripts.core.vocab.places import DISTRICT
from scripts.tag.places.names import scan

SOURCE = re.compile(r"(?:来源|稿源|供稿|转自|公众号|微信号|发布者|发布单位|作者)[:：]\s*(?P<who>[^\s，。；|]{2,20})")
SOURCE_LINE = 80
"""A line that names a source is short; in running text 来源 is a word."""
OWN_ACCOUNT = re.compile(
    r"公安|警方|警察|交警|特警|检察|法院|司法|消防|政法|禁毒|平安|发布|融媒|县委|区委|市委|政府|共青团|文明办"
)
"""Accounts of public bodies tell of their own place; newspapers and portals tell of any."""
SOURCE_WEIGHT = 1.0
SURE = ("full", "former", "short")
"""Names that may stand alone."""


def nearby(layout: Layout | None) -> tuple[Place, ...]:
    """Cities and districts of Jiangxi in the furniture of a page, if they all lie in one city; else none.

    A footer that lists every city says nothing; links to other news of one county make a town of that name likely.
    """
    return within(layout.furniture) if layout else ()


@lru_cache(maxsize=64)
def within(furniture: tuple[Fragment, ...]) -> tuple[Place, ...]:
    book = gazetteer()
    hits = (hit for part in furniture for line in part.lines for hit in scan(line))
    places = (hit.entry.places[0] for hit in hits if hit.entry.sort in SURE and len(hit.entry.places) == 1)
    ours = tuple(dict.fromkeys(p for p in places if p.ours and p.level in ("city", *DISTRICT)))
    return ours if len({city.code for p in ours if (city := book.city_of(p))}) == 1 else ()


@lru_cache(maxsize=64)
def source_city(page: RawPage) -> tuple[Place, Evidence] | None:
    """The city whose public account a page names as its source: 来源：平安鄱阳."""
    book = gazetteer()
    for number, text in enumerate(page.lines, 1):
        for found in SOURCE.finditer(text) if len(text) <= SOURCE_LINE else ():
            if not OWN_ACCOUNT.search(found["who"]):
                continue
            places = [hit.entry.places[0] for hit in scan(found["who"]) if len(hit.entry.places) == 1]
            cities = {city for p in places if p.ours and p.level != "town" and (city := book.city_of(p))}
            if len(cities) == 1:
                city = cities.pop()
                proof = Evidence("city", city.name, SOURCE_WEIGHT, found.group(), number, "来源账号")
                return city, proof
    return None
