"""Which of the lines above a text is its headline, which its kicker (引题) and which its subtitle (副题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.core.han import fold
from scripts.segment.blocks import Block, grams_of
from scripts.segment.language import affinity
from scripts.segment.roles import Line

DASH = re.compile(r"^[—―－–-]{1,3}")
WIDE_GAP = re.compile(r"\u3000|  ")
"""Slogans are set with wide gaps between their parts; the parts of a headline have one blank between them."""
BODY_NAME = re.compile(r"^[\u3400-\u9fff]{2,10}?(?:省|市|县|区|州|公安|警方|法院|检察院|司法局|派出所|分局|支队|大队)")
STRANGER = 0.12
"""A line that shares less of its pairs of characters with the text than this says nothing about it: a slogan. On 40
composed pages nine in ten lines that belong to another report have no more in common with a text."""
WHOLE_LINE = 16
"""Two lines of so many characters each are a headline and a subtitle: together they would be too long for one."""
WORD_CUT = 2.0
"""Characters that stand together in words seven times as often as by chance are parts of one."""
SLOGAN_LONGEST = 14
"""Column names and slogans are short; a headline in two parts that plays on words may share nothing with its text."""
SUBTITLE_SHORTEST = 14
"""A subtitle tells who did what; it is hardly shorter."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The lines above a text, sorted."""

    kicker: tuple[Line, ...] = ()
    headline: tuple[Line, ...] = ()
    subtitle: tuple[Line, ...] = ()
    slogans: tuple[Line, ...] = ()


def sort_heads(lines: Sequence[Line], block: Block) -> Heads:
    """Headline, kicker and subtitle among title lines, in this order of decision.

    1. A line after which comes “——…” and then more lines is a kicker with it.
    2. Short lines above and below that share nothing with the text are slogans.
    3. “——…” at the end is a subtitle.
    4. A line with an inner blank is a headline in two parts; others beside it are kicker or subtitle.
    5. A last line that names a body (某市公安局…) below one that does not is a subtitle, and so is the second of two
       lines that are too long for one headline.
    6. What remains is one headline over several lines.
    """
    if any(line.forced for line in lines):
        return forced_heads(lines)
    rest = list(lines)
    kicker: list[Line] = []
    dashes = [n for n, line in enumerate(rest) if DASH.match(line.text) and n > 0]
    if dashes and dashes[0] + 1 < len(rest):
        kicker, rest = rest[: dashes[0] + 1], rest[dashes[0] + 1 :]
    slogans: list[Line] = []
    while len(rest) > 1 and is_slogan(rest[0].text, rest[1].text, block):
        slogans.append(rest.pop(0))
    while len(rest) > 1 and is_slogan(rest[-1].text, rest[-2].text, block) and not cuts_word(rest[-2], rest[-1]):
        slogans.append(rest.pop())
    subtitle: list[Line] = []
    while len(rest) > 1 and DASH.match(rest[-1].text):
        subtitle.insert(0, rest.pop())
    above, main, below = one_headline(rest)
    return Heads((*kicker, *above), tuple(main), (*below, *subtitle), tuple(slogans))


def forced_heads(lines: Sequence[Line]) -> Heads:
    """Title lines of which an editor has set at least one; the others are headline where none is set, else slogans."""
    of = {role: tuple(line for line in lines if line.forced == role) for role in ("kicker", "headline", "subtitle", "")}
    if of["headline"]:
        return Heads(of["kicker"], of["headline"], of["subtitle"], of[""])
    return Heads(of["kicker"], of[""], of["subtitle"])


def is_slogan(text: str, beside: str, block: Block) -> bool:
    """Whether a short line beside a title says nothing about the report, while the title does."""
    if DASH.match(text) or DASH.match(beside) or len(fold(text)) > SLOGAN_LONGEST:
        return False
    if two_parts(text) and names_body(beside):
        return False
    if WIDE_GAP.search(text) and not WIDE_GAP.search(beside):
        return True
    return kinship(text, block) < STRANGER <= kinship(beside, block)


def one_headline(rest: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """Kicker, headline and subtitle lines by steps 4 to 6."""
    parted = [n for n, line in enumerate(rest) if two_parts(line.text)]
    if len(rest) > 1 and len(parted) == 1:
        n = parted[0]
        return rest[:n], rest[n : n + 1], rest[n + 1 :]
    if len(rest) > 1 and names_body(rest[-1].text) and not names_body(rest[0].text):
        return (), rest[:-1], rest[-1:]
    if len(rest) == 2 and min(len(fold(line.text)) for line in rest) >= WHOLE_LINE and not cuts_word(*rest):
        return (), rest[:1], rest[1:]
    return (), rest, ()


def two_parts(text: str) -> bool:
    """Whether a title has two parts with one blank between, neither of them tiny. Slogans are set with wide gaps."""
    parts = text.split(" ")
    return len(parts) == 2 and min(map(len, parts)) >= 4


def names_body(text: str) -> bool:
    return len(fold(text)) >= SUBTITLE_SHORTEST and bool(BODY_NAME.match(text))


def speaks_of(text: str, block: Block) -> bool:
    """Whether a title line may head a text: it shares words with it, has two parts, or is too long for a slogan."""
    return len(fold(text)) > SLOGAN_LONGEST or two_parts(text) or kinship(text, block) >= STRANGER


def kinship(text: str, block: Block) -> float:
    """Share of the pairs of characters of a title that the text holds too."""
    grams = grams_of(text)
    total = sum(grams.values())
    return sum(count for gram, count in grams.items() if gram in block.grams) / total if total else 0.0


def printed(lines: Sequence[Line]) -> str | None:
    """Title lines as one text: no blank where a line break cuts a word, else one.

    The line break of a headline in two lines stands where its inner blank would, unless it cuts a word.
    """
    text = ""
    for line in lines:
        text += line.text if not text or cuts(text, line.text) else f" {line.text}"
    return text or None


def cuts_word(left: Line, right: Line) -> bool:
    return cuts(left.text, right.text)


def cuts(left: str, right: str) -> bool:
    """Whether the line break between two title lines cuts a word."""
    return affinity(left[-1:] + right[:1]) > WORD_CUT
