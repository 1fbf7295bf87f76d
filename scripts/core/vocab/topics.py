"""The topic vocabulary in two levels, group and term. Table: `data/topics.yml`, edited by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from scripts.core.settings import DATA
from scripts.core.vocab.tables import document


@dataclass(frozen=True, slots=True)
class Term:
    """A term that is stored on articles."""

    name: str
    slug: str
    """ASCII, for addresses: anti-fraud."""
    group: str
    definition: str
    triggers: Mapping[str, float]
    """Words that point to the term, with weights."""
    traps: tuple[str, ...]
    """Wordings that hold a trigger but do not point to the term."""
    aliases: tuple[str, ...]
    """Other names a reader may look for."""
    alone: bool = False
    """Whether it is given only to a piece that no other term fits."""


@dataclass(frozen=True)
class Topics:
    """All terms in the order of the table, which is the order of browsing."""

    terms: tuple[Term, ...]
    group_slugs: Mapping[str, str]
    """Slug of each group, in order."""

    @cached_property
    def by_name(self) -> dict[str, Term]:
        return {term.name: term for term in self.terms}

    @cached_property
    def groups(self) -> dict[str, tuple[Term, ...]]:
        """Terms of each group, in order."""
        return {name: tuple(t for t in self.terms if t.group == name) for name in self.group_slugs}


@lru_cache(maxsize=1)
def topics() -> Topics:
    """The vocabulary of the table. Raises InputProblem when it is broken."""
    groups = document(DATA / "topics.yml")
    terms = tuple(term_of(row, group["group"]) for group in groups for row in group["terms"])
    return Topics(terms, {group["group"]: group["slug"] for group in groups})


def term_of(row: Mapping[str, Any], group: str) -> Term:
    """One entry of the table."""
    return Term(
        name=row["term"],
        slug=row["slug"],
        group=group,
        definition=row["definition"],
        triggers={str(word): float(weight) for word, weight in row["triggers"].items()},
        traps=tuple(map(str, row.get("traps", ()))),
        aliases=tuple(map(str, row.get("aliases", ()))),
        alone=bool(row.get("alone", False)),
    )
