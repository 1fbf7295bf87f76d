"""Tell a pull request in Markdown: new articles with tags and evidence, what to look at, texts before and after.

The same text is put into one comment of the pull request and updated there; at home it reads as well in a terminal.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from scripts.check import Context, History, findings
from scripts.cli import arguments as shared
from scripts.cli.check import prepared, with_pages
from scripts.cli.new import told
from scripts.cli.summary_text import Changed, Summary, markdown
from scripts.cli.terminal import output
from scripts.core import pages
from scripts.core.errors import InputProblem
from scripts.core.types import Article
from scripts.store.articles import parse

EXAMPLES = ("summary --base origin/main", "summary --base HEAD")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base", required=True, metavar="BASE", help="the git version to compare with")
    parser.add_argument("--preview", type=told("url"), metavar="URL", help="where the built preview can be had")
    shared.trees(parser)
    shared.jobs(parser)


def run(args: argparse.Namespace) -> int:
    for option in ("articles", "sources"):
        shared.folder(f"--{option}", vars(args)[option])
    checked = argparse.Namespace(**vars(args), changed=args.base, site=None, originals=None, fix=False)
    context = with_pages(prepared(checked), args.sources, args.jobs)
    past = context.history or History()
    found = tuple(f for f in findings(context) if f.path in past.changed or set(f.also) & past.changed)
    summary = Summary(
        *sorted_out(past.before, past.changed, context),
        pages=tuple(sorted(path for path in past.changed if is_page(path, args.sources))),
        explanations=context.made.explanations,
        findings=found,
        preview=args.preview,
    )
    output.print(markdown(summary), end="")
    return 0


def is_page(path: str, sources: Path) -> bool:
    """Whether a changed file is a raw page of the archive."""
    return path.startswith(f"{sources.name}/") and pages.is_page(path)


def sorted_out(
    before: Mapping[str, str], changed: Iterable[str], context: Context
) -> tuple[tuple[Article, ...], tuple[Changed, ...], tuple[Article, ...]]:
    """Articles that are new, those that differ, and those that are gone, each by path."""
    standing = {article.path: article for article in context.archive.articles}
    old = {path: article for path, text in sorted(before.items()) if (article := readable(text, path))}
    new = tuple(standing[path] for path in sorted(changed) if path in standing and path not in before)
    both = tuple(Changed(old[path], standing[path]) for path in sorted(old) if path in standing)
    gone = tuple(old[path] for path in sorted(old) if path not in context.texts)
    return new, tuple(pair for pair in both if pair.before != pair.after), gone


def readable(text: str, path: str) -> Article | None:
    """The article of an earlier text; none of one that was broken then."""
    try:
        return parse(text, path)
    except InputProblem:
        return None
