"""Numbers as they are printed: digits with 万 and 亿, and Han numerals."""

from __future__ import annotations

import re

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "俩": 2}
STEPS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
HAN_NUMBER = "零〇一二两三四五六七八九十百千万亿"
FACTORS = {**STEPS, **MYRIADS, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "万亿": 10**12}

LONGEST = 30
"""Characters of a number; a longer row of digits is none, and its value might be more than any float can hold."""


def han_value(text: str) -> int:
    """The value of a Han numeral; a row of plain digits counts by place. Raises ValueError.

    >>> han_value("二百五十三"), han_value("万"), han_value("二〇二二"), han_value("十五")
    (253, 10000, 2022, 15)
    """
    if not text or any(c not in DIGITS and c not in FACTORS for c in text):
        raise ValueError(text)
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in STEPS:
            section += (digit or 1) * STEPS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * MYRIADS[char]
            section = digit = 0
    return total + section + digit


def value(number: str, factor: str = "") -> float:
    """The value of printed digits or a Han numeral, times 万, 亿 and the like. Raises ValueError.

    >>> value("105.1", "万"), value("1,443"), value("三")
    (1051000.0, 1443.0, 3.0)
    """
    if len(number) > LONGEST:
        raise ValueError(number)
    plain = number.replace(",", "").replace("，", "")
    base = float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else float(han_value(plain))
    return round(base * FACTORS.get(factor, 1), 6)
