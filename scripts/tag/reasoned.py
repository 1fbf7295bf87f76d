"""The date of a page that prints none, reasoned from what it tells: named years, the latest day, weekdays, festivals.

The steps, in order:
1. collect every year, month and day that the text mentions;
2. find out which year 今年 is: the latest named one, the next one where 今年 is set against it, else the first year in
   which its weekdays and festivals are right and its turns of phrase were in use;
3. take the latest day that the text looks back on, and give its month, or what is left of the year, as approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scripts.core.dates import FuzzyDate, parse
from scripts.core.types import Evidence, RawPage
from scripts.tag.calendar_clues import DAY, MONTH, Clue, fits, in_use
from scripts.tag.spans import quote, sentences

MENTION = re.compile(
    rf"(?P<until>截至|截止)?(?:目前)?(?:(?<!\d)(?P<year>(?:19|20)\d\d)年度?|(?P<rel>今年|本年|去年))?"
    rf"(?P<span>(?<!\d){MONTH}月?(?:份)?[至到—\-–~])?(?:(?<!\d)(?P<month>{MONTH})月(?:(?P<day>{DAY})日|份)?(?!\d))"
    rf"|(?<!\d)(?P<year2>(?:19|20)\d\d)年度?|(?P<rel2>今年|本年|去年)"
)
PLANS = re.compile(r"(?:至|到|—|-|–|~|争取|力争|计划|预计|将于|拟于|定于)$")
"""Before a year or day: a plan or the end of a span, not something that has happened."""
PLANNED = re.compile(r"^(?:底)?(?:前|版|修订|修正|印发|年均|起施行|—|-|–|至|到)")
SINCE = re.compile(rf"自(?:今年)?(?P<month>{MONTH})月")
LASTED = re.compile(r"(?P<count>\d{1,2}|[一二两三四五六七八九十])个?多?个?(?:多)?月(?:以来|来)")
TITLE_CHARS = 60
"""The longest titles of documents have about forty characters."""
HALF_YEAR = 6
"""News looks back weeks more often than half a year: a January beside a December is the next one."""
NEAR_LINES = 12
"""How many lines apart the beginning and the length of a scheme may be told: about one report."""
CANDIDATES = 3
"""How many years from the first possible one are tried; more would let chance find a fitting weekday."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One date in the text; what it does not say is none."""

    year: int | None
    rel: str | None
    month: int | None
    day: int | None
    span: bool
    """Whether the month ends a span such as 1至8月."""
    line: int
    words: str


def in_title(text: str, start: int) -> bool:
    """Whether a place lies inside 《…》: the year of a document is not the year of the page."""
    near = max(0, start - TITLE_CHARS)
    return text.rfind("《", near, start) > text.rfind("》", near, start)


def mentions(page: RawPage) -> Iterator[Mention]:
    """Every date that the page mentions as past or present, in reading order."""
    for number, text in enumerate(page.lines, 1):
        for found in MENTION.finditer(text):
            year = found["year"] or found["year2"]
            passed = not PLANS.search(text[max(0, found.start() - 4) : found.start()]) and not PLANNED.match(
                text[found.end() : found.end() + 4]
            )
            if not passed or in_title(text, found.start()):
                continue
            yield Mention(
                int(year) if year else None,
                found["rel"] or found["rel2"],
                int(found["month"]) if found["month"] else None,
                int(found["day"]) if found["day"] else None,
                bool(found["span"]),
                number,
                quote(text, found.start(), found.end(), 24),
            )


def set_against(page: RawPage, year: int) -> str | None:
    """A sentence that names both 今年 and the year, which are then two years."""
    for text in page.lines:
        if f"{year}年" in text and "今年" in text:
            for _, sentence in sentences(text):
                if re.search(rf"{year}年[^《》]*今年|今年[^《》]*(?:比|较){year}年", sentence):
                    return sentence[:24]
    return None


@dataclass(frozen=True, slots=True)
class Present:
    """The year that the page calls 今年."""

    year: int
    sure: bool
    """False where the page never says 今年; a bare year may then be long past."""
    evidence: tuple[Evidence, ...]


def said(words: str, line: int | None, reason: str, weight: float = 0.6) -> Evidence:
    return Evidence("date", "", weight, words[:30], line, reason)


def named_year(page: RawPage, found: tuple[Mention, ...]) -> Present | None:
    """今年 by the years that the page names."""
    named = [m for m in found if m.year]
    sure = any(m.rel in ("今年", "本年") for m in found)
    if not any(m.month for m in named) and not (named and sure):
        return None
    last = max(named, key=lambda m: m.year or 0)
    year = last.year or 0
    reasons = [said(last.words, last.line, f"最晚提到{year}年")]
    contrast = set_against(page, year)
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


def reasoned_date(page: RawPage) -> tuple[FuzzyDate, tuple[Evidence, ...]] | None:
    """The approximate date that the text of a page allows, with its reasons; none where nothing tells the year."""
    found = tuple(mentions(page))
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
            return parse(value), (*present.evidence, reason, said(turned.words, turned.line, "或在次年"))
        value = f"{last.year}-{last.month:02d}~"
        return parse(value), (*present.evidence, reason)
    if not present.sure:
        return None
    opened = [c for c in used if c.earliest.year == present.year]
    newest = max(opened, key=lambda c: c.earliest, default=None)
    first = newest.earliest if newest else date(present.year, 1, 1)
    reasons = (said(newest.phrase, None, f"时代线索：{newest.source}"),) if newest else ()
    return parse(rest_of(present.year, first, used)), (*present.evidence, *reasons)
