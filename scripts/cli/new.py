"""Take a page into the archive: put it into `source_articles/` with a page record beside it, and clean it.

The page is a text or HTML file, or `-` for standard input. What is not said stays empty and is marked for review.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from scripts.cli.clean import show
from scripts.cli.terminal import output
from scripts.core import dates
from scripts.core.errors import UsageProblem
from scripts.core.settings import ARTICLES, ROOT, SOURCES
from scripts.pipeline import clean
from scripts.store.intake import Intake, take_in

SUMMARY = "take a page into the archive"
EXAMPLES = (
    "new page.txt --publication 江西日报《法治》周刊 --date 2022-11",
    "new page.html --publication 赣州日报 --date 2023-05-04 --url https://example.org/a.html",
    "new - --name fanzha --publication 九江日报 < page.txt",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a .txt or .html file, or - for standard input")
    parser.add_argument("--name", help="name of the source file, ASCII (default: that of FILE, or the date)")
    parser.add_argument("--publication", help="name of the newspaper or site")
    parser.add_argument("--series", help="title of the series that the page prints")
    parser.add_argument("--date", type=edtf, help="EDTF: 2022-01-17, 2024-09~, 2022-11/2022-12")
    parser.add_argument("--url", help="where it was found")
    parser.add_argument("--text", choices=("digest", "full"), default="full", help="whose words the page holds (full)")


def edtf(text: str) -> str:
    try:
        return str(dates.parse(text))
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def run(args: argparse.Namespace) -> int:
    source = Path(args.file)
    if args.file != "-" and not source.is_file():
        raise UsageProblem(f"{source}: no such file")
    content = sys.stdin.buffer.read() if args.file == "-" else source.read_bytes()
    fields = {
        "publication": args.publication,
        "series": args.series,
        "date": args.date,
        "url": args.url,
        "received": date.today().isoformat(),
        "text": args.text,
    }
    suffix = ".txt" if args.file == "-" else source.suffix.lower()
    intake = Intake(content, suffix, args.name or ("" if args.file == "-" else source.stem), fields)
    page = take_in(intake, SOURCES)
    output.print(f"已收入 {page.relative_to(ROOT)}，页面记录 {page.with_suffix('.yml').relative_to(ROOT)}")
    reports = list(clean([page], ARTICLES, SOURCES))
    show(reports)
    output.print("下一步：看一看 docs/articles/ 里新写的文章，运行 make serve 预览，再提交")
    return int(any(report.problems for report in reports))
