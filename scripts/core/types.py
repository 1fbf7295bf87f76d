"""The frozen types that travel between the rooms. See the path of a page in README."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from scripts.core.dates import FuzzyDate

Kind = Literal["article", "interview", "brief", "photo", "note"]
Edition = Literal["digest", "full"]
Severity = Literal["error", "look"]
Span = tuple[int, int]
"""First and last line of a raw page, both counted from 1 and included."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What people know of a raw page; the `.yml` beside it. Every field may be absent."""

    publication: str | None = None
    series: str | None = None
    date: FuzzyDate | None = None
    page: str | None = None
    """Number of the page in its issue, as printed (`第2版`, `B3`)."""
    url: str | None = None
    received: str | None = None
    """ISO day on which the page reached the archive."""
    contributor: str | None = None
    text: Edition = "full"
    rights: str | None = None
    """A RightsStatements.org URI."""
    original: str | None = None
    """Bibliographic reference to the original of a digest."""
    note: str | None = None
    """What readers should know of the page: how its date or its newspaper were reasoned out."""
    joins: tuple[tuple[int, int], ...] = ()
    """Pairs (left line, right line) that an editor says belong together, in reading order."""
    cuts: tuple[int, ...] = ()
    """Lines before which an editor says a new piece begins."""
    drop: tuple[int, ...] = ()
    """Lines that an editor says are furniture."""
    roles: tuple[tuple[int, str], ...] = ()
    """Pairs (line, role) that an editor sets."""
    headlines: tuple[tuple[int, str], ...] = ()
    """Pairs (first line of a piece, headline) that an editor sets."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """One raw page, decoded. Line n of the page is `lines[n - 1]`."""

    path: str
    """As given to the reader; relative to the repository for pages in `source_articles/`; always with `/`."""
    sha256: str
    """Of the bytes of the file, in hexadecimal."""
    encoding: str
    markup: Literal["text", "html"]
    lines: tuple[str, ...]
    """Text lines without line ends. For HTML the visible text, a block element a line."""
    hints: tuple[str, ...]
    """One a line: where HTML put it (`title`, `h1`, `p`, `nav`, `footer`, `script`, …); empty for plain text."""
    record: PageRecord
    problems: tuple[Problem, ...] = ()
    """What was wrong with the file or its record but did not stop the work."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Bad input in one clear Chinese sentence."""

    path: str
    line: int | None
    message: str
    """What is wrong."""
    mend: str
    """What a person can do about it."""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}：{self.message}。{self.mend}"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Consecutive raw lines with one role."""

    first: int
    last: int
    role: str
    """A role of `segment/roles.py`: headline, subtitle, kicker, body, heading, lead, caption, byline, slogan …"""
    lines: tuple[str, ...]
    """The raw text. Where `columns` is set, only that part of the one line."""
    columns: tuple[int, int] | None = None
    """Start and end character of the part of line `first` that is meant; the whole lines when absent."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two raw lines that follow one another in a piece though not on the page, or across a torn column."""

    left: int
    right: int
    score: float
    cues: tuple[str, ...]
    """Codes of the cues that made the join, heaviest first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One report of a page: its fragments in reading order."""

    kind: Kind
    headline: str | None
    """As printed, over one or several lines joined by one blank."""
    kicker: str | None
    subtitle: str | None
    fragments: tuple[Fragment, ...]
    joins: tuple[Join, ...] = ()
    review: tuple[str, ...] = ()
    """What a person should look at: `headline`, `order`, …"""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Spans of the raw page in reading order, neighbouring fragments merged."""
        spans: list[Span] = []
        for part in self.fragments:
            if spans and spans[-1][0] <= part.first <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], max(spans[-1][1], part.last))
            else:
                spans.append((part.first, part.last))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Layout:
    """What segmentation made of a page. Each character of the page stands in exactly one of the three."""

    pieces: tuple[Piece, ...]
    furniture: tuple[Fragment, ...]
    """Mastheads, slogans, menus, editors' marks: listed, not published."""
    loose: tuple[Fragment, ...]
    """Text that could not be given to any piece; shown to editors, never dropped."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One correction."""

    rule: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of clean text."""

    role: str
    """body | heading | lead | question | answer | caption | byline"""
    text: str
    line: int
    """Raw line on which it begins."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A piece after correction."""

    title: str | None
    kicker: str | None
    subtitle: str | None
    paragraphs: tuple[Paragraph, ...]
    edits: tuple[Edit, ...] = ()

    @property
    def text(self) -> str:
        """Paragraphs of the body, a line each, without byline."""
        return "\n".join(p.text for p in self.paragraphs if p.role != "byline")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for one tag."""

    tag: str
    """Field of the article: city, district, topic, date, byline, initiative …"""
    value: str
    weight: float
    quote: str
    """The words of the page that speak for it, at most about 30 characters."""
    line: int | None
    """Raw line of the quote; none when the record or the vocabulary speaks."""
    reason: str
    """In Chinese, for readers: 标题地名, 文中机构, 辖县推得, 页面记录 …"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One telling number as data."""

    value: float
    unit: str
    what: str
    period: str | None
    """EDTF, resolved against the date of the page: 2022-01/2022-11~; absent where nothing tells the time."""
    change: str | None
    """同比下降, 较去年同期上升 … ; absent for plain counts."""
    quote: str
    hedge: str | None = None
    """余, 多, 近, 超 …"""
    said: str | None = None
    """The period in the words of the text: 今年以来, 去年同期, 9月7日晚."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a piece is about, with the evidence for each value."""

    city: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Other places named, inside and outside the province."""
    topic: tuple[str, ...] = ()
    """Main one first, three at most."""
    date: FuzzyDate | None = None
    byline: tuple[str, ...] = ()
    photographer: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    organisations: tuple[str, ...] = ()
    publication: str | None = None
    evidence: tuple[Evidence, ...] = ()
    review: tuple[str, ...] = ()
    """Fields a person should look at."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from."""

    file: str
    lines: tuple[Span, ...]
    """In reading order."""


@dataclass(frozen=True)
class Article:
    """A record of the archive. Passes only through `store`."""

    id: str
    title: str
    kind: Kind
    body: str
    """Markdown below the front matter."""
    kicker: str | None = None
    subtitle: str | None = None
    city: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    date: FuzzyDate | None = None
    byline: tuple[str, ...] = ()
    photographer: tuple[str, ...] = ()
    publication: str | None = None
    source: Source | None = None
    text: Edition = "full"
    review: tuple[str, ...] = ()
    written: str = ""
    """`sha256:…` of what the machine wrote; a difference means that a hand has edited it."""
    path: str = ""
    """File it was loaded from, relative to the repository; empty for one not yet written."""
    page: str | None = None
    """Not stored: filled from the page record when the archive is loaded."""


@dataclass(frozen=True)
class Archive:
    """All articles, in order of id, and the records of the pages they come from."""

    articles: tuple[Article, ...]
    records: Mapping[str, PageRecord] = field(default_factory=dict)
    """By path of the raw page."""
    problems: tuple[Problem, ...] = ()
    """Articles and records that could not be loaded."""

    @cached_property
    def by_id(self) -> dict[str, Article]:
        return {a.id: a for a in self.articles}

    @cached_property
    def by_source(self) -> dict[str, tuple[Article, ...]]:
        """Articles of each raw page, in the order of their ids."""
        return group(self.articles, lambda a: (a.source.file,) if a.source else ())

    @cached_property
    def by_city(self) -> dict[str, tuple[Article, ...]]:
        return group(self.articles, lambda a: a.city)

    @cached_property
    def by_district(self) -> dict[str, tuple[Article, ...]]:
        return group(self.articles, lambda a: a.district)

    @cached_property
    def by_topic(self) -> dict[str, tuple[Article, ...]]:
        return group(self.articles, lambda a: a.topic)

    @cached_property
    def by_initiative(self) -> dict[str, tuple[Article, ...]]:
        return group(self.articles, lambda a: a.initiative)

    @cached_property
    def by_author(self) -> dict[str, tuple[Article, ...]]:
        """By reporter and photographer."""
        return group(self.articles, lambda a: dict.fromkeys(a.byline + a.photographer))


def group(articles: Iterable[Article], keys: Callable[[Article], Iterable[str]]) -> dict[str, tuple[Article, ...]]:
    """Articles by each of their keys, in the given order."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        for key in keys(article):
            found.setdefault(key, []).append(article)
    return {key: tuple(found[key]) for key in sorted(found)}


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered rule of `check`."""

    code: str
    """Family character and number: 页01, 文03 … Never reused."""
    severity: Severity
    title: str
    hint: str
    """How to mend it, in Chinese."""
    why: str = ""
    """The kind of error for which it is there, for the handbook."""
    wrong: str = ""
    right: str = ""
    """An example before and after."""
    fix: bool = False
    """Whether `check --fix` can mend it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken."""

    rule: Rule
    path: str
    line: int | None
    message: str
    also: tuple[str, ...] = ()
    """Other files that it concerns."""


@dataclass(frozen=True, slots=True)
class Report:
    """What `clean` did with one raw page."""

    path: str
    pieces: int = 0
    loose: int = 0
    loose_lines: tuple[Span, ...] = ()
    """Where they stand, in page order."""
    review: int = 0
    written: tuple[str, ...] = ()
    """Ids that were written or rewritten."""
    kept: tuple[str, ...] = ()
    """Ids left alone because a hand has edited them and the machine would now write something else."""
    same: int = 0
    removed: tuple[str, ...] = ()
    """Ids that were withdrawn on demand, their pieces being gone from the page."""
    diffs: tuple[str, ...] = ()
    """Unified differences for `kept`, in the same order."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that can be said about how an article came about, as `explain` and the article page show it."""

    page: RawPage
    piece: Piece
    clean: CleanText
    tags: Tags
    layout: Layout
