"""The corrections in the order in which they are made. Each is small, idempotent, and shown with one example of what it
mends and one of what it must leave alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from scripts.core.types import Edit
from scripts.correct.blanks import beside_marks, inside_words, single
from scripts.correct.characters import composed, narrow, visible
from scripts.correct.doubles import doubled_brackets, doubled_characters, doubled_digits, doubled_pairs, doubles
from scripts.correct.draft import Step
from scripts.correct.lookalikes import lookalikes
from scripts.correct.punctuation import brackets, doubled_marks, final_stop, marks
from scripts.correct.quotes import corners, facing, straight
from scripts.correct.repeats import doubled_words
from scripts.correct.slips import certain, over_blanks, slips
from scripts.correct.strays import numbers, specks
from scripts.correct.witness import by_text

LINE_STEPS = (
    Step("隐形字符", visible),
    Step("字符统一", composed),
    Step("半角字母数字", narrow),
)
"""For each raw line, before lines are joined."""
QUOTE_STEPS = (
    Step("直角引号", corners),
    Step("直引号", straight),
)
FACING = Step("引号方向", facing)
"""After doubled marks are single, because it would turn one of them."""
WIDTH_STEPS = (
    Step("全角括号", brackets),
    Step("全角标点", marks),
)
DOUBLES = (
    Step("重复两字", doubled_pairs),
    Step("重复引号括号", doubled_brackets),
    Step("重复数字", doubled_digits),
)
STRAYS = (
    Step("错入符号", specks),
    Step("数字误认", numbers),
    Step("形近字", lookalikes),
)
TEXT_STEPS = (
    *QUOTE_STEPS,
    *WIDTH_STEPS,
    Step("段末句号", final_stop),
    Step("标点旁空格", beside_marks),
    Step("重复标点", doubled_marks),
    Step("词内空格", inside_words),
    Step("重复词语", doubled_words),
    *DOUBLES,
    FACING,
    *STRAYS,
)
"""For each paragraph."""
HEADLINE_STEPS = (
    *LINE_STEPS,
    *QUOTE_STEPS,
    *WIDTH_STEPS,
    *DOUBLES,
    FACING,
    Step("标题空格", single),
    *STRAYS,
)
"""For headline, kicker and subtitle: the blank between two parts of a headline stays."""


SLIPS = frozenset(step.rule for step in (*DOUBLES, *STRAYS)) | {"重复词语"}
"""Corrections that are signs of bad print, as those of widths and quotation marks are not."""


def signs(witness: str, edits: Iterable[Edit]) -> int:
    """How many slips a report shows: those mended so far, and those of its text that are certain."""
    mended = sum(edit.rule in SLIPS for edit in edits)
    return mended + certain(witness) + sum(1 for _ in doubles(witness, witness, bad=True))


def witnessed(witness: str, seen: int) -> tuple[Step, ...]:
    """For paragraphs in the end: those that ask the whole report, and the signs of bad print seen in it."""
    return (
        Step("重复字", lambda text: doubled_characters(text, witness, seen)),
        Step("形近字词", lambda text: slips(text, witness, seen)),
    )


def explained(witness: str, seen: int, body: str) -> tuple[Step, ...]:
    """For headlines, when the text below is mended: those that ask the whole report, and the one that asks the text."""
    return (
        Step("重复字", lambda text: doubled_characters(text, witness, seen)),
        Step("标题形近字", lambda text: over_blanks(text, witness, seen)),
        Step("正文为证", lambda text: by_text(text, body)),
    )
