"""The page of one article: what it says, what it is tagged with and why, how it came about, what is related."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.core import dates
from scripts.core.dates import FuzzyDate
from scripts.core.labels import FIELDS, KINDS
from scripts.core.types import Article, Evidence, Explanation, Join, Source
from scripts.weave import listing, words
from scripts.weave.figures import with_numbers
from scripts.weave.holdings import Holdings, Link
from scripts.weave.links import copies
from scripts.weave.links.copies import find_copies
from scripts.weave.links.mentions import Mentions
from scripts.weave.links.related import Finder
from scripts.weave.machine.changes import last_changes
from scripts.weave.machine.citations import citation_texts, file_links
from scripts.weave.render import render, root
from scripts.weave.sections import sectioned
from scripts.weave.sequences import Sequences, Turn

SHORT_HASH = 12
MOST_FIGURES = 8
"""Figures shown at once; a report that is all numbers folds the rest away."""
MOST_COPIES = 10
"""Reprints that are listed; a formula that everyone prints is counted beyond them."""
MOST_REASONS = 5
"""Pieces of evidence shown for one value; the heaviest decide."""
MOST_EDITS = 200
"""Edits shown on the page; more would be longer than any report. The rest is counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the card of tags."""

    label: str
    links: tuple[Link, ...]
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of the raw page, with a link to them."""

    text: str
    url: str


def article_page(holdings: Holdings, corridors: Corridors, article: Article) -> str:
    """The Markdown of the page of an article."""
    address = holdings.article_link(article).address
    return render("article.md.jinja", address, **values(holdings, article), **corridors.values(article))


class Corridors:
    """What leads from one article to others; worked out once for the whole archive."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.mentions = Mentions(holdings)
        self.copies = find_copies(holdings)
        self.finder = Finder(holdings, copies.names(self.copies))
        self.sequences = Sequences(holdings)

    def values(self, article: Article) -> dict[str, object]:
        """The text with its links, copies of it, and related articles with their reasons."""
        address = self.holdings.article_link(article).address
        related = [(found.article, found.reasons) for found in self.finder.related(article)]
        reprints = self.copies.get(article.id, ())
        same = [(copy.article, (copy.reason,)) for copy in reprints[:MOST_COPIES]]
        body, contents = sectioned(self.mentions.body(article, root(address)))
        return {
            "body": body,
            "contents": contents,
            "turns": [self.turn(turn) for turn in self.sequences.turns(article)],
            "more_copies": max(0, len(reprints) - MOST_COPIES),
            "copies": [listing.entry(self.holdings, a, address, reasons=why) for a, why in same],
            "related": [listing.entry(self.holdings, a, address, reasons=why) for a, why in related],
        }

    def turn(self, found: Turn) -> tuple[Link, Link | None, Link | None]:
        """The list, and the articles before and after in it, each with its date."""
        return found.place, self.dated(found.earlier), self.dated(found.later)

    def dated(self, article: Article | None) -> Link | None:
        if article is None:
            return None
        link = self.holdings.article_link(article)
        return Link(link.text, link.address, note=article.date.words if article.date else "")


def values(holdings: Holdings, article: Article) -> dict[str, object]:
    """Everything else that the template shows."""
    explanation = holdings.explanations.get(article.id)
    siblings = holdings.archive.by_source.get(article.source.file, ()) if article.source else ()
    at = next((n for n, a in enumerate(siblings) if a.id == article.id), 0)
    address = holdings.article_link(article).address
    return {
        "article": article,
        "site": holdings.site,
        "kind": KINDS[article.kind],
        "description": listing.description(article),
        "crumbs": crumbs(holdings, article),
        "card": card(holdings, article),
        "edition": words.EDITIONS[article.text],
        "figures": with_numbers(holdings.figures.get(article.id, ())),
        "most_figures": MOST_FIGURES,
        "evidence": evidence(explanation),
        "origin": origin(holdings, article, explanation),
        "siblings": [(holdings.article_link(a), KINDS[a.kind], a.id == article.id) for a in siblings],
        "previous": holdings.article_link(siblings[at - 1]) if at else None,
        "next": holdings.article_link(siblings[at + 1]) if at + 1 < len(siblings) else None,
        "source_page": holdings.source_link(article.source.file) if article.source else None,
        "permanent": holdings.site.page(address),
        "citations": citation_texts(holdings, article),
        "reference_files": file_links(holdings, article),
        "changes": last_changes(holdings, article),
        "raw_url": holdings.site.view(article.source.file) if article.source else "",
        "edit_url": holdings.site.edit(article.path) if article.path else "",
        "issue_url": holdings.site.issue("2-text.yml", f"文字更正：{article.id}", id=article.id),
        "review": [FIELDS.get(name, name) for name in article.review],
    }


def crumbs(holdings: Holdings, article: Article) -> tuple[Link, ...]:
    """Home, then the city and district, or all articles for one without a place."""
    if not article.city:
        return (words.HOME, Link("全部报道", "articles/"))
    city = article.city[0]
    inside = [d for d in article.district if holdings.district_cities[d] == city][:1]
    return (
        words.HOME,
        words.CITIES,
        holdings.city_link(city),
        *(holdings.district_link(d) for d in inside),
    )


def card(holdings: Holdings, article: Article) -> tuple[Row, ...]:
    """The tags, in the order in which a reader asks: where, what, when, who."""
    rows = (
        Row("地点", places(holdings, article)),
        Row("专题", tuple(map(holdings.topic_link, article.topic))),
        Row("举措", tuple(map(holdings.initiative_link, article.initiative))),
        date_row(holdings, article.date),
        Row("刊物", (holdings.publication_link(article.publication),) if article.publication else ()),
        Row("版面", (), article.page or ""),
        Row("作者", tuple(map(holdings.author_link, article.byline))),
        Row("摄影", tuple(map(holdings.author_link, article.photographer))),
        Row("说明", (), holdings.record(article).note or ""),
        Row("待复核", (), "、".join(FIELDS.get(name, name) for name in article.review)),
    )
    return tuple(row for row in rows if row.links or row.text)


def places(holdings: Holdings, article: Article) -> tuple[Link, ...]:
    """Each city followed by its districts, then districts of cities that are not tagged."""
    cities = holdings.district_cities
    inside = [
        link
        for city in article.city
        for link in (
            holdings.city_link(city),
            *(holdings.district_link(d) for d in article.district if cities[d] == city),
        )
    ]
    return (*inside, *(holdings.district_link(d) for d in article.district if cities[d] not in article.city))


def date_row(holdings: Holdings, date: FuzzyDate | None) -> Row:
    """The date in words, leading to its first month."""
    if date is None:
        return Row("日期", (), "不详")
    month = holdings.month_link((date.earliest.year, date.earliest.month))
    target = month if month.count else holdings.year_link(date.earliest.year)
    note = "" if date.exact else "原件没有注明确切日期，这是推断"
    if not target.count:
        return Row("日期", (), date.words, note)
    return Row("日期", (Link(date.words, target.address),), note=note)


Reasons = list[tuple[str, list[Evidence]]]
"""Each value of a tag with what speaks for it, the heaviest first."""


def evidence(explanation: Explanation | None) -> list[tuple[str, Reasons]]:
    """Reasons by tag and value, in the order in which the tagger gave them."""
    by_tag: dict[str, dict[str, list[Evidence]]] = {}
    for found in explanation.tags.evidence if explanation else ():
        by_tag.setdefault(found.tag, {}).setdefault(found.value, []).append(found)
    return [
        (
            FIELDS.get(tag, tag),
            [(value_words(tag, value), heaviest_first(rows)) for value, rows in values.items()],
        )
        for tag, values in by_tag.items()
    ]


def heaviest_first(rows: list[Evidence]) -> list[Evidence]:
    return sorted(rows, key=lambda e: (-e.weight, e.line or 0, e.quote))[:MOST_REASONS]


def value_words(tag: str, value: str) -> str:
    """The value of a tag for readers: dates in words."""
    try:
        return dates.parse(value).words if tag == "date" else value
    except ValueError:
        return value


def origin(holdings: Holdings, article: Article, explanation: Explanation | None) -> dict[str, object]:
    """How the text came about."""
    edits = explanation.clean.edits if explanation else ()
    return {
        "spans": spans(holdings, article.source) if article.source else [],
        "sha256": explanation.page.sha256[:SHORT_HASH] if explanation else "",
        "encoding": explanation.page.encoding if explanation else "",
        "joins": joins(explanation.piece.joins if explanation else ()),
        "edits": [(words.codes().get(e.rule, e.rule), e) for e in edits[:MOST_EDITS]],
        "more_edits": max(0, len(edits) - MOST_EDITS),
        "known": explanation is not None,
    }


def spans(holdings: Holdings, source: Source) -> list[Span]:
    return [
        Span(f"第{a}行" if a == b else f"第{a}至{b}行", holdings.site.view(source.file, a, b)) for a, b in source.lines
    ]


def joins(found: tuple[Join, ...]) -> list[tuple[Join, str]]:
    """Each join with its cues in words."""
    return [(j, "、".join(words.codes().get(cue, cue) for cue in j.cues)) for j in found]
