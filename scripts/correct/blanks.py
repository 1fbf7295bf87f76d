"""Steps for blanks: those that the page needed and the text does not."""

from __future__ import annotations

import re

from scripts.core.han import HAN
from scripts.correct.punctuation import BLANK
from scripts.correct.words import GAIN, across

B = f"[{BLANK}]"
H = HAN.pattern
AFTER_MARK = re.compile(rf"(?<=[，。、；：？！”’）》】…]){B}+(?={H}|[0-9“‘（《【，。、；：？！”’）》】…])")
BEFORE_MARK = re.compile(rf"{B}+(?=[，。、；：？！”’）》】…])")
SPACED = re.compile(rf"(?<!{H}){H}(?:{B}+{H}){{2,}}(?!{H})")
BETWEEN = re.compile(rf"(?<={H}){B}+(?={H})")
RUN = re.compile(rf"(?:{H})*")
BLANKS = re.compile(rf"{B}+")
CONTEXT = 4
"""Characters on each side that decide whether a word lies across a blank; longer words are rare."""


def beside_marks(text: str) -> str:
    """No blank before or after a Chinese mark.

    >>> beside_marks("今天 ，警方。 行动"), beside_marks("丁小舟 蔡一鸣")
    ('今天，警方。行动', '丁小舟 蔡一鸣')
    """
    return AFTER_MARK.sub("", BEFORE_MARK.sub("", text))


def inside_words(text: str) -> str:
    """No blank between characters that were set apart, nor inside a word; the blank of a two-part slogan stays.

    >>> inside_words("核 心 提 示"), inside_words("南昌公 安机关"), inside_words("让平安成为习惯 用真心换来满意")
    ('核心提示', '南昌公安机关', '让平安成为习惯 用真心换来满意')
    """

    def one(match: re.Match[str]) -> str:
        left = han_run(text[max(0, match.start() - CONTEXT) : match.start()][::-1])[::-1]
        right = han_run(text[match.end() : match.end() + CONTEXT])
        return "" if across(left, right) > GAIN else match[0]

    text = SPACED.sub(lambda match: BLANKS.sub("", match[0]), text)
    return BETWEEN.sub(one, text)


def han_run(text: str) -> str:
    """The Han characters with which a text begins."""
    return RUN.match(text)[0]  # type: ignore[index]


def single(text: str) -> str:
    """For headlines: one blank between parts, none at the ends.

    >>> single(" 主动防控　　协同共治 "), single("主动防控 协同共治")
    ('主动防控 协同共治', '主动防控 协同共治')
    """
    return BLANKS.sub(" ", text).strip(" ")
