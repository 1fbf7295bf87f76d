"""How a report, a sentence or a numbered paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from scripts.segment.blocks import Block
from scripts.segment.language import Matrix, seam_scores
from scripts.segment.roles import Line
from scripts.segment.wordings import wording

NUMBERED = re.compile(r"^[（(]?([一二三四五六七八九十])[）)]?[、．.](?!\d)")
GOING_ON = "，。、；：！？”’）》,.;:!?)"
"""Marks with which no text begins."""
SPEAKER = re.compile(r"^[\u3400-\u9fff]{1,4}[：:]")
"""The name of a speaker before what is said; 问 and 答 among them."""
NOTE = "编者按"


def noted(line: Line) -> bool:
    """Whether a text is an editor's note, by its label or its first words."""
    return line.label == NOTE or line.text.startswith(NOTE)


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
    if wording("dateline").match(text):
        return 2.0
    return 1.0 if wording("opening").match(text) else 0.0


def opened(heads: Sequence[str]) -> Matrix:
    """How much likelier than chance each text opens a sentence, natural logarithm."""
    return seam_scores(["。"], heads)[1]
