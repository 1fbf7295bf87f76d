"""The path of a page, as a table of contents. The only place where stages meet.

read      bytes → RawPage
segment   RawPage → Layout of pieces
correct   Piece → CleanText
tag       CleanText → Tags
draft     all of it → Article
store     Articles → files, never over a hand edit
"""

from __future__ import annotations

import difflib
import sys
import traceback
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from scripts.core import cache, files
from scripts.core.credits import tail_credit
from scripts.core.errors import InputProblem, UsageProblem
from scripts.core.settings import ROOT
from scripts.core.spans import common
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
from scripts.processes import in_order
from scripts.read import discover, read_page
from scripts.segment import cue_names, segment
from scripts.store.archive import open_shelf
from scripts.store.body import render_body
from scripts.store.sources import locate, shown
from scripts.tag import tag

__all__ = [
    "Worked",
    "clean",
    "cue_names",
    "discover",
    "explanations",
    "no_article",
    "page_texts",
    "refuse_unreadable",
    "remembered",
    "work",
    "work_all",
    "work_sources",
]
MOST_LINES = 20_000
"""The longest real page has some 160 lines; more than a hundred pages in one file are a mistake, and take minutes."""
MADE_BY = ("core", "read", "segment", "correct", "tag", "data", "pipeline.py", "store/body.py")
"""What decides the result of a page, inside `scripts/`."""
TITLE_LONGEST = 30
"""Characters of a title that is borrowed from the text because none was printed."""


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
    refuse_endless(page)
    layout = segment(page)
    explanations = tuple(explained(page, layout, piece) for piece in layout.pieces)
    return Worked(page, layout, explanations, tuple(map(draft, explanations)))


def page_texts(folder: Path) -> dict[str, str]:
    """Texts of all pages below a folder that is no part of the archive, by path; what cannot be read is left out."""
    found: dict[str, str] = {}
    for path in discover([folder]):
        try:
            found[path.as_posix()] = "\n".join(read_page(path, path.as_posix()).lines)
        except InputProblem:
            continue
    return found


def refuse_endless(page: RawPage) -> None:
    """Raises InputProblem for a page on which the reading order could not be found in any useful time."""
    count = sum(bool(line.strip()) for line in page.lines)
    if count > MOST_LINES:
        message = f"有{count}行文字，超过{MOST_LINES}行的上限"
        raise InputProblem(page.path, None, message, "一页报纸不过几百行；请一版存成一个文件")


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
    """The opening words of a text that was printed without a headline; of a caption without its photographer."""
    if piece.kind == "note":
        return "编者按"
    first = next((p.text for p in clean.paragraphs if p.text and p.role != "byline"), "")
    credit = tail_credit(first)
    if piece.kind == "photo" and credit:
        first = first[: credit.start].strip().removeprefix("图为")
    clause = first if len(first) <= TITLE_LONGEST else first.split("。")[0]
    return clause.rstrip("。") if len(clause) <= TITLE_LONGEST else clause[: TITLE_LONGEST - 1] + "…"


def reviews(piece: Piece, clean: CleanText, tags: Tags) -> tuple[str, ...]:
    """Fields a person should look at. A photograph and an editor's note need no headline."""
    missing = ("headline",) if clean.title is None and piece.kind not in ("photo", "note") else ()
    asked = (*(r for r in piece.review if r != "headline"), *missing, *tags.review)
    return tuple(dict.fromkeys(asked))


def refuse_unreadable(content: bytes, suffix: str, name: str) -> None:
    """Raises InputProblem for what no later run could read; `name` is how its sentence calls it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"page{suffix}")
        path.write_bytes(content)
        read_page(path, name)


def attempt(job: tuple[Path, str]) -> Worked | Problem:
    """`work` for many pages: bad input comes back as a Problem, and so does a fault of ours; the rest goes on."""
    try:
        return remembered(*job)
    except InputProblem as fault:
        return fault.problem
    except Exception as error:
        return our_fault(job[1], error)


def remembered(path: Path, name: str) -> Worked:
    """`work`, done again only when the page, its record or the program has changed. Raises InputProblem."""
    key = made_from(path, name)
    done = cache.recall(str(files.followed(path)), key)
    if not isinstance(done, Worked):
        done = work(path, name)
        cache.keep(str(files.followed(path)), key, done)
    return done


def made_from(path: Path, name: str) -> str:
    """Fingerprint of all that decides the result of a page."""
    return f"{made_by()} {name} {files.fingerprint([path, *map(path.with_suffix, ('.yml', '.yaml'))])}"


@lru_cache(maxsize=1)
def made_by() -> str:
    """Fingerprint of the program and its tables."""
    named = [ROOT / "scripts" / name for name in MADE_BY]
    return sys.version + files.fingerprint([*named, ROOT / "requirements.txt"])


def our_fault(name: str, error: Exception) -> Problem:
    """A page on which the program failed, with the place in the program."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    message = f"程序在这一页上出错（{type(error).__name__}，{Path(last.filename).name}第{last.lineno}行），本页没有整理"
    return Problem(name, None, message, "请把这一页附上，报告给维护者")


def work_all(jobs: Sequence[tuple[Path, str]], processes: int) -> Generator[Worked | Problem, None, None]:
    """All pages in the given order. What is remembered is read here: sent by another process it would be read twice."""
    new = [job for job in jobs if not cache.knows(str(files.followed(job[0])), made_from(*job))]
    with closing(in_order(attempt, new, processes)) as worked:
        waiting = frozenset(new)
        for job in jobs:
            yield next(worked) if job in waiting else attempt(job)


def page_name(path: Path, sources: Path) -> str:
    """How articles name a raw page: inside its tree the same wherever the tree stands, else as `shown` has it."""
    resolved, tree = files.followed(path.parent) / path.name, files.followed(sources)
    return resolved.relative_to(tree.parent).as_posix() if resolved.is_relative_to(tree) else shown(path)


def clean(
    paths: Sequence[Path],
    articles: Path,
    sources: Path,
    processes: int = 1,
    refresh: Collection[str] = (),
    step: Callable[[], None] = lambda: None,
) -> Iterator[Report]:
    """Raw pages to article files: a report a page, in order of path; `step` is called after each.

    Raises UsageProblem for an id to refresh that none of the pages can give, InputProblem when the tree is held by
    another run, OSError when it cannot be written.
    """
    jobs = [(path, page_name(path, sources)) for path in discover(paths)]
    with open_shelf(articles, sources) as shelf, closing(work_all(jobs, processes)) as pages:
        known(refresh, shelf.archive, {name for _, name in jobs})
        for (_, name), done in zip(jobs, pages, strict=True):
            yield (
                Report(name, problems=(done,)) if isinstance(done, Problem) else stored(shelf.store_page, done, refresh)
            )
            step()


def known(refresh: Collection[str], archive: Archive, pages: Collection[str]) -> None:
    """Raises UsageProblem for an id that cannot be refreshed from these pages."""
    for name in sorted(refresh):
        article = archive.by_id.get(name)
        if article is None:
            raise no_article(name, archive)
        page = article.source.file if article.source else None
        if page not in pages:
            place = f"它的原页 {page} 不在这次整理的版面里" if page else "它没有注明原页"
            raise UsageProblem(f"无法重写 {name}：{place}")


def no_article(name: str, archive: Archive) -> Exception:
    """What to say of an id that no readable article has."""
    broken = next((p for p in archive.problems if PurePosixPath(p.path).stem == name), None)
    if broken:
        return InputProblem(broken.path, broken.line, broken.message, broken.mend)
    near = difflib.get_close_matches(name, archive.by_id, n=3)
    question = f"。是不是 {'、'.join(near)}？" if near else ""
    return UsageProblem(f"没有编号为 {name} 的文章{question}")


def stored(store_page: Callable[..., Report], done: Worked, refresh: Collection[str]) -> Report:
    """The report of the store, with what segmentation and reading had to say."""
    report = store_page(done.page.path, done.drafts, refresh)
    loose = tuple(sorted((part.first, part.last) for part in done.layout.loose))
    problems = (*done.page.problems, *report.problems)
    return replace(report, loose=len(loose), loose_lines=loose, problems=problems)


def work_sources(archive: Archive, sources: Path, processes: int = 1) -> Iterator[Worked | Problem]:
    """Every raw page that articles come from, as far as it is still there."""
    found = ((locate(name, sources), name) for name in sorted(archive.by_source))
    jobs = [(path, name) for path, name in found if path is not None and path.is_file()]
    yield from work_all(jobs, processes)


def explanations(archive: Archive, pages: Iterable[Worked | Problem]) -> dict[str, Explanation]:
    """How each article came about, by id: the piece of its page that shares most lines with it."""
    found: dict[str, Explanation] = {}
    for done in pages:
        if isinstance(done, Problem):
            continue
        for article in archive.by_source.get(done.page.path, ()):
            best = max(done.explanations, key=partial(shared_lines, article), default=None)
            if best is not None and shared_lines(article, best):
                found[article.id] = best
    return found


def shared_lines(article: Article, made: Explanation) -> int:
    """Raw lines that an article and a piece have in common."""
    mine = article.source.lines if article.source else ()
    return sum(last - first + 1 for first, last in common(mine, made.piece.spans))
