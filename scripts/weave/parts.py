"""What the woven tree is made of, in parts that do not need each other, so that several processes can make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from scripts.core.types import Article
from scripts.weave.admin import admin_files
from scripts.weave.article import Corridors, article_page
from scripts.weave.chronicle import chronicle_pages
from scripts.weave.corrections import correction_pages
from scripts.weave.exports import export_files, export_page
from scripts.weave.figures import figure_files, figure_pages
from scripts.weave.handbook import handbook_pages
from scripts.weave.holdings import Holdings
from scripts.weave.home import home
from scripts.weave.initiatives import initiative_pages
from scripts.weave.machine.metadata import article_head, headed, list_heads
from scripts.weave.machine.site import MAKERS, article_data
from scripts.weave.people import people_pages
from scripts.weave.places import place_pages
from scripts.weave.render import file_of
from scripts.weave.sources import source_pages
from scripts.weave.subjects import subject_pages
from scripts.weave.times import time_pages
from scripts.weave.withdrawn import withdrawn_pages

SLICE = 200
"""Articles of one part: enough that handing it out costs nothing, few enough that no process waits for another."""
Files = Iterator[tuple[str, str]]
"""Path in the tree and content of each file."""
Part = Callable[[], Files]
PageMaker = Callable[[Holdings], Iterable[tuple[str, str]]]
"""Gives the address and the Markdown of each page."""
FileMaker = Callable[[Holdings], Mapping[str, str]]
PAGES: tuple[PageMaker, ...] = (
    *(withdrawn_pages, place_pages, subject_pages, time_pages, source_pages, people_pages, initiative_pages),
    *(figure_pages, chronicle_pages, correction_pages, lambda _: handbook_pages(), export_page),
)
FILES: tuple[FileMaker, ...] = (export_files, figure_files, *MAKERS, lambda holdings: admin_files(holdings.site))


def parts(holdings: Holdings) -> list[Part]:
    """The parts, those of articles first, which are the longest."""
    corridors, head = Corridors(holdings), list_heads(holdings)
    slices = [holdings.articles[start : start + SLICE] for start in range(0, len(holdings.articles), SLICE)]
    return [
        *(partial(article_part, holdings, corridors, articles) for articles in slices),
        partial(page_part, holdings, lambda _: [("", home(holdings, corridors.finder))], head),
        *(partial(page_part, holdings, make, head) for make in PAGES),
        *(partial(file_part, holdings, make) for make in FILES),
    ]


def article_part(holdings: Holdings, corridors: Corridors, articles: Iterable[Article]) -> Files:
    """All files of some articles."""
    for article in articles:
        page = headed(article_page(holdings, corridors, article), article_head(holdings, article))
        yield file_of(holdings.article_link(article).address), page
        yield from article_data(holdings, corridors, article)


def page_part(holdings: Holdings, make: PageMaker, head: Mapping[str, str]) -> Files:
    """Pages of one kind."""
    for address, text in make(holdings):
        yield file_of(address), headed(text, head.get(address, ""))


def file_part(holdings: Holdings, make: FileMaker) -> Files:
    """Files of one kind for other programs."""
    yield from make(holdings).items()
