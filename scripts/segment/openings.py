"""How a report, a sentence or a numbered paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from scripts.segment.blocks import Block
from scripts.segment.language import Matrix, seam_scores

DATELINE = re.compile(
    r"^.{0,6}(?:本报|新华社|中新社|人民网|央视|据.{2,12}(?:报道|消息)|[\u3400-\u9fff]{2,6}(?:网|报|社|台|客户端))"
    r"[^，。]{0,24}?(?:讯|电|消息|报道)"
)
NUMBERED = re.compile(r"^[（(]?([一二三四五六七八九十])[）)]?[、．.](?!\d)")
GOING_ON = "，。、；：！？”’）》,.;:!?)"
"""Marks with which no text begins."""
OPENING = re.compile(
    r"^(?:近日|日前|连日来|近年来|今年以来|近期|目前|当前|最近|昨日|昨天|今天|今日|为(?:进一步|了|深入|切实|充分|有效|加强|全面|扎实|纵深)"
    r"|[0-9]{1,2}月[0-9]{1,2}日|[^，。]{2,16}(?:近日|日前))"
)


def numbering(blocks: Sequence[Block]) -> dict[str, Matrix]:
    """Numbered paragraphs (一、二、三、): one that begins anew after others, and one that takes up the count."""
    counts = [[n for line in block.lines if (n := enumerator(line.text))] for block in blocks]
    anew = [[float(bool(a and b) and b[0] == 1) for b in counts] for a in counts]
    next_one = [[float(bool(a and b) and b[0] == a[-1] + 1) for b in counts] for a in counts]
    return {"J27": np.array(anew), "J28": np.array(next_one)}


def enumerator(text: str) -> int:
    """The number with which a numbered paragraph begins; 0 for others.

    >>> enumerator("三、紧盯要案。"), enumerator("一是机制先行。")
    (3, 0)
    """
    found = NUMBERED.match(text)
    return "一二三四五六七八九十".index(found.group(1)) + 1 if found else 0


def going_on(blocks: Sequence[Block]) -> Matrix:
    """1 for blocks that begin with a mark with which no text begins."""
    return np.array([float(block.head[:1] in GOING_ON) for block in blocks])


def authored(blocks: Sequence[Block]) -> Matrix:
    """1 for blocks that have an author line or 核心提示 right above them."""
    return np.array([float(block.author is not None or bool(block.lines[0].label)) for block in blocks])


def opening(text: str) -> float:
    """How much a text looks like the beginning of a report: 2 for a dateline, 1 for 近日 and the like."""
    if DATELINE.match(text):
        return 2.0
    return 1.0 if OPENING.match(text) else 0.0


def opened(heads: Sequence[str]) -> Matrix:
    """How much likelier than chance each text opens a sentence, natural logarithm."""
    return seam_scores(["。"], heads)[1]
