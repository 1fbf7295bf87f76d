"""文: numbers of an article that its raw page does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.core.types import Article

NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d+(?:[,，]\d{3})*(?:\.\d+)?(?![A-Za-z0-9])")
WIDE = re.compile(r"[０-９．]")
NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
MYRIAD = 10_000
"""A page may print 6.9万 where an editor writes 69000, and the other way round."""
SHORTEST = 2
"""A single digit may be a Han numeral of the page, or count a list."""
SHOWN = 5
"""Numbers that one message names."""


def numbers(text: str) -> list[str]:
    """Numbers as printed, without separators of thousands, in order."""
    narrow = text.translate(NARROW) if WIDE.search(text) else text
    return [re.sub("[,，]", "", found) for found in NUMBER.findall(narrow)]


def values(text: str) -> frozenset[float]:
    """Every value that the numbers of a text can mean."""
    found = [float(number) for number in numbers(text)]
    return frozenset(round(value * factor, 6) for value in found for factor in (1, MYRIAD, 1 / MYRIAD))


@dataclass(frozen=True, slots=True)
class Held:
    """The numbers of a raw page."""

    values: frozenset[float]
    digits: str
    """All its digits in a row: a number that a column has torn stands in here."""

    def lacks(self, number: str) -> bool:
        return float(number) not in self.values and number.replace(".", "") not in self.digits


def held(text: str) -> Held:
    return Held(values(text), re.sub(r"\D", "", text.translate(NARROW)))


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
                message = f"数字表里有“{figure.quote}”，正文里没有 {'、'.join(missing[:SHOWN])}"
                yield Place(article.path, None, message, origin(article))


def origin(article: Article) -> tuple[str, ...]:
    """Path of the page from which an article comes."""
    return (article.source.file,) if article.source else ()
