"""年表: months × cities, showing what the archive holds and what it still lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts.core.types import Article
from scripts.weave import charts, months, words
from scripts.weave.holdings import UNKNOWN_CITY, Holdings, Link
from scripts.weave.listing import only
from scripts.weave.months import Month
from scripts.weave.paging import parts
from scripts.weave.render import render

YEARS = 4
"""Years on one page: twelve cities in twelve months are some 20 KB a year where every month is held."""
Counts = Counter[tuple[Month, str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One city in one month."""

    link: Link
    """To the month, filtered to the city."""
    shade: int
    certain: bool
    """Whether any of its articles is surely of this month."""


@dataclass(frozen=True, slots=True)
class Year:
    """The table of one year."""

    link: Link
    rows: tuple[tuple[Link, tuple[Cell, ...]], ...]
    """(city, its twelve months)."""


def chronicle_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of each page, the newest years first."""
    table = Table(holdings)
    said = {"told": told(holdings), "undated": undated(holdings)}
    for address, part, pager in parts(words.CHRONICLE.address, list(charts.grid(holdings)), YEARS):
        yield address, render("chronicle.md.jinja", address, years=list(map(table.year, part)), pager=pager, **said)


def counted(articles: Iterable[Article]) -> Counts:
    """How many articles each city has in each month."""
    return Counter((month, name) for a in articles for month in months.months_of(a) for name in cities(a))


class Table:
    """How many articles each city has in each month; one of doubtful date counts in every month that it may mean."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.counts = counted(holdings.articles)
        self.sure = counted(a for a in holdings.articles if not months.doubtful_month(a))
        self.top = max(self.counts.values(), default=1)
        self.unplaced = any(not a.city for a in holdings.articles)

    def year(self, year: int) -> Year:
        names = (*self.holdings.cities, *([UNKNOWN_CITY] if self.unplaced else []))
        return Year(
            self.holdings.year_link(year),
            tuple((self.city(name), tuple(self.cell(name, (year, n)) for n in range(1, 13))) for name in names),
        )

    def city(self, name: str) -> Link:
        return Link(name, "") if name == UNKNOWN_CITY else self.holdings.city_link(name)

    def cell(self, name: str, month: Month) -> Cell:
        count = self.counts[month, name]
        link = self.holdings.month_link(month)
        narrowed = f"#{only('filter', name)}" if name != UNKNOWN_CITY else ""
        return Cell(
            Link(f"{name}{link.text}", link.address + narrowed, count),
            charts.shade(count, self.top),
            bool(self.sure[month, name]),
        )


def cities(article: Article) -> tuple[str, ...]:
    return article.city or (UNKNOWN_CITY,)


def undated(holdings: Holdings) -> Link | None:
    """The articles that stand in no month."""
    count = sum(not months.months_of(a) for a in holdings.articles)
    return Link("日期不详", "dates/undated/" if holdings.undated else "dates/", count) if count else None


def told(holdings: Holdings) -> str:
    """What is held and what is missing, in a sentence or two."""
    held = list(holdings.by_month)
    if not held:
        return "档案里还没有注明月份的报道。"
    whole = charts.month_range([(month,) for month in held])
    first, last = (holdings.month_link(month).text for month in (whole[0], whole[-1]))
    empty = [name for name in holdings.cities if not holdings.archive.by_city.get(name)]
    lacking = f"{'、'.join(empty)}一篇也还没有，欢迎供稿。" if empty else ""
    if len(whole) == 1:
        return f"收有{first}的报道。{lacking}"
    blank = len(whole) - len(held)
    rest = f"，{blank}个月还是空白" if blank else "，没有空白"
    return f"从{first}到{last}的{len(whole)}个月里，{len(held)}个月收有报道{rest}。{lacking}"
