"""The stretches of a piece, by how much a place named there says about what the piece is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from scripts.core.types import CleanText

Where = Literal["title", "subtitle", "kicker", "lead", "heading", "body", "tail"]

LEAD_CHARACTERS = 200
"""A news lead, dateline included, ends within some three printed sentences."""

TAIL = re.compile(
    r"大家都在看|更多精彩|推荐阅读|相关链接|相关新闻|延伸阅读|往期(?:推荐|回顾)|返回搜狐|凡本网|版权(?:声明|均属)"
    r"|免责声明|获取资讯|长按.{0,6}二维码|猜你喜欢|热门推荐|编辑推荐|友情链接|法律链接|普法时间"
)
"""What begins the part of a web page that is no longer the report."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text with one weight."""

    where: Where
    text: str
    line: int | None
    """Raw line of its paragraph; none for titles."""


SERIES = re.compile(r".*[·・•]\s*[^·・•\s]{2,6}")
"""A line that names a series and its stop of the day (赣鄱巡礼·九江): it speaks for the page, not for the piece."""


def series_of(clean: CleanText) -> str | None:
    """The kicker where it is the series line of a page."""
    return clean.kicker if clean.kicker and SERIES.fullmatch(clean.kicker) else None


def parts_of(clean: CleanText) -> tuple[Part, ...]:
    """Titles and body of a piece in reading order, without bylines; the body cut where lead and tail meet it."""
    heads: tuple[tuple[Where, str | None], ...] = (
        ("kicker", None if series_of(clean) else clean.kicker),
        ("title", clean.title),
        ("subtitle", clean.subtitle),
    )
    titles = tuple(Part(where, text, None) for where, text in heads if text)
    return titles + body(clean)


def body(clean: CleanText) -> tuple[Part, ...]:
    found: list[Part] = []
    left = LEAD_CHARACTERS
    ended = False
    for paragraph in clean.paragraphs:
        if paragraph.role == "byline":
            continue
        text, lead = paragraph.text, left
        if lead > 0 and clean.title and clean.title in text[:LEAD_CHARACTERS]:
            lead += text.index(clean.title) + len(clean.title)
        where: Where = "heading" if paragraph.role == "heading" else "body"
        mark = 0 if ended else tail_at(text)
        found += cut(text, paragraph.line, where, lead if where == "body" else 0, mark)
        ended = ended or mark < len(text)
        left -= len(text)
    return tuple(found)


def tail_at(text: str) -> int:
    """Where the tail begins; the length of the text when it has none."""
    match = TAIL.search(text)
    return match.start() if match else len(text)


def cut(text: str, line: int, where: Where, lead: int, tail: int) -> list[Part]:
    """A paragraph as lead, body and tail; cut after a sentence, so that no name is torn."""
    first = sentence_end(text, lead) if lead > 0 else 0
    first = min(first, tail)
    pieces: tuple[tuple[Where, str], ...] = (
        ("lead", text[:first]),
        (where, text[first:tail]),
        ("tail", text[tail:]),
    )
    return [Part(kind, piece, line) for kind, piece in pieces if piece]


def sentence_end(text: str, start: int) -> int:
    """The first position from `start` at which a sentence has ended."""
    if start >= len(text):
        return len(text)
    match = re.compile("[。！？；\n]").search(text, start)
    return match.end() if match else len(text)
