"""Tables of words, each with the role that it plays in a small grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from scripts.core.vocab.tables import rows


def by_role(table: Path) -> dict[str, tuple[str, ...]]:
    """The words of each role, longest first. Raises InputProblem when the table is broken."""
    found: dict[str, list[str]] = {}
    for _, row in rows(table):
        found.setdefault(row["role"], []).append(row["word"])
    return {role: tuple(sorted(group, key=lambda word: (-len(word), word))) for role, group in found.items()}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words.

    >>> any_of(["派出所", "C++"])
    '派出所|C\\\\+\\\\+'
    """
    return "|".join(map(re.escape, words))
