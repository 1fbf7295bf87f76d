"""重: what stands in the archive twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.core.han import fold
from scripts.core.reprints import SHORTEST, reprints
from scripts.store.archive import DUPLICATE

Item = TypeVar("Item")


@rule("重01", "error", "编号重复", "每篇文章的编号只此一个；请给后来的一篇换成没有用过的编号")
def duplicate_id(context: Context) -> Iterator[Place]:
    for problem in context.problems:
        if problem.message.startswith(DUPLICATE):
            yield Place(problem.path, 1, problem.message)


@rule("重02", "look", "两篇文章的正文相同", "请看看是否同一篇收了两次；转载的请在正文里说明")
def duplicate_text(context: Context) -> Iterator[Place]:
    def text(article_path: str) -> str:
        return fold("".join(line for _, line in lines[article_path]))

    lines = {article.path: context.lines(article) for article in context.archive.articles}
    for first, path in repeated(lines, text):
        if len(text(path)) >= SHORTEST:
            yield Place(path, lines[path][0][0], f"正文与 {first} 相同")


@rule("重03", "error", "同一原页收了两次", "请删去多余的一份及其文章")
def duplicate_page(context: Context) -> Iterator[Place]:
    for first, path in repeated(context.raws, lambda page: context.raws[page].sha256):
        yield Place(path, None, f"与 {first} 一字不差")


@rule("重04", "look", "两篇文章的正文大半相同", "转载的请在正文里说明；同一篇收了两次的，请撤下一篇")
def near_duplicate(context: Context) -> Iterator[Place]:
    lines = {article.path: context.lines(article) for article in context.archive.articles}
    texts = {path: "".join(line for _, line in found) for path, found in lines.items()}
    for pair in reprints(texts):
        if fold(texts[pair.first]) != fold(texts[pair.later]):
            yield Place(pair.later, lines[pair.later][0][0], f"正文与 {pair.first} 约{pair.percent}%相同")


def repeated(items: Iterable[Item], key: Callable[[Item], str]) -> Iterator[tuple[Item, Item]]:
    """(first, later) for every item whose key, if it has one, came before."""
    seen: dict[str, Item] = {}
    for item in items:
        found = key(item)
        if found and found in seen:
            yield seen[found], item
        elif found:
            seen[found] = item
