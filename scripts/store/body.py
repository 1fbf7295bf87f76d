"""Clean text ⇄ the Markdown body of an article: whatever the text holds, it stays text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from itertools import groupby

from scripts.core.han import is_han
from scripts.core.types import CleanText, Paragraph

LEAD = "核心提示"
LEAD_LABEL = re.compile(r"(核心提示|(?:内容提要|编者按|编者的话|开栏语|导读)(?=[：:\s]|$))\s*[：:]?\s*")
"""How newspapers mark the summary above a report; without any of them the lead is called 核心提示."""
SPEAKER = re.compile(r"[^：:，。！？“”]{1,12}(?<![0-9])[：:]")
"""The name and colon before what somebody says; a longer run before a colon is a sentence."""
SPEAKERS = {"question": "问：", "answer": "答："}
"""For turns that the page sets without a name."""

BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""Every character that some reader of text files takes for the end of a line."""
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
"""What neither HTML nor YAML can hold."""
SURROGATES = re.compile("[\ud800-\udfff]")

SPECIAL = re.compile(
    r"[\\`*_\[\]#{}<>&|~^$@\t]"  # marks of Markdown, HTML, templates and common extensions, wherever they stand
    r"|^[-+=!:?/]"  # lists, underlined headings, admonitions, definitions, blocks
    r"|^\d+[.)](?=\s|$)"  # numbered lists
    r"|\+(?=\+)|(?<=\+)\+|=(?==)|(?<==)="  # keys, marked text
    r"|:(?=//)|:(?=[A-Za-z0-9_+-]+:)|(?i:(?<=www)\.)"  # bare addresses, emoji
)
BACKSLASHED = frozenset("*_#-+.!)")
"""Marks that every Markdown takes back from a backslash; all others become character references.

Brackets do too: mathematics extensions take a bracket behind a backslash for a formula.
"""

LITERAL = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
HELD = re.compile("\x00(\\d+)\x00")
RULE = re.compile(r" {0,3}([-*_=])(?: *\1){2,} *")
STRUCTURE = re.compile(r"\s*(?:>\s?)*\s*(?:#{1,6}\s+|[-*+]\s+)?")
BLOCK_MARK = re.compile(r"\s*(?:>|#{1,6}\s|[-*+]\s|\d+[.)]\s|\||<)")
STARRED = re.compile(r"\*(.+?)\*")


def emphasised(match: re.Match[str]) -> str:
    """What stands between marks of emphasis; where a line is never closed, its rest is looked at for stars alone."""
    if match["open"] is None:
        return match[1] or match[2]
    return "_" + STARRED.sub(r"\1", match["open"])


MARKUP: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # what opens and never closes takes the rest of the line: to look again from each mark takes the square of the time
    (re.compile(r"<!--.*?-->|(<!--.*)"), r"\1"),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"<(https?:[^<>\s]*)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"\{:?[^{}]*\}\s*$"), ""),
    (re.compile(r"(\*\*|__)(.+?)\1"), r"\2"),
    (re.compile(r"\*(.+?)\*|(?<!\w)_(?:(.+?)_(?!\w)|(?P<open>.*))"), emphasised),
    (re.compile(r"`+"), ""),
)
"""Inline Markdown that editors may write, and what is left of it in plain text; in order."""


def one_line(text: str) -> str:
    """Text as one line without control characters: line ends become blanks."""
    line = CONTROLS.sub("", BREAKS.sub(" ", text))
    return SURROGATES.sub("\ufffd", line).strip()


def escape(text: str) -> str:
    """Markdown that renders as exactly this text (see `one_line`), whatever it holds.

    >>> escape("1. {{ 赣A|*5* }}")
    '1\\\\. &#123;&#123; 赣A&#124;\\\\*5\\\\* &#125;&#125;'
    """
    return SPECIAL.sub(escape_mark, one_line(text))


def escape_mark(match: re.Match[str]) -> str:
    number, mark = match[0][:-1], match[0][-1]
    return f"{number}\\{mark}" if mark in BACKSLASHED else number + NAMED.get(mark, f"&#{ord(mark)};")


NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def render_body(clean: CleanText) -> str:
    """The Markdown body of an article, paragraphs divided by a blank line; bylines are front matter, not body."""
    shown = (p for p in clean.paragraphs if p.role != "byline" and one_line(p.text))
    return "\n\n".join(
        block
        for role, run in groupby(shown, key=lambda p: p.role)
        for block in (leads(run) if role == "lead" else map(render, run))
    )


def render(paragraph: Paragraph) -> str:
    return RENDERERS.get(paragraph.role, escape)(one_line(paragraph.text))


def leads(run: Iterable[Paragraph]) -> Iterable[str]:
    """Neighbouring leads as one block quote, whose first paragraph carries the label."""
    label, quoted = f"**{LEAD}** ", []
    for paragraph in run:
        text = one_line(paragraph.text)
        found = LEAD_LABEL.match(text)
        if found:
            label, text = f"**{found[1]}** ", text[found.end() :]
        if text:
            quoted.append(f"> {label}{escape(text)}")
            label = ""
    return ["\n>\n".join(quoted)] if quoted else []


def turn(role: str) -> Callable[[str], str]:
    """Renders what somebody says, the name in bold; without a name 问 or 答."""

    def rendered(text: str) -> str:
        found = SPEAKER.match(text)
        name, said = (found[0], text[found.end() :].lstrip()) if found else (SPEAKERS[role], text)
        return f"**{escape(name)}**{escape(said)}"

    return rendered


RENDERERS: dict[str, Callable[[str], str]] = {
    "heading": lambda text: f"## {escape(text)}",
    "caption": lambda text: f"*{escape(text)}*",
    "question": turn("question"),
    "answer": turn("answer"),
}


def plain_text(body: str) -> str:
    """The text of a Markdown body without its markup, a paragraph a line; the inverse of `render_body`.

    The label 核心提示 is ours and left out. Lines that an editor wrapped are put together again.
    """
    paragraphs: list[list[str]] = []
    open_paragraph = False
    for line in body.split("\n"):
        plain = plain_line(line)
        begins = not open_paragraph or bool(BLOCK_MARK.match(line))
        if plain and begins:
            paragraphs.append([plain])
        elif plain:
            paragraphs[-1] += (glue(paragraphs[-1][-1], plain), plain)
        open_paragraph = bool(plain) and not line.lstrip().startswith("#")
    return "\n".join(map("".join, paragraphs))


def plain_line(line: str) -> str:
    """One line of Markdown as plain text; empty for rules and blank lines."""
    if RULE.fullmatch(line):
        return ""
    literals: list[str] = []

    def hold(match: re.Match[str]) -> str:
        literals.append(match[1] or html.unescape(match[0]))
        return f"\x00{len(literals) - 1}\x00"

    text = LITERAL.sub(hold, line.replace("\x00", ""))
    text = STRUCTURE.sub("", text, count=1).removeprefix(f"**{LEAD}** ")
    for pattern, rest in MARKUP:
        text = pattern.sub(rest, text)
    return HELD.sub(lambda m: literals[int(m[1])], text.strip())


def glue(left: str, right: str) -> str:
    return "" if is_han(left[-1]) or is_han(right[0]) or ord(left[-1]) > 0x2000 else " "
