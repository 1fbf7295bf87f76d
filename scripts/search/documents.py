"""What of an article is searched, and the order in which the index holds articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scripts.core.labels import EDITIONS, KINDS, UNKNOWN_PUBLICATION
from scripts.core.types import Archive, Article
from scripts.core.vocab import gazetteer, publications, topics
from scripts.store import plain_text

BODY, TITLE, MARK = 0, 1, 2
"""Fields as the ranking tells them apart: text; headline; all that was set above the text or tagged."""
UNDATED = "日期不详"
SURROGATE = re.compile("[\ud800-\udfff]")
UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Document:
    """One article as the index sees it."""

    article: Article

    @cached_property
    def text(self) -> str:
        """The body without markup, a paragraph a line."""
        return clean(plain_text(self.article.body))

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Kicker, subtitle, places, topics, initiatives, people and publication: searched above the text."""
        a = self.article
        names = (*a.city, *a.district, *a.topic, *a.initiative, *a.byline, *a.photographer)
        return tuple(clean(part) for part in (a.kicker, a.subtitle, *names, a.publication) if part)

    @cached_property
    def title(self) -> str:
        return clean(self.article.title)

    @property
    def fields(self) -> tuple[tuple[int, str], ...]:
        """Field and text, in the order in which positions count."""
        return ((TITLE, self.title), *((MARK, part) for part in self.marks), (BODY, self.text))


def clean(text: str) -> str:
    """Text that every encoding can hold."""
    return SURROGATE.sub("\ufffd", text)


def address(article: Article) -> str:
    """Where the site has the article, from its root."""
    return f"articles/{UNSAFE.sub('-', article.id).strip('-')}/"


def in_order(archive: Archive) -> tuple[Document, ...]:
    """Newest first; equal dates stand together; what has no date comes last."""
    return tuple(map(Document, sorted(archive.articles, key=newest_first)))


def newest_first(article: Article) -> tuple[int, int, str]:
    if article.date is None:
        return (1, 1, article.id)
    return (-article.date.earliest.toordinal(), -article.date.latest.toordinal(), article.id)


def facet_values(documents: Sequence[Document]) -> dict[str, list[str]]:
    """Values of each facet that articles have, in the order in which readers browse them."""
    held = [d.article for d in documents]
    cities = [p.name for p in gazetteer().cities]
    districts = [p.name for p in gazetteer().by_code.values() if p.ours and p.level in ("county", "zone")]
    return {
        "city": ordered(cities, (v for a in held for v in a.city)),
        "district": ordered(districts, (v for a in held for v in a.district)),
        "topic": ordered([t.name for t in topics().terms], (v for a in held for v in a.topic)),
        "publication": ordered(list(publications().by_name), (publication(a) for a in held)),
        "kind": ordered(list(KINDS), (a.kind for a in held)),
        "text": ordered(list(EDITIONS), (a.text for a in held)),
    }


def ordered(known: Sequence[str], found: Iterator[str]) -> list[str]:
    """Values that occur: those of the table in its order, then the others sorted."""
    held = set(map(clean, found))
    return [*(value for value in dict.fromkeys(known) if value in held), *sorted(held - set(known))]


def publication(article: Article) -> str:
    return clean(article.publication or UNKNOWN_PUBLICATION)


def label(facet: str, value: str) -> str:
    return {"kind": KINDS, "text": EDITIONS}.get(facet, {}).get(value, value)
