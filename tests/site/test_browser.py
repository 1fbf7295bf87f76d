"""What a reader meets in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "city": "cities/nanchang/",
    "district": "cities/nanchang/honggutan/",
    "topic": "topics/anti-fraud/",
    "month": "dates/2022/11/",
    "source page": "pages/jxrb-fz-2022-xiaohe/",
    "article": "articles/jxrb-fz-20221130-01/",
    "about": "about/",
    "handbook": "handbook/segmentation/",
    "cues": "handbook/cues/",
    "correction": "handbook/correction/",
    "search": "search/",
    "404": "no/such/page/",
}


def opened(browser: Any, url: str, **options: Any) -> tuple[Any, list[str]]:
    """The page and everything that went wrong while it loaded."""
    page = browser.new_context(**options).new_page()
    wrong: list[str] = []
    host = url.split("/archive/")[0]
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and m.location.get("url") != url else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"failed {request.url}"))
    page.on("request", lambda r: None if r.url.startswith((host, "data:")) else wrong.append(f"other host {r.url}"))
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 and r.url != url else None)
    page.goto(url, wait_until="load")
    return page, wrong


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_an_error_and_without_another_host(browser: Any, address: str, name: str) -> None:
    page, wrong = opened(browser, address + PAGES[name])
    assert wrong == []
    assert page.locator("h1").count() == 1
    assert page.locator("nav.tabs a").count() == 8
    page.context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_never_scrolls_sideways(browser: Any, address: str, width: int) -> None:
    page, _ = opened(browser, address, viewport={"width": width, "height": 800})
    for name, path in PAGES.items():
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.context.close()


def background(page: Any) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_page_follows_the_system_without_script(browser: Any, address: str) -> None:
    light, _ = opened(browser, address, color_scheme="light", java_script_enabled=True)
    dark, _ = opened(browser, address, color_scheme="dark", java_script_enabled=True)
    assert background(light) != background(dark)
    bare = browser.new_context(color_scheme="dark", java_script_enabled=False).new_page()
    bare.goto(address)
    assert bare.locator("h1").inner_text() == "平安江西报道档案"
    assert not bare.locator("button.scheme").is_visible()


def test_a_chosen_colour_scheme_stays_on_the_next_page(browser: Any, address: str) -> None:
    page, _ = opened(browser, address, color_scheme="light")
    before = background(page)
    button = page.locator("button.scheme")
    while button.inner_text() != "深色":
        button.click()
    assert background(page) != before
    page.goto(address + PAGES["article"])
    assert background(page) != before
    assert page.locator("button.scheme").inner_text() == "深色"


def test_a_city_is_reached_by_keyboard_alone(browser: Any, address: str) -> None:
    page, _ = opened(browser, address)
    for _ in range(40):
        page.keyboard.press("Tab")
        if "南昌市" in (page.evaluate("document.activeElement.getAttribute('aria-label') || ''")):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/cities/nanchang/")


def test_the_first_tab_leads_to_the_text(browser: Any, address: str) -> None:
    page, _ = opened(browser, address + PAGES["article"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_why_a_tag_was_given_is_one_click_away(browser: Any, address: str) -> None:
    page, _ = opened(browser, address + PAGES["article"])
    assert not page.get_by_text("小河社区的巡逻队", exact=True).is_visible()
    page.get_by_text("为什么是这些标签").click()
    assert page.get_by_text("小河社区的巡逻队", exact=True).is_visible()
