"""Floors of the links between reports: a knowing reader's pairs, on real pages and on the digests of the archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.cli import main
from scripts.core.han import fold
from scripts.core.settings import ARTICLES, SOURCES
from scripts.core.types import Archive, Article
from scripts.core.vocab import gazetteer, publications, topics
from scripts.store.archive import load_archive
from scripts.weave.holdings import Holdings
from scripts.weave.links.related import Finder
from tests.test_floors import SHARED, needs_real_pages, pages_with_records

FLOORS = {3: 0.95, 2: 0.75}
"""Share of the pairs of each strength that stand among the first TOP of either side."""
TOP = 5
KINDS = {"photo-caption": "photo", "editor-note": "note"}
Pieces = list[dict[str, Any]]


def truth() -> Iterator[tuple[str, Pieces]]:
    """Name and pieces of each page whose pairs are known."""
    for path in sorted((SHARED / "gold").glob("[0-9]*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        yield page["file"], page["pieces"]


def lines(spans: Any) -> set[int]:
    return {line for span in spans for line in range(span[0], span[1] + 1)}


def by_lines(archive: Archive) -> dict[str, Article]:
    """Article of each piece of the pages themselves: the one made of the same lines."""
    found = {}
    for name, pieces in truth():
        of_page = [a for file, group in archive.by_source.items() if file.endswith(name) for a in group]
        for piece in pieces:
            own = lines(piece["spans"])
            found[piece["id"]] = max(
                of_page, key=lambda a: len(own & lines(a.source.lines)) / len(own | lines(a.source.lines))
            )
    return found


def by_title(archive: Archive) -> dict[str, Article]:
    """Digest of each piece: the one of the same headline; those without one are told by kind and order."""
    titles = {fold(a.title): a for a in archive.articles}
    found = {}
    for _, pieces in truth():
        named = {p["id"]: titles[fold(p["headline"])] for p in pieces if p["headline"]}
        (page,) = {a.source.file for a in named.values() if a.source}
        nameless = {kind: iter([a for a in archive.by_source[page] if a.kind == kind]) for kind in KINDS.values()}
        found |= {p["id"]: named.get(p["id"]) or next(nameless[KINDS[p["kind"]]]) for p in pieces}
    return found


def recall(archive: Archive, article: dict[str, Article]) -> dict[int, float]:
    """Share of the known pairs that are found, by strength."""
    finder = Finder(Holdings(archive, {}, gazetteer(), topics(), publications()))
    top = {name: [r.article.id for r in finder.related(a)[:TOP]] for name, a in article.items()}
    pairs = json.loads((SHARED / "gold" / "crosslinks.json").read_text(encoding="utf-8"))["pairs"]
    hits: dict[int, list[bool]] = {strength: [] for strength in FLOORS}
    for pair in pairs:
        left, right = pair["a"], pair["b"]
        hit = article[right].id in top[left] or article[left].id in top[right]
        hits.setdefault(pair["strength"], []).append(hit)
    return {strength: sum(found) / len(found) for strength, found in hits.items()}


def below(found: dict[int, float]) -> dict[int, float]:
    return {strength: found[strength] for strength, floor in FLOORS.items() if found[strength] < floor}


@needs_real_pages
def test_reports_of_real_pages_lead_to_those_that_a_knowing_reader_would_link(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    pages = pages_with_records(tmp_path / "pages")
    assert main(["clean", str(pages), "--out", str(tmp_path / "out")]) == 0
    archive = load_archive(tmp_path / "out", pages)
    assert below(recall(archive, by_lines(archive))) == {}


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason=f"真实版面不在 {SHARED.name}/，相关报道的下限没有检验")
def test_the_digests_are_linked_as_well_as_the_pages_of_which_they_tell() -> None:
    archive = load_archive(ARTICLES, SOURCES)
    assert below(recall(archive, by_title(archive))) == {}
