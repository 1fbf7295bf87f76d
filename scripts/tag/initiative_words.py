"""The tables of initiatives: words that make a phrase a name, and programmes known everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.vocab.tables import listed, rows
from scripts.tag.word_roles import any_of, by_role

PARTICLES = "[镇乡村县市区省局所院]|在|的|了|到|与|和|及|由|以|为|叫|个(?!人)|各|把|将|是|等|“|”"
"""Characters that stand before a name without quotes and are no part of it."""
GAP = r"[\u3400-\u9fffA-Za-z“”]{0,8}?"


@dataclass(frozen=True, slots=True)
class Words:
    """The table of words, by role."""

    head: tuple[str, ...]
    end: tuple[str, ...]
    body: tuple[str, ...]
    plain: frozenset[str]
    figure: frozenset[str]
    against: tuple[str, ...]
    before: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> Words:
    """The table of words, longest first. Raises InputProblem when it is broken."""
    found = by_role(DATA / "initiative_words.tsv")
    named = {role: found[role] for role in ("head", "end", "body", "against", "before")}
    return Words(plain=frozenset(found["plain"]), figure=frozenset(found["figure"]), **named)


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
    heads = any_of(words().head)
    return re.compile(rf"^等?(?P<gap>{GAP})(?P<head>{heads})")


@lru_cache(maxsize=1)
def body_pattern() -> re.Pattern[str]:
    return re.compile(any_of(words().body))


@lru_cache(maxsize=1)
def against_pattern() -> re.Pattern[str]:
    """Before a quoted word: the evil that a campaign is against (打击“黑校车”专项行动), not its name."""
    return re.compile(rf"(?:{any_of(words().against)})(?:了|过去的|各类)?$")


@lru_cache(maxsize=1)
def bounds_pattern() -> re.Pattern[str]:
    """All up to the last word or particle behind which a name without quotes may begin."""
    return re.compile(rf"^.*(?:{any_of(words().before)}|{PARTICLES})")
