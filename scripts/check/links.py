"""链: ids, sources, and links between articles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from scripts.check.context import Context, markdown_lines
from scripts.check.page import is_source
from scripts.check.registry import Place, rule
from scripts.core.record_lines import MAX_LINE
from scripts.core.spans import common, drawn_together
from scripts.core.types import Article, Span
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
            for entry, spans in come_back(context, article):
                message = f"原页第{in_words(spans)}行已随 {entry.id} 撤下"
                yield Place(article.path, context.line_of(article, "source"), message)


def come_back(context: Context, article: Article) -> Iterator[tuple[Withdrawn, list[Span]]]:
    """Withdrawn articles of which an article holds lines again, with these lines.

    A line that the page divides between two pieces may belong to both; and where a page was divided anew, the lines
    of a piece that is no more stand rightly in another.
    """
    if article.source is None:
        return
    file = article.source.file
    for entry in context.withdrawn.values():
        if entry.source and entry.source.file == file and entry.reason != GONE:
            spans = common(article.source.lines, entry.source.lines)
            lines = {line for a, b in spans for line in range(a, min(b, MAX_LINE) + 1)} - divided(context, file)
            if lines:
                yield entry, drawn_together(sorted(lines))


def divided(context: Context, file: str) -> set[int]:
    """Lines of a page that are divided between pieces."""
    pieces = context.pages[file][1].pieces if file in context.pages else ()
    return {part.first for piece in pieces for part in piece.fragments if part.columns}


def in_words(spans: Iterable[Span]) -> str:
    """Spans of lines for a message: 5–7、9."""
    return "、".join(f"{a}" if a == b else f"{a}–{b}" for a, b in spans)


@rule("链11")
def withdrawn_without_source(context: Context) -> Iterator[Place]:
    for entry in context.withdrawn.values():
        if entry.source is None:
            yield Place(context.withdrawn_list, None, f"{entry.id} 没有写 source")
