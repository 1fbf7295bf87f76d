"""The date of a page that prints none, reasoned from what it tells: named years, the latest day, weekdays, festivals.

The steps, in order:
1. collect every year, month and day that the text mentions;
2. find out which year 今年 is (`present_year`): none where a short text only tells of years long past;
3. take the latest day that the text looks back on, and give its month, or what is left of the year, as approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scripts.core.dates import FuzzyDate, parse
from scripts.core.types import Evidence, RawPage
from scripts.tag.dates.calendar_clues import MONTH, Clue, in_use
from scripts.tag.dates.mentions import Mention, mentions
from scripts.tag.dates.present_year import fitting_year, named_year, said

SINCE = re.compile(rf"自(?:今年)?(?P<month>{MONTH})月")
LASTED = re.compile(r"(?P<count>\d{1,2}|[一二两三四五六七八九十])个?多?个?(?:多)?月(?:以来|来)")
HALF_YEAR = 6
"""News looks back weeks more often than half a year: a January beside a December is the next one."""
MONTH_END = 28
"""News of the last days of a month is often printed in the next: within ten days of what it tells, as a rule."""
NEAR_LINES = 12
"""How many lines apart the beginning and the length of a scheme may be told: about one report."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """An approximate date, and what led to it."""

    value: FuzzyDate
    last: date
    """The latest day that the page looks back on: it was not printed before."""
    evidence: tuple[Evidence, ...]


def lower_bounds(page: RawPage, found: tuple[Mention, ...], year: int) -> Iterator[tuple[date, Evidence]]:
    """Days of the present year before which the page cannot have been printed."""
    context: int | None = None
    line = 0
    for mention in found:
        if mention.line != line:
            line, context = mention.line, None
        meant = resolve(mention, context, year)
        context = meant
        if meant == year and mention.month:
            yield after(mention, year), said(mention.words, mention.line, "文中最晚的日子")
    yield from since_then(page, year)


def since_then(page: RawPage, year: int) -> Iterator[tuple[date, Evidence]]:
    """A scheme that began in a named month (自9月份…) and has run for some months (两个多月以来), told close by."""
    starts = [(n, found) for n, text in enumerate(page.lines, 1) for found in SINCE.finditer(text)]
    for number, text in enumerate(page.lines, 1):
        for lasted in LASTED.finditer(text):
            near = [found for line, found in starts if abs(line - number) <= NEAR_LINES]
            month = int(near[0]["month"]) + count(lasted["count"]) if near else 13
            if month <= 12:
                yield date(year, month, 1), said(lasted.group(), number, f"自{near[0]['month']}月起已过这些月")


def resolve(mention: Mention, context: int | None, year: int) -> int:
    """The year of a mention: its own, else that of the mention before it in the same paragraph, else this year."""
    if mention.year:
        return mention.year
    if mention.rel:
        return year - 1 if mention.rel == "去年" else year
    return context or year


def after(mention: Mention, year: int) -> date:
    """The first day on which something that is mentioned can be news: a span of months must be over."""
    month = mention.month or 1
    if mention.span and mention.day is None:
        return date(year + month // 12, month % 12 + 1, 1)
    try:
        return date(year, month, mention.day or 1)
    except ValueError:
        return date(year, month, 1)


def count(text: str) -> int:
    return int(text) if text.isdigit() else {"两": 2}.get(text, "零一二三四五六七八九十".find(text))


def new_year(found: tuple[Mention, ...], last: date) -> Mention | None:
    """The latest day without a year that lies so far before the last known one that it may be of the next year."""
    bare_days = [
        m for m in found if m.day and m.month and not m.year and not m.rel and m.month <= last.month - HALF_YEAR
    ]
    return max(bare_days, key=lambda m: (m.month or 0, m.day or 0), default=None)


def rest_of(year: int, first: date, used: tuple[Clue, ...]) -> str:
    """What is left of a year from a day on, shortened where a phrase went out of use."""
    ends = [c.latest for c in used if c.latest and c.latest.year == year and c.latest >= first]
    last = min(ends, default=date(year, 12, 31))
    if first.month == 1 and last.month == 12:
        return f"{year}~"
    if first.month == last.month:
        return f"{year}-{first.month:02d}~"
    return f"{year}-{first.month:02d}~/{year}-{last.month:02d}~"


def printed_about(last: date) -> FuzzyDate:
    """When a page was printed that looks back on a day: in its month, after the last days of a month perhaps the next.

    >>> printed_about(date(2023, 7, 6)).text, printed_about(date(2023, 7, 31)).text
    ('2023-07~', '2023-07~/2023-08~')
    """
    month = f"{last.year}-{last.month:02d}~"
    if last.day < MONTH_END:
        return parse(month)
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return parse(f"{month}/{following.year}-{following.month:02d}~")


def reasoned_date(page: RawPage) -> Reasoned | None:
    """The approximate date that the text of a page allows, with its reasons; none where nothing tells the year."""
    found = mentions(page)
    present = named_year(page, found) or fitting_year(page)
    if present is None:
        return None
    used = tuple(c for c in in_use(page) if c.earliest.year <= present.year)
    bounds = list(lower_bounds(page, found, present.year))
    if bounds:
        last, reason = max(bounds, key=lambda row: row[0])
        turned = None if present.sure else new_year(found, last)
        if turned:
            value = f"{last.year}-{last.month:02d}~/{last.year + 1}-{turned.month:02d}~"
            reasons = (*present.evidence, reason, said(turned.words, turned.line, "或在次年"))
            return Reasoned(parse(value), last, reasons)
        return Reasoned(printed_about(last), last, (*present.evidence, reason))
    if not present.sure:
        return None
    opened = [c for c in used if c.earliest.year == present.year]
    newest = max(opened, key=lambda c: c.earliest, default=None)
    first = newest.earliest if newest else date(present.year, 1, 1)
    reasons = (said(newest.phrase, None, f"时代线索：{newest.source}"),) if newest else ()
    return Reasoned(parse(rest_of(present.year, first, used)), first, (*present.evidence, *reasons))
