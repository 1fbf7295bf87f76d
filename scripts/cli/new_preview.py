"""What became of a page, in the terminal: each piece with its tags, its first words, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from scripts.cli.terminal import output
from scripts.cli.typeset import hanging
from scripts.core.errors import InputProblem
from scripts.core.labels import FIELDS, KINDS
from scripts.core.types import Article, Report
from scripts.core.visible import visible
from scripts.store.articles import parse
from scripts.store.body import plain_text
from scripts.store.ids import year
from scripts.store.sources import shown

FIRST_WORDS = 60
"""Characters of the text that are shown: enough to see whether headline and text belong together."""
MISSING = "—"


def preview(report: Report, articles: Path) -> None:
    """The pieces of a page that were just written, a block each; nothing when none was."""
    width = output.width if output.is_terminal else None
    for number, article in enumerate(written(report, articles), 1):
        output.print()
        for row in block(number, article, width):
            output.print(row)


def written(report: Report, articles: Path) -> Iterator[Article]:
    """Articles that a report names as written, read again from their files."""
    for name in report.written:
        path = articles / year(name) / f"{name}.md"
        try:
            yield parse(path.read_text(encoding="utf-8"), shown(path))
        except (OSError, InputProblem):
            # an article that was moved by hand is named in the table all the same
            continue


def block(number: int, article: Article, width: int | None) -> Iterator[Text]:
    """One piece: its headline, then a row for each thing to look at."""
    lead = Text(f"{number:>3}. ")
    yield from hanging(lead, Text(visible(article.title), style="bold"), width)
    for label, text in rows(article):
        style = "yellow" if label == "请看" else ""
        yield from hanging(Text(f"     {label}  ", style="dim"), Text(visible(text), style=style), width)


def rows(article: Article) -> Iterator[tuple[str, str]]:
    """(label, words) of what tells whether a piece came out well."""
    text = plain_text(article.body).replace("\n", " ")
    yield "编号", f"{article.id}（{KINDS[article.kind]}）"
    yield "地点", "、".join((*article.city, *article.district)) or MISSING
    yield "专题", "、".join(article.topic) or MISSING
    yield "日期", article.date.words if article.date else MISSING
    yield "作者", "、".join((*article.byline, *article.photographer)) or MISSING
    yield "开头", (text[:FIRST_WORDS] + "……" if len(text) > FIRST_WORDS else text) or MISSING
    if article.review:
        yield "请看", "、".join(FIELDS.get(name, name) for name in article.review)
