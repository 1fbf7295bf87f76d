"""Check sources, records and articles by numbered rules; what a pull request must pass.

Exit code 0: nothing, or only what a person should look at. 1: errors. 2: a wrong command line.
Each rule has its section in the handbook (docs/handbook, page 规则). A finding that is right as it is may be listed,
with a reason, in docs/articles/.check-ignore.yml:  - {rule: 文05, id: jxrb-fz-20220117-01, reason: …}
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from scripts.check import (
    FORMS,
    Context,
    Made,
    Mend,
    exit_code,
    findings,
    gather,
    ignored,
    mended,
    print_mends,
    print_report,
)
from scripts.cli import arguments as shared
from scripts.cli.revisions import history
from scripts.core import files
from scripts.core.errors import UsageProblem
from scripts.core.lock import locked
from scripts.core.settings import ROOT, SITE
from scripts.core.types import Article, Explanation, Problem
from scripts.pipeline import Worked, page_texts, work_all
from scripts.store.built import open_built
from scripts.store.ids import match
from scripts.store.ignores import NAME as IGNORES
from scripts.store.sources import locate, shown
from scripts.store.withdrawn import NAME as WITHDRAWN

EXAMPLES = (
    "check",
    "check --fix",
    "check --changed origin/main --format github",
    "check --format json",
    "check --site",
    "check --originals ~/originals",
)
PROGRAM = ("scripts/", "requirements.txt")
"""A change of these may change what is found anywhere."""
PATIENCE = 5.0
"""Seconds to wait for another run that writes."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMS, default="text", help="for people, GitHub annotations, or programs")
    parser.add_argument(
        "--changed", metavar="BASE", help="only what has changed since the git version BASE, and what that concerns"
    )
    parser.add_argument(
        "--fix", action="store_true", help="first mend widths, invisible characters and blanks; never what a text says"
    )
    parser.add_argument(
        "--site", nargs="?", type=Path, const=SITE, metavar="DIR", help="also check the built site (site)"
    )
    parser.add_argument(
        "--originals", type=Path, metavar="DIR", help="also compare digests with the original pages in this folder"
    )
    shared.trees(parser)
    shared.jobs(parser)


def run(args: argparse.Namespace) -> int:
    for option in ("--articles", "--sources"):
        shared.folder(option, vars(args)[option[2:]])
    context = prepared(args)
    if args.fix:
        mends = fix(args.articles, context)
        if args.format == "text":
            print_mends(mends)
        context = prepared(args) if mends else context
    found = findings(with_pages(context, args.sources, args.jobs))
    print_report(found, args.format)
    return exit_code(found)


def prepared(args: argparse.Namespace) -> Context:
    """Everything that is to be checked but the raw pages. Raises UsageProblem."""
    past = history(args.articles, args.sources, args.changed)
    only = past.changed if past and args.changed is not None else None
    if only is not None and touches_all(only, args.articles):
        only = None
    context = gather(args.articles, args.sources, date.today(), history=past, only=only)
    site = open_built(present("--site", args.site)) if args.site else None
    originals = page_texts(present("--originals", args.originals)) if args.originals else None
    return replace(context, site=site, originals=originals)


def touches_all(changed: Iterable[str], articles: Path) -> bool:
    """Whether a change reaches beyond its own files: of the program, of the vocabulary, of a list of exceptions."""
    lists = tuple(f"{shown(articles)}/{name}" for name in (IGNORES, WITHDRAWN))
    ours = articles.resolve().is_relative_to(ROOT)
    return any(path in lists or (ours and path.startswith(PROGRAM)) for path in changed)


def present(option: str, folder: Path) -> Path:
    """Raises UsageProblem for a folder that is not there."""
    if not folder.is_dir():
        raise UsageProblem(
            f"{option} {folder}：没有这个文件夹" + ("。请先运行 make site" if option == "--site" else "")
        )
    return folder


def fix(articles: Path, context: Context) -> dict[str, tuple[Mend, ...]]:
    """Mends the article files that are checked, and says what it changed. Raises InputProblem, OSError."""
    away = ignored(context)
    done: dict[str, tuple[Mend, ...]] = {}
    with locked(articles, PATIENCE):
        for path in sorted(context.read if context.only is None else context.read & context.only):
            skip = {code for code, place in away if place == path}
            text, mends = mended(context.texts[path], path, skip)
            file = articles / path.removeprefix(f"{shown(articles)}/")
            # another run may have written it before the lock was ours
            if mends and file.read_bytes() == context.texts[path].encode("utf-8", "surrogateescape"):
                files.write(file, text)
                done[path] = mends
    return done


def with_pages(context: Context, sources: Path, jobs: int) -> Context:
    """The context with what the stages make of the pages today."""
    found = ((locate(name, sources), name) for name in context.page_names)
    done = list(work_all([(path, name) for path, name in found if path is not None], jobs))
    worked = [one for one in done if isinstance(one, Worked)]
    explanations: dict[str, Explanation] = {}
    drafts: dict[str, Article] = {}
    for one in worked:
        for name, number in own_pieces(context, one).items():
            explanations[name], drafts[name] = one.explanations[number], one.drafts[number]
    unread = (one for one in done if isinstance(one, Problem))
    faults = (problem for one in worked for problem in one.page.problems)
    problems = tuple(dict.fromkeys((*context.problems, *faults, *unread)))
    pages = {one.page.path: (one.page, one.layout) for one in worked}
    return replace(context, problems=problems, made=Made(pages, explanations, drafts))


def own_pieces(context: Context, one: Worked) -> dict[str, int]:
    """The piece of a page that each of its articles continues, as `clean` would see it: id → number of the piece."""
    standing = context.archive.by_source.get(one.page.path, ())
    gone = [w for w in context.withdrawn.values() if w.source and w.source.file == one.page.path]
    pairs = match(one.drafts, [*((a.title, a.source) for a in standing), *((w.title or "", w.source) for w in gone)])
    return {standing[place].id: number for number, place in pairs.items() if place < len(standing)}
