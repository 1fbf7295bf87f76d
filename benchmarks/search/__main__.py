"""Recall, precision, rank, bytes, requests and time of the search, in a real browser.

    python -m benchmarks.search [--articles N] [--count N] [--cost-only]

Without --articles it measures the archive's own; with it invented ones. Every class has --count queries (L, slips
of one character, has no literal truth and is left out). A cold query has a fresh profile: the bytes are those of the
network, code included, text files gzipped as hosts do. Milliseconds are those of a search whose
files are here. Truth: the article holds the string, both folded.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import resource
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.search.corpus import articles
from benchmarks.search.queries import CLASSES, Corpus, Query, all_classes
from scripts.core.settings import ARTICLES, ROOT, SOURCES
from scripts.core.types import Archive
from scripts.search import build
from scripts.search.documents import in_order
from scripts.store import load_archive

COLD = ("反诈", "公安", "中国", "公安机关", "派出所所长", "今年", "渝水区", "fanzha", "反詐")
"""Queries that are searched from nothing: common and rare words, a phrase of common words, pinyin, traditional."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPEN = """async () => {
  const { open } = await import("/assets/search/index.js");
  globalThis.index = await open(new URL("/search/", location.href));
}"""
ASK = """async ([query, filters]) => {
  await index.search(query, { filters, facets: false });
  const begun = performance.now();
  const { hits } = await index.search(query, { filters, facets: false });
  const spent = performance.now() - begun;
  const { docs } = await index.matches(query, { filters });
  return { docs, shown: hits.map((hit) => hit.id), spent };
}"""
FIRST = """async ([query, facets]) => {
  const begun = performance.now();
  const { open } = await import("/assets/search/index.js");
  const index = await open(new URL("/search/", location.href));
  const { total, hits } = await index.search(query, { facets });
  return { total, hits: hits.length, spent: performance.now() - begun };
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files and counts them; scripts are gzipped."""

    log: list[int]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        script = path.suffix == ".js"
        body = gzip.compress(data, 9) if script else data
        self.send_response(200)
        self.send_header(
            "Content-Type",
            "text/javascript" if script else "application/octet-stream" if path.suffix == ".bin" else "text/html",
        )
        if script:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if path.suffix in (".js", ".bin"):
            self.log.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[int]]]:
    log: list[int] = []
    handler = partial(type("Logged", (Handler,), {"log": log}), directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/blank.html", log
    server.shutdown()


def rates(queries: list[Query], answers: list[Any], names: list[str]) -> list[str]:
    """Recall and precision of the full sets, MRR@10 of targets or of any right one, searches in vain, milliseconds."""
    recall, precision, rank, empty = [], [], [], 0
    for query, answer in zip(queries, answers, strict=True):
        found = frozenset(answer["docs"])
        if query.truth:
            recall.append(len(found & query.truth) / len(query.truth))
            empty += not found
        if found:
            precision.append(len(found & query.truth) / len(found))
        right = {names[query.target]} if query.target is not None else {names[n] for n in query.truth}
        if right:
            places = [n for n, shown in enumerate(answer["shown"], 1) if shown in right]
            rank.append(1 / places[0] if places else 0.0)
    spent = sorted(answer["spent"] for answer in answers)
    mean = [statistics.fmean(values) if values else 1.0 for values in (recall, precision, rank)]
    share = empty / max(1, len(recall))
    return [
        *(f"{m:.3f}" for m in mean),
        f"{share:.1%}",
        f"{spent[len(spent) // 2]:.0f}",
        f"{spent[int(len(spent) * 0.95)]:.0f}",
    ]


def quality(browser: Browser, address: str, archive: Archive, count: int) -> Table:
    documents = in_order(archive)
    names = [d.article.id for d in documents]
    page = browser.new_page()
    page.goto(address)
    page.evaluate(OPEN)
    table = Table("class", "queries", "recall", "precision", "MRR@10", "in vain", "ms median", "ms p95")
    for name, queries in all_classes(Corpus(documents), count):
        answers = [page.evaluate(ASK, [query.text, query.filters]) for query in queries]
        table.add_row(f"{name} {CLASSES[name]}", str(len(queries)), *rates(queries, answers, names))
    return table


def cost(browser: Browser, address: str, log: list[int]) -> Table:
    table = Table("cold query", "facets", "found", "requests", "KB", "ms")
    for query in COLD:
        for facets in (False, True):
            context = browser.new_context()
            page = context.new_page()
            page.goto(address)
            log.clear()
            answer = page.evaluate(FIRST, [query, facets])
            table.add_row(
                query,
                "yes" if facets else "no",
                str(answer["total"]),
                str(len(log)),
                f"{sum(log) / 1000:.0f}",
                f"{answer['spent']:.0f}",
            )
            context.close()
    return table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--articles", type=int, default=0, help="how many invented articles; 0 takes the archive's own")
    parser.add_argument("--count", type=int, default=50, help="queries of each class")
    parser.add_argument("--cost-only", action="store_true")
    args = parser.parse_args()
    console = Console()
    archive = Archive(tuple(articles(args.articles))) if args.articles else load_archive(ARTICLES, SOURCES)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        shutil.copytree(ROOT / "docs/assets/search", site / "assets/search")
        (site / "blank.html").write_text("<!doctype html>", encoding="utf-8")
        begun, used = time.perf_counter(), time.process_time()
        report = build(archive, site)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        console.print(
            f"{report.documents} articles: built in {time.perf_counter() - begun:.0f} s "
            f"({time.process_time() - used:.0f} s of processor), peak {peak:.1f} GB with the articles; "
            f"{report.bytes / 1e6:.1f} MB in {report.files} files, "
            f"{report.bytes / max(1, report.documents):.0f} bytes an article"
        )
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with served(site) as (address, log):
            console.print(cost(browser, address, log))
            if not args.cost_only:
                console.print(quality(browser, address, archive, args.count))
        browser.close()


if __name__ == "__main__":
    main()
