"""链: ids, sources, and links between articles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from scripts.check.context import Context, markdown_lines
from scripts.check.page import is_source
from scripts.check.registry import Place, rule
from scripts.core.records import MAX_LINE
from scripts.core.types import Article, Source
from scripts.store.ids import ID
from scripts.store.plan import GONE
from scripts.store.withdrawn import Withdrawn

LINK = re.compile(r"(?<!\\)\]\(\s*<?([^()<>\s]+)")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
DANGEROUS = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|form|input|link|meta|base|svg)\b"
    r"|<[A-Za-z][^>]*\son[a-z]+\s*="
    r"|(?:\]\(\s*<?|=\s*[\"']?)\s*(?:javascript|vbscript|data)\s*:",
    re.IGNORECASE,
)
"""Markup that runs, loads or hides something on the page of a reader."""


@rule("链01")
def dead_link(context: Context) -> Iterator[Place]:
    for path, text in context.texts.items():
        for number, line in markdown_lines(text):
            for target in LINK.findall(line):
                article = aim(target, path)
                if article and article not in context.texts:
                    yield Place(path, number, f"找不到 {target}", (article,))


def aim(target: str, path: str) -> str | None:
    """The article file to which a link of an article leads; addresses elsewhere and anchors are not followed."""
    bare = unquote(target.partition("#")[0])
    if SCHEME.match(target) or not bare.endswith(".md"):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))


@rule("链02")
def source_outside(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if article.source and (not is_source(article.source.file) or "\\" in article.source.file):
            line = context.line_of(article, "source")
            yield Place(article.path, line, f"出处是 {article.source.file}")


@rule("链03")
def dangerous_markup(context: Context) -> Iterator[Place]:
    for path, text in context.texts.items():
        for number, line in markdown_lines(text):
            found = DANGEROUS.search(line)
            if found:
                yield Place(path, number, f"有 {found[0]}")


@rule("链04")
def malformed_id(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if not ID.fullmatch(article.id):
            yield Place(article.path, context.line_of(article, "id"), f"编号是 {article.id}")


@rule("链05")
def id_is_not_the_name(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        name = PurePosixPath(article.path).stem
        if name != article.id:
            mend = f"请把 id 改回 {name}" if ID.fullmatch(name) else f"请把文件名改成 {article.id}.md"
            yield Place(article.path, context.line_of(article, "id"), f"文件名是 {name}，编号是 {article.id}。{mend}")


@rule("链06")
def withdrawn_id(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if article.id in context.withdrawn:
            yield Place(article.path, context.line_of(article, "id"), f"{article.id} 已在撤下名单里")
        else:
            for entry, lines in come_back(context, article):
                message = f"原页第{runs_in_words(lines)}行已随 {entry.id} 撤下"
                yield Place(article.path, context.line_of(article, "source"), message)


def come_back(context: Context, article: Article) -> Iterator[tuple[Withdrawn, list[int]]]:
    """Withdrawn articles of which an article holds lines again, with these lines.

    A line that the page divides between two pieces may belong to both; and where a page was divided anew, the lines
    of a piece that is no more stand rightly in another.
    """
    if article.source is None:
        return
    file = article.source.file
    for entry in context.withdrawn.values():
        if entry.source and entry.source.file == file and entry.reason != GONE:
            lines = overlap(article.source, entry.source) - divided(context, file)
            if lines:
                yield entry, sorted(lines)


def overlap(one: Source, other: Source) -> set[int]:
    """Lines that two sources share. Spans are cut to one another first: a hand may have written one without end."""
    pairs = ((a, b) for a in one.lines for b in other.lines)
    return {line for a, b in pairs for line in range(max(a[0], b[0]), min(a[1], b[1], MAX_LINE) + 1)}


def divided(context: Context, file: str) -> set[int]:
    """Lines of a page that are divided between pieces."""
    pieces = context.pages[file][1].pieces if file in context.pages else ()
    return {part.first for piece in pieces for part in piece.fragments if part.columns}


def runs_in_words(lines: list[int]) -> str:
    """Line numbers with neighbours drawn together.

    >>> runs_in_words([5, 6, 7, 9])
    '5–7、9'
    """
    firsts = [line for line in lines if line - 1 not in lines]
    lasts = [line for line in lines if line + 1 not in lines]
    return "、".join(f"{a}" if a == b else f"{a}–{b}" for a, b in zip(firsts, lasts, strict=True))


@rule("链11")
def withdrawn_without_source(context: Context) -> Iterator[Place]:
    for entry in context.withdrawn.values():
        if entry.source is None:
            yield Place(context.withdrawn_list, None, f"{entry.id} 没有写 source")
