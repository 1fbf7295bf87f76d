"""Take a page into the archive: put it into `source_articles/` with a page record beside it, and clean it.

The page is a text or HTML file, or `-` for standard input. What is not said stays empty and is marked for review.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from scripts.cli import arguments as shared
from scripts.cli.clean import show
from scripts.cli.terminal import output
from scripts.core.errors import UsageProblem
from scripts.core.records import parse_record
from scripts.core.settings import MAX_SOURCE_BYTES
from scripts.core.visible import visible
from scripts.pipeline import clean, refuse_unreadable
from scripts.store.frontmatter_yaml import to_yaml
from scripts.store.intake import Intake, take_in
from scripts.store.sources import shown

SUMMARY = "take a page into the archive"
EXAMPLES = (
    "new page.txt --publication 江西日报《法治》周刊 --date 2022-11",
    "new page.html --publication 赣州日报 --date 2023-05-04 --url https://example.org/a.html",
    "new - --name fanzha --publication 九江日报 < page.txt",
    "new page.txt --sources ~/archive/source_articles --articles ~/archive/docs/articles",
)
STDIN = "-"
HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
"""How a web page begins that comes without a file name."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a .txt or .html file, or - for standard input")
    parser.add_argument("--name", help="name of the source file (default: that of FILE, or the date)")
    parser.add_argument("--publication", type=told("publication"), help="name of the newspaper or site")
    parser.add_argument("--series", type=told("series"), help="title of the series that the page prints")
    parser.add_argument("--date", type=told("date"), help="EDTF: 2022-01-17, 2024-09~, 2022-11/2022-12")
    parser.add_argument("--url", type=told("url"), help="where it was found")
    parser.add_argument("--text", choices=("digest", "full"), default="full", help="whose words the page holds (full)")
    shared.trees(parser)


def told(key: str) -> Callable[[str], str]:
    """What one field of a page record accepts."""

    def read(text: str) -> str:
        _, problems = parse_record(to_yaml({key: text}), key)
        if problems:
            raise argparse.ArgumentTypeError(f"{problems[0].message}。{problems[0].mend}")
        return text

    return read


def run(args: argparse.Namespace) -> int:
    shared.folder("--sources", args.sources)
    shared.folder("--articles", args.articles)
    intake = received(args)
    refuse_unreadable(intake.content, intake.suffix, "标准输入" if args.file == STDIN else args.file)
    page = take_in(intake, args.sources)
    output.print(visible(f"已收入 {shown(page)}，页面记录 {shown(page.with_suffix('.yml'))}"))
    reports = list(clean([page], args.articles, args.sources))
    show(reports)
    problems = any(report.problems for report in reports)
    if not problems:
        output.print(visible(f"下一步：看一看 {shown(args.articles)}/ 里新写的文章，运行 make serve 预览，再提交"))
    return int(problems)


def received(args: argparse.Namespace) -> Intake:
    """The page as it came, and what is said of it. Raises UsageProblem when there is no such file, OSError."""
    source = Path(args.file)
    if args.file == STDIN:
        content = sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)
        suffix, name = ".html" if HTML.match(content) else ".txt", args.name or ""
    elif source.is_file():
        with source.open("rb") as file:
            content = file.read(MAX_SOURCE_BYTES + 1)
        suffix, name = source.suffix.lower(), args.name or source.stem
    else:
        raise UsageProblem(f"{source}：没有这个文件")
    fields = {key: getattr(args, key) for key in ("publication", "series", "date", "url")}
    return Intake(content, suffix, name, {**fields, "received": date.today().isoformat(), "text": args.text})
