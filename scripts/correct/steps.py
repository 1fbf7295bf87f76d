"""The corrections in the order in which they are made. Each is small, idempotent, and shown with one example of what it
mends and one of what it must leave alone.
"""

from __future__ import annotations

from scripts.correct.blanks import beside_marks, inside_words, single
from scripts.correct.characters import composed, narrow, visible
from scripts.correct.draft import Step
from scripts.correct.lookalikes import lookalikes
from scripts.correct.punctuation import brackets, doubled_marks, final_stop, marks
from scripts.correct.quotes import corners, facing, straight
from scripts.correct.repeats import doubled_words

LINE_STEPS = (
    Step("隐形字符", visible),
    Step("字符统一", composed),
    Step("半角字母数字", narrow),
)
"""For each raw line, before lines are joined."""
QUOTE_STEPS = (
    Step("直角引号", corners),
    Step("直引号", straight),
    Step("引号方向", facing),
)
WIDTH_STEPS = (
    Step("全角括号", brackets),
    Step("全角标点", marks),
)
TEXT_STEPS = (
    *QUOTE_STEPS,
    *WIDTH_STEPS,
    Step("段末句号", final_stop),
    Step("标点旁空格", beside_marks),
    Step("重复标点", doubled_marks),
    Step("词内空格", inside_words),
    Step("重复词语", doubled_words),
    Step("形近字", lookalikes),
)
"""For each paragraph."""
HEADLINE_STEPS = (
    *LINE_STEPS,
    *QUOTE_STEPS,
    *WIDTH_STEPS,
    Step("标题空格", single),
    Step("形近字", lookalikes),
)
"""For headline, kicker and subtitle: the blank between two parts of a headline stays."""
