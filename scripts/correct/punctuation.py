"""Steps for punctuation: width beside Han characters, and marks printed twice."""

from __future__ import annotations

import re

from scripts.core.han import HAN

WIDE = str.maketrans(",;:?!", "，；：？！")
BLANK = " \u3000\xa0" + "".join(map(chr, range(0x2002, 0x200B)))
MARKS = re.compile(rf"[,;:?!](?:[{BLANK}]*[,;:?!])*")
"""Neighbouring marks are judged together, because one would be the other's neighbour."""
ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,18};$")
"""A character written as HTML writes it (&lt;) is one thing, semicolon and all."""
REACH = 20
"""How far blanks may set a mark apart from its neighbours."""
CHINESE = re.compile(r"[\u3001-\u3011\u3014-\u301f\uff01-\uff60“”‘’…—]|" + HAN.pattern)
MEASURE = "%‰℃"
BRACKETS = re.compile(r"\(([^()（）\n]{1,200})\)")
OPEN_ALONE = re.compile(rf"\((?={HAN.pattern})")
CLOSE_ALONE = re.compile(rf"(?<={HAN.pattern})\)")
POINT = re.compile(rf"(?<={HAN.pattern})[.．｡]$")
TWICE = re.compile(r"(?<![，、；：。！？…])([，、；：。])\1(?![，、；：。！？…])")


def brackets(text: str) -> str:
    """Round brackets of full width around or beside Han characters.

    >>> brackets("民(辅)警(APP)"), brackets("f(x) = 1")
    ('民（辅）警（APP）', 'f(x) = 1')
    """

    def one(match: re.Match[str]) -> str:
        sides = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        return f"（{match[1]}）" if HAN.search(match[1]) or HAN.search(sides) else match[0]

    return CLOSE_ALONE.sub("）", OPEN_ALONE.sub("（", BRACKETS.sub(one, text)))


def marks(text: str) -> str:
    """Comma, semicolon, colon, question and exclamation mark of full width beside Han characters.

    >>> marks("全市同比下降5%,2022年起,12:30见"), marks("1,000 at https://a.cn/?b,中"), marks("写作&lt;的一撇")
    ('全市同比下降5%，2022年起，12:30见', '1,000 at https://a.cn/?b，中', '写作&lt;的一撇')
    """
    if not HAN.search(text):
        return text

    def one(match: re.Match[str]) -> str:
        if ENTITY.search(text, max(0, match.start() - REACH), match.end()):
            return match[0]
        before = text[max(0, match.start() - REACH) : match.start()].rstrip(BLANK)[-1:]
        after = text[match.end() : match.end() + REACH].lstrip(BLANK)[:1]
        beside = CHINESE.match(before) or CHINESE.match(after) or (before and before in MEASURE)
        return match[0].translate(WIDE) if beside else match[0]

    return MARKS.sub(one, text)


def doubled_marks(text: str) -> str:
    """A comma, stop, colon or semicolon once.

    >>> doubled_marks("今天，，警方"), doubled_marks("等等。。。")
    ('今天，警方', '等等。。。')
    """
    return TWICE.sub(r"\1", text)


def final_stop(text: str) -> str:
    """A stop, not a point, at the end of a paragraph.

    >>> final_stop("案件正在办理中．"), final_stop("马丁．路德．金…..")
    ('案件正在办理中。', '马丁．路德．金…..')
    """
    return POINT.sub("。", text)
