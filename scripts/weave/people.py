"""Pages of authors and publications, and the list of all articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.core.labels import UNKNOWN_PUBLICATION
from scripts.weave import words
from scripts.weave.holdings import Holdings, Link
from scripts.weave.listing import Group, ListPage, lead, listing, neighbours, scope
from scripts.weave.paging import parts
from scripts.weave.render import render

INDEX = 600
"""Authors on one page of the index."""


def people_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    for address, part, pager in parts(words.AUTHORS.address, authors(holdings), INDEX):
        yield address, render("authors.md.jinja", address, authors=by_letter(part), pager=pager)
    for name in holdings.archive.by_author:
        yield from listing(holdings, author_page(holdings, name))
    yield "publications/", render("publications.md.jinja", "publications/", publications=publications(holdings))
    for name in holdings.by_publication:
        yield from listing(holdings, publication_page(holdings, name))
    yield from listing(holdings, all_articles(holdings))


def authors(holdings: Holdings) -> list[Link]:
    """Authors in the order of their pinyin."""
    return sorted(map(holdings.author_link, holdings.archive.by_author), key=lambda link: link.address)


def by_letter(links: Iterable[Link]) -> list[tuple[str, list[Link]]]:
    """Authors under the first letter of their pinyin."""
    letters: dict[str, list[Link]] = {}
    for link in links:
        letters.setdefault(link.address.removeprefix(words.AUTHORS.address)[0].upper(), []).append(link)
    return list(letters.items())


def author_page(holdings: Holdings, name: str) -> ListPage:
    articles = holdings.archive.by_author[name]
    written = sum(name in a.byline for a in articles)
    pictured = sum(name in a.photographer for a in articles)
    parts = [f"署名文字{written}篇"] * bool(written) + [f"署名摄影{pictured}篇"] * bool(pictured)
    return ListPage(
        holdings.author_link(name).address,
        name,
        (words.HOME, words.AUTHORS),
        lead(name, articles, f"，{'、'.join(parts)}").replace("的报道", "署名的报道", 1),
        kicker="作者",
        groups=neighbours(holdings, articles, "city", "topic"),
        articles=articles,
        scope=scope("作者", name),
    )


def publications(holdings: Holdings) -> list[tuple[Link, int]]:
    """(publication, number of its raw pages)."""
    return [
        (holdings.publication_link(name), len({a.source.file for a in articles if a.source}))
        for name, articles in holdings.by_publication.items()
    ]


def publication_page(holdings: Holdings, name: str) -> ListPage:
    articles = holdings.by_publication[name]
    files = dict.fromkeys(a.source.file for a in articles if a.source)
    pages = Group("版面", tuple(map(holdings.source_link, files)), more=words.PAGES)
    return ListPage(
        holdings.publication_link(name).address,
        name,
        (words.HOME, words.PUBLICATIONS),
        lead(name, articles, f"，出自{len(files)}个版面" if files else ""),
        kicker="刊物",
        groups=(*((pages,) if files else ()), *neighbours(holdings, articles, "city", "topic")),
        articles=articles,
        scope=scope("刊物", name) if name != UNKNOWN_PUBLICATION else "",
    )


def all_articles(holdings: Holdings) -> ListPage:
    return ListPage(
        "articles/",
        "全部报道",
        (words.HOME,),
        lead("本档案", holdings.articles).replace("的报道", "的全部报道", 1) if holdings.articles else "",
        articles=holdings.articles,
        feed="feed.xml",
        empty="档案里还没有报道，欢迎供稿。",
    )
