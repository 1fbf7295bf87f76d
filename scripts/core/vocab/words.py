"""The word list that the package jieba ships: some 350,000 words of modern Chinese with their frequencies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from scripts.core import cache
from scripts.core.vocab.shipped import shipped

SHIFT = 21
"""Bits of a code point."""


@lru_cache(maxsize=1)
def table() -> tuple[list[str], list[int], list[str]]:
    """The words, their frequencies and their parts of speech, side by side.

    Raises ModuleNotFoundError where jieba is not installed.
    """
    cells = shipped("jieba", "dict.txt").split()
    return cells[::3], [int(count) for count in cells[1::3]], cells[2::3]


@cache.table
def frequencies() -> Mapping[str, int]:
    """Frequency of each word."""
    words, counts, _ = table()
    return dict(zip(words, counts, strict=True))


@lru_cache(maxsize=1)
def persons() -> frozenset[str]:
    """Those of the words that are names of people."""
    words, _, kinds = table()
    return frozenset(word for word, kind in zip(words, kinds, strict=True) if kind.startswith("nr"))


@cache.table
def pairs() -> Mapping[str, int]:
    """How often two characters follow one another inside words, by the frequencies of the words."""
    return pair_counts(frequencies())


def pair_counts(words: Mapping[str, int]) -> dict[str, int]:
    """How often two characters follow one another inside words of which each occurs so many times.

    >>> pair_counts({"公安": 3, "公安局": 2})
    {'公安': 5, '安局': 2}
    """
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    lengths = [len(word) for word in words]
    owners = np.repeat(np.arange(len(words)), lengths)
    inside = owners[1:] == owners[:-1]
    keys = ((codes[:-1] << SHIFT) | codes[1:])[inside]
    found, places = np.unique(keys, return_inverse=True)
    # sums of whole numbers far below 2**53 are exact
    sums = np.bincount(places, weights=np.repeat(list(words.values()), lengths)[:-1][inside], minlength=len(found))
    text = np.column_stack((found >> SHIFT, found & ((1 << SHIFT) - 1))).astype("<u4").tobytes().decode("utf-32-le")
    return dict(zip((text[n : n + 2] for n in range(0, len(text), 2)), map(int, sums), strict=True))


@cache.table
def characters() -> Mapping[str, int]:
    """How often each character stands in words, by the frequencies of the words."""
    words = frequencies()
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    found, places = np.unique(codes, return_inverse=True)
    sums = np.bincount(places, weights=np.repeat(list(words.values()), [len(word) for word in words]))
    return dict(zip(map(chr, found), map(int, sums), strict=True))
