"""The columns that filters and facets count: for each document its places, topics, form and days."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from scripts.core.dates import MOST_MONTHS
from scripts.core.types import Article
from scripts.search import container
from scripts.search.bits import Ints, varints
from scripts.search.documents import Document, publication

LAST_DAY = date(9999, 12, 31).toordinal()
NO_DAY = (0, 0)
"""Ordinals count from 1, the first of January of the year 1."""

Values = Mapping[str, Sequence[str]]
Row = tuple[tuple[int, ...], ...]


def columns(documents: Sequence[Document], values: Values) -> bytes:
    """Combinations of places, of topics and of forms with a number for each document; dates as runs of equal ones."""
    number = {facet: {value: n for n, value in enumerate(held)} for facet, held in values.items()}
    held = [d.article for d in documents]
    planes, tables = [], {}
    rows: Sequence[Row]
    for name, rows in (
        ("place", [(ids(a.city, number["city"]), ids(a.district, number["district"])) for a in held]),
        ("topic", [(ids(a.topic, number["topic"]),) for a in held]),
        ("form", [form(a, number) for a in held]),
    ):
        order = numbers_of(rows)
        tables[name] = list(order)
        planes.append(np.array([order[row] for row in rows], "<u4"))
    runs = date_runs(held)
    head = container.compact({"runs": runs.shape[1], **tables}).encode()
    low = b"".join(p.view(np.uint8).reshape(-1, 4).T[:3].tobytes() for p in planes)
    data = struct.pack("<I", len(head)) + head + low + varints(runs.reshape(-1))[0].tobytes()
    return container.wrap(container.COLUMNS, container.deflate(data))


def numbers_of(rows: Sequence[Row]) -> dict[Row, int]:
    """Numbers of combinations, the commonest first, so that their high bytes deflate well."""
    ranked = sorted(Counter(rows).items(), key=lambda item: (-item[1], item[0]))
    return {row: n for n, (row, _) in enumerate(ranked)}


def ids(names: Sequence[str], number: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({number[name] for name in names}))


def form(article: Article, number: Mapping[str, Mapping[str, int]]) -> Row:
    pairs = (("publication", publication(article)), ("kind", article.kind), ("text", article.text))
    return tuple((number[facet][value],) for facet, value in pairs)


def date_runs(articles: Sequence[Article]) -> Ints:
    """Three rows: days from the earliest day of a run back to that of the next (the first counts from LAST_DAY), days
    from its earliest to its latest, its documents. Undated ones are the last run, on day 0.
    """
    spans = [(a.date.earliest.toordinal(), a.date.latest.toordinal()) if a.date else NO_DAY for a in articles]
    runs = [(*span, len(list(same))) for span, same in groupby(spans)]
    earliest, latest, count = np.array(runs, np.int64).reshape(-1, 3).T
    return np.stack([-np.diff(earliest, prepend=LAST_DAY), latest - earliest, count])


def months(documents: Sequence[Document]) -> list[str]:
    """Every month that some date may mean, in order."""
    dates = {d.article.date for d in documents} - {None}
    found = {m for date in dates if date and len(date.months) <= MOST_MONTHS for m in date.months}
    return [f"{year:04}-{month:02}" for year, month in sorted(found)]
