"""Spans of raw lines: the first and the last, both included."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.core.types import Span


def drawn_together(lines: Iterable[int]) -> list[Span]:
    """Line numbers as spans, neighbours in one, in the given order.

    >>> drawn_together([1, 43, 44, 45])
    [(1, 1), (43, 45)]
    """
    found: list[Span] = []
    for line in lines:
        if found and found[-1][1] + 1 == line:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found


def common(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """What each span has in common with each of the others. None is spread out: a hand may write one without end.

    >>> common([(3, 9), (12, 12)], [(8, 20)])
    [(8, 9), (12, 12)]
    """
    others = list(other)
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in others)
    return [(first, last) for first, last in pairs if first <= last]
