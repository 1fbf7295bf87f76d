"""文: numbers of an article that its raw page does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.core.numbers import held, numbers
from scripts.core.types import Article

SHORTEST = 2
"""A single digit may be a Han numeral of the page, or count a list."""
SHOWN = 5
"""Numbers that one message names."""


@rule("文09")
def number_not_on_the_page(context: Context) -> Iterator[Place]:
    known = {path: held("\n".join(page.lines)) for path, (page, _) in context.pages.items()}
    for article in context.archive.articles:
        page = known.get(article.source.file) if article.source else None
        if page is None:
            continue
        for line, text in context.shown_lines(article):
            strange = [n for n in dict.fromkeys(numbers(text)) if len(n) >= SHORTEST and page.lacks(n)]
            if strange:
                message = f"原页没有 {'、'.join(strange[:SHOWN])}"
                yield Place(article.path, line, message, origin(article))


@rule("文10")
def figure_not_in_the_text(context: Context) -> Iterator[Place]:
    for name, explanation in context.made.explanations.items():
        article = context.archive.by_id[name]
        text = held("\n".join(line for _, line in context.shown_lines(article)))
        for figure in explanation.tags.figures:
            missing = [n for n in numbers(figure.quote) if text.lacks(n)]
            if missing:
                message = f"原页有“{figure.quote}”，正文里没有 {'、'.join(missing[:SHOWN])}"
                yield Place(article.path, None, message, origin(article))


def origin(article: Article) -> tuple[str, ...]:
    """Path of the page from which an article comes."""
    return (article.source.file,) if article.source else ()
