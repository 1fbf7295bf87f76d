"""Time of `check` on an invented archive: the whole of it, and one changed article, as a person waits for them.

    python -m benchmarks.checking [--articles 10000] [--folder DIR]

Pages of ten invented reports are cleaned into articles and committed to a git repository of their own; a folder that is
named is kept and, when it is there already, measured as it stands. `first` is a check that remembers nothing, `again`
one that finds the work of `clean` in the cache, `changed` one of a single article against the last commit. Seconds are
of this machine, starting Python included; the share of the whole that `changed` takes means the same anywhere.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.search.corpus import articles
from scripts.core.settings import ROOT
from scripts.core.types import Article

PER_PAGE = 10
LENGTH = 400
"""Characters of a report: with it a page has the four to five thousand characters of a real one."""
RECORD = """publication: 赣江晚报
date: {date}
received: '2026-01-02'
text: full
rights: http://rightsstatements.org/vocab/InC/1.0/
"""
COMMITTER = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "core.autocrlf=false")


def make_pages(sources: Path, count: int) -> None:
    """Raw pages with their records, `PER_PAGE` reports each; the last may hold fewer."""
    reports = articles(count)
    for number in range(0, count, PER_PAGE):
        group = reports[number : number + PER_PAGE]
        date = group[0].date
        assert date
        path = sources / "gjwb" / str(date.earliest.year) / f"{number // PER_PAGE:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(map(printed, group)) + "\n", encoding="utf-8")
        path.with_suffix(".yml").write_text(RECORD.format(date=date.earliest.isoformat()), encoding="utf-8")


def printed(report: Article) -> str:
    """A report as a page prints it: headline, text, reporter."""
    body = report.body[:LENGTH].rstrip("，。；\n").replace("\n\n", "\n")
    return f"{report.title.replace(' ', '')}\n\n{body}。（{report.byline[0]}）"


def git(folder: Path, *command: str) -> None:
    subprocess.run(["git", "-C", str(folder), *COMMITTER, *command], check=True, capture_output=True)


Spent = tuple[float, float]
"""Seconds on the clock, and seconds of computing, which other work on the machine changes less."""


def seconds(folder: Path, *command: str, cache: str | None = None) -> Spent:
    """Time of one verb on the trees of a folder. Exit code 1, findings, is no failure here."""
    trees = ("--sources", str(folder / "source_articles"), "--articles", str(folder / "docs" / "articles"))
    kept = str(folder / ".cache") if cache is None else cache
    done, spent = timed([sys.executable, "-m", "scripts", *command, *trees], ROOT, kept)
    assert done.returncode in (0, 1), done.stderr
    return spent


def timed(command: list[str], folder: Path, cache: str) -> tuple[subprocess.CompletedProcess[str], Spent]:
    """A command in a folder, with a cache of its own."""
    environment = {**os.environ, "PINGAN_CACHE": cache}
    begun, before = time.perf_counter(), computing()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done, (time.perf_counter() - begun, computing() - before)


def computing() -> float:
    """Seconds that all programs started from here have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def prepare(folder: Path, count: int) -> Spent:
    """Makes, cleans and commits the archive; seconds of cleaning."""
    make_pages(folder / "source_articles", count)
    spent = seconds(folder, "clean", "--brief")
    (folder / ".gitignore").write_text("/.cache/\n", encoding="utf-8")
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "all")):
        git(folder, *command)
    return spent


def changed(folder: Path) -> Spent:
    """Seconds of checking one article with a new sentence; the change is taken back."""
    path = min((folder / "docs" / "articles").rglob("*.md"))
    before = path.read_bytes()
    path.write_bytes(before + "\n社区又添了一盏灯。\n".encode())
    try:
        return seconds(folder, "check", "--changed", "HEAD")
    finally:
        path.write_bytes(before)


def show(spent: dict[str, Spent], whole: str, folder: Path) -> None:
    """A row a step, with its share of the computing of one of them."""
    count = sum(1 for _ in (folder / "docs" / "articles").rglob("*.md"))
    table = Table("step", "seconds", "of computing", f"of {whole}", title=f"{count} articles, {os.cpu_count()} cores")
    for step, (clock, computed) in spent.items():
        table.add_row(step, f"{clock:.1f}", f"{computed:.1f}", f"{computed / spent[whole][1]:.0%}")
    Console(width=100).print(table)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=10_000)
    ap.add_argument("--folder", type=Path, help="keep the archive here, and use it again")
    ap.add_argument("--first", action="store_true", help="also measure a check that remembers nothing (minutes)")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        fresh = not (folder / ".git").exists()
        spent = {"clean": prepare(folder, args.articles)} if fresh else {}
        if args.first:
            spent["first"] = seconds(folder, "check", cache="")
        spent |= {"again": seconds(folder, "check"), "changed": changed(folder)}
        show(spent, "again", folder)


if __name__ == "__main__":
    main()
