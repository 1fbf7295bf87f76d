"""Which pairs of characters are read as which pairs of syllables, so that any string can be found by its pinyin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from unicodedata import normalize

import numpy as np
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from scripts.core import cache
from scripts.core.han import is_han
from scripts.search import container
from scripts.search.bits import Ints, varints
from scripts.search.names import surnames
from scripts.search.postings import Encoded

MOST_HOMOPHONES = 255
"""Characters of one syllable that one byte can number, the commonest first; yi, the fullest, has some 200 in print."""
COMMON = 0.1
"""Share of the known phrases from which a second reading counts: 调 is tiao in most, 大 is dai in hardly any."""
MOST_READINGS = 3
TARGET = 10_000
"""Bytes of numbers in a shard before it is deflated."""


@cache.table
def shares() -> dict[str, Counter[str]]:
    """In how many of the phrases that pypinyin knows each character is read in each way."""
    found: dict[str, Counter[str]] = {}
    for phrase, read in PHRASES_DICT.items():
        if len(phrase) == len(read):
            for char, (syllable, *_) in zip(phrase, read, strict=True):
                found.setdefault(char, Counter())[toneless(syllable)] += 1
    return found


@lru_cache(maxsize=8192)
def toneless(syllable: str) -> str:
    """A syllable as it is typed.

    >>> toneless("lǜ"), toneless("tiáo")
    ('lv', 'tiao')
    """
    return "".join(c for c in normalize("NFD", syllable).replace("u\u0308", "v") if c.isascii() and c.isalpha())


@lru_cache(maxsize=65536)
def readings(char: str) -> tuple[str, ...]:
    """How a character is read by itself, in many words, and as a surname; the usual reading first.

    >>> readings("曾"), readings("调")
    (('ceng', 'zeng'), ('diao', 'tiao'))
    """
    counted = shares().get(char, Counter())
    common = [syllable for syllable, n in counted.most_common() if n >= COMMON * counted.total()]
    found = (*lazy_pinyin(char, errors="ignore"), surnames().get(char, ""), *common)
    return tuple(r for r in dict.fromkeys(found) if r.isascii() and r.isalpha())[:MOST_READINGS]


@cache.table
def odd_words() -> dict[str, tuple[str, str]]:
    """Words of two characters that are not read as their characters are: 重庆."""
    found = {}
    for word in PHRASES_DICT:
        if len(word) == 2 and all(map(readings, word)):
            left, right = lazy_pinyin(word)
            if left not in readings(word[0]) or right not in readings(word[1]):
                found[word] = (left, right)
    return found


class Readings:
    """The pairs of an archive as syllables and as numbers of characters among those that are read alike."""

    def __init__(self, parts: Sequence[Encoded], tokens: tuple[str, ...]) -> None:
        self.tokens = tokens
        self.held = {rank: readings(token) for rank, token in enumerate(self.tokens) if token and is_han(token)}
        han = np.zeros(len(self.tokens), bool)
        han[[rank for rank, read in self.held.items() if read]] = True
        columns = [np.stack([part.first, part.second, part.occurs]) for part in parts]
        first, second, count = np.concatenate([np.zeros((3, 0), np.int64), *columns], axis=1)
        kept = han[first] & han[second]
        self.first, self.second, self.count = first[kept], second[kept], count[kept]
        self.odd = self.odd_pairs()

    def odd_pairs(self) -> dict[int, tuple[str, str]]:
        """Reading of those pairs, by their place, that are words with a reading of their own."""
        rank = {token: n for n, token in enumerate(self.tokens)}
        keys = self.first * len(self.tokens) + self.second
        found = {}
        for word, reading in odd_words().items():
            key = rank.get(word[0], 0) * len(self.tokens) + rank.get(word[1], 0)
            at = int(np.searchsorted(keys, key))
            if at < len(keys) and keys[at] == key:
                found[at] = reading
        return found

    @cached_property
    def homophones(self) -> dict[str, list[str]]:
        """Characters of each syllable, the commonest first; syllables in order."""
        usual = np.bincount(self.first, self.count, minlength=len(self.tokens))
        read: dict[str, set[int]] = {}
        for rank, syllables in self.held.items():
            for syllable in syllables:
                read.setdefault(syllable, set()).add(rank)
        for at, (left, right) in self.odd.items():
            read.setdefault(left, set()).add(int(self.first[at]))
            read.setdefault(right, set()).add(int(self.second[at]))
        return {
            syllable: [
                self.tokens[r] for r in sorted(read[syllable], key=lambda r: self.order(syllable, r, int(usual[r])))
            ][:MOST_HOMOPHONES]
            for syllable in sorted(read)
        }

    def order(self, syllable: str, rank: int, usual: int) -> tuple[bool, int, int]:
        """Characters that are usually read so come first, the commonest of them foremost."""
        return (syllable != self.held[rank][0], -usual, rank)

    @cached_property
    def places(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Number of a syllable and of a character in it, by syllable and character."""
        return {
            (syllable, char): (n, k)
            for n, (syllable, chars) in enumerate(self.homophones.items())
            for k, char in enumerate(chars)
        }

    def column(self, which: int) -> tuple[Ints, Ints]:
        """Number of the syllable of each rank in its reading number `which`, and its number there; -1 for none."""
        syllable, number = np.full(len(self.tokens), -1), np.zeros(len(self.tokens), np.int64)
        for rank, read in self.held.items():
            place = self.places.get((read[which], self.tokens[rank])) if len(read) > which else None
            if place:
                syllable[rank], number[rank] = place
        return syllable, number

    @cached_property
    def rows(self) -> Ints:
        """Rows of: syllables of both, how often (negative), numbers of both; sorted."""
        parts = []
        for left in range(MOST_READINGS):
            for right in range(MOST_READINGS):
                (s1, n1), (s2, n2) = self.column(left), self.column(right)
                both = np.flatnonzero((s1[self.first] >= 0) & (s2[self.second] >= 0))
                a, b = self.first[both], self.second[both]
                parts.append(np.column_stack([s1[a], s2[b], -self.count[both], n1[a], n2[b]]))
        odd = [self.odd_row(at, reading) for at, reading in self.odd.items()]
        table = np.concatenate([*parts, np.array([row for row in odd if row], np.int64).reshape(-1, 5)])
        return table[np.lexsort(table.T[::-1])]

    def odd_row(self, at: int, reading: tuple[str, str]) -> list[int] | None:
        pair = (self.tokens[self.first[at]], self.tokens[self.second[at]])
        left, right = (self.places.get(key) for key in zip(reading, pair, strict=True))
        return [left[0], right[0], -int(self.count[at]), left[1], right[1]] if left and right else None


def pinyin_shards(held: Readings) -> Iterator[tuple[str, bytes]]:
    """(first pair of syllables, file) of each shard: keys, zero, how many pairs each has, the pairs."""
    rows, names = held.rows, list(held.homophones)
    borders = np.flatnonzero(np.any(np.diff(rows[:, :2], axis=0, prepend=-1) != 0, axis=1))
    ends = np.append(borders[1:], len(rows))
    start = 0
    while start < len(borders):
        stop = max(start + 1, int(np.searchsorted(ends, borders[start] + TARGET // 2, side="right")))
        keys = [f"{names[rows[at, 0]]} {names[rows[at, 1]]}" for at in borders[start:stop]]
        counts, _ = varints((ends - borders)[start:stop])
        numbers = rows[borders[start] : ends[stop - 1], 3:].astype(np.uint8)
        data = "\n".join(keys).encode() + b"\0" + counts.tobytes() + numbers.tobytes()
        yield keys[0], container.wrap(container.PINYIN, container.deflate(data))
        start = stop
