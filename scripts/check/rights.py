"""版: whose text it is, and whether the archive may show it."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.check.context import Context
from scripts.check.page import is_source
from scripts.check.registry import Place, rule
from scripts.core.types import Article, PageRecord
from scripts.store.sources import record_path

NO_RECORD = PageRecord()


def pages_of(context: Context, edition: str) -> Iterator[tuple[str, PageRecord]]:
    """Raw pages with articles of an edition, with their records."""
    for page, articles in context.archive.by_source.items():
        if is_source(page) and any(article.text == edition for article in articles):
            yield page, context.records.get(page, NO_RECORD)


def place(context: Context, page: str) -> str:
    """The file to be mended: the record, or for a page without one the page."""
    return record_path(page) if page in context.records else page


@rule("版01")
def digest_without_original(context: Context) -> Iterator[Place]:
    for page, record in pages_of(context, "digest"):
        if not record.original:
            yield Place(place(context, page), None, f"{page} 是摘编，却没有 original")


@rule("版02")
def digest_without_rights(context: Context) -> Iterator[Place]:
    for page, record in pages_of(context, "digest"):
        if not record.rights:
            yield Place(place(context, page), None, f"{page} 是摘编，却没有 rights")


@rule("版03")
def full_text_without_rights(context: Context) -> Iterator[Place]:
    for page, record in pages_of(context, "full"):
        if not record.rights:
            yield Place(place(context, page), None, f"{page} 标为全文，却没有 rights")


@rule("版04")
def edition_against_record(context: Context) -> Iterator[Place]:
    for page, articles in context.archive.by_source.items():
        record = context.records.get(page)
        if record:
            yield from (differing(context, a, record) for a in articles if a.text != record.text)


def differing(context: Context, article: Article, record: PageRecord) -> Place:
    message = f"文章是 {article.text}，页面记录是 {record.text}"
    also = (record_path(article.source.file),) if article.source else ()
    return Place(article.path, context.line_of(article, "text"), message, also)
