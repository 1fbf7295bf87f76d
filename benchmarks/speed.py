"""Speed of each stage on pages of text, and how it grows with the length of a page.

    python -m benchmarks.speed [PAGES…]

Pages are the archive's own unless others are named. Characters a second are of this machine; the shares and the growth
are ratios within one run and mean the same anywhere.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scripts.core.settings import SOURCES
from scripts.core.types import PageRecord, RawPage
from scripts.correct import correct
from scripts.read import discover, read_page
from scripts.segment import segment
from scripts.tag import tag

ROUNDS = 3
GROWTH = (1, 2, 4, 8)
"""How many pages are set one below the other."""


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def stages(paths: list[Path]) -> dict[str, float]:
    """Seconds of each stage over all pages, the best of some rounds; tables are loaded before."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS + 1):
        pages = [read_page(path, path.name) for path in paths]
        layouts = [segment(page) for page in pages]
        cleaned = [[correct(piece) for piece in layout.pieces] for layout in layouts]
        found = {
            "read": seconds(lambda: [read_page(path, path.name) for path in paths]),
            "segment": seconds(lambda pages=pages: [segment(page) for page in pages]),
            "correct": seconds(lambda layouts=layouts: [correct(p) for layout in layouts for p in layout.pieces]),
            "tag": seconds(
                lambda made=(pages, layouts, cleaned): [
                    tag(clean, page, layout) for page, layout, group in zip(*made, strict=True) for clean in group
                ]
            ),
        }
        best = {name: min(found[name], best.get(name, found[name])) for name in found}
    return best


def stacked(pages: list[RawPage], times: int) -> RawPage:
    """Some pages one below the other, as one."""
    lines = tuple(line for page in (pages * times)[:times] for line in page.lines)
    return RawPage("stacked.txt", "", "utf-8", "text", lines, ("",) * len(lines), PageRecord())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pages", nargs="*", type=Path)
    paths = discover(ap.parse_args().pages or [SOURCES])
    pages = [read_page(path, path.name) for path in paths]
    characters = sum(len(line) for page in pages for line in page.lines)
    found = stages(paths)
    table = Table("stage", "share", "characters a second", title=f"{len(pages)} pages, {characters} characters")
    for name, spent in found.items():
        table.add_row(name, f"{spent / sum(found.values()):.0%}", f"{characters / spent:,.0f}")
    console = Console()
    console.print(table)
    first = seconds(lambda: segment(stacked(pages, GROWTH[0]))) or 1e-9
    growth = [f"×{n}: {seconds(lambda n=n: segment(stacked(pages, n))) / first:.1f}" for n in GROWTH]
    console.print("segment, pages stacked:", ", ".join(growth))
    console.print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
