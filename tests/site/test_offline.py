"""Whoever has seen a page can read it without a network, and may turn that off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from searching import until

pytestmark = pytest.mark.browser

ARTICLE, OTHER, CITY, SETTINGS = (
    "articles/jxrb-fz-20221130-01/",
    "articles/jxrb-fz-20221130-02/",
    "cities/nanchang/",
    "about/offline/",
)
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) found.push(...(await (await caches.open(name)).keys()).map((one) => one.url));
  return found;
}"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a reader who has never been here."""
    made = browser.new_context().new_page()
    made.wrong = []
    made.on("pageerror", lambda error: made.wrong.append(str(error)))
    yield made
    made.context.close()


def keeps(page: Any, *ends: str) -> None:
    until(page, lambda: all(any(url.endswith(end) for url in page.evaluate(KEPT)) for end in ends))


def test_the_very_first_page_is_there_again_without_a_network(page: Any, whole_home: str) -> None:
    page.goto(whole_home + ARTICLE)
    keeps(page, ARTICLE, "archive.css", "archive.js", "offline.js")
    page.context.set_offline(True)
    page.reload()
    assert "小河社区" in page.locator("h1").inner_text()
    assert page.evaluate("document.styleSheets.length") >= 2
    assert page.wrong == []


def test_a_page_that_was_never_seen_says_so_and_offers_to_try_again(page: Any, whole_home: str) -> None:
    page.goto(whole_home + ARTICLE)
    keeps(page, ARTICLE, SETTINGS, "offline.js", "archive.css")
    page.context.set_offline(True)
    page.goto(whole_home + OTHER)
    page.get_by_text("还没有存在这台设备上").wait_for()
    page.get_by_role("link", name="小河社区的第1盏灯").wait_for()
    page.context.set_offline(False)
    page.get_by_role("link", name="再打开一次").click()
    page.wait_for_url(f"**/{OTHER}")


def test_an_address_in_the_link_that_leads_away_is_not_offered(page: Any, whole_home: str) -> None:
    for wish in ("https://example.org/", "javascript:alert(1)"):
        page.goto("about:blank")
        page.goto(f"{whole_home}{SETTINGS}#page={wish}")
        page.get_by_label("保存看过的网页").wait_for()
        assert page.get_by_role("link", name="再打开一次").count() == 0


def test_a_reader_who_turns_it_off_leaves_nothing_on_the_device(page: Any, whole_home: str) -> None:
    page.goto(whole_home + ARTICLE)
    keeps(page, ARTICLE)
    page.goto(whole_home + SETTINGS)
    page.get_by_role("link", name="小河社区的第1盏灯").wait_for()
    page.get_by_label("保存看过的网页").uncheck()
    page.get_by_text("还没有存下网页").wait_for()
    page.goto(whole_home + CITY)
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) == []
    assert page.evaluate(WORKERS) == 0
    assert page.wrong == []


def test_a_reader_may_turn_it_on_again(page: Any, whole_home: str) -> None:
    page.goto(whole_home + SETTINGS)
    switch = page.get_by_label("保存看过的网页")
    page.get_by_text("这台设备上存着1页").wait_for()
    switch.uncheck()
    page.get_by_text("还没有存下网页").wait_for()
    switch.check()
    page.get_by_text("这台设备上存着1页").wait_for()
    assert page.locator("#offline li").all_inner_texts() == ["没有网络时"]
    page.goto(whole_home + CITY)
    keeps(page, CITY)


def test_no_search_and_no_download_is_kept(page: Any, whole_home: str) -> None:
    page.goto(whole_home + "data/")
    keeps(page, "data/")
    page.evaluate("fetch('articles.csv').then((answer) => answer.text())")
    page.goto(whole_home + "search/?q=xiaohe")
    keeps(page, "search/")
    found = page.evaluate(KEPT)
    assert [url for url in found if urlsplit(url).query or url.endswith("articles.csv")] == []


def test_every_page_forbids_whatever_is_inline_or_comes_from_elsewhere(page: Any, whole_home: str) -> None:
    asked: list[str] = []

    def answer(route: Any) -> None:
        # a host that would answer: without a policy the page would have what it asks for
        asked.append(route.request.url)
        route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"}, body="x")

    page.route("https://example.org/**", answer)
    page.goto(whole_home + ARTICLE)
    tried = page.evaluate("""async () => {
      const done = {};
      const script = document.createElement("script");
      script.textContent = "window.obeyed = true";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", '<p id="tried" style="color: rgb(1, 2, 3)">x</p>');
      done.script = window.obeyed ?? false;
      done.style = getComputedStyle(document.getElementById("tried")).color === "rgb(1, 2, 3)";
      done.elsewhere = await fetch("https://example.org/").then(() => true, () => false);
      return done;
    }""")
    assert tried == {"script": False, "style": False, "elsewhere": False}
    assert asked == []
