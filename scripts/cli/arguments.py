"""Arguments that several verbs share."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from scripts.core.errors import UsageProblem
from scripts.core.settings import ARTICLES, SOURCES


def trees(parser: argparse.ArgumentParser, *also: str) -> None:
    """The two trees of an archive; those of this repository unless others are named."""
    parser.add_argument(
        "--sources", type=Path, default=SOURCES, metavar="DIR", help="raw pages of the archive (source_articles)"
    )
    parser.add_argument(
        *also,
        "--articles",
        dest="articles",
        type=Path,
        default=ARTICLES,
        metavar="DIR",
        help="articles (docs/articles)",
    )


def jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=positive, default=os.cpu_count() or 1, metavar="N", help="processes (all cores)")


def positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return number


def folder(option: str, path: Path) -> None:
    """Raises UsageProblem when what should be a folder, or become one, is something else."""
    if path.exists() and not path.is_dir():
        raise UsageProblem(f"{option} {path}：这不是文件夹")
