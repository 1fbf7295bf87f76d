"""What is shown of documents, and the columns that filters and facets count."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import groupby

import numpy as np
import numpy.typing as npt

from scripts.core.types import Article
from scripts.search import container
from scripts.search.bits import varints
from scripts.search.documents import Document, publication

CITY, DISTRICT, TOPIC = 7, 8, 9
"""Places of the facets in a card."""
SHELVES = ((200, 16), (20_000, 3), (10**9, 12))
"""Documents up to which a shard holds so many: ten results seldom stand together, so that large archives pay in bytes
for each shard, and small ones rather in requests.
"""
THREADS = 2
LAST_DAY = date(9999, 12, 31).toordinal()
NO_DAY = (0, 0)
"""Ordinals count from 1, the first of January of the year 1."""
MOST_MONTHS = 24
"""A date that may mean more months than two years tells nothing about a month."""

Ints = npt.NDArray[np.int64]
Values = Mapping[str, Sequence[str]]


def shelf(documents: int) -> int:
    """Documents in each shard of texts."""
    return next(size for most, size in SHELVES if documents <= most)


def text_shards(documents: Sequence[Document], values: Values) -> Iterator[bytes]:
    size, places = shelf(len(documents)), numbered(values)

    def made(start: int) -> bytes:
        return text_shard([card(d, places) for d in documents[start : start + size]])

    # deflating lets go of the interpreter; results come in the order of the documents
    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(made, range(0, len(documents), size))


def numbered(values: Values) -> dict[str, dict[str, int]]:
    """Number of each value of the facets that cards name."""
    return {facet: {value: n for n, value in enumerate(values[facet])} for facet in ("city", "district", "topic")}


def card(document: Document, places: Mapping[str, Mapping[str, int]]) -> list[object]:
    """The card with numbers for city, district and topic."""
    shown = document.card
    for at, facet in ((CITY, "city"), (DISTRICT, "district"), (TOPIC, "topic")):
        shown[at] = [places[facet][value] for value in shown[at]]  # type: ignore[attr-defined]
    return shown


def text_shard(cards: list[list[object]]) -> bytes:
    """One byte for the encoding, then the deflated JSON."""
    encoding, data = container.encoded(compact(cards))
    return container.wrap(container.TEXTS, bytes([encoding]) + container.deflate(data))


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def columns(documents: Sequence[Document], values: Values) -> bytes:
    """Combinations of places, of topics and of forms with a number for each document; dates as runs of equal ones."""
    number = {facet: {value: n for n, value in enumerate(held)} for facet, held in values.items()}
    held = [d.article for d in documents]
    planes, tables = [], {}
    for name, rows in (
        ("place", [(ids(a.city, number["city"]), ids(a.district, number["district"])) for a in held]),
        ("topic", [(ids(a.topic, number["topic"]),) for a in held]),
        ("form", [form(a, number) for a in held]),
    ):
        order = {row: n for n, row in enumerate(sorted(set(rows)))}
        tables[name] = list(order)
        planes.append(np.array([order[row] for row in rows], "<u4"))
    runs = date_runs(held)
    head = compact({"runs": runs.shape[1], **tables}).encode()
    low = b"".join(p.view(np.uint8).reshape(-1, 4).T[:3].tobytes() for p in planes)
    data = struct.pack("<I", len(head)) + head + low + varints(runs.reshape(-1))[0].tobytes()
    return container.wrap(container.COLUMNS, container.deflate(data))


def ids(names: Sequence[str], number: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({number[name] for name in names}))


def form(article: Article, number: Mapping[str, Mapping[str, int]]) -> tuple[tuple[int, ...], ...]:
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
