"""Posting lists into shards of consecutive terms."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np

from scripts.search import container
from scripts.search.postings import Encoded
from scripts.search.tokens import WORD

ITSELF = "="
"""Stands for no second token: the posting list of the token by itself."""
TARGET = 12_000
"""Bytes of a shard: a query of two to four characters wants one or two of them."""
ENTRY = 3
"""Bytes of a term in the deflated table."""


def term_shards(parts: Iterable[Encoded], tokens: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """(first term, file) of each shard. A term is written as its tokens with a blank between; `tokens` by rank."""
    for part in parts:
        for start, end in cuts(part):
            yield f"{tokens[part.first[start]]} {tokens[part.second[start]]}".rstrip(), shard(part, start, end, tokens)


def cuts(part: Encoded) -> Iterator[tuple[int, int]]:
    """Ranges of terms, each of at most TARGET bytes or a single term."""
    sizes, start = part.body_ends + ENTRY * np.arange(1, len(part) + 1), 0
    while start < len(part):
        held = int(sizes[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(sizes, held + TARGET, side="right")))
        yield start, end
        start = end


def shard(part: Encoded, start: int, end: int, tokens: tuple[str, ...]) -> bytes:
    """Encoding of the keys, length of the deflated table, the table (keys, zero, heads), then the bodies."""
    encoding, keys = container.encoded(key_lines(spelt_terms(part, start, end, tokens)))
    heads = b"".join(column.part(start, end) for column in part.heads)
    table = container.deflate(keys + b"\0" + heads)
    bodies = part.bodies[int(part.body_ends[start - 1]) if start else 0 : int(part.body_ends[end - 1])]
    return container.wrap(container.TERMS, struct.pack("<BI", encoding, len(table)) + table + bodies)


def spelt_terms(part: Encoded, start: int, end: int, tokens: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Both tokens of some terms."""
    for first, second in zip(part.first[start:end].tolist(), part.second[start:end].tolist(), strict=True):
        yield tokens[first], tokens[second]


def key_lines(terms: Iterable[tuple[str, str]]) -> str:
    r"""A line for each first token: it, a tab, its second tokens; words among these end in a blank.

    >>> key_lines([("警", ""), ("警", "2"), ("警", "务")])
    '警\t=2 务'
    """
    groups = groupby(terms, itemgetter(0))
    return "\n".join(f"{first}\t{''.join(spelt(second) for _, second in group)}" for first, group in groups)


def spelt(token: str) -> str:
    if not token:
        return ITSELF
    return f"{token} " if WORD.match(token) else token
