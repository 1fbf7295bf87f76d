"""The whole woven tree, and the one place that writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scripts.core import files
from scripts.core.errors import InputProblem
from scripts.core.types import Archive, Explanation
from scripts.core.vocab import gazetteer, publications, topics
from scripts.processes import on_copies
from scripts.store.history import History
from scripts.store.withdrawn import Withdrawn
from scripts.weave.holdings import Holdings
from scripts.weave.machine.signposts import page_address, sitemap
from scripts.weave.moved import moved_pages
from scripts.weave.parts import parts
from scripts.weave.render import file_of
from scripts.weave.site import Site, read_site

NOT_WOVEN = ("articles", "overrides")
"""Folders of `docs/` that are not copied: articles are woven into pages of their own, the theme is no page."""
KEEP = ".gitignore"
"""The one file of the tree that git keeps, so that MkDocs finds its folder before anything is woven."""
HIDDEN = re.compile(r"(?:^|/)\.")
IGNORE_ALL = f"*\n!{KEEP}\n"

Tree = dict[str, str | bytes]
"""Path and content of files."""


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
    holdings = held(archive, explanations, site or Site(), past)
    made: Tree = {path: content for part in parts(holdings) for path, content in part()}
    tree: Tree = {KEEP: IGNORE_ALL, **(own or {}), **made}
    return dict(sorted((tree | last_files(holdings, tree)).items()))


def held(archive: Archive, explanations: Mapping[str, Explanation], site: Site, past: Past) -> Holdings:
    return Holdings(
        archive,
        explanations,
        gazetteer(),
        topics(),
        publications(),
        site,
        withdrawn=past.withdrawn,
        history=past.history,
    )


def last_files(holdings: Holdings, standing: Iterable[str]) -> Tree:
    """What can be made only when the paths of all other files are known."""
    addresses = {address for address in map(page_address, standing) if address is not None}
    moved = {file_of(address): text for address, text in moved_pages(addresses)}
    return {**sitemap(holdings, addresses), **moved}


def weave(
    archive: Archive,
    explanations: Mapping[str, Explanation],
    out: Path,
    docs: Path,
    past: Past = NOTHING_KNOWN,
    processes: int = 1,
) -> WeaveReport:
    """Write the woven tree to `out` and take away what no longer belongs to it. Raises OSError.

    The settings come from `mkdocs.yml` beside `docs`.
    """
    own = own_files(docs)
    holdings = held(archive, explanations, read_site(docs.parent / "mkdocs.yml"), past)
    made = parts(holdings)
    # first of all: by it the next run knows the folder as ours, whatever becomes of this one
    changed = files.write_all(out, {KEEP: IGNORE_ALL})
    with closing(on_copies(lambda number: files.write_all(out, dict(made[number]())), len(made), processes)) as written:
        for part in written:
            changed |= part
    rest: Tree = {path: content for path, content in own.items() if path not in changed}
    changed |= files.write_all(out, rest | last_files(holdings, {*changed, *rest}))
    return WeaveReport(
        tuple(sorted(path for path, new in changed.items() if new)),
        tuple(sorted(path for path, new in changed.items() if not new)),
        tuple(files.remove_others(out, changed)),
    )


def own_files(docs: Path) -> dict[str, bytes]:
    """What people wrote in `docs/`, hidden files apart. Raises InputProblem for a link that leads out of it."""
    found = [path for path in files.tree(docs) if path.partition("/")[0] not in NOT_WOVEN and (docs / path).is_file()]
    for path in found:
        if files.leads_out(docs / path, docs):
            message, mend = "这是指向文件夹以外的符号链接", "请把文件本身放进来，不要放链接"
            raise InputProblem(f"{docs.name}/{path}", None, message, mend)
    return {path: (docs / path).read_bytes() for path in found if not HIDDEN.search(path)}
