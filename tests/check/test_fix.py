"""`--fix` mends how an article is written, never what it says, and leaves code, links and markup alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check import mended
from scripts.check.fix import essence
from scripts.store.articles import parse

HEAD = "---\nid: jxrb-fz-20220117-01\ntitle: {title}\nbyline: [罗文, 陈望]\n---\n\n"
PATH = "docs/articles/2022/jxrb-fz-20220117-01.md"
PIECES = st.sampled_from(
    [
        *"汉字社区（）(),;:!?。，\u200b\ufeff１Ａ％1a \u3000\n`*[]<>\\&#-_|~",
        "![",
        "](a.md)",
        "&#91;",
        "<b>",
        "```",
        "e\u0301",
    ]
)


def article(body: str, title: str = "社区夜话解心结") -> str:
    return HEAD.format(title=title) + body + "\n"


def fixed(body: str) -> str:
    return mended(article(body), PATH)[0].removeprefix(HEAD.format(title="社区夜话解心结")).rstrip("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("社区办起夜话,居民都说好!", "社区办起夜话，居民都说好！"),
        ("夜话(每周三)开场", "夜话（每周三）开场"),
        ("夜话（每周三)开场", "夜话（每周三）开场"),
        ("来电请拨１１０，或用ＡＰＰ，下降５％", "来电请拨110，或用APP，下降5%"),
        ("反\u200b诈宣传", "反诈宣传"),
        ("行尾有空白 \u3000", "行尾有空白"),
        ("一块\ufa1b字石", "一块福字石"),
    ],
)
def test_widths_blanks_and_invisible_characters_are_mended(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "见[夜话](../2022/a.md)甲",
        "好![图](a.png)甲",
        "代码`甲,乙`不动",
        "&#91;甲&#93;乙",
        "第一行  \n第二行",
        "共1,200人，比分3:2，时间8:30",
        "网址 https://example.org/甲?a=1,2 在此",
        "f(x) = 1",
        "```\n甲,乙\n```",
        "原页缺字\ue5e5与\ufffd都留给人看",
        "甲\\!乙",
    ],
)
def test_links_code_markup_and_numbers_are_left_alone(text: str) -> None:
    assert fixed(text) == text
    assert mended(article(text), PATH)[1] == ()


def test_the_head_is_mended_only_where_readers_see_it_as_text() -> None:
    text, _ = mended(article("正文。", "夜话,每周三"), PATH)
    assert "title: 夜话，每周三\n" in text
    assert "byline: [罗文, 陈望]\n" in text


def test_line_ends_and_the_end_of_the_file_are_tidied_and_told_once() -> None:
    text, mends = mended("\ufeff" + article("正文。").replace("\n", "\r\n") + "\r\n\r\n", PATH)
    assert text == article("正文。")
    assert [mend.codes for mend in mends] == [("文12",)]


def test_each_change_names_its_line_its_rules_and_both_texts() -> None:
    (mend,) = mended(article("拨打１１０,快"), PATH)[1]
    assert (mend.line, mend.codes, mend.before, mend.after) == (7, ("文11", "文07"), "拨打１１０,快", "拨打110，快")


def test_a_rule_that_is_ignored_for_the_file_is_not_mended() -> None:
    assert mended(article("夜话,好"), PATH, {"文07"}) == (article("夜话,好"), ())


def test_a_file_that_cannot_be_read_is_left_as_it_is() -> None:
    broken = "---\ntitle: [没有关上\n---\n夜话,好 \n"
    assert mended(broken, PATH) == (broken, ())


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_the_text_it_says_the_same_afterwards_and_a_second_time_changes_nothing(body: str) -> None:
    before = article(body)
    after, mends = mended(before, PATH)
    assert essence(parse(after, PATH)) == essence(parse(before, PATH))
    assert bool(mends) == (after != before)
    assert mended(after, PATH) == (after, ())
