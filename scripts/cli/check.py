"""Check sources, records and articles by numbered rules; what a pull request must pass."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date

from scripts.check import FORMS, exit_code, gather, print_report, run_checks
from scripts.cli import arguments as shared
from scripts.core.types import Problem
from scripts.pipeline import Worked, work_sources
from scripts.store.archive import load_archive

SUMMARY = "find what a person should mend"
EXAMPLES = ("check", "check --format github", "check --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMS, default="text", help="for people, GitHub annotations, or programs")
    shared.trees(parser)
    shared.jobs(parser)


def run(args: argparse.Namespace) -> int:
    shared.folder("--articles", args.articles)
    done = list(work_sources(load_archive(args.articles, args.sources), args.sources, args.jobs))
    pages = {one.page.path: (one.page, one.layout) for one in done if isinstance(one, Worked)}
    context = gather(args.articles, args.sources, date.today(), pages)
    unread = (one for one in done if isinstance(one, Problem))
    findings = run_checks(replace(context, problems=tuple(dict.fromkeys((*context.problems, *unread)))))
    print_report(findings, args.format)
    return exit_code(findings)
