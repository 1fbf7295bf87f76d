"""The page with the index of the sample archive: from typing to the words in an article."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import samples
from conftest import served
from searching import ARTICLE, KEPT, results, state, tab, until, until_kept

from scripts.core.types import Archive
from scripts.search import build

pytestmark = pytest.mark.browser


def test_a_search_works_again_without_a_network(browser: Any, home: str) -> None:
    page = tab(browser, workers="allow")
    page.goto(home + "search/?q=" + quote("反诈"))
    results(page, "反诈")
    until_kept(page, "/search/", "index.js", "histogram.js", "search.css", "archive.css")
    assert not any("?" in url for url in page.evaluate(KEPT))
    page.context.set_offline(True)
    page.goto(home + "search/?q=" + quote("禁毒"))
    assert results(page, "禁毒").count() == 10
    page.locator("[data-facet=city]").get_by_label("赣州市").check()
    page.get_by_role("button", name="取消筛选：赣州市").wait_for()
    assert page.wrong == []


def test_one_gets_from_letters_to_the_words_in_an_article(browser: Any, real: str) -> None:
    page = tab(browser, viewport={"width": 1280, "height": 800})
    page.goto(real)
    page.keyboard.press("/")
    page.keyboard.type("巡邏隊", delay=30)
    page.locator(".finder-hits [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("[data-facet=city] label", has_text="南昌市").wait_for()
    total = page.locator(".search-hits > li").count()
    page.locator("[data-facet=city]").get_by_label("南昌市").check()
    page.get_by_role("button", name="取消筛选：南昌市").wait_for()
    assert 0 < page.locator(".search-hits > li").count() < total
    page.locator(".search-hits a").first.click()
    page.locator("mark.found", has_text="巡逻队").first.wait_for()
    assert page.wrong == []


@pytest.mark.parametrize(
    "query",
    ["xiaohe", '"小河社区"', "小河 -灯", "城市:赣州市", "日期:2022-11", "，。！", "<img src=x onerror=alert(1)>"],
)
def test_every_search_says_what_it_searched(browser: Any, real: str, query: str) -> None:
    page = tab(browser)
    page.goto(real + "search/?q=" + quote(query))
    page.locator(".search-said:not(:empty), .search-notes > p").first.wait_for()
    assert page.locator(".search-wrong").count() == 0
    assert page.wrong == []


def spoilt(page: Any, file: str, spoil: Callable[[bytes], bytes | None]) -> Callable[[], None]:
    """Answer for a file of the index what `spoil` makes of it, until the returned function is called."""

    def answer(route: Any) -> None:
        body = spoil(route.fetch().body())
        route.fulfill(status=404) if body is None else route.fulfill(body=body)

    page.route(f"**/{file}", answer)
    return lambda: page.unroute(f"**/{file}")


SPOILS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda data: None,
    "empty": lambda data: b"",
    "truncated": lambda data: data[:-5],
    "of another version": lambda data: data[:2] + b"\x63" + data[3:],
}


@pytest.mark.parametrize("how", SPOILS)
@pytest.mark.parametrize("file", ["root.bin", "t0000.bin", "c0000.bin"])
def test_a_damaged_file_is_told_and_mended_by_a_retry(browser: Any, real: str, file: str, how: str) -> None:
    page = tab(browser)
    mend = spoilt(page, file, SPOILS[how])
    page.goto(real + "search/?q=" + quote("巡逻"))
    again = page.get_by_role("button", name="重试").or_(page.get_by_role("button", name="重新载入"))
    again.wait_for()
    assert "请" in page.locator(".search-wrong").inner_text()
    assert page.locator(".search-hits > li").count() == 0
    mend()
    again.click()
    page.locator(".search-hits > li").first.wait_for()
    assert page.wrong == []


@pytest.mark.parametrize("how", SPOILS)
def test_results_stand_though_the_filters_do_not_come_and_these_are_tried_again(
    browser: Any, real: str, how: str
) -> None:
    page = tab(browser, viewport={"width": 1280, "height": 900})
    mend = spoilt(page, "columns.bin", SPOILS[how])
    page.goto(real + "search/?q=" + quote("巡逻"))
    page.locator(".sieve-wrong", has_text="筛选没有载入").wait_for()
    page.locator(".search-hits > li").first.wait_for()
    mend()
    page.get_by_role("button", name="重试").click()
    page.locator("[data-facet=city] li").first.wait_for()
    page.locator(".sieve-wrong").wait_for(state="detached")
    assert page.wrong == []


def test_a_site_without_texts_shows_its_results_without_snippets(browser: Any, real: str) -> None:
    page = tab(browser)
    page.route("**/index.json", lambda route: route.fulfill(status=404))
    page.goto(real + "search/?q=" + quote("巡逻"))
    page.locator(".search-hits.textless > li").first.wait_for()
    page.locator(".search-hits .reasons", has_text="见于").first.wait_for()
    assert page.wrong == []


def test_nothing_moves_when_the_pieces_of_text_come(browser: Any, real: str) -> None:
    page = tab(browser, viewport={"width": 390, "height": 800})
    held: list[Any] = []
    page.route("**/index.json", lambda route: held.append(route))
    page.goto(real + "search/?q=" + quote("巡逻"))
    page.locator(".search-hits > li").first.wait_for()
    page.wait_for_timeout(300)
    places = "[...document.querySelectorAll('.search-hits > li')].map((li) => li.getBoundingClientRect().top)"
    before = page.evaluate(places)
    for route in held:
        route.continue_()
    page.locator(".entry-snippet mark").first.wait_for()
    assert max(abs(now - then) for now, then in zip(page.evaluate(places), before, strict=True)) < 1


REASONS = """
window.reasons = new Map();
new MutationObserver(() => {
  for (const node of document.querySelectorAll(".search-hits .reasons")) {
    const told = reasons.get(node) ?? [];
    if (node.innerText && told.at(-1) !== node.innerText) reasons.set(node, [...told, node.innerText]);
  }
}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
"""


def test_where_a_hit_was_found_is_told_once_and_never_otherwise(browser: Any, real: str) -> None:
    page = tab(browser, viewport={"width": 390, "height": 4000}, scripts=(REASONS,))
    page.goto(real + "search/?q=" + quote("小河"))
    page.locator(".search-hits .reasons", has_text="正文").first.wait_for()
    until(page, "[...document.querySelectorAll('.search-hits .reasons')].every((node) => node.innerText)")
    assert {len(told) for told in page.evaluate("[...reasons.values()]")} == {1}


def test_texts_are_fetched_only_for_results_in_view(browser: Any, real: str) -> None:
    page = tab(browser, viewport={"width": 390, "height": 400})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("index.json") else None)
    page.goto(real + "search/")
    page.locator("input[name=q]").fill("日期:2000..2030")
    page.locator(".search-hits > li").nth(4).wait_for()
    until(page, lambda: asked)
    page.wait_for_timeout(400)
    early = len(asked)
    assert early < page.locator(".search-hits > li").count()
    page.locator(".search-hits > li").last.scroll_into_view_if_needed()
    until(page, lambda: len(asked) > early)


def test_a_page_that_is_open_while_the_site_is_built_anew_searches_the_new_index(
    browser: Any, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site")
    build(samples.sample(), tmp_path / "site")
    for home in served(tmp_path / "site"):
        page = tab(browser)
        page.goto(home + "search/?q=" + quote("巡逻"))
        page.locator(".search-hits > li").first.wait_for()
        first, *others = samples.sample().articles
        build(Archive((replace(first, title="拖拉机厂搬走了"), *others)), tmp_path / "site")
        page.locator("input[name=q]").fill("拖拉机厂")
        page.locator(".search-hits a", has_text="拖拉机厂搬走了").wait_for()
        assert page.wrong == []


def test_an_article_in_traditional_characters_is_marked_by_simplified_words(browser: Any, real: str) -> None:
    page = tab(browser)
    body = "<h1>調解員登門</h1><p>調解員把兩家請到一處，當晚談妥。</p>"
    page.goto(real + ARTICLE)
    page.evaluate(
        "body => { document.getElementById('content').innerHTML = body; location.hash = 'find=调解员' }", body
    )
    page.locator("p mark.found", has_text="調解員").wait_for()
    assert page.locator("mark.found").all_inner_texts() == ["調解員", "調解員"]
    assert page.wrong == []


STRANGE = {
    "平安江西" * 2500: "太长",
    "，。！？…": "没有可以查找",
    "<img src=x onerror=alert(1)>": "img",
    '"没有收尾': "引号",
    "年代:2020": "没有“年代：”",
    "日期:昨天": "不是日期",
}


@pytest.mark.parametrize("path", ["", "search/"], ids=["box", "page"])
def test_a_strange_query_is_answered_and_explained(browser: Any, real: str, path: str) -> None:
    page = tab(browser)
    page.goto(real + path)
    page.locator("input[name=q]").click()
    for query, word in STRANGE.items():
        page.locator("input[name=q]").fill(query)
        page.locator(".finder-said, .search-head", has_text=word).first.wait_for()
    assert page.locator(".search-wrong, .finder-wrong, img").count() == 0
    assert page.wrong == []


def test_what_was_searched_once_is_there_without_a_network(browser: Any, real: str) -> None:
    page = tab(browser, workers="allow")
    page.goto(real + "search/?q=" + quote("巡逻"))
    page.locator(".search-hits > li").first.wait_for()
    until_kept(page, "/search/", "columns.bin", "root.bin", "c0000.bin")
    page.context.set_offline(True)
    page.reload()
    page.locator(".search-hits > li").first.wait_for()
    assert page.wrong == []


def test_a_query_that_is_too_long_is_told_so_once_and_quoted_as_it_was_searched(browser: Any, real: str) -> None:
    page = tab(browser)
    page.goto(real + "search/")
    page.locator("input[name=q]").fill("平安江西" * 100)
    notes = page.locator(".search-notes > p", has_text="太长")
    notes.first.wait_for()
    assert notes.all_inner_texts() == ["检索词太长，只用了前面100个字"]
    assert "平安江西" * 25 + "”" in page.locator(".search-said").inner_text()


@pytest.mark.parametrize("path", ["", "search/"], ids=["box", "page"])
def test_where_only_filters_leave_nothing_a_link_takes_them_away(browser: Any, real: str, path: str) -> None:
    page = tab(browser)
    page.goto(real + path)
    page.locator("input[name=q]").click()
    page.locator("input[role=combobox]").wait_for()
    page.locator("input[name=q]").fill('城市:九江 巡逻 日期:..2000 "小河"')
    page.get_by_role("link", name="去掉筛选条件有").click()
    page.wait_for_url(f"**/search/?q={quote('巡逻')}+*")
    assert state(page) == {"q": ['巡逻 "小河"']}
    page.locator(".search-hits > li").first.wait_for()
    assert page.locator(".search-chips > *").count() == 0
    assert page.wrong == []


def test_filters_of_the_page_that_leave_nothing_are_taken_away_by_the_same_link(browser: Any, real: str) -> None:
    page = tab(browser)
    page.goto(f"{real}search/?q={quote('巡逻')}&to=2000-01")
    page.get_by_role("link", name="去掉筛选条件有").click()
    page.locator(".search-hits > li").first.wait_for()
    assert state(page) == {"q": ["巡逻"]}
