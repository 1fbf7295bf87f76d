"""One escaping function for each context in which a stranger's text can stand.

HTML text and attributes are escaped by Jinja itself (`render.py`); here are the other contexts: Markdown, YAML, URLs.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)
"""Control characters, marks that turn the direction of reading, halves of characters: none has a place in a report."""
SPECIAL = re.compile(r"[\\`*_{}\[\]|~^=$#!]")
"""Characters that mean something to Markdown or to one of its extensions, wherever they stand."""
BEFORE_HTML = re.compile(r"[`*{}\[\]|^$]")
"""Those of them that could be taken for code, links or formulas before HTML is seen: a tag written in full does not
hide them. The others, which addresses often hold, are safe in a tag."""
LINE_START = re.compile(r"^(?:[-+:]|\d+(?=[.)]))")
"""What means something only at the start of a line: lists and definitions."""
LINK = r"\[(?P<label>[^\[\]\\]+)\]\((?P<target>https?://[^\s()<>\"'\\]+)\)"
INNER = r"(?:\\.|[^*\\])+"
INLINE = re.compile(
    rf"\\(?P<literal>[!-/:-@\[-`{{-~])|\*\*(?P<strong>{INNER})\*\*|(?<!\*)\*(?P<em>{INNER})\*(?!\*)|{LINK}"
)
BLOCK = re.compile(r"^(?:(?P<heading>\#{1,6})\s+|(?P<quote>>)\s?|(?P<bullet>[-*+])\s+|(?P<number>\d{1,3})\.\s+)")
LONGEST = 20_000
"""Characters of a line, and of a paragraph of several; a whole newspaper page has as many.

Markdown takes the square of the time for longer ones.
"""
UNCUT = re.compile(r"(?:\\|&[#\w]{0,32})?$")
"""What may stand at the end of a part only together with what follows."""
TOP_HEADING = 2
"""Level of the highest heading inside an article; the headline alone is level 1."""


def plain(text: str) -> str:
    """One line of visible text: line breaks become blanks, invisible characters go.

    >>> plain("甲\\n乙\\x00")
    '甲 乙'
    """
    # nearly every text is fine, and to ask takes a quarter of the time; these two count as printable
    if text.isprintable() and "\ufffc" not in text and "\ufffd" not in text:
        return text.strip()
    return INVISIBLE.sub("", BREAKS.sub(" ", text)).strip()


def markdown(text: str) -> Markup:
    """Text that Markdown shows as it is, also at the start of a line.

    >>> markdown("1. <b>*x*</b>")
    Markup('&#49;. &lt;b&gt;&#42;x&#42;&lt;/b&gt;')
    """
    safe = SPECIAL.sub(entity, html.escape(plain(text), quote=False))
    return Markup(LINE_START.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), safe))


def entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def body(text: str) -> Markup:
    """The Markdown of an article with its structure kept and everything else made harmless.

    Kept are headings, quotations, lists, bold, italics and links to http(s) addresses. HTML, other links, images,
    code, tables and attributes come out as the text they are.
    """
    cut = (part for whole in text.splitlines() for part in parts(whole))
    return Markup("\n".join(map(line, apart(cut))))


def parts(text: str) -> Iterator[str]:
    """An endless line as paragraphs that can be rendered in useful time; any other as it is."""
    while len(text) > LONGEST:
        held = UNCUT.search(text, LONGEST - 40, LONGEST)
        end = held.start() if held else LONGEST
        yield from (text[:end], "")
        text = text[end:]
    yield text


def apart(lines: Iterable[str]) -> Iterator[str]:
    """Lines with a blank one before each that would make a paragraph too long."""
    length = 0
    for text in lines:
        length = length + len(text) + 1 if text.strip() else 0
        if length > LONGEST + 1:
            yield ""
            length = len(text) + 1
        yield text


def line(text: str) -> str:
    bare = text.strip()
    match = BLOCK.match(bare)
    if not match:
        return inline(bare)
    rest = inline(bare[match.end() :])
    if match["heading"]:
        return f"{'#' * max(TOP_HEADING, len(match['heading']))} {rest}" if rest else ""
    if match["quote"]:
        return f"> {rest}"
    return f"{match['number']}. {rest}" if match["number"] else f"- {rest}"


def inline(text: str, begins: bool = True) -> str:
    """One line with bold, italics and links; `begins` where a line of Markdown begins with it."""
    out: list[str] = []
    end = 0
    for match in INLINE.finditer(text):
        out += (literal(text[end : match.start()], first=begins and not out), span(match))
        end = match.end()
    return "".join([*out, literal(text[end:], first=begins and not out)])


def span(match: re.Match[str]) -> str:
    if match["literal"]:
        return f"&#{ord(match['literal'])};"
    if match["strong"]:
        return f"<strong>{inline(match['strong'], begins=False)}</strong>"
    if match["em"]:
        return f"<em>{inline(match['em'], begins=False)}</em>"
    return f'<a href="{address(match["target"])}" rel="nofollow noopener">{literal(match["label"])}</a>'


def address(target: str) -> str:
    """An address for an attribute, to a browser the same.

    >>> address("http://example.org/`?a=1&b=2")
    'http://example.org/&#96;?a=1&amp;b=2'
    """
    return BEFORE_HTML.sub(entity, html.escape(target))


def literal(text: str, first: bool = False) -> str:
    """Text between marks, its entities resolved and escaped anew; keeps the blanks at its ends."""
    visible = INVISIBLE.sub("", BREAKS.sub(" ", html.unescape(text)))
    safe = SPECIAL.sub(entity, html.escape(visible, quote=False))
    return LINE_START.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), safe) if first else safe


def front_matter(values: Mapping[str, Any]) -> Markup:
    """YAML between two lines of `---`; every value as JSON, which is YAML that leaves no doubt."""
    lines = (f"{key}: {json.dumps(scalar(value), ensure_ascii=False)}\n" for key, value in values.items())
    return Markup(f"---\n{''.join(lines)}---\n")


def scalar(value: object) -> object:
    return plain(value) if isinstance(value, str) else value


def url_path(path: str) -> str:
    """A path for a URL: everything but letters, digits, `/` and `-._~` as percent codes."""
    return quote(plain(path), safe="/")


def lines(text: str) -> Markup:
    """Several lines for a `<pre>`, as HTML on one line, so that no Markdown sees them.

    >>> lines("甲 <\\n  乙")
    Markup('甲 &lt;&#10;  乙')
    """
    shown = (html.escape(INVISIBLE.sub("", line)) for line in text.rstrip("\n").split("\n"))
    return Markup("&#10;".join(shown))
