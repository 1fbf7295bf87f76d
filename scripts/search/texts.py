"""What is shown of documents, and the columns that filters and facets count."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import numpy as np

from scripts.core.types import Article
from scripts.search import container
from scripts.search.documents import Document, publication

DISTRICT, TOPIC, CITY = 8, 9, 7
"""Places of the facets in a card."""
UTF8, GBK = 0, 1
SHELVES = ((200, 16), (20_000, 5), (10**9, 12))
"""Documents up to which a shard holds so many: ten results seldom stand together, so that large archives pay in bytes
for each shard, and small ones rather in requests.
"""
THREADS = 2
MOST_MONTHS = 24
"""A date that may mean more months than two years tells nothing about a month."""

Values = Mapping[str, Sequence[str]]


def shelf(documents: int) -> int:
    """Documents in each shard of texts."""
    return next(size for most, size in SHELVES if documents <= most)


def text_shards(documents: Sequence[Document], values: Values) -> Iterator[bytes]:
    size = shelf(len(documents))
    places = {facet: {value: n for n, value in enumerate(values[facet])} for facet in ("city", "district", "topic")}

    def made(start: int) -> bytes:
        return text_shard([card(d, places) for d in documents[start : start + size]])

    # deflating lets go of the interpreter; results come in the order of the documents
    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(made, range(0, len(documents), size))


def card(document: Document, places: Mapping[str, Mapping[str, int]]) -> list[object]:
    """The card with numbers for city, district and topic."""
    shown = document.card
    for at, facet in ((CITY, "city"), (DISTRICT, "district"), (TOPIC, "topic")):
        shown[at] = [places[facet][value] for value in shown[at]]  # type: ignore[attr-defined]
    return shown


def text_shard(cards: list[list[object]]) -> bytes:
    """One byte for the encoding, then the deflated JSON; GBK takes two bytes a character where UTF-8 takes three."""
    text = compact(cards)
    try:
        encoding, data = GBK, text.encode("gbk")
    except UnicodeEncodeError:
        encoding, data = UTF8, text.encode()
    return container.wrap(container.TEXTS, bytes([encoding]) + container.deflate(data))


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def columns(documents: Sequence[Document], values: Values) -> bytes:
    """Dates as runs of equal ones; combinations of places, of topics and of forms, each numbered by frequency."""
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
    head = compact({"dates": date_runs(held), **tables}).encode()
    low = b"".join(p.view(np.uint8).reshape(-1, 4).T[:3].tobytes() for p in planes)
    return container.wrap(container.COLUMNS, container.deflate(struct.pack("<I", len(head)) + head + low))


def ids(names: Sequence[str], number: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(number[name] for name in names)


def form(article: Article, number: Mapping[str, Mapping[str, int]]) -> tuple[tuple[int, ...], ...]:
    pairs = (("publication", publication(article)), ("kind", article.kind), ("text", article.text))
    return tuple((number[facet][value],) for facet, value in pairs)


def date_runs(articles: Sequence[Article]) -> list[list[int]]:
    """(earliest, latest, number of documents) of neighbours that share both; days as yyyymmdd, 0 for none."""
    days = [(number_of(a, 0), number_of(a, 1)) for a in articles]
    return [[*day, len(list(run))] for day, run in groupby(days)]


def number_of(article: Article, end: int) -> int:
    if article.date is None:
        return 0
    day = (article.date.earliest, article.date.latest)[end]
    return day.year * 10_000 + day.month * 100 + day.day


def months(documents: Sequence[Document]) -> list[str]:
    """Every month that some date may mean, in order."""
    dates = {d.article.date for d in documents} - {None}
    found = {m for date in dates if date and len(date.months) <= MOST_MONTHS for m in date.months}
    return [f"{year:04}-{month:02}" for year, month in sorted(found)]
