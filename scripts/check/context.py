"""What the rules look at, prepared once: articles with their lines, raw pages, records, vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from scripts.core.errors import InputProblem
from scripts.core.types import Archive, Article, Layout, PageRecord, Problem, RawPage
from scripts.core.vocab import Gazetteer, Topics, gazetteer, topics
from scripts.store.archive import archive_of, article_texts
from scripts.store.articles import key_line, tidy
from scripts.store.body import plain_line
from scripts.store.sources import RawFile, load_records, raw_files, stray_records
from scripts.store.withdrawn import load_withdrawn

Lines = tuple[tuple[int, str], ...]
"""Numbered lines of a file as plain text, blank ones left out."""


@dataclass(frozen=True)
class Context:
    """Everything that is checked. Nothing here is written."""

    archive: Archive
    texts: Mapping[str, str]
    """Text of each article file, by path."""
    raws: Mapping[str, RawFile]
    """Raw pages on disk, by path."""
    records: Mapping[str, PageRecord]
    """Records of all raw pages that have one, in use or not, by path of the page."""
    strays: tuple[str, ...]
    """Records on disk that stand beside no raw page."""
    withdrawn: frozenset[str]
    """Ids of articles that were withdrawn."""
    problems: tuple[Problem, ...]
    """Articles and records that could not be read."""
    today: date
    pages: Mapping[str, tuple[RawPage, Layout]] = field(default_factory=dict)
    """Raw pages as the stages read and divide them; the caller gives those that it has."""
    topics: Topics = field(default_factory=topics)
    gazetteer: Gazetteer = field(default_factory=gazetteer)

    @cached_property
    def _lines(self) -> dict[str, Lines]:
        return {a.path: body_lines(self.texts[a.path]) for a in self.archive.articles}

    def lines(self, article: Article) -> Lines:
        """Lines of the body of an article with the numbers they have in its file."""
        return self._lines[article.path]

    def line_of(self, article: Article, key: str) -> int:
        """Line on which a key of the head stands; 1 for an absent one."""
        return key_line(self.texts[article.path], key)

    def shown_lines(self, article: Article) -> Iterator[tuple[int, str]]:
        """Everything readers see as text: title, kicker and subtitle, then the body."""
        for key in ("title", "kicker", "subtitle"):
            text = getattr(article, key)
            if text:
                yield self.line_of(article, key), text
        yield from self.lines(article)


def markdown_lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines below the head of an article file, as they stand; all lines of a file without a head."""
    lines = tidy(text).split("\n")
    head_end = next((n for n, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)
    yield from enumerate(lines[head_end:], head_end + 1)


def body_lines(text: str) -> Lines:
    """Numbered plain lines below the head of an article file."""
    plain = ((n, plain_line(line)) for n, line in markdown_lines(text))
    return tuple((n, line) for n, line in plain if line)


def gather(
    articles: Path, sources: Path, today: date, pages: Mapping[str, tuple[RawPage, Layout]] | None = None
) -> Context:
    """The context of a tree on disk. Raises InputProblem for a broken vocabulary."""
    texts = article_texts(articles)
    archive = archive_of(texts, sources)
    raws = {raw.path: raw for raw in raw_files(sources)}
    records, faults = load_records([*raws, *archive.by_source], sources)
    read = tuple(problem for page, _ in (pages or {}).values() for problem in page.problems)
    withdrawn, unread = withdrawn_ids(articles)
    return Context(
        archive=archive,
        texts=texts,
        raws=raws,
        records=records,
        strays=stray_records(sources),
        withdrawn=withdrawn,
        problems=tuple(dict.fromkeys((*archive.problems, *faults, *read, *unread))),
        today=today,
        pages=pages or {},
    )


def withdrawn_ids(articles: Path) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Ids of the list of withdrawn articles, and what is wrong with it."""
    try:
        return frozenset(entry.id for entry in load_withdrawn(articles)), ()
    except InputProblem as fault:
        return frozenset(), (fault.problem,)
