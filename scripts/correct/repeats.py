"""Steps for what was printed twice: at the seam of two columns, and inside a line."""

from __future__ import annotations

import re

from scripts.core.han import HAN

LONGEST = 30
"""A column repeats a line of its neighbour at most; lines of a newspaper column have some twenty characters."""
SHORTEST = 2
"""One character may well stand at the end of one word and the start of the next (公众 · 众多)."""
UNIT = re.compile(rf"((?:{HAN.pattern}){{3,12}})\1")
ONE_TO_A_STEP = "一再又越边你我他"
"""Characters that begin repetitions which are meant: 一次次一次次, 你一句我一句."""


def overlap(left: str, right: str) -> int:
    """How many characters of a line repeat the end of the line before it.

    >>> overlap("破获一批违法犯罪", "违法犯罪案件"), overlap("服务公众", "众多群众")
    (4, 0)
    """
    for size in range(min(LONGEST, len(left), len(right)), SHORTEST - 1, -1):
        part = right[:size]
        if left.endswith(part) and HAN.match(part) and len(set(part)) > 1:
            return size
    return 0


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
