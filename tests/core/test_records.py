"""Page records: what people write down beside a raw page, and what they are told when it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.core.record_lines import without_text
from scripts.core.records import READERS, parse_record
from scripts.core.types import PageRecord, Problem

FULL = """\
publication: 赣江晚报
series: 平安路上·抚河篇
date: 2022-11/2022-12
page: 02
url: https://example.org/paper/2022?p=2
received: 2026-01-17
contributor: 值班编辑
text: digest
rights: https://rightsstatements.org/vocab/InC/1.0/
original: 赣江晚报. 2022-11-30(2).
joins: [[25, 27], [9, 3]]
cuts: [43, 7]
drop: [1, [43, 45], [44, 46]]
roles: {51: caption, 3: kicker}
headlines:
  45: 一盏灯 照亮回家路
"""


def faults(text: str, last_line: int | None = None) -> list[Problem]:
    return list(parse_record(text, "页.yml", last_line)[1])


def only(text: str) -> Problem:
    (fault,) = faults(text)
    return fault


def test_every_field_of_a_record_is_read() -> None:
    record, problems = parse_record(FULL, "页.yml")
    assert problems == ()
    assert record.date is not None and record.date.text == "2022-11/2022-12"
    assert (record.publication, record.page, record.text) == ("赣江晚报", "02", "digest")
    assert record.rights == "http://rightsstatements.org/vocab/InC/1.0/"
    assert record.joins == ((25, 27), (9, 3))
    assert record.cuts == (7, 43)
    assert record.drop == (1, 43, 44, 45, 46)
    assert record.roles == ((3, "kicker"), (51, "caption"))
    assert record.headlines == ((45, "一盏灯 照亮回家路"),)


@pytest.mark.parametrize("text", ["", "# 还没有写\n", "---\n", "date:\npage: ~\njoins:\nroles:\n", "\ufeff"])
def test_an_empty_record_is_no_fault(text: str) -> None:
    assert parse_record(text, "页.yml") == (PageRecord(), ())


@pytest.mark.parametrize("written", ["2022-01-17", "2022", "'2022-01'", "2024-09~", "202X"])
def test_dates_that_yaml_would_turn_into_something_else_are_read_as_written(written: str) -> None:
    record, problems = parse_record(f"date: {written}", "页.yml")
    assert problems == () and record.date is not None and record.date.text == written.strip("'")


def test_a_date_in_chinese_is_refused_with_the_edtf_form_to_write() -> None:
    fault = only("page: 3\ndate: 2022年1月7日")
    assert (fault.line, fault.path) == (2, "页.yml")
    assert "2022-01-07" in fault.mend


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("page: 1\ndate: 去年冬天", 2, "EDTF"),
        ("text: half", 1, "half"),
        ("rights: CC0", 1, "RightsStatements"),
        ("rights: http://rightsstatements.org.example.com/vocab/InC/1.0/", 1, "RightsStatements"),
        ("url: javascript:alert(1)", 1, "网址"),
        ("url: http://", 1, "网址"),
        ("url: 'http://[::1'", 1, "网址"),
        ("received: 2022-13-01", 1, "日子"),
        ("page: [1, 2]", 1, "文字"),
        ("page: " + "字" * 2001, 1, "2001"),
        ('page: "\\0"', 1, "控制字符"),
        ("joins: 25, 27", 1, "列表"),
        ("joins:\n  - [1, 2]\n  - [3, 3]", 3, "不同的行号"),
        ("joins: [[1, 2, 3]]", 1, "行号"),
        ("cuts: [0]", 1, "行号"),
        ("cuts: [-4]", 1, "行号"),
        ("drop: [[9, 2]]", 1, "行号"),
        ("drop: [[1, 999999999999]]", 1, "行号"),
        ("roles: {4: hedline}", 1, "hedline"),
        ("roles: [4, body]", 1, "行号: 值"),
        ("headlines: {甲: 标题}", 1, "行号"),
        ("- 一\n- 二", 1, "名称: 值"),
        ("平安无事", 1, "名称: 值"),
    ],
)
def test_each_fault_names_its_line_and_what_is_wrong(text: str, line: int, word: str) -> None:
    fault = only(text)
    assert fault.line == line
    assert word in fault.message
    assert fault.mend


def test_one_wrong_item_of_a_list_leaves_the_others() -> None:
    record, problems = parse_record("joins: [[1, 2], [x], [5, 6]]\ncuts: [3, 三]\npage: 4", "页.yml")
    assert (record.joins, record.cuts, record.page) == (((1, 2), (5, 6)), (3,), "4")
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("written", "line", "word"),
    [
        ("joins:\n  - [5, 11]\n  - [5, 13]", 3, "[5, 13] 和 [5, 11] 相抵触"),
        ("joins:\n  - [5, 11]\n  - [9, 11]", 3, "[9, 11] 和 [5, 11] 相抵触"),
        ("joins:\n  - [11, 5]\n  - [5, 11]", 3, "围成了一圈"),
        ("joins:\n  - [5, 11]\n  - [11, 20]\n  - [20, 5]", 4, "围成了一圈"),
    ],
)
def test_joins_that_cannot_all_be_true_are_reported_and_the_first_of_them_count(
    written: str, line: int, word: str
) -> None:
    fault = only(written)
    assert fault.line == line and word in fault.message
    assert len(parse_record(written, "页.yml")[0].joins) == line - 2


def test_a_chain_of_joins_and_a_pair_written_twice_are_no_contradiction() -> None:
    record, problems = parse_record("joins: [[5, 11], [11, 20], [20, 3], [5, 11]]", "页.yml")
    assert (record.joins, problems) == (((5, 11), (11, 20), (20, 3)), ())


@pytest.mark.parametrize(
    ("key", "meant"), [("dat", "date"), ("Rights", "rights"), ("日期", "date"), ("publicaton", "publication")]
)
def test_an_unknown_key_is_answered_with_the_one_that_was_meant(key: str, meant: str) -> None:
    fault = only(f"{key}: x")
    assert key in fault.message and meant in fault.mend


@pytest.mark.parametrize("text", ["file: ../../别处/秘密.txt", "source: /etc/passwd", "../a/b: c", "path: x"])
def test_a_record_cannot_point_to_another_file(text: str) -> None:
    record, (fault,) = parse_record(text, "页.yml")
    assert record == PageRecord()
    assert "不能指向别的文件" in fault.message


def test_a_key_written_twice_counts_once_and_is_reported() -> None:
    record, (fault,) = parse_record("page: 1\nseries: 甲\npage: 2", "页.yml")
    assert record.page == "1"
    assert fault.line == 3 and "第1行" in fault.message


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("joins: [[1, 2]", 2),
        ("series: *粗体*", 2),
        ("series: &x 甲", 2),
        ("series: a: b: c", 2),
        ('series: "没有写完', 2),
        ("@series: 甲", 2),
        ("series：全角冒号", 2),
        ("series: [[[[[[1]]]]]]", 2),
        ("series: 甲\x07乙", 2),
        ("\tseries: 甲", 2),
    ],
)
def test_a_broken_entry_is_reported_by_line_and_the_others_still_count(broken: str, line: int) -> None:
    record, problems = parse_record(f"publication: 赣江晚报\n{broken}\npage: 3\n", "页.yml")
    assert [p.line for p in problems] == [line]
    assert (record.publication, record.page) == ("赣江晚报", "3")


def test_a_billion_laughs_is_refused_at_once() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    record, problems = parse_record(bomb + "page: 5\n", "页.yml")
    assert record.page == "5"
    assert all("锚点" in p.message for p in problems)


def test_nesting_that_would_exhaust_the_stack_is_refused() -> None:
    assert "层次太深" in faults("page: " + "[" * 50_000)[0].message


def test_yaml_that_asks_for_python_objects_makes_none() -> None:
    record, problems = parse_record("page: !!python/object/apply:os.getcwd []", "页.yml")
    assert record == PageRecord() and len(problems) == 1


def test_a_line_that_the_page_does_not_have_is_reported() -> None:
    assert "只有10行" in faults("cuts: [3, 12]", 10)[0].message
    assert faults("cuts: [3, 10]", 10) == []


PAGE = ("标题", "", "\u3000", "正文", "", "正文")


@pytest.mark.parametrize(
    ("written", "word", "mend"),
    [
        ("joins: [[1, 2]]", "joins 提到第2行", "第1行和第4行"),
        ("drop: [[2, 3]]", "drop 提到第2行", "第1行和第4行"),
        ("roles: {3: body}", "roles 提到第3行", "第1行和第4行"),
        ("headlines: {5: 夜话}", "headlines 提到第5行", "第4行和第6行"),
    ],
)
def test_a_line_without_text_is_reported_with_the_nearest_that_have_some(written: str, word: str, mend: str) -> None:
    (fault,) = without_text(parse_record(written, "页.yml")[0], PAGE, "页.yml")
    assert word in fault.message and mend in fault.mend


def test_a_cut_and_a_span_may_meet_lines_without_text_and_lines_beyond_are_told_of_elsewhere() -> None:
    record = parse_record("cuts: [5]\ndrop: [[1, 3], [9, 12]]\njoins: [[4, 6], [12, 1]]", "页.yml")[0]
    assert without_text(record, PAGE, "页.yml") == ()


def test_a_thousand_overlapping_spans_cost_no_more_than_one() -> None:
    record, problems = parse_record(f"drop: [{', '.join(['[1, 200000]'] * 1000)}]", "页.yml")
    assert problems == () and len(record.drop) == 200_000


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [*READERS, ":", " ", "\n", "[", "]", "1", "-", "{", "}", "&", "*", "'", '"', "|", "#", "?", "!", "\t"]
        )
    ).map("".join)
)
def test_no_text_at_all_makes_reading_a_record_fail(text: str) -> None:
    record, problems = parse_record(text, "页.yml")
    assert isinstance(record, PageRecord)
    assert all(p.message and p.mend and (p.line is None or p.line >= 1) for p in problems)
