"""标: browsing tags and bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.check.context import Context
from scripts.check.page import quote
from scripts.check.registry import Place, rule
from scripts.core.settings import MOST_TOPICS

LONGEST_NAME = 12
"""Names of reporters have 2 to 4 characters, of newsrooms up to 12; minority names with a dot stay below."""
SENTENCE = re.compile(r"[，。！？：；、“”（）,;:!?()]|[的了]")


@rule("标01")
def unknown_topic(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for name in article.topic:
            if name not in context.topics.by_name:
                yield Place(article.path, context.line_of(article, "topic"), f"词表里没有“{name}”")


@rule("标02")
def unknown_city(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for name in article.city:
            if not context.gazetteer.city(name):
                yield Place(article.path, context.line_of(article, "city"), f"没有叫“{name}”的设区市")


@rule("标03")
def unknown_district(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for name in article.district:
            if not context.gazetteer.district(name):
                yield Place(article.path, context.line_of(article, "district"), f"没有叫“{name}”的区县")


@rule("标04")
def district_elsewhere(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for name in article.district:
            place = context.gazetteer.district(name)
            city = context.gazetteer.city_of(place) if place else None
            if city and city.name not in article.city:
                message = f"{name}属{city.name}，而 city 里没有{city.name}"
                yield Place(article.path, context.line_of(article, "district"), message)


@rule("标05")
def too_many_topics(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        count = len(article.topic)
        if count > MOST_TOPICS or len(set(article.topic)) < count:
            message = f"标了{count}个专题：{'、'.join(article.topic)}"
            yield Place(article.path, context.line_of(article, "topic"), message)


@rule("标06")
def byline_is_a_sentence(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for key in ("byline", "photographer"):
            for name in getattr(article, key):
                if len(name) > LONGEST_NAME or SENTENCE.search(name):
                    yield Place(article.path, context.line_of(article, key), f"“{key}”里有{quote(name)}")


@rule("标07")
def open_review(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if article.review:
            message = f"待复核：{'、'.join(article.review)}"
            yield Place(article.path, context.line_of(article, "review"), message)


@rule("标08")
def repeated_tag(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for key in ("city", "district", "initiative"):
            names = getattr(article, key)
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                yield Place(article.path, context.line_of(article, key), f"“{key}”里{'、'.join(twice)}写了不止一遍")
