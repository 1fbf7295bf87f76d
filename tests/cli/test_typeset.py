"""Rows of a terminal: as wide as they may be, in the order of the text, and begun and ended as print has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from scripts.cli.typeset import elide, hanging, side_by_side, wrap

TEXTS = st.text(alphabet="渔港调解员说，。“”（）《》…abc 0123.%", max_size=120)
SAID = "调解员说：“船只碰擦、泊位先后一类的争执（共41起），往往在码头边就能说清。”"


@given(TEXTS, st.integers(2, 60))
def test_rows_hold_every_character_and_keep_the_width(text: str, width: int) -> None:
    rows = [row.plain for row in wrap(Text(text), width)]
    assert "".join("".join(rows).split()) == "".join(text.split())
    assert all(cell_len(row) <= width for row in rows)


@pytest.mark.parametrize("width", range(8, 60))
def test_no_row_begins_with_a_closing_mark_or_ends_with_an_opening_one(width: int) -> None:
    rows = [row.plain for row in wrap(Text(SAID), width)]
    assert all(row[0] not in "，。、”）：" for row in rows)
    assert all(row[-1] not in "“（" for row in rows)


@pytest.mark.parametrize("width", range(10, 40))
def test_a_number_is_never_cut(width: int) -> None:
    rows = [row.plain for row in wrap(Text("发案同比下降21.8%，劝阻转账1260笔，涉及APP三种"), width)]
    assert all(any(number in row for row in rows) for number in ("21.8%", "1260", "APP"))


def test_a_pipe_has_no_end_of_line() -> None:
    assert [row.plain for row in wrap(Text(SAID * 40), None)] == [SAID * 40]


@given(TEXTS, st.integers(6, 60))
def test_a_line_without_its_middle_keeps_both_ends(text: str, width: int) -> None:
    found = elide(text, width)
    assert cell_len(found) <= width
    assert found == text or (text.startswith(found.split("……")[0]) and text.endswith(found.rsplit("……", 1)[1]))


def test_further_rows_stand_below_the_text_and_the_rule_goes_on() -> None:
    rows = [row.plain for row in hanging(Text("    3 正文 │ "), Text("夜校开课了，" * 4), 26)]
    assert len(rows) > 1
    assert all(row.startswith("           │ ") for row in rows[1:])


def test_two_columns_are_of_one_width() -> None:
    rows = [row.plain for row in side_by_side(Text("  3 │ "), Text("己经开课，" * 6), Text("已经开课。" * 5), 50)]
    assert {cell_len(row.rpartition(" │ ")[0]) for row in rows if row.rpartition(" │ ")[2]} == {26}
    assert all(cell_len(row) <= 50 for row in rows)
