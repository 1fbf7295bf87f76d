"""Pages of the raw newspaper pages: their articles in reading order, and what belongs to none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from scripts.core.labels import ROLES
from scripts.core.types import Explanation, Fragment, PageRecord
from scripts.weave import words
from scripts.weave.article import SHORT_HASH
from scripts.weave.holdings import Holdings, Link
from scripts.weave.listing import Group, ListPage, listing, neighbours
from scripts.weave.paging import parts
from scripts.weave.render import fragment, render

INDEX = 200
"""Raw pages on one page of the index."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Text of a raw page that is in no article."""

    place: str
    url: str
    role: str
    text: str


def source_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    for address, part, pager in parts(words.PAGES.address, sources(holdings), INDEX):
        yield address, render("pages.md.jinja", address, pages=part, pager=pager, publications=links(holdings))
    for file in holdings.archive.by_source:
        yield from listing(holdings, source_page(holdings, file), "page.md.jinja")


def links(holdings: Holdings) -> list[Link]:
    return [holdings.publication_link(name) for name in holdings.by_publication]


def sources(holdings: Holdings) -> list[tuple[Link, str, int]]:
    """(raw page, its publication, loose fragments), the latest first."""
    files = sorted(holdings.archive.by_source, key=lambda file: (-latest(holdings, file), file))
    return [
        (holdings.source_link(f), holdings.archive.by_source[f][0].publication or "", len(loose(holdings, f)))
        for f in files
    ]


def latest(holdings: Holdings, file: str) -> int:
    return max((a.date.latest.toordinal() for a in holdings.archive.by_source[file] if a.date), default=0)


def explained(holdings: Holdings, file: str) -> Explanation | None:
    """An explanation of any article of the page: all share its layout."""
    articles = holdings.archive.by_source[file]
    return next((holdings.explanations[a.id] for a in articles if a.id in holdings.explanations), None)


def loose(holdings: Holdings, file: str) -> tuple[Fragment, ...]:
    """Text of a raw page that is in no article, in page order."""
    found = explained(holdings, file)
    return tuple(sorted(found.layout.loose, key=lambda part: (part.first, part.columns or (0, 0)))) if found else ()


def source_page(holdings: Holdings, file: str) -> ListPage:
    articles = holdings.archive.by_source[file]
    found = explained(holdings, file)
    record = holdings.archive.records.get(file, PageRecord())
    before, trailing = in_place(holdings, file)
    return ListPage(
        holdings.source_link(file).address,
        holdings.source_title(file),
        (words.HOME, words.PAGES),
        f"这个版面上整理出报道{len(articles)}篇，按版面上的先后排列。",
        kind="page",
        kicker="版面",
        groups=(publication(holdings, file), *neighbours(holdings, articles, "city", "topic")),
        articles=articles,
        chart=False,
        heading="这一版的报道",
        in_order=True,
        before=before,
        extra={
            "record": record,
            "edition": words.EDITIONS[articles[0].text],
            "file": file,
            "url": holdings.site.view(file),
            "record_url": holdings.site.view(f"{file.rpartition('.')[0]}.yml") if record != PageRecord() else "",
            "sha256": found.page.sha256[:SHORT_HASH] if found else "",
            "lines": len(found.page.lines) if found else 0,
            "loose": rests(holdings, file, loose(holdings, file)),
            "trailing": trailing,
            "furniture": rests(holdings, file, found.layout.furniture if found else ()),
        },
    )


def in_place(holdings: Holdings, file: str) -> tuple[dict[str, Markup], Markup]:
    """Loose fragments as list items: those that stand on the page before an article, by its id, and those after all."""
    left = list(loose(holdings, file))
    before = {}
    for article in holdings.archive.by_source[file]:
        begin = article.source.lines[0][0] if article.source and article.source.lines else 0
        here, left = [p for p in left if p.first < begin], [p for p in left if p.first >= begin]
        if here:
            before[article.id] = items(holdings, file, here)
    return before, items(holdings, file, left)


def items(holdings: Holdings, file: str, fragments: Sequence[Fragment]) -> Markup:
    return Markup(fragment("loose.html.jinja", found=rests(holdings, file, fragments)).strip())


def publication(holdings: Holdings, file: str) -> Group:
    """Without the number of its articles: that says nothing of this page and would change all with each report."""
    link = holdings.publication_link(holdings.archive.by_source[file][0].publication)
    return Group("刊物", (replace(link, count=None),))


def rests(holdings: Holdings, file: str, fragments: Sequence[Fragment]) -> list[Rest]:
    return [
        Rest(
            place(f),
            holdings.site.view(file, f.first, f.last),
            ROLES.get(f.role, f.role),
            " ".join(line.strip() for line in f.lines if line.strip()),
        )
        for f in fragments
    ]


def place(part: Fragment) -> str:
    """Where a fragment stands: its lines, or the characters of the one line of which it is a part."""
    if part.columns:
        return f"第{part.first}行第{part.columns[0] + 1}至{part.columns[1]}字"
    return f"第{part.first}行" if part.first == part.last else f"第{part.first}至{part.last}行"
