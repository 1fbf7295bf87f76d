"""Which characters keep company: how much oftener than by chance two of them stand near one another in a text.

Two halves of a sentence speak of the same thing, so their characters keep company (火 with 灾 and 救) even where no
word recurs. The table is counted from the running text that a package ships.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from scripts.segment.alphabet import UNICODE, Codes, edges, points

Table = NDArray[np.float32]
Matrix = NDArray[np.float64]
COMMON = 2000
"""Commonest Han characters, 98 % of a text. With 3,000 the table is twice as large and ranks no better."""
NEAR, FAR = 2, 20
"""Distances that count as company. Neighbours are left to the trigrams; 10 or 40 rank about as well as 20."""
AT_ONCE = 5
"""Distances counted in one go: a third of the time of one by one, for 70 MB while it lasts."""
UNSURE = 2.0
"""Added to counts seen and expected, so that a single meeting proves little."""
FADING = 25.0
"""A character so far from the seam weighs e times less. 8 and 12 rank worse, and so does 50."""
FADINGS = 2.4
"""Where reading stops, in lengths of fading."""


@dataclass(frozen=True)
class Company:
    """The table: C characters."""

    number: Codes
    """Row of each code point; C for those without one."""
    table: Table
    """(C + 1 × C + 1) log ratios; nothing in the last row and column."""

    def between(self, lefts: Sequence[str], rights: Sequence[str], fading: float = FADING) -> Matrix:
        """(lefts × rights) sum of the log ratios over a seam, weighed by nearness; `fading` in characters."""
        read = int(fading * FADINGS)
        # sparse products: a tenth of the work, and no threads of a linear algebra library that fight for the cores
        before = self.bags(edges(lefts, read, last=True)[:, ::-1], fading)
        after = self.bags(edges(rights, read, last=False), fading)
        return np.asarray((after @ (before @ self.table).T).T, dtype=np.float64)

    def bags(self, nearest: NDArray[np.uint32], length: float) -> csr_array:
        """(texts × C + 1) how much each character counts; `nearest` has those nearest to the seam first."""
        texts, size = nearest.shape
        fading = np.tile(np.exp(-np.arange(size, dtype=np.float32) / length), texts)
        starts = np.arange(texts + 1) * size
        return csr_array((fading, self.number[nearest].ravel(), starts), shape=(texts, len(self.table)))


def company(text: str) -> Company:
    """The table of a text."""
    codes = points(text)
    number = numbered(codes)
    rows = number[codes]
    rows = rows[rows < COMMON]
    met = np.zeros(COMMON * COMMON)
    firsts, keys = rows * COMMON, np.empty(AT_ONCE * len(rows), dtype=np.int64)
    for nearest in range(NEAR, FAR + 1, AT_ONCE):
        end = 0
        for distance in range(nearest, min(nearest + AT_ONCE, FAR + 1, len(rows))):
            start, end = end, end + len(rows) - distance
            np.add(firsts[:-distance], rows[distance:], out=keys[start:end])
        met += np.bincount(keys[:end], minlength=len(met))
    both = met.reshape(COMMON, COMMON)
    return Company(number, ratios(both + both.T))


def numbered(codes: NDArray[np.uint32]) -> Codes:
    """Row of each code point: the commonest Han characters of a text, in order of code point."""
    found, counts = np.unique(codes, return_counts=True)
    han = (found >= 0x3400) & (found <= 0x9FFF)
    found, counts = found[han], counts[han]
    common = np.sort(found[np.argsort(-counts, kind="stable")[:COMMON]])
    number = np.full(UNICODE, COMMON, dtype=np.int64)
    number[common] = np.arange(len(common))
    return number


def ratios(met: Matrix) -> Table:
    """Log of how much oftener than by chance each pair met, with an empty row and column for all other characters."""
    once = met.sum(axis=0)
    expected = np.outer(once, once) / max(met.sum(), 1.0)
    table = np.zeros((len(met) + 1, len(met) + 1), dtype=np.float32)
    table[:-1, :-1] = np.log((met + UNSURE) / (expected + UNSURE))
    return table
