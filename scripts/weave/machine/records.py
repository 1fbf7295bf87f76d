"""An article as data: flat for tables, and whole with evidence, figures and relatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scripts.core.types import Article, Evidence, Figure
from scripts.store.body import plain_text
from scripts.weave.holdings import Holdings
from scripts.weave.links.copies import Copy
from scripts.weave.links.related import Related

SEPARATOR = "|"
"""Between the values of a list in one cell of a table."""
Flat = dict[str, object]


def flat(holdings: Holdings, article: Article) -> Flat:
    """Every field of an article but its text, in the order of `articles.csv`."""
    record = holdings.record(article)
    history = holdings.history
    return {
        "id": article.id,
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "kind": article.kind,
        "city": article.city,
        "district": article.district,
        "topic": article.topic,
        "initiative": article.initiative,
        "date": article.date.text if article.date else None,
        "earliest": article.date.earliest.isoformat() if article.date else None,
        "latest": article.date.latest.isoformat() if article.date else None,
        "byline": article.byline,
        "photographer": article.photographer,
        "publication": article.publication,
        "page": article.page,
        "series": record.series,
        "original": record.original,
        "note": record.note,
        "rights": record.rights,
        "text": article.text,
        "review": article.review,
        "source": article.source.file if article.source else None,
        "lines": article.source.lines if article.source else (),
        "length": sum(map(len, paragraphs(article))),
        "added": history.first(article.id) if history else None,
        "changed": history.last(article.id) if history else None,
        "written": article.written,
        "url": holdings.site.page(holdings.article_link(article).address),
    }


def paragraphs(article: Article) -> list[str]:
    """The text, headings included, without markup."""
    return [line for line in plain_text(article.body).split("\n") if line]


def with_text(holdings: Holdings, article: Article) -> Flat:
    """The fields and the paragraphs, as a line of `articles.jsonl`."""
    return {**flat(holdings, article), "paragraphs": paragraphs(article)}


def row(values: Mapping[str, object]) -> dict[str, str]:
    """The fields as cells of a table."""
    return {name: cell(value) for name, value in values.items()}


def cell(value: object) -> str:
    """One cell: lists divided by `|`, spans of lines as `3-9`, nothing for nothing.

    >>> cell(((3, 9), (2, 2))), cell(("南昌市", "赣州市")), cell(None)
    ('3-9|2-2', '南昌市|赣州市', '')
    """
    if isinstance(value, tuple):
        return SEPARATOR.join("-".join(map(str, v)) if isinstance(v, tuple) else str(v) for v in value)
    return "" if value is None else str(value)


def whole(
    holdings: Holdings, article: Article, related: Iterable[Related] = (), copies: Iterable[Copy] = ()
) -> dict[str, object]:
    """All that is known of an article: `articles/<id>/index.json`.

    Where the raw page is no longer there, what it told is not known: nothing, which is not an empty list.
    """
    explanation = holdings.explanations.get(article.id)
    return {
        **with_text(holdings, article),
        "sha256": explanation.page.sha256 if explanation else None,
        "figures": said(holdings.figures[article.id]) if explanation else None,
        "evidence": said(explanation.tags.evidence) if explanation else None,
        "related": [{**brief(holdings, r.article), "reasons": r.reasons} for r in related],
        "copies": [{**brief(holdings, c.article), "percent": c.percent} for c in copies],
    }


def said(items: Iterable[Evidence | Figure]) -> list[dict[str, object]]:
    """Every field of each item by its name."""
    return [{name: getattr(item, name) for name in item.__slots__} for item in items]


def brief(holdings: Holdings, article: Article) -> dict[str, object]:
    """An article as lists name it."""
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date.text if article.date else None,
        "url": holdings.site.page(holdings.article_link(article).address),
    }
