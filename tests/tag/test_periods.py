"""The time of a figure: words of a text against the date of its page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.core.dates import parse
from scripts.core.types import Figure
from scripts.tag import tag
from scripts.tag.dates.periods import Now, resolve
from tests.tag.pieces import page, piece

AUTUMN = Now(2023, parse("2023-11~"))


def figures(*lines: str) -> tuple[Figure, ...]:
    return tag(piece(*lines), page(*lines)).figures


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("今年", "2023"),
        ("今年以来", "2023-01/2023-11~"),
        ("今年1至8月", "2023-01/2023-08"),
        ("今年前三季度", "2023-01/2023-09"),
        ("今年上半年", "2023-01/2023-06"),
        ("去年", "2022"),
        ("去年下半年以来", "2022-07/2023-11~"),
        ("9月7日晚", "2023-09-07"),
        ("12月7日", "2022-12-07"),
        ("自9月份以来", "2023-09/2023-11~"),
        ("截至目前", "2023-11~"),
        ("截至5月10日", "2023-05-10"),
        ("近三年来", "2020~/2023~"),
        ("近日", "2023-11~"),
        ("每年", None),
        ("2月30日", None),
        ("今年前14个月", None),
    ],
)
def test_words_of_a_time_are_read_against_the_date_of_the_page(words: str, edtf: str | None) -> None:
    assert resolve(words, AUTUMN) == edtf


def test_yesterday_needs_a_printed_day() -> None:
    assert resolve("昨日", Now(2022, parse("2022-03-01"))) == "2022-02-28"
    assert resolve("昨日", AUTUMN) is None


def test_without_a_date_only_a_named_year_is_told() -> None:
    assert [resolve(words, None) for words in ("今年", "2021年", "2021年以来", "9月7日")] == [None, "2021", None, None]


@settings(deadline=None)
@given(st.from_regex(r"(今年|去年|20[12]\d年)?(\d{1,2}[至—])?\d{1,2}月(\d{1,2}日)?(以来)?", fullmatch=True))
def test_whatever_is_resolved_is_an_edtf_date(words: str) -> None:
    told = resolve(words, AUTUMN)
    assert told is None or parse(told)


def test_the_same_span_of_last_year_is_a_year_earlier() -> None:
    before, now = figures("发布日期：2023-11-20", "今年1至10月，全县破案率由去年同期的61%升至78%。")
    assert (before.value, before.period) == (61, "2022-01/2022-10")
    assert now.value == 78


def test_a_report_of_january_may_still_call_the_old_year_this_year() -> None:
    lines = ("发布日期：2022-01-12", "2021年，分局走访商户820家。", "今年新装探头95个。")
    assert [f.period for f in figures(*lines)] == ["2021", "2021"]


def test_the_words_of_the_text_are_kept_beside_the_date() -> None:
    (count,) = figures("2023-11-20 09:30", "9月7日晚，巡逻队员劝离摊主36人。")
    assert (count.period, count.said) == ("2023-09-07", "9月7日晚")
