"""Compose the pages on which the weights of the cues are fitted, with the shared page composer, from half of its pool.

    python -m benchmarks.training OUT [--composer DIR]
    python -m benchmarks.fit_cues OUT/first-* --write
    python -m benchmarks.fit_order OUT/first-* OUT/second-* --write

The other half of the pool is written to OUT/held-out.jsonl, for pages to measure on. The committed weights were fitted
in several turns while cues were still being added, on these pages and on 120 more with section headings set into their
reports; a fit from the start comes near them but not to the last digit.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from pathlib import Path

from scripts.core.settings import ROOT

COMPOSER = ROOT.parent / "shared" / "dev" / "compose"
SPLIT_SEED = 1
BATCHES = (
    ("first-easy", "easy", 40, 7501),
    ("first-medium", "medium", 80, 7501),
    ("first-hard", "hard", 120, 7501),
    ("second-easy", "easy", 160, 7601),
    ("second-medium", "medium", 160, 7601),
)
"""Folder, level, pages, seed."""


def halves(pool: str) -> tuple[str, str]:
    """The articles of a pool, one a line, in two halves by chance: to train on, and to measure on."""
    lines = pool.splitlines(keepends=True)
    random.Random(SPLIT_SEED).shuffle(lines)
    middle = len(lines) // 2
    return "".join(lines[:middle]), "".join(lines[middle:])


def compose(composer: Path, out: Path) -> None:
    """All batches. Raises OSError when the composer is not there, CalledProcessError when it fails."""
    out.mkdir(parents=True, exist_ok=True)
    train, held = halves((composer / "pool.jsonl").read_text(encoding="utf-8"))
    (out / "train.jsonl").write_text(train, encoding="utf-8")
    (out / "held-out.jsonl").write_text(held, encoding="utf-8")
    for folder, level, pages, seed in BATCHES:
        wanted = ["--level", level, "--pages", str(pages), "--seed", str(seed)]
        places = ["--pool", str(out / "train.jsonl"), "--out", str(out / folder)]
        subprocess.run([sys.executable, str(composer / "compose.py"), *wanted, *places], check=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path, help="folder for the pages")
    ap.add_argument("--composer", type=Path, default=COMPOSER, help="folder of compose.py and pool.jsonl")
    args = ap.parse_args()
    if not (args.composer / "pool.jsonl").is_file():
        ap.error(f"no pool.jsonl in {args.composer}: name the folder of the page composer with --composer")
    compose(args.composer, args.out)


if __name__ == "__main__":
    main()
