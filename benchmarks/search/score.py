"""How good answers are: recall, precision, rank, searches in vain, time."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.search.queries import Query

SHOWN = 10
"""Results of the first page; a right one below them counts as not found for the rank."""


@dataclass(frozen=True)
class Answer:
    """What a search gave: all that it found, what it showed first, and the milliseconds of showing that."""

    found: frozenset[int]
    shown: tuple[int, ...]
    spent: float


@dataclass(frozen=True)
class Rates:
    """Means over the queries of a class, 0 to 1; times in milliseconds."""

    queries: int
    recall: float | None
    """Of the full set; this, rank and share in vain over queries for which there is something, none where never."""
    precision: float | None
    """Of the full set, over queries that found something; none where none did."""
    rank: float | None
    """MRR@10 of the known item, else of any right one."""
    empty: float | None
    """Share of queries that found nothing though there is something."""
    median: float
    slow: float
    """95th percentile."""


@dataclass(frozen=True)
class Load:
    """What came over the network, and milliseconds since the beginning."""

    requests: int
    bytes: int
    spent: float


@dataclass(frozen=True)
class Cold:
    """One query with nothing in any cache, over the slow line."""

    query: str
    shown: int
    titles: Load
    """Until ten results stand there."""
    whole: Load
    """Until each has its piece of text."""


def rates(queries: Sequence[Query], answers: Sequence[Answer]) -> Rates:
    pairs = list(zip(queries, answers, strict=True))
    full = [(q, a) for q, a in pairs if q.truth]
    spent = [a.spent for a in answers]
    return Rates(
        len(pairs),
        mean(len(a.found & q.truth) / len(q.truth) for q, a in full),
        mean(len(a.found & q.truth) / len(a.found) for q, a in pairs if a.found),
        mean(reciprocal(q, a) for q, a in full),
        mean(float(not a.found) for _, a in full),
        percentile(spent, 0.5),
        percentile(spent, 0.95),
    )


def reciprocal(query: Query, answer: Answer) -> float:
    """One over the place of the known item, else of the first right one; 0 when it is not shown."""
    right = query.truth if query.target is None else {query.target}
    return next((1 / n for n, doc in enumerate(answer.shown[:SHOWN], 1) if doc in right), 0.0)


def mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return statistics.fmean(held) if held else None


def percentile(values: Iterable[float], share: float) -> float:
    """The value that a share of all is not above; 0 of nothing.

    >>> percentile([4, 1, 3, 2], 0.5), percentile([], 0.5)
    (3, 0.0)
    """
    held = sorted(values)
    return held[min(len(held) - 1, int(len(held) * share))] if held else 0.0


def written(value: float | None, form: str) -> str:
    """A figure for a table, a dash where there is none.

    >>> written(0.5, ".2f"), written(None, ".2f")
    ('0.50', '–')
    """
    return "–" if value is None else format(value, form)
