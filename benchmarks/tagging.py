"""How well pieces are tagged with figures and initiatives, against hand-made truth, and how fast each tagger is.

    python -m benchmarks.tagging [--gold DIR --pages DIR] [--misses]

Truth and pages belong to their publishers and are not kept here; without them only the speed is measured. A figure is
found when its value and unit are; an initiative when one name, read without quotes and blanks, holds the other. The
pieces are those of the truth, so that a torn column costs nothing here.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from scripts.core.settings import ROOT, SOURCES
from scripts.core.types import CleanText, Fragment, Layout, Piece, RawPage, Tags
from scripts.correct import correct
from scripts.read import discover, read_page
from scripts.segment import segment
from scripts.tag import tag
from scripts.tag.figures import find_figures
from scripts.tag.initiatives import find_initiatives
from scripts.tag.names import find_names
from scripts.tag.organisations import find_organisations
from scripts.tag.places.find import find_places
from scripts.tag.topics import find_topics

SHARED = ROOT.parent / "shared"
ROUNDS = 5
SPEED_BYTES = 1_000_000
"""Text for the speed: enough that the clock's grain and the loading of tables do not show."""
LOOSE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Truth:
    """What one piece holds, by hand."""

    id: str
    figures: tuple[tuple[float, str], ...]
    initiatives: tuple[str, ...]
    clean: CleanText
    page: RawPage


def truths(gold: Path, pages: Path) -> Iterator[Truth]:
    """All pieces of the annotated pages, corrected as the path would."""
    for path in sorted(gold.glob("*.json")):
        doc = json.loads(path.read_text(encoding="utf-8"))
        if "pieces" not in doc:
            continue
        page = read_page(pages / doc["file"], doc["file"])
        for row in doc["pieces"]:
            figures = tuple((float(f["value"]), f["unit"]) for f in row["figures"])
            yield Truth(row["id"], figures, tuple(row["named_initiatives"]), correct(piece_of(row, page)), page)


def piece_of(row: dict[str, Any], page: RawPage) -> Piece:
    """A piece of the truth as segmentation would give it: its spans, headlines apart."""
    heads = [str(row[key]) for key in ("headline", "kicker", "subhead") if row.get(key)]
    lines = [n for span in row["spans"] for n in range(span[0], span[1] + 1)]
    kept = [n for n in lines if page.lines[n - 1].strip() and not is_head(page.lines[n - 1], heads)]
    parts = tuple(Fragment(n, n, "body", (page.lines[n - 1],)) for n in kept)
    return Piece("article", row.get("headline"), row.get("kicker"), row.get("subhead"), parts)


def is_head(line: str, heads: list[str]) -> bool:
    bare = LOOSE.sub("", line)
    return any(bare and bare in LOOSE.sub("", head) for head in heads)


def same_name(one: str, other: str) -> bool:
    """Whether two names mean one initiative: the longer holds the shorter."""
    a, b = sorted((LOOSE.sub("", one), LOOSE.sub("", other)), key=len)
    return len(a) > 1 and a in b


def report(found: list[tuple[Truth, Tags]], misses: bool, console: Console) -> None:
    n: Counter[str] = Counter()
    for truth, tags in found:
        told = {(float(f.value), f.unit) for f in tags.figures}
        absent = [row for row in truth.figures if row not in told]
        unseen = [name for name in truth.initiatives if not any(same_name(name, t) for t in tags.initiative)]
        extra = [name for name in tags.initiative if not any(same_name(name, t) for t in truth.initiatives)]
        n["figures"] += len(truth.figures)
        n["absent"] += len(absent)
        n["initiatives"] += len(truth.initiatives)
        n["unseen"] += len(unseen)
        n["told"] += len(tags.initiative)
        n["extra"] += len(extra)
        if misses and (absent or unseen or extra):
            console.print(truth.id, "figures missed", absent, "initiatives missed", unseen, "extra", extra)
    rows = {
        "figures found": 1 - n["absent"] / n["figures"],
        "initiatives recall": 1 - n["unseen"] / n["initiatives"],
        "initiatives precision": 1 - n["extra"] / n["told"],
    }
    for name, value in rows.items():
        console.print(f"{name}: {value:.3f}")


def speed(console: Console) -> None:
    """Bytes of UTF-8 that each tagger and all together read in a second, the best of some rounds."""
    pages = [read_page(path, path.name) for path in discover([SOURCES])]
    layouts = [segment(page) for page in pages]
    made = [(correct(p), page, lay) for page, lay in zip(pages, layouts, strict=True) for p in lay.pieces]
    size = sum(len(clean.text.encode()) for clean, _, _ in made)
    made *= -(-SPEED_BYTES // size)
    size = sum(len(clean.text.encode()) for clean, _, _ in made)
    taggers: dict[str, Callable[[CleanText, RawPage], object]] = {
        "places": lambda clean, page: find_places(clean, page.record),
        "topics": lambda clean, page: find_topics(clean),
        "names": lambda clean, page: find_names(clean),
        "initiatives": lambda clean, page: find_initiatives(clean),
        "figures": lambda clean, page: find_figures(clean),
        "organisations": lambda clean, page: find_organisations(clean),
    }
    table = Table("tagger", "MB a second", title=f"{size / 1e6:.1f} MB of text")
    for name, work in taggers.items():
        spent = min(seconds(partial(run_all, work, made)) for _ in range(ROUNDS))
        table.add_row(name, f"{size / 1e6 / spent:.2f}")
    spent = min(seconds(lambda: deque((tag(*row) for row in made), maxlen=0)) for _ in range(ROUNDS))
    table.add_row("all", f"{size / 1e6 / spent:.2f}")
    console.print(table)


def run_all(work: Callable[[CleanText, RawPage], object], made: Sequence[tuple[CleanText, RawPage, Layout]]) -> None:
    """Nothing is kept, as on the path of a page: else the collector of garbage is measured too."""
    deque((work(clean, page) for clean, page, _ in made), maxlen=0)


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, default=SHARED / "gold")
    ap.add_argument("--pages", type=Path, default=SHARED / "pages")
    ap.add_argument("--misses", action="store_true")
    args = ap.parse_args()
    console = Console(width=160)
    if args.gold.is_dir() and args.pages.is_dir():
        report([(t, tag(t.clean, t.page)) for t in truths(args.gold, args.pages)], args.misses, console)
    else:
        console.print("no truth at hand: only the speed is measured")
    speed(console)


if __name__ == "__main__":
    main()
