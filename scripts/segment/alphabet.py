"""Characters as small numbers, so that a page is measured by arrays. Forms that mean the same are one character."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
FULL = dict(zip(",;:?!()．『』「」", "，；：？！（）。“”‘’", strict=True))
"""Half-width marks as columns print them, a dot that was a full stop, and the quotes of headlines."""
UNICODE = 0x110000
END = "\n"
"""Stands before a paragraph and after it."""


def plain_forms() -> NDArray[np.uint32]:
    """For each code point the one that stands for it: any digit is 0, any Latin letter A, marks are full width."""
    table = np.arange(UNICODE, dtype=np.uint32)
    for first in "0０":
        table[ord(first) : ord(first) + 10] = ord("0")
    for first in "AaＡａ":
        table[ord(first) : ord(first) + 26] = ord("A")
    for half, full in FULL.items():
        table[ord(half)] = ord(full)
    return table


PLAIN = plain_forms()


def points(text: str) -> NDArray[np.uint32]:
    """Code points of a text, in plain forms.

    >>> "".join(map(chr, points("3人(B座),7月")))
    '0人（A座），0月'
    """
    return PLAIN[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)]


def edges(texts: Sequence[str], size: int, last: bool) -> NDArray[np.uint32]:
    """(texts × size) the last or the first characters of each text; what a short one lacks is END.

    >>> edges(["近日，本"], 5, last=True)[0].tolist() == [ord(c) for c in "\\n近日，本"]
    True
    """
    cut = [text[-size:].rjust(size, END) if last else text[:size].ljust(size, END) for text in texts]
    return points("".join(cut)).reshape(len(texts), size)
