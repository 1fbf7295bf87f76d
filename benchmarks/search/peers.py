"""Our search and three others on the same articles, asked the same queries in headless Chromium.

    python -m benchmarks.search.peers                            the archive's own articles
    python -m benchmarks.search.peers --articles 2000            invented ones
    python -m benchmarks.search.peers --only ours,zensical       without the others
    python -m benchmarks.search.peers --articles 2000 --json     all figures, unrounded

The others are no part of this project. Install them beside what it needs, in an environment of their own:

    python -m venv peers && peers/bin/pip install -r requirements-dev.txt 'pagefind[extended]==1.5.2'

Truth is literal matching on the records, both sides folded. Each search is asked through the client that it ships: its
worker or its module, without boxes and buttons; the host gzips files of every kind and knows no Range requests. A cold
query has nothing in any cache; its bytes are those of the network, code of the search included, page not; where pieces
of text come after the titles, both are told. A warm query is asked for the second time and ends with those pieces.
Ctrl-C shows the searches that are done.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.search.corpus import articles
from benchmarks.search.peers_browser import answers, cold, warm
from benchmarks.search.peers_server import launched, served
from benchmarks.search.peers_sites import PEERS, Peer
from benchmarks.search.peers_table import Measured, as_json, markdown
from benchmarks.search.queries import Corpus, Query, all_classes
from benchmarks.search.score import Answer, rates
from scripts.cli.arguments import positive
from scripts.core.settings import ARTICLES, SOURCES
from scripts.core.types import Archive
from scripts.search.documents import address, in_order
from scripts.store import load_archive

T = TypeVar("T")
Tick = Callable[[], object]
Classes = Sequence[tuple[str, list[Query]]]
PLAIN = ("反诈", "公安", "中国", "公安机关", "派出所所长", "今年", "渝水区")
"""Queries that are searched from nothing: common and rare words, phrases of common words, a name.

None in pinyin or traditional characters: where a search finds nothing it costs little, and that would look like merit.
"""


@dataclass(frozen=True)
class Bench:
    """What all searches share."""

    browser: Browser
    archive: Archive
    classes: Classes
    numbers: Mapping[object, int]
    """Documents by number and by address."""

    @property
    def steps(self) -> int:
        """Steps of one search: its site, every warm query, every cold one, and one of these that is not counted."""
        return 2 + len(PLAIN) + sum(len(queries) for _, queries in self.classes)


def prepared(browser: Browser, archive: Archive, count: int) -> Bench:
    documents = in_order(archive)
    numbers: dict[object, int] = {
        name: n for n, d in enumerate(documents) for name in (n, address(d.article).strip("/"))
    }
    return Bench(browser, archive, list(all_classes(Corpus(documents), count)), numbers)


def measure(bench: Bench, peer: Peer, tick: Tick) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        site = peer.make(bench.archive, Path(folder))
        tick()
        with served(site) as (place, log):
            costs = [ticked(cold(bench.browser, place, log, peer, site, q), tick) for q in (PLAIN[0], *PLAIN)]
            given = answered(bench, peer, site, place, tick)
    return Measured(
        peer.name,
        peer.version or "",
        peer.settings,
        {name: rates(queries, given[name]) for name, queries in bench.classes},
        costs[1:],
        [answer.spent for held in given.values() for answer in held],
    )


def answered(bench: Bench, peer: Peer, site: Path, place: str, tick: Tick) -> dict[str, list[Answer]]:
    """Answers to the queries of each class, all from one open page."""
    called: dict[object, int] = {name: bench.numbers[where.strip("/")] for name, where in peer.names(site).items()}
    numbers = {**bench.numbers, **called}
    page = warm(bench.browser, place, peer, site)
    given = {name: [ticked(a, tick) for a in answers(page, queries, numbers)] for name, queries in bench.classes}
    page.context.close()
    return given


def ticked(value: T, tick: Tick) -> T:
    tick()
    return value


def compared(bench: Bench, chosen: Sequence[Peer]) -> list[Measured]:
    """Every search after the other, with a bar for each on the error stream."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks = {peer.name: progress.add_task(peer.name, total=bench.steps, start=False) for peer in chosen}

        def one(peer: Peer) -> Measured:
            progress.start_task(tasks[peer.name])
            return measure(bench, peer, partial(progress.advance, tasks[peer.name]))

        return list(until_stopped(map(one, chosen)))


def until_stopped(held: Iterable[T]) -> Iterator[T]:
    """What was done before somebody pressed Ctrl-C: a large run is not lost with its last search."""
    try:
        yield from held
    except KeyboardInterrupt:
        print("stopped; below is what was measured", file=sys.stderr)


def chosen(text: str) -> list[str]:
    """Names of searches, divided by commas. Raises ArgumentTypeError.

    >>> chosen("ours,zensical")
    ['ours', 'zensical']
    """
    names = text.split(",")
    if unknown := sorted(set(names) - set(PEERS)):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    return names


def lacking(peers: Sequence[Peer]) -> str:
    """What to type when a search is not installed; empty when all are."""
    packages = [f"'{peer.package}'" for peer in peers if peer.version is None]
    return f"not installed; in an environment of its own: pip install {' '.join(packages)}" if packages else ""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--articles", type=positive, default=0, help="how many invented articles; 0 takes the archive's own"
    )
    parser.add_argument("--count", type=positive, default=50, help="queries of each class (50)")
    parser.add_argument("--only", type=chosen, default=list(PEERS), metavar="NAMES", help=", ".join(PEERS))
    parser.add_argument("--json", action="store_true", help="all figures in place of the table")
    return parser


def main() -> int:
    args = arguments().parse_args()
    peers = [PEERS[name] for name in args.only]
    if said := lacking(peers):
        print(said, file=sys.stderr)
        return 2
    archive = Archive(tuple(articles(args.articles))) if args.articles else load_archive(ARTICLES, SOURCES)
    if not archive.articles:
        print("no articles to search: write some first, or say --articles 2000", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = launched(playwright)
        held = compared(prepared(browser, archive, args.count), peers)
        browser.close()
    if not held:
        return 130
    size = len(archive.articles)
    print(json.dumps(as_json(held, size), ensure_ascii=False, indent=1) if args.json else markdown(held, size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
