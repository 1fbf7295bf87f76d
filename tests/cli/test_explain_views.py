"""What `explain` shows of layouts built by hand: joins, edits in their place, parts of lines, loose fragments."""

from __future__ import annotations

import re

import pytest
from rich.text import Text

from scripts.cli.explain_article import cue_table, told
from scripts.cli.explain_lines import applied, passages
from scripts.cli.explain_page import mapped
from scripts.core.types import (
    CleanText,
    Edit,
    Evidence,
    Explanation,
    Fragment,
    Join,
    Layout,
    PageRecord,
    Piece,
    RawPage,
    Tags,
)

LINES = (
    "平安渔港",
    "湖口：码头上的调解员",
    "调解员大多打过鱼,懂行话，都昌县的民警在早市摆",
    "下转第三版",
    "船只碰擦一类的争执，在码头边就能说清。",
    "摊讲课，四月以来己讲42场。",
    "另有一段谁也不认的文字",
)
PATH = "source_articles/jjrb/2024/0512.txt"
PAGE = RawPage(PATH, "0" * 64, "utf-8", "text", LINES, ("",) * 7, PageRecord(joins=((3, 5),)))


def part(first: int, role: str, last: int | None = None, columns: tuple[int, int] | None = None) -> Fragment:
    lines = LINES[first - 1 : last or first]
    return Fragment(first, last or first, role, (lines[0][slice(*columns)],) if columns else lines, columns)


HEAD = part(3, "body", columns=(0, 13))
TAIL = part(3, "body", columns=(13, 23))
BOATS = Piece(
    "brief",
    "湖口：码头上的调解员",
    None,
    None,
    (part(2, "headline"), HEAD, part(5, "body")),
    (Join(3, 5, 4.25, ("J15", "J01", "X99")),),
)
MARKET = Piece("brief", "都昌把反诈课开进早市", None, None, (TAIL, part(6, "body")), (Join(3, 6, 2.0, ()),))
LAYOUT = Layout((BOATS, MARKET), (part(1, "slogan"), part(4, "continuation")), (part(7, "body"),))
EDITS = (
    Edit("全角标点", 3, "大多打过鱼,懂行话", "大多打过鱼，懂行话"),
    Edit("形近字", 6, "四月以来己讲42场", "四月以来已讲42场"),
)
TAGS = Tags(evidence=(Evidence("district", "湖口县", 2.0, "码头上的调解员", None, "标题地名"),))


def made(piece: Piece) -> Explanation:
    lines = {n for f in piece.fragments for n in range(f.first, f.last + 1)}
    edits = tuple(
        e for e in EDITS if e.line in lines and any(e.before[:4] in t for f in piece.fragments for t in f.lines)
    )
    return Explanation(PAGE, piece, CleanText(piece.headline, None, None, (), edits), TAGS, LAYOUT)


def story(piece: Piece, width: int | None = None, colour: bool = False) -> str:
    return "\n".join(row.plain for row in told(made(piece), width, colour))


def page_map(width: int | None = None) -> str:
    return "\n".join(row.plain for row in mapped(PAGE, LAYOUT, ("jjrb-20240512-01", ""), width))


def row(text: str, pattern: str) -> bool:
    return bool(re.search(pattern, text, re.MULTILINE))


def test_a_join_stands_between_the_lines_it_joins_with_names_and_weights_of_its_cues() -> None:
    rows = story(BOATS).splitlines()
    (at,) = [n for n, text in enumerate(rows) if "第3行接第5行（+4.2）" in text]
    assert any(" 3:1-13 " in text for text in rows[:at])
    assert any(text.startswith("      5 ") for text in rows[at:])
    table = cue_table()
    assert "：" + "、".join(" ".join(table[code]) for code in ("J15", "J01")) + "、X99" in rows[at]


def test_a_part_of_a_line_is_shown_with_its_characters_and_without_the_rest() -> None:
    assert row(story(BOATS), r"^ +3:1-13 正文 +│ 调解员大多打过鱼,懂行话，$")
    assert row(story(MARKET), r"^ +3:14-23 正文 +│ 都昌县的民警在早市摆$")


def test_what_stands_between_two_lines_is_named() -> None:
    assert row(story(BOATS), r"^ +4 +│ 转版，不入文章：下转第三版$")
    assert "中间隔着别处的1行" in story(MARKET)


def test_an_edit_is_shown_below_its_line_in_a_pipe() -> None:
    rows = story(MARKET).splitlines()
    at = next(n for n, text in enumerate(rows) if "己讲42场。" in text)
    assert rows[at + 1].endswith("┆ 形近字  四月以来己讲42场 → 四月以来已讲42场")


def test_an_edit_is_shown_inside_its_line_on_a_terminal() -> None:
    rows = list(told(made(MARKET), 80, True))
    (line,) = [text for text in rows if "摊讲课" in text.plain]
    assert "以来己已讲42场" in line.plain
    assert marked(line, "red strike") == ["己"]
    assert marked(line, "green")[-1] == "已"
    assert any(text.plain.endswith("形近字 己→已") for text in rows)


def marked(line: Text, style: str) -> list[str]:
    return [line.plain[span.start : span.end] for span in line.spans if span.style == style]


def test_page_and_article_stand_side_by_side_on_a_wide_terminal() -> None:
    assert row(story(MARKET, 140), r"│ 摊讲课，四月以来己讲42场。 +│ 摊讲课，四月以来已讲42场。$")
    assert not row(story(MARKET, 100), r"己讲.*已讲42场。$")


def test_a_headline_of_the_editor_is_called_so() -> None:
    assert "都昌把反诈课开进早市（页面记录所定）" in story(MARKET)
    assert "所定" not in story(BOATS)


def test_furniture_and_loose_fragments_of_the_page_are_listed() -> None:
    text = story(BOATS).partition("同版不入文章的行")[2]
    assert row(text, r"^ +1 口号 +│ 平安渔港$")
    assert row(text.partition("同版未能归篇的散段")[2], r"^ +7 正文 +│ 另有一段谁也不认的文字$")


def test_words_of_the_title_are_not_said_to_come_from_the_record() -> None:
    assert "2.00  标题地名  标题“码头上的调解员”" in story(BOATS)


def test_the_map_has_every_line_once_and_both_parts_of_a_divided_one() -> None:
    text = page_map().partition("逐行")[2].partition("未能归篇")[0]
    marks = re.findall(r"^ +([\d:-]+) +([12杂散])  ", text, re.MULTILINE)
    assert marks == [
        ("1", "杂"), ("2", "1"), ("3:1-13", "1"), ("3:14-23", "2"), ("4", "杂"), ("5", "1"), ("6", "2"), ("7", "散"),
    ]  # fmt: skip


def test_the_map_says_where_reading_goes_on() -> None:
    assert row(page_map(), r"^ +3:1-13 .*→5$")
    assert row(page_map(), r"^ +3:14-23 .*→6$")
    assert not row(page_map(), r"^ +2 .*→")


def test_the_map_names_pieces_articles_and_the_word_of_the_record() -> None:
    text = page_map()
    assert row(text, r"^ +1  短讯  湖口：码头上的调解员  jjrb-20240512-01$")
    assert row(text, r"^ +第2、3:1-13、5行$")
    assert row(text, r"^  joins +\[3, 5\]$")


def test_loose_fragments_come_with_what_to_write() -> None:
    text = page_map().partition("未能归篇的散段 1处")[2]
    assert row(text, r"^ +7  另有一段谁也不认的文字$")
    assert all(word in text for word in ("joins", "cuts", "drop"))


@pytest.mark.parametrize(
    ("line", "after"),
    [("设立调解点,当场", "设立调解点，当场"), ("调解点,", "调解点，"), (",当场讲解", "，当场讲解"), ("没有", None)],
)
def test_an_edit_whose_surroundings_lie_on_other_lines_finds_its_place(line: str, after: str | None) -> None:
    assert applied(line, Edit("全角标点", 1, "立调解点,当场讲", "立调解点，当场讲")) == after


def test_an_edit_of_a_line_that_is_divided_goes_to_the_part_that_has_it() -> None:
    both = Piece("brief", None, None, None, (TAIL, HEAD))
    found, homeless = passages(both, EDITS[:1])
    assert homeless == []
    assert [passage.edits for passage in found] == [(), EDITS[:1]]


def test_an_edit_that_is_nowhere_is_listed_all_the_same() -> None:
    strange = Edit("标题空格", 2, "甲  乙", "甲 乙")
    _, homeless = passages(MARKET, (strange,))
    assert homeless == [strange]


def test_parts_of_one_line_that_follow_one_another_are_one_place() -> None:
    halves = Piece(
        "brief", None, None, None, (part(2, "run-in", columns=(0, 3)), part(2, "body", columns=(3, 10)), TAIL)
    )
    layout = Layout((halves,), (), ())
    text = "\n".join(row.plain for row in mapped(PAGE, layout, ("",), None))
    assert row(text, r"^ +第2、3:14-23行$")
    assert row(text, r"^ +2:1-3 +1  段首小标题 +湖口：$")
    assert row(text, r"^ +2:4-10 .*→3:14-23$")
