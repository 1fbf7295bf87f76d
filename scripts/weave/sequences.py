"""Which report comes before and which after in time, within a city or a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.core.types import Article
from scripts.weave.holdings import Holdings, Link


@dataclass(frozen=True, slots=True)
class Turn:
    """The neighbours of an article in one list."""

    place: Link
    """The city or topic."""
    earlier: Article | None
    later: Article | None


class Sequences:
    """All dated articles of each city and topic in order of time; worked out once for the whole archive."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.cities = {name: sequence(found) for name, found in holdings.archive.by_city.items()}
        self.topics = {name: sequence(found) for name, found in holdings.archive.by_topic.items()}

    def turns(self, article: Article) -> tuple[Turn, ...]:
        """Neighbours within the main city and the main topic; nothing for an article without a date."""
        found = (
            *(self.turn(self.cities, name, self.holdings.city_link(name), article) for name in article.city[:1]),
            *(self.turn(self.topics, name, self.holdings.topic_link(name), article) for name in article.topic[:1]),
        )
        return tuple(turn for turn in found if turn.earlier or turn.later)

    def turn(self, lists: Mapping[str, Sequence], name: str, link: Link, article: Article) -> Turn:
        earlier, later = lists[name].beside(article)
        return Turn(link, earlier, later)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Articles in order of time."""

    articles: tuple[Article, ...]
    places: Mapping[str, int]
    """Where each stands, by id."""

    def beside(self, article: Article) -> tuple[Article | None, Article | None]:
        """The article before and the article after; none for one that is not in the list."""
        at = self.places.get(article.id)
        if at is None:
            return None, None
        return (self.articles[at - 1] if at else None), next(iter(self.articles[at + 1 : at + 2]), None)


def sequence(articles: Iterable[Article]) -> Sequence:
    dated = [(a.date.earliest, a.date.latest, a.id, a) for a in articles if a.date]
    found = tuple(row[-1] for row in sorted(dated, key=lambda row: row[:3]))
    return Sequence(found, {a.id: n for n, a in enumerate(found)})
