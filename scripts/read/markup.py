"""HTML to lines: visible text only, a block element a line, each with a hint where the HTML put it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

SKIPPED = frozenset(
    (
        *("script", "style", "template", "noscript", "iframe", "noframes", "noembed", "object"),
        *("textarea", "select"),
    )
)
"""Elements whose content is program, layout, a page of its own, or a form to fill in."""
INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"),
        *("i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
"""Elements that do not break a line; every other element is a block."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
STRENGTH = {
    **dict.fromkeys(("nav", "footer", "aside", "menu"), 4),
    **dict.fromkeys((*HEADINGS, "figcaption"), 3),
    "header": 2,
    **dict.fromkeys(("li", "td", "a"), 1),
    "p": 0,
}
"""Which of two nested hints tells more: a link list in the foot of a page is foot, a heading in its head is heading."""
SAME = {"th": "td", "dt": "li", "dd": "li", "button": "menu"}
MENU_WORDS = frozenset(
    (
        *("nav", "navbar", "menu", "breadcrumb", "breadcrumbs", "crumbs", "share", "footer", "foot", "related"),
        *("relate", "recommend", "copyright", "sidebar", "toolbar", "pagination", "pager", "login", "search"),
        *("hotnews", "ranking", "comment", "comments", "advert", "banner"),
    )
)
"""Words of `class` and `id` that mark what stands around a report."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
FURNITURE = frozenset(("nav", "header", "footer", "aside", "menu"))
MOST = 0.5
"""An element with more than this share of the visible text is the page itself, whatever it calls itself."""
META = frozenset(
    (
        *("author", "byline", "source", "contentsource", "mediaid", "pubdate", "publishdate", "date"),
        *("article:published_time", "article:author", "og:article:author", "og:article:published_time"),
        *("og:release_date", "dc.date", "dc.creator", "dc.source", "datepublished", "firstpublishedtime"),
    )
)
"""Names of `meta` elements, in small letters, that date and attribute a report."""
BLANKS = re.compile(r"[ \t\n\r\f]+")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u201c\u201d\u2018\u2019\u2026\U00020000-\U0003134f]")
Step = tuple[Literal["open", "close", "text"], PageElement]
Line = tuple[str, str]
"""Text and hint."""


def visible_lines(html: str) -> list[Line]:
    """Lines of a page: its `title` and `meta` first, then the visible text in order.

    >>> visible_lines("<h1>标题</h1><p onclick='x()'>甲<b>乙</b><br>丙</p><script>x()</script>")
    [('标题', 'h1'), ('甲乙', 'p'), ('丙', 'p')]
    """
    stand_in = unused(html)
    soup = BeautifulSoup(html.replace("\0", stand_in).encode("utf-8", "replace"), "lxml", from_encoding="utf-8")
    page = Page(sizes=sizes(soup))
    title = soup.title
    head = [(" ".join(title.get_text().split()), "title")] if title else []
    for kind, node in steps(soup, title):
        page.take(kind, node)
    page.flush()
    lines = [*head, *metas(soup), *page.lines]
    return [(text.replace(stand_in, "\0"), hint) for text, hint in lines if text.strip("\xa0\u3000 ")]


def unused(html: str) -> str:
    """A private character that the page does not use, to stand for NUL, which the parser would replace."""
    return next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in html)


def steps(soup: BeautifulSoup, title: Tag | None) -> Iterator[Step]:
    """Opening, text and closing in order of the page, without recursion, so that no depth is too deep."""
    stack: list[PageElement | tuple[Tag]] = [soup]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            yield "close", node[0]
        elif isinstance(node, Tag):
            if node.name in SKIPPED or node is title:
                continue
            yield "open", node
            stack.append((node,))
            stack.extend(reversed(node.contents))
        elif type(node) is NavigableString:
            yield "text", node


def sizes(soup: BeautifulSoup) -> dict[int, float]:
    """Share of the visible text inside each element that may be furniture, by `id()` of the element."""
    begun: dict[int, int] = {}
    found: dict[int, float] = {}
    here = 0
    for kind, node in steps(soup, soup.title):
        if kind == "text":
            here += len("".join(str(node).split()))
        elif isinstance(node, Tag) and own_hint(node) in FURNITURE:
            if kind == "open":
                begun[id(node)] = here
            else:
                found[id(node)] = float(here - begun[id(node)])
    return {key: size / max(here, 1) for key, size in found.items()}


def own_hint(tag: Tag) -> str:
    """The hint that an element gives by itself; empty when it tells nothing."""
    name = SAME.get(tag.name, tag.name)
    if name in STRENGTH:
        return name
    if tag.name in ("html", "body", "main", "article"):
        return ""
    words = f"{tag.get('class')} {tag.get('id')}"
    return "menu" if any(word.lower() in MENU_WORDS for word in WORD.findall(words)) else ""


@dataclass
class Page:
    """The lines so far and the place in the page."""

    sizes: dict[int, float]
    lines: list[Line] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=lambda: ["p"])
    """The most telling hint of each open element."""
    articles: int = 0
    preformatted: int = 0
    links: int = 0
    """How many links are open."""
    plain: int = 0
    """Visible characters of the line that are in no link."""

    def take(self, kind: str, node: PageElement) -> None:
        """One step of the walk."""
        if isinstance(node, NavigableString):
            self.text(str(node))
        elif isinstance(node, Tag):
            if node.name not in INLINE:
                self.flush()
            if kind == "open":
                self.open(node)
            else:
                self.close(node)

    def open(self, tag: Tag) -> None:
        self.articles += tag.name in ("article", "main")
        self.preformatted += tag.name == "pre"
        self.links += tag.name == "a"
        own = own_hint(tag)
        page_itself = own in FURNITURE and self.sizes.get(id(tag), 0.0) > MOST
        if page_itself or (own == "header" and self.articles):
            own = ""
        outer = self.hints[-1]
        self.hints.append(own if own and STRENGTH[own] >= STRENGTH[outer] else outer)

    def close(self, tag: Tag) -> None:
        self.articles -= tag.name in ("article", "main")
        self.preformatted -= tag.name == "pre"
        self.links -= tag.name == "a"
        self.hints.pop()

    def text(self, text: str) -> None:
        first, *rest = re.split(r"\r\n|\r|\n", text) if self.preformatted else [text]
        self.append(first)
        for line in rest:
            self.flush()
            self.append(line)

    def append(self, text: str) -> None:
        self.buffer.append(text)
        if not self.links:
            self.plain += len("".join(text.split()))

    def flush(self) -> None:
        """Ends the line."""
        text = joined("".join(self.buffer))
        hint = self.hints[-1]
        linked = not self.plain and STRENGTH[hint] <= STRENGTH["a"]
        self.buffer.clear()
        self.plain = 0
        if text:
            self.lines.append((text, "a" if linked else hint))


def joined(text: str) -> str:
    """Blanks as a browser shows them: one for many, none where a line of the source breaks between Han characters."""

    def blank(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        broken = "\n" in match.group() or "\r" in match.group()
        return "" if broken and WIDE.match(before) and WIDE.match(after) else " "

    return BLANKS.sub(blank, text).strip(" ")


def metas(soup: BeautifulSoup) -> list[Line]:
    """Date, author and source that the head declares, each as `name: content`."""
    found: dict[str, None] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        content = " ".join(str(tag.get("content") or "").split())
        if name in META and content:
            found[f"{name}: {content}"] = None
    return [(line, "meta") for line in found]
