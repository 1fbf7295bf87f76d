from __future__ import annotations

import pytest

from scripts.core.vocab import topics
from scripts.tag.topics import find_topics
from tests.tag.pieces import piece


def terms(*body: str, **heads: str) -> tuple[str, ...]:
    return find_topics(piece(*body, **heads))[0]


def test_the_vocabulary_has_four_groups_and_unique_terms_and_slugs() -> None:
    table = topics().terms
    assert len(topics().groups) == 4
    assert len({t.name for t in table}) == len({t.slug for t in table}) == len(table) == 25


def test_every_term_of_the_vocabulary_can_be_found_by_its_own_triggers() -> None:
    for term in topics().terms:
        heaviest = sorted(term.triggers, key=lambda w: -term.triggers[w])[:2]
        assert term.name in terms("，".join(heaviest) + "。", title=heaviest[0]), term.name


def test_triggers_traps_and_aliases_are_sorted_and_unique() -> None:
    for term in topics().terms:
        for words in (term.traps, term.aliases):
            assert len(set(words)) == len(words), term.name
        assert all(0 < weight <= 4 for weight in term.triggers.values()), term.name


def test_a_piece_about_integrity_in_a_fire_brigade_is_not_about_fires() -> None:
    found = terms(
        "为筑牢思想防线，近日，某县消防救援大队组织开展党风廉政教育，全体消防救援人员集中观看警示片。",
        "大队党委负责人与消防人员开展廉政谈话，增强拒腐防变能力。",
        title="县消防大队：党风廉政教育入脑入心",
    )
    assert found[0] == "廉政建设"
    assert "消防与安全生产" not in found


def test_the_headline_decides_the_main_term() -> None:
    body = "民警走村入户，先讲电信网络诈骗、刷单和断卡，再讲毒品、涉毒和戒毒。"
    assert terms(body, title="反诈小分队走进山村")[0] == "反诈"
    assert terms(body, title="禁毒小分队走进山村")[0] == "禁毒"
    assert terms(body + "调解员讲矛盾纠纷。" * 2, title="信访干部走进山村")[0] == "信访"


def test_a_report_of_one_case_has_a_term_of_its_own_but_only_where_no_other_fits() -> None:
    case = "民警调取监控，两小时后将嫌疑人吴某抓获。吴某交代了入室盗窃的经过，被盗的电动车已经追回。"
    assert terms(case, title="入室窃贼两小时落网") == ("案件侦破",)
    assert terms(case + "吴某还参与刷单诈骗。", title="电信诈骗团伙落网") == ("反诈",)


def test_a_word_in_passing_gives_no_term() -> None:
    assert terms("全市召开春季农业生产会议，部署选种育秧。" * 8 + "与会者还提到了乡风文明。") == ()


def test_no_piece_gets_more_than_three_terms() -> None:
    found = terms(
        "当地推进派出所主防，开展反诈、禁毒、护学岗、交通安全整治、信访接访、网格员巡查、矛盾纠纷调解和法律援助。",
        title="反诈禁毒护学交通信访网格调解法律援助一起抓",
    )
    assert 1 <= len(found) <= 3


def test_a_trap_takes_a_trigger_away() -> None:
    assert "校园安全" not in terms("民警在广场开展反诈、防溺水、防火等提醒。", title="广场上的提醒")


def test_repeating_a_word_counts_less_each_time() -> None:
    once = find_topics(piece("信访。"))[1][0].weight
    ten = find_topics(piece("信访。" + "信访、" * 9))[1][0].weight
    assert once < ten < 3 * once


def test_each_term_shows_the_words_that_made_it() -> None:
    found, evidence, review = find_topics(piece("县法律援助中心为农民工提供法律援助。", title="法律援助到工地"))
    assert found == ("法律服务",)
    assert any("法律援助" in e.quote and e.line == 1 for e in evidence) or evidence[0].line is None
    assert all(e.tag == "topic" and len(e.quote) <= 30 for e in evidence)
    assert review == ()


def test_a_caption_without_telling_words_borrows_from_the_report_around_it() -> None:
    caption = piece("图为活动现场", role="caption")
    report = piece("民警进校园讲解毒品危害。", title="禁毒课堂开讲")
    assert find_topics(caption, report)[0] == ("禁毒",)
    assert find_topics(caption, report)[2] == ("topic",)
    assert find_topics(caption)[0] == ()


@pytest.mark.parametrize("text", ["", "   ", "。", "𠮷" * 50])
def test_any_text_is_survived(text: str) -> None:
    assert terms(text) == ()
