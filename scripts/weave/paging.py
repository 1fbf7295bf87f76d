"""Long lists on several pages: their addresses, and the links from one page to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from scripts.weave.holdings import Link

NEAR = 2
"""Numbers shown to the left and right of the page that is open; the first and the last are always shown."""
GAP = "…"
"""Stands for the numbers that are left out; it has no address."""
ONE_PAGE = 8
"""Entries that nobody needs to filter or to sort."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Pager:
    """The way from one page of a list to the others."""

    number: int
    """Of the page that is open, from 1."""
    total: int
    """Entries on all pages."""
    numbers: tuple[Link, ...]
    before: Link | None
    after: Link | None
    first: Link
    last: Link

    @property
    def several(self) -> bool:
        return self.before is not None or self.after is not None

    @property
    def long(self) -> bool:
        """Whether the list is worth a filter."""
        return self.total > ONE_PAGE


def paged(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page-{number}/"


def parts(address: str, items: Sequence[Item], size: int) -> Iterator[tuple[str, Sequence[Item], Pager]]:
    """(address, entries, pager) of each page; one page without entries for an empty list."""
    pages = max(1, -(-len(items) // size))
    for number in range(1, pages + 1):
        part = items[(number - 1) * size : number * size]
        yield paged(address, number), part, pager(address, number, pages, len(items))


def pager(address: str, number: int, pages: int, total: int) -> Pager:
    """The pager of one page of `pages`."""
    links = {n: Link(str(n), paged(address, n)) for n in shown(number, pages)}
    numbers: list[Link] = []
    for n, link in links.items():
        if n > 1 and n - 1 not in links:
            numbers.append(Link(GAP, ""))
        numbers.append(link)
    return Pager(number, total, tuple(numbers), links.get(number - 1), links.get(number + 1), links[1], links[pages])


def shown(number: int, pages: int) -> list[int]:
    """Numbers of the pages that are linked.

    >>> shown(1, 3), shown(50, 100)
    ([1, 2, 3], [1, 48, 49, 50, 51, 52, 100])
    """
    return sorted({1, pages, *range(max(1, number - NEAR), min(pages, number + NEAR) + 1)})
