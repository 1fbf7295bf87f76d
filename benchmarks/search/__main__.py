"""Recall, precision, rank, bytes, requests and time of the search, in a real browser.

    python -m benchmarks.search [--articles N] [--count N] [--cold N] [--cost-only]

Without --articles it measures the archive's own; with it invented ones. Every class has --count queries (L, slips
of one character, has no literal truth and is left out), of which --cold are searched from nothing as well: see cold.py.
Milliseconds are those of a search whose files are here. Truth: the article holds the string, both folded.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.search.cold import Loads, cold_table, page_of, served
from benchmarks.search.corpus import articles
from benchmarks.search.peers_server import launched
from benchmarks.search.queries import CLASSES, Corpus, all_classes
from benchmarks.search.score import Answer, Rates, rates, written
from scripts.core.settings import ARTICLES, SOURCES
from scripts.core.types import Archive
from scripts.search import build
from scripts.search.documents import in_order
from scripts.store import load_archive

WIDE = 160
"""Columns of a table that goes into a file."""
OPEN = """async () => {
  const { open } = await import("/assets/search/index.js");
  globalThis.index = await open(new URL("/search/", location.href));
}"""
ASK = """async ([query, filters]) => {
  await index.search(query, { filters });
  const begun = performance.now();
  const { hits } = await index.search(query, { filters });
  const spent = performance.now() - begun;
  const { docs } = await index.matches(query, { filters });
  return { docs, shown: hits.map((hit) => hit.id), spent };
}"""


def answer(told: Any, numbers: dict[str, int]) -> Answer:
    """What the reader of the index said, documents by their numbers."""
    shown = tuple(numbers[name] for name in told["shown"])
    return Answer(frozenset(told["docs"]), shown, told["spent"])


def cells(of: Rates) -> list[str]:
    means = [written(value, ".3f") for value in (of.recall, of.precision, of.rank)]
    return [str(of.queries), *means, written(of.empty, ".1%"), f"{of.median:.0f}", f"{of.slow:.0f}"]


def quality(browser: Browser, address: str, corpus: Corpus, count: int) -> Table:
    numbers = {d.article.id: n for n, d in enumerate(corpus.documents)}
    page = browser.new_page()
    page.goto(address)
    page.evaluate(OPEN)
    table = Table("class", "queries", "recall", "precision", "MRR@10", "in vain", "ms median", "ms p95")
    for name, queries in all_classes(corpus, count):
        told = [page.evaluate(ASK, [query.text, query.filters]) for query in queries]
        table.add_row(f"{name} {CLASSES[name]}", *cells(rates(queries, [answer(one, numbers) for one in told])))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--articles", type=int, default=0, help="how many invented articles; 0 takes the archive's own")
    parser.add_argument("--count", type=int, default=50, help="queries of each class")
    parser.add_argument("--cold", type=int, default=8, help="queries of each class that are searched from nothing")
    parser.add_argument("--cost-only", action="store_true")
    args = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    archive = Archive(tuple(articles(args.articles))) if args.articles else load_archive(ARTICLES, SOURCES)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        page_of(site)
        begun, used = time.perf_counter(), time.process_time()
        report = build(archive, site)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        console.print(
            f"{report.documents} articles: built in {time.perf_counter() - begun:.0f} s "
            f"({time.process_time() - used:.0f} s of processor), peak {peak:.1f} GB with the articles; "
            f"{report.bytes / 1e6:.1f} MB in {report.files} files, "
            f"{report.bytes / max(1, report.documents):.0f} bytes an article"
        )
        browser = launched(playwright)
        corpus, loads = Corpus(in_order(archive)), Loads()
        with served(site, corpus, loads) as address:
            console.print(cold_table(browser, address, corpus, loads, args.cold))
            if not args.cost_only:
                console.print(quality(browser, f"{address}blank.html", corpus, args.count))
        browser.close()


if __name__ == "__main__":
    main()
