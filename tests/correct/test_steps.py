"""The steps of correction: each mends what it is for, leaves alone what only looks like it, and is done at once."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.core.settings import DATA
from scripts.core.vocab import frequencies
from scripts.core.vocab.tables import rows
from scripts.correct.draft import Draft, changes, through
from scripts.correct.lookalikes import lookalikes
from scripts.correct.slips import slips
from scripts.correct.steps import HEADLINE_STEPS, LINE_STEPS, TEXT_STEPS, explained, witnessed
from scripts.correct.witness import by_text

ASKING = (*witnessed("", 2), *explained("", 2, "开展反诈宣传进社区活动。"))
"""Steps that ask the report, here without one, and the step that asks the text below a headline."""
STEPS = {step.rule: step.mend for step in (*LINE_STEPS, *TEXT_STEPS, *HEADLINE_STEPS, *ASKING)}
PRINT = '——丨曰一一扬达道通现场下降降民民警`警方今天己经末曾公安机关的一二三12aB,.:;?!()（），。：；、“”‘’"「」『』 　\t\u200b\0\xa0《》－％．１Ａ…/@·'

MENDED = [
    ("隐形字符", "平\u200b安\ufeff江\0西", "平安江西"),
    ("隐形字符", "甲\t乙", "甲 乙"),
    ("字符统一", "理\u0301", unicodedata.normalize("NFC", "理\u0301")),
    ("半角字母数字", "１２．５％，ＡＰＰ", "12.5%，APP"),
    ("全角括号", "队长(左二)与干(警)", "队长（左二）与干（警）"),
    ("全角括号", "（见右图)", "（见右图）"),
    ("全角标点", "今年以来,全市破案5起;其中", "今年以来，全市破案5起；其中"),
    ("全角标点", "下降16.8%,2022年", "下降16.8%，2022年"),
    ("全角标点", "有用吗?有!", "有用吗？有！"),
    ("直角引号", "「平安『细胞』」", "“平安‘细胞’”"),
    ("直角引号", "“他说『好』”", "“他说‘好’”"),
    ("直引号", '开展"护苗"行动', "开展“护苗”行动"),
    ("引号方向", "“护苗“、“断卡“，", "“护苗”、“断卡”，"),
    ("引号方向", "名为：”护苗”的行动", "名为：“护苗”的行动"),
    ("段末句号", "恢复通行．", "恢复通行。"),
    ("重复标点", "今天，，警方。。", "今天，警方。"),
    ("标点旁空格", "今天 ， 警方（东湖） 说", "今天，警方（东湖）说"),
    ("词内空格", "公 安 机 关", "公安机关"),
    ("词内空格", "派出所与公安机 关联动", "派出所与公安机关联动"),
    ("重复词语", "街道派出所派出所民警", "街道派出所民警"),
    ("重复字", "同比下降降三成，民民警赶到", "同比下降三成，民警赶到"),
    ("重复字", "处罚金的的手续，在场6人人", "处罚金的手续，在场6人"),
    ("重复两字", "志愿志愿者上门，工作；作；随后", "志愿者上门，工作；随后"),
    ("重复引号括号", "将““平安码”贴上门", "将“平安码”贴上门"),
    ("重复引号括号", "“好！”！”有人说", "“好！”有人说"),
    ("重复数字", "20211年5月5月13日，8月166日，9日119时", "2021年5月13日，8月16日，9日19时"),
    ("错入符号", "民·警走进社`区", "民警走进社区"),
    ("数字误认", "2O21年6月l2日，1一4月，3曰，增长2.l%", "2021年6月12日，1—4月，3日，增长2.1%"),
    ("标题空格", " 主动防控 　协同共治", "主动防控 协同共治"),
    ("形近字词", "派出所民警赶到现扬，劝阻围观群从", "派出所民警赶到现场，劝阻围观群众"),
    ("标题形近字", "派出所民警赶到现 扬处置", "派出所民警赶到现 场处置"),
    ("正文为证", "江州开展反诈宣传进社区话动", "江州开展反诈宣传进社区活动"),
    ("正文为证", "反诈宣的传进社区", "反诈宣传进社区"),
    ("正文为证", "江州开展反诈宣进社区活动", "江州开展反诈宣传进社区活动"),
    ("形近字", "案件己经移送检察院", "案件已经移送检察院"),
    ("形近字", "民警调杳取证，村民末曾察觉", "民警调查取证，村民未曾察觉"),
]
KEPT = [
    ("隐形字符", "共建 平安　江西"),
    ("字符统一", "①½℃㎡"),
    ("半角字母数字", "（一）：“％”之外".replace("％", "～")),
    ("全角括号", "f(x)=1 (see p. 3)"),
    ("全角标点", "12:30，比分3:2，1,000元，v1.0"),
    ("全角标点", "网址http://a.example.cn/?q=1,2;x:3 可查"),
    ("全角标点", "Hello, world! How are you?"),
    ("直角引号", "《平安江西》“护苗”"),
    ("直引号", '一根12"的管子和6"的接头'),
    ("直引号", '他说"好'),
    ("引号方向", "他说：“看“护苗”行动。”"),
    ("引号方向", "慢慢讲。”老人这才坐下。“好”"),
    ("段末句号", "他叫马丁．路德"),
    ("重复标点", "等等。。。"),
    ("重复标点", "什么？？好！！"),
    ("标点旁空格", "丁小舟 蔡一鸣"),
    ("词内空格", "让平安成为习惯 用真心换来满意"),
    ("词内空格", "记者 丁小舟 蔡一鸣 报道"),
    ("词内空格", "APP 上线 3 天"),
    ("重复词语", "研究研究，高高兴兴，一步一步，哈哈哈哈哈哈"),
    ("重复词语", "又一次又一次地敲门"),
    ("重复字", "常常看望，某村村民、立案庭庭长说，现在在家，一一登记"),
    ("重复两字", "研究研究，一个一个来，总队总队长说：“好，好，好！”"),
    ("重复引号括号", "他说：“看‘护苗’。”“好”"),
    ("重复数字", "2022年11月22日11时，120120元，1212热线"),
    ("错入符号", "平安江西丨江西警方 买买提·吐尔逊"),
    ("数字误认", "5G手机，4S店，O型血，1—4月，子曰"),
    ("标题空格", "主动防控 协同共治"),
    ("形近字词", "胡淑娟与段克全，祝阳镇东石村，末伏"),
    ("标题形近字", "未央 开门见山"),
    ("正文为证", "江州公安反诈宣讲进社区"),
    ("形近字", "他自己经营小店，周末曾去帮忙，全市区划调整，公司志愿者"),
    ("形近字", "党员干部深入开展学习贯彻活动"),
]


@pytest.mark.parametrize(("rule", "before", "after"), MENDED)
def test_a_step_mends_what_it_is_for(rule: str, before: str, after: str) -> None:
    assert STEPS[rule](before) == after


@pytest.mark.parametrize(("rule", "text"), KEPT)
def test_a_step_leaves_alone_what_only_looks_like_it(rule: str, text: str) -> None:
    assert STEPS[rule](text) == text


def test_every_step_has_an_example_and_a_counter_example() -> None:
    assert {rule for rule, *_ in MENDED} == set(STEPS) == {rule for rule, _ in KEPT}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(PRINT), max_size=40) | st.text(max_size=30))
def test_a_step_done_twice_changes_nothing_more(text: str) -> None:
    for rule, mend in STEPS.items():
        once = mend(text)
        assert mend(once) == once, rule


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(PRINT), max_size=40))
def test_edits_never_lie_outside_the_lines_of_their_paragraph(text: str) -> None:
    middle = len(text) // 2
    starts = ((0, 7),) if middle == 0 else ((0, 7), (middle, 4))
    draft = through(Draft("body", text, starts), (*LINE_STEPS, *TEXT_STEPS))
    assert {edit.line for edit in draft.edits} <= {7, 4}
    assert all(edit.before != edit.after for edit in draft.edits)
    assert all(0 <= start <= len(draft.text) for start, _ in draft.starts)


@given(st.text(alphabet="甲乙丙,，", max_size=12), st.text(alphabet="甲乙丙,，", max_size=12))
def test_changes_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    text, here = "", 0
    for change in changes(before, after):
        text, here = text + before[here : change.start] + change.new, change.end
    assert text + before[here:] == after


def test_the_table_of_lookalikes_is_sorted_unique_and_keeps_its_standard() -> None:
    pairs = [(row["wrong"], row["right"]) for _, row in rows(DATA / "lookalikes.tsv")]
    wrong = [pair[0] for pair in pairs]
    assert wrong == sorted(set(wrong)) and len(wrong) >= 80
    assert all(len(a) == len(b) >= 2 and a != b for a, b in pairs)
    assert not set(wrong) & {pair[1] for pair in pairs}


@pytest.mark.parametrize(("wrong", "right"), [(row["wrong"], row["right"]) for _, row in rows(DATA / "lookalikes.tsv")])
def test_every_entry_of_the_table_is_found_and_mended(wrong: str, right: str) -> None:
    assert lookalikes(f"，{wrong}。") == f"，{right}。"


def test_a_witness_keeps_what_stands_twice_in_the_report() -> None:
    once, twice = "警方调查了金民商行", "警方调查了金民商行。金民商行已停业"
    assert slips(once, once) != once and slips(twice, twice) == twice


def test_a_witness_helps_what_stands_right_elsewhere() -> None:
    text = "附近都是考房子"
    assert slips(text, text) == text
    assert slips(text, text + "。村里的老房子。") == "附近都是老房子"


def test_a_headline_is_mended_only_by_the_very_words_of_its_text() -> None:
    assert by_text("江州警万夜巡", "江州警方夜间巡逻。") == "江州警方夜巡"
    assert by_text("江州警万夜巡", "警方夜间巡逻，警万某也在场。") == "江州警万夜巡"
    assert by_text("江州公安夜巡", "江州市公安局夜间巡逻。") == "江州公安夜巡"
    assert by_text("骗子催你贷的款", "骗子催你贷款，催贷款。") == "骗子催你贷的款"


def test_the_table_of_lookalike_characters_is_sorted_and_holds_each_pair_once() -> None:
    found = [(row["character"], row["alike"]) for _, row in rows(DATA / "alike_characters.tsv")]
    characters = [character for character, _ in found]
    assert characters == sorted(set(characters))
    assert all(list(others) == sorted(set(others)) and min(others) > character for character, others in found)


def test_the_list_of_modern_words_is_sorted_and_adds_to_the_old_one() -> None:
    words = [row["word"] for _, row in rows(DATA / "modern_words.tsv")]
    assert words == sorted(set(words)) and all(len(word) > 1 for word in words)
    assert all(frequencies().get(word, 0) < 200 for word in words)


def test_a_very_long_paragraph_is_corrected_in_moments() -> None:
    text = "今年以来,全市公安机关(含分局)破案5起;" * 20_000
    draft = through(Draft("body", text, ((0, 1),)), (*LINE_STEPS, *TEXT_STEPS))
    assert "," not in draft.text and len(draft.text) == len(text)
