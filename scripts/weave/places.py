"""Pages of cities and of their counties, districts and zones."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.weave import charts, words
from scripts.weave.holdings import Holdings
from scripts.weave.listing import Group, ListPage, counted, lead, listing, named, neighbours, only, scope
from scripts.weave.render import render

WELCOME = "这里还没有报道，欢迎供稿。"


def place_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    yield "cities/", index(holdings)
    for city in holdings.cities:
        yield from listing(holdings, city_page(holdings, city))
    for district in holdings.archive.by_district:
        yield from listing(holdings, district_page(holdings, district))


def index(holdings: Holdings) -> str:
    found = [(holdings.city_link(city), districts(holdings, city)) for city in holdings.cities]
    return render("cities.md.jinja", "cities/", cities=found, tiles=charts.tiles(holdings), columns=charts.TILE_COLUMNS)


def districts(holdings: Holdings, city: str) -> Group:
    """Districts of a city that have articles, the most first, and the names of those that have none."""
    held = [name for name, parent in holdings.district_cities.items() if parent == city]
    links = sorted(map(holdings.district_link, held), key=lambda link: (-(link.count or 0), link.address))
    place = holdings.place(city)
    known = [p.name for p in holdings.gazetteer.districts_of(place)] if place else []
    return Group("县（市、区）", tuple(links), tuple(name for name in known if name not in held))


def city_page(holdings: Holdings, city: str) -> ListPage:
    articles = holdings.archive.by_city.get(city, ())
    own = districts(holdings, city)
    topics = counted((t for a in articles for t in a.topic), holdings.topic_link)
    detail = f"，写得最多的是{named(topics)}" if topics else ""
    return ListPage(
        holdings.city_link(city).address,
        city,
        (words.HOME, words.CITIES),
        lead(city, articles, detail) if articles else "",
        kicker="城市",
        groups=(*((own,) if own.links or own.others else ()), *neighbours(holdings, articles, "topic", "initiative")),
        articles=articles,
        figures=only("city", city),
        feed=f"{holdings.city_link(city).address}feed.xml",
        scope=scope("城市", city),
        empty=WELCOME,
    )


def district_page(holdings: Holdings, district: str) -> ListPage:
    articles = holdings.archive.by_district[district]
    city = holdings.district_cities[district]
    above = (holdings.city_link(city),) if city in holdings.city_slugs else ()
    beside = tuple(link for link in districts(holdings, city).links if link.text != district)
    groups = (Group(f"{city}的其他县（市、区）", beside),) if beside else ()
    return ListPage(
        holdings.district_link(district).address,
        district,
        (words.HOME, words.CITIES, *above),
        lead(district, articles),
        kicker=city,
        groups=(*groups, *neighbours(holdings, articles, "topic", "initiative")),
        articles=articles,
        scope=scope("县区", district),
    )
