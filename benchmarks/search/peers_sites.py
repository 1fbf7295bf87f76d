"""The same articles as sites of our own and of each peer, at the best setting for Chinese that its makers document."""

from __future__ import annotations

import gzip
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import yaml

from benchmarks.search import peers_clients as clients
from scripts.core.settings import ROOT
from scripts.core.types import Archive, Article
from scripts.search import build
from scripts.search.documents import Document, address, in_order

SEPARATOR = r"[\s\u200b\u3000\-、。，．？！；]+"
"""Material's own for Chinese pages; holds the \\u200b that its guide to Chinese search asks for."""
FRAGMENT_HEAD = "pagefind_dcd"
"""What the files of Pagefind begin with."""


@dataclass(frozen=True)
class Peer:
    """One search: how its site is made and how it is asked."""

    name: str
    package: str
    """What pip installs, pinned; empty for ours."""
    settings: str
    make: Callable[[Archive, Path], Path]
    """Writes the site into a folder and says where it stands."""
    client: str
    """JavaScript; see peers_clients."""
    names: Callable[[Path], dict[str, str]] = lambda site: {}
    """Address of an article by what the search calls it instead."""

    @property
    def distribution(self) -> str:
        return re.split(r"[\[=]", self.package)[0]

    @property
    def version(self) -> str | None:
        """The one that is installed; empty for ours, none where it is missing."""
        try:
            return version(self.distribution) if self.package else ""
        except PackageNotFoundError:
            return None


def labels(article: Article) -> dict[str, list[str]]:
    """What a search narrows by: cities, and every year that the date may be in."""
    years = range(article.date.earliest.year, article.date.latest.year + 1) if article.date else ()
    return {"city": list(article.city), "year": [f"{year}年" for year in years]}


def paragraphs(document: Document) -> str:
    """All that is searched but the title, as HTML; raw, so that no Markdown is seen in it."""
    parts = [*document.marks, *document.text.split("\n")]
    return "\n\n".join(f"<p>{html.escape(part)}</p>" for part in parts if part.strip())


def markdown_page(document: Document) -> str:
    held = labels(document.article)
    head = {"title": document.title, "tags": [*held["city"], *held["year"]]}
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, width=1000)}---\n\n{paragraphs(document)}\n"


def html_page(document: Document) -> str:
    filters = [f"{name}:{value}" for name, held in labels(document.article).items() for value in held]
    marks = "".join(f'<i data-pagefind-filter="{html.escape(part)}"></i>' for part in filters)
    title = html.escape(document.title)
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{title}</title>'
        f"<body data-pagefind-body><h1>{title}</h1>{marks}{paragraphs(document)}</body></html>"
    )


def text_file(document: Document) -> str:
    """What our site has beside the page of an article, as far as a search reads it."""
    return json.dumps({"paragraphs": document.text.split("\n")}, ensure_ascii=False)


def pages(archive: Archive, folder: Path, page: Callable[[Document], str], name: str) -> None:
    """Write a page of each article where our site has it; `name` is made of its address without the last `/`."""
    for document in in_order(archive):
        path = folder / name.format(address(document.article).rstrip("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(document), encoding="utf-8")


def project(archive: Archive, folder: Path) -> Path:
    """A project of Material and Zensical; no article in `nav`, as it makes builds quadratic."""
    pages(archive, folder / "pages", markdown_page, "{}.md")
    (folder / "pages/index.md").write_text("---\ntitle: 首页\n---\n", encoding="utf-8")
    settings = {
        "site_name": "平安江西",
        "docs_dir": "pages",
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"search": {"separator": SEPARATOR}}],
        "nav": ["index.md"],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return path


def run(*words: object) -> None:
    """A program of this Python environment; what it said is shown when it fails. Raises SystemExit."""
    command = [sys.executable, "-m", *map(str, words)]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def ours(archive: Archive, folder: Path) -> Path:
    """The index, in a site that has the text of each article, as pieces of it are fetched after the titles."""
    pages(archive, folder, text_file, "{}/index.json")
    shutil.copytree(ROOT / "docs/assets/search", folder / "assets/search")
    build(archive, folder)
    return folder


def material(archive: Archive, folder: Path) -> Path:
    run("mkdocs", "build", "--quiet", "-f", project(archive, folder))
    return folder / "site"


def zensical(archive: Archive, folder: Path) -> Path:
    run("zensical", "build", "-f", project(archive, folder))
    return folder / "site"


def pagefind(archive: Archive, folder: Path) -> Path:
    pages(archive, folder, html_page, "{}/index.html")
    run("pagefind", "--site", folder, "--quiet")
    return folder


def fragments(site: Path) -> dict[str, str]:
    """Address by the id of a result; Pagefind tells it only page by page, so it is read from its files."""
    return dict(fragment(path) for path in sorted(site.glob("pagefind/fragment/*.pf_fragment")))


def fragment(path: Path) -> tuple[str, str]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8").removeprefix(FRAGMENT_HEAD)
    return path.stem, json.loads(text)["url"]


PEERS = {
    "ours": Peer("本站", "", "assets/search/index.js，不取分面计数", ours, clients.OURS),
    "material": Peer(
        "Material",
        "mkdocs-material==9.8.1",
        f"theme.language: zh；search.separator: '{SEPARATOR}'；装有 jieba；城市、年份为 tags，查询时作为词输入",
        material,
        clients.MATERIAL,
    ),
    "pagefind": Peer(
        "Pagefind",
        "pagefind[extended]==1.5.2",
        'extended；<html lang="zh">；data-pagefind-body；城市、年份为 data-pagefind-filter',
        pagefind,
        clients.PAGEFIND,
        fragments,
    ),
    "zensical": Peer(
        "Zensical",
        "zensical==0.0.73",
        f"theme.language: zh；search.separator: '{SEPARATOR}'；城市、年份为 tags，用作筛选",
        zensical,
        clients.ZENSICAL,
    ),
}
