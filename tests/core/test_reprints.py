"""Reprints are found however long the list, and reports of one subject are not taken for them."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.core.reprints import NEAR, likeness, reprints, shingles
from tests.effort import effort

LETTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]


def invented(seed: int, length: int = 300) -> str:
    return "".join(random.Random(seed).choices(LETTERS, k=length))


def test_a_text_with_a_few_slips_and_other_marks_is_a_reprint() -> None:
    text = invented(1)
    slips = text[:40] + "，" + text[40:90] + "错" + text[91:200] + "？" + text[200:]
    (found,) = reprints({"甲": text, "乙": invented(2), "丙": slips})
    assert (found.first, found.later) == ("甲", "丙")
    assert found.percent > 90


def test_a_text_of_which_a_third_was_cut_is_a_reprint_and_one_of_which_half_was_is_none() -> None:
    text = invented(1)
    assert len(reprints({"甲": text, "乙": text[:200]})) == 1
    assert reprints({"甲": text, "乙": text[:140]}) == ()


def test_the_same_text_is_wholly_alike() -> None:
    (found,) = reprints({"甲": invented(1), "乙": invented(1)})
    assert found.percent == 100


def test_texts_of_a_few_words_are_never_reprints() -> None:
    assert reprints({"甲": "资料图片，李四摄。", "乙": "资料图片，李四摄。", "丙": "", "丁": ""}) == ()


def test_two_reports_that_share_a_paragraph_are_not_one() -> None:
    shared = invented(9, 80)
    assert reprints({"甲": shared + invented(1), "乙": shared + invented(2)}) == ()


def test_pairs_come_in_the_given_order() -> None:
    text = invented(1)
    found = reprints({"丙": text, "甲": invented(3), "乙": text, "丁": text})
    assert [(pair.first, pair.later) for pair in found] == [("丙", "乙"), ("丙", "丁"), ("乙", "丁")]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 0.3))
def test_whatever_is_called_a_reprint_is_one(seed: int, share: float) -> None:
    luck = random.Random(seed)
    text = invented(seed)
    other = "".join(luck.choice(LETTERS) if luck.random() < share else c for c in text)
    for pair in reprints({"甲": text, "乙": other}):
        assert pair.likeness == likeness(shingles(text), shingles(other)) >= NEAR


def test_nearly_all_that_are_alike_enough_are_found() -> None:
    texts = {f"{n}": invented(n) for n in range(60)} | {f"{n} 转载": invented(n)[:260] + "完" for n in range(60)}
    assert len(reprints(texts)) == 60


def test_the_work_grows_in_proportion_to_the_texts() -> None:
    def work(count: int) -> int:
        texts = {str(n): invented(n, 60) for n in range(count)}
        return effort(lambda: reprints(texts))

    assert work(800) < 5 * work(200)
