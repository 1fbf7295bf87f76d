"""The date of a page: its record, else what it prints, else what can be reasoned from its text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from scripts.core.dates import FuzzyDate, parse
from scripts.core.types import CleanText, Evidence, RawPage
from scripts.tag.dates.mentions import mentions
from scripts.tag.dates.periods import TURN_OF_YEAR, Now
from scripts.tag.dates.printed import calendar_day, dateline, evidence, printed_date
from scripts.tag.dates.reasoned import reasoned_date

Dated = tuple[FuzzyDate | None, tuple[Evidence, ...], tuple[str, ...]]
"""The date, its evidence, and the fields that a person should look at."""


def find_date(clean: CleanText, page: RawPage) -> Dated:
    """The date of a piece, which is that of its page.

    Only what is printed or stands in the page record gives a day without `~`; a day without a year gives no date.
    """
    return page_date(page)


@lru_cache(maxsize=64)
def page_date(page: RawPage) -> Dated:
    """The date of a page; kept, for all pieces of a page ask for it one after the other."""
    if page.record.date:
        value = page.record.date
        return value, (evidence(value, value.text, None, "页面记录"),), ()
    printed = printed_date(page)
    if printed:
        return printed[0], (printed[1],), ()
    reasoned = reasoned_date(page)
    if reasoned is None:
        return None, (), ("date",)
    value, reasons = reasoned.value, reasoned.evidence
    head = dateline(page)
    wire = calendar_day(value.earliest.year, head[0], head[1]) if head else None
    if head and wire and reasoned.last <= wire.earliest <= value.latest:
        value, reasons = parse(f"{wire.text}~"), (*reasons, head[2])
    return value, tuple(replace(reason, value=value.text) for reason in reasons), ("date",)


@lru_cache(maxsize=64)
def now_of(page: RawPage) -> Now | None:
    """What 今年 means on a page: the year of its date, or in its first weeks the year that the text calls so."""
    value = page_date(page)[0]
    if value is None:
        return None
    year = value.latest.year
    if value.earliest.year == year and value.latest.month <= TURN_OF_YEAR:
        named = {m.year for m in mentions(page) if m.year and not m.history}
        year -= bool(year - 1 in named and year not in named)
    return Now(year, value)
