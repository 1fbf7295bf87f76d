"""The page damager tells the truth about what it does."""

from __future__ import annotations

import random

import pytest
from damage import DAMAGES, composed, damaged, numbered, tear

SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_of_a_damaged_page_belongs_to_exactly_one_article(seed: int) -> None:
    page = damaged(seed)
    told = sorted(number for lines in page.truth for number in lines)
    assert told == [n for n, line in enumerate(page.lines, 1) if line]


def test_the_same_seed_gives_the_same_page_and_another_seed_another() -> None:
    assert damaged(3) == damaged(3)
    assert damaged(3) != damaged(4)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_truth_puts_torn_paragraphs_together_again(seed: int) -> None:
    dice = random.Random(seed)
    blocks = composed(4, dice)
    whole = ["".join(line.text for line in block) for block in blocks]
    tear(blocks, dice)
    tear(blocks, dice)
    dice.shuffle(blocks)
    page = numbered([line for block in blocks for line in block])
    assert ["".join(page.lines[n - 1] for n in lines) for lines in page.truth] == whole


def test_every_kind_of_damage_is_done_to_some_page() -> None:
    assert {damage.__name__ for damage in DAMAGES} == {"tear", "swap", "stray", "illustrate", "stutter", "narrow"}
    pages = [damaged(seed) for seed in SEEDS]
    assert any(sorted(lines) != list(lines) for page in pages for lines in page.truth), "nothing out of order"
    assert any(len(page.truth) > 5 for page in pages), "no caption"
    assert any("," in line for page in pages for line in page.lines), "no half-width mark"
