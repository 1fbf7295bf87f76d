"""Sorted occurrences to posting lists, as bits, for many terms at once. Layout: docs/handbook/search-format.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scripts.search.bits import Bits, Ints, parameter, starts, varints
from scripts.search.documents import MARK, TITLE
from scripts.search.occurrences import CROSS, FIELD, FLAG_BITS, Occurrences, Packed

CHUNK = 2_000_000
"""Occurrences that are encoded at once; some 400 MB of columns."""
MOST_POSITIONS = 30_000
"""A term that occurs more often keeps no positions: they alone would be 40 KB. The pairs beside it tell neighbours."""
HAS_TITLES, HAS_MARKS, HAS_CROSSES, NO_POSITIONS = 1, 2, 4, 8
HEAD_BITS = 4
SHORT = 16
"""Tokens of the shortest class of lengths; each further class is longer by the root of 2."""
CLASSES = 16
"""What four bits can number."""


@dataclass(frozen=True)
class Column:
    """Varints of consecutive terms, and where those of each end."""

    data: npt.NDArray[np.uint8]
    ends: Ints

    def part(self, start: int, end: int) -> bytes:
        """Bytes of the terms from `start` to `end`."""
        return self.data[int(self.ends[start - 1]) if start else 0 : int(self.ends[end - 1])].tobytes()


@dataclass(frozen=True)
class Encoded:
    """Posting lists of consecutive terms."""

    first: Ints
    """Rank of the first token of each term."""
    second: Ints
    """Rank of the second token; 0 for a single one."""
    documents: Ints
    """How many documents have each term."""
    occurs: Ints
    """How often each term stands in the archive; a single token counts once a field."""
    heads: tuple[Column, Column, Column]
    """Documents and flags; the counts that flags announce; bytes of the body."""
    bodies: bytes
    body_ends: Ints

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True)
class Lists:
    """The postings of some terms as columns."""

    document: Ints
    count: Ints
    """Occurrences of the term in the document."""
    title: npt.NDArray[np.bool_]
    mark: npt.NDArray[np.bool_]
    cross: npt.NDArray[np.bool_]
    """Whether every occurrence cuts across words."""
    term: Ints
    """First posting of each term."""
    position: Ints
    """Of every occurrence."""
    occurrence: Ints
    """First occurrence of each posting."""

    @property
    def size(self) -> Ints:
        """Postings of each term."""
        return np.diff(np.append(self.term, len(self.document)))


def encoded(found: Occurrences) -> Iterator[Encoded]:
    """The posting lists of all terms in order, in pieces that break between terms."""
    at = 0
    while at < len(found.packed):
        end = min(at + CHUNK, len(found.packed))
        if end < len(found.packed):
            # the piece ends before the term that it would cut, or after it where it is that one term
            key = int(found.keys(found.packed[end : end + 1])[0])
            end = found.start(key) if found.start(key) > at else found.start(key + 1)
        yield encode(found.packed[at:end], found)
        at = end


def encode(packed: Packed, found: Occurrences) -> Encoded:
    held = lists(packed, found)
    terms = found.keys(packed[held.occurrence[held.term]])
    single = terms % found.base == 0
    titles, marks, crosses = (per_term(c, held) for c in (held.title, held.mark, held.cross))
    occurs = np.add.reduceat(held.count, held.term)
    bare = single | (occurs > MOST_POSITIONS)
    crosses = np.where(single, 0, crosses)
    bodies, body_ends = body(held, found, titles, marks, crosses, single, bare)
    heads = head(held.size, titles, marks, crosses, bare & ~single, np.diff(body_ends, prepend=0))
    return Encoded(terms // found.base, terms % found.base, held.size, occurs, heads, bodies, body_ends)


def lists(packed: Packed, found: Occurrences) -> Lists:
    """The postings of some occurrences."""
    key = found.keys(packed)
    document = (packed >> np.uint64(found.low_bits)).astype(np.int64) & ((1 << found.document_bits) - 1)
    low = (packed & np.uint64((1 << found.low_bits) - 1)).astype(np.int64)
    new_term = np.diff(key, prepend=-1) != 0
    occurrence = np.flatnonzero(new_term | (np.diff(document, prepend=-1) != 0))
    field = low & FIELD
    return Lists(
        document=document[occurrence],
        count=np.diff(np.append(occurrence, len(packed))),
        title=np.logical_or.reduceat(field == TITLE, occurrence),
        mark=np.logical_or.reduceat(field == MARK, occurrence),
        cross=np.logical_and.reduceat((low & CROSS) > 0, occurrence),
        term=np.flatnonzero(new_term[occurrence]),
        position=low >> FLAG_BITS,
        occurrence=occurrence,
    )


def per_term(column: npt.NDArray[np.bool_], held: Lists) -> Ints:
    """How many postings of each term have a mark."""
    return np.add.reduceat(column.astype(np.int64), held.term)


def head(
    size: Ints, titles: Ints, marks: Ints, crosses: Ints, bare: npt.NDArray[np.bool_], length: Ints
) -> tuple[Column, Column, Column]:
    """What the table says of each term, column by column, for like deflates well beside like."""
    counts = ((titles, HAS_TITLES), (marks, HAS_MARKS), (crosses, HAS_CROSSES))
    flags = sum(((count > 0) * flag for count, flag in counts), bare * NO_POSITIONS)
    told = np.column_stack([(count > 0) & (size > 1) for count, _ in counts])
    everyone = np.ones((len(size), 1), bool)
    return (
        column((size << HEAD_BITS | flags)[:, None], everyone),
        column(np.column_stack([titles, marks, crosses]), told),
        column(length[:, None], everyone),
    )


def column(values: Ints, present: npt.NDArray[np.bool_]) -> Column:
    """Rows of numbers, of which some are present, as varints."""
    data, lengths = varints(values[present])
    sizes = np.zeros(values.shape, np.int64)
    sizes[present] = lengths
    return Column(data, np.cumsum(sizes.sum(axis=1)))


@dataclass(frozen=True)
class Section:
    """One part of the bodies: codes, and to which term each belongs."""

    values: Ints
    low: Ints | None
    """Low bits of Rice codes; none for unary codes."""
    term: Ints

    def lengths(self) -> Ints:
        return self.values + 1 if self.low is None else (self.values >> self.low) + 1 + self.low


def body(
    held: Lists,
    found: Occurrences,
    titles: Ints,
    marks: Ints,
    crosses: Ints,
    single: npt.NDArray[np.bool_],
    bare: npt.NDArray[np.bool_],
) -> tuple[bytes, Ints]:
    """Bodies of all terms one after the other, each beginning at a byte; and where each ends."""
    size = held.size
    owner = np.repeat(np.arange(len(size)), size)
    everyone = np.ones(len(owner), bool)
    sections = [ascending(held.document, everyone, owner, np.full(len(size), found.documents), size)]
    index = np.arange(len(owner)) - held.term[owner]
    for column, count in ((held.title, titles), (held.mark, marks), (held.cross, crosses)):
        # a list of all or of one of one needs no bits
        partial = (count > 0) & (count < size)
        sections.append(ascending(index, column & partial[owner], owner, size, count))
    counted = ~single[owner]
    sections.append(Section((held.count - 1)[counted], None, owner[counted]))
    sections.append(positions(held, lengths_of(length_classes(found.lengths)), owner, ~bare[owner]))
    return assembled(sections, len(size))


def length_classes(tokens: Ints) -> Ints:
    """Class of the length of each document: half a doubling each."""
    return np.clip(np.round(2 * np.log2(np.maximum(tokens, 1) / SHORT)), 0, CLASSES - 1).astype(np.int64)


def lengths_of(classes: Ints) -> Ints:
    """Tokens that documents of each class have, roughly; the reader reckons with these too."""
    return np.floor(SHORT * 2 ** (classes / 2) + 0.5).astype(np.int64)


def positions(held: Lists, lengths: Ints, owner: Ints, kept: npt.NDArray[np.bool_]) -> Section:
    """Positions of the kept postings: ascending numbers anew for each."""
    posting = np.repeat(np.arange(len(owner)), held.count)
    chosen = kept[posting]
    low = parameter(lengths[held.document], held.count)
    gaps = ascending(held.position, chosen, posting, np.ones(len(owner), np.int64), held.count).values
    return Section(gaps, low[posting[chosen]], owner[posting[chosen]])


def ascending(values: Ints, chosen: npt.NDArray[np.bool_], owner: Ints, universe: Ints, count: Ints) -> Section:
    """Rice codes of the gaps between the chosen ones of ascending values, anew for each term."""
    at, term = values[chosen], owner[chosen]
    first = np.diff(term, prepend=-1) != 0
    gaps = np.where(first, at, np.diff(at, prepend=0) - 1)
    return Section(gaps, parameter(universe, count)[term], term)


def assembled(sections: list[Section], terms: int) -> tuple[bytes, Ints]:
    """All sections, term by term."""
    lengths = [section.lengths() for section in sections]
    totals = [np.bincount(s.term, n, minlength=terms).astype(np.int64) for s, n in zip(sections, lengths, strict=True)]
    ends = np.cumsum((sum(totals) + 7) // 8)
    begin = np.concatenate([[0], ends[:-1]]) * 8
    bits = Bits(int(ends[-1]) * 8)
    for section, length, total in zip(sections, lengths, totals, strict=True):
        at = begin[section.term] + within(length, section.term)
        if section.low is None:
            bits.unary(at, section.values)
        else:
            bits.rice(at, section.values, section.low)
        begin = begin + total
    return bits.packed(), ends


def within(lengths: Ints, term: Ints) -> Ints:
    """Where each code begins within those of its term."""
    return starts(lengths, np.flatnonzero(np.diff(term, prepend=-1))) if len(term) else lengths
