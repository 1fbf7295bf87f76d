"""Whoever reads with a keyboard, a screen reader, large letters or a small screen gets everything on every type of page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe import violations
from visits import ALIKE, FEW, THIN, visits

pytestmark = pytest.mark.browser

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LOST = """
() => {
  const wide = document.documentElement.clientWidth;
  const once = (work, known = new Map()) => (node) => known.has(node) ? known.get(node) : (known.set(node, work(node)), known.get(node));
  const scrolls = once((node) => node && (["auto", "scroll"].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement)));
  const unseen = once((node) => node && (node.clientWidth === 1 && node.clientHeight === 1 || unseen(node.parentElement)));
  const seen = (node) => node.checkVisibility() && !node.closest(".to-content, svg") && !unseen(node);
  const name = (node) => node.tagName + "." + node.className + " " + node.textContent.trim().slice(0, 40);
  const lost = document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || !seen(parent) || scrolls(parent)) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.left < -1 || box.right > wide + 1) lost.push("outside: " + name(parent));
  }
  for (const node of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(node);
    if (!seen(node) || !["hidden", "clip"].includes(style.overflowX) || style.webkitLineClamp !== "none") continue;
    if (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1) lost.push("cut: " + name(node));
  }
  return lost;
}
"""
"""What a reader cannot see without scrolling sideways, or not at all."""
MOVING = """
() => [...document.querySelectorAll("*")].filter((node) => {
  const style = getComputedStyle(node);
  return style.animationName !== "none" || style.scrollBehavior === "smooth" || style.transitionDuration.split(", ").some((time) => time !== "0s");
}).map((node) => node.tagName + "." + node.className)
"""


def reader(browser: Any, **options: Any) -> Any:
    return browser.new_context(service_workers="block", **options).new_page()


@pytest.mark.parametrize("written", [True, False], ids=["written", "made"])
def test_no_type_of_page_stands_in_the_way_of_assistive_technology_or_moves_for_whoever_wants_no_motion(
    browser: Any, whole_home: str, whole: Path, written: bool
) -> None:
    page = reader(browser, reduced_motion="reduce")
    wrong: dict[tuple[str, ...], object] = {}
    known: dict[tuple[str, str], set[str]] = {
        (size, scheme): set() for size in ("phone", "desktop") for scheme in ("light", "dark")
    }
    for name in visits(page, whole_home, whole, written):
        page.evaluate(THIN, ALIKE)
        for (size, scheme), looks in known.items():
            page.set_viewport_size(PHONE if size == "phone" else DESKTOP)
            page.emulate_media(color_scheme=scheme)
            if found := violations(page, looks, colours_only=scheme == "dark"):
                wrong[name, size, scheme] = found
        if moving := page.evaluate(MOVING):
            wrong[name, "moving"] = moving
    page.context.close()
    assert wrong == {}


DIM = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@media (prefers-color-scheme: dark) { main p { color: #444 } } main { animation: dim 1s } @keyframes dim {}");
  document.adoptedStyleSheets.push(sheet);
  document.querySelector("main").append(document.createElement("img"));
}
"""
"""Faults of three sorts: in what all see, in the dark only, and in motion."""


def test_a_fault_is_found_on_a_page_whose_look_is_known(browser: Any, whole_home: str) -> None:
    page = reader(browser, reduced_motion="reduce")
    page.goto(whole_home + "about/")
    light: set[str] = set()
    dark: set[str] = set()

    def found() -> list[str]:
        page.emulate_media(color_scheme="light")
        first = violations(page, light)
        page.emulate_media(color_scheme="dark")
        return [rule for rule, *_ in (*first, *violations(page, dark, colours_only=True))]

    assert found() == page.evaluate(MOVING) == []
    page.evaluate(DIM)
    assert found() == ["image-alt", "color-contrast"]
    assert page.evaluate(MOVING) == ["MAIN.md-main"]
    page.context.close()


SIZES = {
    "a screen of 320 px": (320, 16),
    "a page of 1280 px at 200 %": (640, 16),
    "letters of 200 % on a phone": (390, 32),
    "letters of 200 % on a desktop": (1280, 32),
}
"""Width of the window and size of the letters that the reader has set in the browser, in CSS pixels."""


def test_nothing_is_lost_on_a_small_screen_or_with_large_letters(browser: Any, whole_home: str, whole: Path) -> None:
    page = reader(browser)
    browser_settings = page.context.new_cdp_session(page)
    wrong = {}
    for name in visits(page, whole_home, whole):
        page.evaluate(THIN, FEW)
        for size, (width, letters) in SIZES.items():
            browser_settings.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
            page.set_viewport_size({"width": width, "height": 800})
            if lost := page.evaluate(LOST):
                wrong[name, size] = lost
    page.context.close()
    assert wrong == {}


def tab_to(page: Any, sign: str, most: int = 120) -> None:
    """Press the tab key until the element in focus matches a selector."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("sign => document.activeElement.matches(sign)", sign):
            return
    raise AssertionError(f"no tab leads to {sign} on {page.url}")


def seen(page: Any) -> bool:
    """Whether the element in focus shows that it is, and stands inside the window."""
    return bool(
        page.evaluate(
            """() => {
              const node = document.activeElement, box = node.getBoundingClientRect();
              const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
              const ringed = [node, ...node.querySelectorAll("rect"), node.parentElement];
              return inside && ringed.some((one) => getComputedStyle(one).outlineStyle !== "none" || parseFloat(getComputedStyle(one).strokeWidth) >= 2);
            }"""
        )
    )


def test_a_keyboard_leads_from_the_front_page_to_a_city_an_article_and_its_relations(
    browser: Any, whole_home: str
) -> None:
    page = reader(browser, viewport=DESKTOP)
    page.goto(whole_home)
    tab_to(page, ".tilemap a[href*='cities/nanchang/']")
    assert seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cities/nanchang/")
    tab_to(page, ".entries .entry a[href*='articles/']")
    assert seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/jxrb-fz-*/")
    first = page.url
    tab_to(page, ".after .entry a[href*='jxrb-fz-']")
    assert seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first and "/articles/jxrb-fz-" in url)
    page.context.close()


def test_a_keyboard_leads_from_a_search_to_a_facet_and_an_article(browser: Any, whole_home: str) -> None:
    page = reader(browser, viewport=DESKTOP)
    page.goto(whole_home)
    page.keyboard.press("/")
    page.keyboard.type("巡逻队")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.locator(".search-hits > li").first.wait_for()
    total = page.locator(".search-said").inner_text()
    tab_to(page, "[data-facet=city] input")
    assert seen(page)
    page.keyboard.press("Space")
    page.locator(".search-said").filter(has_not_text=total).wait_for()
    tab_to(page, ".search-hits a")
    assert seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    page.locator("mark.found", has_text="巡逻队").first.wait_for()
    page.context.close()
