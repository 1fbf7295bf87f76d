"""Wordings of one kind as one pattern: what stands in a line of a printed page, and around an article of the web."""

from __future__ import annotations

import re
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows


@lru_cache(maxsize=2)
def patterns(table: str) -> dict[str, str]:
    """For each kind of a table one pattern that matches any of its wordings. Raises InputProblem when it is broken."""
    found: dict[str, list[str]] = {}
    for _, row in rows(DATA / table):
        found.setdefault(row["kind"], []).append(row["pattern"])
    return {kind: f"(?:{'|'.join(wordings)})" for kind, wordings in found.items()}


@lru_cache(maxsize=32)
def wording(kind: str) -> re.Pattern[str]:
    """Any wording of one kind of `data/line_marks.tsv`."""
    return re.compile(patterns("line_marks.tsv")[kind])


@lru_cache(maxsize=32)
def web_wording(kind: str) -> re.Pattern[str]:
    """Any wording of one kind of `data/web_marks.tsv`."""
    return re.compile(patterns("web_marks.tsv")[kind])
