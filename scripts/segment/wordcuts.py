"""Words cut by a seam: how much likelier two texts read as words together than apart, by a word list."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scripts.core.vocab import characters, frequencies, pairs

Matrix = NDArray[np.float64]
LONGEST = 4
"""Characters of the longest word that is looked for over a seam; 98 in 100 words are no longer."""
READ = 6
"""Characters read on each side: a word or two, so that what remains of a cut one is seen to be none."""
STRANGE = math.log(1e-7)
"""Of a character that is no word: once in ten million, as the rarest words of the list."""


@lru_cache(maxsize=1)
def chances() -> Mapping[str, float]:
    """Log probability of each word up to LONGEST characters."""
    words = frequencies()
    whole = math.log(sum(words.values()))
    # a few thousand counts are shared by all words
    chance = {count: math.log(count) - whole for count in set(words.values()) if count}
    return {word: chance[count] for word, count in words.items() if count and len(word) <= LONGEST}


def best_sums(text: str) -> list[float]:
    """For each length of a beginning of a text the log probability of its best division into words.

    >>> sums = best_sums("调解员")
    >>> sums[3] > sums[2] + best_sums("员")[1]
    True
    """
    words = chances()
    sums = [0.0]
    for end in range(1, len(text) + 1):
        best = sums[-1] + words.get(text[end - 1], STRANGE)
        for start in range(max(0, end - LONGEST), end - 1):
            if text[start:end] in words:
                best = max(best, sums[start] + words[text[start:end]])
        sums.append(best)
    return sums


def stumps(text: str) -> list[tuple[str, float]]:
    """Endings of a left text that may begin a word over the seam, and what giving up what they were brings."""
    cut = text[-READ:]
    sums = best_sums(cut)
    return [(cut[at:], sums[at] - sums[-1]) for at in range(max(0, len(cut) - LONGEST + 1), len(cut))]


def sprouts(text: str) -> list[tuple[str, float]]:
    """Beginnings of a right text that may end a word over the seam, and what giving up what they were brings."""
    cut = text[:READ]
    sums = [best_sums(cut[at:])[-1] for at in range(min(LONGEST, len(cut) + 1))]
    return [(cut[:at], sums[at] - sums[0]) for at in range(1, len(sums))]


def word_cuts(lefts: Sequence[str], rights: Sequence[str]) -> Matrix:
    """(lefts × rights) gain in log probability by the best word over the seam; 0 where there is none.

    >>> (word_cuts(["维护人民群"], ["众的利益", "火灾隐患"]) > 5).tolist()
    [[True, False]]
    """
    found = np.zeros((len(lefts), len(rights)))
    begun: dict[str, list[int]] = {}
    for column, right in enumerate(rights):
        begun.setdefault(right[:1], []).append(column)
    fresh = [sprouts(right) for right in rights]
    inside = pairs()
    for row, left in enumerate(lefts):
        broken = stumps(left)
        # most characters stand side by side in no word
        for first in (first for first in begun if left[-1:] + first in inside):
            for column in begun[first]:
                found[row, column] = best_word(broken, fresh[column])
    return found


def best_word(broken: Sequence[tuple[str, float]], fresh: Sequence[tuple[str, float]]) -> float:
    """Gain by the best word made of an ending and a beginning; 0 where there is none."""
    words = chances()
    gains = (words[a + b] + gain + other for a, gain in broken for b, other in fresh if a + b in words)
    return max(0.0, max(gains, default=0.0))


@lru_cache(maxsize=1)
def total() -> float:
    """Characters of all words, by the frequency of the words."""
    return float(sum(characters().values()))


def affinity(pair: str) -> float:
    """Pointwise mutual information of two characters inside words; 0 for a pair that no word holds.

    >>> affinity("群众") > 3, affinity("的众")
    (True, 0.0)
    """
    count = pairs().get(pair, 0)
    if not count:
        return 0.0
    single = characters()
    return max(0.0, math.log((count + 0.5) * total() / ((single[pair[0]] + 50.0) * (single[pair[1]] + 50.0))))
