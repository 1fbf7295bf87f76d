"""Near-duplicates and reprints: texts that tell the same story in the same words, found without comparing all pairs.

MinHash signatures of overlapping character sequences are sorted into bands (locality-sensitive hashing, Broder 1997);
only texts that meet in a band are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.core.han import fold

SHINGLE = 5
"""Characters of one sequence: long enough that two reports of one subject share few, short enough for OCR slips."""
SHORTEST = 20
"""Folded characters; shorter texts, such as “资料图片” below a photograph, recur without being copies."""
NEAR = 0.6
"""Share of common sequences from which two texts are one: a reprint with a few sentences cut or changed. Reports of
one campaign by two papers, written independently, share less than a tenth."""
BANDS, ROWS = 32, 4
"""Of the signature. Two texts that share 0.6 meet in some band 99 times in 100, two that share 0.05 once in 5,000."""
SEED = 1
BASE = 1_000_003
"""Of the polynomial by which a sequence becomes a number; any odd number far above the size of an alphabet serves."""

Signature = NDArray[np.uint64]
"""`BANDS * ROWS` numbers; two texts have as many in common as their sequences are alike."""
Bucket = tuple[int, int]
"""Band, and number of the signatures that are equal in it."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """Two texts that are one. `later` comes after `first` in the given order."""

    first: str
    later: str
    likeness: float
    """Share of common sequences among all of both, 0.6 to 1."""

    @property
    def percent(self) -> int:
        """The share for readers; 100 only for sequences that are all common."""
        return int(self.likeness * 100)


def reprints(texts: Mapping[str, str]) -> tuple[Reprint, ...]:
    """All pairs of near-duplicates among texts by name, in the given order."""
    return tuple(found(texts)) if len(texts) > 1 else ()


def found(texts: Mapping[str, str]) -> Iterator[Reprint]:
    """Each text is compared with those before it that it meets in a band."""
    signatures = dict(signed(texts))
    names = list(signatures)
    met: dict[Bucket, list[int]] = {}
    for number, buckets in enumerate(shared_buckets(list(signatures.values()))):
        for other in sorted({other for bucket in buckets for other in met.get(bucket, ())}):
            share = likeness(shingles(texts[names[other]]), shingles(texts[names[number]]))
            if share >= NEAR:
                yield Reprint(names[other], names[number], share)
        for bucket in buckets:
            met.setdefault(bucket, []).append(number)


def signed(texts: Mapping[str, str]) -> Iterator[tuple[str, Signature]]:
    """The signature of each text that is long enough to have one."""
    # takes its time to load, and few runs need it
    from datasketch import MinHash

    empty = MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int)
    for name, text in texts.items():
        sequences = shingles(text)
        if len(sequences):
            signature = empty.copy()
            signature.update_batch(sequences.tolist())
            yield name, signature.hashvalues


def shared_buckets(signatures: Sequence[Signature]) -> list[list[Bucket]]:
    """For each text the buckets in which it is not alone; most are alone everywhere."""
    held: list[list[Bucket]] = [[] for _ in signatures]
    rows = np.array(signatures, dtype=np.uint64).reshape(len(signatures), BANDS, ROWS)
    for band in range(BANDS):
        keys = rows[:, band] @ np.uint64(BASE) ** np.arange(ROWS, dtype=np.uint64)
        _, bucket, sizes = np.unique(keys, return_inverse=True, return_counts=True)
        for number in np.flatnonzero(sizes[bucket] > 1).tolist():
            held[number].append((band, int(bucket[number])))
    return held


def shingles(text: str) -> NDArray[np.uint32]:
    """Each sequence of the folded text once, as a number; none for a text that is too short."""
    codes = np.frombuffer(fold(text).encode("utf-32-le"), dtype=np.uint32)
    if len(codes) < SHORTEST:
        return codes[:0]
    numbers = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint32)
    for start in range(SHINGLE):
        numbers = numbers * np.uint32(BASE) + codes[start : start + len(numbers)]
    return np.unique(numbers)


def likeness(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> float:
    """Share of common sequences among all of both (Jaccard)."""
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common / (len(left) + len(right) - common)
