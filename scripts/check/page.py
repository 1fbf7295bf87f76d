"""页: raw pages, their records, and that nothing on them is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.core.labels import ALL_FURNITURE
from scripts.core.types import Fragment, Layout, RawPage
from scripts.store.sources import record_path

NOTHING = re.compile(r"[\s\u200b\ufeff]+")
"""Blanks, and characters of no width, which web pages scatter over blank lines."""
QUOTED = 20
"""Characters of a text that a message repeats: enough to find it by."""


@rule("页01")
def source_deleted(context: Context) -> Iterator[Place]:
    for page, articles in context.archive.by_source.items():
        if page not in context.raws and is_source(page):
            for article in articles:
                yield Place(article.path, context.line_of(article, "source"), f"原页 {page} 已不在", (page,))


def is_source(page: str) -> bool:
    """Whether an article names its page as a page of the repository; other places are the business of 链02."""
    return page.startswith("source_articles/") and ".." not in page.split("/")


@rule("页02")
def page_without_articles(context: Context) -> Iterator[Place]:
    unreadable = [context.texts[problem.path] for problem in context.problems if problem.path in context.texts]
    for page in context.raws:
        if page not in context.archive.by_source and not any(page in text for text in unreadable):
            yield Place(
                page, None, f"整理过了，{ALL_FURNITURE}" if is_furniture(context, page) else "这一页还没有任何文章"
            )


def is_furniture(context: Context, page: str) -> bool:
    """Whether a page was worked through and no line of it is taken for text."""
    layout = context.pages[page][1] if page in context.pages else None
    return layout is not None and not layout.pieces and not layout.loose


@rule("页03")
def broken_record(context: Context) -> Iterator[Place]:
    for problem in context.problems:
        if problem.path not in context.texts:
            yield Place(problem.path, problem.line, f"{problem.message}。{problem.mend}")
    for entry in context.withdrawn.values():
        if entry.date is not None and not is_day(entry.date):
            line = line_with(context.notes.get(context.withdrawn_list, ""), entry.id)
            message = f"{entry.id} 的日期“{entry.date}”不是一个日子。请写成 2026-01-17 的样子"
            yield Place(context.withdrawn_list, line, message)


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def line_with(text: str, word: str) -> int | None:
    """The first line of a text on which a word stands."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if word in line), None)


@rule("页04")
def loose_fragments(context: Context) -> Iterator[Place]:
    for path, (_, layout) in context.pages.items():
        for part in layout.loose:
            text = quote("".join(line.strip() for line in part.lines))
            yield Place(path, part.first, f"没有归入任何一篇：{text}{reach(part)}。{mend(part)}")


def reach(part: Fragment) -> str:
    """How far a fragment reaches, where that is not just its first line."""
    if part.columns:
        return f"（本行第{part.columns[0] + 1}至{part.columns[1]}字）"
    return f"（至第{part.last}行）" if part.last > part.first else ""


def mend(part: Fragment) -> str:
    """What may be written into the page record to give a loose fragment its place."""
    whole = f"{part.first}" if part.first == part.last else f"[{part.first}, {part.last}]"
    return f"接在某行之后写 joins: [[那一行, {part.first}]]，自成一篇写 cuts: [{part.first}]，不要写 drop: [{whole}]"


@rule("页05")
def characters_lost(context: Context) -> Iterator[Place]:
    for path, (page, layout) in context.pages.items():
        for line, message in partition_faults(page, layout):
            yield Place(path, line, message)


@rule("页06")
def lines_beyond_page(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        page = context.pages.get(article.source.file) if article.source else None
        last = max((end for _, end in article.source.lines), default=0) if article.source else 0
        if page and last > len(page[0].lines):
            message = f"出处写到第{last}行，原页只有{len(page[0].lines)}行"
            yield Place(article.path, context.line_of(article, "source"), message, (page[0].path,))


@rule("页07")
def stray_record(context: Context) -> Iterator[Place]:
    in_use = {record_path(page) for page in context.archive.by_source}
    for path in context.strays:
        if path not in in_use:
            yield Place(path, None, "找不到它所说明的原页")


@rule("页09")
def file_that_nobody_reads(context: Context) -> Iterator[Place]:
    for path in context.strange:
        yield Place(path, None, "程序只读 .txt、.html 和 .yml，不读它")


def partition_faults(page: RawPage, layout: Layout) -> Iterator[tuple[int, str]]:
    """(line, fault) wherever a character of a page stands in no fragment, in two, or otherwise than on the page."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for part in chain(layout.furniture, layout.loose, *(piece.fragments for piece in layout.pieces)):
        if part.last > len(page.lines) or part.lines != standing(page, part):
            yield part.first, f"片段与原页第{part.first}–{part.last}行的文字不符"
            continue
        for number in range(part.first, part.last + 1):
            covered.setdefault(number, []).append(part.columns or (0, len(page.lines[number - 1])))
    for number, text in enumerate(page.lines, 1):
        fault = line_fault(text, sorted(covered.get(number, [])))
        if fault:
            yield number, fault


def standing(page: RawPage, part: Fragment) -> tuple[str, ...]:
    """What the page has where a fragment says it stands."""
    if part.columns:
        return (page.lines[part.first - 1][slice(*part.columns)],)
    return page.lines[part.first - 1 : part.last]


def line_fault(text: str, spans: list[tuple[int, int]]) -> str | None:
    """What is wrong with the spans that are said to make up a line."""
    reached = 0
    for first, last in [*spans, (len(text), len(text))]:
        if NOTHING.sub("", text[reached:first]):
            return f"没有归位：{quote(text[reached:first])}"
        if NOTHING.sub("", text[first : min(reached, last)]):
            return f"归位两次：{quote(text[first : min(reached, last)])}"
        reached = max(reached, last)
    return None


def quote(text: str) -> str:
    text = text.strip()
    return f"“{text[:QUOTED]}{'…' if len(text) > QUOTED else ''}”"
