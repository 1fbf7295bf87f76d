"""Pages of topics and of named initiatives."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.core.types import Article
from scripts.weave import months, words
from scripts.weave.holdings import Holdings, Link
from scripts.weave.listing import ListPage, counted, lead, listing, named, neighbours, span_words
from scripts.weave.render import render

EMPTY = "这个专题还没有报道，欢迎供稿。"
UNGROUPED = "其他"


def subject_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    slugs = holdings.topics.group_slugs
    yield "topics/", render("topics.md.jinja", "topics/", groups=topic_groups(holdings), slugs=slugs)
    for topic in holdings.terms:
        yield from listing(holdings, topic_page(holdings, topic))
    yield "initiatives/", render("initiatives.md.jinja", "initiatives/", initiatives=initiatives(holdings))
    for name in holdings.archive.by_initiative:
        yield from listing(holdings, initiative_page(holdings, name))


def topic_groups(holdings: Holdings) -> list[tuple[str, list[tuple[Link, str]]]]:
    """(group, [(topic, definition)]) in the order of the vocabulary; topics it does not know come last."""
    known = [
        (group, [(holdings.topic_link(t.name), t.definition) for t in terms])
        for group, terms in holdings.topics.groups.items()
    ]
    others = [(holdings.topic_link(name), "") for name in holdings.terms if not holdings.term(name)]
    return [*known, *([(UNGROUPED, others)] if others else [])]


def topic_page(holdings: Holdings, topic: str) -> ListPage:
    articles = holdings.archive.by_topic.get(topic, ())
    term = holdings.term(topic)
    cities = counted((c for a in articles for c in a.city), holdings.city_link)
    detail = f"，其中{named(cities)}" if cities else ""
    definition = f"{term.definition.rstrip('。')}。" if term and term.definition else ""
    return ListPage(
        holdings.topic_link(topic).address,
        topic,
        (words.HOME, words.TOPICS),
        definition + (lead(f"“{topic}”", articles, detail) if articles else ""),
        kicker=f"专题 · {term.group}" if term else "专题",
        groups=neighbours(holdings, articles, "city", "initiative"),
        articles=articles,
        empty=EMPTY,
    )


def initiatives(holdings: Holdings) -> list[tuple[Link, str, str]]:
    """(initiative, places, time) with the most reported first."""
    found = [
        (holdings.initiative_link(name), where(articles), span_words(articles).lstrip("，"))
        for name, articles in holdings.archive.by_initiative.items()
    ]
    return sorted(found, key=lambda row: (-(row[0].count or 0), row[0].address))


def where(articles: tuple[Article, ...]) -> str:
    return "、".join(dict.fromkeys(city for a in sorted(articles, key=months.newest_first) for city in a.city))


def initiative_page(holdings: Holdings, name: str) -> ListPage:
    articles = holdings.archive.by_initiative[name]
    return ListPage(
        holdings.initiative_link(name).address,
        name,
        (words.HOME, words.INITIATIVES),
        lead(f"提到“{name}”", articles),
        kicker="举措",
        groups=neighbours(holdings, articles, "city", "district", "topic"),
        articles=articles,
    )
