"""Related articles, each with its reasons. What few articles share says more than what many share.

Features (`features.py`) make a sparse matrix of articles, in order of time, by features. Its product with itself, block
by block, gives candidates: a feature that many share is first cut into windows of time, so that each article meets a
bounded number of others and the work grows in proportion to the archive. The best candidates are then compared in full.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from scripts.core.types import Article
from scripts.weave import months
from scripts.weave.features import Extractor, Feature
from scripts.weave.holdings import Holdings

MOST_QUOTING = 8
"""A quoted name that more articles use is a slogan of its time, not a link."""
WINDOW = 100
"""Articles in half a window of time. A feature that more articles have says little, and links near neighbours only."""
BLOCK = 500
"""Articles whose candidates are sought at once: some hundred megabytes at most."""
CANDIDATES = 32
"""Candidates that are compared in full, several times as many as are shown."""
CLOSE_DAYS = 62
"""Within two months reports belong to the same campaign."""
CLOSE_STRENGTH = 0.6
LEAST_SCORE = 1.0
"""Below this two articles share no more than a city or a common topic."""
MOST_RELATED = 6
MOST_REASONS = 3
DIGITS = 6
"""Scores are rounded, so that the order of equals never hangs on the last bits."""
CLOSE = "时间相近"


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
        self.days = np.array([spread(a) for a in self.articles], dtype=np.int64).reshape(-1, 2)
        self.shares = self.weighed(Extractor(holdings))
        self.best = self.nearest()

    def weighed(self, extractor: Extractor) -> sparse.csr_array:
        """Articles by features; the product of two rows is the score of what they share."""
        number: dict[str, int] = {}
        rows: list[int] = [0]
        columns: list[int] = []
        strengths: list[float] = []
        for article in self.articles:
            for one in extractor.features(article):
                columns.append(self.numbered(number, one))
                strengths.append(one.strength)
            rows.append(len(columns))
        places = np.array(columns, dtype=np.int32)
        weights = self.rarities(places)[places] * np.array(strengths)
        matrix = sparse.csr_array((np.sqrt(weights), places, rows), shape=(len(self.articles), len(number)))
        matrix.eliminate_zeros()
        return matrix

    def numbered(self, number: dict[str, int], one: Feature) -> int:
        """The column of a feature, which is shown to readers as the strongest of those who have it."""
        place = number.setdefault(one.key, len(number))
        if place == len(self.shown):
            self.shown.append(one)
        elif one.strength > self.shown[place].strength:
            self.shown[place] = one
        return place

    def rarities(self, places: NDArray[np.int32]) -> NDArray[np.float64]:
        """1 for what one article has, near 0 for what all have; 0 for what links nothing."""
        count = np.bincount(places, minlength=len(self.shown))
        total = len(self.articles)
        rarity = np.log1p(total / np.maximum(count, 1)) / math.log1p(max(total, 1))
        slogans = np.array([one.kind == "quoted" for one in self.shown], dtype=bool) & (count > MOST_QUOTING)
        rarity[(count < 2) | slogans] = 0
        return rarity
