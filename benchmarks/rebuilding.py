"""Time of `make site` on an invented archive: from nothing, after one page was added, and when nothing has changed.

    python -m benchmarks.rebuilding [--articles 10000] [--folder DIR]

The project is copied into a folder with its program, handbook and theme, but with invented pages of ten reports instead
of its own; a folder that is named is kept, and used again as it stands. The share of the computing of a build from
nothing means the same anywhere; cleaning the pages for the first time is not counted in it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.checking import PER_PAGE, RECORD, Spent, make_pages, printed, show, timed
from benchmarks.search.corpus import articles
from scripts.core.settings import ROOT

PARTS = ("scripts", "docs", "mkdocs.yml", "Makefile", "requirements.lock.txt")
ADDED = 12
"""Reports of the page that is added: as many as a real one has."""


def prepare(folder: Path, count: int) -> None:
    """The project with invented pages, cleaned."""
    for name in PARTS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("articles", "__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / ".woven").mkdir()
    (folder / ".made").mkdir()
    make_pages(folder / "source_articles", count)
    run(folder, sys.executable, "-m", "scripts", "clean", "--brief")


def add_page(folder: Path) -> None:
    """One page more, with reports that no other page has."""
    known = len(list(folder.glob("source_articles/*/*/*.txt"))) * PER_PAGE
    reports = articles(known + ADDED)[known:]
    date = reports[0].date
    assert date
    path = folder / "source_articles" / "gjwb" / str(date.earliest.year) / f"added-{known}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(map(printed, reports)) + "\n", encoding="utf-8")
    path.with_suffix(".yml").write_text(RECORD.format(date=date.earliest.isoformat()), encoding="utf-8")


def run(folder: Path, *command: str) -> Spent:
    """Seconds of a command. Findings in invented articles are no failure here; a site that is not built is."""
    done, spent = timed(list(command), folder, str(folder / ".cache"))
    assert done.returncode == 0 or "网站建好了" in done.stdout, done.stdout + done.stderr
    return spent


def make_site(folder: Path) -> Spent:
    """`make site` with the environment of this program."""
    bin_ = Path(sys.executable).parent
    return run(folder, "make", "VENV=.made", f"BIN={bin_}", "--old-file=.made/.site", "site")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=10_000)
    ap.add_argument("--folder", type=Path, help="keep the project here, and use it again")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "scripts").exists():
            prepare(folder, args.articles)
        shutil.rmtree(folder / "site", ignore_errors=True)
        spent = {"from nothing": make_site(folder)}
        add_page(folder)
        spent |= {"one page added": make_site(folder), "nothing changed": make_site(folder)}
        show(spent, "from nothing", folder)


if __name__ == "__main__":
    main()
