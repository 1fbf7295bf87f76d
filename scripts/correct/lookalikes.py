"""The step for look-alike characters, by the table `data/lookalikes.tsv` alone."""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.correct.words import words

CONTEXT = 5
"""Characters on each side that decide whether a wrong word is only the seam of two right ones (自己·经营)."""


@lru_cache(maxsize=1)
def automaton() -> ahocorasick.Automaton:
    """Finds all wrong words of the table in one pass. Raises InputProblem when the table is broken."""
    found = ahocorasick.Automaton()
    for _, row in rows(DATA / "lookalikes.tsv"):
        found.add_word(row["wrong"], (row["wrong"], row["right"]))
    found.make_automaton()
    return found


def lookalikes(text: str) -> str:
    """Words of the table in their right form, unless their characters belong to words around them.

    >>> lookalikes("案件己经侦破"), lookalikes("自己经营")
    ('案件已经侦破', '自己经营')
    """
    done = 0
    for last, (wrong, right) in automaton().iter(text):
        start = last + 1 - len(wrong)
        if start >= done and stands_alone(text, start, last + 1):
            text, done = text[:start] + right + text[last + 1 :], last + 1
    return text


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word of the text around lies across an end of this stretch."""
    first = max(0, start - CONTEXT)
    around = words(text[first : end + CONTEXT])
    return not any(a + first < edge < b + first for a, b in around for edge in (start, end))
