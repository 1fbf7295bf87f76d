"""First results of the words that are looked for most, ready to be shown in one request instead of ten.

The reader ranks for itself and takes from here only what it would else fetch from ten shards; were the two ever to
differ, it would fetch more, and show the same. The score is that of match.js.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scripts.core.vocab import frequencies
from scripts.search import container
from scripts.search.documents import MARK, TITLE, Document
from scripts.search.fold import fold
from scripts.search.occurrences import CROSS, FIELD, FLAG_BITS, Occurrences
from scripts.search.postings import MOST_POSITIONS, Encoded, length_classes, lengths_of
from scripts.search.texts import card, compact

Ints = npt.NDArray[np.int64]
MOST_WORDS = 2000
ARTICLES_A_WORD = 40
"""One word for so many articles: their first results add some 70 bytes an article."""
SHOWN = 10
"""Results on the first page."""
BEFORE, AFTER = 60, 140
"""Characters around the first hit in the text, from which the reader cuts its snippet."""
SATURATION, NORM, CROSS_WEIGHT, TITLE_WEIGHT, MARK_WEIGHT, STEPS = 1.2, 0.6, 0.6, 1.0, 0.4, 16
"""As in match.js."""
WIDE = 24
"""Bits for a position beside its document; no article has sixteen million characters."""


def common_words(names: Sequence[str], parts: Sequence[Encoded], tokens: tuple[str, ...], articles: int) -> list[str]:
    """Half of them names, half words of two characters, the commonest of both."""
    most = min(MOST_WORDS, articles // ARTICLES_A_WORD)
    columns = [np.stack([part.first, part.second, part.occurs]) for part in parts]
    first, second, count = np.concatenate([np.zeros((3, 0), np.int64), *columns], axis=1)
    ranked = np.lexsort((first, -np.where(second > 0, count, 0)))[: 8 * most].tolist()
    pairs = (tokens[first[n]] + tokens[second[n]] for n in ranked)
    held = [fold(name) for name in names if len(name) > 1][: most // 2]
    words = [pair for pair in pairs if len(pair) == 2 and pair in frequencies()]
    return list(dict.fromkeys([*held, *words]))[:most]


@dataclass(frozen=True)
class Hits:
    """Documents that hold a phrase, in order, and columns of the same length."""

    document: Ints
    count: Ints
    title: npt.NDArray[np.bool_]
    mark: npt.NDArray[np.bool_]
    cross: npt.NDArray[np.bool_]
    places: Ints
    """Document and position of each occurrence, in one number; sorted."""
    bare: bool
    """Whether the index keeps no positions."""


class Ranking:
    """Ranks the documents of a phrase as the reader does."""

    def __init__(self, found: Occurrences) -> None:
        self.found = found
        self.rank = {token: n for n, token in enumerate(found.alphabet.tokens, 1)}
        self.lengths = lengths_of(length_classes(found.lengths))

    @cached_property
    def average(self) -> float:
        return float(self.lengths.sum()) / max(1, len(self.lengths))

    def first(self, word: str) -> list[int]:
        """The first documents for a word of Han characters; none where it is no run of such."""
        pairs = [self.pair(word[n], word[n + 1]) for n in range(len(word) - 1)]
        if not pairs or any(pair is None for pair in pairs):
            return []
        hits = pairs[0] if len(pairs) == 1 else together([pair for pair in pairs if pair])
        if hits is None:
            return []
        length = self.lengths[hits.document] / self.average
        text = hits.count / (hits.count + SATURATION * (1 - NORM + NORM * length))
        share = (text + TITLE_WEIGHT * hits.title + MARK_WEIGHT * hits.mark) * np.where(hits.cross, CROSS_WEIGHT, 1)
        best = np.lexsort((hits.document, -np.floor(share * STEPS + 0.5)))[:SHOWN]
        return [int(n) for n in hits.document[best]]

    def pair(self, left: str, right: str) -> Hits | None:
        """The postings of two tokens that touch, read off the sorted occurrences."""
        if left not in self.rank or right not in self.rank:
            return None
        shift = np.uint64(self.found.document_bits + self.found.low_bits)
        key = np.uint64(self.rank[left] * self.found.base + self.rank[right])
        start, end = np.searchsorted(self.found.packed, [key << shift, (key + np.uint64(1)) << shift])
        return hits_of(self.found.packed[start:end], self.found) if start < end else None


def hits_of(packed: npt.NDArray[np.uint64], found: Occurrences) -> Hits:
    """The postings of the occurrences of one term."""
    wide = (packed & np.uint64((1 << found.document_bits + found.low_bits) - 1)).astype(np.int64)
    document = wide >> found.low_bits
    at = np.flatnonzero(np.diff(document, prepend=-1))
    return Hits(
        document[at],
        np.diff(np.append(at, len(packed))),
        np.logical_or.reduceat(wide & FIELD == TITLE, at),
        np.logical_or.reduceat(wide & FIELD == MARK, at),
        np.logical_and.reduceat(wide & CROSS > 0, at),
        document << WIDE | (wide >> FLAG_BITS) & ((1 << found.position_bits) - 1),
        len(packed) > MOST_POSITIONS,
    )


def together(pairs: list[Hits]) -> Hits | None:
    """Documents in which each pair stands one position behind the pair before it."""
    document = pairs[0].document
    for pair in pairs[1:]:
        document = np.intersect1d(document, pair.document, assume_unique=True)
    placed = [pair.places - offset for offset, pair in enumerate(pairs) if not pair.bare]
    places = placed[0] if placed else document << WIDE
    for other in placed[1:]:
        places = np.intersect1d(places, other, assume_unique=True)
    kept, count = np.unique(places >> WIDE, return_counts=True)
    kept, at, _ = np.intersect1d(kept, document, assume_unique=True, return_indices=True)
    rows = [(pair, np.searchsorted(pair.document, kept)) for pair in pairs]
    title = np.logical_and.reduce([pair.title[row] for pair, row in rows])
    mark = np.logical_and.reduce([pair.mark[row] for pair, row in rows])
    whole = Hits(kept, count[at], title, mark, np.zeros(len(kept), bool), places, False)
    return whole if len(kept) else None


def top_files(
    words: Sequence[str], ranking: Ranking, documents: Sequence[Document], places: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, bytes]]:
    """(word, file) of each word that has more hits than stand in a shard or two."""
    for word in words:
        first = ranking.first(word)
        if len(first) == SHOWN:
            yield word, top_file([(n, excerpt(documents[n], places, word)) for n in first])


def top_file(cards: list[tuple[int, list[object]]]) -> bytes:
    """One byte for the encoding, then the deflated JSON: number and card of each document."""
    encoding, data = container.encoded(compact(cards))
    return container.wrap(container.TOPS, bytes([encoding]) + container.deflate(data))


def excerpt(document: Document, places: Mapping[str, Mapping[str, int]], word: str) -> list[object]:
    """The card of a document with so much of its text as a snippet needs."""
    shown, text = card(document, places), document.text
    folded = fold(text)
    at = max(0, folded.find(word)) if len(folded) == len(text) else 0
    shown[-1] = text[max(0, at - BEFORE) : at + AFTER]
    return shown
