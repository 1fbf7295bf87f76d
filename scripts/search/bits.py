"""Numbers as few bits: Rice codes, unary counts, fixed widths and varints, all worked out for whole columns at once.

Bits are written from the highest of each byte down.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
GOLDEN = (45, 64)
"""ln 2 as a fraction: the best Rice parameter is the binary logarithm of ln 2 times the mean gap."""


def parameter(universe: Any, count: Any) -> Ints:
    """Low bits of the Rice codes of `count` ascending numbers below `universe`, for columns of both.

    >>> [int(parameter(1000, n)) for n in (1, 10, 600)]
    [9, 6, 0]
    """
    quotient = np.asarray(universe, np.int64) * GOLDEN[0] // (GOLDEN[1] * np.maximum(np.asarray(count, np.int64), 1))
    # the exponent of a float of 53 bits is exact for these
    return np.where(quotient > 0, np.frexp(np.maximum(quotient, 1).astype(np.float64))[1] - 1, 0).astype(np.int64)


class Bits:
    """A run of bits into which columns of codes are set."""

    def __init__(self, length: int) -> None:
        self.plane = np.zeros(length, np.uint8)
        """A byte for each bit."""

    def fixed(self, at: Ints, values: Ints, widths: Ints | int) -> None:
        """Set numbers of some width, the highest bit first."""
        widths = np.broadcast_to(np.asarray(widths, np.int64), values.shape)
        for bit in range(int(widths.max(initial=0))):
            wide = np.flatnonzero((widths > bit) & ((values >> bit) & 1 == 1))
            self.plane[at[wide] + widths[wide] - 1 - bit] = 1

    def rice(self, at: Ints, values: Ints, low: Ints) -> None:
        """Set Rice codes: as many zeros as the high part says, a one, then the low bits."""
        ends = at + (values >> low)
        self.plane[ends] = 1
        self.fixed(ends + 1, values & ((1 << low) - 1), low)

    def unary(self, at: Ints, values: Ints) -> None:
        """Set as many zeros as each value says, then a one."""
        self.plane[at + values] = 1

    def packed(self) -> bytes:
        return np.packbits(self.plane).tobytes()


def starts(lengths: Ints, groups: Ints) -> Ints:
    """Where each code begins in its group, from the lengths of the codes and the first code of each group."""
    before = np.cumsum(lengths) - lengths
    sizes = np.diff(np.append(groups, len(lengths)))
    return before - np.repeat(before[groups], sizes)


def varints(values: Ints) -> tuple[npt.NDArray[np.uint8], Ints]:
    """Numbers as bytes of seven bits, the lowest first, the highest bit saying that more follow; and their lengths.

    >>> varints(np.array([5, 300]))[0].tolist()
    [5, 172, 2]
    """
    lengths = np.ones(len(values), np.int64)
    for bits in range(7, 63, 7):
        lengths += values >= (1 << bits)
    ends = np.cumsum(lengths)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    for n in range(int(lengths.max(initial=0))):
        present = np.flatnonzero(lengths > n)
        more = (lengths[present] > n + 1).astype(np.int64) << 7
        out[ends[present] - lengths[present] + n] = ((values[present] >> (7 * n)) & 127) | more
    return out, lengths
