"""Every year, month and day that a page mentions, in reading order: as past, as running, or as long gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scripts.core.types import RawPage
from scripts.tag.dates.calendar_clues import DAY, MONTH
from scripts.tag.spans import quote

MENTION = re.compile(
    rf"(?P<until>截至|截止)?(?:目前)?(?:(?<!\d)(?P<year>(?:19|20)\d\d)年度?|(?P<rel>今年|本年|去年))?"
    rf"(?P<span>(?<!\d){MONTH}月?(?:份)?[至到—\-–~])?(?:(?<!\d)(?P<month>{MONTH})月(?:(?P<day>{DAY})日|份)?(?!\d))"
    rf"|(?<!\d)(?P<year2>(?:19|20)\d\d)年度?|(?P<rel2>今年|本年|去年)"
)
MAY_MENTION = re.compile(r"\d[年月]|[今本去]年|(?:19|20)\d\d")
PLANS = re.compile(r"(?:至|到|—|-|–|~|争取|力争|计划|预计|将于|将在|拟于|定于)$")
"""Before a year or day: a plan or the end of a span, not something that has happened."""
PLANNED = re.compile(r"^(?:底)?(?:前|版|修订|修正|印发|年均|起施行|—|-|–|至|到)")
TITLE_CHARS = 60
"""The longest titles of documents have about forty characters."""
CURRENT_BEFORE = re.compile(r"(?:截[至止]到?|今天|昨天|今日|昨日|今年)[（(，,]?(?:\d{1,2}月\d{1,2}日[）)]?[，,]?)?$")
CURRENT_AFTER = re.compile(
    r"^(?:以来|至今|上半年|下半年|[前第]?[一二三四]季度|\d{1,2}月?[—\-–~至到]\d{1,2}月(?!期间)|"
    r"\d{1,2}月份?(?:底|末|以来)|[^。，；]{0,16}今[天年日]|[，,][^。，；]{0,6}已)"
)
"""Wordings in which news speaks of the running year: 截至2023年5月, 2023年以来, 2022年，该县已…"""
HISTORY_BEFORE = re.compile(r"(?:成立于|组建于|始于|创办于|创立于|建于|生于|当选|早在|自|从)$")
HISTORY_AFTER = re.compile(
    r"^(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[^。，；]{0,6}(?:成立|组建|创办|创立|出生|注册|入伍|参军|毕业|投产|建成)|起|开始|[，,]?当时|时[，,])"
)
"""Years in which something began long before what is told now."""


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
    current: bool = False
    """Whether its wording speaks of the running year."""
    history: bool = False
    """Whether its wording speaks of a beginning long past."""
    start: int = 0
    """Where it stands in its line."""


def in_title(text: str, start: int) -> bool:
    """Whether a place lies inside 《…》: the year of a document is not the year of the page."""
    near = max(0, start - TITLE_CHARS)
    return text.rfind("《", near, start) > text.rfind("》", near, start)


@lru_cache(maxsize=64)
def mentions(page: RawPage) -> tuple[Mention, ...]:
    """Every date that the page mentions as past or present, in reading order."""
    return tuple(
        mention(text, number, found)
        for number, text in enumerate(page.lines, 1)
        if MAY_MENTION.search(text)
        for found in MENTION.finditer(text)
        if has_passed(text, found) and not in_title(text, found.start())
    )


def has_passed(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - 4) : found.start()], text[found.end() : found.end() + 4]
    return not PLANS.search(before) and not PLANNED.match(after)


def mention(text: str, number: int, found: re.Match[str]) -> Mention:
    year, start = found["year"] or found["year2"], found.start()
    named = found.end("year") if found["year"] else found.end()
    before, after = text[max(0, start - 16) : start], text[named : named + 24].removeprefix("年")
    return Mention(
        int(year) if year else None,
        found["rel"] or found["rel2"],
        int(found["month"]) if found["month"] else None,
        int(found["day"]) if found["day"] else None,
        bool(found["span"]),
        number,
        quote(text, start, found.end(), 24),
        bool(found["until"] or CURRENT_BEFORE.search(before) or CURRENT_AFTER.match(after)),
        bool(HISTORY_BEFORE.search(before) or HISTORY_AFTER.match(after)),
        start,
    )
