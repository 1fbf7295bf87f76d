"""The headings inside an article: anchors that both builders share, and the table of contents made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

HEADING = re.compile(r"^(#{2,6}) (.+)$", re.MULTILINE)
FEWEST = 2
"""A single heading is seen without a table of contents."""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading."""

    anchor: str
    title: Markup


def sectioned(body: Markup) -> tuple[Markup, tuple[Section, ...]]:
    """The harmless Markdown of a body with its headings as HTML, which carries anchors in every builder; the contents.

    >>> text, found = sectioned(Markup("## 一\\n\\n甲。\\n\\n## 二"))
    >>> found[1].anchor, str(text).strip().splitlines()[0]
    ('s2', '<h2 id="s1">一</h2>')
    """
    found: list[Section] = []

    def heading(match: re.Match[str]) -> str:
        section = Section(f"s{len(found) + 1}", Markup(match[2].strip()))
        found.append(section)
        level = len(match[1])
        # between blank lines, for what follows a block of HTML at once is HTML too
        return f'\n<h{level} id="{section.anchor}">{section.title}</h{level}>\n'

    text = Markup(HEADING.sub(heading, str(body)))
    return text, tuple(found) if len(found) >= FEWEST else ()
