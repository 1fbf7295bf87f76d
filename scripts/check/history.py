"""页, 链: what version control and the machine know of earlier states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.core.errors import InputProblem
from scripts.core.types import Article, Source
from scripts.store.articles import edited, fingerprint, parse
from scripts.store.ids import ID, lines_of
from scripts.store.sources import record_path


@rule("页08")
def older_than_its_page(context: Context) -> Iterator[Place]:
    moved = context.history.changed if context.history else frozenset()
    for page, articles in context.archive.by_source.items():
        left_behind = page in moved and page in context.raws and moved.isdisjoint(a.path for a in articles)
        for article in articles:
            if is_other_today(context, article) and (left_behind or is_untouched(context, article)):
                what = "原页改了，这一篇没有跟着改" if left_behind else "重新整理会写出不同的一篇：原页、记录或程序改过"
                line = context.line_of(article, "source")
                yield Place(article.path, line, what, (page, record_path(page)))


def is_untouched(context: Context, article: Article) -> bool:
    """Whether the machine could write this article anew without asking."""
    return article.id in context.made.drafts and not edited(article)


def is_other_today(context: Context, article: Article) -> bool:
    """Whether the machine would today write something else in the place of an article than it did, as far as known."""
    draft = context.made.drafts.get(article.id)
    return draft is None or bool(draft.title and fingerprint(replace(draft, id=article.id)) != article.written)


@rule("链07")
def deleted_without_notice(context: Context) -> Iterator[Place]:
    if context.history is None:
        return
    standing = {PurePosixPath(path).stem for path in context.texts} | context.archive.by_id.keys()
    gone = context.history.gone | {path for path in context.history.before if path not in context.texts}
    for path in sorted(gone):
        name = PurePosixPath(path).stem
        if ID.fullmatch(name) and name not in standing and name not in context.withdrawn:
            yield Place(path, None, f"{name} 已删去，撤下名单里没有它")


@rule("链08")
def another_report_under_an_old_id(context: Context) -> Iterator[Place]:
    for path, text in sorted(context.history.before.items()) if context.history else ():
        try:
            old = parse(text, path)
        except InputProblem:
            continue
        new = context.archive.by_id.get(old.id)
        if new and new.title != old.title and apart(old.source, new.source):
            message = f"{old.id} 原来是《{old.title}》，现在成了《{new.title}》"
            yield Place(new.path, context.line_of(new, "title"), message, (path,))


def apart(old: Source | None, new: Source | None) -> bool:
    """Whether two sources have no line in common; one that is not known is apart from nothing."""
    if old is None or new is None:
        return False
    last = min(max((end for _, end in source.lines), default=0) for source in (old, new))
    return old.file != new.file or set(lines_of(old, last)).isdisjoint(lines_of(new, last))
