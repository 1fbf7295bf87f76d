"""The body of an issue form is read in lines, whatever stands in them."""

from __future__ import annotations

from scripts.store.issue_forms import headings


def test_blanks_behind_a_label_are_no_part_of_it_however_many_they_are() -> None:
    many = " \u3000" * 30_000
    assert headings(["### 文章编号" + many, "###  现在的 文字 ", "### 甲" + many + "乙", "###", "## 甲"]) == [
        (0, "文章编号"),
        (1, " 现在的 文字"),
        (2, "甲" + many + "乙"),
    ]
