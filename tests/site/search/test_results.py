"""The page of results: filters, sorting, more of them, and the address that stands for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from searching import focused, results, state, tab, until

pytestmark = pytest.mark.browser


def test_facets_narrow_with_live_counts_and_the_address_follows(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home + "search/?q=" + quote("反诈"))
    hits = results(page, "反诈")
    page.locator("[data-facet=city]").get_by_label("赣州市").check()
    page.get_by_role("button", name="取消筛选：赣州市").wait_for()
    assert state(page) == {"q": ["反诈"], "city": ["赣州市"]}
    assert hits.count() == 6
    assert focused(page) != "反诈"
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.locator("[data-facet=kind]").get_by_label("访谈").check()
    page.get_by_role("button", name="取消筛选：访谈").wait_for()
    counts = page.locator("[data-facet=city] .count").all_inner_texts()
    assert sum(map(int, counts[:7])) < 30
    page.go_back()
    page.get_by_role("button", name="取消筛选：访谈").wait_for(state="detached")
    page.go_back()
    page.get_by_role("button", name="取消筛选：赣州市").wait_for(state="detached")
    assert state(page) == {"q": ["反诈"]}
    assert hits.count() == 10
    assert page.wrong == []


def test_a_shared_address_shows_the_same_search(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(f"{home}search/?q={quote('反诈')}&city={quote('赣州市')}&from=2022-01&to=2023-12&sort=oldest&nonsense=1")
    results(page, "反诈")
    assert page.locator("input[name=q]").input_value() == "反诈"
    assert page.get_by_label("最早", exact=True).is_checked()
    assert page.locator("[data-facet=city]").get_by_label("赣州市").is_checked()
    page.get_by_role("button", name="取消筛选：2022年1月至2023年12月").click()
    page.wait_for_url(lambda url: "from=" not in url)
    page.get_by_role("button", name="取消筛选：赣州市").click()
    page.wait_for_url(lambda url: "city=" not in url)
    assert state(page) == {"q": ["反诈"], "sort": ["oldest"]}


def test_typing_makes_one_entry_of_the_history(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home + "search/?q=" + quote("禁毒"))
    results(page, "禁毒")
    page.locator("input[name=q]").fill("")
    page.locator("input[name=q]").press_sequentially("反诈", delay=200)
    results(page, "反诈")
    page.wait_for_url(lambda url: quote("反诈") in url)
    page.go_back()
    results(page, "禁毒")
    assert page.locator("input[name=q]").input_value() == "禁毒"


def test_more_articles_come_on_demand_and_are_there_again_on_return(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home + "search/?q=" + quote("小河"))
    hits = results(page, "小河")
    assert hits.count() == 10
    page.get_by_role("button", name="再看一些").click()
    hits.nth(12).wait_for()
    until(page, "document.querySelectorAll('.search-hits > li')[10].contains(document.activeElement)")
    assert hits.count() == 13
    assert not page.get_by_role("button", name="再看一些").is_visible()
    hits.nth(12).locator("a").click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    results(page, "小河").nth(12).wait_for()
    until(page, "scrollY > 300")


def test_a_span_of_time_is_dragged_or_moved_by_keys(browser: Any, home: str) -> None:
    page = tab(browser, viewport={"width": 1280, "height": 900})
    page.goto(home + "search/?q=" + quote("反诈"))
    results(page, "反诈")
    place = page.locator(".histogram-plot").bounding_box()
    middle = place["y"] + 20
    page.mouse.move(place["x"] + place["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] * 0.6, middle, steps=5)
    page.mouse.up()
    page.wait_for_url(lambda url: "from=" in url and "to=" in url)
    first = state(page)
    assert "2021-01" < first["from"][0] < first["to"][0] < "2024-12"
    handle = page.get_by_role("slider", name="最早到")
    handle.focus()
    said = handle.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: f"from={first['from'][0]}" not in url)
    assert handle.get_attribute("aria-valuetext") != said
    assert handle.evaluate("node => node === document.activeElement")
    page.keyboard.press("Home")
    page.wait_for_url(lambda url: "from=" not in url)


def test_articles_are_sorted_as_asked(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home + "search/?q=" + quote("反诈"))
    results(page, "反诈")
    page.locator(".search-sorts").get_by_text("最新").click()
    page.wait_for_url("**sort=newest**")
    dates = page.locator(".entry-date")
    until(page, lambda: [date[:4] for date in dates.all_inner_texts()] == ["2024"] * 10)


def test_an_empty_result_offers_ways_on(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(f"{home}search/?q={quote('小河')}&city={quote('赣州市')}&topic={quote('没有的专题')}")
    page.get_by_role("button", name="取消全部筛选").click()
    assert results(page, "小河").count() == 10
    page.goto(home + "search/?q=" + quote("从没写过的词"))
    page.get_by_role("link", name="按城市").wait_for()
    assert page.locator(".search-more").is_hidden()
