"""Pages of years and months. A date of doubt stands in every month that it may mean, and says so there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts.core.types import Article
from scripts.weave import charts, months, words
from scripts.weave.holdings import Holdings, Link
from scripts.weave.listing import Group, ListPage, lead, listing, neighbours, only, scope
from scripts.weave.months import Month
from scripts.weave.render import render

UNDATED = Link("日期不详", "dates/undated/")


def time_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    undated = Link(UNDATED.text, UNDATED.address, len(holdings.undated))
    years = [(holdings.year_link(year), cells) for year, cells in charts.grid(holdings).items()]
    yield "dates/", render("dates.md.jinja", "dates/", years=years, undated=undated)
    for year in holdings.by_year:
        yield from listing(holdings, year_page(holdings, year))
    for month in holdings.by_month:
        yield from listing(holdings, month_page(holdings, month))
    if holdings.undated:
        yield from listing(holdings, undated_page(holdings))


def year_page(holdings: Holdings, year: int) -> ListPage:
    articles = holdings.by_year[year]
    held = tuple(holdings.month_link(m) for m in holdings.by_month if m[0] == year)
    beside = tuple(holdings.year_link(y) for y in holdings.by_year if y != year)
    return ListPage(
        holdings.year_link(year).address,
        f"{year}年",
        (words.HOME, words.DATES),
        lead(f"{year}年", articles, time=False),
        kicker="年份",
        groups=(
            *((Group("月份", held),) if held else ()),
            *neighbours(holdings, articles, "city", "topic"),
            *((Group("其他年份", beside),) if beside else ()),
        ),
        articles=articles,
        figures=only("year", str(year)),
        figures_title=f"说到{year}年的数字",
        scope=scope("日期", str(year)),
        doubt=lambda article: year_doubt(article, year),
    )


def year_doubt(article: Article, year: int) -> str:
    others = [str(y) for y in months.years_of(article) if y != year]
    return f"也可能是{'、'.join(others)}年" if others else ""


def month_page(holdings: Holdings, month: Month) -> ListPage:
    articles = holdings.by_month[month]
    link, year = holdings.month_link(month), holdings.year_link(month[0])
    return ListPage(
        link.address,
        link.text,
        (words.HOME, words.DATES, year),
        lead(link.text, articles, month_detail(articles), time=False),
        kicker="月份",
        groups=(*nearest(holdings, month), *neighbours(holdings, articles, "city", "topic")),
        articles=articles,
        chart=False,
        scope=scope("日期", f"{month[0]}-{month[1]:02}"),
        doubt=lambda article: month_doubt(article, month),
    )


def month_detail(articles: Sequence[Article]) -> str:
    """How many of the articles of a month may be of others, and of how many it was reasoned out."""
    several = sum(len(months.months_of(a)) > 1 for a in articles)
    inferred = sum(months.doubtful_month(a) for a in articles) - several
    if inferred == len(articles):
        return "，月份都是推断的"
    told = [f"{several}篇也可能属于别的月份"] * bool(several) + [f"{inferred}篇的月份是推断的"] * bool(inferred)
    return f"，其中{'，'.join(told)}" if told else ""


def nearest(holdings: Holdings, month: Month) -> tuple[Group, ...]:
    """The month before and the month after that hold something."""
    held = list(holdings.by_month)
    at = held.index(month)
    links = tuple(holdings.month_link(m) for m in (*held[max(0, at - 1) : at], *held[at + 1 : at + 2]))
    return (Group("前后月份", links),) if links else ()


def month_doubt(article: Article, month: Month) -> str:
    others = [m for m in months.months_of(article) if m != month]
    if len(others) == 1:
        return f"也可能是{others[0][0]}年{others[0][1]}月"
    if others:
        return "月份不确定"
    return "月份是推断的" if article.date and article.date.approximate else ""


def undated_page(holdings: Holdings) -> ListPage:
    return ListPage(
        UNDATED.address,
        UNDATED.text,
        (words.HOME, words.DATES),
        f"这里收有原件没有注明日期、也推断不出的报道{len(holdings.undated)}篇。",
        articles=holdings.undated,
        chart=False,
    )
