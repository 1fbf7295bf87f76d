"""Related articles, each with its reasons. What few articles share says more than what many share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from scripts.core.types import Article
from scripts.weave import months
from scripts.weave.holdings import Holdings
from scripts.weave.links.features import STRENGTHS, Extractor, Feature, reason
from scripts.weave.links.neighbours import DIGITS, Ranks, Scores, neighbours

PAIR = 2
"""Articles that a feature must have to link any."""
MOST_QUOTING = 8
"""A quoted name that more articles use is a slogan of its time, not a link."""
CLOSE_DAYS = 62
"""Within two months reports belong to the same campaign."""
CLOSE_STRENGTH = 0.6
"""What two reports of one day gain; it dwindles to nothing over the two months."""
LEAST_SCORE = 1.2
"""What a shared place and a shared topic of middling rarity come to; less is no reason to read on."""
MOST_RELATED = 6
MOST_REASONS = 3
"""More would be a list to search, and a line to read twice."""
CLOSE = "时间相近"
KINDS = tuple(STRENGTHS)
NO_COPIES: frozenset[str] = frozenset()
Row = dict[int, tuple[float, str]]
"""Weight and kind of each feature of an article, by its column."""


@dataclass(frozen=True, slots=True)
class Related:
    """One related article and why."""

    article: Article
    score: float
    reasons: tuple[str, ...]


class Finder:
    """Finds related articles. `copies` names for each article its reprints, which are no relatives."""

    def __init__(self, holdings: Holdings, copies: Mapping[str, frozenset[str]] | None = None) -> None:
        self.articles = sorted(holdings.articles, key=lambda a: (a.date.earliest.toordinal() if a.date else 0, a.id))
        self.rank = {a.id: n for n, a in enumerate(self.articles)}
        self.copies = copies or {}
        self.shown: list[Feature] = []
        self.told: dict[str, tuple[Related, ...]] = {}
        self.kinds, self.shares = self.weighed(Extractor(holdings))
        self.found = [self.best(rank, *found) for rank, found in enumerate(neighbours(self.shares))]

    def weighed(self, extractor: Extractor) -> tuple[NDArray[np.int8], sparse.csr_array]:
        """Articles by features, and the kind of each entry; the product of two rows is the score of what they share."""
        number: dict[str, int] = {}
        rows, columns, strengths, kinds = [], [], [], []
        for row, article in enumerate(self.articles):
            for one in extractor.features(article):
                rows.append(row)
                columns.append(self.column(number, one))
                strengths.append(one.strength)
                kinds.append(KINDS.index(one.kind))
        places = np.array(columns, dtype=np.int32)
        weights = np.sqrt(self.rarities(places)[places] * np.array(strengths))
        kept = weights > 0
        ends = np.searchsorted(np.array(rows, dtype=np.int32)[kept], np.arange(len(self.articles) + 1))
        shape = (len(self.articles), len(number))
        return np.array(kinds, dtype=np.int8)[kept], sparse.csr_array((weights[kept], places[kept], ends), shape=shape)

    def column(self, number: dict[str, int], one: Feature) -> int:
        """The column of a feature, whose words are those of the strongest kind that anybody has it as."""
        place = number.setdefault(one.key, len(number))
        if place == len(self.shown):
            self.shown.append(one)
        elif one.strength > self.shown[place].strength:
            self.shown[place] = one
        return place

    def rarities(self, places: NDArray[np.int32]) -> NDArray[np.float64]:
        """1 for what two articles have, near 0 for what all have; 0 for what links nothing."""
        count = np.bincount(places, minlength=len(self.shown))
        total = len(self.articles)
        rarity = np.log1p(total / np.maximum(count, 1)) / math.log1p(max(total, PAIR) / PAIR)
        slogans = np.array([one.kind == "quoted" for one in self.shown], dtype=bool) & (count > MOST_QUOTING)
        rarity[(count < PAIR) | slogans] = 0
        return rarity

    def best(self, rank: int, ranks: Ranks, scores: Scores) -> list[tuple[int, float]]:
        """(rank, score) of the articles to show, the best first."""
        own = self.articles[rank]
        copies = self.copies.get(own.id, NO_COPIES)
        good = [
            (int(other), round(float(score) + self.closeness(own, self.articles[other]), DIGITS))
            for other, score in zip(ranks, scores, strict=True)
            if score >= LEAST_SCORE and self.articles[other].id not in copies
        ]
        return sorted(good, key=lambda pair: (-pair[1], self.articles[pair[0]].id))[:MOST_RELATED]

    def closeness(self, left: Article, right: Article) -> float:
        days = months.days_apart(left, right)
        return 0.0 if days is None else CLOSE_STRENGTH * max(0.0, 1 - days / CLOSE_DAYS)

    def related(self, article: Article) -> tuple[Related, ...]:
        """The best, each with what links it."""
        if article.id not in self.told:
            rank = self.rank[article.id]
            own = self.row(rank)
            self.told[article.id] = tuple(
                Related(self.articles[other], score, self.reasons(rank, own, other))
                for other, score in self.found[rank]
            )
        return self.told[article.id]

    def names(self, article: Article) -> list[str]:
        """Ids of the best, without their reasons."""
        return [self.articles[other].id for other, _ in self.found[self.rank[article.id]]]

    def reasons(self, rank: int, left: Row, other: int) -> tuple[str, ...]:
        """What two articles share, the heaviest first. Of one page it goes without saying that it is of one time."""
        right = self.row(other)
        shared = sorted(
            (-left[place][0] * right[place][0], self.shown[place].key, place) for place in left.keys() & right
        )
        kinds = {place: max(left[place][1], right[place][1], key=STRENGTHS.__getitem__) for _, _, place in shared}
        page = "page" in kinds.values()
        hidden = ("series", "page") if page else ()
        told = [reason(kinds[p], self.shown[p].value) for _, _, p in shared if kinds[p] not in hidden]
        near = self.closeness(self.articles[rank], self.articles[other]) > 0
        last = [reason("page", "")] if page else [CLOSE] * near
        return (*dict.fromkeys(told[:MOST_REASONS]), *last)

    def row(self, rank: int) -> Row:
        part = slice(self.shares.indptr[rank], self.shares.indptr[rank + 1])
        weights = self.shares.data[part].round(DIGITS).tolist()
        kinds = (KINDS[kind] for kind in self.kinds[part])
        return dict(zip(self.shares.indices[part].tolist(), zip(weights, kinds, strict=True), strict=True))
