"""The search for everyone: assistive technology, narrow windows, print, strict policies."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from axe import violations
from searching import ARTICLE, POLICY, STATES, fake, results, shown, tab

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_assistive_technology(browser: Any, home: str, scheme: str) -> None:
    page = tab(
        browser, scripts=(fake(fail={"坏": "broken"}),), color_scheme=scheme, viewport={"width": 1280, "height": 900}
    )
    looks: set[str] = set()
    for name in STATES:
        shown(page, home, name)
        page.wait_for_timeout(300)
        assert violations(page, looks) == [], name


@pytest.mark.parametrize("width", [320, 390, 820])
def test_no_state_of_the_search_scrolls_sideways(browser: Any, home: str, width: int) -> None:
    page = tab(browser, scripts=(fake(fail={"坏": "broken"}),), viewport={"width": width, "height": 700})
    for name in STATES:
        shown(page, home, name)
        for fold in page.locator(".search-sieve:visible > summary:visible").all():
            fold.click()
            page.locator("[data-facet=city] li").first.wait_for()
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
