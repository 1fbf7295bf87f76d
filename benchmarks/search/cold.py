"""What a first search costs: the page /search/ in a fresh profile, until ten results stand there, and what comes after.

Counted are the programs of the search, gzipped as hosts do, and the files of the index; the page itself, its style
sheet and the one script that every page has are not. Ten results are titles, dates, places and links. Facets and the
pieces of text come after them and are told apart.
"""

from __future__ import annotations

import gzip
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from playwright.sync_api import Browser
from rich.table import Table

from benchmarks.search.queries import CLASSES, Corpus, Query, all_classes
from benchmarks.search.score import percentile
from scripts.core.settings import ROOT

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>搜索</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="../assets/search.css">
<button class="scheme"><span></span></button>
<form class="finder"><div class="finder-box"><input name="q"></div></form><div id="search"></div>
<script src="../assets/archive.js"></script></html>"""
COMMON = ("反诈", "公安", "中国", "公安机关", "派出所所长", "今年")
"""Words that most articles have, and phrases of such."""
WATCH = """(() => {
  const urls = () => performance.getEntriesByType("resource").map((entry) => entry.name);
  const look = () => {
    if (!globalThis.shown && document.querySelector(".search-hits > li, .search-rest .empty, .search-wrong"))
      globalThis.shown = { urls: urls(), at: performance.now() };
    if (!globalThis.sifted && document.querySelector(".search-facets li")) globalThis.sifted = { urls: urls() };
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
})()"""
WAIT = 15_000
"""Milliseconds after which a search counts as failed."""


@dataclass
class Loads:
    """Bytes over the network of each path that was asked for."""

    bytes: dict[str, int] = field(default_factory=dict)

    def of(self, urls: list[str], *parts: str) -> tuple[int, int]:
        """Requests and bytes of those addresses that begin with one of some paths."""
        paths = [urlsplit(url).path for url in urls]
        sizes = [self.bytes[path] for path in paths if path.startswith(parts)]
        return len(sizes), sum(sizes)


@dataclass(frozen=True)
class Cold:
    """What one first search cost: requests and bytes to ten results, with the facets, and of the pieces of text."""

    first: tuple[int, int]
    sifted: tuple[int, int]
    texts: tuple[int, int]
    milliseconds: float
    shown: int


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files and counts them; programs are gzipped. Texts are those of the articles."""

    loads: Loads
    texts: dict[str, str]

    def do_GET(self) -> None:
        data = self.found(urlsplit(self.path).path)
        if data is None:
            self.send_error(404)
            return
        path = urlsplit(self.path).path
        plain = path.endswith(".bin")
        body = data if plain else gzip.compress(data, 9)
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if path.endswith("/") else self.guess_type(path))
        if not plain:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.loads.bytes[urlsplit(self.path).path] = len(body)

    def found(self, path: str) -> bytes | None:
        name = path.removeprefix("/articles/").removesuffix("/index.json")
        if name in self.texts:
            return json.dumps({"paragraphs": self.texts[name].split("\n")}, ensure_ascii=False).encode()
        file = Path(self.directory, path.lstrip("/"))
        file = file / "index.html" if file.is_dir() else file
        return file.read_bytes() if file.is_file() else None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def page_of(site: Path) -> None:
    """A site that is nothing but the page /search/ and an empty one."""
    shutil.copytree(ROOT / "docs/assets/search", site / "assets/search")
    for name in ("search.css", "archive.js"):
        shutil.copy(ROOT / "docs/assets" / name, site / "assets" / name)
    (site / "search").mkdir()
    (site / "search/index.html").write_text(PAGE, encoding="utf-8")
    (site / "blank.html").write_text("<!doctype html>", encoding="utf-8")


@contextmanager
def served(site: Path, corpus: Corpus, loads: Loads) -> Iterator[str]:
    texts = {document.article.id: document.text for document in corpus.documents}
    handler = partial(type("Counted", (Handler,), {"loads": loads, "texts": texts}), directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def cold(browser: Browser, address: str, query: Query, loads: Loads) -> Cold:
    """One search in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{address}search/?{urlencode({'q': query.text, **query.filters}, doseq=True, quote_via=quote)}")
    page.wait_for_function("globalThis.shown", timeout=WAIT)
    page.wait_for_load_state("networkidle")
    state = page.evaluate(
        "({ shown, sifted: globalThis.sifted ?? shown, count: document.querySelectorAll('.search-hits > li').length })"
    )
    ours = ("/assets/search/", "/search/")
    everything = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    texts = loads.of(everything, "/articles/")
    found = Cold(
        loads.of(state["shown"]["urls"], *ours),
        loads.of(state["sifted"]["urls"], *ours),
        texts,
        state["shown"]["at"],
        state["count"],
    )
    context.close()
    return found


def cold_table(browser: Browser, address: str, corpus: Corpus, loads: Loads, count: int) -> Table:
    """A row of costs for each class, one for common words, one for all."""
    heads = (
        "requests p50",
        "p95",
        "max",
        "KB p50",
        "p95",
        "max",
        "with facets KB p95",
        "max",
        "texts: requests",
        "KB",
        "ms p95",
    )
    table = Table("cold query", "of", *heads)
    everyone: list[Cold] = []
    for name, queries in all_classes(corpus, count):
        costs = [cold(browser, address, query, loads) for query in queries]
        everyone += costs
        table.add_row(f"{name} {CLASSES[name]}", str(len(costs)), *cells(costs))
    common = [cold(browser, address, Query(text, frozenset()), loads) for text in COMMON]
    table.add_row("common words", str(len(common)), *cells(common))
    table.add_row("all", str(len(everyone) + len(common)), *cells([*everyone, *common]))
    return table


def cells(costs: list[Cold]) -> list[str]:
    def spread(values: list[float], *shares: float) -> list[str]:
        return [f"{percentile(values, share):.0f}" for share in shares]

    return [
        *spread([c.first[0] for c in costs], 0.5, 0.95, 1),
        *spread([c.first[1] / 1000 for c in costs], 0.5, 0.95, 1),
        *spread([c.sifted[1] / 1000 for c in costs], 0.95, 1),
        *spread([c.texts[0] for c in costs], 0.5),
        *spread([c.texts[1] / 1000 for c in costs], 0.5),
        *spread([c.milliseconds for c in costs], 0.95),
    ]
