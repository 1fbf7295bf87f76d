"""What the rules look at, prepared once: articles with their lines, raw pages, records, vocabularies, history, site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

from scripts.check.changes import concerned, concerned_pages
from scripts.core.errors import InputProblem
from scripts.core.han import fold
from scripts.core.types import Archive, Article, Explanation, Finding, Layout, PageRecord, Problem, RawPage
from scripts.core.vocab import Gazetteer, Topics, gazetteer, topics
from scripts.store.archive import archive_of, article_texts
from scripts.store.archive import text_of as file_text
from scripts.store.articles import key_line, tidy
from scripts.store.body import plain_line
from scripts.store.built import Built
from scripts.store.ignores import NAME as IGNORES
from scripts.store.ignores import Ignore, load_ignores
from scripts.store.sources import (
    RawFile,
    load_records,
    locate,
    raw_files,
    record_path,
    shown,
    strange_files,
    stray_records,
    text_of,
)
from scripts.store.withdrawn import NAME as WITHDRAWN
from scripts.store.withdrawn import Withdrawn, load_withdrawn

Lines = tuple[tuple[int, str], ...]
"""Numbered lines of a file as plain text, blank ones left out."""


@dataclass(frozen=True, slots=True)
class History:
    """What version control knows, with paths as articles and messages name them."""

    changed: frozenset[str] = frozenset()
    """Files that differ from the version compared with, those that are gone included."""
    before: Mapping[str, str] = field(default_factory=dict)
    """Article files that differ from that version: their texts as they were."""
    gone: frozenset[str] = frozenset()
    """Article files that were there once and are no more."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the stages make of the raw pages today."""

    pages: Mapping[str, tuple[RawPage, Layout]] = field(default_factory=dict)
    """Raw pages as they are read and divided, by path."""
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    """How each article came about, by id."""
    drafts: Mapping[str, Article] = field(default_factory=dict)
    """What the machine would write in the place of each article, by id; without id and path."""


@dataclass(frozen=True)
class Context:
    """Everything that is checked. Nothing here is written."""

    archive: Archive
    """Articles that are checked; others stand in `texts` only."""
    texts: Mapping[str, str]
    """Text of each article file, by path."""
    raws: Mapping[str, RawFile]
    """Raw pages on disk, by path."""
    records: Mapping[str, PageRecord]
    """Records of all raw pages that have one, in use or not, by path of the page."""
    strays: tuple[str, ...]
    """Records on disk that stand beside no raw page."""
    strange: tuple[str, ...]
    """Files among the raw pages that are none."""
    withdrawn: Mapping[str, Withdrawn]
    """Articles that were withdrawn, by id."""
    ignores: tuple[Ignore, ...]
    ignore_faults: tuple[Problem, ...]
    ignore_list: str
    """Path of the list of ignores."""
    problems: tuple[Problem, ...]
    """Articles and records that could not be read."""
    today: date
    notes: Mapping[str, str] = field(default_factory=dict)
    """Texts of page records and of the two lists of the archive, by path: they lie open like all the rest."""
    made: Made = field(default_factory=Made)
    history: History | None = None
    """None where there is no version control."""
    only: frozenset[str] | None = None
    """Files to which a change is limited; None when the whole archive is checked."""
    site: Built | None = None
    originals: Mapping[str, str] | None = None
    """Texts of original pages of which digests were made, by name."""
    topics: Topics = field(default_factory=topics)
    gazetteer: Gazetteer = field(default_factory=gazetteer)
    found: dict[str, tuple[Finding, ...]] = field(default_factory=dict, init=False)
    """What each rule has found so far, by its code."""

    @property
    def withdrawn_list(self) -> str:
        """Path of the list of withdrawn articles."""
        return posixpath.join(posixpath.dirname(self.ignore_list), WITHDRAWN)

    @property
    def read(self) -> frozenset[str]:
        """Article files that are checked, readable or not."""
        return frozenset({a.path for a in self.archive.articles} | {p.path for p in self.problems} & self.texts.keys())

    @property
    def page_names(self) -> tuple[str, ...]:
        """Raw pages to be worked through: those of the articles, and those that have none yet; sorted."""
        own = self.raws if self.only is None else concerned_pages(self.raws, self.only)
        return tuple(sorted({*self.archive.by_source, *own}))

    @property
    def pages(self) -> Mapping[str, tuple[RawPage, Layout]]:
        return self.made.pages

    @cached_property
    def _lines(self) -> dict[str, Lines]:
        return {a.path: body_lines(self.texts[a.path]) for a in self.archive.articles}

    def lines(self, article: Article) -> Lines:
        """Lines of the body of an article with the numbers they have in its file."""
        return self._lines[article.path]

    def line_of(self, article: Article, key: str) -> int:
        """Line on which a key of the head stands; 1 for an absent one."""
        return key_line(self.texts[article.path], key)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {a.path: fold("".join(line for _, line in self.lines(a))) for a in self.archive.articles}

    def folded(self, article: Article) -> str:
        """Letters, digits and Han characters of the body."""
        return self._folded[article.path]

    @cached_property
    def _shown(self) -> dict[str, Lines]:
        return {a.path: (*head_lines(a, self.texts[a.path]), *self.lines(a)) for a in self.archive.articles}

    def shown_lines(self, article: Article) -> Lines:
        """Everything readers see as text: title, kicker and subtitle, then the body."""
        return self._shown[article.path]


def head_lines(article: Article, text: str) -> Iterator[tuple[int, str]]:
    """Title, kicker and subtitle with their lines."""
    for key in ("title", "kicker", "subtitle"):
        value = getattr(article, key)
        if value:
            yield key_line(text, key), value


def markdown_lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines below the head of an article file, as they stand; all lines of a file without a head."""
    lines = tidy(text).split("\n")
    head_end = next((n for n, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)
    yield from enumerate(lines[head_end:], head_end + 1)


def body_lines(text: str) -> Lines:
    """Numbered plain lines below the head of an article file."""
    plain = ((n, plain_line(line)) for n, line in markdown_lines(text) if line.strip())
    return tuple((n, line) for n, line in plain if line)


def gather(
    articles: Path,
    sources: Path,
    today: date,
    made: Made | None = None,
    history: History | None = None,
    only: frozenset[str] | None = None,
) -> Context:
    """The context of a tree on disk; with `only` of what a change of these files concerns.

    Raises InputProblem for a broken vocabulary.
    """
    texts = article_texts(articles)
    chosen = texts if only is None else {path: texts[path] for path in concerned(texts, only)}
    archive = archive_of(chosen, sources)
    raws = {raw.path: raw for raw in raw_files(sources)}
    wanted = raws if only is None else concerned_pages(raws, only)
    records, faults = load_records({*wanted, *archive.by_source} - archive.records.keys(), sources)
    strays = stray_records(sources)
    beside = map(record_path, {*wanted, *archive.by_source})
    withdrawn, unread = withdrawn_of(articles)
    ignores, ignore_faults = load_ignores(articles)
    return Context(
        archive=archive,
        texts=texts,
        raws=raws,
        records={**archive.records, **records},
        strays=strays,
        strange=strange_files(sources),
        withdrawn=withdrawn,
        ignores=ignores,
        ignore_faults=ignore_faults,
        ignore_list=f"{shown(articles)}/{IGNORES}",
        problems=tuple(dict.fromkeys((*archive.problems, *faults, *unread))),
        today=today,
        notes=dict(chain(texts_of({*beside, *strays}, sources), lists_of(articles))),
        made=made or Made(),
        history=history,
        only=only,
    )


def texts_of(records: Iterable[str], sources: Path) -> Iterator[tuple[str, str]]:
    """Texts of the records that are there and can be read, with their paths, sorted."""
    for name in sorted(records):
        path = locate(name, sources)
        with suppress(InputProblem):
            if path is not None:
                yield name, text_of(path, name)


def lists_of(articles: Path) -> Iterator[tuple[str, str]]:
    """Texts of the lists of withdrawn articles and of ignores, as far as they are there, with their paths."""
    for name in (WITHDRAWN, IGNORES):
        if (articles / name).is_file():
            yield f"{shown(articles)}/{name}", file_text(articles / name, articles)


def withdrawn_of(articles: Path) -> tuple[dict[str, Withdrawn], tuple[Problem, ...]]:
    """The list of withdrawn articles by id, and what is wrong with it."""
    try:
        return {entry.id: entry for entry in load_withdrawn(articles)}, ()
    except InputProblem as fault:
        return {}, (fault.problem,)
