"""A piece to clean text: paragraphs re-joined, slips mended, each edit recorded, no wording improved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.core.han import fold
from scripts.core.types import CleanText, Fragment, Join, Piece
from scripts.correct import correct

POOL = Path(__file__).resolve().parents[3] / "shared" / "dev" / "compose" / "pool.jsonl"
WIDTHS = {
    *("半角字母数字", "全角括号", "全角标点", "标点旁空格", "直引号", "直角引号", "标题空格", "隐形字符", "字符统一"),
}
"""Corrections that are right by definition: they only normalise."""
MOST_PER_MILLION = 100
"""One correction in ten thousand characters at most, right or false: the measured pages have slips of their own."""


def piece(*lines: tuple[str, str], joins: tuple[tuple[int, int], ...] = (), headline: str | None = None) -> Piece:
    """A piece of (role, text) lines, on every second line of its page."""
    return Piece(
        kind="article",
        headline=headline,
        kicker=None,
        subtitle=None,
        fragments=tuple(Fragment(2 * n + 1, 2 * n + 1, role, (text,)) for n, (role, text) in enumerate(lines)),
        joins=tuple(Join(left, right, 1.0, ("编辑",)) for left, right in joins),
    )


def body(*texts: str) -> CleanText:
    return correct(piece(*(("body", text) for text in texts)))


def texts(clean: CleanText) -> list[str]:
    return [p.text for p in clean.paragraphs]


def test_a_paragraph_torn_by_a_column_is_made_whole() -> None:
    clean = body("民警赶到现场后，先疏散围观群", "众，再联系家属。", "第二天，道路恢复通行。")
    assert texts(clean) == ["民警赶到现场后，先疏散围观群众，再联系家属。", "第二天，道路恢复通行。"]
    assert [p.line for p in clean.paragraphs] == [1, 5]
    assert clean.edits == ()


def test_a_paragraph_torn_twice_is_made_whole() -> None:
    assert texts(body("入冬后，火灾隐", "患增多，消防员走", "进村庄。")) == ["入冬后，火灾隐患增多，消防员走进村庄。"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("警方通报了三起案件。", "其中一起发生在城东。"),
        ("他说：“请放心！”", "随后，民警离开。"),
        ("具体做法如下：", "一是每天巡查。"),
        ("具体做法如下：", "（一）每天巡查。"),
        ("记者问所长：", "“这样做有用吗？”"),
        ("完成走访，登记到户；", "2.建立台账，逐一销号。"),
        ("一、巡防力量下沉", "今年以来，辖区警力全部到村。"),
        ("2021年7月8日", "今年以来，辖区警力全部到村。"),
        ("守护群众平安。（丁小舟）", "另一篇的开头。"),
        ("守护群众平安（丁小舟 蔡一鸣）", "另一篇的开头。"),
        ("走进社区，民警逐户登记", "　　入冬以来，火灾多发。"),
        ("经查，案件正在办理中．", "警方提醒群众注意。"),
    ],
)
def test_what_merely_follows_stays_apart(left: str, right: str) -> None:
    clean = body(left, right)
    assert len([p for p in clean.paragraphs if p.role == "body"]) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("据所长介绍，今年的重点有：", "巡防、调解和普法。"),
        ("他说：“我们每天", "“八点到岗”。”"),
        ("民警说：“别急，慢慢讲。", "”老人这才坐下。"),
        ("全市推行的“三色", "预警”机制，覆盖所有街道。"),
    ],
)
def test_what_goes_on_is_joined_although_it_may_look_otherwise(left: str, right: str) -> None:
    assert len(body(left, right).paragraphs) == 1


def test_a_gap_is_left_open_and_nothing_is_invented() -> None:
    assert texts(body("落实三项机制提升。", "点领域形势好转。")) == ["落实三项机制提升。", "点领域形势好转。"]


def test_an_editors_join_wins_over_the_look_of_a_line() -> None:
    lines = (("body", "平安夜市"), ("body", "里，民警来回巡逻。"))
    assert len(correct(piece(*lines)).paragraphs) == 2
    assert texts(correct(piece(*lines, joins=((1, 3),)))) == ["平安夜市里，民警来回巡逻。"]


def test_a_caption_that_interrupts_a_paragraph_stands_behind_it() -> None:
    clean = correct(
        piece(
            ("body", "民警走进校园，给孩子们"),
            ("caption", "图为宣讲现场"),
            ("body", "上了一课。"),
            ("body", "课后，孩子们鼓掌。"),
        )
    )
    assert [(p.role, p.text) for p in clean.paragraphs] == [
        ("body", "民警走进校园，给孩子们上了一课。"),
        ("caption", "图为宣讲现场"),
        ("body", "课后，孩子们鼓掌。"),
    ]


@pytest.mark.parametrize("between", ["heading", "byline"])
def test_nothing_is_joined_across_a_heading_or_a_byline(between: str) -> None:
    clean = correct(piece(("body", "全年共走访群众一万户，"), (between, "丁小舟"), ("body", "化解纠纷三百起。")))
    assert [p.role for p in clean.paragraphs] == ["body", between, "body"]


def test_a_question_is_not_joined_to_its_answer_but_goes_on_in_a_torn_line() -> None:
    clean = correct(
        piece(
            ("question", "问：今年的重点是什么？"),
            ("answer", "答：今年的重点，一是巡防，二是调"),
            ("body", "解，三是普法。"),
        )
    )
    assert [p.role for p in clean.paragraphs] == ["question", "answer"]
    assert clean.paragraphs[1].text.endswith("二是调解，三是普法。")


def test_heads_are_no_paragraphs_and_a_continuation_mark_is_left_to_paper() -> None:
    clean = correct(
        piece(
            ("headline", "警灯照亮夜归路"),
            ("body", "民警每晚巡逻。"),
            ("continuation", "（下转第3版）"),
            headline="警灯照亮夜归路",
        )
    )
    assert clean.title == "警灯照亮夜归路"
    assert texts(clean) == ["民警每晚巡逻。"]


def test_the_credit_at_the_end_becomes_a_byline() -> None:
    clean = body("民警每晚巡逻。", "群众睡得安稳。(陈一鸣  李小舟)")
    assert [(p.role, p.text, p.line) for p in clean.paragraphs[1:]] == [
        ("body", "群众睡得安稳。", 3),
        ("byline", "(陈一鸣  李小舟)", 3),
    ]
    assert clean.text == "民警每晚巡逻。\n群众睡得安稳。"


def test_a_repeated_column_end_is_printed_once_and_the_edit_says_so() -> None:
    clean = body("近日，警方破获一批涉网违法", "涉网违法案件，抓获多人。")
    assert texts(clean) == ["近日，警方破获一批涉网违法案件，抓获多人。"]
    (edit,) = clean.edits
    assert (edit.rule, edit.line) == ("接缝重复", 3)
    assert "涉网违法涉网违法" in edit.before and "涉网违法涉网违法" not in edit.after


def test_a_column_end_printed_again_is_known_by_its_marks_although_a_sentence_ended_there() -> None:
    clean = body("全市已开展宣讲，群众都说好。", "群众都说好。随后，民警离开。")
    assert texts(clean) == ["全市已开展宣讲，群众都说好。随后，民警离开。"]


def test_a_column_end_read_in_two_ways_is_printed_once() -> None:
    assert texts(body("警方破获一批涉网讳法犯罪", "涉网违法犯罪案件。")) == ["警方破获一批涉网违法犯罪案件。"]


def test_an_odd_word_is_a_slip_only_in_print_that_shows_others() -> None:
    odd, slips = (
        "轻过五小时搜救，记者从江县县人民医院了解到",
        "，民警赶到现扬，群众己经疏散散，交通恢复正常常，秩秩序良好",
    )
    assert texts(body(f"{odd}。")) == [f"{odd}。"]
    assert texts(body(f"{odd}{slips}。"))[0].startswith("经过五小时搜救，记者从江县县人民医院")


def test_correction_done_twice_changes_nothing_more() -> None:
    once = body("记者从从江县了解到，民警赶到现扬，群众己经疏散散。", "交通恢复正常常，秩秩序良好，附近都是考房子。")
    again = body(*texts(once))
    assert (texts(again), again.edits) == (texts(once), ())


def test_one_character_at_both_sides_of_a_seam_is_no_repetition() -> None:
    assert texts(body("这项工作服务公众", "，众多群众受益。"))[0] == "这项工作服务公众，众多群众受益。"
    assert texts(body("今年以来，窗口服务公众", "众多，好评不断。")) == ["今年以来，窗口服务公众众多，好评不断。"]


def test_each_edit_names_its_rule_its_line_and_its_surroundings() -> None:
    clean = body("民警到场后，案情己经明", "了,随后有\u200b序放行。")
    assert texts(clean) == ["民警到场后，案情已经明了，随后有序放行。"]
    found = {edit.rule: edit for edit in clean.edits}
    assert (found["形近字"].line, found["全角标点"].line, found["隐形字符"].line) == (1, 3, 3)
    assert found["形近字"].before == "到场后，案情己经明了，随后"
    assert found["形近字"].after == "到场后，案情已经明了，随后"


def test_an_edit_keeps_its_line_when_earlier_steps_have_moved_the_seam() -> None:
    clean = body("今 年 以 来，入户走访", "己经完成。")
    assert texts(clean) == ["今年以来，入户走访已经完成。"]
    assert {edit.rule: edit.line for edit in clean.edits} == {"词内空格": 1, "形近字": 3}


def test_a_headline_keeps_the_blank_between_its_parts_and_loses_what_cannot_be_seen() -> None:
    clean = correct(piece(("headline", "x"), headline="行动『不降温』\t平安\0『再加码』\u200b"))
    assert clean.title == "行动“不降温” 平安“再加码”"
    assert {edit.line for edit in clean.edits} == {1}


@pytest.mark.parametrize("title", ["--- {{ 平安 }}", "平安|江西 # 一", "`平安` <script>alert(1)</script>"])
def test_marks_that_mean_something_elsewhere_stay_in_a_headline(title: str) -> None:
    assert correct(piece(("body", "正文。"), headline=title)).title == title


def test_wording_is_never_improved() -> None:
    odd = "派出所警小王说，这是可防性诈骗，贴心贴心的服务。"
    assert texts(body(odd)) == [odd]


def test_no_character_of_the_text_is_lost() -> None:
    lines = ["　　民警走进校园,给孩子们", "上了一课。", "课后，孩子们", "鼓掌；老师说:“很好。”(陈一鸣)"]
    assert fold("".join(texts(body(*lines)))) == fold("".join(lines))


def test_part_of_a_line_is_taken_where_a_column_was_torn() -> None:
    fragments = (Fragment(4, 4, "body", ("全市共走访",), (0, 5)), Fragment(2, 2, "body", ("群众，化解纠纷。",)))
    clean = correct(Piece("article", None, None, None, fragments, (Join(4, 2, 1.0, ()),)))
    assert (clean.paragraphs[0].text, clean.paragraphs[0].line) == ("全市共走访群众，化解纠纷。", 4)


@pytest.mark.skipif(not POOL.exists(), reason="NOT MEASURED: ../shared/dev/compose/pool.jsonl is absent")
def test_clean_text_is_almost_never_changed() -> None:
    characters = changed = 0
    for line in POOL.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        lines = tuple(report["body"].split("\n"))
        clean = correct(Piece("article", report["headline"], None, None, (Fragment(1, len(lines), "body", lines),)))
        characters += len(report["body"])
        changed += sum(edit.rule not in WIDTHS for edit in clean.edits)
    assert characters > 250_000
    assert changed / characters * 1_000_000 <= MOST_PER_MILLION


@pytest.mark.skipif(not POOL.exists(), reason="NOT MEASURED: ../shared/dev/compose/pool.jsonl is absent")
def test_a_sound_headline_is_never_improved() -> None:
    reports = [json.loads(line) for line in POOL.read_text(encoding="utf-8").splitlines()]
    broken = [
        (report["headline"], title)
        for report in reports
        if fold(title := headline_of(report)) != fold(report["headline"])
    ]
    assert len(broken) <= len(reports) / 200, broken


def headline_of(report: dict[str, str]) -> str:
    lines = tuple(report["body"].split("\n"))
    return (
        correct(Piece("article", report["headline"], None, None, (Fragment(1, len(lines), "body", lines),))).title or ""
    )
