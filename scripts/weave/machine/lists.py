"""The lists of the archive as data: ids, titles and dates at the address of each list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from scripts.core.types import Article
from scripts.weave import months
from scripts.weave.holdings import Holdings, Link
from scripts.weave.machine import values
from scripts.weave.machine.records import brief

NAME = "index.json"
WORTH_A_LIST = 2
"""Initiatives with one report, which are most of them, have no file of their own; `initiatives/index.json` has all."""


@dataclass(frozen=True, slots=True)
class List:
    """One list. People and raw pages have none: `articles.jsonl` names them, and an index of persons is not wanted."""

    address: str
    title: str
    articles: tuple[Article, ...]
    has_feed: bool = False
    """Whether readers can subscribe to it: the archive, cities and topics."""


def lists(holdings: Holdings) -> Iterator[List]:
    """Every list that has a file, in a fixed order."""
    archive = holdings.archive
    yield List("articles/", "全部报道", archive.articles)
    yield from (of(holdings.city_link(name), archive.by_city.get(name, ()), True) for name in holdings.cities)
    yield from (of(holdings.topic_link(name), archive.by_topic.get(name, ()), True) for name in holdings.terms)
    known = (
        *((holdings.district_link(name), found) for name, found in archive.by_district.items()),
        *((holdings.initiative_link(name), found) for name, found in told_twice(holdings)),
        *((holdings.publication_link(name), found) for name, found in holdings.by_publication.items()),
        *((holdings.year_link(year), found) for year, found in holdings.by_year.items()),
        *((holdings.month_link(month), found) for month, found in holdings.by_month.items()),
    )
    yield from (of(link, found) for link, found in known)


def told_twice(holdings: Holdings) -> Iterator[tuple[str, tuple[Article, ...]]]:
    found = holdings.archive.by_initiative
    return ((name, articles) for name, articles in found.items() if len(articles) >= WORTH_A_LIST)


def of(link: Link, articles: tuple[Article, ...], has_feed: bool = False) -> List:
    return List(link.address, link.text, articles, has_feed)


def directories(holdings: Holdings) -> dict[str, tuple[str, Iterable[Link]]]:
    """Address of each list of lists with its title and the lists in it."""
    archive = holdings.archive
    return {
        "cities/": ("城市", map(holdings.city_link, holdings.cities)),
        "dates/": (
            "日期",
            chain(map(holdings.year_link, holdings.by_year), map(holdings.month_link, holdings.by_month)),
        ),
        "initiatives/": ("举措", map(holdings.initiative_link, archive.by_initiative)),
        "publications/": ("刊物", map(holdings.publication_link, holdings.by_publication)),
        "topics/": ("专题", map(holdings.topic_link, holdings.terms)),
    }


def list_files(holdings: Holdings) -> dict[str, str]:
    """Path in the woven tree and content of each list."""
    found = {f"{one.address}{NAME}": values.document(listed(holdings, one)) for one in lists(holdings)}
    above = directories(holdings).items()
    return found | {f"{at}{NAME}": values.document(directory(holdings, at, *told)) for at, told in above}


def listed(holdings: Holdings, one: List) -> dict[str, object]:
    """A list, the newest first as on its page."""
    newest = sorted(one.articles, key=months.newest_first)
    return {
        "title": one.title,
        "url": holdings.site.page(one.address),
        "count": len(newest),
        "articles": [brief(holdings, article) for article in newest],
    }


def directory(holdings: Holdings, address: str, title: str, links: Iterable[Link]) -> dict[str, object]:
    lists_ = [{"title": link.text, "count": link.count, "url": holdings.site.page(link.address)} for link in links]
    return {"title": title, "url": holdings.site.page(address), "lists": lists_}
