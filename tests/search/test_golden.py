"""What people look for in the archive's own articles, and that nothing which holds it is missed."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from scripts.core.types import Archive, Article
from scripts.core.vocab.tables import rows
from scripts.search.documents import Document, in_order
from scripts.search.fold import fold, simple_forms

pytestmark = pytest.mark.browser
GOLDEN = [(row["query"], row["first"].split("|")) for _, row in rows(Path(__file__).with_name("golden.tsv"))]
HAN_RUN = re.compile(r"[\u4e00-\u9fff]{4,}")


@lru_cache(maxsize=4096)
def folded(article: Article) -> str:
    """All that is searched of an article, as it is searched."""
    return fold("\n".join(text for _, text in Document(article).fields))


def holding(archive: Archive, text: str) -> set[str]:
    return {a.id for a in archive.articles if fold(text) in folded(a)}


def substrings(archive: Archive, size: int, count: int) -> list[str]:
    """Strings of Han characters from anywhere in the articles, with a fixed seed."""
    dice = random.Random(size)
    runs = [run for a in archive.articles for run in HAN_RUN.findall(folded(a))]
    chosen = (dice.choice(runs) for _ in range(count))
    return [run[at : at + size] for run in chosen for at in [dice.randrange(max(1, len(run) - size + 1))]]


@pytest.mark.parametrize(("query", "first"), GOLDEN, ids=[query for query, _ in GOLDEN])
def test_what_people_type_finds_the_right_articles_first(reader: Any, query: str, first: list[str]) -> None:
    assert reader.ids(query, limit=len(first)) == first


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 8])
def test_every_string_of_the_archive_is_found_wherever_it_stands_and_nowhere_else(
    reader: Any, own: Archive, size: int
) -> None:
    order = [d.article.id for d in in_order(own)]
    for text in substrings(own, size, 40):
        found = {order[n] for n in reader.matches(text)}
        assert found >= holding(own, text), text
        shown = reader.search(text, limit=100)
        assert {hit["id"] for hit in shown["hits"]} == holding(own, text), text
        assert shown["total"] == len(holding(own, text)), text


def test_traditional_characters_find_the_same_as_simplified_ones(reader: Any, own: Archive) -> None:
    traditional = {simple: char for char, simple in reversed(simple_forms().items())}
    texts = [t for t in substrings(own, 3, 60) if any(char in traditional for char in t)]
    assert len(texts) > 20
    for text in texts[:20]:
        spelt = "".join(traditional.get(char, char) for char in text)
        assert set(reader.ids(spelt)) == holding(own, text), spelt


def test_a_title_finds_its_article_first(reader: Any, own: Archive) -> None:
    titles = [a.title for a in own.articles]
    for article in own.articles:
        if titles.count(article.title) == 1:
            assert reader.ids(article.title, limit=3)[0] == article.id, article.title


def test_quoted_strings_are_found_to_the_letter(reader: Any, own: Archive) -> None:
    for text in substrings(own, 6, 20):
        assert set(reader.ids(f"“{text}”")) == holding(own, text), text
