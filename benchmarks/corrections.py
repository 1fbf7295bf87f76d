"""What correction mends of the slips that a page composer made, and what it breaks.

    python -m benchmarks.corrections TRUTH_DIR… [--worst N]

Each folder holds pages NNN.txt with NNN.truth.json, as the page composer writes them. Each true article is handed to
correction as one piece with its lines in the true order, so that errors of segmentation do not count. A slip is mended
when the text around it is that of the truth; a false correction is a difference from the truth where no slip was made.
Differences of width and of quotation style alone are none: the archive writes them its own way.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel
from rich.console import Console
from rich.table import Table

from scripts.core.han import fold
from scripts.core.types import CleanText, Fragment, Join, Piece
from scripts.correct import correct

COPIED = "="
SLACK = 1
"""A slip that put characters in may be aligned that much beside its place, besides its own length."""
UNASKED = ("lost",)
"""Text lost at a column end is no slip that any correction could mend."""
QUOTES = str.maketrans(dict.fromkeys("『』「」〝〞“”", '"'))
"""For comparing without the style of quotation marks."""
Truth = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its kind, its place in the true text, and what was made of what."""

    kind: str
    start: int
    end: int
    clean: str
    printed: str

    @property
    def slack(self) -> int:
        return SLACK + (len(self.printed) if self.start == self.end else 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the true text and what stands for it in the corrected one."""

    start: int
    end: int
    truth: str
    found: str


def slips(ops: list[list[Any]]) -> list[Slip]:
    return [Slip(op[4], op[2], op[3], *op[5]) for op in ops if op[4] != COPIED]


def differences(truth: str, found: str) -> list[Difference]:
    blocks = Indel.opcodes(truth, found)
    raw = [
        Difference(b.src_start, b.src_end, truth[b.src_start : b.src_end], found[b.dest_start : b.dest_end])
        for b in blocks
        if b.tag != "equal"
    ]
    joined: list[Difference] = []
    for one in raw:
        if joined and joined[-1].end == one.start:
            last = joined.pop()
            one = Difference(last.start, one.end, last.truth + one.truth, last.found + one.found)
        joined.append(one)
    return joined


def left(slip: Slip, difference: Difference) -> bool:
    """Whether a difference is what a slip left behind; more characters than the truth has, if it put some in."""
    if slip.start < slip.end and difference.start < difference.end:
        return slip.start < difference.end and difference.start < slip.end
    close = slip.start - slip.slack <= difference.end and difference.start <= slip.end + slip.slack
    return close and (slip.start < slip.end or len(difference.found) > len(difference.truth))


def beside(slip: Slip, difference: Difference) -> bool:
    """Whether a slip may account for a difference, counting that an alignment may put it a little aside."""
    reach = slip.slack + len(slip.printed)
    return slip.start - reach <= difference.end and difference.start <= slip.end + reach


def only_style(difference: Difference) -> bool:
    one, other = (
        "".join(unicodedata.normalize("NFKC", text).translate(QUOTES).split())
        for text in (difference.truth, difference.found)
    )
    return one == other


def pieces(folder: Path) -> Iterator[tuple[Truth, Piece]]:
    """Each true article with the piece that a perfect segmentation would make of it."""
    for path in sorted(folder.glob("*.truth.json")):
        page = path.with_name(path.name.replace(".truth.json", ".txt")).open(encoding="utf-8", newline="").read()
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            yield article, piece(article, page)


def piece(article: Truth, page: str) -> Piece:
    """Lines in true order; those that go on with a paragraph are joined, as an editor would."""
    lines = [(page.count("\n", 0, start) + 1, page[start:end]) for start, end in article["spans"]]
    places = {op[0]: op[2] for op in reversed(article["ops"])}
    ends, at = set(), 0
    heads = set()
    for n, text in enumerate(article["paragraphs"]):
        heads |= {at} if n in article["subheads"] else set()
        at += len(text)
        ends.add(at)
    begins = [places[start] for start, _ in article["spans"]]
    fragments = tuple(
        Fragment(line, line, "heading" if begin in heads else "body", (text,))
        for begin, (line, text) in zip(begins, lines, strict=True)
    )
    joins = tuple(
        Join(left[0], right[0], 1.0, ())
        for left, right, begin in zip(lines, lines[1:], begins[1:], strict=False)
        if begin not in ends
    )
    headline = " ".join(page[start:end] for start, end in article["headline_spans"])
    return Piece("article", headline, None, None, fragments, joins)


class Tally:
    """Counts over all articles."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.mended: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self.characters = 0
        self.false: list[str] = []
        self.missed: list[str] = []
        self.titles: list[str] = []

    def add(self, article: Truth, damaged: Piece, clean: CleanText) -> None:
        truth = "".join(article["paragraphs"])
        found = "".join(p.text for p in clean.paragraphs)
        self.characters += len(truth)
        wrong = differences(truth, found)
        made = slips(article["ops"])
        for slip in made:
            self.made[slip.kind] += 1
            if not any(left(slip, one) for one in wrong):
                self.mended[slip.kind] += 1
            else:
                self.missed.append(f"{slip.kind}: {slip.clean}→{slip.printed} in {around(truth, slip.start, slip.end)}")
        self.false += [
            f"{one.truth}→{one.found} in {around(truth, one.start, one.end)}"
            for one in wrong
            if not only_style(one) and not any(beside(slip, one) for slip in made)
        ]
        self.add_headline(article["headline"], damaged.headline or "", clean.title or "")

    def add_headline(self, truth: str, printed: str, found: str) -> None:
        damaged, right = fold(truth) != fold(printed), fold(truth) == fold(found)
        self.heads["all"] += 1
        self.heads["damaged"] += damaged
        self.heads["mended"] += damaged and right
        self.heads["broken"] += not damaged and not right
        if not right:
            self.titles.append(f"{truth} | {printed} | {found}")


def around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 8) : end + 8]


def measured(folders: list[Path]) -> Tally:
    tally = Tally()
    for folder in folders:
        for article, damaged in pieces(folder):
            tally.add(article, damaged, correct(damaged))
    return tally


def report(tally: Tally, worst: int, console: Console) -> None:
    table = Table("slip", "made", "mended", "share", title=f"{tally.characters} characters")
    for kind in sorted(tally.made, key=lambda k: (k in UNASKED, k)):
        made, mended = tally.made[kind], tally.mended[kind]
        table.add_row(kind, str(made), str(mended), f"{mended / made:.1%}")
    console.print(table)
    rate = len(tally.false) / max(1, tally.characters) * 10_000
    console.print(f"false corrections: {len(tally.false)}, {rate:.2f} in 10,000 characters")
    console.print(
        "headlines: {all}, damaged {damaged}, of these mended {mended}; sound ones broken {broken}".format(
            **{key: tally.heads[key] for key in ("all", "damaged", "mended", "broken")}
        )
    )
    for name, lines in (("false", tally.false), ("missed", tally.missed), ("headline", tally.titles)):
        for line in lines[:worst]:
            console.print(f"{name}  {line}", markup=False, highlight=False, soft_wrap=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+", type=Path, metavar="TRUTH_DIR")
    ap.add_argument("--worst", type=int, default=0, help="print so many of the false, the missed and the headlines")
    options = ap.parse_args()
    report(measured(options.folders), options.worst, Console())


if __name__ == "__main__":
    main()
