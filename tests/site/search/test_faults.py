"""What a reader meets when something is missing, broken, hostile or too much."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from searching import ARTICLE, fake, opened, results, tab

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["missing", "broken"])
def test_a_damaged_index_is_told_and_tried_again(browser: Any, home: str, kind: str) -> None:
    page = tab(browser, scripts=(f"if (!sessionStorage.again) {fake(kind=kind)}",))
    page.goto(home + "search/?q=" + quote("反诈"))
    page.locator(".search-wrong", has_text="索引").wait_for()
    page.evaluate("window.fake = {}")
    page.get_by_role("button", name="重试").click()
    assert results(page, "反诈").count() == 10
    page.evaluate(fake(fail={"禁毒": kind}))
    page.locator("input[name=q]").fill("禁毒")
    page.locator(".search-wrong", has_text="索引").wait_for()
    assert page.locator(".search-hits > li").count() == 0


def test_an_index_of_another_build_asks_to_load_the_page_anew(browser: Any, home: str) -> None:
    page = tab(browser, scripts=(fake(kind="version"),))
    page.goto(home)
    page.keyboard.press("/")
    page.keyboard.type("反诈")
    page.get_by_role("button", name="重新载入").wait_for()
    page.goto(home + "search/?q=" + quote("反诈"))
    page.get_by_role("button", name="重新载入这一页").wait_for()


def test_code_that_does_not_arrive_is_told_and_tried_again(browser: Any, home: str) -> None:
    page = tab(browser)
    page.route("**/assets/search/index.js", lambda route: route.abort())
    page.goto(home + "search/?q=" + quote("反诈"))
    page.get_by_role("button", name="重试").click()
    assert results(page, "反诈").count() == 10
    page.route("**/assets/search/page.js", lambda route: route.abort())
    page.goto(home + "search/?q=" + quote("反诈"))
    page.get_by_text("请重新载入这一页").wait_for()


def test_hostile_texts_are_shown_and_never_obeyed(browser: Any, home: str) -> None:
    bad = "<img src=x onerror=alert(1)>"
    page = tab(browser)
    page.goto(f"{home}search/?q={quote(bad)}&city={quote(bad)}&from=javascript:1&sort=__proto__&shown=1e9")
    results(page, bad)
    page.goto(home + "search/?q=" + quote("标记都只是文字"))
    title = results(page, "标记都只是文字").locator("h3 a")
    assert bad in title.inner_text()
    assert title.get_attribute("href").startswith(home)
    page.goto(home)
    opened(page, "标记都只是文字")
    page.goto(home + ARTICLE + "#" + f"find={quote(bad)}")
    page.locator(".found-bar", has_text=bad).wait_for()
    assert page.locator("img").count() == 0
    assert page.wrong == []


def test_a_pasted_page_is_cut_and_says_so(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home + "search/")
    page.locator("input[name=q]").fill("平安江西" * 2500)
    page.locator(".search-notes", has_text="搜索词太长").wait_for()
    assert len(page.url) < 3000
    for query in ("。，！？", '"没有收尾的引号', " ", "年代:2020"):
        page.locator("input[name=q]").fill(query)
        page.wait_for_timeout(200)
    page.locator(".search-notes", has_text="没有“年代”这个字段").wait_for()
    assert page.wrong == []


def test_without_script_the_page_says_so_and_offers_the_browse_pages(browser: Any, home: str) -> None:
    page = tab(browser, java_script_enabled=False)
    page.goto(home)
    page.locator("input[name=q]").fill("反诈")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert "需要 JavaScript" in page.locator("#content").inner_text()
    page.get_by_role("link", name="按城市").click()
    page.wait_for_url("**/cities/")
