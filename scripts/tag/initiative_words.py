"""The tables of initiatives: words that make a phrase a name, and programmes known everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.vocab.tables import listed, rows

GAP = r"[\u3400-\u9fffA-Za-z“”]{0,8}?"


@dataclass(frozen=True, slots=True)
class Words:
    """The table of words, by role."""

    head: tuple[str, ...]
    end: tuple[str, ...]
    body: tuple[str, ...]
    plain: frozenset[str]
    figure: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The table of words, longest first. Raises InputProblem when it is broken."""
    found: dict[str, list[str]] = {}
    for _, row in rows(DATA / "initiative_words.tsv"):
        found.setdefault(row["role"], []).append(row["word"])
    ordered = {role: tuple(sorted(group, key=lambda w: (-len(w), w))) for role, group in found.items()}
    plain, figure = frozenset(found["plain"]), frozenset(found["figure"])
    return Words(ordered["head"], ordered["end"], ordered["body"], plain, figure)


@lru_cache(maxsize=1)
def known() -> dict[str, str]:
    """Every name and alias of the table of programmes → name. Raises InputProblem when it is broken."""
    return {
        alias: row["name"]
        for _, row in rows(DATA / "initiatives.tsv")
        for alias in (row["name"], *listed(row["aliases"]))
    }


@lru_cache(maxsize=1)
def head_pattern() -> re.Pattern[str]:
    heads = "|".join(map(re.escape, words().head))
    return re.compile(rf"^等?(?P<gap>{GAP})(?P<head>{heads})")


@lru_cache(maxsize=1)
def body_pattern() -> re.Pattern[str]:
    bodies = "|".join(map(re.escape, words().body))
    return re.compile(bodies)
