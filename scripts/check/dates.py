"""日: dates of articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.check.text import NOT_EDTF
from scripts.core.types import Article, PageRecord
from scripts.store.sources import record_path


@rule("日01")
def not_edtf(context: Context) -> Iterator[Place]:
    for problem in context.problems:
        if problem.path in context.texts and problem.message.endswith(NOT_EDTF):
            yield Place(problem.path, problem.line, problem.message)


@rule("日02")
def in_the_future(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if article.date and article.date.earliest > context.today:
            yield Place(article.path, context.line_of(article, "date"), f"日期 {article.date} 还没有到")


@rule("日03")
def after_received(context: Context) -> Iterator[Place]:
    for article, record in recorded(context):
        if article.date and record.received and article.date.earliest > date.fromisoformat(record.received):
            message = f"日期 {article.date} 晚于收到原页的 {record.received}"
            yield Place(article.path, context.line_of(article, "date"), message, record_of(article))


@rule("日04")
def against_record(context: Context) -> Iterator[Place]:
    for article, record in recorded(context):
        ours, theirs = article.date, record.date
        if ours and theirs and (ours.latest < theirs.earliest or ours.earliest > theirs.latest):
            message = f"日期 {ours} 不在页面记录的 {theirs} 之内"
            yield Place(article.path, context.line_of(article, "date"), message, record_of(article))


def record_of(article: Article) -> tuple[str, ...]:
    """Path of the record of the page of an article."""
    return (record_path(article.source.file),) if article.source else ()


def recorded(context: Context) -> Iterator[tuple[Article, PageRecord]]:
    """Articles whose page has a record, with it."""
    for article in context.archive.articles:
        record = context.records.get(article.source.file) if article.source else None
        if record:
            yield article, record
