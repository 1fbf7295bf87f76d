"""Which line of a web page is the headline of its article."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.core.han import ends_sentence, fold
from scripts.core.types import RawPage
from scripts.segment.blocks import grams_of, share_of
from scripts.segment.roles import DASH, Line
from scripts.segment.web_lines import Part
from scripts.segment.web_marks import (
    SHORTEST_TITLE,
    is_crumbs,
    is_issuer,
    is_menu,
    is_publication,
    is_site,
    without_site,
)
from scripts.segment.web_sheet import Sheet, piece
from scripts.segment.web_signs import fair_headline, is_text

LEAD = 600
"""Characters of a text that a headline speaks of."""
AKIN = 0.2
"""A title line with so many of its pairs of characters in the text belongs to the headline beside it."""


def best_title(sheet: Sheet, page: RawPage) -> int | None:
    """Place of the headline: what speaks of the text, stands twice, or stands beside the publication line."""
    given = {number for number, role in page.record.roles if role == "headline"}
    places = [n for n, line in enumerate(sheet.lines) if may_head(sheet, n)]
    named = named_page(sheet, page) if not any(sure_head(sheet, n) for n in places) else None
    if named is not None or not places:
        return named
    lead = grams_of("".join(line.text for line in sheet.lines[sheet.first :] if is_text(line))[:LEAD])
    known = [fold(line.text[: without_site(line.text)]) for line in sheet.lines]

    def worth(n: int) -> float:
        line = sheet.lines[n]
        again = known.count(fold(line.text)) > 1
        beside = any(is_publication(x.text) for x in sheet.lines[max(0, n - 1) : n + 3] if x is not line)
        return (
            10.0 * (line.number in given)
            + 3.0 * (line.forced == "headline")
            + 1.0 * (line.role == "title" or n == 0)
            + 2.0 * again
            + 2.0 * share_of(line.text, lead)
            + 1.0 * beside
            + min(len(fold(line.text)), 16) / 16
            - 2.0 * is_site(line.text)
            - 0.05 * (sheet.first - n)
        )

    return max(places, key=worth)


def sure_head(sheet: Sheet, n: int) -> bool:
    """Whether a line looks like a headline by itself, not only by its place above the text."""
    return sheet.lines[n].role == "title" or n == 0


def may_head(sheet: Sheet, n: int) -> bool:
    """Whether a line may be the headline: a title line above the text, or one that the markup calls it."""
    line = sheet.lines[n]
    if line.forced == "headline":
        return True
    if line.role not in ("title", "body") or n >= sheet.first or not fair_headline(line.text):
        return False
    return not (is_publication(line.text) or is_crumbs(line.text) or is_menu(line.text))


def named_page(sheet: Sheet, page: RawPage) -> int | None:
    """Place of the title that the browser shows, cut from the name of its site, where no line of the page heads it."""
    n = next((n for n, line in enumerate(sheet.lines) if page.hints[line.number - 1] == "title"), None)
    if n is None:
        return None
    line, raw = sheet.lines[n], page.lines[sheet.lines[n].number - 1]
    end = without_site(raw)
    if is_site(raw[:end]):
        return None
    rest = [piece(line, Part(end, len(raw), "meta"), raw)] if raw[end:].strip() else []
    sheet.lines[n : n + 1] = [piece(line, Part(0, end, "title"), raw), *rest]
    sheet.first += len(rest) * (sheet.first > n)
    sheet.last += len(rest) * (sheet.last > n)
    return n


def headline_run(sheet: Sheet, title: int | None) -> list[int]:
    """Places of the headline and of the title lines beside it that speak of the text too."""
    if title is None:
        return []
    best = sheet.lines[title]
    lead = grams_of("".join(line.text for line in sheet.lines[sheet.first :] if is_text(line))[:LEAD])
    run = [title]
    for step in (-1, 1):
        n = title + step
        while 0 <= n < len(sheet.lines) and belongs(sheet.lines[n], best, lead, step):
            run.append(n)
            n += step
    return sorted(run)


def belongs(line: Line, best: Line, lead: Mapping[str, int], step: int) -> bool:
    """Whether a title line beside the headline is part of it, its kicker or its subtitle."""
    if line.role != "title" or fold(line.text) == fold(best.text) or line.columns:
        return False
    if best.forced or line.forced:
        return line.forced in ("kicker", "subtitle", best.forced)
    if DASH.match(line.text):
        return step > 0
    whole = best.columns is not None or ends_sentence(best.text)
    told = len(fold(line.text)) >= SHORTEST_TITLE and share_of(line.text, lead) >= AKIN
    return told and not (whole or is_issuer(line.text) or is_publication(line.text))
