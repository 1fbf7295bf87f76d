"""The page of a raw page: what could not be given to any article stands in its place, in full."""

from __future__ import annotations

import re
from dataclasses import replace

from samples import FIRST, explanations, sample

from scripts.core.types import Explanation, Fragment
from scripts.weave import listing, pages

ADDRESS = "pages/jxrb-fz-2022-xiaohe/index.md"
EARLY = Fragment(2, 2, "body", ("第一盏灯前面的半句话",))
BETWEEN = Fragment(16, 17, "body", ("夹在两篇中间的一段", "还有下一行"))
PART = Fragment(70, 70, "body", ("只剩半行<b>",), (12, 18))


def tree(*loose: Fragment) -> dict[str, str]:
    def lost(made: Explanation) -> Explanation:
        return replace(made, layout=replace(made.layout, loose=loose))

    made = {name: lost(found) for name, found in explanations(sample()).items()}
    return {path: str(text) for path, text in pages(sample(), made).items()}


def order(page: str, *words: str) -> list[int]:
    return [page.index(word) for word in words]


def test_loose_text_stands_between_the_articles_between_which_it_was_printed() -> None:
    page = tree(PART, EARLY, BETWEEN)[ADDRESS]
    found = order(
        page, "第一盏灯前面的半句话", "小河社区的第1盏灯", "夹在两篇中间的一段", "小河社区的第2盏灯", "只剩半行"
    )
    assert found == sorted(found)


def test_loose_text_is_called_so_and_says_which_lines_it_is() -> None:
    page = tree(PART, BETWEEN)[ADDRESS]
    assert page.count("未能归篇的文字") == 2
    assert f'/{FIRST}#L16-L17">第16至17行</a>' in page
    assert f'/{FIRST}#L70">第70行第13至18字</a>' in page
    assert "2处，第16至17行、第70行第13至18字" in page
    assert "夹在两篇中间的一段 还有下一行" in page


def test_loose_text_is_shown_and_never_obeyed() -> None:
    assert "只剩半行&lt;b&gt;" in tree(PART)[ADDRESS]


def test_a_page_without_loose_text_does_not_speak_of_any() -> None:
    assert "未能归篇" not in tree()[ADDRESS]


def test_the_list_of_pages_and_the_first_page_count_loose_text() -> None:
    found = tree(PART, BETWEEN)
    assert "未能归篇的文字2处" in found["pages/index.md"]
    assert re.search(r"<b>2</b> ?处未能归篇的文字", found["index.md"])


def test_a_long_page_shows_its_loose_text_once(monkeypatch: object) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)  # type: ignore[attr-defined]
    found = tree(PART, EARLY, BETWEEN)
    told = [text for path, text in found.items() if path.startswith("pages/jxrb-fz-2022-xiaohe/")]
    assert len(told) > 1
    for words in ("第一盏灯前面的半句话", "夹在两篇中间的一段", "只剩半行"):
        assert sum(text.count(words) for text in told) == 1
