"""Every occurrence of every term as one sorted column of numbers.

A term is a token, or two tokens that touch. One number holds, from high to low: first token, second token (0 for a
single), document, position, whether it cuts across words, field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from scripts.core.vocab import pairs
from scripts.search.bits import Ints
from scripts.search.documents import Document
from scripts.search.tokens import DOCUMENT_MARK, Alphabet, Tokens, alphabet, stream, tokens

Packed = npt.NDArray[np.uint64]
FLAG_BITS = 3
FIELD = 0b11
CROSS = 0b100
"""Beside each occurrence: its field, and whether it lies across a break of words."""
BATCH = 4096
"""Documents that are worked on at once: some 3 million characters, 200 MB of columns."""
STEPS = 8
"""Steps of the cohesion scale to a doubling of the frequency."""
WEAK = 19
"""A pair five times (2 ** (19 / 8)) rarer inside words than the pair beside it is where a word ends."""


@dataclass(frozen=True)
class Occurrences:
    """All occurrences of an archive, sorted."""

    packed: Packed
    alphabet: Alphabet
    documents: int
    lengths: Ints
    """Tokens of each document."""
    position_bits: int
    """Enough for the last position of the longest document."""

    @property
    def document_bits(self) -> int:
        return max(1, (self.documents - 1).bit_length())

    @property
    def low_bits(self) -> int:
        """Bits below the document."""
        return self.position_bits + FLAG_BITS

    @property
    def base(self) -> int:
        """What the first token of a term is multiplied by."""
        return len(self.alphabet.tokens) + 1

    def keys(self, packed: Packed) -> Ints:
        """Term of each occurrence: first token times base, plus second token."""
        return (packed >> np.uint64(self.document_bits + self.low_bits)).astype(np.int64)

    def start(self, key: int) -> int:
        """Number of the first occurrence of a term, or of the next that there is."""
        return int(np.searchsorted(self.packed, np.uint64(key) << np.uint64(self.document_bits + self.low_bits)))


def occurrences(documents: Sequence[Document]) -> Occurrences:
    """The sorted occurrences of documents in their order. Raises OverflowError when they do not fit 64 bits."""
    batches = [stream(documents[n : n + BATCH]) for n in range(0, len(documents), BATCH)]
    known = alphabet(batches)
    # a character is at most one position
    most = max((len(part) for text in batches for part in text.split(DOCUMENT_MARK)), default=0)
    found = Occurrences(np.zeros(0, np.uint64), known, len(documents), np.zeros(0, np.int64), most.bit_length())
    if (found.base**2).bit_length() + found.document_bits + found.low_bits > 64:
        raise OverflowError("more documents and tokens than the index can number")
    parts, lengths = [], []
    for n, text in enumerate(batches):
        held = tokens(text, known)
        parts.append(pack(held, n * BATCH, found))
        lengths.append(np.bincount(held.document, minlength=len(documents[n * BATCH : (n + 1) * BATCH])))
    packed = joined(parts)
    packed.sort()
    return replace(found, packed=packed, lengths=np.concatenate([found.lengths, *lengths]))


def pack(held: Tokens, first: int, whole: Occurrences) -> Packed:
    """Occurrences of the terms of some documents, `first` of which has that number; singles once for each field."""
    touch = held.touches
    border = borders(held, touch, whole.alphabet)
    pairs_at = np.flatnonzero(touch)
    cross = ~(border[pairs_at] & border[pairs_at + 2])
    low = held.position[pairs_at] << FLAG_BITS | cross * CROSS | held.field[pairs_at]
    key = held.rank[pairs_at] * whole.base + held.rank[pairs_at + 1]
    double = packing(key, held.document[pairs_at] + first, low, whole)
    single = packing(held.rank * whole.base, held.document + first, held.field, whole)
    single.sort()
    anew = np.ones(len(single), bool)
    anew[1:] = single[1:] != single[:-1]
    return np.concatenate((single[anew], double), dtype=np.uint64)


def joined(parts: list[Packed]) -> Packed:
    """All parts in one column; each is let go once it is copied, for together they may be a gigabyte."""
    whole = np.empty(sum(map(len, parts)), np.uint64)
    at = len(whole)
    while parts:
        part = parts.pop()
        at -= len(part)
        whole[at : at + len(part)] = part
    return whole


def packing(key: Ints, document: Ints, low: Ints, whole: Occurrences) -> Packed:
    packed = key.astype(np.uint64) << np.uint64(whole.document_bits + whole.low_bits)
    packed |= document.astype(np.uint64) << np.uint64(whole.low_bits)
    packed |= low.astype(np.uint64)
    return packed


def borders(held: Tokens, touch: npt.NDArray[np.bool_], known: Alphabet) -> npt.NDArray[np.bool_]:
    """Whether a word may begin at each token, and one at the end: where the pair across is weak beside its neighbours.

    How firmly two characters hold together is how often they stand side by side within the words of the dictionary.
    """
    level = np.zeros(len(held.rank) + 1, np.int64)
    table = cohesion(known.tokens)
    level[1:-1][touch] = table[held.rank[:-1][touch], held.rank[1:][touch]] if len(touch) else 0
    left, right = np.roll(level, 1), np.roll(level, -1)
    least = (level < left) & (level < right)
    found = (level == 0) | least | (level < np.maximum(left, right) - WEAK)
    found[0] = found[-1] = True
    return np.asarray(found)


@lru_cache(maxsize=2)
def cohesion(known: tuple[str, ...]) -> Cohesion:
    return Cohesion(known)


class Cohesion:
    """Strength of each pair of ranks, on a scale of doublings; a square table of the characters that pairs have."""

    def __init__(self, known: tuple[str, ...]) -> None:
        rank = {token: n for n, token in enumerate(known, 1) if len(token) == 1}
        held = [(rank[p[0]], rank[p[1]], n) for p, n in pairs().items() if p[0] in rank and p[1] in rank and n]
        used = sorted({r for pair in held for r in pair[:2]})
        self.place = np.zeros(len(known) + 1, np.int64)
        self.place[used] = np.arange(1, len(used) + 1)
        self.table = np.zeros((len(used) + 1, len(used) + 1), np.uint8)
        if held:
            left, right, count = np.array(held).T
            strength = np.clip(np.round(STEPS * np.log2(count + 1)), 1, 255).astype(np.uint8)
            self.table[self.place[left], self.place[right]] = strength

    def __getitem__(self, ranks: tuple[Ints, Ints]) -> Ints:
        return self.table[self.place[ranks[0]], self.place[ranks[1]]].astype(np.int64)
