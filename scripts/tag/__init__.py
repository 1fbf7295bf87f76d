"""The fourth stage: what a piece is about, where, when, by whom, with the evidence for each tag.

1. places         city, district and others, by the gazetteer
2. topics         one to three terms of the vocabulary
3. date           of the page: record, print, address, reasoning
4. names          reporters and photographers
5. initiatives    named programmes, rooms, posts, platforms, campaigns
6. figures        telling numbers
7. organisations  bodies that act
8. publication    of the page: record, else print
"""

from __future__ import annotations

from functools import lru_cache

from scripts.core.types import CleanText, Evidence, Layout, Paragraph, Piece, RawPage, Tags
from scripts.core.vocab import publications
from scripts.tag.dates import find_date, now_of
from scripts.tag.figures import find_figures
from scripts.tag.initiatives import find_initiatives
from scripts.tag.names import find_names
from scripts.tag.organisations import find_organisations
from scripts.tag.place_nearby import nearby, source_city
from scripts.tag.places import find_places, from_neighbour
from scripts.tag.topics import find_topics

__all__ = ["tag"]

CREDIT_LINE = 60
"""A line that names the publication of a page is short; in running text a newspaper is only spoken of."""


def tag(clean: CleanText, page: RawPage, layout: Layout | None = None) -> Tags:
    """All tags of one piece; a photograph that says nothing itself borrows from the report that it stands in."""
    neighbour = report_around(clean, layout)
    places = find_places(clean, page.record, nearby(layout), source_city(page))
    if neighbour:
        places = from_neighbour(places, find_places(neighbour, page.record))
    topic, topic_evidence, topic_review = find_topics(clean, neighbour)
    date, date_evidence, date_review = find_date(clean, page)
    byline, photographer, name_evidence, name_review = find_names(clean)
    initiative, initiative_evidence, initiative_review = find_initiatives(clean)
    publication, publication_evidence, publication_review = find_publication(page)
    review = (*places.review, *topic_review, *date_review, *name_review, *initiative_review, *publication_review)
    return Tags(
        city=places.city,
        district=places.district,
        places=places.places,
        topic=topic,
        date=date,
        byline=byline,
        photographer=photographer,
        initiative=initiative,
        figures=find_figures(clean, now_of(page)),
        organisations=find_organisations(clean),
        publication=publication,
        evidence=(
            *places.evidence,
            *topic_evidence,
            *date_evidence,
            *name_evidence,
            *initiative_evidence,
            *publication_evidence,
        ),
        review=tuple(dict.fromkeys(review)),
    )


def is_photograph(clean: CleanText) -> bool:
    """Whether a piece is nothing but a picture with its caption."""
    roles = {p.role for p in clean.paragraphs if p.role != "byline"}
    return not clean.title and roles == {"caption"}


def report_around(clean: CleanText, layout: Layout | None) -> CleanText | None:
    """The report in which a photograph stands, as it is printed; none for anything else."""
    if layout is None or not is_photograph(clean):
        return None
    line = clean.paragraphs[0].line
    reports = [piece for piece in layout.pieces if piece.kind != "photo" and piece.fragments]
    nearest = min(reports, key=lambda piece: distance(piece, line), default=None)
    return as_printed(nearest) if nearest else None


def distance(piece: Piece, line: int) -> tuple[int, int]:
    """How far a piece is from a line: nothing where it surrounds it, else the lines between; earlier pieces first."""
    first, last = min(f.first for f in piece.fragments), max(f.last for f in piece.fragments)
    if first <= line <= last:
        return 0, last - first
    return min(abs(first - line), abs(last - line)), int(first > line)


def as_printed(piece: Piece) -> CleanText:
    """A piece without corrections: enough to see what it is about."""
    paragraphs = tuple(
        Paragraph("body", line, part.first + place)
        for part in piece.fragments
        for place, line in enumerate(part.lines)
        if line.strip()
    )
    return CleanText(piece.headline, piece.kicker, piece.subtitle, paragraphs)


@lru_cache(maxsize=64)
def find_publication(page: RawPage) -> tuple[str | None, tuple[Evidence, ...], tuple[str, ...]]:
    """(publication, evidence, fields to review): that of the record, else one of the table that a short line names."""
    if page.record.publication:
        return page.record.publication, (), ()
    for number, text in enumerate(page.lines, 1):
        if len(text) > CREDIT_LINE:
            continue
        for alias, known in publications().by_alias.items():
            if alias in text:
                proof = Evidence("publication", known.name, 0.7, text.strip()[:30], number, "版面所印刊名")
                return known.name, (proof,), ("publication",)
    return None, (), ()
