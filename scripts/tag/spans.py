"""Zones of a text with their raw lines, quotes of evidence, and sentences; shared by the taggers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.core.types import CleanText

QUOTE_CHARS = 30
"""Evidence is shown beside a tag; thirty characters are a line on a telephone."""
SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*[”’』」）)]*")


@dataclass(frozen=True, slots=True)
class Zone:
    """One stretch of a piece with its role: title, kicker, subtitle, or the role of a paragraph."""

    role: str
    text: str
    line: int | None


def zones(clean: CleanText) -> Iterator[Zone]:
    """Heads and paragraphs of a piece in reading order, without bylines."""
    for role, text in (("kicker", clean.kicker), ("title", clean.title), ("subtitle", clean.subtitle)):
        if text:
            yield Zone(role, text, None)
    for paragraph in clean.paragraphs:
        if paragraph.role != "byline":
            yield Zone(paragraph.role, paragraph.text, paragraph.line)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """(start, sentence) with its closing marks; nothing is dropped but line ends.

    >>> [s for _, s in sentences("他说：“好。”走了。")]
    ['他说：“好。”', '走了。']
    """
    for found in SENTENCE.finditer(text):
        if found.group().strip():
            yield found.start(), found.group()


def quote(text: str, start: int, end: int, width: int = QUOTE_CHARS) -> str:
    """The words around a match, at most `width` characters, never across a line end."""
    left = max(text.rfind("\n", max(0, start - width), start) + 1, start - width, 0)
    right = text.find("\n", end, end + width)
    right = len(text) if right < 0 else right
    spare = max(0, width - (end - start))
    first = max(left, start - spare // 2)
    return text[first : min(right, first + width)].strip()
