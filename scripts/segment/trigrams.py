"""Probability of a character after the two before it: a Kneser-Ney trigram model, as sorted arrays.

Source: R. Kneser and H. Ney, Improved backing-off for m-gram language modeling, ICASSP 1995, interpolated as by Chen
and Goodman, 1999. Characters are code points in plain forms (alphabet.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.segment.alphabet import END, UNICODE, Codes, points

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
DISCOUNT = 0.75
"""Taken from every count for what was not seen. Anything from 0.6 to 0.95 ranks right sides equally well."""
RARE = 0.5
"""Added to the count of every character, so that none is impossible."""
SHIFT = 21
"""Bits of a code point; three of them make a key of 63."""
ONE, TWO = (1 << SHIFT) - 1, (1 << 2 * SHIFT) - 1
"""Masks of the last one and the last two characters of a key."""


@dataclass(frozen=True)
class Runs:
    """Runs of characters of one length, sorted by key."""

    keys: Codes
    chance: Floats
    """Probability of the last character after the others."""

    def find(self, keys: Codes) -> tuple[Codes, Flags]:
        """Where each key stands, and whether it does."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return at, self.keys[at] == keys


@dataclass(frozen=True)
class Trigrams:
    """The model."""

    single: Floats
    """Probability of each code point."""
    single_spare: Floats
    """Share of what follows each code point that was not seen and is guessed from single characters."""
    double: Runs
    double_spare: Floats
    """Share of what follows each run of two that is guessed from the last of them."""
    triple: Runs

    def after_one(self, one: Codes, two: Codes) -> tuple[Floats, Floats, Flags]:
        """P(two | one), the spare share after both, and whether the text has them side by side."""
        at, seen = self.double.find((one << SHIFT) | two)
        chance = np.where(seen, self.double.chance[at], self.single_spare[one] * self.single[two])
        return chance, np.where(seen, self.double_spare[at], 1.0), seen

    def after_two(self, keys: Codes, guess: Floats, likely: Flags) -> Floats:
        """P(last | first two) of keys of three, where `guess` is what shorter runs say.

        Only the likely ones are looked up: a run of three needs both of its runs of two.
        """
        at, seen = self.triple.find(keys[likely])
        found = guess.copy()
        found[likely] = np.where(seen, self.triple.chance[at], guess[likely])
        return found

    def seams(self, before: Codes, after: Codes) -> tuple[Floats, Floats]:
        """Log probabilities of two characters: (lefts × rights) after two others, and (rights,) on their own.

        `before` is (lefts × 2), `after` is (rights × 2).
        """
        _, left_spare, left_seen = self.after_one(before[:, 0], before[:, 1])
        right_chance, _, right_seen = self.after_one(after[:, 0], after[:, 1])
        lefts, rights = (before[:, 0] << SHIFT) | before[:, 1], (after[:, 0] << SHIFT) | after[:, 1]
        chance, spare, seen = self.after_one(before[:, 1:], after[None, :, 0])
        first_keys = (lefts[:, None] << SHIFT) | after[None, :, 0]
        second_keys = (before[:, 1:] << 2 * SHIFT) | rights[None, :]
        first = self.after_two(first_keys, left_spare[:, None] * chance, seen & left_seen[:, None])
        second = self.after_two(second_keys, spare * right_chance, seen & right_seen)
        return np.log(first) + np.log(second), np.log(self.single[after[:, 0]] * right_chance)


def trigrams(text: str) -> Trigrams:
    """The model of a text, one paragraph a line."""
    codes = points(END + text).astype(np.int64)
    inner = codes != ord(END)
    two_keys = (codes[:-1] << SHIFT) | codes[1:]
    three_keys = (two_keys[:-1] << SHIFT) | codes[2:]
    # a run goes over no line break, but may begin with one
    twos, two_counts = np.unique(two_keys[inner[1:]], return_counts=True)
    threes, three_counts = np.unique(three_keys[inner[1:-1] & inner[2:]], return_counts=True)
    kinds = np.bincount(twos & ONE, minlength=UNICODE) + RARE
    single = np.asarray(kinds / kinds[np.unique(codes)].sum(), dtype=np.float64)
    counts = np.where(twos >> SHIFT == ord(END), two_counts, kinds_before(twos, threes))
    share, contexts, spare = discounted(twos, counts)
    single_spare = np.ones(UNICODE)
    single_spare[contexts] = spare
    double = Runs(twos, share + single_spare[twos >> SHIFT] * single[twos & ONE])
    share, contexts, spare = discounted(threes, three_counts)
    double_spare = np.ones(len(twos))
    double_spare[np.searchsorted(twos, contexts)] = spare
    heads, tails = np.searchsorted(twos, threes >> SHIFT), np.searchsorted(twos, threes & TWO)
    triple = Runs(threes, share + double_spare[heads] * double.chance[tails])
    return Trigrams(single, single_spare, double, double_spare, triple)


def kinds_before(twos: Codes, threes: Codes) -> Codes:
    """Before each run of two how many different characters stand: what Kneser and Ney count instead of the run."""
    found, counts = np.unique(threes & TWO, return_counts=True)
    kinds = np.ones(len(twos), dtype=np.int64)
    kinds[np.searchsorted(twos, found)] = counts
    return kinds


def discounted(keys: Codes, counts: Codes) -> tuple[Floats, Codes, Floats]:
    """For each run the discounted share of its last character after the others; the contexts and their spare shares."""
    contexts, starts, sizes = np.unique(keys >> SHIFT, return_index=True, return_counts=True)
    totals = np.add.reduceat(counts, starts)
    return (counts - DISCOUNT) / np.repeat(totals, sizes), contexts, DISCOUNT * sizes / totals
