"""What is shown of a hit: its card, the piece of its text, and at what cost they come."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples

from scripts.core import dates
from scripts.core.types import Archive
from scripts.search.cards import FEW_ENOUGH, card, numbered, short_id
from scripts.search.documents import Document, facet_values
from scripts.search.tops import top_name

pytestmark = pytest.mark.browser
Shelf = Callable[[Archive], Any]
DATES = ("2022-11-03", "2022-11", "2022", "2024-09~", "2022-11/2022-12", "2022-21", "202X", "2022-11-XX", None)


def many(count: int, **values: object) -> Archive:
    """Reports of which each tenth has the word in its title."""
    return Archive(
        tuple(
            samples.article(
                n, title=f"第{n}期{'灯会' if n % 10 == 0 else '夜校'}", body=f"第{n}次讲到灯会。", source=None, **values
            )
            for n in range(count)
        )
    )


def test_a_card_says_of_each_article_what_its_record_says(shelf: Shelf) -> None:
    held = [
        samples.article(
            n,
            title="标题\t里有 空白",
            kicker="引题",
            subtitle=None,
            date=day and dates.parse(day),
            city=("南昌市", "赣州市"),
        )
        for n, day in enumerate(DATES)
    ]
    shown = {hit["id"]: hit for hit in shelf(Archive(tuple(held))).search("", limit=20)["hits"]}
    for article in held:
        hit = shown[article.id]
        assert hit["dateText"] == (article.date.words if article.date else "日期不详")
        assert (hit["title"], hit["kicker"], hit["subtitle"]) == (article.title, "引题", "")
        assert (hit["city"], hit["topic"]) == (list(article.city), list(article.topic))
        assert hit["url"] == f"articles/{article.id}/"


def test_an_id_leaves_out_what_its_date_tells_only_where_it_does() -> None:
    assert short_id("srrb-20240702-01", "2024-07-02") == "srrb-\t-01"
    assert short_id("srrb-20240702-01", "2024-07-03") == "srrb-20240702-01"
    assert short_id("srrb-20240702-01", "") == "srrb-20240702-01"
    document = Document(samples.article(1, title="一行\n两行"))
    assert len(card(document.article, numbered(facet_values([document])))) == 10


def requests(reader: Any, query: str) -> list[str]:
    """Files of the index that an index opened anew fetches for a query, by their letter."""
    reader.page.evaluate("performance.clearResourceTimings()")
    reader.open("again")
    reader.search(query)
    urls = reader.page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    return sorted(found[1] for url in urls if (found := re.search(r"/search/[0-9a-f]{16}/([tca])[0-9a-f-]+\.bin", url)))


def test_the_first_results_of_a_common_word_come_in_one_file_and_are_the_same_as_without(shelf: Shelf) -> None:
    reader = shelf(many(FEW_ENOUGH * 2))
    assert requests(reader, "灯会") == ["a", "t"]
    whole = reader.ids("灯会", limit=10)
    for path in Path(reader.site, "search").glob("*/a*.bin"):
        path.unlink()
    reader.open("without")
    assert reader.ids("灯会", limit=10) == whole
    assert whole[0].endswith("0")


def test_the_file_of_a_word_is_named_by_its_characters() -> None:
    assert top_name("𠮷a") == "a20bb7-61.bin"


def test_long_phrases_are_found_to_the_letter_also_where_the_site_has_no_texts(shelf: Shelf) -> None:
    texts = ("南昌市公安局西湖分局派人到场", "南昌市公安局东湖分局派人到场", "南昌市公安局西湖分局派人到会")
    reader = shelf(Archive(tuple(samples.article(n, body=text) for n, text in enumerate(texts))))
    for path in Path(reader.site).rglob("index.json"):
        path.unlink()
    for text in texts:
        answer = reader.search(text)
        assert (answer["total"], answer["relaxed"]) == (1, None), text
        assert answer["hits"][0]["snippet"] is None
        assert "正文" in answer["hits"][0]["why"]


def test_a_snippet_comes_from_around_the_words_and_says_where_they_stand(shelf: Shelf) -> None:
    body = "前头的话。" * 30 + "村口挂起了走马灯，孩子们都来看。" + "后面的话。" * 30
    (hit,) = shelf(Archive((samples.article(1, title="灯会", body=body),))).search("走马灯")["hits"]
    assert [part["text"] for part in hit["snippet"] if part["hit"]] == ["走马灯"]
    assert hit["snippet"][0]["text"].endswith("村口挂起了")
    assert hit["why"] == "见于正文"


def test_a_hit_says_of_its_initiative_as_of_its_text_that_it_was_found_there(shelf: Shelf) -> None:
    held = samples.article(1, title="灯会", body="走马灯亮了。", initiative=("走马灯夜话",), byline=("马灯",))
    reader = shelf(Archive((held,)))
    for query, why in {"走马灯": "见于举措、正文", "马灯": "见于举措、署名、正文", "夜话": "见于举措"}.items():
        assert reader.search(query)["hits"][0]["why"] == why
