"""Newspapers, supplements and bulletins, with the short code that begins the ids of their articles.

Table: `data/publications.tsv`, edited by people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from scripts.core.settings import DATA
from scripts.core.vocab.tables import listed, rows

ISSUE = re.compile(r"[（(]?(?:总?第)[0-9一二三四五六七八九十百]+期[）)]?$")
"""Number of an issue at the end of a name: it belongs to `page`, not to the publication."""
NAMELESS = "wm"
"""Code of pages whose publication is not known (未名)."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication."""

    name: str
    code: str
    """ASCII letters, digits and `-`; begins the id of each article, so it never changes."""
    publisher: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Publications:
    """All publications of the table, by full name."""

    by_name: Mapping[str, Publication]

    @cached_property
    def by_alias(self) -> dict[str, Publication]:
        return {alias: p for p in self.by_name.values() for alias in (p.name, *p.aliases)}

    def code(self, name: str | None) -> str:
        """Code of a publication; for one that is not in the table the initials of its pinyin."""
        if not name:
            return NAMELESS
        known = self.by_alias.get(ISSUE.sub("", name))
        if known:
            return known.code
        # takes its time to load, and hardly any publication is missing from the table
        from pypinyin import Style, lazy_pinyin

        initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
        letters = "".join(c for c in initials.lower() if c.isascii() and c.isalnum())
        return letters[:12] or NAMELESS


@lru_cache(maxsize=1)
def publications() -> Publications:
    """The table. Raises InputProblem when it is broken."""
    found = (
        Publication(row["name"], row["code"], row["publisher"], listed(row["aliases"]))
        for _, row in rows(DATA / "publications.tsv")
    )
    return Publications({p.name: p for p in found})
