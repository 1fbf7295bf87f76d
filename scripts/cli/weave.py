"""Weave the archive into a tree of plain Markdown, ready for MkDocs or Zensical."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from scripts.cli.terminal import errors, output, sentence
from scripts.core.settings import ARTICLES, DOCS, SOURCES, WOVEN
from scripts.pipeline import explanations, work_sources
from scripts.store.archive import load_archive
from scripts.weave import weave

SUMMARY = "articles → a tree of Markdown pages"
EXAMPLES = ("weave", "weave --out /tmp/woven")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=WOVEN, metavar="DIR", help="where the tree goes (.woven)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes (all cores)")


def run(args: argparse.Namespace) -> int:
    archive = load_archive(ARTICLES, SOURCES)
    made = explanations(archive, work_sources(archive, SOURCES, args.jobs))
    report = weave(archive, made, args.out, DOCS)
    for problem in archive.problems:
        errors.print(sentence(problem))
    counts = f"新写{len(report.written)}，未变{len(report.unchanged)}，删去{len(report.removed)}"
    output.print(f"织成{report.pages}页（{len(archive.articles)}篇报道）：{counts}个文件")
    return int(bool(archive.problems))
