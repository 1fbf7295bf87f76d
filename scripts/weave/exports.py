"""Data for other programs: the vocabulary, the places and the figures, and the page that offers them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from scripts.core.types import Article, Figure
from scripts.core.vocab import Place
from scripts.weave import escape, skos, words
from scripts.weave.holdings import Holdings
from scripts.weave.render import render

FOLDER = "data/"
FORMULA = ("=", "+", "-", "@")
"""Beginnings of a cell that a spreadsheet would run as a formula; such text gets a `'` in front."""
NUMBERS = ("value",)
"""Columns that may begin with a minus and are no formula."""
FILES = (
    ("vocabulary.ttl", "主题词表", "SKOS，Turtle 格式：每个专题的名称、别名、定义和所属的组。"),
    ("vocabulary.jsonld", "主题词表", "SKOS，JSON-LD 格式，内容与上一份相同。"),
    ("places.csv", "地名表", "江西的市、县（市、区）、功能区和乡镇街道：代码、上级、简称、旧名、篇数。"),
    ("figures.csv", "数字表", "从报道里取出的数字：数值、单位、说的是什么、时间、升降，以及原句。"),
)
"""(file, what it holds, in which form), as the page lists them."""


COLUMNS = {
    "places.csv": {
        "code": "代码：市县用 GB/T 2260，乡镇街道用统计代码，功能区的后两位是本档案自编的",
        "name": "全名",
        "level": "级别：city 设区市，county 县（市、区），zone 功能区，town 乡镇街道",
        "parent": "上级的代码",
        "city": "所在的设区市",
        "short": "简称，几个之间用竖线隔开",
        "former": "旧名",
        "articles": "本档案里写到它的报道，只数市县和功能区",
        "url": "它的页面，没有报道的没有页面",
    },
    "figures.csv": {
        "id": "报道的编号",
        "date": "报道的日期，EDTF 格式",
        "value": "数值，万和亿已经换算",
        "unit": "单位",
        "hedge": "余、多、近、超一类的话",
        "what": "说的是什么",
        "period": "数字所指的时间，EDTF 格式",
        "change": "同比下降一类的话",
        "quote": "原句",
        "title": "报道的标题",
        "url": "报道的固定链接",
    },
}
"""What each column means."""


def export_page(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of the page that lists the files."""
    counts = {"places.csv": sum(1 for _ in places(holdings)), "figures.csv": sum(1 for _ in figures(holdings))}
    rows = [(*row, counts.get(row[0], len(holdings.topics.terms))) for row in FILES]
    yield FOLDER, render("data.md.jinja", FOLDER, files=rows, columns=COLUMNS, crumbs=(words.HOME,))


def export_files(holdings: Holdings) -> dict[str, str]:
    """Path in the woven tree and content of each file."""
    return {
        f"{FOLDER}vocabulary.ttl": skos.turtle(holdings),
        f"{FOLDER}vocabulary.jsonld": skos.json_ld(holdings),
        f"{FOLDER}places.csv": table(COLUMNS["places.csv"], places(holdings)),
        f"{FOLDER}figures.csv": table(COLUMNS["figures.csv"], figures(holdings)),
    }


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
        explanation = holdings.explanations.get(article.id)
        for figure in explanation.tags.figures if explanation else ():
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


def table(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Comma-separated values (RFC 4180) with a heading line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: value if name in NUMBERS else cell(value) for name, value in row.items()})
    return out.getvalue()


def cell(text: str) -> str:
    """One visible line that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("余江大嫂")
    ("'=1+1", '余江大嫂')
    """
    line = escape.plain(text)
    return f"'{line}" if line.startswith(FORMULA) else line
