"""Feeds of the whole archive, of each city and of each topic, as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.core.types import Article
from scripts.weave import listing
from scripts.weave.escape import plain
from scripts.weave.holdings import Holdings
from scripts.weave.machine import values
from scripts.weave.machine.lists import List, lists
from scripts.weave.render import fragment

MOST = 50
"""Entries of a feed; whoever wants all takes `articles.jsonl`."""
SUMMARY = 120
"""Characters of the text that a feed shows."""
BEGINNING = "1970-01-01T00:00:00Z"
"""Moment of what has no date at all, for both formats demand one."""
VERSION = "https://jsonfeed.org/version/1.1"
NAMES = (("application/atom+xml", "feed.xml", "Atom"), ("application/feed+json", "feed.json", "JSON Feed"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed."""

    id: str
    """Its permanent address."""
    title: str
    updated: str
    published: str
    """Day of the newspaper; empty where it is in doubt."""
    summary: str
    """The date in words, doubts included, and the beginning of the text. Feed readers take other dates for moments."""
    authors: tuple[str, ...]
    tags: tuple[str, ...]


def ways(page: List) -> list[tuple[str, str, str]]:
    """(kind of file, address, title) of the feeds of a list."""
    return [(kind, f"{page.address}{name}", f"{page.title}（{label}）") for kind, name, label in NAMES]


def feed_files(holdings: Holdings) -> dict[str, str]:
    """Path in the woven tree and content of each feed."""
    found: dict[str, str] = {}
    for page in feeds(holdings):
        entries = newest(holdings, page.articles)
        found[f"{page.address}feed.xml"] = atom(holdings, page, entries)
        found[f"{page.address}feed.json"] = json_feed(holdings, page, entries)
    return found


def feeds(holdings: Holdings) -> Iterator[List]:
    """The whole archive, whose feed stands at the root of the site, then each city and topic."""
    yield List("", holdings.site.name, holdings.articles, True)
    yield from (page for page in lists(holdings) if page.has_feed)


def moment(holdings: Holdings, article: Article) -> str:
    """When an entry was last new: its last change where git knows it, else the last day that its date can mean."""
    changed = holdings.history.last(article.id) if holdings.history else None
    return changed or (f"{article.date.latest.isoformat()}T00:00:00Z" if article.date else BEGINNING)


def newest(holdings: Holdings, articles: tuple[Article, ...]) -> list[Entry]:
    """What is new or changed comes first, whatever its date: the archive grows backwards, too."""
    ordered = sorted(sorted(articles, key=lambda a: a.id), key=lambda a: moment(holdings, a), reverse=True)
    return [entry(holdings, article) for article in ordered[:MOST]]


def entry(holdings: Holdings, article: Article) -> Entry:
    exact = article.date if article.date and article.date.exact else None
    return Entry(
        id=holdings.site.page(holdings.article_link(article).address),
        title=plain(article.title),
        updated=moment(holdings, article),
        published=f"{exact.text}T00:00:00Z" if exact else "",
        summary=f"{article.date.words if article.date else '日期不详'}。{listing.snippet(article, SUMMARY)}",
        authors=article.byline,
        tags=(*article.city, *article.district, *article.topic),
    )


def updated(entries: list[Entry]) -> str:
    return max((one.updated for one in entries), default=BEGINNING)


def subtitle(holdings: Holdings, page: List) -> str:
    return f"{holdings.site.name}：{page.title}的报道" if page.address else f"{holdings.site.name}的全部报道"


def atom(holdings: Holdings, page: List, entries: list[Entry]) -> str:
    return fragment(
        "feed.xml.jinja",
        site=holdings.site,
        title=page.title,
        subtitle=subtitle(holdings, page),
        url=holdings.site.page(page.address),
        own=holdings.site.page(f"{page.address}feed.xml"),
        updated=updated(entries),
        entries=entries,
    )


def json_feed(holdings: Holdings, page: List, entries: list[Entry]) -> str:
    return values.document(
        {
            "version": VERSION,
            "title": page.title,
            "description": subtitle(holdings, page),
            "home_page_url": holdings.site.page(page.address),
            "feed_url": holdings.site.page(f"{page.address}feed.json"),
            "language": "zh-Hans",
            "items": [item(one) for one in entries],
        }
    )


def item(one: Entry) -> dict[str, object]:
    """An item of JSON Feed; an empty text stays, for one of them is demanded."""
    told = {
        "date_published": one.published,
        "date_modified": one.updated,
        "authors": [{"name": name} for name in one.authors],
        "tags": list(dict.fromkeys(one.tags)),
    }
    kept = {key: value for key, value in told.items() if value}
    return {"id": one.id, "url": one.id, "title": one.title, "content_text": one.summary, **kept}
