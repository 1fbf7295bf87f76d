"""What two reports may share: the features of one report, each with its kind, strength and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import ahocorasick

from scripts.core.han import fold
from scripts.core.types import Article
from scripts.weave.holdings import Holdings
from scripts.weave.links.bodies import Bodies
from scripts.weave.links.officials import Officials

STRENGTHS = {
    "initiative": 3.0,
    "person": 3.0,
    "picture": 4.0,
    "note": 4.0,
    "column": 2.0,
    "body": 1.5,
    "quoted": 1.5,
    "series": 1.0,
    "district": 2.0,
    "topic": 1.5,
    "city": 1.0,
    "word": 0.7,
    "page": 0.5,
    "author": 0.3,
}
"""What a shared feature counts where nobody else has it. A picture belongs to its report and a note to the report that
it opens, a shared programme or head of an office is a link in itself; a subject word, a page or a reporter hardly."""
REASONS = {
    "person": "都写到{}",
    "body": "都写到{}",
    "picture": "文与配图",
    "note": "按语与所引的报道",
    "column": "同一栏目：{}",
    "quoted": "都提到“{}”",
    "series": "同一系列：{}",
    "district": "同在{}",
    "topic": "同属专题：{}",
    "city": "同在{}",
    "word": "都谈到“{}”",
    "page": "同一版面",
    "author": "同一作者：{}",
}
INITIATIVES = (
    ("调解室", "同一调解品牌"),
    ("工作室", "同一工作室"),
    ("警务室", "同一警务室"),
    ("警务站", "同一警务站"),
    ("工作法", "同一工作法"),
    ("行动", "同一行动"),
    ("整治", "同一行动"),
    ("工程", "同一工程"),
    ("活动", "同一活动"),
    ("平台", "同一平台"),
    ("APP", "同一平台"),
    ("小程序", "同一平台"),
)
"""What an initiative is, by the end of its name; any other is 举措."""
QUOTED = re.compile(r"[“《]([^“”《》，。；：？！\s]{2,16})[”》]")
"""A name in quotation marks or brackets: 新锋警务室, 万商红."""


FRAGMENTS = ("进", "到", "向")
"""Ends of subject words that are the beginning of a phrase (宣传进…), and no subject to share."""
MANY_WORDS = 12
"""Subject words of a report of common length; in a longer one each says less."""


class Feature(NamedTuple):
    """One thing that a report has and others may share."""

    key: str
    """The same for all that share it, whatever their marks: 健康人生、绿色无毒 and 健康人生，绿色无毒！"""
    kind: str
    strength: float
    value: str


def reason(kind: str, value: str) -> str:
    """Why two reports that share something are linked.

    >>> reason("initiative", "老周调解室"), reason("city", "抚州市")
    ('同一调解品牌：老周调解室', '同在抚州市')
    """
    if kind != "initiative":
        return REASONS[kind].format(value)
    brand = next((word for ending, word in INITIATIVES if value.endswith(ending)), "同一举措")
    return f"{brand}：{value}"


def feature(kind: str, value: str, space: str | None = None) -> Feature:
    return Feature(f"{space or kind} {fold(value) or value}", kind, STRENGTHS[kind], value)


class Extractor:
    """Finds the features of each report; what the whole archive must be known for is gathered once."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.bodies = Bodies(holdings.gazetteer)
        self.officials = Officials(a.body for a in holdings.articles)
        self.attached = {key: value for file in holdings.archive.by_source.values() for key, value in attachments(file)}
        self.words = automaton(word for term in holdings.topics.terms for word in term.triggers)

    def features(self, article: Article) -> tuple[Feature, ...]:
        """Each feature once, by its strongest kind, in order of key."""
        found: dict[str, Feature] = {}
        for one in self.all_features(article):
            if one.key not in found or one.strength > found[one.key].strength:
                found[one.key] = one
        return tuple(found[key] for key in sorted(found))

    def all_features(self, article: Article) -> Iterator[Feature]:
        text = f"{article.kicker or ''} {article.title} {article.subtitle or ''} {article.body}"
        yield from self.tags(article)
        yield from self.names(article, text)
        yield from self.origin(article)
        yield from self.subject_words(text)

    def tags(self, article: Article) -> Iterator[Feature]:
        fields: tuple[tuple[str, Iterable[str]], ...] = (
            ("district", article.district),
            ("topic", article.topic),
            ("city", article.city),
            ("author", dict.fromkeys(article.byline + article.photographer)),
        )
        yield from (feature(kind, value) for kind, values in fields for value in values)

    def names(self, article: Article, text: str) -> Iterator[Feature]:
        """Programmes, columns, names in quotation marks, and people in office; a namesake elsewhere is another."""
        yield from (feature("initiative", value, "name") for value in article.initiative)
        yield from (feature("column", value, "name") for value in (article.kicker,) if value)
        yield from (feature("quoted", value, "name") for value in sorted(set(QUOTED.findall(text))))
        yield from (feature("body", value) for value in self.bodies.named(text))
        for person in self.officials.named(text):
            for city in article.city or ("",):
                yield feature("person", person)._replace(key=f"person {person} {city}")

    def origin(self, article: Article) -> Iterator[Feature]:
        """Page and series, and the report to which a picture or note on the same page belongs."""
        if not article.source:
            return
        yield feature("page", article.source.file)
        record = self.holdings.record(article)
        if record.series:
            yield feature("series", series(record.series), "name")
        yield from self.attached.get(article.id, ())

    def subject_words(self, text: str) -> Iterator[Feature]:
        """Words of the topic vocabulary that a text uses, each as long as it goes."""
        words = sorted({word for _, word in self.words.iter_long(text)}) if self.words else []
        strength = STRENGTHS["word"] * min(1.0, MANY_WORDS / max(1, len(words)))
        yield from (feature("word", word.strip("“”"), "name")._replace(strength=strength) for word in words)


def automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    """Finds all words of a list in one pass; false where there are none."""
    found = ahocorasick.Automaton()
    for word in words:
        if not word.endswith(FRAGMENTS):
            found.add_word(word, word)
    if found:
        found.make_automaton()
    return found


def series(name: str) -> str:
    """The name that all parts of a series share: “…系列报道·南昌” is one part of it.

    >>> series("渡口见闻系列报道·余干")
    '渡口见闻系列报道'
    """
    return name.rpartition("·")[0] or name


def attachments(page: tuple[Article, ...]) -> Iterator[tuple[str, tuple[Feature, ...]]]:
    """What joins pictures and notes of one page to their reports, by the id of each report."""
    reports = [a for a in page if a.kind not in ("photo", "note")]
    found: dict[str, list[Feature]] = {}
    hosts: dict[str, Callable[[Article, list[Article]], Article | None]] = {
        "photo": report_around,
        "note": report_after,
    }
    for article in page:
        host = hosts[article.kind](article, reports) if article.kind in hosts else None
        if host:
            link = feature("picture" if article.kind == "photo" else "note", article.id)
            found.setdefault(article.id, []).append(link)
            found.setdefault(host.id, []).append(link)
    yield from ((key, tuple(links)) for key, links in found.items())


def report_around(photo: Article, reports: list[Article]) -> Article | None:
    """The report within which a photograph stands on the page, else the nearest."""
    return min(reports, key=lambda report: (distance(photo, report), report.id), default=None)


def report_after(note: Article, reports: list[Article]) -> Article | None:
    """The first report below a note."""
    below = [report for report in reports if begin(report) > begin(note)]
    return min(below, key=lambda report: (begin(report), report.id), default=None)


def distance(photo: Article, report: Article) -> tuple[int, int]:
    """Nothing and the length of a report that surrounds a photograph, else the lines between them."""
    line, first, last = begin(photo), begin(report), end(report)
    if first <= line <= last:
        return 0, last - first
    return min(abs(first - line), abs(last - line)), int(first > line)


def begin(article: Article) -> int:
    return min((first for first, _ in article.source.lines), default=0) if article.source else 0


def end(article: Article) -> int:
    return max((last for _, last in article.source.lines), default=0) if article.source else 0
