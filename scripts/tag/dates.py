"""The date of a page: its record, else what it prints, else what can be reasoned from its text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from scripts.core.dates import FuzzyDate, parse
from scripts.core.types import CleanText, Evidence, RawPage
from scripts.tag.printed import dateline, evidence, printed_date
from scripts.tag.reasoned import reasoned_date

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
    value, reasons = reasoned
    head = dateline(page)
    if head and all(int(month) == head[0] for _, month in value.months):
        value = parse(f"{value.earliest.year}-{head[0]:02d}-{head[1]:02d}~")
        reasons = (*reasons, head[2])
    return value, tuple(replace(reason, value=value.text) for reason in reasons), ("date",)
