"""The reader in a real browser, over the archive's own articles and over small ones made for a test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, served

from scripts.core import files
from scripts.core.settings import ARTICLES, SOURCES
from scripts.core.types import Archive
from scripts.search import build
from scripts.search.documents import address, in_order
from scripts.store import load_archive

OPEN = """async ([name, base]) => {
  const { open } = await import(new URL("assets/search/index.js", base).href);
  globalThis[name] = await open(new URL("search/", base));
  return globalThis[name].meta;
}"""
SEARCH = """async ([name, query, options]) => {
  const answer = await globalThis[name].search(query, options);
  const excerpts = await Promise.all(answer.hits.map((hit) => answer.excerpt(hit)));
  const hits = answer.hits.map((hit, n) => ({ ...hit, ...excerpts[n] }));
  return { ...answer, hits, facets: await answer.facets(), excerpt: null, fold: [...(answer.fold ?? [])].length };
}"""
COMPLETE = "async ([name, text, caret]) => globalThis[name].complete(text, caret)"
MATCHES = "async ([name, query, options]) => (await globalThis[name].matches(query, options)).docs"
FAILS = """async ([name, query]) => {
  try { await globalThis[name].search(query); return null; }
  catch (error) { return { name: error.name, kind: error.kind, message: error.message }; }
}"""


NAMES = ("initiative", "byline", "photographer", "publication")
"""What the JSON of an article tells beside its text that no card does."""


@dataclass
class Reader:
    """An opened index in a page of its own."""

    page: Any
    site: Path
    address: str
    name: str = "index"

    def open(self, name: str = "index") -> Any:
        self.name = name
        return self.page.evaluate(OPEN, [name, self.address])

    def search(self, query: str, **options: object) -> Any:
        return self.page.evaluate(SEARCH, [self.name, query, options])

    def complete(self, text: str) -> Any:
        return self.page.evaluate(COMPLETE, [self.name, text, len(text)])

    def matches(self, query: str, **options: object) -> list[int]:
        return list(self.page.evaluate(MATCHES, [self.name, query, options]))

    def fails(self, query: str) -> Any:
        return self.page.evaluate(FAILS, [self.name, query])

    def ids(self, query: str, **options: object) -> list[str]:
        return [hit["id"] for hit in self.search(query, **{"limit": 100, **options})["hits"]]


def site_of(folder: Path, archive: Archive) -> Path:
    """A site that is nothing but the reader, the index, and the names and the text of each article as JSON."""
    shutil.copytree(ROOT / "docs/assets/search", folder / "assets/search")
    for document in in_order(archive):
        names = {name: getattr(document.article, name) for name in NAMES}
        text = {**names, "paragraphs": document.text.split("\n")}
        files.write(folder / address(document.article) / "index.json", json.dumps(text))
    build(archive, folder)
    (folder / "404.html").write_text("没有这一页", encoding="utf-8")
    (folder / "blank.html").write_text("<!doctype html><title>空页</title>", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def own() -> Archive:
    return load_archive(ARTICLES, SOURCES)


@pytest.fixture(scope="session")
def reader(own: Archive, chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The archive's own articles."""
    yield from opened(site_of(tmp_path_factory.mktemp("own"), own), chromium)


def opened(site: Path, browser: Any) -> Iterator[Reader]:
    for home in served(site):
        page = browser.new_context().new_page()
        page.goto(home + "blank.html")
        found = Reader(page, site, home)
        found.open()
        yield found
        page.context.close()


@pytest.fixture
def shelf(browser: Any, tmp_path: Path) -> Iterator[Callable[[Archive], Reader]]:
    """Opens the index of any archive."""
    running: list[Iterator[Reader]] = []

    def made(archive: Archive) -> Reader:
        running.append(opened(site_of(tmp_path / f"site{len(running)}", archive), browser))
        return next(running[-1])

    yield made
    for generator in running:
        next(generator, None)
