"""What tests of the search do and look at in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

ARTICLE = "articles/jxrb-fz-20221130-01/"
PATIENCE = 60_000
"""Milliseconds that anything in a browser may take: a busy machine may take its time."""
STEP = 100
"""Milliseconds between two looks."""


SECRETIVE = """Object.defineProperty(window, "localStorage", {get() { throw new DOMException("blocked") }})"""


POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; worker-src 'self'; form-action 'self'"


WATCH = """
window.said = [];
new MutationObserver(() => {
  const node = document.querySelector(".finder-said, .search-said");
  if (node && said.at(-1) !== node.textContent) said.push(node.textContent);
}).observe(document, {subtree: true, childList: true, characterData: true});
"""


def tab(browser: Any, workers: str = "block", scripts: tuple[str, ...] = (), **options: Any) -> Any:
    """A page that fails its test on any error of a script."""
    page = browser.new_context(service_workers=workers, **options).new_page()
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
    return parse_qs(urlsplit(page.evaluate("location.href")).query)


def opened(page: Any, query: str = "反诈") -> Any:
    """The options of the overlay for a query."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".finder-said", has_text=f"“{query}”").wait_for()
    return page.locator(".finder-panel [role=option]")


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('name') || document.activeElement.textContent"))


KEPT = "async () => (await (await caches.open('archive-search-1')).keys()).map(r => r.url)"


def until(page: Any, sign: str | Callable[[], object]) -> None:
    """Wait until an expression or a function holds. Playwright's own way is forbidden by the policy of the pages."""
    for _ in range(PATIENCE // STEP):
        if page.evaluate(sign) if isinstance(sign, str) else sign():
            return
        page.wait_for_timeout(STEP)
    raise AssertionError(sign)


def until_kept(page: Any, *ends: str) -> None:
    """Wait until files with these endings lie in the store of the browser."""
    until(page, lambda: all(any(url.endswith(end) for url in page.evaluate(KEPT)) for end in ends))


STATES = {
    "article": (ARTICLE, None),
    "welcome": ("search/", None),
    "results": (f"search/?q={quote('反诈')}&city={quote('赣州市')}&from=2022-01", ".search-hits > li"),
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
