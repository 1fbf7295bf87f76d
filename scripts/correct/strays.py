"""Steps for characters that do not belong where they stand: specks read as marks, letters read for digits."""

from __future__ import annotations

import re

from scripts.core.han import HAN
from scripts.correct.words import GAIN, across, words

H = HAN.pattern
CONTEXT = 4
"""Characters on each side that decide whether a word is torn."""
RUN = re.compile(rf"(?:{H})*")
SPECK = re.compile(rf"[·’`丨°.](?<={H}.)(?<!丨.)(?=(?!丨){H})")
"""Marks as which a speck of dirt or the edge of a column is read; 丨 also divides the parts of headlines."""
LONGEST_TORN = 3
"""Longer words across a point are foreign names in two parts (阿卜杜·拉赫曼)."""
LETTER = re.compile(r"[OoIl](?=[0-9%％年月日时分元万亿余多名人个件起次户家米吨岁.])|\d[OoIl]")
LETTERS = str.maketrans("OoIl", "0011")
NUMBER = re.compile(
    r"(?<![0-9A-Za-z.])(?=[0-9OoIl]*\d)[0-9OoIl]*[OoIl][0-9OoIl]*(?=[%％年月日时分元万亿余多名人个件起次户家米吨岁]|\.\d)"
    r"|(?<=\d\.)[0-9OoIl]*[OoIl][0-9OoIl]*(?=[%％万亿])",
    re.ASCII,
)
"""A number with a letter in it, before what is counted."""
LOOKS = str.maketrans("SBb", "586")
YEAR = re.compile(r"(?:19|20)(?<![0-9A-Za-z]..)[0-9SBb]{2}(?=年)", re.ASCII)
DASH = re.compile(rf"—(?<={H}—)(?=[个名位辆些种批次起定直样致旦般]{H})")
"""A dash between words has no measure word after it, and no second half of 一定, 一直, 一样."""
DAY = re.compile(r"[曰目](?:(?<=\d曰)|(?<=月\d目)|(?<=月\d\d目))", re.ASCII)
"""After a number 曰 is 日, and so is 目 after a month."""
BETWEEN_NUMBERS = re.compile(r"一(?<=\d一)(?=\d)", re.ASCII)


def specks(text: str) -> str:
    """No point, tick or stroke inside a word.

    >>> specks("治·安，还有民`警"), specks("买买提·吐尔逊，平安江西丨江西警方")
    ('治安，还有民警', '买买提·吐尔逊，平安江西丨江西警方')
    """

    def one(match: re.Match[str]) -> str:
        left = RUN.match(text[max(0, match.start() - CONTEXT) : match.start()][::-1])[0][::-1]  # type: ignore[index]
        right = RUN.match(text[match.end() : match.end() + CONTEXT])[0]  # type: ignore[index]
        return "" if torn(left, right) else match[0]

    return SPECK.sub(one, text)


def torn(left: str, right: str) -> bool:
    """Whether a short word lies across a seam, and the text is far likelier with it."""
    spans = [(start, end) for start, end in words(left + right) if start < len(left) < end]
    return bool(spans) and spans[0][1] - spans[0][0] <= LONGEST_TORN and across(left, right) > GAIN


def numbers(text: str) -> str:
    """Digits in numbers where letters were read, and 一 and the dash each in its place.

    >>> numbers("2O21年5月8曰的—个月，1一4月增长1.O5%"), numbers("5G手机、赣AO5l2学、子曰、南昌—九江")
    ('2021年5月8日的一个月，1—4月增长1.05%', '5G手机、赣AO5l2学、子曰、南昌—九江')
    """
    if LETTER.search(text):
        text = NUMBER.sub(lambda match: match[0].translate(LETTERS), text)
    text = YEAR.sub(lambda match: match[0].translate(LOOKS), text)
    text = DAY.sub("日", text)
    return DASH.sub("一", BETWEEN_NUMBERS.sub("—", text))
