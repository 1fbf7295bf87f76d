"""In which months and years a date of doubt stands."""

from __future__ import annotations

from datetime import date

from scripts.core.dates import MOST_MONTHS
from scripts.core.types import Article

Month = tuple[int, int]
"""Year and month."""
MOST_YEARS = 30
"""One that may mean more years than a generation stands among the undated."""


def months_of(article: Article) -> tuple[Month, ...]:
    if article.date is None:
        return ()
    first, last = article.date.earliest, article.date.latest
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return article.date.months if count <= MOST_MONTHS else ()


def years_of(article: Article) -> tuple[int, ...]:
    if article.date is None:
        return ()
    first, last = article.date.earliest.year, article.date.latest.year
    return tuple(range(first, last + 1)) if last - first < MOST_YEARS else ()


def doubtful_month(article: Article) -> bool:
    """Whether the month of an article was reasoned out, or it may belong to several."""
    return len(months_of(article)) > 1 or bool(article.date and article.date.approximate)


def doubtful_year(article: Article) -> bool:
    """Whether it may belong to several years; what is about a month is not about a year."""
    about = article.date and article.date.approximate and "-" not in article.date.text
    return len(years_of(article)) > 1 or bool(about)


def newest_first(article: Article) -> tuple[int, str]:
    """Sort key; what has no date comes last."""
    return (-article.date.earliest.toordinal() if article.date else 0, article.id)


def oldest_first(article: Article) -> tuple[int, str]:
    """Sort key; what has no date comes last."""
    return (article.date.earliest.toordinal() if article.date else date.max.toordinal(), article.id)


def days_apart(left: Article, right: Article) -> int | None:
    """Days between the nearest days that two dates can mean; 0 when they overlap, none when one is missing."""
    if left.date is None or right.date is None:
        return None
    return max(0, gap(left.date.latest, right.date.earliest), gap(right.date.latest, left.date.earliest))


def gap(early: date, late: date) -> int:
    return (late - early).days
