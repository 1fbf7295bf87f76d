"""How soon an article is on the screen of somebody who has never been here, and what it weighs.

    python -m benchmarks.visit [SITE] [ADDRESS]

The built site (`make site`) is served with gzip, and a real browser with an empty cache and the screen of a phone opens
an article at 10 Mbit/s and 50 ms a round trip. Shown are the largest contentful paint (goal: 1.2 s), the layout shift
(goal: below 0.02), the bytes on the wire and the requests of several visits; times are of this machine and of what else
it does, so the best and the median both tell something. tests/site/test_weight.py keeps bytes, requests and shift.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.search.peers_server import launched
from scripts.core.settings import SITE

VISITS = 9
"""Of each page, an odd number, so that the median is a visit."""
BITS, ROUND_TRIP = 10e6, 50
"""Of a slow line: bits a second, milliseconds."""
PHONE = {"width": 390, "height": 844}
NETWORK = {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8}
SETTLE = 800
"""Milliseconds after loading, in which the worker keeps what was loaded."""
SEEN = """() => new Promise((done) => {
  let paint = 0, shift = 0;
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { paint = entry.startTime; });
  watch("layout-shift", (entry) => { shift += entry.value; });
  setTimeout(() => done([paint, shift]), 300);
})"""


class Zipped(http.server.SimpleHTTPRequestHandler):
    """Serves files as GitHub Pages does: compressed, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        body = gzip.compress(file.read_bytes(), 6) if file.is_file() else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", self.guess_type(file.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Zipped, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def visit(browser: Any, url: str) -> tuple[float, float, int, int]:
    """Milliseconds to the largest paint, layout shift, bytes and requests of one visit with an empty cache."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", NETWORK)
    page.goto(url, wait_until="load")
    paint, shift = page.evaluate(SEEN)
    page.wait_for_timeout(SETTLE)
    context.close()
    return paint, shift, sum(sizes), len(sizes)


def largest(site: Path) -> str:
    """Address of the article with the largest page."""
    found = max(site.glob("articles/*/index.html"), key=lambda page: page.stat().st_size)
    return f"{found.parent.relative_to(site).as_posix()}/"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("site", nargs="?", type=Path, default=SITE)
    ap.add_argument("address", nargs="?")
    options = ap.parse_args()
    address = options.address or largest(options.site)
    with sync_playwright() as playwright, served(options.site) as home:
        browser = launched(playwright)
        seen = [visit(browser, home + address) for _ in range(VISITS)]
        browser.close()
    paints = [paint for paint, *_ in seen]
    shown = Table("best paint", "median", "worst", "layout shift", "bytes", "requests", title=address)
    times = (f"{value:.0f} ms" for value in (min(paints), median(paints), max(paints)))
    shown.add_row(*times, f"{max(s for _, s, *_ in seen):.4f}", f"{max(b for *_, b, _ in seen):,}", str(seen[-1][3]))
    Console().print(shown)


if __name__ == "__main__":
    main()
