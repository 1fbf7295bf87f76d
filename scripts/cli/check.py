"""Check sources, records and articles by numbered rules; what a pull request must pass."""

from __future__ import annotations

import argparse
import os
from datetime import date

from scripts.check import FORMS, exit_code, gather, print_report, run_checks
from scripts.core.settings import ARTICLES, SOURCES
from scripts.core.types import Layout, RawPage
from scripts.pipeline import work_sources
from scripts.store.archive import load_archive

SUMMARY = "find what a person should mend"
EXAMPLES = ("check", "check --format github", "check --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMS, default="text", help="for people, GitHub annotations, or programs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes (all cores)")


def run(args: argparse.Namespace) -> int:
    archive = load_archive(ARTICLES, SOURCES)
    pages: dict[str, tuple[RawPage, Layout]] = {
        done.page.path: (done.page, done.layout) for done in work_sources(archive, SOURCES, args.jobs)
    }
    findings = run_checks(gather(ARTICLES, SOURCES, date.today(), pages))
    print_report(findings, args.format)
    return exit_code(findings)
