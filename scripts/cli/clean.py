"""Clean raw pages into articles: read, segment, correct, tag, and write one Markdown file a piece.

Articles that a person has edited are never overwritten: the difference is shown instead.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from scripts.cli.terminal import difference, errors, output, safe, sentence
from scripts.core.errors import UsageProblem
from scripts.core.settings import ARTICLES, SOURCES
from scripts.core.types import Report
from scripts.pipeline import clean
from scripts.read import discover

SUMMARY = "raw pages → articles"
EXAMPLES = (
    "clean",
    "clean source_articles/jxrb-fz/2022/ganjing-nanchang.txt",
    "clean ~/pages --out /tmp/articles --jobs 2",
    "clean --refresh jxrb-fz-2022xxxx-03",
)
LONG_WORK = 8
"""Pages from which on a progress bar is worth its line."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", type=Path, metavar="SOURCE", help="pages or folders; all pages by default")
    parser.add_argument("--out", type=Path, default=ARTICLES, metavar="DIR", help="where articles go (docs/articles)")
    parser.add_argument("--jobs", type=positive, default=os.cpu_count() or 1, metavar="N", help="processes (all cores)")
    parser.add_argument(
        "--refresh", action="append", default=[], metavar="ID", help="rewrite this article even over a hand edit; repeatable"
    )


def positive(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no positive number")
    return number


def run(args: argparse.Namespace) -> int:
    paths = args.sources or [SOURCES]
    if args.out.exists() and not args.out.is_dir():
        raise UsageProblem(f"--out {args.out}: not a folder")
    pages = len(discover(paths))
    with bar(pages) as progress:
        task = progress.add_task("整理版面", total=pages)
        made = clean(
            paths, args.out, SOURCES, args.jobs, frozenset(args.refresh), step=lambda: progress.advance(task)
        )
        reports = list(made)
    show(reports)
    return int(any(report.problems for report in reports))


def bar(pages: int) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=errors, transient=True, disable=pages < LONG_WORK or not errors.is_terminal)


def show(reports: Sequence[Report]) -> None:
    """The table of pages, then differences that were kept, then problems."""
    if not reports:
        output.print("没有找到原版文件（.txt、.html）。把它们放进 source_articles/ 再试")
        return
    table = Table("版面", "篇", "散段", "待看", "写入", "未变", "人工改过", box=None, pad_edge=False)
    for name in table.columns[1:]:
        name.justify = "right"
    for report in reports:
        counts = (report.pieces, report.loose, report.review, len(report.written), report.same, len(report.kept))
        table.add_row(Text(safe(report.path)), *(str(n) for n in counts))
    totals = (
        sum(r.pieces for r in reports),
        sum(r.loose for r in reports),
        sum(r.review for r in reports),
        sum(len(r.written) for r in reports),
        sum(r.same for r in reports),
        sum(len(r.kept) for r in reports),
    )
    if len(reports) > 1:
        table.add_row(f"共{len(reports)}版", *(str(n) for n in totals), style="bold")
    output.print(table)
    for report in reports:
        for name, diff in zip(report.kept, report.diffs, strict=True):
            output.print(f"\n{name} 已由人工修改，没有覆盖。机器现在会写成：（要采用请加 --refresh {name}）")
            output.print(difference(diff))
    for report in reports:
        for problem in report.problems:
            errors.print(sentence(problem))
