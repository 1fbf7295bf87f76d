"""数说: all figures of the archive, each with its sentence and article; small charts where several make a series."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.core import dates
from scripts.core.dates import FuzzyDate
from scripts.core.types import Article, Figure
from scripts.weave import listing, months, words
from scripts.weave.charts import Values, values
from scripts.weave.escape import plain
from scripts.weave.holdings import Holdings, Link
from scripts.weave.paging import parts
from scripts.weave.render import render
from scripts.weave.series import Series, series

PAGE = 90
"""Figures on one page: below 100 KB with their sentences."""
CHARTS = 12
"""Charts on one page of the series: below 100 KB where each has all its points."""
FIRST_CHARTS = 2
"""Charts that the first page shows of them."""
SERIES = "figures/series/"
FILTER = "figures/filter.json"
AFTER_NUMBER = ("余", "多", "来")
AFTER_UNIT = ("以上", "以内", "左右", "之内", "之多", "内")
"""Hedges that stand behind the number; 近, 超 and 约 stand before it."""
LABELS = {"city": "城市", "topic": "专题", "unit": "单位", "year": "年份"}
"""What figures can be filtered by."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure and the article that tells it."""

    figure: Figure
    article: Article

    @property
    def period(self) -> FuzzyDate | None:
        """The time of which it speaks; none where nothing tells."""
        try:
            return dates.parse(self.figure.period) if self.figure.period else None
        except ValueError:
            return None

    @property
    def year(self) -> str:
        """The year of which it speaks, the later one of two; else that of its report; empty when both are unknown."""
        date = self.period or self.article.date
        return str(date.latest.year) if date else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as the page shows it."""

    number: str
    figure: Figure
    when: str
    article: Link
    tags: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A series as a picture with the table behind it."""

    title: str
    picture: Values
    rows: tuple[tuple[str, str, Link], ...]
    """(time, number, article)."""


def figure_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of each page, the figures of the newest articles first; then the pages of the series."""
    told = all_told(holdings)
    charts = [chart(holdings, one) for one in series(told)]
    articles = len({one.article.id for one in told})
    for address, part, pager in parts(words.FIGURES.address, told, PAGE):
        yield (
            address,
            render(
                "figures.md.jinja",
                address,
                rows=[row(holdings, one) for one in part],
                pager=pager,
                articles=articles,
                facets=facets(holdings, told) if pager.number == 1 else [],
                charts=charts[:FIRST_CHARTS] if pager.number == 1 else [],
                series=Link("成系列的数字", SERIES, len(charts)),
            ),
        )
    for address, some, pager in parts(SERIES, charts, CHARTS) if charts else ():
        yield address, render("series.md.jinja", address, charts=some, pager=pager)


def figure_files(holdings: Holdings) -> dict[str, str]:
    """What the filter of the page reads: for each article its cities and topics, and unit and year of each figure.

    Values are numbers of the lists `city`, `topic`, `unit` and `year`; figures are in the order of the pages.
    """
    told = all_told(holdings)
    found = facets(holdings, told)
    place = {name: {value: n for n, value in enumerate(counts)} for name, _, counts in found}
    rows = [
        [
            [place["city"][city] for city in article.city],
            [place["topic"][topic] for topic in article.topic],
            [n for one in own for n in (place["unit"][one.figure.unit], place["year"].get(one.year, -1))],
        ]
        for article, own in by_article(told)
    ]
    data = {"size": PAGE, **{name: shown(counts) for name, _, counts in found}, "articles": rows}
    return {FILTER: json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"}


def shown(counts: Mapping[str, int]) -> list[str]:
    """Values as the page shows them, in whose words the filter asks."""
    return [plain(value) for value in counts]


def all_told(holdings: Holdings) -> list[Told]:
    """Every figure, those of the newest articles first."""
    return [
        Told(figure, article)
        for article in sorted(holdings.articles, key=months.newest_first)
        for figure in holdings.figures.get(article.id, ())
    ]


def by_article(told: Iterable[Told]) -> list[tuple[Article, list[Told]]]:
    found: dict[str, tuple[Article, list[Told]]] = {}
    for one in told:
        found.setdefault(one.article.id, (one.article, []))[1].append(one)
    return list(found.values())


def facets(holdings: Holdings, told: Sequence[Told]) -> list[tuple[str, str, Mapping[str, int]]]:
    """(name, label, values with how many figures have them): cities and topics in their order, the rest by number."""
    city = Counter(city for one in told for city in one.article.city)
    topic = Counter(topic for one in told for topic in one.article.topic)
    unit = Counter(one.figure.unit for one in told)
    year = Counter(one.year for one in told if one.year)
    found = (
        ("city", {name: city[name] for name in holdings.cities if city[name]}),
        ("topic", {name: topic[name] for name in holdings.terms if topic[name]}),
        ("unit", dict(sorted(unit.items(), key=lambda pair: (-pair[1], pair[0])))),
        ("year", dict(sorted(year.items(), reverse=True))),
    )
    return [(name, LABELS[name], counts) for name, counts in found]


def row(holdings: Holdings, told: Told) -> Row:
    period = told.period
    return Row(
        measured(told.figure),
        told.figure,
        period.words if period else "时间未说明",
        holdings.article_link(told.article),
        listing.tags(holdings, told.article),
    )


def chart(holdings: Holdings, found: Series) -> Chart:
    rows = tuple((p.when.words, measured(p.figure), holdings.article_link(p.article)) for p in found.points)
    picture = values(found.title, [(p.when.words, p.figure.value, measured(p.figure)) for p in found.points])
    return Chart(found.title, picture, rows)


def with_numbers(figures: Iterable[Figure]) -> list[tuple[Figure, str]]:
    """Each figure of an article with its number in words: 3000余人次, 近0.5%."""
    return [(figure, measured(figure)) for figure in figures]


def measured(figure: Figure) -> str:
    """A figure as it is read: 近0.5%, 3000余人次, 3分钟内."""
    number, hedge = words.number(figure.value), figure.hedge or ""
    if hedge in AFTER_NUMBER:
        return f"{number}{hedge}{figure.unit}"
    return f"{number}{figure.unit}{hedge}" if hedge in AFTER_UNIT else f"{hedge}{number}{figure.unit}"
