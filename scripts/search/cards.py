"""Cards: what is shown of an article in a list of results. Many stand in one file, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scripts.core.dates import FuzzyDate
from scripts.core.types import Article
from scripts.search import container
from scripts.search.documents import UNDATED, Document, address, clean

FEW_ENOUGH = 250
"""Articles whose cards stand in one file: some 12 KB."""
SHELVES = ((FEW_ENOUGH, FEW_ENOUGH), (20_000, 56), (10**9, 112))
"""Documents up to which a file holds so many cards. Ten results seldom stand together, so that each costs a request in
whatever file it stands; files of 3 to 6 KB keep ten of them in the bounds of a first search.
"""
PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}~?")
DATE_MARK = "\t"
"""Stands in an id for the digits of its date."""
NUMBERED = ("city", "district", "topic")

Row = tuple[str, ...]
Numbers = Mapping[str, Mapping[str, int]]


def shelf(documents: int) -> int:
    """Cards in each file."""
    return next(size for most, size in SHELVES if documents <= most)


def card_shards(documents: Sequence[Document], numbers: Numbers) -> Iterator[bytes]:
    size = shelf(len(documents))
    for start in range(0, len(documents), size):
        held = [card(document.article, numbers) for document in documents[start : start + size]]
        yield container.packed(container.CARDS, columns_of(held))


def numbered(values: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    """Number of each value of the facets that cards name."""
    return {facet: {value: n for n, value in enumerate(values[facet])} for facet in NUMBERED}


def card(article: Article, numbers: Numbers) -> Row:
    """Id, url where the id does not give it, title, kicker, subtitle, date, its words, cities, districts, topics."""
    date, said = (article.date.text, spoken(article.date)) if article.date else ("", UNDATED)
    link = address(article)
    texts = (clean(text or "") for text in (article.title, article.kicker, article.subtitle))
    groups = zip(NUMBERED, (article.city, article.district, article.topic), strict=True)
    return (
        short_id(clean(article.id), date),
        "" if link == f"articles/{article.id}/" else link,
        *texts,
        date,
        said,
        *(",".join(str(numbers[facet][clean(value)]) for value in group) for facet, group in groups),
    )


def columns_of(rows: Iterable[Row]) -> list[str]:
    """Ten columns, a line for each card; a title is one line."""
    return ["\n".join(" ".join(text.splitlines()) for text in column) for column in zip(*rows, strict=True)]


def short_id(name: str, date: str) -> str:
    """An id without what its date tells.

    >>> short_id("jxrb-fz-20221130-03", "2022-11-30").split("\\t")
    ['jxrb-fz-', '-03']
    """
    digits = date.replace("-", "")
    return name.replace(digits, DATE_MARK, 1) if digits.isdigit() and DATE_MARK not in name else name


def spoken(date: FuzzyDate) -> str:
    """What a reader calls a date; nothing where its digits tell."""
    parts = date.text.rstrip("~").split("-")
    told = "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part.isdigit())
    about = "约" if date.text.endswith("~") else ""
    return "" if PLAIN.fullmatch(date.text) and date.words == about + told else date.words
