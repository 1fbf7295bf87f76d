"""Steps for single characters: what cannot be seen, what has two spellings, what has two widths."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffc]"
)
BLANK = re.compile(r"[\t\n\r\x85]")
FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
FULL_WIDTH[0xFF05] = ord("%")
WIDE = re.compile("[％０-９Ａ-Ｚａ-ｚ．]")
POINT = re.compile(r"(?<=\d)．(?=\d)", re.ASCII)


def visible(text: str) -> str:
    """Without control and zero-width characters; a tab is a blank.

    >>> visible("平安\\u200b江西\\x00"), visible("共建 平安")
    ('平安江西', '共建 平安')
    """
    return BLANK.sub(" ", INVISIBLE.sub("", text))


def composed(text: str) -> str:
    """In Unicode normal form C, in which each character has one spelling.

    >>> composed("cafe\\u0301 \\uf9e4"), composed("①½℃")
    ('café 理', '①½℃')
    """
    return unicodedata.normalize("NFC", text)


def narrow(text: str) -> str:
    """Letters, digits and per cent signs of half width, as the archive writes them.

    >>> narrow("１２．５％的ＡＰＰ"), narrow("（一）：12")
    ('12.5%的APP', '（一）：12')
    """
    return POINT.sub(".", text.translate(FULL_WIDTH)) if WIDE.search(text) else text
