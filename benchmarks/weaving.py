"""Time and bytes of weaving the derived pages beside what MkDocs needs to render them, and how both grow.

    python -m benchmarks.weaving [ARTICLES…]

Articles are invented, as in `benchmarks.relate`, each with figures, evidence and corrections. Seconds are of the
processor, so that other work on the machine counts little. `render` is the build as it is shipped, `plain` what MkDocs
needs when it reads finished HTML as well (`scripts/html_blocks.py`); `of render` and `of plain` are weaving beside them
(the goal: at most 1). `growth` is seconds of weaving an article beside those of the first size, so 1.0 is linear. Bytes
an article are those of the woven tree and of the finished site, without the assets that do not grow.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from rich.console import Console
from rich.table import Table

from benchmarks.relate import invented
from scripts.core.settings import DOCS, ROOT
from scripts.core.types import (
    Archive,
    Article,
    CleanText,
    Edit,
    Evidence,
    Explanation,
    Figure,
    Layout,
    PageRecord,
    Piece,
    RawPage,
    Tags,
)
from scripts.weave import weave

SIZES = (1_000, 10_000)
SEED = 6
HOOKS = "page_hooks.py"
FIGURES, EDITS = 6, 10
"""Of an article, the means of newspaper reports that went through the pipeline."""
UNITS = ("起", "人", "件", "%", "名", "次", "元", "个")
RULES = ("widths", "quotes", "lookalike", "rejoin")
PAGE = RawPage("bm.txt", "0" * 64, "utf-8", "text", ("一行",) * 200, ("",) * 200, PageRecord())


def explanation(luck: random.Random, article: Article) -> Explanation:
    """What the pipeline would say about an invented article."""
    year = article.date.text[:4] if article.date else None
    figures = tuple(
        Figure(float(luck.randint(1, 9999)), luck.choice(UNITS), "办理案件", year, None, article.body[n : n + 30])
        for n in range(FIGURES)
    )
    edits = tuple(Edit(luck.choice(RULES), n + 1, f"{luck.randint(0, 999)}户,", f"{n}户，") for n in range(EDITS))
    evidence = tuple(Evidence("city", city, 3.0, article.body[:20], 10, "正文地名") for city in article.city)
    clean = CleanText(article.title, None, None, (), edits)
    piece = Piece(article.kind, article.title, None, None, ())
    return Explanation(PAGE, piece, clean, Tags(figures=figures, evidence=evidence), Layout((), (), ()))


def explanations(archive: Archive) -> dict[str, Explanation]:
    luck = random.Random(SEED)
    return {article.id: explanation(luck, article) for article in archive.articles}


def project(folder: Path) -> None:
    """A folder like the repository, without articles, and of the hooks only those that convert pages."""
    (folder / HOOKS).write_text("from scripts.hooks import on_page_content, on_page_markdown\n", encoding="utf-8")
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("articles"))
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    (folder / "mkdocs.yml").write_text(
        "\n".join(f"hooks: [{HOOKS}]" if line.startswith("hooks:") else line for line in lines), encoding="utf-8"
    )


def weight(folder: Path) -> int:
    """Bytes of all files below a folder, assets apart."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and "assets" not in f.parts)


def measured(count: int, folder: Path) -> dict[str, float]:
    """Seconds of the processor and bytes for one archive."""
    project(folder)
    archive = invented(count)
    told = explanations(archive)
    begun = time.process_time()
    report = weave(archive, told, folder / ".woven", folder / "docs")
    woven = time.process_time()
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    rendered = time.process_time()
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "plain"), hooks=[]))
    return {
        "articles": count,
        "pages": report.pages,
        "weave": woven - begun,
        "render": rendered - woven,
        "plain": time.process_time() - rendered,
        "tree": weight(folder / ".woven") / count,
        "site": weight(folder / "site") / count,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def apart(count: int) -> dict[str, float]:
    """One size in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, "-m", "benchmarks.weaving", "--one", str(count)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def table(rows: list[dict[str, float]]) -> Table:
    head = (
        "articles",
        "pages",
        "weave",
        "render",
        "plain",
        "of render",
        "of plain",
        "ms each",
        "growth",
        "tree B",
        "site B",
        "MB",
    )
    shown = Table(*head, title="weaving beside rendering")
    first = rows[0]["weave"] / rows[0]["articles"]
    for row in rows:
        each = row["weave"] / row["articles"]
        times = (f"{row[step]:.1f}" for step in ("weave", "render", "plain"))
        ratios = (f"{row['weave'] / row[step]:.2f}" for step in ("render", "plain"))
        sizes = (f"{row['tree']:,.0f}", f"{row['site']:,.0f}", f"{row['memory']:.0f}")
        shown.add_row(
            f"{row['articles']:,.0f}",
            f"{row['pages']:,.0f}",
            *times,
            *ratios,
            f"{each * 1000:.1f}",
            f"{each / first:.2f}",
            *sizes,
        )
    return shown


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles", nargs="*", type=int, default=SIZES)
    ap.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = ap.parse_args()
    if options.one:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measured(options.one, Path(folder))))
        return
    Console(width=120).print(table([apart(count) for count in options.articles]))


if __name__ == "__main__":
    main()
