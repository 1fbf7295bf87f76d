"""Which year a page calls 今年: the latest that it names, the next one where 今年 is set against it, else the first in
which its weekdays and festivals are right and its turns of phrase were in use.

A report of one event, or of a case in court, often names only years long past. So on a page of ordinary length a year
counts only where the page speaks of it as running (截至2023年5月, 2023年以来), where 今年 stands beside it and nothing
says that something only began then, or where the report opens with its full day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.core.types import Evidence, RawPage
from scripts.tag.dates.calendar_clues import fits, in_use
from scripts.tag.dates.mentions import Mention
from scripts.tag.spans import sentences

CANDIDATES = 3
"""How many years from the first possible one are tried; more would let chance find a fitting weekday."""
MANY_REPORTS = 4000
"""Characters of a page that holds several reports: the latest year that any of them names is then the running one."""
OPENING_LINES = 4
OPENING_CHARS = 160
"""Title and dateline stand before the day with which a report opens."""
COURT = re.compile(r"判决|被告人|检察院指控|起诉书|案情(?:回顾|简介)|本院|公诉|庭审|徒刑")
"""Words of a case in court, which opens with a day long before the day of the report."""
CONTRAST = (
    r"{year}年[^《》。；，]{{0,12}}(?:，|到|至|、|的)?[^《》。；，]{{0,12}}今年|"
    r"今年[^《》。；]*(?:比|较){year}年"
)


@dataclass(frozen=True, slots=True)
class Present:
    """The year that the page calls 今年."""

    year: int
    sure: bool
    """False where the page never says 今年; a bare year may then be long past."""
    evidence: tuple[Evidence, ...]


def said(words: str, line: int | None, reason: str, weight: float = 0.6) -> Evidence:
    return Evidence("date", "", weight, words[:30], line, reason)


def set_against(page: RawPage, year: int) -> str | None:
    """A sentence that names both 今年 and the year, which are then two years."""
    pattern = re.compile(CONTRAST.format(year=year))
    for text in page.lines:
        if f"{year}年" in text and "今年" in text:
            for _, sentence in sentences(text):
                if pattern.search(sentence):
                    return sentence[:24]
    return None


def opens_with(page: RawPage, named: list[Mention], year: int) -> bool:
    """Whether a report that is not of a court opens with a full day of the year."""
    opening = [n for n, text in enumerate(page.lines, 1) if text.strip()][:OPENING_LINES]
    days = [m for m in named if m.year == year and m.day and not m.history]
    opened = any(m.line in opening and m.start <= OPENING_CHARS for m in days)
    return opened and not any(map(COURT.search, page.lines))


def trusted(page: RawPage, named: list[Mention], year: int, sure: bool) -> bool:
    """Whether the latest named year is the running one, not just the latest of the past."""
    if sum(map(len, page.lines)) >= MANY_REPORTS or opens_with(page, named, year):
        return True
    telling = [m for m in named if m.year == year and not m.history]
    if sure:
        return any(m.current or m.month for m in telling)
    return any(m.current for m in telling) and not any(map(COURT.search, page.lines))


def named_year(page: RawPage, found: tuple[Mention, ...]) -> Present | None:
    """今年 by the years that the page names."""
    named = [m for m in found if m.year]
    sure = any(m.rel in ("今年", "本年") for m in found)
    if not any(m.month for m in named) and not (named and sure):
        return None
    last = max(named, key=lambda m: (m.year or 0, m.current))
    year = last.year or 0
    reasons = [said(last.words, last.line, f"最晚提到{year}年")]
    contrast = None if last.current or last.history else set_against(page, year)
    if not contrast and not trusted(page, named, year, sure):
        return None
    if contrast:
        reasons.append(said(contrast, None, f"同一句里{year}年与今年对举，今年是{year + 1}年"))
        year += 1
    for clue in in_use(page):
        if clue.earliest.year > year:
            year = clue.earliest.year
            reasons.append(said(clue.phrase, None, f"时代线索：{clue.source}"))
    if not fits(page, year)[0] and fits(page, year + 1)[0]:
        year += 1
        reasons.append(said("", None, f"星期或节日与{year - 1}年不合，与{year}年相合"))
    return Present(year, sure, tuple(reasons))


def fitting_year(page: RawPage) -> Present | None:
    """今年 by phrases in use and by weekdays, for a page that names no year at all."""
    used = in_use(page)
    if not used:
        return None
    newest = max(used, key=lambda c: c.earliest)
    reason = said(newest.phrase, None, f"时代线索：{newest.source}", 0.4)
    for year in range(newest.earliest.year, newest.earliest.year + CANDIDATES):
        right, words = fits(page, year)
        if right and words:
            signs = tuple(said(w, None, f"星期与{year}年相合", 0.4) for w in words)
            return Present(year, True, (reason, *signs))
    return None
