"""Figures that tell the same of the same place at several times, so that they can be drawn side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from scripts.core.dates import FuzzyDate
from scripts.core.han import fold
from scripts.core.types import Article, Figure

FEWEST = 3
"""Two numbers are a comparison, which a sentence makes better than a chart."""
MOST_POINTS = 24
"""Bars that a phone shows side by side; of a longer series the latest are drawn."""


class Told(Protocol):
    """A figure and the article that tells it (`figures.Told`)."""

    @property
    def figure(self) -> Figure: ...
    @property
    def article(self) -> Article: ...
    @property
    def period(self) -> FuzzyDate | None: ...


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a series."""

    when: FuzzyDate
    figure: Figure
    article: Article


@dataclass(frozen=True, slots=True)
class Series:
    """The same thing counted at several times."""

    title: str
    """南昌市 · 接警（起）"""
    points: tuple[Point, ...]
    """In order of time, one for each time, the latest ones."""


def series(told: Iterable[Told]) -> list[Series]:
    """All series, the longest first. Place, wording and unit must be the same: what merely sounds alike stays apart."""
    found: dict[tuple[str, str, str], list[Told]] = {}
    for one in told:
        if one.period:
            found.setdefault((place(one.article), fold(one.figure.what), one.figure.unit), []).append(one)
    drawn = [Series(title(key, rows), points(rows)) for key, rows in found.items() if key[0] and key[1]]
    good = [one for one in drawn if len(one.points) >= FEWEST]
    return sorted(good, key=lambda one: (-len(one.points), one.title))


def place(article: Article) -> str:
    """The one place that an article is about; empty where there are none or several."""
    places = article.district or article.city
    return places[0] if len(places) == 1 else ""


def title(key: tuple[str, str, str], rows: list[Told]) -> str:
    return f"{key[0]} · {rows[0].figure.what}（{key[2]}）"


def points(rows: list[Told]) -> tuple[Point, ...]:
    """One point for each time, in order; of several numbers for one time that of the newest article counts."""
    by_time: dict[str, Point] = {}
    for one in rows:
        if one.period and one.period.text not in by_time:
            by_time[one.period.text] = Point(one.period, one.figure, one.article)
    ordered = sorted(by_time.values(), key=lambda p: (p.when.earliest, p.when.latest, p.when.text))
    return tuple(ordered[-MOST_POINTS:])
