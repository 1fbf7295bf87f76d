"""A page that is ONE article from the web: recognised by what stands around it, then put together in page order.

A newspaper page has several reports, each with its own byline or dateline; a web page has one, between a menu, a
publication line and a list of other articles. Such a page needs no stitching: its order is that of its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.core.han import ends_sentence, fold
from scripts.core.types import RawPage
from scripts.segment.roles import FURNITURE, HEADS, TEXTS, Line
from scripts.segment.web_marks import (
    is_crumbs,
    is_issuer,
    is_menu,
    is_more,
    is_notice,
    is_publication,
    is_tools,
    without_site,
)
from scripts.segment.web_sheet import Sheet, sentences, sheet_of
from scripts.segment.web_signs import heads_list, is_one
from scripts.segment.web_title import best_title, headline_run

LABEL = 12
"""Characters of a line that only says what follows: 相关阅读."""
WITHIN = ("source", "date", "slogan")
"""Furniture of printed pages that is text between the paragraphs of a web article: 时间：…, 电话：…."""
LINKS = 2
"""So many lines of links in a row below the text are a list of other articles, without any word above them."""


@dataclass(frozen=True)
class Story:
    """One article: its lines in the order of the page, and what belongs to no article."""

    heads: tuple[Line, ...] = ()
    author: Line | None = None
    text: tuple[Line, ...] = ()
    furniture: tuple[Line, ...] = ()


def web_story(lines: Sequence[Line], page: RawPage) -> Story | None:
    """The article of a page that is one web article; nothing for any other page, which must be put in order first."""
    if page.record.joins or page.record.cuts or not is_one(lines, page):
        return None
    sheet = sheet_of(lines, page)
    if sheet is None:
        return None
    title = best_title(sheet, page)
    story = placed(sheet, title, headline_run(sheet, title), page)
    return story if story.text else None


def placed(sheet: Sheet, title: int | None, run: Sequence[int], page: RawPage) -> Story:
    """Every line in its place: heads, author, text or furniture."""
    after, fixed = links_after(sheet), dict(page.record.roles)
    again = {fold(sheet.lines[n].text) for n in run}
    begin = sheet.first if title is None else min(sheet.first, title)
    groups: dict[str, list[Line]] = {"heads": [], "author": [], "text": [], "furniture": []}
    for n, line in enumerate(sheet.lines):
        if line.number in fixed:
            group, line = by_editor(line)
        elif n in run:
            headline = line.forced or ("headline" if len(run) == 1 else "")
            group, line = "heads", replace(line, role="title", forced=headline)
        else:
            role = aside_role(n, sheet, begin, again, n in after)
            group, line = ("furniture", replace(line, role=role)) if role else in_text(n, line, sheet)
        if group == "author" and groups["author"]:
            group, line = "text", replace(line, forced="byline")
        groups[group].append(line)
    author = groups["author"][0] if groups["author"] else None
    return Story(tuple(groups["heads"]), author, tuple(groups["text"]), tuple(groups["furniture"]))


def aside_role(n: int, sheet: Sheet, begin: int, again: set[str], listed: bool) -> str | None:
    """The furniture that a line is, if any: by the markup or its words, as a list of links, or by where it stands."""
    line = sheet.lines[n]
    outside, told = not sheet.first <= n <= sheet.last, is_publication(line.text)
    within = line.role in WITHIN and sheet.first < n < sheet.last and not line.columns
    if signs_off(n, sheet):
        return None
    if line.role in FURNITURE and not within:
        return line.role
    if listed or (is_more(line.text) and len(fold(line.text)) <= LABEL) or (outside and is_aside(line.text)):
        return "menu"
    if line.role == "title" and fold(line.text[: without_site(line.text)]) in again:
        return "meta"
    if n < begin:
        return "source" if told else "menu"
    return "source" if (outside and told) or (n < sheet.first and is_issuer(line.text)) else None


def in_text(n: int, line: Line, sheet: Sheet) -> tuple[str, Line]:
    """A line of the article in its place: author lines above the text, all else in the text."""
    if line.role == "byline":
        return ("author", line) if n < sheet.first else ("text", replace(line, forced="byline"))
    return "text", replace(line, forced=text_role(line))


def signs_off(n: int, sheet: Sheet) -> bool:
    """Whether a line is the day below the name of the body that puts out a notice."""
    return n > sheet.last and sheet.lines[n].role == "date" and is_issuer(sheet.lines[n - 1].text)


def is_aside(text: str) -> bool:
    """Whether a line outside the text is a menu, a way to the page, or a call to click."""
    return is_crumbs(text) or is_menu(text) or is_tools(text)


def by_editor(line: Line) -> tuple[str, Line]:
    """The place of a line whose role the page record sets."""
    if line.forced in HEADS and line.forced != "heading":
        return "heads", line
    if line.forced == "heading" or line.forced in TEXTS or line.role in ("body", "caption"):
        return "text", line
    return ("author", line) if line.role == "byline" else ("furniture", line)


def text_role(line: Line) -> str:
    """The role of a line inside the article, where it is no paragraph."""
    if line.forced in TEXTS or line.forced == "heading":
        return line.forced
    heading = line.role == "title" and not ends_sentence(line.text)
    return "heading" if heading else "caption" if line.role == "caption" else ""


def links_after(sheet: Sheet) -> set[int]:
    """Places of the lines below the text that lead to other articles or are notices of the site."""
    rest = range(sheet.last + 1, len(sheet.lines))
    more = next(
        (n for n in rest if heads_list(sheet.lines[n]) and not sentences(sheet.lines[n + 1 :])), len(sheet.lines)
    )
    found = set(range(more, len(sheet.lines)))
    loose = [n for n in rest if n < more and sheet.lines[n].role == "title" and len(fold(sheet.lines[n].text)) > 10]
    if len(loose) >= LINKS:
        found |= set(range(loose[0], more))
    foot = next((n for n in rest if is_foot(sheet, n)), len(sheet.lines))
    found |= {n for n in range(foot, len(sheet.lines)) if sheet.lines[n].role in ("title", "body")}
    return found | {n for n in rest if is_notice(sheet.lines[n].text)}


def is_foot(sheet: Sheet, n: int) -> bool:
    """Whether a line below the text shows that the article is over: an editor, a source, a call to click."""
    line = sheet.lines[n]
    return is_aside(line.text) or (line.role in FURNITURE and line.role not in WITHIN and not signs_off(n, sheet))
