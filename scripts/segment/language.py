"""How likely characters are to follow one another across a seam.

The model is the character-level hidden Markov model of words and parts of speech that the package jieba ships, and the
pairs of characters inside the words of its word list. Nothing is fetched and nothing is learned from pages.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scripts.core.vocab import frequencies

Matrix = NDArray[np.float64]
CONTEXT = 8
"""Characters on each side of a seam that the model reads: longer words and one neighbour fit in."""
UNKNOWN = math.log(1e-5)
"""Probability of a character that the model has not seen, about that of a rare one."""
EDGE = 6.0
"""Scores are cut off here, in natural logarithms: beyond four hundred to one the model knows no better."""


class Language:
    """The model as matrices: S states, C characters."""

    def __init__(self) -> None:
        from jieba.posseg.prob_emit import P as emit
        from jieba.posseg.prob_start import P as start
        from jieba.posseg.prob_trans import P as trans

        states = sorted(emit)
        index = {state: n for n, state in enumerate(states)}
        characters = sorted({c for table in emit.values() for c in table})
        self.character = {c: n for n, c in enumerate(characters)}
        self.emission = np.full((len(characters) + 1, len(states)), np.exp(UNKNOWN))
        self.emission[:-1] = 0.0
        for state, table in emit.items():
            column = index[state]
            for char, value in table.items():
                self.emission[self.character[char], column] = math.exp(value)
        self.transition = np.zeros((len(states), len(states)))
        for state, table in trans.items():
            for other, value in table.items():
                self.transition[index[state], index[other]] = math.exp(value)
        self.start = np.array([math.exp(start[state]) if start[state] > -1e50 else 0.0 for state in states])
        self.start /= self.start.sum()
        self.usual = self.stationary()

    def stationary(self) -> Matrix:
        """Distribution of the states anywhere in running text."""
        here = self.start
        for _ in range(60):
            here = here @ self.transition
            here = 0.98 * here / here.sum() + 0.02 * self.start
        return here

    def rows_of(self, texts: Sequence[str], from_end: bool) -> list[list[int]]:
        unknown = len(self.character)
        cut = [t[-CONTEXT:] if from_end else t[:CONTEXT][::-1] for t in texts]
        return [[self.character.get(c, unknown) for c in text] for text in cut]

    def lefts(self, texts: Sequence[str]) -> Matrix:
        """(texts × S) distribution of the state of the last character of each text."""
        here = np.tile(self.usual, (len(texts), 1))
        codes = self.rows_of(texts, from_end=True)
        for step in range(CONTEXT):
            active = [n for n, row in enumerate(codes) if step >= CONTEXT - len(row)]
            if not active:
                continue
            emitted = self.emission[[codes[n][step - CONTEXT] for n in active]]
            moved = (here[active] @ self.transition) * emitted
            total = moved.sum(axis=1, keepdims=True)
            here[active] = np.where(total > 0, moved / np.maximum(total, 1e-300), self.usual)
        return here

    def rights(self, texts: Sequence[str]) -> Matrix:
        """(texts × S) likelihood of the first characters of each text given the state of the first, up to a factor."""
        here = np.ones((len(texts), len(self.usual)))
        codes = self.rows_of(texts, from_end=False)
        for step in range(CONTEXT):
            active = [n for n, row in enumerate(codes) if step >= CONTEXT - len(row)]
            if not active:
                continue
            emitted = self.emission[[codes[n][step - CONTEXT] for n in active]]
            first = [step == CONTEXT - len(codes[n]) for n in active]
            moved = here[active] @ self.transition.T
            moved = np.where(np.array(first)[:, None], 1.0, moved) * emitted
            total = moved.sum(axis=1, keepdims=True)
            here[active] = np.where(total > 0, moved / np.maximum(total, 1e-300), 1e-6)
        return here


@lru_cache(maxsize=1)
def language() -> Language:
    return Language()


def seam_scores(lefts: Sequence[str], rights: Sequence[str]) -> tuple[Matrix, Matrix]:
    """How much likelier than chance each right text follows each left one, and how much likelier it opens a sentence.

    Returns (lefts × rights) and (rights,) natural logarithms, cut off at ±EDGE.
    """
    model = language()
    before, after = model.lefts(lefts), model.rights(rights)
    chance = np.maximum(after @ model.usual, 1e-300)
    joined = np.log(np.maximum(before @ model.transition @ after.T, 1e-300) / chance)
    opened = np.log(np.maximum(after @ model.start, 1e-300) / chance)
    return np.clip(joined, -EDGE, EDGE), np.clip(opened, -EDGE, EDGE)


@lru_cache(maxsize=1)
def pairs() -> tuple[Counter[str], Counter[str], float]:
    """Counts of pairs of characters inside words, of characters, and of all pairs, by the frequency of the words."""
    both: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for word, weight in frequencies().items():
        for char in word:
            single[char] += weight
        for n in range(len(word) - 1):
            both[word[n : n + 2]] += weight
    return both, single, float(sum(single.values()))


def affinity(pair: str) -> float:
    """Pointwise mutual information of two characters inside words; 0 for a pair that no word holds.

    >>> affinity("群众") > 3, affinity("的众")
    (True, 0.0)
    """
    both, single, total = pairs()
    count = both.get(pair, 0)
    if not count:
        return 0.0
    return max(0.0, math.log((count + 0.5) * total / ((single[pair[0]] + 50.0) * (single[pair[1]] + 50.0))))
