"""How likely two texts are to follow one another: what the joining of columns relies on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.segment.alphabet import edges, points
from scripts.segment.association import company
from scripts.segment.language import affinity, associations, seam_scores, word_cuts
from scripts.segment.trigrams import ONE, SHIFT, trigrams

SEAMS = (
    ("民警挨家挨户走访，了解群", "众的意见和建议，当天就办好了三件事。"),
    ("渔船刚刚靠岸，边检站民警便登船检", "查救生衣和灭火器是否齐全。"),
    ("老人把一面锦旗送到派出所，连声感", "谢民警找回了他的存折。"),
    ("火势蔓延到二楼，消防队员铺设水", "带灭火，二十分钟后明火被扑灭。"),
    ("法官把巡回法庭设在果园，双方当事", "人当场握手言和，案件就此了结。"),
)
LEFTS, RIGHTS = [left for left, _ in SEAMS], [right for _, right in SEAMS]
TEXT = st.text(alphabet="平安江西公民警的了，。“”（）0A7a\n 𠮷\ud800", max_size=12)


def best(scores: np.ndarray) -> list[int]:
    return scores.argmax(axis=1).tolist()


def test_a_torn_word_finds_its_other_half() -> None:
    assert best(word_cuts(LEFTS, RIGHTS)) == [0, 1, 2, 3, 4]


def test_trigrams_and_words_together_find_every_right_side() -> None:
    joined, fresh = seam_scores(LEFTS, RIGHTS)
    assert best(joined - fresh + word_cuts(LEFTS, RIGHTS)) == [0, 1, 2, 3, 4]


def test_a_word_that_both_sides_already_have_whole_brings_nothing() -> None:
    assert word_cuts(["派出所组织民警"], ["群众纷纷点赞"]).tolist() == [[0.0]]


def test_texts_on_one_subject_keep_company_though_they_share_no_word() -> None:
    fire, court = "烈焰从厨房窜出，浓烟滚滚，", "原告撤回起诉，被告赔礼道歉，"
    scores = associations([fire, court], ["水枪出水，被困居民获救。", "审判长宣布合议庭的判决。"])
    assert best(scores) == [0, 1]


def test_how_a_paragraph_begins_is_told_from_how_a_sentence_goes_on() -> None:
    _, fresh = seam_scores([], ["近年来，该县推行", "本报讯 记者从", "的意见和建议，", "们把锦旗送到"])
    assert fresh[:2].min() > 0 > fresh[2:].max()


@pytest.mark.parametrize(("narrow", "wide"), [("3,", "７，"), ("(A", "（Ｂ"), ("?y", "？Z")])
def test_widths_of_marks_and_the_digits_themselves_do_not_matter(narrow: str, wide: str) -> None:
    assert points(narrow).tolist() == points(wide).tolist()


def test_a_text_shorter_than_what_is_read_is_filled_up_at_its_far_end() -> None:
    assert edges(["好"], 3, last=True).tolist() == [[10, 10, ord("好")]]
    assert edges(["好"], 3, last=False).tolist() == [[ord("好"), 10, 10]]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_every_pair_gets_a_finite_score_whatever_the_texts(lefts: list[str], rights: list[str]) -> None:
    joined, fresh = seam_scores(lefts, rights)
    for scores in (joined, word_cuts(lefts, rights), associations(lefts, rights)):
        assert scores.shape == (len(lefts), len(rights)) and np.isfinite(scores).all()
    assert fresh.shape == (len(rights),) and np.isfinite(fresh).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4), st.lists(TEXT, min_size=1, max_size=4))
def test_a_pair_scores_the_same_alone_as_among_others(lefts: list[str], rights: list[str]) -> None:
    for judge in (lambda a, b: seam_scores(a, b)[0], word_cuts, associations):
        assert np.allclose(judge(lefts, rights)[:1, :1], judge(lefts[:1], rights[:1]), atol=1e-4)


def test_probabilities_after_any_context_of_the_text_sum_to_one() -> None:
    text = "平安江西\n平安乡村\n江西公安\n"
    model = trigrams(text)
    codes = np.unique(points(text)).astype(np.int64)
    for first, second in ("平安", "江西", "公安", "\n平"):
        one, two = np.int64(ord(first)), np.int64(ord(second))
        shorter, _, _ = model.after_one(np.full(len(codes), two), codes)
        spare = model.after_one(one, two)[1]
        keys = (((one << SHIFT) | two) << SHIFT) | codes
        chance = model.after_two(keys, spare * shorter, np.ones(len(codes), dtype=bool))
        assert chance.sum() == pytest.approx(1.0) and (chance > 0).all()
        assert (keys & ONE).tolist() == codes.tolist()


def test_company_is_mutual_and_strangers_to_the_text_have_none() -> None:
    table = company("火灾扑救及时\n救火队员来得及\n").table
    assert np.allclose(table, table.T) and not table[-1].any() and not table[:, -1].any()


def test_affinity_is_high_inside_words_and_nothing_between_them() -> None:
    assert affinity("群众") > 3.0 and affinity("瓷诈") == 0.0
