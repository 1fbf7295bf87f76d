"""What the fits of weights share: their options, the layout of measured cues, and the table that they write."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from scripts.core.files import write as write_file
from scripts.core.settings import DATA

TABLE = DATA / "cues.tsv"


def arguments(description: str | None) -> argparse.Namespace:
    """folders, check and write, from the command line."""
    ap = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+", type=Path, help="composed pages to fit on (see benchmarks.training)")
    ap.add_argument("--check", type=Path, metavar="DIR", help="composed pages to measure on")
    ap.add_argument("--write", action="store_true", help="write the weights into the table")
    return ap.parse_args()


def stack(measured: dict[str, np.ndarray], codes: list[str]) -> np.ndarray:
    zero = np.zeros_like(next(iter(measured.values())))
    return np.stack([measured.get(code, zero) for code in codes], axis=-1)


def written(weight: dict[str, float]) -> str:
    """The table with new weights."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    new = ["\t".join([c[0], f"{weight[c[0]]:.2f}", *c[2:]]) if c[0] in weight else "\t".join(c) for c in cells]
    return "\n".join(new) + "\n"


def show(weight: dict[str, float], write: bool) -> None:
    """Prints the table with new weights, and writes it if asked."""
    new = written(weight)
    print(new, end="")
    if write:
        write_file(TABLE, new)
