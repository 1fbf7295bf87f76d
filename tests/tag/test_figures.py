from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.core.types import Figure
from scripts.tag.figures import find_figures
from scripts.tag.numerals import han_value
from scripts.tag.quantities import pattern
from tests.tag.pieces import piece


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(piece(text))


def values(text: str) -> list[tuple[float, str]]:
    return [(f.value, f.unit) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("化解矛盾纠纷6.9万余起。", [(69000, "起")]),
        ("冻结资金1250万余元。", [(12500000, "元")]),
        ("挽回损失1.2亿元。", [(120000000, "元")]),
        ("受益群众万余人。", [(10000, "人")]),
        ("走访群众三千余户。", [(3000, "户")]),
        ("民警在三分钟内赶到。", [(3, "分钟")]),
        ("群众满意率达97.25%。", [(97.25, "%")]),
        ("百分之九十的纠纷就地化解。", [(90, "%")]),
        ("有九成以上的纠纷就地化解。", [(90, "%")]),
        ("产值是去年的2.5倍。", [(2.5, "倍")]),
        ("抓获两名嫌疑人。", [(2, "名")]),
        ("连续七年获评先进。", [(7, "年")]),
        ("综合成绩位列全市第一。", [(1, "名次")]),
        ("在全省30个县区中取得第二名。", [(30, "个"), (2, "名次")]),
    ],
)
def test_numbers_are_resolved_with_their_units(text: str, expected: list[tuple[float, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年8月9日18时30分，民警接警。",
        "根据治安管理处罚法第二十六条第3项的规定。",
        "家住深圳路667号3楼的王先生。",
        "沿G353国道巡逻，拨打110求助。",
        "一名群众送来一面锦旗，一个电话马上就到。",
        "推行“四项机制”，建强三支队伍，落实五大任务。",
        "处五日以下拘留或者五百元以下罚款。",
        "党的十九届六中全会精神。",
        "反诈中心24小时值守。",
        "67岁的老人在家门口等候。",
        "千家万户共享平安。",
        "百个村庄换新颜。",
        "创新“1+2+6+N”合成作战模式。",
        "第三次夏夜巡查行动。",
    ],
)
def test_dates_articles_addresses_and_parts_of_names_are_no_figures(text: str) -> None:
    assert values(text) == []


def test_a_figure_knows_what_was_counted_when_and_with_which_hedge() -> None:
    counted = figures("今年以来，全县共走访企业1350余家，装上2600个智慧烟感。")
    assert [(f.what, f.hedge) for f in counted] == [("走访企业", "余"), ("智慧烟感", None)]
    assert {f.said for f in counted} == {"今年以来"}


def test_a_change_is_told_from_a_count() -> None:
    (fell,) = figures("2022年，盗窃案件较去年同期下降26%。")
    assert (fell.what, fell.change, fell.period) == ("盗窃案件", "较去年同期下降", "2022")


def test_a_shared_subject_is_given_to_each_number() -> None:
    first, second = figures("今年以来，刑事、治安案件数同比下降12.4%、9.6%。")
    assert (first.what, first.value, first.change) == ("刑事案件数", 12.4, "同比下降")
    assert (second.what, second.value, second.change) == ("治安案件数", 9.6, "同比下降")


def test_a_period_holds_in_the_sentences_that_follow() -> None:
    told = figures("截至2023年4月20日，全镇劝阻受骗群众41人。挽回损失9万元。")
    assert {f.period for f in told} == {"2023-04-20"}


def test_two_numbers_side_by_side_count_the_same_thing() -> None:
    assert [f.what for f in figures("接待来访群众46批次120人次。")] == ["接待来访群众", "接待来访群众"]


def test_quotes_are_short_and_hold_the_number() -> None:
    long = "全县民警深入田间地头、厂矿企业、学校医院，" * 4 + "共走访群众3541户，深受群众好评。"
    (told,) = figures(long)
    assert "3541户" in told.quote
    assert len(told.quote) <= 60


@pytest.mark.parametrize("number", ["9" * 309, "9" * 300 + "万亿", "九" * 400, "亿" * 60, "一" * 5000, "9" * 5000])
@pytest.mark.parametrize("words", ["挽回损失{}余元", "满意率百分之{}"])
def test_a_number_that_nothing_can_hold_is_no_figure_and_hides_no_other(number: str, words: str) -> None:
    assert values(f"{words.format(number)}，走访群众3541户。") == [(3541, "户")]


@given(st.integers(min_value=1, max_value=9999))
def test_han_numerals_come_back_as_what_they_mean(number: int) -> None:
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + name
        zero = not digit
    assert han_value(text) == number


@given(st.text(alphabet="今年同比下降0123456789.万亿余元人%第、，。一二三百分之起至", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    assert all(len(f.what) <= 40 and len(f.quote) <= 60 for f in figures(text))


@pytest.mark.parametrize("number", ["20221", "1,234,567", "12，345", "三百二十一"])
def test_a_number_is_looked_for_from_its_beginning_and_never_again_from_inside(number: str) -> None:
    text = f"共{number}人"
    assert [at for at in range(len(text)) if pattern().match(text, at)] == [1]


@pytest.mark.parametrize(("text", "number"), [("1,2345件", 2345), ("12,34件", 34)])
def test_digits_that_a_comma_does_not_join_to_the_ones_before_are_tried_alone(text: str, number: float) -> None:
    found = pattern().search(text)
    assert found and float(found["number"]) == number
