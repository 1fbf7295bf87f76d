"""Take a page into the archive: put it into `source_articles/` with a page record beside it, and clean it.

The page is a text or HTML file, `-` for standard input, the clipboard, or a form filled in on GitHub. At a terminal
it asks what is not said, with guesses that Enter accepts; in scripts what is not said stays empty and is marked for
review, unless --yes takes the guesses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from scripts.cli import arguments as shared
from scripts.cli.clipboard import pasted
from scripts.cli.new_ask import asked, guessed, meant
from scripts.cli.new_guess import guesses
from scripts.cli.new_issue import apply
from scripts.cli.new_page import suffix_of, taken
from scripts.core.errors import UsageProblem
from scripts.core.settings import MAX_SOURCE_BYTES
from scripts.pipeline import refuse_unreadable
from scripts.store.intake import Intake, refusal

EXAMPLES = (
    "new page.txt",
    "new page.txt --yes",
    "new page.txt --publication 江西日报《法治》周刊 --date 2022-11",
    "new digest.txt --text digest --rights InC --original 《题名》，江西日报《法治》周刊，2022年11月，第2版",
    "new page.html --publication 赣州日报 --date 2023-05-04 --url https://example.org/a.html",
    "new - --name fanzha --publication 九江日报 < page.txt",
    "new --clipboard",
    "new --from-issue event.json",
    "new page.txt --sources ~/archive/source_articles --articles ~/archive/docs/articles",
)
STDIN = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="a .txt or .html file, or - for standard input")
    parser.add_argument("--clipboard", action="store_true", help="take what the clipboard holds")
    parser.add_argument(
        "--from-issue", type=Path, metavar="FILE", help="do what a form asks: its body, or the event of GitHub"
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing and take every guess")
    parser.add_argument("--name", help="name of the source file (default: that of FILE, or the date)")
    parser.add_argument("--publication", type=told("publication"), help="name of the newspaper or site")
    parser.add_argument("--series", type=told("series"), help="title of the series that the page prints")
    parser.add_argument("--date", type=told("date"), help="EDTF: 2022-01-17, 2024-09~, 2022-11/2022-12")
    parser.add_argument("--url", type=told("url"), help="where it was found")
    parser.add_argument("--text", choices=("digest", "full"), help="whose words the page holds (full)")
    parser.add_argument("--rights", type=told("rights"), help="code or URI of RightsStatements.org: InC, UND, NKC")
    parser.add_argument("--original", type=told("original"), help="of a digest: title, newspaper, date and page")
    shared.trees(parser)


def told(key: str) -> Callable[[str], str]:
    """What one field of a page record accepts."""

    def read(text: str) -> str:
        value = meant(key, text)
        problem = refusal(key, value)
        if problem:
            raise argparse.ArgumentTypeError(f"{problem.message}。{problem.mend}")
        return value

    return read


def run(args: argparse.Namespace) -> int:
    shared.folder("--sources", args.sources)
    shared.folder("--articles", args.articles)
    if sum((args.file is not None, args.clipboard, args.from_issue is not None)) != 1:
        raise UsageProblem(
            "用法有误：要收哪一版？请给一个文件名、-（标准输入）、--clipboard 或 --from-issue 文件，只给一样"
        )
    if args.from_issue is not None:
        return apply(args.from_issue, args.sources, args.articles)
    called = "剪贴板" if args.clipboard else "标准输入" if args.file == STDIN else args.file
    intake = received(args)
    refuse_unreadable(intake.content, intake.suffix, called)
    return taken(completed(intake, args), called, args.sources, args.articles)


def completed(intake: Intake, args: argparse.Namespace) -> Intake:
    """The page with the fields that were not told: asked for at a terminal, guessed with --yes, else left empty."""
    ask = sys.stdin.isatty() and not args.yes
    if ask or args.yes:
        found = guesses(intake.content, intake.suffix, intake.name)
        fields = (asked if ask else guessed)(intake.fields, found)
        intake = replace(intake, fields=fields)
    return replace(intake, fields={**intake.fields, "text": intake.fields.get("text") or "full"})


def received(args: argparse.Namespace) -> Intake:
    """The page as it came, and what is said of it. Raises UsageProblem when there is no such file, OSError."""
    if args.clipboard or args.file == STDIN:
        content = pasted() if args.clipboard else sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)
        suffix, name = suffix_of(content), args.name or ""
    else:
        source = Path(args.file)
        if not source.is_file():
            raise UsageProblem(f"{source}：没有这个文件")
        with source.open("rb") as file:
            content = file.read(MAX_SOURCE_BYTES + 1)
        suffix, name = source.suffix.lower(), args.name or source.stem
    fields = {key: getattr(args, key) for key in ("publication", "series", "date", "url", "text", "rights", "original")}
    return Intake(content, suffix, name, {**fields, "received": date.today().isoformat()})
