"""Searching from the box of any page."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from searching import ARTICLE, SECRETIVE, WATCH, fake, focused, opened, results, state, tab, until

pytestmark = pytest.mark.browser


def test_an_article_loads_no_search_code_until_somebody_searches(browser: Any, home: str) -> None:
    page = tab(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home + ARTICLE, wait_until="networkidle")
    assert [url for url in asked if "/search" in url] == []
    opened(page)
    assert [url for url in asked if url.endswith("/assets/search/overlay.js")]
    assert page.wrong == []


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_a_shortcut_opens_the_box_and_escape_returns_to_where_one_was(browser: Any, home: str, keys: str) -> None:
    page = tab(browser)
    page.goto(home + ARTICLE)
    page.locator(".cite a").first.focus()
    before = page.evaluate("scrollY"), focused(page)
    page.keyboard.press(keys)
    page.locator(".finder.open").wait_for()
    assert focused(page) == "q"
    page.keyboard.press("Escape")
    page.locator(".finder.open").wait_for(state="detached")
    assert (page.evaluate("scrollY"), focused(page)) == before


def test_a_slash_inside_the_box_is_a_slash_and_the_shortcut_can_be_turned_off(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home)
    opened(page, "a/b")
    page.goto(home + "search/")
    page.get_by_label("按 / 键").uncheck()
    page.goto(home)
    page.keyboard.press("/")
    assert focused(page) != "q"
    page.keyboard.press("Control+k")
    assert focused(page) == "q"


def test_what_was_searched_is_said_and_announced(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home)
    opened(page)
    assert "在65篇报道里查“反诈”" in page.locator(".finder-said").inner_text()
    page.locator("[role=status]", has_text="查“反诈”").wait_for(state="attached")


def test_arrows_and_enter_open_an_article_from_the_overlay(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home)
    options = opened(page, "小河")
    box = page.locator("input[name=q]")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert focused(page) == "q"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert options.last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    assert page.wrong == []


def test_enter_leads_to_all_results_even_before_any_script_has_come(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home)
    opened(page)
    assert page.get_by_role("option", name="看全部").get_attribute("href") == f"{home}search/?q={quote('反诈')}"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert state(page) == {"q": ["反诈"]}
    assert results(page, "反诈").count() == 10
    page.route("**/assets/search/overlay.js", lambda route: route.abort())
    page.goto(home)
    page.locator("input[name=q]").fill("禁毒")
    page.keyboard.press("Enter")
    assert results(page, "禁毒").count() == 10


@pytest.mark.parametrize("path", ["", "search/"])
def test_an_older_answer_never_shows_after_a_newer_one(browser: Any, home: str, path: str) -> None:
    page = tab(browser, scripts=(fake(held=["反"]), WATCH))
    page.goto(home + path)
    page.keyboard.press("/")
    page.keyboard.type("反")
    until(page, "globalThis.asked?.includes('反')")
    page.keyboard.type("诈")
    answer = page.locator(".finder-said, .search-said", has_text="查“反诈”").first
    answer.wait_for()
    page.wait_for_timeout(600)
    assert answer.is_visible(), "the older one says that it is still on its way"
    page.evaluate("dispatchEvent(new Event('release'))")
    until(page, "globalThis.answered.includes('反')")
    page.wait_for_timeout(300)
    assert not any("查“反”" in text for text in page.evaluate("said"))
    assert answer.is_visible()
    assert page.locator("[aria-busy=true]").count() == 0


@pytest.mark.parametrize("path", ["", "search/"])
def test_nothing_is_searched_while_a_character_is_being_composed(browser: Any, home: str, path: str) -> None:
    page = tab(browser)
    page.goto(home + path)
    page.keyboard.press("/")
    page.locator("input[role=combobox]").wait_for()
    keyboard = page.context.new_cdp_session(page)
    for text in ("f", "fan", "fan'zha"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.wait_for_timeout(200)
    assert page.evaluate("globalThis.asked ?? []") == []
    keyboard.send("Input.insertText", {"text": "反诈"})
    page.get_by_text("查“反诈”").first.wait_for()
    assert page.evaluate("asked") == ["反诈"]


def test_a_completion_takes_the_place_of_the_word_that_was_begun(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home)
    opened(page, "反诈 赣")
    page.get_by_role("option", name="赣州市 城市", exact=True).click()
    page.locator(".finder-said", has_text="“反诈 赣州市”").wait_for()
    assert page.locator("input[name=q]").input_value() == "反诈 赣州市"
    assert focused(page) == "q"


def test_recent_searches_are_kept_on_the_device_and_can_be_cleared(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home + "search/")
    page.locator(".search-examples").wait_for()
    for query in ("反诈", "禁毒"):
        page.locator("input[name=q]").fill(query)
        page.keyboard.press("Enter")
        results(page, query)
    page.goto(home)
    page.locator("input[name=q]").click()
    page.locator(".finder-recent [role=option]").first.wait_for()
    assert page.locator(".finder-recent [role=option]").all_inner_texts() == ["禁毒", "反诈"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".finder-said", has_text="“禁毒”").wait_for()
    page.locator("input[name=q]").fill("")
    page.get_by_role("button", name="清除").click()
    page.locator(".finder-recent").wait_for(state="detached")
    assert page.evaluate("localStorage.getItem('archive-searches')") is None


def test_a_browser_that_keeps_nothing_searches_all_the_same(browser: Any, home: str) -> None:
    page = tab(browser, scripts=(SECRETIVE,))
    page.goto(home)
    opened(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    results(page, "反诈")
    assert page.wrong == []
