"""The step for headlines whose slips the text below them shows: it prints the same words right.

Nothing is taken over that the headline may have meant otherwise: the text must hold the very run of characters, the
headline must read far worse than it, and the change must be one that readers of print make.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.core.han import HAN
from scripts.correct.slips import RUN, alike
from scripts.correct.words import likelihood

CONTEXT = 6
"""Characters on each side that decide how well a headline reads."""
SIDE = 2
"""Characters that text and headline share on each side of a character lost or put in."""
RUN_LENGTH = 3
"""Length of what the text holds when it gives the better witness for a look-alike."""
REPLACED = 2.0
"""Gain in natural logarithms from which a look-alike is taken that the text holds with two neighbours."""
REPLACED_IN_WORD = 4.3
"""The same where the text holds it with one neighbour only."""
RESTORED = 1.0
"""The same for a lost character: a text with one character more is likelier only when a word is made whole by it."""
REMOVED = 9.0
"""The same for a character put in: taking out any makes a text likelier, by 5 to 9 if it is a word of its own."""
REMOVED_IN_WORD = 12.0
"""The same for a doubled character where the text holds only the two neighbours together."""
SPECKS = frozenset("的一丨")
"""Characters as which specks are read; others are taken out only when their neighbour is the same."""
NUMERALS = frozenset("一二三四五六七八九十两")
"""A figure in a headline is its own; the text may speak of others."""
BLANK = " "


@dataclass(frozen=True, slots=True)
class Mend:
    """One change of a headline: what stands at a place for how many characters, and how much is gained by it."""

    gain: float
    start: int
    end: int
    new: str


def by_text(title: str, text: str) -> str:
    """A headline with the slips mended that its text shows.

    >>> by_text("江州警万", "近日，江州警方破获一案。"), by_text("江州公安办实事", "江州市公安局为民办好实事。")
    ('江州警方', '江州公安办实事')
    >>> by_text("积极搭建学习训平台", "搭建学习培训平台。"), by_text("反诈宣的传活动", "开展反诈宣传活动。")
    ('积极搭建学习培训平台', '反诈宣传活动')
    """
    for _ in title:
        places = [n for n, char in enumerate(title) if char != BLANK]
        found = list(mends("".join(title[n] for n in places), text))
        if not found:
            break
        best = max(found, key=lambda mend: (mend.gain, -mend.start, mend.new))
        start = places[best.start]
        title = title[:start] + best.new + title[start + best.end - best.start :]
    return title


def mends(title: str, text: str) -> Iterator[Mend]:
    """All changes of a headline without its blanks, which may stand where a line was torn."""
    yield from replaced(title, text)
    yield from restored(title, text)
    yield from removed(title, text)


def replaced(title: str, text: str) -> Iterator[Mend]:
    """Look-alikes for characters that the text never has beside either neighbour."""
    for place, char in enumerate(title):
        left, right = title[max(0, place - 1) : place], title[place + 1 : place + 2]
        if char in NUMERALS or beside(left, char, right, text):
            continue
        for other in alike().get(char, ""):
            if beside(left, other, right, text):
                gain = better(title, place, place + 1, other)
                if gain > (REPLACED if holds(text, title, place, other) else REPLACED_IN_WORD):
                    yield Mend(gain, place, place + 1, other)


def beside(left: str, char: str, right: str, text: str) -> bool:
    """Whether the text has a character beside one of two neighbours."""
    return (left != "" and left + char in text) or (right != "" and char + right in text)


def holds(text: str, title: str, place: int, other: str) -> bool:
    """Whether the text has a character with two of the headline's around it."""
    whole = title[:place] + other + title[place + 1 :]
    starts = range(max(0, place - RUN_LENGTH + 1), place + 1)
    runs = (whole[start : start + RUN_LENGTH] for start in starts)
    return any(len(run) == RUN_LENGTH and run in text for run in runs)


def restored(title: str, text: str) -> Iterator[Mend]:
    """Single characters that the text holds between the same neighbours."""
    for place in range(SIDE, len(title) - SIDE + 1):
        left, right = title[place - SIDE : place], title[place : place + SIDE]
        if left + right in text:
            continue
        for char in sorted(between(left, right, text)):
            gain = better(title, place, place, char)
            if gain > RESTORED:
                yield Mend(gain, place, place, char)


def between(left: str, right: str, text: str) -> set[str]:
    """Single Han characters that stand between two strings in the text."""
    found, start = set(), text.find(left)
    while start >= 0:
        middle = start + len(left)
        if text.startswith(right, middle + 1) and HAN.match(text[middle]):
            found.add(text[middle])
        start = text.find(left, start + 1)
    return found


def removed(title: str, text: str) -> Iterator[Mend]:
    """Single characters between neighbours that stand side by side in the text."""
    for place in range(1, len(title) - 1):
        char, left, right = title[place], title[max(0, place - SIDE) : place], title[place + 1 : place + 1 + SIDE]
        double = char == left[-1] and HAN.match(char)
        whole = len(left) == len(right) == SIDE and left + right in text
        if ((char in SPECKS and whole) or double) and left[-1] + char + right[0] not in text:
            gain = better(title, place, place + 1, "")
            if left[-1] + right[0] in text and gain > (REMOVED if whole else REMOVED_IN_WORD):
                yield Mend(gain, place, place + 1, "")


def better(title: str, start: int, end: int, new: str) -> float:
    """How much likelier the words around become by a change."""
    left = RUN.match(title[max(0, start - CONTEXT) : start][::-1])[0][::-1]  # type: ignore[index]
    right = RUN.match(title[end : end + CONTEXT])[0]  # type: ignore[index]
    return likelihood(left + new + right) - likelihood(left + title[start:end] + right)
