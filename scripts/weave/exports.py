"""Data for other programs: the files of `data/` and the page that offers them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from scripts.core.types import Article, Figure
from scripts.core.vocab import Place
from scripts.weave import escape, skos, words
from scripts.weave.holdings import Holdings
from scripts.weave.machine import changes, citations, feeds, package, records, values
from scripts.weave.machine.columns import COLUMNS
from scripts.weave.render import render

FOLDER = "data/"
FORMULA = ("=", "+", "-", "@")
"""Beginnings of a cell that a spreadsheet would run as a formula; such text gets a `'` in front."""
NUMBERS = ("value",)
"""Columns that may begin with a minus and are no formula."""
TOLD = {
    "articles.csv": ("报道表", "每篇报道一行：标题、标签、日期、作者、出处，不含正文。"),
    "articles.jsonl": ("报道全集", "每篇报道一行 JSON：上一份的各栏，加上分段的正文。"),
    "figures.csv": ("数字表", "从报道里取出的数字：数值、单位、说的是什么、时间、升降，以及原句。"),
    "places.csv": ("地名表", "江西的市、县（市、区）、功能区和乡镇街道：代码、上级、简称、旧名、篇数。"),
    "vocabulary.ttl": ("主题词表", "SKOS，Turtle 格式：每个专题的名称、别名、定义和所属的组。"),
    "vocabulary.jsonld": ("主题词表", "SKOS，JSON-LD 格式，内容与上一份相同。"),
    "references.bib": ("著录", "全部报道的 BibTeX 条目，供 LaTeX 和文献管理软件导入。"),
    "references.ris": ("著录", "全部报道的 RIS 条目，供文献管理软件导入。"),
    "references.json": ("著录", "全部报道的 CSL-JSON 条目，供文献管理软件和排版程序导入。"),
    "changes.jsonl": ("改动记录", "每次收入、改动、撤下一行 JSON：哪一篇、何时、改了哪些项。不含人名。"),
}
"""What each file is and what it holds, in the order in which the page lists them."""


def export_page(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of the page that lists the files."""
    files = [(name, *TOLD[name], count) for name, count in counts(holdings).items()]
    subscriptions = [(page.title, feeds.ways(page)) for page in feeds.feeds(holdings)]
    yield (
        FOLDER,
        render(
            "data.md.jinja",
            FOLDER,
            files=files,
            package=f"{FOLDER}{package.NAME}",
            columns=COLUMNS,
            feeds=subscriptions,
            changes=changes.FEED if holdings.history else "",
            crumbs=(words.HOME,),
        ),
    )


def counts(holdings: Holdings) -> dict[str, int]:
    """Entries of each file that there is."""
    known = {
        "figures.csv": sum(1 for _ in figures(holdings)),
        "places.csv": sum(1 for _ in places(holdings)),
        "vocabulary.ttl": len(holdings.topics.terms),
        "vocabulary.jsonld": len(holdings.topics.terms),
        "changes.jsonl": len(holdings.history.changes) if holdings.history else 0,
    }
    found = {name: known.get(name, len(holdings.articles)) for name in TOLD}
    return {name: count for name, count in found.items() if name != "changes.jsonl" or holdings.history}


def export_files(holdings: Holdings) -> dict[str, str]:
    """Path in the woven tree and content of each file, the data package last."""
    refs = [citations.reference(holdings, article) for article in holdings.articles]
    files = {
        "articles.csv": table("articles.csv", (records.row(records.flat(holdings, a)) for a in holdings.articles)),
        "articles.jsonl": values.lines(records.with_text(holdings, a) for a in holdings.articles),
        "figures.csv": table("figures.csv", figures(holdings)),
        "places.csv": table("places.csv", places(holdings)),
        "vocabulary.ttl": skos.turtle(holdings),
        "vocabulary.jsonld": skos.json_ld(holdings),
        "references.bib": "\n".join(map(citations.bibtex, refs)),
        "references.ris": "\n".join(map(citations.ris, refs)),
        "references.json": citations.csl_document(refs),
        **changes.change_lines(holdings),
    }
    files[package.NAME] = package.data_package(holdings, files, TOLD)
    return {f"{FOLDER}{name}": text for name, text in files.items()}


def places(holdings: Holdings) -> Iterator[Mapping[str, str]]:
    """Every place of Jiangxi, in order of code."""
    for place in holdings.gazetteer.by_code.values():
        if place.ours and place.level != "province":
            yield place_row(holdings, place)


def place_row(holdings: Holdings, place: Place) -> Mapping[str, str]:
    city = holdings.gazetteer.city_of(place)
    count, address = held(holdings, place)
    return {
        "code": place.code,
        "name": place.name,
        "level": place.level,
        "parent": place.parent,
        "city": city.name if city else "",
        "short": "|".join(place.short),
        "former": "|".join(place.former),
        "articles": count,
        "url": holdings.site.page(address) if address else "",
    }


def held(holdings: Holdings, place: Place) -> tuple[str, str]:
    """How many articles are about a place, and the address of its page; empty where it has none."""
    if place.level == "city":
        link = holdings.city_link(place.name)
    elif place.level != "town" and place.name in holdings.archive.by_district:
        link = holdings.district_link(place.name)
    else:
        return ("" if place.level == "town" else "0"), ""
    return str(link.count), link.address


def figures(holdings: Holdings) -> Iterator[Mapping[str, str]]:
    """Every figure of every article, in order of article and text."""
    for article in holdings.articles:
        for figure in holdings.figures.get(article.id, ()):
            yield figure_row(holdings, article, figure)


def figure_row(holdings: Holdings, article: Article, figure: Figure) -> Mapping[str, str]:
    return {
        "id": article.id,
        "date": article.date.text if article.date else "",
        "value": number(figure.value),
        "unit": figure.unit,
        "hedge": figure.hedge or "",
        "what": figure.what,
        "period": figure.period or "",
        "change": figure.change or "",
        "quote": figure.quote,
        "title": article.title,
        "url": holdings.site.page(holdings.article_link(article).address),
    }


def number(value: float) -> str:
    """Digits without an exponent: whole numbers without a point.

    >>> number(500000.0), number(0.5)
    ('500000', '0.5')
    """
    return f"{value:.0f}" if value == int(value) else f"{value:.10f}".rstrip("0")


def table(name: str, rows: Iterable[Mapping[str, str]]) -> str:
    """Comma-separated values (RFC 4180) with a heading line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS[name]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: value if column in NUMBERS else cell(value) for column, value in row.items()})
    return out.getvalue()


def cell(text: str) -> str:
    """One visible line that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("余江大嫂")
    ("'=1+1", '余江大嫂')
    """
    line = escape.plain(text)
    return f"'{line}" if line.startswith(FORMULA) else line
