"""Dates that a page prints: labels, time stamps, mastheads, signatures, datelines, addresses and file names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from scripts.core.dates import FuzzyDate, parse
from scripts.core.types import Evidence, RawPage
from scripts.tag.numerals import han_value
from scripts.tag.spans import quote

HEAD_LINES = 15
"""A page prints its date within the first lines, after menus at most."""
TAIL_LINES = 8
"""A signature stands in the last lines, before the footer at most."""
STAMP_COLUMN = 300
"""A time stamp that is glued to the text of a page stands before its first paragraph is over."""
SHORT = 60
"""A line that is more than a date line is longer than this."""

WIDE = re.compile("[０-９]")
NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
CLOCK = re.compile(r"\d[:：]\d\d")
CLOCK_BEHIND = re.compile(r"\s*\d{1,2}[:：]\d\d")
YEAR = r"(?<!\d)(?:19|20)\d\d"
TIME = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
NUMERIC = re.compile(rf"({YEAR})([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0[1-9]|[1-9](?!\d))[\sT]*({TIME})?(?!\d)")
SHORT_YEAR = re.compile(r"(?<![\d-])(\d\d)-(1[0-2]|0[1-9])-(3[01]|[12]\d|0[1-9])[ \u3000]+\d{1,2}:\d\d(?!\d)")
"""A year of two digits counts only before a time of day: else it may be a score or a room."""
MAY_DATE = re.compile(r"[12]\d\d\d[-/. 年]|\d\d-\d\d-\d\d|[一二][〇○零ＯO0九一二]")
"""Without any of these a text holds no full date; one look is faster than four."""
WRITTEN = re.compile(rf"({YEAR}) ?年 ?(1[0-2]|0?[1-9]) ?月 ?(3[01]|[12]\d|0?[1-9]) ?[日号]")
HAN = re.compile(
    r"([一二][〇○零ＯO0九一二三四五六七八]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
LABELS = (
    *("发布", "发文", "刊发", "刊登", "发稿", "见报", "出版", "发表", "上传", "更新", "成文", "印发", "落款"),
    *("日期", "时间"),
)
"""What a printed date may be called, the day of publication before the day of writing."""
ANY_LABEL = re.compile("|".join(LABELS))
MASTHEAD = re.compile(
    rf"{TIME}|星期[一二三四五六日天]|农历[^，。 ]{{2,10}}|第?[A-Z]?\d{{1,3}}版(?:[:：][^\s，。]{{1,8}})?|"
    r"第\d+期|总第?\d+期|责任?编辑?[:：]?|编辑[:：]|来源[:：]|作者[:：]|记者|[\s\u3000|｜·/（）()\[\]【】,，:：]+"
)
BESIDE = re.compile(
    r"(?:来源|作者|编辑|责编|记者|发布者|发布人|供稿|浏览次数|浏览量|点击数?|阅读量?|字号|字体)[:：]|打印本页"
)
"""What web pages print on the line of their date."""
ISSUER = re.compile(r"[^。！？，；]{0,24}(?:局|院|委|府|办|队|所|会|部|厅|报|网|社|周刊|在线|中心|站|公安|发布|客户端)")
DATELINE = re.compile(
    r"(?:^|[\s\u3000：:）)])[^，。；\n]{0,24}?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:专?电|讯|消息|报道)"
)
WIRED = re.compile(r"\s*[，,]?[^，。；\s]{0,8}(?:专?电|讯|消息|信息)(?=[\s:：（(，,]|$|[\u3400-\u9fff])")
"""What follows the full date of a dateline: 江西日报2019年3月5日讯."""
WIRE_CHARS = 30
"""A dateline begins within so many characters of a text; a later date is told, not printed by the newspaper."""
URL = re.compile(r"https?://[^\s\"'<>）)]+")
URL_DAY = re.compile(r"(?<![0-9A-Za-z])t?(20\d\d)([-/]?)(1[0-2]|0[1-9])[-/]?(3[01]|[12]\d|0[1-9])(?![0-9])")
URL_MONTH = re.compile(r"(?<![0-9A-Za-z])(20\d\d)[-/]?(1[0-2]|0[1-9])(?![0-9])")
NAME_DAY = re.compile(r"(?<![0-9A-Za-z])(20\d\d)([-_.]?)(1[0-2]|0[1-9])\2(3[01]|[12]\d|0[1-9])(?![0-9A-Za-z])")
NAME_MONTH = re.compile(r"(?<![0-9A-Za-z])(20\d\d)[-_.]?(1[0-2]|0[1-9])(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed, with where it stands."""

    value: FuzzyDate
    start: int
    end: int


def calendar_day(year: int, month: int, day: int) -> FuzzyDate | None:
    """An exact day, made without the EDTF parser, which takes milliseconds for each; none for 30 February."""
    try:
        moment = date(year, month, day)
    except ValueError:
        return None
    return FuzzyDate(moment.isoformat(), moment, moment)


def han_day(found: re.Match[str]) -> FuzzyDate | None:
    year = "".join("〇" if c in "○零ＯO0" else c for c in found.group(1))
    return calendar_day(han_value(year), han_value(found.group(2)), han_value(found.group(3)))


def full_dates(text: str) -> Iterator[Printed]:
    """Every day of the calendar that a text names with its year, in order.

    >>> [str(d.value) for d in full_dates("2023-08-0918:23，二〇二二年一月十七日，2020年2月30日")]
    ['2023-08-09', '2022-01-17']
    """
    rows: list[Printed] = []
    if not MAY_DATE.search(text):
        return
    for found in NUMERIC.finditer(text):
        value = calendar_day(int(found[1]), int(found[3]), int(found[4]))
        if value:
            rows.append(Printed(value, found.start(), found.end()))
    for found in WRITTEN.finditer(text):
        value = calendar_day(int(found[1]), int(found[2]), int(found[3]))
        if value:
            rows.append(Printed(value, found.start(), found.end()))
    for found in SHORT_YEAR.finditer(text):
        value = calendar_day(2000 + int(found[1]), int(found[2]), int(found[3]))
        if value:
            rows.append(Printed(value, found.start(), found.end()))
    for found in HAN.finditer(text):
        value = han_day(found)
        if value:
            rows.append(Printed(value, found.start(), found.end()))
    yield from sorted(rows, key=lambda row: row.start)


def evidence(value: FuzzyDate, words: str, line: int | None, reason: str, weight: float = 1.0) -> Evidence:
    return Evidence("date", value.text, weight, words, line, reason)


Found = tuple[FuzzyDate, Evidence]
Numbered = tuple[tuple[int, str], ...]


@lru_cache(maxsize=64)
def filled(page: RawPage) -> Numbered:
    """(line number, text) of all lines that are not blank, wide digits made narrow."""
    numbered = ((n, text) for n, text in enumerate(page.lines, 1) if text.strip())
    return tuple((n, text.translate(NARROW) if WIDE.search(text) else text) for n, text in numbered)


def labelled(page: RawPage) -> Found | None:
    """A date after 发布日期 and the like, on the same line or the next."""
    lines = filled(page)
    marked = [(place, number, text) for place, (number, text) in enumerate(lines) if ANY_LABEL.search(text)]
    for label in LABELS if marked else ():
        pattern = re.compile(rf"(?:{label}(?:日期|时间|于)|^\s*{label}(?:日期|时间|于)?)\s*[:：]?\s*")
        for place, number, text in marked:
            mark = pattern.search(text)
            if not mark:
                continue
            following = text[mark.end() :] or (lines[place + 1][1] if place + 1 < len(lines) else "")
            day = next((d for d in full_dates(following) if d.start <= 2), None)
            if day:
                words = text.strip()[:20] if text[mark.end() :] else f"{text.strip()} {following.strip()}"
                return day.value, evidence(day.value, words[:30], number, f"印有“{label}日期”")
    return None


def stamped(page: RawPage) -> Found | None:
    """A date with the time of day at the head of a page, even where it is glued to other words."""
    for number, text in filled(page)[:HEAD_LINES]:
        head = text[:STAMP_COLUMN]
        for day in full_dates(head):
            if CLOCK.search(head, day.start, day.end) or CLOCK_BEHIND.match(head, day.end):
                words = quote(text, day.start, day.end, 24)
                return day.value, evidence(day.value, words, number, "页首印的时间")
    return None


def is_masthead(text: str, day: Printed) -> bool:
    """Whether a line holds nothing but the date and what mastheads print around it."""
    if BESIDE.search(text):
        return True
    rest = MASTHEAD.sub("", text[: day.start] + "\n" + text[day.end :])
    return not rest.strip() or bool(len(rest) <= 24 and ISSUER.fullmatch(rest.replace("\n", "")))


def standing_alone(page: RawPage) -> Found | None:
    """A date that has a line to itself or shares it with a masthead or signature only, at the head or the foot."""
    lines = filled(page)
    places = [*lines[:HEAD_LINES], *lines[HEAD_LINES:][-TAIL_LINES:]]
    for number, text in places:
        if len(text) > SHORT:
            continue
        for day in full_dates(text):
            if is_masthead(text, day):
                where = "报头或落款印的日期"
                return day.value, evidence(day.value, text.strip()[:30], number, where)
    return None


def wired(page: RawPage) -> Found | None:
    """The full date of a dateline: 江西日报2019年3月5日讯."""
    for number, text in filled(page)[:HEAD_LINES]:
        for day in full_dates(text[: WIRE_CHARS * 2]):
            if day.start <= WIRE_CHARS and WIRED.match(text, day.end):
                return day.value, evidence(day.value, quote(text, day.start, day.end), number, "电头")
    return None


def signed(page: RawPage) -> Found | None:
    """A signature: the name of an office and the date at the very end of a paragraph near the end of the page."""
    for number, text in reversed(filled(page)[-TAIL_LINES:]):
        for day in full_dates(text):
            before = re.split(r"[。！？；，]", text[: day.start])[-1]
            if not text[day.end :].strip("）) \u3000") and before and ISSUER.fullmatch(before.strip("（( \u3000")):
                words = quote(text, day.start, day.end)
                return day.value, evidence(day.value, words, number, "文末落款")
    return None


def of_address(address: str) -> FuzzyDate | None:
    """The day, else the month, in the path of a web address."""
    path = re.sub(r"^https?://[^/]*", "", address)
    for found in URL_DAY.finditer(path):
        day = calendar_day(int(found[1]), int(found[3]), int(found[4]))
        if day:
            return day
    month = URL_MONTH.search(path)
    return parse(f"{month[1]}-{month[2]}") if month else None


def addressed(page: RawPage) -> Found | None:
    """The date in the address of the page; addresses in the text count when all that hold a date agree."""
    if page.record.url:
        value = of_address(page.record.url)
        if value:
            return value, evidence(value, page.record.url[-30:], None, "页面记录的网址")
    found: dict[str, tuple[FuzzyDate, int, str]] = {}
    for number, text in filled(page):
        for address in URL.findall(text):
            value = of_address(address)
            if value:
                found.setdefault(value.text, (value, number, address))
    if len(found) != 1:
        return None
    value, number, address = next(iter(found.values()))
    return value, evidence(value, address[-30:], number, "文中网址")


def filed(page: RawPage) -> Found | None:
    """The date in the name of the file."""
    name = PurePosixPath(page.path).stem
    for found in NAME_DAY.finditer(name):
        day = calendar_day(int(found[1]), int(found[3]), int(found[4]))
        if day:
            return day, evidence(day, name[:30], None, "文件名")
    month = NAME_MONTH.search(name)
    if not month:
        return None
    value = parse(f"{month[1]}-{month[2]}")
    return value, evidence(value, name[:30], None, "文件名")


def dateline(page: RawPage) -> tuple[int, int, Evidence] | None:
    """(month, day, evidence) of a dateline such as 新华社南昌5月4日电, which prints no year."""
    for number, text in filled(page)[:HEAD_LINES]:
        found = DATELINE.search(text[:STAMP_COLUMN])
        if found:
            month, day = int(found["month"]), int(found["day"])
            return month, day, Evidence("date", "", 0.8, found.group().strip()[-24:], number, "电头")
    return None


def with_dateline(value: FuzzyDate, head: tuple[int, int, Evidence] | None) -> FuzzyDate | None:
    """The exact day when a printed month or year holds the day of a dateline."""
    if head is None or value.approximate:
        return None
    for year in sorted({value.earliest.year, value.latest.year}):
        day = calendar_day(year, head[0], head[1])
        if day and value.earliest <= day.earliest <= value.latest:
            return day
    return None


SOURCES: tuple[Callable[[RawPage], Found | None], ...] = (
    labelled,
    stamped,
    standing_alone,
    wired,
    signed,
    addressed,
    filed,
)
"""Where a printed date may stand, the most trustworthy first."""


def printed_date(page: RawPage) -> Found | None:
    """The date that a page prints, with its evidence; a month grows to a day with the help of a dateline."""
    month: Found | None = None
    for source in SOURCES:
        found = source(page)
        if found and found[0].exact:
            return found
        month = month or found
    if month is None:
        return None
    head = dateline(page)
    day = with_dateline(month[0], head)
    if head and day:
        return day, evidence(day, head[2].quote, head[2].line, "电头，年份取自" + month[1].reason)
    return month
