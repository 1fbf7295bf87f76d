"""The first page: what this is, where to begin, what is held, and how good it is."""

from __future__ import annotations

from scripts.store.articles import edited
from scripts.weave import charts, months
from scripts.weave.holdings import Holdings, Link
from scripts.weave.listing import entry
from scripts.weave.render import render
from scripts.weave.sources import loose
from scripts.weave.subjects import topic_groups

NEWEST = 6
"""Articles that the first page shows."""
MOST_INITIATIVES = 12


def home(holdings: Holdings) -> str:
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
        initiatives=initiatives(holdings),
        numbers=numbers(holdings),
    )


def initiatives(holdings: Holdings) -> list[Link]:
    """Those that several articles tell of, the most told first."""
    found = [link for link in map(holdings.initiative_link, holdings.archive.by_initiative) if (link.count or 0) > 1]
    return sorted(found, key=lambda link: (-(link.count or 0), link.address))[:MOST_INITIATIVES]


def numbers(holdings: Holdings) -> list[tuple[int, str, str]]:
    """(number, what, address of a page that tells more)."""
    articles = holdings.articles
    held = [c for c in holdings.cities if holdings.archive.by_city.get(c)]
    return [
        (len(articles), "篇报道", "articles/"),
        (len(holdings.archive.by_source), "个版面", "pages/"),
        (len(held), "个设区市", "cities/"),
        (sum(map(edited, articles)), "篇经人手校改", "about/method/"),
        (sum(bool(a.review) for a in articles), "篇待人复核", "about/method/"),
        (sum(len(loose(holdings, f)) for f in holdings.archive.by_source), "处未能归篇的文字", "pages/"),
    ]
