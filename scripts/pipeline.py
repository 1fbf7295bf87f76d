"""The path of a page, as a table of contents. The only place where stages meet.

    read      bytes → RawPage
    segment   RawPage → Layout of pieces
    correct   Piece → CleanText
    tag       CleanText → Tags
    draft     all of it → Article
    store     Articles → files, never over a hand edit
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from scripts.core.errors import InputProblem
from scripts.core.types import (
    Archive,
    Article,
    CleanText,
    Explanation,
    Layout,
    Piece,
    Problem,
    RawPage,
    Report,
    Source,
    Tags,
)
from scripts.correct import correct
from scripts.read import discover, read_page
from scripts.segment import segment
from scripts.store.archive import open_shelf
from scripts.store.body import render_body
from scripts.store.sources import locate, shown
from scripts.tag import tag

TITLE_LONGEST = 30
"""Characters of a title that is borrowed from the text because none was printed."""
PIECES_WORTH_A_PROCESS = 4
"""Starting a process and loading its tables takes about as long as working on so many pages."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One raw page after all stages."""

    page: RawPage
    layout: Layout
    explanations: tuple[Explanation, ...]
    drafts: tuple[Article, ...]


def work(path: Path, name: str) -> Worked:
    """One raw page through all stages; nothing is written. Raises InputProblem."""
    page = read_page(path, name)
    layout = segment(page)
    explanations = tuple(explained(page, layout, piece) for piece in layout.pieces)
    return Worked(page, layout, explanations, tuple(map(draft, explanations)))


def explained(page: RawPage, layout: Layout, piece: Piece) -> Explanation:
    """One piece, corrected and tagged."""
    clean = correct(piece)
    return Explanation(page, piece, clean, tag(clean, page, layout), layout)


def draft(made: Explanation) -> Article:
    """The article that the machine would write; its id is given by the store."""
    piece, clean, tags, record = made.piece, made.clean, made.tags, made.page.record
    return Article(
        id="",
        title=clean.title or borrowed_title(clean, piece),
        kicker=clean.kicker,
        subtitle=clean.subtitle,
        kind=piece.kind,
        body=render_body(clean),
        city=tags.city,
        district=tags.district,
        topic=tags.topic,
        initiative=tags.initiative,
        date=tags.date,
        byline=tags.byline,
        photographer=tags.photographer,
        publication=record.publication or tags.publication,
        source=Source(made.page.path, piece.spans),
        text=record.text,
        review=reviews(piece, clean, tags),
    )


def borrowed_title(clean: CleanText, piece: Piece) -> str:
    """The opening words of a text that was printed without a headline."""
    if piece.kind == "note":
        return "编者按"
    first = next((p.text for p in clean.paragraphs if p.text and p.role != "byline"), "")
    clause = first if len(first) <= TITLE_LONGEST else first.split("。")[0]
    return clause.rstrip("。") if len(clause) <= TITLE_LONGEST else clause[: TITLE_LONGEST - 1] + "…"


def reviews(piece: Piece, clean: CleanText, tags: Tags) -> tuple[str, ...]:
    """Fields a person should look at. A photograph and an editor's note need no headline."""
    missing = ("headline",) if clean.title is None and piece.kind not in ("photo", "note") else ()
    asked = (*(r for r in piece.review if r != "headline"), *missing, *tags.review)
    return tuple(dict.fromkeys(asked))


def attempt(job: tuple[Path, str]) -> Worked | Problem:
    """`work` for other processes: bad input comes back as a Problem."""
    try:
        return work(*job)
    except InputProblem as fault:
        return fault.problem


def work_all(jobs: Sequence[tuple[Path, str]], processes: int) -> Iterator[Worked | Problem]:
    """All pages in the given order, whatever the number of processes."""
    if processes <= 1 or len(jobs) < PIECES_WORTH_A_PROCESS:
        yield from map(attempt, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(attempt, jobs, chunksize=PIECES_WORTH_A_PROCESS)


def clean(
    paths: Sequence[Path],
    articles: Path,
    sources: Path,
    processes: int = 1,
    refresh: Collection[str] = (),
    step: Callable[[], None] = lambda: None,
) -> Iterator[Report]:
    """Raw pages to article files: a report a page, in order of path; `step` is called after each.

    Raises InputProblem when the tree is held by another run, OSError when it cannot be written.
    """
    jobs = [(path, shown(path)) for path in discover(paths)]
    with open_shelf(articles, sources) as shelf:
        for (_, name), done in zip(jobs, work_all(jobs, processes), strict=True):
            yield Report(name, problems=(done,)) if isinstance(done, Problem) else stored(shelf.store_page, done, refresh)
            step()


def stored(store_page: Callable[..., Report], done: Worked, refresh: Collection[str]) -> Report:
    """The report of the store, with what segmentation and reading had to say."""
    report = store_page(done.page.path, done.drafts, refresh)
    return replace(report, loose=len(done.layout.loose), problems=(*done.page.problems, *report.problems))


def work_sources(archive: Archive, sources: Path, processes: int = 1) -> Iterator[Worked]:
    """Every raw page that articles come from, as far as it is still there."""
    found = ((locate(name, sources), name) for name in sorted(archive.by_source))
    jobs = [(path, name) for path, name in found if path is not None and path.is_file()]
    for done in work_all(jobs, processes):
        if isinstance(done, Worked):
            yield done


def explanations(archive: Archive, pages: Iterable[Worked]) -> dict[str, Explanation]:
    """How each article came about, by id: the piece of its page that shares most lines with it."""
    found: dict[str, Explanation] = {}
    for done in pages:
        for article in archive.by_source.get(done.page.path, ()):
            best = max(done.explanations, key=partial(shared_lines, article), default=None)
            if best is not None and shared_lines(article, best):
                found[article.id] = best
    return found


def shared_lines(article: Article, made: Explanation) -> int:
    """Raw lines that an article and a piece have in common."""
    spans = article.source.lines if article.source else ()
    mine = {n for first, last in spans for n in range(first, last + 1)}
    return sum(n in mine for first, last in made.piece.spans for n in range(first, last + 1))
