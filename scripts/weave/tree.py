"""The whole woven tree, and the one place that writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from scripts.core import files
from scripts.core.errors import InputProblem
from scripts.core.types import Archive, Explanation
from scripts.core.vocab import gazetteer, publications, topics
from scripts.store.history import History
from scripts.store.withdrawn import Withdrawn
from scripts.weave.admin import admin_files
from scripts.weave.article import Corridors, article_pages
from scripts.weave.chronicle import chronicle_pages
from scripts.weave.corrections import correction_pages
from scripts.weave.exports import export_files, export_page
from scripts.weave.figures import figure_files, figure_pages
from scripts.weave.handbook import handbook_pages
from scripts.weave.holdings import Holdings
from scripts.weave.home import home
from scripts.weave.initiatives import initiative_pages
from scripts.weave.machine.metadata import headed, heads
from scripts.weave.machine.signposts import page_address, sitemap
from scripts.weave.machine.site import machine_files
from scripts.weave.moved import moved_pages
from scripts.weave.people import people_pages
from scripts.weave.places import place_pages
from scripts.weave.render import file_of
from scripts.weave.site import Site, read_site
from scripts.weave.sources import source_pages
from scripts.weave.subjects import subject_pages
from scripts.weave.times import time_pages
from scripts.weave.withdrawn import withdrawn_pages

NOT_WOVEN = ("articles", "overrides")
"""Folders of `docs/` that are not copied: articles are woven into pages of their own, the theme is no page."""
KEEP = ".gitignore"
"""The one file of the tree that git keeps, so that MkDocs finds its folder before anything is woven."""
HIDDEN = re.compile(r"(?:^|/)\.")
IGNORE_ALL = f"*\n!{KEEP}\n"


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the archive besides what it holds now."""

    withdrawn: tuple[Withdrawn, ...] = ()
    history: History | None = None


NOTHING_KNOWN = Past()


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
    past: Past = NOTHING_KNOWN,
) -> dict[str, str | bytes]:
    """Path and content of every file of the woven tree. `own` are files of `docs/` that go in as they are."""
    holdings = Holdings(
        archive,
        explanations,
        gazetteer(),
        topics(),
        publications(),
        site or Site(),
        withdrawn=past.withdrawn,
        history=past.history,
    )
    corridors, head = Corridors(holdings), heads(holdings)
    woven = {file_of(address): headed(text, head.get(address, "")) for address, text in derived(holdings, corridors)}
    made = {
        **woven,
        **export_files(holdings),
        **figure_files(holdings),
        **machine_files(holdings, corridors),
        **admin_files(holdings.site),
    }
    tree: dict[str, str | bytes] = {KEEP: IGNORE_ALL, **(own or {}), **made}
    standing = {address for address in map(page_address, tree) if address is not None}
    tree |= sitemap(holdings, standing) | {file_of(address): text for address, text in moved_pages(standing)}
    return dict(sorted(tree.items()))


def derived(holdings: Holdings, corridors: Corridors) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of every page that is made from the archive."""
    return chain(
        [("", home(holdings, corridors.finder))],
        article_pages(holdings, corridors),
        withdrawn_pages(holdings),
        place_pages(holdings),
        subject_pages(holdings),
        time_pages(holdings),
        source_pages(holdings),
        people_pages(holdings),
        initiative_pages(holdings),
        figure_pages(holdings),
        chronicle_pages(holdings),
        correction_pages(holdings),
        handbook_pages(),
        export_page(holdings),
    )


def weave(
    archive: Archive, explanations: Mapping[str, Explanation], out: Path, docs: Path, past: Past = NOTHING_KNOWN
) -> WeaveReport:
    """Write the woven tree to `out` and take away what no longer belongs to it. Raises OSError.

    The settings come from `mkdocs.yml` beside `docs`.
    """
    tree = pages(archive, explanations, read_site(docs.parent / "mkdocs.yml"), own_files(docs), past)
    changed = files.write_all(out, tree)
    return WeaveReport(
        tuple(path for path, new in changed.items() if new),
        tuple(path for path, new in changed.items() if not new),
        tuple(remove_stale(out, tree)),
    )


def own_files(docs: Path) -> dict[str, bytes]:
    """What people wrote in `docs/`, hidden files apart. Raises InputProblem for a link that leads out of it."""
    found = [path for path in files.tree(docs) if path.partition("/")[0] not in NOT_WOVEN and (docs / path).is_file()]
    for path in found:
        if files.leads_out(docs / path, docs):
            message, mend = "这是指向文件夹以外的符号链接", "请把文件本身放进来，不要放链接"
            raise InputProblem(f"{docs.name}/{path}", None, message, mend)
    return {path: (docs / path).read_bytes() for path in found if not HIDDEN.search(path)}


def remove_stale(out: Path, tree: Mapping[str, object]) -> list[str]:
    """Remove files that are not part of the tree and folders that are empty then; their paths in order."""
    stale = [path for path in files.tree(out) if path not in tree]
    for path in stale:
        (out / path).unlink()
        for folder in PurePosixPath(path).parents:
            if folder.parts and not any((out / folder).iterdir()):
                (out / folder).rmdir()
    return stale
