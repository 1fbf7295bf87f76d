"""Small pictures of numbers, as data for the templates: bars over time, a grid of months, a map of tiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.core.types import Article
from scripts.weave import months
from scripts.weave.holdings import Holdings, Link
from scripts.weave.months import Month

MOST_BARS = 24
"""Bars that a phone shows side by side; more months than that are drawn as years."""
FEWEST_BARS = 3
"""Two bars are said faster in words."""
CHART_WIDTH = 264
"""Pixels: the column beside a list, and three quarters of a phone."""
WIDEST_STEP = 56
BAR_SHARE = 0.7
"""Of the step from bar to bar, so that neighbours stand apart."""
BAR_HEIGHT = 56
"""Pixels of the tallest bar."""
SHADES = 4
"""Shades of a tile or cell above “nothing”; more cannot be told apart."""
TILE = 84
"""Pixels from one tile to the next; the tile itself is a little smaller."""
TILES = {
    "3604": (1, 0),
    "3602": (2, 0),
    "3609": (0, 1),
    "3601": (1, 1),
    "3606": (2, 1),
    "3611": (3, 1),
    "3603": (0, 2),
    "3605": (1, 2),
    "3610": (2, 2),
    "3608": (1, 3),
    "3607": (1, 4),
}
"""Column and row of each city by the first digits of its GB/T 2260 code: who lies north, west and next to whom."""
TILE_COLUMNS = 1 + max(column for column, _ in TILES.values())


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year: articles surely of it, and articles that may be of it."""

    label: str
    sure: int
    maybe: int
    x: int
    width: int
    sure_height: int
    maybe_height: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart and the table behind it."""

    unit: str
    bars: tuple[Bar, ...]
    width: int
    height: int
    summary: str


@dataclass(frozen=True, slots=True)
class Column:
    """One number of a series."""

    label: str
    x: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Values:
    """A series of numbers as a bar chart."""

    columns: tuple[Column, ...]
    width: int
    height: int
    summary: str
    first: str
    """The earliest time, in words."""
    last: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A month in the grid."""

    link: Link
    month: int
    shade: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A city on the map."""

    link: Link
    short: str
    x: int
    y: int
    shade: int


def bars(articles: Sequence[Article]) -> Bars | None:
    """Articles by month where they span two years at most, else by year; none for very few bars."""
    by_month = [(months.months_of(a), months.doubtful_month(a)) for a in articles]
    span = month_range(places for places, _ in by_month)
    if FEWEST_BARS <= len(span) <= MOST_BARS:
        by = Tally(by_month)
        return drawn("月", [(f"{y}年{m}月", *by((y, m))) for y, m in span])
    by_year = [(months.years_of(a), months.doubtful_year(a)) for a in articles]
    years = [y for places, _ in by_year for y in places]
    if len(set(years)) < FEWEST_BARS:
        return None
    count = Tally(by_year)
    return drawn("年", [(f"{y}年", *count(y)) for y in range(min(years), max(years) + 1)])


def month_range(found: Iterable[tuple[Month, ...]]) -> list[Month]:
    """Every month from the first to the last."""
    numbers = [y * 12 + m - 1 for places in found for y, m in places]
    return [(n // 12, n % 12 + 1) for n in range(min(numbers), max(numbers) + 1)] if numbers else []


class Tally:
    """How many articles are surely, and how many perhaps, of a moment."""

    def __init__(self, found: Iterable[tuple[tuple[object, ...], bool]]) -> None:
        """`found` are the moments of each article, and whether they are in doubt."""
        places = list(found)
        self.sure = Counter(moment for moments, doubt in places for moment in moments if not doubt)
        self.maybe = Counter(moment for moments, doubt in places for moment in moments if doubt)

    def __call__(self, moment: object) -> tuple[int, int]:
        return self.sure[moment], self.maybe[moment]


def drawn(unit: str, rows: list[tuple[str, int, int]]) -> Bars:
    top = max(sure + maybe for _, sure, maybe in rows) or 1
    step = min(WIDEST_STEP, max(CHART_WIDTH // len(rows), 2))

    def height(count: int) -> int:
        return max(2, round(count * BAR_HEIGHT / top)) if count else 0

    found = tuple(
        Bar(label, sure, maybe, n * step, round(step * BAR_SHARE), height(sure), height(maybe))
        for n, (label, sure, maybe) in enumerate(rows)
    )
    label, sure, maybe = max(rows, key=lambda row: row[1] + row[2])
    summary = f"{rows[0][0]}至{rows[-1][0]}每{unit}的篇数，最多的是{label}，{sure + maybe}篇"
    return Bars(unit, found, len(rows) * step, BAR_HEIGHT + 6, summary)


def values(title: str, rows: list[tuple[str, float, str]]) -> Values:
    """Bars for numbers of (time, value, number in words), which may be fractions."""
    top = max((value for _, value, _ in rows), default=0) or 1
    step = min(WIDEST_STEP, max(CHART_WIDTH // max(1, len(rows)), 2))
    found = tuple(
        Column(f"{when}：{said}", n * step, round(step * BAR_SHARE), max(1, round(value * BAR_HEIGHT / top)))
        for n, (when, value, said) in enumerate(rows)
    )
    first, last = rows[0], rows[-1]
    summary = f"{title}：{first[0]}{first[2]}，{last[0]}{last[2]}"
    return Values(found, len(rows) * step, BAR_HEIGHT + 6, summary, first[0], last[0])


def shade(count: int, top: int) -> int:
    """0 for nothing, then 1 to SHADES in equal steps of the largest count."""
    return -(-SHADES * count // top) if count else 0


def grid(holdings: Holdings) -> dict[int, tuple[Cell, ...]]:
    """Twelve months of each year from the first to the last, newest year first."""
    years = sorted(holdings.by_year)
    top = max((len(found) for found in holdings.by_month.values()), default=1)
    span = range(years[-1], years[0] - 1, -1) if years and years[-1] - years[0] < months.MOST_YEARS else years
    return {year: tuple(cell(holdings, year, month, top) for month in range(1, 13)) for year in span}


def cell(holdings: Holdings, year: int, month: int, top: int) -> Cell:
    link = holdings.month_link((year, month))
    return Cell(link, month, shade(link.count or 0, top))


def tiles(holdings: Holdings) -> tuple[Tile, ...]:
    """The cities that have a place on the map, from north to south."""
    top = max((len(holdings.archive.by_city.get(p.name, ())) for p in holdings.gazetteer.cities), default=0)
    found = (
        Tile(link, p.name.removesuffix("市"), column * TILE, row * TILE, shade(link.count or 0, top))
        for p in holdings.gazetteer.cities
        if p.code[:4] in TILES
        for column, row in [TILES[p.code[:4]]]
        for link in [holdings.city_link(p.name)]
    )
    return tuple(sorted(found, key=lambda tile: (tile.y, tile.x)))
