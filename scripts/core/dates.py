"""Dates that may be in doubt: EDTF (ISO 8601-2) level 1, with the days they can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """An EDTF date and the first and last day it can mean."""

    text: str
    """EDTF: 2022-01-17 · 2024-09~ · 2022-11/2022-12 · 2022-XX"""
    earliest: date
    latest: date

    def __str__(self) -> str:
        return self.text

    @property
    def approximate(self) -> bool:
        return any(mark in self.text for mark in "~?%")

    @property
    def exact(self) -> bool:
        """Whether it names one day without doubt."""
        return self.earliest == self.latest and not self.approximate

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Every (year, month) it can mean, in order."""
        first = self.earliest.year * 12 + self.earliest.month - 1
        last = self.latest.year * 12 + self.latest.month - 1
        return tuple((n // 12, n % 12 + 1) for n in range(first, last + 1))

    @property
    def words(self) -> str:
        """In Chinese: 2022年1月17日 · 约2024年9月 · 2022年11月至12月."""
        return words(self)


MOST_MONTHS = 24
"""A date that may mean more months than two years tells nothing about a month; it stands in its years only."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?")
"""A plain month or year."""
SHAPE = re.compile(r"[0-9X.~?%/-]{4,40}")
"""What a level-1 date of the common era can consist of; keeps stray text away from the parser."""


@lru_cache(maxsize=8192)
def parse(text: str) -> FuzzyDate:
    """The date that an EDTF text means.

    Raises ValueError with a Chinese sentence when it is no EDTF date, or one without a first and last day.
    >>> str(parse("2022-11/2022-12").latest)
    '2022-12-31'
    """
    fault = ValueError(f"“{text}”不是 EDTF 日期")
    if not SHAPE.fullmatch(text) or text.endswith("/") or text.startswith("/"):
        raise fault
    if DAY.fullmatch(text):
        return plain_day(text, fault)
    whole = MONTH.fullmatch(text)
    if whole and int(whole[1]):
        return plain_month(text, int(whole[1]), int(whole[2] or 0))
    # takes its time to load and to parse, and most dates are plain
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        earliest, latest = day(parsed.lower_strict()), day(parsed.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError, NotImplementedError):
        raise fault from None
    if earliest > latest:
        raise fault
    return FuzzyDate(text, earliest, latest)


def plain_day(text: str, fault: ValueError) -> FuzzyDate:
    """The date of a plain ISO day. Raises the fault when the calendar has no such day."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise fault from None
    return FuzzyDate(text, found, found)


def plain_month(text: str, year: int, month: int) -> FuzzyDate:
    """The dates of a plain month, or of a year when the month is 0."""
    last = month or 12
    return FuzzyDate(text, date(year, month or 1, 1), date(year, last, monthrange(year, last)[1]))


def day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def of_day(year: int, month: int, number: int) -> FuzzyDate:
    """The exact day. Raises ValueError when the calendar has no such day."""
    return parse(date(year, month, number).isoformat())


def words(value: FuzzyDate) -> str:
    """A date as a reader would say it."""
    bare = re.sub(r"[~?%]", "", value.text)
    about = "约" if value.approximate else ""
    if "/" not in bare:
        return about + single(bare)
    left, right = bare.split("/")
    if left[:4] == right[:4] and len(left) > 4 and len(right) > 4:
        tail = single(right).removeprefix(f"{right[:4]}年")
        return f"{about}{single(left)}至{tail}"
    return f"{about}{single(left)}至{single(right)}"


SEASONS = {"21": "春季", "22": "夏季", "23": "秋季", "24": "冬季"}


def single(bare: str) -> str:
    if "X" in bare:
        return decade(bare)
    parts = bare.split("-")
    if len(parts) == 2 and parts[1] in SEASONS:
        return f"{int(parts[0])}年{SEASONS[parts[1]]}"
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def decade(bare: str) -> str:
    """Dates with unspecified digits: 2022-XX, 202X."""
    parts = bare.split("-")
    if "X" in parts[0]:
        return f"{parts[0].replace('X', '0')}年代" if parts[0].count("X") == 1 else f"{parts[0][:2]}世纪前后"
    known = [p for p in parts if "X" not in p]
    missing = "月日"[len(known) - 1 :][:1]
    return single("-".join(known)) + (f"（{missing}份不详）" if missing == "月" else "（日不详）")
