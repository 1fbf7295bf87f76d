"""The time of a figure as EDTF: 今年1至8月, 去年同期, 9月7日晚 and the like, resolved against the date of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.core.dates import FuzzyDate
from scripts.tag.numerals import han_value

TO = r"[至到—\-–~]"
MONTH = r"(?P<month>1[0-2]|0?[1-9])月"
QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
TURN_OF_YEAR = 2
"""Up to February a page may still call the year before 今年: reports of a whole year appear after its end."""


@dataclass(frozen=True, slots=True)
class Now:
    """What 今年 and 目前 mean on a page."""

    year: int
    """The year that the page calls 今年."""
    date: FuzzyDate | None
    """Of the page."""

    @property
    def end(self) -> str:
        """Where a period that still lasts ends: the month of the page, or the end of a year that is over."""
        if self.date is None or self.date.latest.year != self.year:
            return f"{self.year}-12"
        mark = "" if self.date.exact else "~"
        return f"{self.year}-{self.date.latest.month:02d}{mark}"


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], "Now"], str | None]]


def year_of(found: re.Match[str], now: Now) -> int:
    """The year that a period names, or means."""
    named = found.groupdict().get("year") or ""
    if named == "去年":
        return now.year - 1
    return int(named) if named.isdigit() else now.year


def lasting(start: str, now: Now) -> str | None:
    """From a year or month up to now; the month alone where that is all, nothing where now is not known."""
    end = now.end
    if now.date is None:
        return None
    first = start if len(start) > 4 or len(end) == 4 else f"{start}-01"
    if first[:7] > end[:7]:
        return first
    return first if first[:7] == end[:7] else f"{first}/{end}"


def months(year: int, first: int, last: int) -> str | None:
    """Months of one year; none where the calendar has no such span."""
    return f"{year}-{first:02d}/{year}-{last:02d}" if 1 <= first <= last <= 12 else None


def past_year(month: int, now: Now) -> int:
    """The year of a month without one: this year, or the last where it would lie in the future."""
    ahead = now.date is not None and now.date.latest.year == now.year and month > now.date.latest.month
    return now.year - 1 if ahead else now.year


def bare_month(found: re.Match[str], now: Now) -> str:
    month = int(found["month"])
    return f"{year_of(found, now) if found['year'] else past_year(month, now)}-{month:02d}"


def a_day(found: re.Match[str], now: Now) -> str | None:
    """A day of the calendar; none for 30 February."""
    month = int(found["month"])
    year = year_of(found, now) if found["year"] else past_year(month, now)
    try:
        return date(year, month, int(found["day"])).isoformat()
    except ValueError:
        return None


def as_of_now(_: re.Match[str], now: Now) -> str | None:
    return now.date.text if now.date else None


def days_ago(found: re.Match[str], now: Now) -> str | None:
    """昨天 and 今天 of a page whose day is printed."""
    if now.date is None or not now.date.exact:
        return None
    back = 1 if found.group().startswith("昨") else 0
    return (now.date.earliest - timedelta(days=back)).isoformat()


def lately(_: re.Match[str], now: Now) -> str | None:
    """近日, 日前: about the month of the page."""
    if now.date is None or now.date.earliest.strftime("%Y%m") != now.date.latest.strftime("%Y%m"):
        return None
    return f"{now.date.earliest:%Y-%m}~"


def last_years(found: re.Match[str], now: Now) -> str:
    count = 2 if found["count"] == "两" else han_value(found["count"])
    return f"{now.year - count}~/{now.year}~"


YEAR = r"(?P<year>今年|去年|(?:19|20)\d\d(?=年))年?"
RULES: tuple[Rule, ...] = (
    (re.compile(r"截[至止]目前$"), as_of_now),
    (
        re.compile(rf"(?:截[至止])?(?:{YEAR})?{MONTH}(?P<day>\d{{1,2}})日(?!以来).*$"),
        a_day,
    ),
    (
        re.compile(rf"{YEAR}(?:(?P<first>\d{{1,2}})(?:月份?)?{TO}(?P<last>\d{{1,2}})月份?)"),
        lambda m, now: months(year_of(m, now), int(m["first"]), int(m["last"])),
    ),
    (
        re.compile(rf"{YEAR}前(?P<last>\d{{1,2}})个?月"),
        lambda m, now: months(year_of(m, now), 1, int(m["last"])),
    ),
    (
        re.compile(rf"{YEAR}前(?P<quarter>[一二三四])季度"),
        lambda m, now: months(year_of(m, now), 1, QUARTERS[m["quarter"]][1]),
    ),
    (
        re.compile(rf"{YEAR}(?P<quarter>[一二三四])季度"),
        lambda m, now: months(year_of(m, now), *QUARTERS[m["quarter"]]),
    ),
    (re.compile(rf"{YEAR}下半年以来"), lambda m, now: lasting(f"{year_of(m, now)}-07", now)),
    (re.compile(rf"{YEAR}上半年"), lambda m, now: months(year_of(m, now), 1, 6)),
    (re.compile(rf"{YEAR}下半年"), lambda m, now: months(year_of(m, now), 7, 12)),
    (re.compile(rf"自?(?:{YEAR})?{MONTH}(?:份)?(?:\d{{1,2}}日)?以来"), lambda m, now: lasting(bare_month(m, now), now)),
    (re.compile(rf"(?:截[至止])?(?:{YEAR})?{MONTH}"), bare_month),
    (re.compile(rf"{YEAR}(?:以来|至今)"), lambda m, now: lasting(str(year_of(m, now)), now)),
    (re.compile(r"截[至止](?P<year>(?:19|20)\d\d)年底"), lambda m, now: f"{m['year']}-12"),
    (re.compile(rf"{YEAR}(?:全年)?$"), lambda m, now: str(year_of(m, now))),
    (re.compile(r"近(?P<count>[一二两三四五六七八九十]+)年来?"), last_years),
    (re.compile(r"[昨今][天日晚]$"), days_ago),
    (re.compile(r"近日|日前|连日来|几天前"), lately),
)
"""Ways to say a time, the fuller before the shorter. What is not here (每年, 近年来, 活动开展以来) names none."""


def resolve(words: str | None, now: Now | None) -> str | None:
    """The EDTF date or interval that the words of a period mean; none where they or the page name none.

    >>> from scripts.core.dates import parse
    >>> now = Now(2023, parse("2023-11~"))
    >>> resolve("今年1至8月", now), resolve("去年", now), resolve("今年以来", now), resolve("每年", now)
    ('2023-01/2023-08', '2022', '2023-01/2023-11~', None)
    """
    if words is None:
        return None
    for pattern, meaning in RULES:
        found = pattern.match(words)
        if found and (now or found.groupdict().get("year", "去年") not in ("今年", "去年", None, "")):
            return meaning(found, now or Now(int(found["year"]), None))
    return None


def year_before(period: str | None) -> str | None:
    """The same period one year earlier, for 去年同期."""
    return re.sub(r"\d{4}", lambda m: str(int(m.group()) - 1), period) if period else None
