"""Named programmes, campaigns and brands: the index with first and last mention, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.core.types import Article
from scripts.weave import months, words
from scripts.weave.holdings import Holdings, Link
from scripts.weave.listing import ListPage, lead, listing, neighbours, scope
from scripts.weave.paging import parts
from scripts.weave.render import render

INDEX = 120
"""Initiatives on one page of the index: below 100 KB with the titles of their first and last reports."""


@dataclass(frozen=True, slots=True)
class Row:
    """One initiative of the index."""

    link: Link
    cities: tuple[Link, ...]
    first: Link
    """The first report that tells of it, with its date as note."""
    last: Link | None
    """The latest one; none where there is only one."""


def initiative_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of the index and of each initiative."""
    found = rows(holdings)
    several = sum(row.last is not None for row in found)
    for address, part, pager in parts(words.INITIATIVES.address, found, INDEX):
        yield address, render("initiatives.md.jinja", address, rows=part, pager=pager, several=several)
    for name in holdings.archive.by_initiative:
        yield from listing(holdings, initiative_page(holdings, name))


def rows(holdings: Holdings) -> list[Row]:
    """Every initiative, the most reported first."""
    found = [row(holdings, name, articles) for name, articles in holdings.archive.by_initiative.items()]
    return sorted(found, key=lambda row: (-(row.link.count or 0), row.link.address))


def row(holdings: Holdings, name: str, articles: tuple[Article, ...]) -> Row:
    by_time = sorted(articles, key=months.oldest_first)
    cities = dict.fromkeys(city for article in by_time for city in article.city)
    return Row(
        holdings.initiative_link(name),
        tuple(map(holdings.city_link, cities)),
        mention(holdings, by_time[0]),
        mention(holdings, by_time[-1]) if len(by_time) > 1 else None,
    )


def mention(holdings: Holdings, article: Article) -> Link:
    link = holdings.article_link(article)
    return Link(link.text, link.address, note=article.date.words if article.date else "日期不详")


def initiative_page(holdings: Holdings, name: str) -> ListPage:
    articles = holdings.archive.by_initiative[name]
    return ListPage(
        holdings.initiative_link(name).address,
        name,
        (words.HOME, words.INITIATIVES),
        lead(f"提到“{name}”", articles),
        kicker="举措",
        groups=neighbours(holdings, articles, "city", "district", "topic"),
        articles=articles,
        scope=scope("举措", name),
    )
