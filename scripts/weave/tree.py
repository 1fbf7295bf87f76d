"""The whole woven tree, and the one place that writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from scripts.core import files
from scripts.core.types import Archive, Explanation
from scripts.core.vocab import gazetteer, publications, topics
from scripts.weave.article import article_pages
from scripts.weave.exports import export_files, export_page
from scripts.weave.handbook import handbook_pages
from scripts.weave.holdings import Holdings
from scripts.weave.home import home
from scripts.weave.people import people_pages
from scripts.weave.places import place_pages
from scripts.weave.render import file_of
from scripts.weave.site import Site, read_site
from scripts.weave.sources import source_pages
from scripts.weave.subjects import subject_pages
from scripts.weave.times import time_pages

NOT_WOVEN = ("articles", "overrides")
"""Folders of `docs/` that are not copied: articles are woven into pages of their own, the theme is no page."""
KEEP = ".gitignore"
"""The one file of the tree that git keeps, so that MkDocs finds its folder before anything is woven."""
IGNORE_ALL = f"*\n!{KEEP}\n"


@dataclass(frozen=True, slots=True)
class WeaveReport:
    """What weaving did, as paths inside the tree."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Pages of the tree; assets apart."""
        return sum(path.endswith(".md") for path in (*self.written, *self.unchanged))


def pages(
    archive: Archive,
    explanations: Mapping[str, Explanation],
    site: Site | None = None,
    own: Mapping[str, bytes] | None = None,
) -> dict[str, str | bytes]:
    """Path and content of every file of the woven tree. `own` are files of `docs/` that go in as they are."""
    holdings = Holdings(archive, explanations, gazetteer(), topics(), publications(), site or Site())
    woven = {file_of(address): text for address, text in derived(holdings)}
    tree: dict[str, str | bytes] = {KEEP: IGNORE_ALL, **(own or {}), **woven, **export_files(holdings)}
    return dict(sorted(tree.items()))


def derived(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of every page that is made from the archive."""
    return chain(
        [("", home(holdings))],
        article_pages(holdings),
        place_pages(holdings),
        subject_pages(holdings),
        time_pages(holdings),
        source_pages(holdings),
        people_pages(holdings),
        handbook_pages(),
        export_page(holdings),
    )


def weave(archive: Archive, explanations: Mapping[str, Explanation], out: Path, docs: Path) -> WeaveReport:
    """Write the woven tree to `out` and take away what no longer belongs to it. Raises OSError.

    The settings come from `mkdocs.yml` beside `docs`.
    """
    tree = pages(archive, explanations, read_site(docs.parent / "mkdocs.yml"), own_files(docs))
    changed = {path: files.write(files.inside(out, path), content) for path, content in tree.items()}
    return WeaveReport(
        tuple(path for path, new in changed.items() if new),
        tuple(path for path, new in changed.items() if not new),
        tuple(remove_stale(out, tree)),
    )


def own_files(docs: Path) -> dict[str, bytes]:
    """What people wrote in `docs/`, hidden files apart."""
    found = (path.relative_to(docs) for path in sorted(docs.rglob("*")) if path.is_file())
    return {
        path.as_posix(): (docs / path).read_bytes()
        for path in found
        if path.parts[0] not in NOT_WOVEN and not any(part.startswith(".") for part in path.parts)
    }


def remove_stale(out: Path, tree: Mapping[str, object]) -> list[str]:
    """Remove files that are not part of the tree and folders that are empty then; their paths in order."""
    stale = [p for p in sorted(out.rglob("*")) if p.is_file() and p.relative_to(out).as_posix() not in tree]
    for path in stale:
        path.unlink()
        for folder in path.relative_to(out).parents:
            if folder.parts and not any((out / folder).iterdir()):
                (out / folder).rmdir()
    return [path.relative_to(out).as_posix() for path in stale]
