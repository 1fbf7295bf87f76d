"""Links inside the text of an article: the first mention of a programme, place or topic leads to its page.

Works on the harmless Markdown that `escape.body` makes, and only between its marks: headings, links, titles in 《》 and
code stay as they are. Where one name lies inside another the longer one wins, so 反诈 in 反诈考试APP is no mention.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick
from markupsafe import Markup

from scripts.core.types import Article
from scripts.weave import escape
from scripts.weave.holdings import Holdings, Link

CLOSED = re.compile(r"《[^》]*》?|<a\b[^>]*>.*?</a>|<code\b[^>]*>.*?</code>|<[^>]*>|&#96;.*?&#96;")
"""Stretches of a line in which nothing is linked; what stands in backquotes is meant as code."""
ENTITY = re.compile(r"&#?\w+;")
HEADING = re.compile(r"#{1,6} ")
SHORTEST = 2
"""Characters of a name; single ones are words of the language."""
QUOTES = "“”"


class Target(NamedTuple):
    """What a name may lead to."""

    kind: str
    """initiative | place | topic"""
    name: str
    link: Link


class Mention(NamedTuple):
    """One place in a stretch of text where a name stands."""

    start: int
    end: int
    targets: tuple[Target, ...]
    """What the name may lead to, the likeliest first."""


class Mentions:
    """Knows all names that have a page."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.foreign = tuple(p.name for p in holdings.gazetteer.by_code.values() if p.level == "city" and not p.ours)
        names: dict[str, tuple[Target, ...]] = {}
        for name, target in targets(holdings):
            if len(name) >= SHORTEST:
                key = escape.literal(name)
                names[key] = (*names.get(key, ()), target)
        self.names = ahocorasick.Automaton()
        for key, found in names.items():
            self.names.add_word(key, (len(key), found))
        if self.names:
            self.names.make_automaton()

    def body(self, article: Article, root: str) -> Markup:
        """The text of an article as Markdown with its links, for a page from which `root` leads to that of the site."""
        seen: set[str] = set()
        lines = str(escape.body(article.body)).split("\n")
        return Markup(
            "\n".join(line if HEADING.match(line) else self.line(line, article, root, seen) for line in lines)
        )

    def line(self, line: str, article: Article, root: str, seen: set[str]) -> str:
        """One line with its links. `seen` holds the addresses that are linked already and grows."""
        out: list[str] = []
        end = 0
        for closed in CLOSED.finditer(line):
            out += (self.stretch(line[end : closed.start()], article, root, seen), closed[0])
            end = closed.end()
        return "".join((*out, self.stretch(line[end:], article, root, seen)))

    def stretch(self, text: str, article: Article, root: str, seen: set[str]) -> str:
        """Text without marks, with its links."""
        out: list[str] = []
        end = 0
        for start, stop, link in self.chosen(text, article):
            if link.address not in seen:
                seen.add(link.address)
                out += (text[end:start], anchor(text[start:stop], root, link))
                end = stop
        return "".join((*out, text[end:]))

    def chosen(self, text: str, article: Article) -> Iterator[tuple[int, int, Link]]:
        """Mentions that do not overlap, the earliest and then the longest first."""
        end = 0
        for found in sorted(self.mentions(text), key=lambda m: (m.start, -m.end)):
            link = next((t.link for t in found.targets if self.meant(t, found, text, article)), None)
            if link and found.start >= end:
                end = found.end
                yield found.start, found.end, link

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every name in a text, except those that begin or end within a character reference."""
        entities = [match.span() for match in ENTITY.finditer(text)]
        for last, (length, found) in self.names.iter(text) if self.names else ():
            start, end = last + 1 - length, last + 1
            if not any(a < start < b or a < end < b for a, b in entities):
                yield Mention(start, end, found)

    def meant(self, target: Target, found: Mention, text: str, article: Article) -> bool:
        """Whether a name means its page here: programmes are tagged or stand in quotation marks, places are ours."""
        if target.kind == "initiative":
            around = text[found.start - 1 : found.start] + text[found.end : found.end + 1]
            return target.name in article.initiative or around == QUOTES
        return target.kind == "topic" or self.ours(target.name, text[: found.start], article)

    def ours(self, name: str, before: str, article: Article) -> bool:
        """Whether ours is meant: no city of elsewhere stands before it, and it is tagged or has no namesake."""
        if before.endswith(self.foreign):
            return False
        return name in (*article.city, *article.district) or len(self.holdings.gazetteer.by_name.get(name, ())) == 1


def targets(holdings: Holdings) -> Iterator[tuple[str, Target]]:
    """(name, what it leads to) for all that have articles; of equal names programmes come first."""
    for name in holdings.archive.by_initiative:
        yield name, Target("initiative", name, holdings.initiative_link(name))
    for name in holdings.archive.by_district:
        yield name, Target("place", name, holdings.district_link(name))
    for name in holdings.archive.by_city:
        yield name, Target("place", name, holdings.city_link(name))
    for name in holdings.archive.by_topic:
        term = holdings.term(name)
        for word in (name, *(term.aliases if term else ())):
            yield word, Target("topic", name, holdings.topic_link(name))


def anchor(shown: str, root: str, link: Link) -> str:
    """The link; its title tells where it leads if the words do not."""
    name = escape.literal(link.text)
    title = "" if name == shown else f' title="{html.escape(escape.plain(link.text))}"'
    return f'<a class="mention" href="{root}{link.address}"{title}>{shown}</a>'
