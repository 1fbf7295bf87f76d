"""What each line of a page is, as far as the line itself can say: furniture, caption, author line, title or body.

Furniture is known by the table `data/furniture.tsv` and, for web pages, by where the HTML put the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from scripts.core.credits import Credit, line_credit, tail_credit
from scripts.core.han import ends_sentence, fold, han_share
from scripts.core.settings import DATA
from scripts.core.types import RawPage
from scripts.core.vocab.tables import rows

FURNITURE = frozenset(
    (
        "masthead",
        "series",
        "slogan",
        "column",
        "menu",
        "footer",
        "editor",
        "source",
        "date",
        "continuation",
        "label",
        "meta",
    )
)
"""Roles whose lines belong to no piece."""
HEADS = ("headline", "kicker", "subtitle", "heading")
"""Roles of title lines that an editor can set."""
TEXTS = ("body", "lead", "question", "answer", "list")
"""Roles of text that an editor can set."""
FURNITURE_HINTS = frozenset(("title", "meta", "nav", "header", "footer", "aside", "menu"))
TITLE_HINTS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TITLE_LONGEST = 46
"""Headlines of Chinese newspapers stay under some 40 characters a line; a torn paragraph is mostly longer."""
CAPTION_LONGEST = 64
"""Words under a photograph, without its photographer; photo news with a text of its own is longer."""
IN_PICTURE = re.compile(
    r"[（(](?:[左右前后中][一二三四五六七八九十]|[左右中]|图中)[）)]|^图为|图[一二三四1-4]?为|^[▲△▼↑←→]"
)
SPOKEN = re.compile(r"^(?:问|答|[\u3400-\u9fff]{2,4})[：:]\S{6,}[。？！?]$|^[问答][：:]")
"""A question or an answer of an interview."""
ITEM = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[、．)）]|\.(?![0-9]))|[①-⑳●◆■□▲◎•★]")
"""How an item of a list begins."""
RUN_IN = re.compile(
    r"\s*(?:【[^】]{2,20}】|(?:[一二三四五六七八九十]{1,3}、|[■★●▲◆])?[\u3400-\u9fff“”、]{4,20}(?<![讯电息道者])"
    r"(?=\u3000|  )"
    r"|[一二三四五六七八九十]{1,3}、[^。]{4,36}。(?=\S))(?=.{20})"
)
"""A heading on the line of its text: in hollow brackets, before a wide blank, or numbered with a full stop behind."""
DASH = re.compile(r"^[—―－–-]{1,3}")
"""What a subtitle begins with."""
UNFINISHED = ("，", "、", "；", "：", ",", ":")
"""Marks after which a sentence goes on."""
HALF = 4
"""Characters of each half of a title in two parts."""
BODY_COMMAS = 2
"""A headline has at most one comma; a line with more is text, however short."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page that is not blank."""

    number: int
    text: str
    """Without blanks at its ends."""
    role: str
    """title | body | caption | byline, or a role of FURNITURE"""
    credit: Credit | None = None
    """Names at its end, or the names of an author line."""
    forced: str = ""
    """The role that an editor or the markup gives it, where `role` does not name it: kicker, lead, question …"""
    signature: Line | None = None
    """The author line right below, where it signs this line and not what follows."""
    label: str = ""
    """核心提示, 编者按 or the like, where the line right above says so."""
    columns: tuple[int, int] | None = None
    """Start and end character of the part of the raw line that is meant; the whole line when absent."""

    @property
    def complete(self) -> bool:
        """Whether a paragraph may end here."""
        return ends_sentence(self.text) or (self.credit is not None and self.role == "body")

    @property
    def signed(self) -> bool:
        """Whether names stand at its end or right below it."""
        return self.credit is not None or self.signature is not None


def classify(page: RawPage) -> list[Line]:
    """The lines of a page with their roles; an editor's word in the record comes first."""
    forced = dict(page.record.roles) | dict.fromkeys(page.record.drop, "slogan")
    found = []
    for number, (raw, hint) in enumerate(zip(page.lines, page.hints, strict=True), 1):
        text = raw.strip().strip("\u200b\ufeff").strip()
        if not text:
            continue
        found.append(
            forced_line(number, text, forced[number]) if number in forced else classify_line(number, text, hint)
        )
    labelled = [under_label(line, found[:n]) for n, line in enumerate(found)]
    return signatures(labelled)


def run_in(line: Line, raw: str) -> tuple[tuple[Line, str], ...]:
    """A line of text with its role, or its run-in heading and the rest of it, each with columns.

    >>> [(part.columns, role) for part, role in run_in(Line(1, "", "body"), "【抓源头】" + "夜校" * 20)]
    [((0, 5), 'run-in'), ((5, 45), 'body')]
    """
    start, end = line.columns or (0, len(raw))
    found = RUN_IN.match(raw, start, end)
    if not found:
        return ((line, "list" if ITEM.match(line.text) else "body"),)
    head, rest = replace(line, columns=(start, found.end())), replace(line, columns=(found.end(), end))
    return (head, "run-in"), (rest, "body")


def forced_line(number: int, text: str, role: str) -> Line:
    """A line whose role an editor says."""
    if role in HEADS:
        return Line(number, text, "title", forced=role)
    if role == "byline":
        return Line(number, text, role, line_credit(text) or tail_credit(text))
    return Line(number, text, "body" if role in TEXTS else role, tail_credit(text), forced=role)


def signatures(lines: Sequence[Line]) -> list[Line]:
    """Author lines that stand below a text and above no other: given to the line they sign."""
    found: list[Line] = []
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        signs = line.role == "byline" and (below is None or below.role not in ("body", "label"))
        if signs and found and found[-1].role == "body" and found[-1].complete and not found[-1].signed:
            found[-1] = replace(found[-1], signature=line)
        else:
            found.append(line)
    return found


def under_label(line: Line, above: Sequence[Line]) -> Line:
    """A line of text with the label that stands right above it.

    编者按 right below a headline or its author is a word on that report; elsewhere it makes a piece of its own.
    """
    if not above or above[-1].role != "label" or line.role not in ("body", "title"):
        return line
    label = above[-1].text.strip("【】[]（）() 　:：")
    headed = len(above) > 1 and above[-2].role in ("title", "byline")
    return replace(line, label="提示" if headed else label)


def classify_line(number: int, text: str, hint: str) -> Line:
    """One line by its own look."""
    if hint in FURNITURE_HINTS:
        return Line(number, text, "meta" if hint in ("title", "meta") else "menu")
    if hint == "a" and not ends_sentence(text) and len(fold(text)) <= TITLE_LONGEST:
        return Line(number, text, "menu")
    if hint in TITLE_HINTS and len(fold(text)) <= 2 * TITLE_LONGEST:
        return Line(number, text, "title", forced="headline" if hint == "h1" else "")
    role = furniture_role(text)
    if role:
        return Line(number, text, role)
    author = line_credit(text)
    if author and not fold(text).isdigit():
        return Line(number, text, "byline", author)
    credit = tail_credit(text)
    if credit:
        return credited(number, text, credit)
    if IN_PICTURE.search(text) and len(fold(text)) <= CAPTION_LONGEST and not ends_sentence(text):
        return Line(number, text, "caption")
    return plain(number, text)


def credited(number: int, text: str, credit: Credit) -> Line:
    """A line that ends in names: a caption when it is short and the names took the photograph, else text."""
    short = len(fold(text[: credit.start])) <= CAPTION_LONGEST
    pictures_only = bool(credit.photographer) and not credit.byline
    return Line(number, text, "caption" if pictures_only and short else "body", credit)


def plain(number: int, text: str) -> Line:
    """A line without credit: title or body."""
    size = len(fold(text))
    if SPOKEN.match(text):
        return Line(number, text, "body")
    commas = sum(text.count(mark) for mark in "，,；;")
    if (
        size > TITLE_LONGEST
        or "。" in text
        or commas >= BODY_COMMAS
        or text.endswith(("，", "、", "；", "：", ",", ":"))
    ):
        return Line(number, text, "body")
    if ends_sentence(text) and (text[-1] not in "！？!?" or "“" in text[:1]):
        return Line(number, text, "body")
    if han_share(text) < 0.2:
        return Line(number, text, "slogan")
    return Line(number, text, "title")


def two_parts(text: str) -> bool:
    """Whether a title has two parts with one blank between, neither of them tiny. Slogans are set with wide gaps."""
    parts = text.split(" ")
    return len(parts) == 2 and min(map(len, parts)) >= HALF


@lru_cache(maxsize=1)
def furniture() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(role, pattern) of the table. Raises InputProblem when it is broken."""
    return tuple((row["role"], re.compile(row["pattern"])) for _, row in rows(DATA / "furniture.tsv"))


def furniture_role(text: str) -> str | None:
    """The furniture that a line is by its wording, if any."""
    return next((role for role, pattern in furniture() if pattern.fullmatch(text)), None)
