"""Reprints and near-duplicates of an article, which are shown as such and not as related."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scripts.core.reprints import reprints
from scripts.core.types import Article
from scripts.store.body import plain_text
from scripts.weave.holdings import Holdings

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article with nearly the same text."""

    article: Article
    percent: int
    """Share of the text that both have, 60 to 100."""

    @property
    def reason(self) -> str:
        """How much alike the two are, in Chinese."""
        return "正文相同" if self.percent == WHOLE else f"正文约{self.percent}%相同"


Copies = Mapping[str, tuple[Copy, ...]]
"""By id of the article, the most alike first."""


def find_copies(holdings: Holdings) -> Copies:
    """The copies of every article that has some."""
    known = holdings.archive.by_id
    found: dict[str, list[Copy]] = {}
    for pair in reprints({a.id: plain_text(a.body) for a in holdings.articles}):
        found.setdefault(pair.first, []).append(Copy(known[pair.later], pair.percent))
        found.setdefault(pair.later, []).append(Copy(known[pair.first], pair.percent))
    return {key: tuple(sorted(rows, key=lambda c: (-c.percent, c.article.id))) for key, rows in found.items()}


def names(copies: Copies) -> dict[str, frozenset[str]]:
    """Ids of the copies of each article."""
    return {key: frozenset(copy.article.id for copy in rows) for key, rows in copies.items()}
