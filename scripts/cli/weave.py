"""Weave the archive into a tree of plain Markdown, ready for MkDocs or Zensical."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

from scripts.cli import arguments as shared
from scripts.cli.terminal import errors, output, sentence
from scripts.core.errors import InputProblem, UsageProblem
from scripts.core.lock import locked
from scripts.core.settings import BUILD_PATIENCE, DOCS, LEFT_OUT, WOVEN
from scripts.core.types import Problem
from scripts.pipeline import explanations, work_sources
from scripts.store.archive import load_archive
from scripts.store.history import load_history
from scripts.store.withdrawn import load_withdrawn
from scripts.weave import weave
from scripts.weave.tree import IGNORE_ALL, KEEP, Past

EXAMPLES = (
    "weave",
    "weave --out /tmp/woven",
    "weave --sources ~/archive/source_articles --articles ~/archive/docs/articles --out /tmp/woven",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=WOVEN, metavar="DIR", help="where the tree goes (.woven)")
    parser.add_argument("--held", action="store_true", help="whoever calls holds the tree, as the hooks of MkDocs do")
    shared.trees(parser)
    shared.jobs(parser)


def run(args: argparse.Namespace) -> int:
    shared.folder("--articles", args.articles)
    refuse_foreign(args.out)
    # held before the archive is read: whoever comes last has read it last
    with nullcontext() if args.held else locked(args.out, BUILD_PATIENCE):
        archive = load_archive(args.articles, args.sources)
        pages = list(work_sources(archive, args.sources, args.jobs))
        past, fault = known_past(args.articles)
        report = weave(archive, explanations(archive, pages), args.out, DOCS, past, args.jobs)
    problems = (*archive.problems, *fault, *(page for page in pages if isinstance(page, Problem)))
    for problem in problems:
        errors.print(sentence(problem))
    counts = f"新写{len(report.written)}，未变{len(report.unchanged)}，删去{len(report.removed)}"
    output.print(f"织成{report.pages}页（{len(archive.articles)}篇报道）：{counts}个文件")
    return LEFT_OUT if problems else 0


def known_past(articles: Path) -> tuple[Past, tuple[Problem, ...]]:
    """What was withdrawn and what git knows; a list of the withdrawn that cannot be read is a problem, and no more."""
    history = load_history(articles)
    try:
        return Past(load_withdrawn(articles), history), ()
    except InputProblem as fault:
        return Past((), history), (fault.problem,)


def refuse_foreign(out: Path) -> None:
    """Raises UsageProblem for a folder of other things: weaving takes away every file that is not of the tree."""
    shared.folder("--out", out)
    mark = out / KEEP
    ours = mark.is_file() and mark.read_bytes() == IGNORE_ALL.encode()
    if out.is_dir() and not ours and any(out.iterdir()):
        raise UsageProblem(f"--out {out}：里面有别的文件，织网页会把它们删去。请给一个新的或空的文件夹")
