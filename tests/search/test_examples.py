"""Every search that the site shows as an example finds something in the archive's own articles."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import ROOT

pytestmark = pytest.mark.browser
HELP = ROOT / "docs/about/search-help.md"
SHOWN = (
    "async ([base]) => (await import(new URL('assets/search/views.js', base).href)).EXAMPLES.map(([query]) => query)"
)


def told() -> list[str]:
    """What the page about searching writes as typed: all of its first two chapters but bare names of fields and signs."""
    text = HELP.read_text(encoding="utf-8")
    chapters = text[text.index("## 打字就行") : text.index("## 找不到的时候")]
    return [query for query in re.findall("`([^`]+)`", chapters) if not query.endswith((":", ".."))]


def finds(reader: Any, query: str) -> bool:
    """Whether a search finds something as it was typed: nothing is given up, and nothing needs a note."""
    answer = reader.search(query)
    return bool(answer["total"]) and answer["relaxed"] is None and not answer["problems"]


def test_every_example_of_the_page_of_search_finds_something(reader: Any) -> None:
    shown = reader.page.evaluate(SHOWN, [reader.address])
    assert len(shown) > 3
    assert [query for query in shown if not finds(reader, query)] == []


def test_every_example_of_the_page_about_searching_finds_something(reader: Any) -> None:
    assert len(told()) > 15
    assert [query for query in told() if not finds(reader, query)] == []
