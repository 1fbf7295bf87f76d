"""Ids of articles: `<publication>-<yyyymmdd, xx where unknown>-<nn>`; kept for ever, never given twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from scripts.core.dates import FuzzyDate
from scripts.core.types import Article, Source
from scripts.core.vocab import publications

ID = re.compile(r"(?P<prefix>[a-z0-9]+(?:-[a-z0-9]+)*-(?=[0-9x]{8}-)(?P<date>[0-9]*x*))-(?P<number>[0-9]{2,})")
LONGEST = 60
"""Characters of an id, which is the address of its article too: longer ones break in mails and citations. Those that
the machine gives have some twenty."""
DATE_WIDTH = 8
PART_ENDS = (6, DATE_WIDTH)
"""Where month and day end in yyyymmdd; half a month or day says nothing, half a year is a decade."""


def date_digits(date: FuzzyDate | None) -> str:
    """Eight characters: the digits that all days of a date share, then `x`.

    >>> from scripts.core.dates import parse
    >>> date_digits(parse("2024-09~")), date_digits(parse("2022-11/2022-12"))
    ('202409xx', '2022xxxx')
    """
    if date is None:
        return "x" * DATE_WIDTH
    first, last = (f"{day:%Y%m%d}".zfill(DATE_WIDTH) for day in (date.earliest, date.latest))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=True)))
    whole = max((end for end in PART_ENDS if end <= shared), default=min(shared, 4))
    return first[:whole].ljust(DATE_WIDTH, "x")


def prefix(article: Article) -> str:
    """What all ids of one publication and date begin with."""
    return f"{publications().code(article.publication)}-{date_digits(article.date)}"


def year(identifier: str) -> str:
    """Folder of an article: the year of its id, which never changes, or `undated`."""
    found = ID.fullmatch(identifier)
    digits = found["date"][:4] if found else ""
    return digits if digits.isdigit() else "undated"


class Ledger:
    """Every id that was ever given; hands out the next of a prefix."""

    def __init__(self, used: Iterable[str]) -> None:
        self.highest: dict[str, int] = {}
        for identifier in used:
            found = ID.fullmatch(identifier)
            if found:
                self.highest[found["prefix"]] = max(int(found["number"]), self.highest.get(found["prefix"], 0))

    def claim(self, stem: str) -> str:
        """A new id: one more than the highest of this prefix, so that gaps are never filled again."""
        self.highest[stem] = self.highest.get(stem, 0) + 1
        return f"{stem}-{self.highest[stem]:02d}"


def match(drafts: Sequence[Article], standing: Sequence[tuple[str, Source | None]]) -> dict[int, int]:
    """Which standing piece (title, source) each draft of the same page continues: draft index → standing index.

    The pair that shares most lines comes first; an equal title decides between equals, and alone joins pieces
    whose lines have moved altogether.
    """
    shared = shared_lines(drafts, standing)
    titled: dict[str, list[int]] = {}
    for j, (title, _) in enumerate(standing):
        titled.setdefault(title, []).append(j)
    titles = {(i, j) for i, draft in enumerate(drafts) for j in titled.get(draft.title, ())}
    pairs = sorted(shared.keys() | titles, key=lambda p: (-shared[p], p not in titles, p))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in pairs:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def shared_lines(drafts: Sequence[Article], standing: Sequence[tuple[str, Source | None]]) -> Counter[tuple[int, int]]:
    """Number of raw lines that a draft and a standing piece have in common, for pairs that share any."""
    owners: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        for line in lines_of(draft.source):
            owners.setdefault(line, []).append(i)
    last = max(owners, default=0)
    counts: Counter[tuple[int, int]] = Counter()
    for j, (_, source) in enumerate(standing):
        counts.update((i, j) for line in lines_of(source, last) for i in owners.get(line, ()))
    return counts


def lines_of(source: Source | None, last: int | None = None) -> Iterable[int]:
    """Line numbers of a source, up to `last`; a hand may have written a span without end."""
    for first, end in source.lines if source else ():
        yield from range(first, (end if last is None else min(end, last)) + 1)
