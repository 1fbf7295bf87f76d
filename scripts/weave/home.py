"""The first page: what this is, where to begin, what is held, and how good it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scripts.core import dates
from scripts.core.types import Article
from scripts.store.articles import edited
from scripts.store.history import day
from scripts.weave import charts, months
from scripts.weave.holdings import Holdings, Link
from scripts.weave.links.related import Finder
from scripts.weave.listing import Entry, entry
from scripts.weave.render import render
from scripts.weave.sources import loose
from scripts.weave.subjects import topic_groups

NEWEST = 5
"""Articles that the first page shows as the newest."""
CONNECTED = 4
"""And as the most connected."""
FEWEST_LINKS = 3
"""Articles that must lead to one before it is called connected."""
MOST_INITIATIVES = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """One number about the archive."""

    number: str
    what: str
    address: str
    """Of a page that tells more."""


def home(holdings: Holdings, finder: Finder) -> str:
    newest = sorted(holdings.articles, key=months.newest_first)[:NEWEST]
    return render(
        "home.md.jinja",
        "",
        site=holdings.site,
        tiles=charts.tiles(holdings),
        columns=charts.TILE_COLUMNS,
        groups=topic_groups(holdings),
        years=[(holdings.year_link(year), cells) for year, cells in charts.grid(holdings).items()],
        newest=[entry(holdings, a, "") for a in newest],
        connected=connected(holdings, finder),
        initiatives=initiatives(holdings),
        numbers=numbers(holdings),
        changed=last_change(holdings),
    )


def connected(holdings: Holdings, finder: Finder) -> list[Entry]:
    """The articles that most others name as related, with their number as the reason."""
    count = Counter(name for article in holdings.articles for name in finder.names(article))
    good = sorted((pair for pair in count.items() if pair[1] >= FEWEST_LINKS), key=lambda pair: (-pair[1], pair[0]))
    found: list[tuple[Article, int]] = [(holdings.archive.by_id[key], n) for key, n in good[:CONNECTED]]
    return [entry(holdings, article, "", reasons=(f"{n}篇报道以它为相关",)) for article, n in found]


def initiatives(holdings: Holdings) -> list[Link]:
    """Those that several articles tell of, the most told first."""
    found = [link for link in map(holdings.initiative_link, holdings.archive.by_initiative) if (link.count or 0) > 1]
    return sorted(found, key=lambda link: (-(link.count or 0), link.address))[:MOST_INITIATIVES]


def numbers(holdings: Holdings) -> list[Tally]:
    articles = holdings.articles
    held = [c for c in holdings.cities if holdings.archive.by_city.get(c)]
    scraps = sum(len(loose(holdings, f)) for f in holdings.archive.by_source)
    found = (
        (f"{len(articles):,}", "篇报道", "articles/"),
        (f"{len(holdings.archive.by_source):,}", "个版面", "pages/"),
        (f"{len(held)}", "个设区市", "cities/"),
        (share(sum(map(edited, articles)), len(articles)), "经人手校改", "about/method/"),
        (f"{sum(bool(a.review) for a in articles):,}", "篇待人复核", "about/method/"),
        (f"{scraps:,}", "处未能归篇的文字", "pages/"),
    )
    return [Tally(*row) for row in found]


def share(part: int, whole: int) -> str:
    """A share in whole percent, rounded down, so that 100% means all.

    >>> share(21, 41), share(999, 1000), share(0, 0)
    ('51%', '99%', '0%')
    """
    return f"{100 * part // whole if whole else 0}%"


def last_change(holdings: Holdings) -> str:
    """Day of the last change of any article, in words; empty where no history is at hand."""
    last = holdings.history.changes[-1:] if holdings.history else ()
    return dates.parse(day(last[0].when)).words if last else ""
