"""What a reader meets in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from searching import until

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


def test_the_button_of_the_colour_scheme_speaks_the_scheme_that_it_shows(browser: Any, address: str) -> None:
    page, _ = opened(browser, address)
    for shown in ("随系统", "浅色", "深色", "随系统"):
        button = page.get_by_role("button", name=f"切换深浅色，现在{shown}", exact=True)
        button.wait_for()
        assert button.inner_text() == shown
        button.click()


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
    until(page, "document.activeElement.id === 'content'")


def test_why_a_tag_was_given_is_one_click_away(browser: Any, address: str) -> None:
    page, _ = opened(browser, address + PAGES["article"])
    assert not page.get_by_text("小河社区的巡逻队", exact=True).is_visible()
    page.get_by_text("为什么是这些标签").click()
    assert page.get_by_text("小河社区的巡逻队", exact=True).is_visible()


def test_a_citation_is_copied_whole(browser: Any, address: str) -> None:
    page, wrong = opened(browser, address + PAGES["article"], permissions=["clipboard-read", "clipboard-write"])
    for text, copied in ((page.locator("#citation"), 1), (page.locator(".cite a[data-copy]"), 2)):
        text.locator("xpath=following-sibling::button[1]").click()
        page.locator(".copy + [role=status]", has_text="已复制").nth(copied - 1).wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text.inner_text().strip()
    assert wrong == []


SET = """() => {
  const style = getComputedStyle(document.querySelector(".kind-article > p:not([class])"));
  const [size, width, height, indent] = [style.fontSize, style.width, style.lineHeight, style.textIndent].map(parseFloat);
  const { lineBreak, fontFamily } = style;
  return { size, ems: width / size, leading: height / size, indent: indent / size, lineBreak, fontFamily };
}"""


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_text_of_an_article_is_set_for_long_reading(browser: Any, address: str, width: int) -> None:
    page, _ = opened(browser, address + PAGES["article"], viewport={"width": width, "height": 900})
    found = page.evaluate(SET)
    assert (found["size"], round(found["indent"], 2), found["lineBreak"]) == (18, 2, "strict")
    assert 1.8 <= found["leading"] <= 2
    assert found["ems"] <= 38 and (width < 820 or found["ems"] >= 34)
    assert "Noto Serif CJK SC" in found["fontFamily"]


def test_a_page_of_the_handbook_shows_where_it_is_and_what_stands_beside_it(browser: Any, address: str) -> None:
    page, _ = opened(browser, address + PAGES["handbook"])
    assert page.locator(".crumbs a").all_inner_texts() == ["首页", "关于", "手册"]
    assert page.locator(".tabs a[aria-current]").inner_text() == "关于"
    assert page.locator("aside a[aria-current]").inner_text() == "切分"
    page.get_by_role("navigation", name="手册").get_by_role("link", name="标签").click()
    page.wait_for_url("**/handbook/tags/")
    page.get_by_role("navigation", name="本页").get_by_role("link").first.click()
    until(page, "document.querySelector(':target')?.tagName === 'H2'")


@pytest.mark.parametrize("width", [390, 1440])
def test_reports_come_before_what_stands_beside_them_on_a_phone_only(browser: Any, address: str, width: int) -> None:
    page, _ = opened(browser, address + PAGES["city"], viewport={"width": width, "height": 900})
    top = "node => node.getBoundingClientRect().top"
    reports, beside = (page.locator(f".columns > {name}").evaluate(top) for name in (".main", "aside"))
    assert (beside > reports + 500) == (width == 390)
    assert page.locator(".to-near").is_visible() == (width == 390)
