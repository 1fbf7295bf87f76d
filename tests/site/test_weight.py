"""What a first visit costs a reader with a cold cache, counted where the files are served."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import MOUNT, Handler
from visits import WRITTEN, types

pytestmark = pytest.mark.browser

KILOBYTE = 1000
PAGE, REQUESTS, SCRIPT = 130 * KILOBYTE, 12, 60 * KILOBYTE
"""Most that a first visit may load, as bytes after gzip, as requests, and as bytes of script."""
SHIFT = 0.02
KEPT_SECONDS = 600
"""How long GitHub Pages lets a browser keep a file."""
SETTLED = "navigator.serviceWorker.ready.then(() => new Promise((done) => setTimeout(done, 300)))"
SHIFTED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 100);
})"""


class Counter(Handler):
    """Notes every file that is asked for, as GitHub Pages would send it."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(urlsplit(self.path).path.removeprefix(MOUNT))
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", f"max-age={KEPT_SECONDS}")
        super().end_headers()


@pytest.fixture
def counted(whole: Path) -> Iterator[tuple[str, list[str]]]:
    """(address of the site, what was asked for)."""
    asked: list[str] = []
    handler = type("Counting", (Counter,), {"asked": asked})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(whole)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{MOUNT}", asked
    server.shutdown()
    server.server_close()


def size(site: Path, path: str) -> int:
    """Bytes of a file on the wire."""
    file = site / path / "index.html" if not path or path.endswith("/") else site / path
    return len(gzip.compress(file.read_bytes(), 6))


def longest(site: Path) -> str:
    """Address of the article whose page is the largest."""
    return types(site)["article articles 3"]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_first_visit_of_an_article_is_light(
    browser: Any, counted: tuple[str, list[str]], whole: Path, width: int
) -> None:
    home, asked = counted
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    page.goto(home + longest(whole), wait_until="networkidle")
    page.evaluate(SETTLED)
    page.context.close()
    sizes = {path: size(whole, path) for path in asked}
    assert len(asked) <= REQUESTS, asked
    assert sum(size(whole, path) for path in asked) <= PAGE, sizes
    assert sum(size(whole, path) for path in asked if path.endswith(".js")) <= SCRIPT, sizes


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_loads(browser: Any, whole_home: str, whole: Path, width: int) -> None:
    page = browser.new_context(service_workers="block", viewport={"width": width, "height": 844}).new_page()
    moved = {}
    for name, address in types(whole).items():
        if not name.startswith(WRITTEN):
            page.goto(whole_home + address)
            if (shift := page.evaluate(SHIFTED)) >= SHIFT:
                moved[name] = shift
    page.context.close()
    assert moved == {}
