"""The words of a search in the article that was found by them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from searching import ARTICLE, results, tab

pytestmark = pytest.mark.browser


def test_an_article_shows_the_words_that_led_to_it_until_escape(browser: Any, home: str) -> None:
    page = tab(browser, viewport={"width": 390, "height": 500})
    page.goto(home + ARTICLE)
    text = page.locator("#content").inner_text()
    page.goto(home + "search/?q=" + quote("小河"))
    results(page, "小河").first.locator("a").click()
    marks = page.locator("mark.found")
    marks.first.wait_for()
    assert set(marks.all_inner_texts()) == {"小河"}
    assert page.locator("mark.found.current").evaluate("m => m === document.querySelector('mark.found')")
    page.goto(home + ARTICLE + "#find=" + quote("没有丢过一辆车"))
    page.locator("mark.current", has_text="没有丢过一辆车").wait_for()
    assert page.locator("mark.current").evaluate(
        "m => { const {top, bottom} = m.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight }"
    )
    page.keyboard.press("Escape")
    marks.first.wait_for(state="detached")
    assert page.locator("#content").inner_text() == text
    page.wait_for_url(home + ARTICLE)


def test_one_steps_from_mark_to_mark_and_takes_them_away_by_a_button(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(f"{home}{ARTICLE}#find={quote('小河')}&find={quote('巡逻队')}")
    page.locator(".found-place", has_text="1 / ").wait_for()
    page.get_by_role("button", name="下一处").click()
    page.locator(".found-place", has_text="2 / ").wait_for()
    page.get_by_role("button", name="取消标记").click()
    page.locator("mark.found").first.wait_for(state="detached")
