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

from scripts.core.types import CleanText, Layout, RawPage, Tags
from scripts.tag.dates.find import find_date, now_of
from scripts.tag.figures import find_figures
from scripts.tag.initiatives import find_initiatives
from scripts.tag.names import find_names
from scripts.tag.organisations import find_organisations
from scripts.tag.photographs import report_around
from scripts.tag.places.find import find_places, from_neighbour
from scripts.tag.places.nearby import nearby, source_city
from scripts.tag.publication import find_publication
from scripts.tag.topics import find_topics

__all__ = ["tag"]


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
