"""What tells the year of a day: weekdays, school days, festivals of the lunar calendar, and phrases of a time.

Tables: `data/date_clues.tsv` and `data/festivals.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.types import RawPage
from scripts.core.vocab.tables import rows

MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
WEEKDAY = re.compile(rf"(?<!\d)({MONTH})月({DAY})日[（(]?[，,]?\s*(?:星期|周|礼拜)([一二三四五六日天])")
BARE_DAY = re.compile(rf"(?<!\d)({MONTH})月({DAY})日")
WEEKEND = re.compile(r"(?<!下)周末|双休日")
SCHOOL = re.compile(
    rf"(?<!\d)({MONTH})月({DAY})日(?:[早上午下\d时分点左右，,]{{0,14}})[^。！？]{{0,24}}(?:校门|学校门口|上学|放学|上下学)"
)
REACH = 700
"""How far from a day 周末 may stand and still speak of it: about one torn column of a page."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A turn of phrase that came into use, and perhaps went out of it, on a known day."""

    phrase: str
    earliest: date
    latest: date | None
    source: str


@lru_cache(maxsize=1)
def clues() -> tuple[Clue, ...]:
    """The table of phrases. Raises InputProblem when it is broken."""
    return tuple(
        Clue(
            row["phrase"],
            date.fromisoformat(row["earliest"]),
            date.fromisoformat(row["latest"]) if row["latest"] else None,
            row["source"],
        )
        for _, row in rows(DATA / "date_clues.tsv")
    )


@lru_cache(maxsize=1)
def festivals() -> dict[tuple[str, int], tuple[int, int]]:
    """(festival, year) → (month, day). Raises InputProblem when the table is broken."""
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for _, row in rows(DATA / "festivals.tsv"):
        for name, day in row.items():
            if name != "year":
                found[name, int(row["year"])] = (int(day[:2]), int(day[3:]))
    return found


def bare(text: str) -> str:
    """A text without quotation marks: pages print them in five ways."""
    return re.sub("[“”‘’\"'『』「」]", "", text)


def in_use(page: RawPage) -> tuple[Clue, ...]:
    """Phrases of the table that the page uses, in order of the table."""
    text = bare("\n".join(page.lines))
    return tuple(clue for clue in clues() if bare(clue.phrase) in text)


def weekday_signs(page: RawPage) -> Iterator[tuple[int, int, frozenset[int], str]]:
    """(month, day, weekdays on which it may fall, words); Monday is 0."""
    text = "\n".join(page.lines)
    for found in WEEKDAY.finditer(text):
        wanted = "一二三四五六日".index(found[3].replace("天", "日"))
        yield int(found[1]), int(found[2]), frozenset({wanted}), found.group()
    for found in SCHOOL.finditer(text):
        yield int(found[1]), int(found[2]), frozenset(range(5)), found.group()[:24]
    for weekend in WEEKEND.finditer(text):
        near = BARE_DAY.search(text, max(0, weekend.start() - REACH), weekend.start())
        if near:
            words = f"{near.group()}……{weekend.group()}"
            yield int(near[1]), int(near[2]), frozenset({5, 6}), words


def festival_signs(page: RawPage) -> Iterator[tuple[int, int, str, str]]:
    """(month, day, festival, words) where the text says that a day is a festival."""
    text = "\n".join(page.lines)
    for found in re.finditer(
        rf"(?<!\d)({MONTH})月({DAY})日[，,（(]?(?:是|正值|农历)?(春节|元宵节|端午节|中秋节)", text
    ):
        yield int(found[1]), int(found[2]), found[3], found.group()


def fits(page: RawPage, year: int) -> tuple[bool, tuple[str, ...]]:
    """Whether all weekdays and festivals are right in a year, with the words that say so."""
    words: list[str] = []
    for month, day, allowed, quoted in weekday_signs(page):
        try:
            if date(year, month, day).weekday() not in allowed:
                return False, ()
        except ValueError:
            return False, ()
        words.append(quoted)
    for month, day, name, quoted in festival_signs(page):
        if festivals().get((name, year)) != (month, day):
            return False, ()
        words.append(quoted)
    return True, tuple(words)
