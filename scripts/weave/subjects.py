"""Pages of topics."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.weave import words
from scripts.weave.holdings import Holdings, Link
from scripts.weave.listing import ListPage, counted, lead, listing, named, neighbours, only, scope
from scripts.weave.render import render

EMPTY = "这个专题还没有报道，欢迎供稿。"
UNGROUPED = "其他"


def subject_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    slugs = holdings.topics.group_slugs
    yield "topics/", render("topics.md.jinja", "topics/", groups=topic_groups(holdings), slugs=slugs)
    for topic in holdings.terms:
        yield from listing(holdings, topic_page(holdings, topic))


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
        figures=only("topic", topic),
        feed=f"{holdings.topic_link(topic).address}feed.xml",
        scope=scope("专题", topic),
        empty=EMPTY,
    )
