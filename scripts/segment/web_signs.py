"""What tells a page that is one web article from a page with several reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scripts.core.han import fold
from scripts.core.types import RawPage
from scripts.segment.blocks import grams_of, share_of
from scripts.segment.openings import enumerator
from scripts.segment.roles import Line
from scripts.segment.web_lines import HASH, is_fused, tail_cut
from scripts.segment.web_marks import (
    SHORTEST_TITLE,
    is_crumbs,
    is_menu,
    is_more,
    is_notice,
    is_publication,
    is_stamped,
    is_tools,
    without_site,
)
from scripts.segment.wordings import web_wording, wording

HEAD_LINES = 60
"""Lines above the text in which a headline can stand: menus of portals pasted line by line are that long."""
TEXT_SHORTEST = 50
"""Characters of a paragraph that has no full stop; shorter lines are headlines, headings, links or labels."""
SURE = frozenset(("html", "crumbs", "publication", "suffix", "heading", "fused", "tail"))
"""Signs of a web page that no printed page shows."""
HEADLINE_SHORTEST = 10
"""Characters of a headline of a report of its own; section headings are mostly shorter."""
SPOKEN_OF = 0.4
"""A headline has so many of its pairs of characters in common with its own text; section headings have fewer."""


def is_one(lines: Sequence[Line], page: RawPage) -> bool:
    """Whether what stands around the text says that the page is one article of the web, and nothing says otherwise."""
    signs = {sign for n, line in enumerate(lines) for sign in signs_of(line, n, lines)}
    if page.markup == "html":
        signs.add("html")
    return (bool(signs & SURE) or len(signs) >= 2) and not many(lines, page.markup == "html")


def many(lines: Sequence[Line], html: bool) -> bool:
    """Whether the page has several reports: several signed texts or datelines, the head of a printed page, counts that
    begin anew, or headlines each of which speaks of the text right below it only.
    """
    signed = sum(line.role == "body" and is_signed(line) for line in lines)
    datelines = sum(line.role == "body" and bool(wording("dateline").match(line.text)) for line in lines)
    printed = not html and any(x.role == "masthead" for x in lines) and not any(is_epaper(x.text) for x in lines)
    return signed > 1 or datelines > 1 or printed or counted_anew(lines) or own_titles(lines) > 1


def is_signed(line: Line) -> bool:
    """Whether a writer signs the text; who took a photograph signs none."""
    return line.signature is not None or bool(line.credit and line.credit.byline)


def is_epaper(text: str) -> bool:
    """Whether a line is the menu of the electronic edition of a newspaper."""
    return any(word in text for word in ("上一版", "下一版", "上一篇", "下一篇", "标题导航", "版面导航", "返回目录"))


def counted_anew(lines: Sequence[Line]) -> bool:
    """Whether numbered paragraphs (一、二、三、) begin anew below a title line."""
    begun = [n for n, line in enumerate(lines) if enumerator(line.text) == 1 and is_text(line)]
    return any(any(line.role == "title" for line in lines[a:b]) for a, b in pairwise(begun))


def own_titles(lines: Sequence[Line]) -> int:
    """How many title lines below the first text speak of the text right below them, and hardly of any other."""
    texts = [n for n, line in enumerate(lines) if is_text(line)]
    heads = [n for n in range(texts[0], texts[-1]) if lines[n].role == "title"] if texts else []
    heads = [n for n in heads if n + 1 in texts and len(fold(lines[n].text)) >= HEADLINE_SHORTEST]
    whole = grams_of("".join(lines[n].text for n in texts))
    found = 0
    for n in heads:
        end = next((k for k in range(n + 1, len(lines)) if lines[k].role == "title"), len(lines))
        own = grams_of("".join(line.text for line in lines[n + 1 : end]))
        others = whole - own
        spoken = share_of(lines[n].text, own)
        found += spoken >= SPOKEN_OF and share_of(lines[n].text, others) <= spoken / 2
    return found


def signs_of(line: Line, place: int, lines: Sequence[Line]) -> Iterator[str]:
    """What a line says for a web page; some signs say it alone, others only two together."""
    text = line.text
    if len(fold(text)) <= 2 * TEXT_SHORTEST:
        yield from short_signs(text, place)
    if place < HEAD_LINES and is_fused(text):
        yield "fused"
    end = tail_cut(text)
    if end < len(text):
        yield "tail" if web_wording("tail").search(text, end) or web_wording("more").search(text, end) else "source"
    yield from (f"speech {found}" for found in web_wording("speech").findall(text))
    if line.role == "source" and place == len(lines) - 1:
        yield "source"
    if heads_list(line) and below(lines[:place]) > below(lines[place:]):
        yield "more"
    if place == 0 and is_bare(lines):
        yield "bare"


def short_signs(text: str, place: int) -> Iterator[str]:
    """The signs of a line of some words."""
    if is_crumbs(text):
        yield "crumbs"
    if place < HEAD_LINES and is_publication(text) and is_stamped(text):
        yield "publication"
    if place == 0 and without_site(text) < len(text):
        yield "suffix"
    if HASH.match(text):
        yield "heading"


def below(lines: Sequence[Line]) -> int:
    """Characters of some lines."""
    return sum(len(line.text) for line in lines)


def is_bare(lines: Sequence[Line]) -> bool:
    """Whether a page is one line that may be a headline, and then nothing but text."""
    first, rest = lines[0], lines[1:]
    return (
        bool(rest)
        and first.role in ("title", "body")
        and fair_headline(first.text)
        and bool(web_wording("opening").match(rest[0].text) or web_wording("dateline").match(rest[0].text))
        and not any(line.role in ("title", "caption", "byline") for line in rest)
    )


def fair_headline(text: str) -> bool:
    """Whether a text may be a headline by its length and its marks."""
    return SHORTEST_TITLE <= len(fold(text)) <= 60 and "。" not in text and text[-1] not in "，、；：,;:"


def heads_list(line: Line) -> bool:
    """Whether a line heads a list of other articles."""
    return is_more(line.text) or (line.role == "menu" and bool(web_wording("more").match(line.text)))


def is_text(line: Line) -> bool:
    """Whether a line is surely a paragraph of the article."""
    if line.role != "body" or is_notice(line.text) or is_menu(line.text) or is_publication(line.text):
        return False
    return ("。" in line.text or len(fold(line.text)) > TEXT_SHORTEST) and not is_tools(line.text)
