"""Related articles, each with its reasons. What few articles share says more than what many share.

Linear in the number of articles: each looks only at its nearest neighbours in time under each of its features.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.core.types import Article
from scripts.weave import months
from scripts.weave.holdings import Holdings

Feature = tuple[str, str]
"""Kind and value: (`district`, 渝水区)."""
WEIGHTS = {"initiative": 3.0, "named": 1.5, "series": 1.0, "district": 2.0, "topic": 1.5, "city": 0.8, "author": 0.3}
"""What a shared feature counts, before its rarity. A shared programme is a link in itself, a reporter hardly."""
WORDS = {
    "initiative": "同一举措：{}",
    "named": "都提到“{}”",
    "series": "同一系列：{}",
    "district": "同在{}",
    "topic": "同属专题：{}",
    "city": "同在{}",
    "author": "同一作者：{}",
}
MOST_SHARING = 8
"""A quoted name that more articles use is a slogan of its time, not a link."""
NEIGHBOURS = 12
"""Nearest articles in time that are looked at on either side under one feature."""
CLOSE_DAYS = 62
"""Within two months reports belong to the same campaign."""
CLOSE_WEIGHT = 0.6
LEAST_SCORE = 2.0
"""Below this two articles share no more than a city or a common topic."""
MOST_RELATED = 6
MOST_REASONS = 3
QUOTED = re.compile(r"[“《]([^“”《》，。；：？！\s]{2,16})[”》]")
"""A name in quotation marks or brackets: 新锋警务室, 万商红."""


@dataclass(frozen=True, slots=True)
class Related:
    """One related article and why."""

    article: Article
    score: float
    reasons: tuple[str, ...]


class Finder:
    """Finds related articles by an inverted index from features to articles in order of time."""

    def __init__(self, holdings: Holdings) -> None:
        self.articles = sorted(holdings.articles, key=lambda a: (-months.newest_first(a)[0], a.id))
        self.rank = {a.id: n for n, a in enumerate(self.articles)}
        self.features = self.rare_enough([tuple(features(holdings, a)) for a in self.articles])
        self.index: dict[Feature, list[int]] = {}
        for n, found in enumerate(self.features):
            for feature in found:
                self.index.setdefault(feature, []).append(n)

    def rare_enough(self, found: list[tuple[Feature, ...]]) -> list[dict[Feature, None]]:
        """Features without those that nobody shares and without quoted names that too many use."""
        count = Counter(feature for own in found for feature in own)
        return [
            {f: None for f in own if count[f] > 1 and (f[0] != "named" or count[f] <= MOST_SHARING)} for own in found
        ]

    def weight(self, feature: Feature) -> float:
        return WEIGHTS[feature[0]] * math.log(1 + len(self.articles) / len(self.index[feature]))

    def candidates(self, rank: int) -> set[int]:
        found: set[int] = set()
        for feature in self.features[rank]:
            posting = self.index[feature]
            at = bisect_left(posting, rank)
            found.update(posting[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1])
        return found - {rank}

    def related(self, article: Article) -> tuple[Related, ...]:
        """The best of the articles of other pages; those of the same page are listed elsewhere."""
        rank = self.rank[article.id]
        found = (self.compare(rank, other) for other in sorted(self.candidates(rank)))
        good = [r for r in found if r.score >= LEAST_SCORE and not same_page(article, r.article)]
        return tuple(sorted(good, key=lambda r: (-round(r.score, 6), r.article.id))[:MOST_RELATED])

    def compare(self, rank: int, other: int) -> Related:
        shared = [f for f in self.features[rank] if f in self.features[other]]
        weighed = sorted(((self.weight(f), f) for f in shared), key=lambda pair: (-pair[0], pair[1]))
        days = months.days_apart(self.articles[rank], self.articles[other])
        near = days is not None and days <= CLOSE_DAYS
        reasons = [WORDS[kind].format(value) for _, (kind, value) in weighed][:MOST_REASONS]
        score = sum(weight for weight, _ in weighed) + CLOSE_WEIGHT * near
        return Related(self.articles[other], score, (*reasons, *(["时间相近"] if near else [])))


def features(holdings: Holdings, article: Article) -> Iterable[Feature]:
    yield from (("initiative", name) for name in article.initiative)
    yield from (("district", name) for name in article.district)
    yield from (("topic", name) for name in article.topic)
    yield from (("city", name) for name in article.city)
    yield from (("author", name) for name in dict.fromkeys(article.byline + article.photographer))
    record = holdings.archive.records.get(article.source.file) if article.source else None
    if record and record.series:
        yield ("series", record.series)
    text = f"{article.kicker or ''} {article.title} {article.subtitle or ''} {article.body}"
    yield from (("named", name) for name in sorted(set(QUOTED.findall(text)) - set(article.initiative)))


def same_page(left: Article, right: Article) -> bool:
    return bool(left.source and right.source and left.source.file == right.source.file)
