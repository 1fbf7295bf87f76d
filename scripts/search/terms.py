"""Posting lists into shards of consecutive terms."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np

from scripts.search import container
from scripts.search.occurrences import Occurrences
from scripts.search.postings import Encoded, encoded
from scripts.search.tokens import WORD

ITSELF = "="
"""Stands for no second token: the posting list of the token by itself."""
TARGET = 12_000
"""Bytes of bodies in a shard: a query of two to four characters wants one or two of them."""


def term_shards(found: Occurrences) -> Iterator[tuple[str, bytes]]:
    """(first term, file) of each shard. A term is written as its tokens with a blank between."""
    tokens = ("", *found.alphabet.tokens)
    for part in encoded(found):
        for start, end in cuts(part):
            yield f"{tokens[part.first[start]]} {tokens[part.second[start]]}".rstrip(), shard(part, start, end, tokens)


def cuts(part: Encoded) -> Iterator[tuple[int, int]]:
    """Ranges of terms, each of at most TARGET bytes or a single term."""
    start = 0
    while start < len(part):
        held = int(part.body_ends[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(part.body_ends, held + TARGET, side="right")))
        yield start, end
        start = end


def shard(part: Encoded, start: int, end: int, tokens: tuple[str, ...]) -> bytes:
    """Length of the deflated table, the table (keys, zero, heads), then the bodies."""
    keys = key_lines(part, start, end, tokens).encode()
    heads = part.heads[begin(part.head_ends, start) : part.head_ends[end - 1]].tobytes()
    table = container.deflate(keys + b"\0" + heads)
    bodies = part.bodies[begin(part.body_ends, start) : part.body_ends[end - 1]]
    return container.wrap(container.TERMS, struct.pack("<I", len(table)) + table + bodies)


def begin(ends: np.ndarray[tuple[int], np.dtype[np.int64]], n: int) -> int:
    return int(ends[n - 1]) if n else 0


def key_lines(part: Encoded, start: int, end: int, tokens: tuple[str, ...]) -> str:
    r"""A line for each first token: it, a tab, its second tokens; words among these end in a blank.

    Line 警 with 务 and 2 after it and itself: `警\t=2 务`.
    """
    first, second = part.first[start:end], part.second[start:end]
    borders = np.flatnonzero(np.diff(first, prepend=-1))
    lines = []
    for at, stop in zip(borders, [*borders[1:], len(first)], strict=True):
        following = "".join(map(spelt, (tokens[n] for n in second[at:stop])))
        lines.append(f"{tokens[first[at]]}\t{following}")
    return "\n".join(lines)


def spelt(token: str) -> str:
    if not token:
        return ITSELF
    return f"{token} " if WORD.match(token) else token
