"""How alike two parts of a page are: in the rare words that they share, and in how they were printed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from scripts.core.vocab import characters, pairs
from scripts.segment.blocks import Block, Title
from scripts.segment.language import Matrix, total

USUAL_LENGTH = 120
"""Characters of a run of text: how often a pair must be in the language to be in such a run by chance."""
KIN = 0.3
"""Chance that a telling pair of one run is in another run of its report. Set by hand: over all
pairs it is 0.08 on 40 composed pages, and names recur more often; the weights of the cues are fitted on top of it."""
TELLING = 6.0
"""A pair cannot weigh more than this, however rare: a misread character is rare too."""


def rarity(blocks: Sequence[Block], titles: Sequence[Title]) -> dict[str, float]:
    """Weight of each pair of characters, as the log odds that two runs that share it belong together.

    By chance two runs share what is frequent in the language or elsewhere on the page. A pair that only one part of
    the page holds can join nothing and is left out.
    """
    everything: list[Block | Title] = [*blocks, *titles]
    spread = Counter(gram for part in everything for gram in part.grams)
    parts = len(blocks) + len(titles)
    weights = {}
    for gram, count in spread.items():
        if count < 2:
            continue
        chance = max(USUAL_LENGTH * frequency(gram), (count - 1.7) / parts)
        weight = math.log(KIN / chance)
        if weight > 0:
            weights[gram] = min(weight, TELLING)
    return weights


@lru_cache(maxsize=65536)
def frequency(gram: str) -> float:
    """Share of a pair among all pairs of running text: inside words, or by chance across them."""
    single, whole = characters(), total()
    by_chance = 0.3 * (single.get(gram[0], 0) + 1) * (single.get(gram[1], 0) + 1) / whole**2
    return max(pairs().get(gram, 0) / whole, by_chance)


def gram_matrix(parts: Sequence[Block | Title], weights: dict[str, float]) -> Matrix:
    """(parts × grams) square roots of weights of the pairs that each part holds, scaled by its length."""
    column = {gram: n for n, gram in enumerate(weights)}
    found = np.zeros((len(parts), max(1, len(column))))
    roots = np.sqrt(np.array([*weights.values(), 0.0]))
    for row, part in enumerate(parts):
        held = [column[gram] for gram in part.grams.keys() & column.keys()]
        found[row, held] = roots[held]
    return found


def shared(left: Matrix, right: Matrix, left_sizes: Sequence[int], right_sizes: Sequence[int]) -> Matrix:
    """Weight of shared pairs, against the root of both lengths: about 0 for strangers, 1 and more for kin."""
    scale = np.sqrt(np.outer(np.maximum(left_sizes, 12), np.maximum(right_sizes, 12)))
    return np.asarray(10.0 * (left @ right.T) / scale)


def told(titles: Matrix, texts: Matrix, lengths: Sequence[int]) -> Matrix:
    """Weight of the pairs of a title that a text holds too, a pair of the title: 0 for strangers, up to TELLING."""
    return np.asarray(titles @ texts.T / np.maximum(lengths, 6)[:, None])


def same_print(blocks: Sequence[Block]) -> Matrix:
    """Log Bayes factor that two blocks were printed alike, from widths of marks and digits.

    Each column has its own share of half-width forms, mostly all or none: a Beta(0.3, 0.3) over that share.
    """
    marks = np.array([block.marks() for block in blocks], dtype=float)
    return np.clip(alike(marks[:, 0], marks[:, 1]) + alike(marks[:, 3], marks[:, 2]), -4.0, 4.0)


def alike(some: Matrix, others: Matrix, prior: float = 0.3) -> Matrix:
    gamma = np.vectorize(math.lgamma)

    def beta(a: Matrix, b: Matrix) -> Matrix:
        return np.asarray(gamma(a + prior) + gamma(b + prior) - gamma(a + b + 2 * prior))

    usual = 2 * math.lgamma(prior) - math.lgamma(2 * prior)
    alone = beta(some, others)
    together = beta(some[:, None] + some[None, :], others[:, None] + others[None, :])
    return np.asarray(together + usual - alone[:, None] - alone[None, :])
