"""Steps for what was printed twice: at the seam of two columns, and inside a line."""

from __future__ import annotations

import re
from operator import ne

from scripts.core.han import HAN
from scripts.correct.words import likelihood

LONGEST = 30
"""A column repeats a line of its neighbour at most; lines of a newspaper column have some twenty characters."""
SHORTEST = 2
"""One character may well stand at the end of one word and the start of the next (公众 · 众多)."""
NARROW = str.maketrans("，；：？！（）", ",;:?!()")
MARKS = frozenset(",;:?!()、。“”‘’《》 ")
UNIT = re.compile(rf"((?:{HAN.pattern}){{3,12}})\1")
ONE_TO_A_STEP = "一再又越边你我他"
"""Characters that begin repetitions which are meant: 一次次一次次, 你一句我一句."""


SURE = 4
"""From this length on a repetition may begin with a mark or a digit, and shows that a line goes on."""
BLURRED = range(6, 13)
"""Lengths in which one character may have been read in two ways: that of a column's last characters."""


def overlap(left: str, right: str) -> int:
    """How many characters of a line repeat the end of the line before it, whatever their width.

    >>> overlap("一批违法犯罪", "违法犯罪案件"), overlap("服务公众", "众多群众"), overlap("目前,已开展", "，已开展宣讲")
    (4, 0, 4)
    """
    left, right = narrowed(left[-LONGEST:]), narrowed(right[:LONGEST])
    longest = min(len(left), len(right))
    sizes = [size for size in range(longest, SHORTEST - 1, -1) if right[size - 1] == left[-1]]
    for size in sizes:
        part = right[:size]
        if same(left[-size:], part) and (HAN.match(part) or size >= SURE) and len(set(part) - MARKS) > 1:
            return size
    return 0


def likelier(one: str, other: str) -> str:
    """Of two readings of the same characters the one that makes better words; the first where they differ in width.

    >>> likelier("涉网讳法犯罪", "涉网违法犯罪"), likelier("目前，已", "目前,已")
    ('涉网违法犯罪', '目前，已')
    """
    if narrowed(one) == narrowed(other):
        return one
    return max(one, other, key=likelihood)


def same(one: str, other: str) -> bool:
    """Whether two texts of one length are the same, save for one character of a long one."""
    return one == other or (len(one) in BLURRED and sum(map(ne, one, other)) <= 1)


def narrowed(text: str) -> str:
    """Marks of full width in half width, one for one, for comparing."""
    return text.translate(NARROW)


def doubled_words(text: str) -> str:
    """Three or more Han characters printed twice in a row.

    >>> doubled_words("辖区派出所派出所民警"), doubled_words("研究研究再一步一步来")
    ('辖区派出所民警', '研究研究再一步一步来')
    """

    def one(match: re.Match[str]) -> str:
        part = match[1]
        meant = part[0] in ONE_TO_A_STEP or len(set(part)) < len(part)
        return match[0] if meant else part

    return UNIT.sub(one, text)
