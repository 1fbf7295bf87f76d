"""What somebody who searches meets in a real browser. The index is an invented one: see search/fake_index.js."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import samples
from axe_playwright_python.sync_playwright import Axe
from conftest import served

from scripts.search import build

pytestmark = pytest.mark.browser

FAKE = Path(__file__).parent / "search" / "fake_index.js"
ARTICLE = "articles/jxrb-fz-20221130-01/"
SECRETIVE = """Object.defineProperty(window, "localStorage", {get() { throw new DOMException("blocked") }})"""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; worker-src 'self'; form-action 'self'"
WATCH = """
window.said = [];
new MutationObserver(() => {
  const node = document.querySelector(".finder-said, .search-said");
  if (node && said.at(-1) !== node.textContent) said.push(node.textContent);
}).observe(document, {subtree: true, childList: true, characterData: true});
"""


@pytest.fixture(scope="session")
def searchable(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with the invented index."""
    folder = tmp_path_factory.mktemp("searchable") / "site"
    shutil.copytree(site, folder)
    shutil.copy(FAKE, folder / "assets" / "search" / "index.js")
    return folder


@pytest.fixture(scope="session")
def home(searchable: Path) -> Iterator[str]:
    yield from served(searchable)


def tab(browser: Any, workers: str = "block", scripts: tuple[str, ...] = (), **options: Any) -> Any:
    """A page that fails its test on any error of a script."""
    page = browser.new_context(service_workers=workers, **options).new_page()
    page.set_default_timeout(5000)
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("dialog", lambda dialog: (page.wrong.append(dialog.message), dialog.dismiss()))
    for script in scripts:
        page.add_init_script(script)
    return page


def fake(**controls: Any) -> str:
    return f"window.fake = {json.dumps(controls)}"


def results(page: Any, query: str, **fields: Any) -> Any:
    """Wait until the page /search/ says that it has searched a query."""
    page.locator(".search-said", has_text=f"“{query}”").wait_for()
    return page.locator(".search-hits > li")


def state(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def opened(page: Any, query: str = "反诈") -> Any:
    """The options of the overlay for a query."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".finder-said", has_text=f"“{query}”").wait_for()
    return page.locator(".finder-panel [role=option]")


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('name') || document.activeElement.textContent"))


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
    assert page.locator(".finder.open").count() == 0
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
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert results(page, "反诈").count() == 10
    page.route("**/assets/search/overlay.js", lambda route: route.abort())
    page.goto(home)
    page.locator("input[name=q]").fill("禁毒")
    page.keyboard.press("Enter")
    assert results(page, "禁毒").count() == 10


@pytest.mark.parametrize("path", ["", "search/"])
def test_an_older_answer_never_shows_after_a_newer_one(browser: Any, home: str, path: str) -> None:
    page = tab(browser, scripts=(fake(late={"反": 700, "反诈": 60}), WATCH))
    page.goto(home + path)
    page.keyboard.press("/")
    page.keyboard.type("反")
    page.wait_for_function("globalThis.asked?.includes('反')")
    page.keyboard.type("诈")
    page.get_by_text("查“反诈”").first.wait_for()
    page.wait_for_timeout(900)
    assert not any("查“反”" in text for text in page.evaluate("said"))
    assert page.get_by_text("查“反诈”").first.is_visible()


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
    hits.nth(10).wait_for()
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.search-hits > li')].findIndex(li => li.contains(document.activeElement))"
        )
        == 10
    )
    assert hits.count() == 13
    assert not page.get_by_role("button", name="再看一些").is_visible()
    hits.nth(12).locator("a").click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    results(page, "小河").nth(12).wait_for()
    page.wait_for_function("scrollY > 300")


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
    assert focused(page) == focused(page)
    page.keyboard.press("Home")
    page.wait_for_url(lambda url: "from=" not in url)


def test_articles_are_sorted_as_asked(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(home + "search/?q=" + quote("反诈"))
    results(page, "反诈")
    page.locator(".search-sorts").get_by_text("最新").click()
    page.wait_for_url("**sort=newest**")
    page.locator(".entry-date", has_text="2024年").first.wait_for()
    dates = page.locator(".entry-date").all_inner_texts()
    assert [date[:4] for date in dates] == ["2024"] * 10


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
    assert page.locator(".finder-recent").count() == 0
    assert page.evaluate("localStorage.getItem('archive-searches')") is None


def test_a_browser_that_keeps_nothing_searches_all_the_same(browser: Any, home: str) -> None:
    page = tab(browser, scripts=(SECRETIVE,))
    page.goto(home)
    opened(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    results(page, "反诈")
    assert page.wrong == []


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


def test_an_empty_result_offers_ways_on(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(f"{home}search/?q={quote('小河')}&city={quote('赣州市')}&topic={quote('没有的专题')}")
    page.get_by_role("button", name="取消全部筛选").click()
    assert results(page, "小河").count() == 10
    page.goto(home + "search/?q=" + quote("从没写过的词"))
    page.get_by_role("link", name="按城市").wait_for()
    assert page.locator(".search-more").is_hidden()


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
    assert marks.count() == 0
    assert page.locator("#content").inner_text() == text
    assert page.url == home + ARTICLE


def test_one_steps_from_mark_to_mark_and_takes_them_away_by_a_button(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(f"{home}{ARTICLE}#find={quote('小河')}&find={quote('巡逻队')}")
    page.locator(".found-place", has_text="1 / ").wait_for()
    page.get_by_role("button", name="下一处").click()
    page.locator(".found-place", has_text="2 / ").wait_for()
    page.get_by_role("button", name="取消标记").click()
    assert page.locator("mark.found").count() == 0


def test_without_script_the_page_says_so_and_offers_the_browse_pages(browser: Any, home: str) -> None:
    page = tab(browser, java_script_enabled=False)
    page.goto(home)
    page.locator("input[name=q]").fill("反诈")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert "需要 JavaScript" in page.locator("#content").inner_text()
    page.get_by_role("link", name="按城市").click()
    page.wait_for_url("**/cities/")


KEPT = "async () => (await (await caches.open('archive-search-1')).keys()).map(r => r.url)"


def until_kept(page: Any, *ends: str) -> None:
    """Wait until files with these endings lie in the store of the browser."""
    for _ in range(50):
        kept = page.evaluate(KEPT)
        if all(any(url.endswith(end) for url in kept) for end in ends):
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept)


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


@pytest.fixture(scope="session")
def real(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site with the index of its own articles."""
    folder = tmp_path_factory.mktemp("real") / "site"
    shutil.copytree(site, folder)
    build(samples.sample(), folder)
    yield from served(folder)


def test_with_the_real_index_one_gets_from_letters_to_the_words_in_an_article(browser: Any, real: str) -> None:
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
def test_with_the_real_index_every_search_says_what_it_searched(browser: Any, real: str, query: str) -> None:
    page = tab(browser)
    page.goto(real + "search/?q=" + quote(query))
    page.locator(".search-said:not(:empty), .search-notes > p").first.wait_for()
    assert page.locator(".search-wrong").count() == 0
    assert page.wrong == []


@pytest.mark.parametrize("file", ["root.bin", "t0000.bin", "d0000.bin", "columns.bin"])
@pytest.mark.parametrize("body", [None, b"", b"PJ\x01"], ids=["missing", "empty", "truncated"])
def test_with_the_real_index_a_damaged_file_is_told_and_mended_by_a_retry(
    browser: Any, real: str, file: str, body: bytes | None
) -> None:
    page = tab(browser)
    spoilt = {"on": True}

    def answer(route: Any) -> None:
        if not spoilt["on"]:
            route.continue_()
        elif body is None:
            route.fulfill(status=404)
        else:
            route.fulfill(body=body)

    page.route(f"**/{file}", answer)
    page.goto(real + "search/?q=" + quote("巡逻"))
    page.get_by_role("button", name="重试").or_(page.get_by_role("button", name="重新载入")).wait_for()
    assert page.locator(".search-hits > li").count() == 0
    spoilt["on"] = False
    page.get_by_role("button", name="重试").or_(page.get_by_role("button", name="重新载入")).click()
    page.locator(".search-hits > li").first.wait_for()
    assert page.wrong == []


def test_with_the_real_index_a_search_works_again_without_a_network(browser: Any, real: str) -> None:
    page = tab(browser, workers="allow")
    page.goto(real + "search/?q=" + quote("巡逻"))
    page.locator(".search-hits > li").first.wait_for()
    until_kept(page, "/search/", "columns.bin", "root.bin", "d0000.bin")
    page.context.set_offline(True)
    page.reload()
    page.locator(".search-hits > li").first.wait_for()
    assert page.wrong == []


STATES = {
    "article": (ARTICLE, None),
    "welcome": ("search/", None),
    "results": (f"search/?q={quote('反诈')}&city={quote('赣州市')}&from=2022-01", "[data-facet=city]"),
    "nothing": ("search/?q=" + quote("从没写过的词"), ".search-said"),
    "wrong": ("search/?q=" + quote("坏"), ".search-wrong"),
    "marked": (f"{ARTICLE}#find={quote('小河')}", ".found-bar"),
}


def shown(page: Any, home: str, name: str) -> None:
    """Bring a page into one of the states in which a reader may meet it."""
    path, sign = STATES[name]
    page.goto("about:blank")
    page.goto(home + path)
    if sign:
        page.locator(sign).first.wait_for(state="attached")
    if name == "article":
        opened(page, "反")
        page.keyboard.press("ArrowDown")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_assistive_technology(browser: Any, home: str, scheme: str) -> None:
    page = tab(
        browser, scripts=(fake(fail={"坏": "broken"}),), color_scheme=scheme, viewport={"width": 1280, "height": 900}
    )
    for name in STATES:
        shown(page, home, name)
        page.wait_for_timeout(300)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found] == [], name


@pytest.mark.parametrize("width", [320, 390, 820])
def test_no_state_of_the_search_scrolls_sideways(browser: Any, home: str, width: int) -> None:
    page = tab(browser, scripts=(fake(fail={"坏": "broken"}),), viewport={"width": width, "height": 700})
    for name in STATES:
        shown(page, home, name)
        for fold in page.locator(".search-sieve:visible > summary:visible").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_box_is_not_printed(browser: Any, home: str) -> None:
    page = tab(browser)
    page.goto(f"{home}{ARTICLE}#find={quote('小河')}")
    page.locator(".found-bar").wait_for()
    page.emulate_media(media="print")
    assert not page.locator(".finder").is_visible()
    assert not page.locator(".found-bar").is_visible()


def test_the_search_needs_no_inline_script_and_no_inline_style(browser: Any, home: str) -> None:
    page = tab(browser, viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)

    def strict(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})

    page.route(lambda url: urlsplit(url).path.endswith("/"), strict)
    for name in ("article", "results", "marked"):
        shown(page, home, name)
    assert complaints == []


def test_whoever_wants_no_motion_sees_none(browser: Any, home: str) -> None:
    page = tab(browser, reduced_motion="reduce")
    page.goto(home + "search/?q=" + quote("反诈"))
    results(page, "反诈")
    page.locator(".main").evaluate("node => node.setAttribute('aria-busy', 'true')")
    assert page.locator(".search-hits").evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
