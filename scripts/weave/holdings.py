"""The archive as the pages see it: where each thing has its address, and which articles belong to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from scripts.core.labels import UNKNOWN_PUBLICATION
from scripts.core.numbers import held, numbers
from scripts.core.types import Archive, Article, Explanation, Figure, PageRecord, group
from scripts.core.vocab import Gazetteer, Place, Publications, Term, Topics
from scripts.store.history import History
from scripts.store.withdrawn import Withdrawn
from scripts.weave import months, slugs
from scripts.weave.site import Site

UNKNOWN_CITY = "地点不详"
SOURCE_ROOT = "source_articles/"


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the site. `address` counts from the root of the site and ends with `/`."""

    text: str
    address: str
    count: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Holdings:
    """Everything that pages are made of."""

    archive: Archive
    explanations: Mapping[str, Explanation]
    gazetteer: Gazetteer
    topics: Topics
    publications: Publications
    site: Site = field(default_factory=Site)
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles that were taken out; their addresses say so."""
    history: History | None = None
    """What git knows of the articles; none where nothing can be known."""
    entries: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Entry of each article as lists show it, by id; made once, for a dozen lists want it (`listing.entry`)."""

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.archive.articles

    @cached_property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """Figures by the id of their article: those whose numbers still stand in it, whoever has edited it since.

        An article whose raw page is not at hand is left out: what it told is not known.
        """
        known = ((article, self.explanations.get(article.id)) for article in self.articles)
        return {article.id: still_told(article, made.tags.figures) for article, made in known if made}

    @cached_property
    def by_month(self) -> dict[months.Month, tuple[Article, ...]]:
        """Articles of each month that their dates may mean."""
        return by_time(self.articles, months.months_of)

    @cached_property
    def by_year(self) -> dict[int, tuple[Article, ...]]:
        return by_time(self.articles, months.years_of)

    @cached_property
    def undated(self) -> tuple[Article, ...]:
        return tuple(a for a in self.articles if not months.years_of(a))

    @cached_property
    def by_publication(self) -> dict[str, tuple[Article, ...]]:
        return group(self.articles, lambda a: (a.publication or UNKNOWN_PUBLICATION,))

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """The cities of the gazetteer in its order, then whatever else articles name as their city."""
        return ordered([p.name for p in self.gazetteer.cities], self.archive.by_city)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Topics in the order of the vocabulary, then whatever else articles name as their topic."""
        return ordered([t.name for t in self.topics.terms], self.archive.by_topic)

    @cached_property
    def city_slugs(self) -> dict[str, str]:
        known = {p.name: p.slug for p in self.gazetteer.cities}
        return slugs.unique(self.cities, lambda name: known.get(name) or slugs.hyphened(name))

    @cached_property
    def topic_slugs(self) -> dict[str, str]:
        known = {t.name: t.slug for t in self.topics.terms}
        return slugs.unique(self.terms, lambda name: known.get(name) or slugs.hyphened(name))

    @cached_property
    def district_cities(self) -> dict[str, str]:
        """City of each district that has articles: by the gazetteer, else the city of its first article."""
        return {name: self.city_of(name, first(found)) for name, found in self.archive.by_district.items()}

    def city_of(self, district: str, article: Article) -> str:
        place = self.gazetteer.district(district)
        city = self.gazetteer.city_of(place) if place else None
        return city.name if city else next(iter(article.city), UNKNOWN_CITY)

    @cached_property
    def district_slugs(self) -> dict[str, str]:
        """Slug of the city, `/`, slug of the district; a district takes no word that paging uses."""
        return slugs.unique(self.archive.by_district, self.district_path)

    def district_path(self, name: str) -> str:
        place = self.gazetteer.district(name)
        city = self.district_cities[name]
        return f"{self.city_slugs.get(city, 'elsewhere')}/{place.slug if place else slugs.hyphened(name)}"

    @cached_property
    def article_slugs(self) -> dict[str, str]:
        return slugs.unique((a.id for a in self.articles), slugs.identifier)

    @cached_property
    def author_slugs(self) -> dict[str, str]:
        return slugs.unique((name for a in self.articles for name in a.byline + a.photographer), slugs.person)

    @cached_property
    def initiative_slugs(self) -> dict[str, str]:
        return slugs.unique((name for a in self.articles for name in a.initiative), slugs.hyphened)

    @cached_property
    def publication_slugs(self) -> dict[str, str]:
        return slugs.unique((a.publication or UNKNOWN_PUBLICATION for a in self.articles), self.publication_code)

    def publication_code(self, name: str) -> str:
        return slugs.hyphened(self.publications.code(None if name == UNKNOWN_PUBLICATION else name))

    @cached_property
    def source_slugs(self) -> dict[str, str]:
        """Slug of each raw page: its path below `source_articles/` without the ending."""
        return slugs.unique(self.archive.by_source, source_slug)

    def term(self, name: str) -> Term | None:
        return self.topics.by_name.get(name)

    def place(self, city: str) -> Place | None:
        return self.gazetteer.city(city)

    def article_link(self, article: Article) -> Link:
        return Link(article.title, f"articles/{self.article_slugs[article.id]}/")

    def city_link(self, name: str) -> Link:
        return Link(name, f"cities/{self.city_slugs[name]}/", len(self.archive.by_city.get(name, ())))

    def district_link(self, name: str) -> Link:
        return Link(name, f"cities/{self.district_slugs[name]}/", len(self.archive.by_district[name]))

    def topic_link(self, name: str) -> Link:
        return Link(name, f"topics/{self.topic_slugs[name]}/", len(self.archive.by_topic.get(name, ())))

    def initiative_link(self, name: str) -> Link:
        slug = self.initiative_slugs[name]
        return Link(name, f"initiatives/{slug}/", len(self.archive.by_initiative[name]))

    def author_link(self, name: str) -> Link:
        return Link(name, f"authors/{self.author_slugs[name]}/", len(self.archive.by_author[name]))

    def record(self, article: Article) -> PageRecord:
        """What people know of the page from which an article comes."""
        return self.archive.records.get(article.source.file, PageRecord()) if article.source else PageRecord()

    def publication_link(self, name: str | None) -> Link:
        full = name or UNKNOWN_PUBLICATION
        return Link(full, f"publications/{self.publication_slugs[full]}/", len(self.by_publication[full]))

    def source_link(self, file: str) -> Link:
        articles = self.archive.by_source[file]
        return Link(self.source_title(file), f"pages/{self.source_slugs[file]}/", len(articles))

    def source_title(self, file: str) -> str:
        """What a raw page is called: its series or publication, date and page number; else its file name."""
        record = self.archive.records.get(file)
        found = first(self.archive.by_source[file])
        name = (record and record.series) or found.publication or PurePosixPath(file).stem
        date = (record and record.date) or found.date
        parts = (name, date.words if date else "", (record and record.page) or found.page or "")
        return " · ".join(part for part in parts if part)

    def month_link(self, month: months.Month) -> Link:
        year, number = month
        return Link(f"{year}年{number}月", f"dates/{year}/{number:02}/", len(self.by_month.get(month, ())))

    def year_link(self, year: int) -> Link:
        return Link(f"{year}年", f"dates/{year}/", len(self.by_year.get(year, ())))


Moment = TypeVar("Moment", int, months.Month)


def still_told(article: Article, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Those figures whose numbers the article holds."""
    if not figures:
        return ()
    parts = (article.kicker, article.title, article.subtitle, article.body)
    text = held("\n".join(part for part in parts if part))
    return tuple(figure for figure in figures if not any(text.lacks(number) for number in numbers(figure.quote)))


def by_time(
    articles: tuple[Article, ...], when: Callable[[Article], tuple[Moment, ...]]
) -> dict[Moment, tuple[Article, ...]]:
    """Articles of each month or year, in order of time."""
    found: dict[Moment, list[Article]] = {}
    for article in articles:
        for moment in when(article):
            found.setdefault(moment, []).append(article)
    return {moment: tuple(found[moment]) for moment in sorted(found)}


def ordered(known: list[str], found: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*known, *sorted(found)]))


def first(articles: tuple[Article, ...]) -> Article:
    return articles[0]


def source_slug(file: str) -> str:
    return slugs.hyphened(PurePosixPath(file.removeprefix(SOURCE_ROOT)).with_suffix("").as_posix())
