"""Roles of the parts of a text: items of a list, and headings on the line of their text. All texts are invented."""

from __future__ import annotations

import pytest

from scripts.core.types import PageRecord, RawPage
from scripts.correct import correct
from scripts.segment import segment

TEXT = "清河县司法局今年把夜校开到打谷场，村民收工以后来听课，讲的是借条怎么写、彩礼怎么退。"


def parts(*lines: str) -> list[tuple[str, str]]:
    page = RawPage("p.txt", "", "utf-8", "text", lines, ("",) * len(lines), PageRecord())
    return [(part.role, line) for part in segment(page).pieces[0].fragments for line in part.lines]


@pytest.mark.parametrize("heading", ["【抓源头】", "一、把课讲到地头。", "　　把课讲到地头"])
def test_a_heading_on_the_line_of_its_text_is_known_as_one_and_stays_on_its_line(heading: str) -> None:
    line = heading + ("" if heading.endswith(("】", "。")) else "　　") + TEXT
    assert ("run-in", heading) in parts("清河夜校开到打谷场", TEXT, line)
    page = RawPage("p.txt", "", "utf-8", "text", (line,), ("",), PageRecord())
    assert [p.text.startswith(heading.strip()) for p in correct(segment(page).pieces[0]).paragraphs] == [True]


def test_items_of_a_list_are_known_as_items() -> None:
    found = parts("清河夜校开到打谷场", TEXT, f"1.{TEXT}", f"（二）{TEXT}", f"●{TEXT}")
    assert [role for role, _ in found] == ["headline", "body", "list", "list", "list"]


def test_a_dateline_before_a_wide_blank_is_no_heading() -> None:
    assert [role for role, _ in parts("清河夜校开到打谷场", f"清河日报讯　　{TEXT}")] == ["headline", "body"]
