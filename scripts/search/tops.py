"""First results of the words that are looked for most, ready to be shown in one request instead of ten.

The reader ranks for itself and takes from here only what it would else fetch from ten shards; were the two ever to
differ, it would fetch more, and show the same. The score is that of rank.js.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial, reduce
from itertools import chain, pairwise

import numpy as np

from scripts.search import container
from scripts.search.bits import Ints
from scripts.search.cards import FEW_ENOUGH, Row, columns_of
from scripts.search.fold import fold
from scripts.search.occurrences import Occurrences
from scripts.search.postings import MOST_POSITIONS, Encoded, Lists, length_classes, lengths_of, lists

Cards = Callable[[int], Row]
MOST_NAMES, ARTICLES_A_NAME = 2000, 40
"""One name for so many articles: the root lists them."""
MOST_PAIRS, ARTICLES_A_PAIR = 5000, 7
"""One pair of characters for so many articles: their first results add some 90 bytes an article, and more than half of
the words that people take from a text are among them.
"""
SHOWN = 10
"""Results on the first page."""
SATURATION, NORM, CROSS_WEIGHT, TITLE_WEIGHT, MARK_WEIGHT, STEPS = 1.2, 0.6, 0.6, 1.0, 0.4, 16
"""As in rank.js."""
WIDE = 24
"""Bits for a position beside its document; no article has sixteen million characters."""


Pair = tuple[int, int]


def common_pairs(parts: Sequence[Encoded], articles: int) -> tuple[int, list[Pair]]:
    """(number of articles, ranks of both tokens) of the pairs that stand in at least so many articles."""
    columns = [np.stack([part.first, part.second, part.documents]) for part in parts]
    first, second, count = np.concatenate([np.zeros((3, 0), np.int64), *columns], axis=1)
    most = min(MOST_PAIRS, articles // ARTICLES_A_PAIR) if articles > FEW_ENOUGH else 0
    paired = np.sort(count[second > 0])[::-1]
    least = int(paired[most]) + 1 if most < len(paired) else 1
    kept = np.flatnonzero((second > 0) & (count >= max(least, SHOWN)))
    return max(least, SHOWN), list(zip(first[kept].tolist(), second[kept].tolist(), strict=True))


def common_names(names: Sequence[str], articles: int) -> list[str]:
    """The commonest names of more than two characters."""
    most = min(MOST_NAMES, articles // ARTICLES_A_NAME) if articles > FEW_ENOUGH else 0
    return list(dict.fromkeys(fold(name) for name in names if len(name) > 2))[:most]


class Ranking:
    """Ranks the documents of a phrase as the reader does."""

    def __init__(self, found: Occurrences) -> None:
        self.found = found
        self.rank = {token: n for n, token in enumerate(found.alphabet.tokens, 1)}
        self.lengths = lengths_of(length_classes(found.lengths))

    @cached_property
    def average(self) -> float:
        return float(self.lengths.sum()) / max(1, len(self.lengths))

    def first_of(self, word: str) -> list[int]:
        """The first documents for a word of Han characters; none where it is no run of such."""
        ranks = [self.rank.get(char) for char in word]
        pairs = [self.pair(left, right) for left, right in pairwise(ranks) if left and right]
        held = [pair for pair in pairs if pair]
        return self.first(together(held)) if len(held) == len(word) - 1 else []

    def first(self, hits: Lists | None) -> list[int]:
        """The best of some documents."""
        if hits is None:
            return []
        length = self.lengths[hits.document] / self.average
        text = hits.count / (hits.count + SATURATION * (1 - NORM + NORM * length))
        share = (text + TITLE_WEIGHT * hits.title + MARK_WEIGHT * hits.mark) * np.where(hits.cross, CROSS_WEIGHT, 1)
        best = np.lexsort((hits.document, -np.floor(share * STEPS + 0.5)))[:SHOWN]
        return [int(n) for n in hits.document[best]]

    def pair(self, left: int, right: int) -> Lists | None:
        """The postings of two tokens that touch, by their ranks."""
        key = left * self.found.base + right
        start, end = self.found.start(key), self.found.start(key + 1)
        return lists(self.found.packed[start:end], self.found) if start < end else None


def places(pair: Lists) -> Ints:
    """Document and position of each occurrence, in one number; sorted."""
    return np.repeat(pair.document, pair.count) << WIDE | pair.position


def together(pairs: list[Lists]) -> Lists | None:
    """Documents in which each pair stands one position behind the pair before it; positions are left out."""
    document = reduce(partial(np.intersect1d, assume_unique=True), (pair.document for pair in pairs))
    # of the commonest pairs the index keeps no positions, and so the reader knows none
    placed = [places(pair) - offset for offset, pair in enumerate(pairs) if len(pair.position) <= MOST_POSITIONS]
    common = reduce(np.intersect1d, placed) if placed else document << WIDE
    held, count = np.unique(common >> WIDE, return_counts=True)
    held, at, _ = np.intersect1d(held, document, assume_unique=True, return_indices=True)
    if not len(held):
        return None
    rows = [(pair, np.searchsorted(pair.document, held)) for pair in pairs]
    title = np.logical_and.reduce([pair.title[row] for pair, row in rows])
    mark = np.logical_and.reduce([pair.mark[row] for pair, row in rows])
    nothing = np.zeros(0, np.int64)
    return Lists(held, count[at], title, mark, np.zeros(len(held), bool), nothing, nothing, nothing)


def top_files(
    pairs: Sequence[Pair], names: Sequence[str], ranking: Ranking, cards: Cards
) -> Iterator[tuple[str, bytes]]:
    """(word, file) of each word that has more hits than one page of results; `cards` makes the card of a document."""
    tokens = ("", *ranking.found.alphabet.tokens)
    of_pairs = ((tokens[left] + tokens[right], ranking.first(ranking.pair(left, right))) for left, right in pairs)
    of_names = ((name, ranking.first_of(name)) for name in names)
    for word, first in chain(of_pairs, of_names):
        if len(first) == SHOWN:
            yield word, container.packed(container.TOPS, [first, columns_of(map(cards, first))])


def top_name(word: str) -> str:
    """Name of the file of a word.

    >>> top_name("反诈")
    'a53cd-8bc8.bin'
    """
    return f"a{'-'.join(f'{ord(char):x}' for char in word)}.bin"
