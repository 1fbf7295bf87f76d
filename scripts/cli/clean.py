"""Clean raw pages into articles: read, segment, correct, tag, and write one Markdown file a piece.

Articles that a person has edited are never overwritten: the difference is shown instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from scripts.cli import arguments as shared
from scripts.cli.terminal import difference, errors, output, sentence
from scripts.core.types import Report, Span
from scripts.core.visible import visible
from scripts.pipeline import clean, discover

EXAMPLES = (
    "clean",
    "clean source_articles/jxrb-fz/2022/ganjing-nanchang.txt",
    "clean ~/pages --out /tmp/articles --jobs 2",
    "clean --refresh jxrb-fz-2022xxxx-03",
    "clean --brief",
    "clean --sources ~/archive/source_articles --articles ~/archive/docs/articles",
)
LONG_WORK = 8
"""Pages from which on a progress bar is worth its line."""
MOST_PLACES = 12
"""Loose fragments whose lines are named; a page with more is read line by line with `explain`."""
COLUMNS = ("篇", "散段", "待看", "写入", "未变", "人工改过")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pages", nargs="*", type=Path, metavar="SOURCE", help="pages or folders; all pages of the archive by default"
    )
    shared.trees(parser, "--out")
    shared.jobs(parser)
    parser.add_argument(
        "--refresh",
        action="append",
        default=[],
        metavar="ID",
        help="rewrite this article even over a hand edit; repeatable",
    )
    parser.add_argument("--brief", action="store_true", help="only what is new: no unchanged pages, no differences")


def run(args: argparse.Namespace) -> int:
    shared.folder("--out", args.articles)
    paths = args.pages or [args.sources]
    pages = len(discover(paths))
    with bar(pages) as progress:
        task = progress.add_task("整理版面", total=pages)
        made = clean(
            paths, args.articles, args.sources, args.jobs, frozenset(args.refresh), step=lambda: progress.advance(task)
        )
        reports = list(made)
    show(reports, args.brief)
    return int(any(report.problems for report in reports))


def bar(pages: int) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=errors, transient=True, disable=pages < LONG_WORK or not errors.is_terminal)


def show(reports: Sequence[Report], brief: bool = False) -> None:
    """The table of pages, then what was withdrawn, then differences that were kept, then problems."""
    if not reports:
        output.print("没有找到原版文件（.txt、.html）。把它们放进 source_articles/ 再试")
        return
    output.print(table(reports, quiet(reports) if brief else frozenset()))
    for report in reports:
        if report.loose_lines:
            output.print(Text(visible(f"散段 {report.path} {places(report.loose_lines)}：check 告诉怎样归位")))
    for report in reports:
        for name in report.removed:
            output.print(f"\n{name} 已撤下：原页上不再有这一篇。编号记入 .withdrawn.yml，不会再用")
        for name, diff in zip(report.kept, report.diffs, strict=True) if not brief else ():
            output.print(f"\n{name} 已由人工修改，没有覆盖。机器现在会写成：（要采用请加 --refresh {name}）")
            output.print(difference(diff))
    if brief and any(report.kept for report in reports):
        output.print("人工改过的文章一字未动，页面记录改了也不跟着变。差别和采用的办法，运行这一行就看到：")
        output.print("  .venv/bin/python -m scripts clean")
    for report in reports:
        for problem in report.problems:
            errors.print(sentence(problem))


def quiet(reports: Sequence[Report]) -> frozenset[str]:
    """Of many pages those of which nothing is to be said: neither written nor removed, lost or wrong."""
    if len(reports) < LONG_WORK:
        return frozenset()
    told = (report.written or report.removed or report.loose or report.problems for report in reports)
    return frozenset(report.path for report, anything in zip(reports, told, strict=True) if not anything)


def table(reports: Sequence[Report], left_out: Collection[str] = ()) -> Table:
    """A row a page but for those left out, and the sums where there are several."""
    found = Table(box=None, pad_edge=False)
    found.add_column("版面", overflow="fold")
    for name in COLUMNS:
        found.add_column(name, justify="right", no_wrap=True)
    rows = [counts(report) for report in reports]
    for report, row in zip(reports, rows, strict=True):
        if report.path not in left_out:
            found.add_row(Text(visible(report.path)), *map(str, row))
    if len(rows) > 1:
        sums = map(sum, zip(*rows, strict=True))
        silent = f"，没有变化的{len(left_out)}版不列" if left_out else ""
        found.add_row(f"共{len(rows)}版{silent}", *map(str, sums), style="bold")
    return found


def places(spans: Sequence[Span]) -> str:
    """Lines of loose fragments in few words: 第3、17–19行."""
    named = "、".join(str(a) if a == b else f"{a}–{b}" for a, b in spans[:MOST_PLACES])
    return f"第{named}行" + (f"等{len(spans)}处" if len(spans) > MOST_PLACES else "")


def counts(report: Report) -> tuple[int, ...]:
    """What stands in the COLUMNS."""
    return report.pieces, report.loose, report.review, len(report.written), report.same, len(report.kept)
