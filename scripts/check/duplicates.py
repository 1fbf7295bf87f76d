"""重: what stands in the archive twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.core.reprints import SHORTEST, reprints
from scripts.store.archive import DUPLICATE

Item = TypeVar("Item")


@rule("重01")
def duplicate_id(context: Context) -> Iterator[Place]:
    for problem in context.problems:
        if problem.message.startswith(DUPLICATE):
            first = tuple(path for path in context.texts if problem.message.endswith(path))
            yield Place(problem.path, 1, problem.message, first)


@rule("重02")
def duplicate_text(context: Context) -> Iterator[Place]:
    for first, later in repeated(context.archive.articles, context.folded):
        if len(context.folded(later)) >= SHORTEST:
            yield Place(later.path, context.lines(later)[0][0], f"正文与 {first.path} 相同", (first.path,))


@rule("重03")
def duplicate_page(context: Context) -> Iterator[Place]:
    for first, path in repeated(context.raws, lambda page: context.raws[page].sha256):
        yield Place(path, None, f"与 {first} 一字不差", (first,))


@rule("重04")
def near_duplicate(context: Context) -> Iterator[Place]:
    articles = {article.path: article for article in context.archive.articles}
    texts = {path: context.folded(article) for path, article in articles.items()}
    for pair in reprints(texts):
        if texts[pair.first] != texts[pair.later]:
            line = context.lines(articles[pair.later])[0][0]
            yield Place(pair.later, line, f"正文与 {pair.first} 约{pair.percent}%相同", (pair.first,))


def repeated(items: Iterable[Item], key: Callable[[Item], str]) -> Iterator[tuple[Item, Item]]:
    """(first, later) for every item whose key, if it has one, came before."""
    seen: dict[str, Item] = {}
    for item in items:
        found = key(item)
        if found and found in seen:
            yield seen[found], item
        elif found:
            seen[found] = item
