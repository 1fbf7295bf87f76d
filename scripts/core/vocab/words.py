"""The word list that the package jieba ships: some 350,000 words of modern Chinese with their frequencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path


def table() -> Iterator[tuple[str, int, str]]:
    """Each word with its frequency and part of speech."""
    # takes its time to load, and not needed where every page was worked out before
    import jieba

    text = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, count, kind = line.split(" ", 2)
        yield word, int(count), kind


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, int]:
    """Frequency of each word."""
    return {word: count for word, count, _ in table()}


@lru_cache(maxsize=1)
def persons() -> frozenset[str]:
    """Those of the words that are names of people."""
    return frozenset(word for word, _, kind in table() if kind.startswith("nr"))


@lru_cache(maxsize=1)
def pairs() -> Mapping[str, int]:
    """How often two characters follow one another inside words, by the frequencies of the words."""
    found: Counter[str] = Counter()
    for word, count in frequencies().items():
        if len(word) == 2:
            found[word] += count
        else:
            for n in range(len(word) - 1):
                found[word[n : n + 2]] += count
    return dict(found)
