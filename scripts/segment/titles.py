"""The cues by which a title finds its text, and a text its end."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from scripts.core.credits import dateline_credit
from scripts.core.han import fold
from scripts.segment.blocks import Block, Title
from scripts.segment.language import Matrix
from scripts.segment.likeness import gram_matrix, told
from scripts.segment.openings import DATELINE, authored, opened, opening
from scripts.segment.positions import covering, runs_between

TELLING = re.compile(
    r"[0-9０-９]|^[\u3400-\u9fff]{2,10}?(?:省|市|县|区|州|镇|乡)|公司|银行|学校|中国|全国|[男女]子|民警|警方|交警|消防"
    r"|公安|法院|检察院|派出所|分局|支队|大队"
)
"""Numbers, places and bodies: headlines tell who and how many, section headings hardly ever."""
HEADING_LONGEST = 14
"""Characters of a section heading; three in four headlines are longer."""
REPORTERS = re.compile(r"[记纪]者|通讯员")
UNKNOWN = 1.0
"""Unsigned reports that any page is thought to have besides those seen."""
TITLE_USUAL = 24
"""Characters of a headline; kicker, headline and subtitle together are no surer a title for being longer."""
HALF = 4
"""Characters of each half of a title in two parts."""
LEAD_LENGTH = 60
"""Characters of a text in which it says whom and what it is about."""


def unsigned_end(block: Block | None, titles: Sequence[Title]) -> float:
    """1 for a block that is complete but not signed. What stands above all titles is an editor's note, never signed."""
    if block is None or not block.complete or block.signed or block.closed or named_above(block):
        return 0.0
    return float(any(title.rank < block.ranks[0] for title in titles))


def named_above(block: Block) -> bool:
    """Whether a text names its writers at its beginning: in an author line or in a dateline with reporters."""
    dateline = DATELINE.match(block.head)
    reporters = dateline and REPORTERS.search(block.head[: dateline.end() + len("（首席记者")])
    return bool(block.author or reporters or dateline_credit(block.head))


def recurrence(title: str, text: str) -> float:
    """How many runs of three characters of a title recur in the first lines of a text, as a logarithm."""
    return float(recurring([title], [text])[0, 0])


def recurring(titles: Sequence[str], texts: Sequence[str]) -> Matrix:
    """(titles × texts) how many runs of three characters of each title recur in the first lines of each text."""
    leads = [frozenset(runs_of_three(text[:LEAD_LENGTH])) for text in texts]
    runs = [runs_of_three(title) for title in titles]
    return np.array([[math.log1p(sum(run in lead for run in own)) for lead in leads] for own in runs])


def runs_of_three(text: str) -> list[str]:
    bare = fold(text)
    return [bare[n : n + 3] for n in range(len(bare) - 2)]


def flag(values: Sequence[bool]) -> Matrix:
    return np.array(values, dtype=float)[:, None]


def title_cues(titles: Sequence[Title], blocks: Sequence[Block], weights: dict[str, float]) -> dict[str, Matrix]:
    """Every cue for every pair (title, block that may follow it)."""
    shape = (len(titles), len(blocks))
    text, over = covering(blocks, titles)
    first = np.array([block.ranks[0] for block in blocks])[None, :]
    last = np.array([title.ranks[-1] for title in titles])[:, None]
    forward = first > last
    texts = text - over
    between = np.abs(texts[first] - texts[last + 1])
    nearest = {title.below: title.run for title in titles}
    last_run = np.array([title.run == nearest[title.below] for title in titles])[:, None]
    near = (forward & (between == 0) & last_run).astype(float)
    far = np.log1p(between) + ~forward
    heads = opened([block.head for block in blocks])
    starts = np.array([opening(block.head) for block in blocks])
    lengths = [sum(title.grams.values()) for title in titles]
    runs = runs_between(blocks, titles)
    kin = gram_matrix(titles, weights)
    kinship = told(kin, gram_matrix(blocks, weights), lengths)
    around = told(kin, gram_matrix(runs, weights), lengths)
    before = [text_before(title, blocks) for title in titles]
    above = said_above(titles, before, runs, weights)
    usual = signing(blocks)
    open_end = np.array([unsigned_end(block, titles) for block in before])
    signed = np.array([float(block is None or block.signed) for block in before])[:, None]
    missing = usual * (open_end * [not t.crowned for t in titles])[:, None] * near
    telling = flag([bool(TELLING.search(title.text)) for title in titles])
    long = flag([len(fold(title.text)) >= HEADING_LONGEST for title in titles])
    torn = np.array([float(block is not None and not block.complete) for block in before])[:, None]
    return {
        "T01": near,
        "T02": far,
        "T03": np.log1p(kinship),
        "T04": np.ones(shape) * heads[None, :],
        "T05": np.ones(shape) * starts[None, :],
        "T06": authored(blocks)[None, :] * np.ones(shape),
        "T07": signed * near,
        "T08": torn * near,
        "T09": np.log1p(around),
        "T10": np.log(np.clip(lengths, 2, TITLE_USUAL))[:, None] * np.ones(shape),
        "T14": recurring([title.text for title in titles], [block.head for block in blocks]),
        "T15": np.log1p(above) * near,
        "T16": telling * near,
        "T17": long * near,
        "T21": (1 - telling) * flag([two_halves(title.text) for title in titles]) * missing,
        "T13": flag([title.crowned for title in titles]) * near,
        "T11": missing,
        "T18": missing * long,
        "T19": missing * telling,
        "T20": missing * flag([" " in title.text for title in titles]),
        "T00": np.ones(shape),
    }


def two_halves(text: str) -> bool:
    """Whether a title has two parts of some length with one blank between."""
    parts = text.split(" ")
    return len(parts) == 2 and min(map(len, parts)) >= HALF


def said_above(
    titles: Sequence[Title], before: Sequence[Block | None], runs: Sequence[Block], weights: dict[str, float]
) -> Matrix:
    """(titles × 1) how much of a title the text above it says too, up to the title before."""
    number = {block.ranks: n for n, block in enumerate(runs)}
    found = np.zeros((len(titles), 1))
    for n, (title, block) in enumerate(zip(titles, before, strict=True)):
        if block is not None:
            grams = runs[number[block.ranks]].grams
            told = sum(weights.get(gram, 0.0) for gram in title.grams if gram in grams)
            found[n, 0] = told / max(6, sum(title.grams.values()))
    return found


def signing(blocks: Sequence[Block]) -> float:
    """How surely the reports of a page are signed at their end: the share that its lines tell, to the fourth power.

    Only where nearly all are signed does a missing byline say that a text is not at its end; on a page of three or four
    reports that may be chance.
    """
    signed = sum(block.signed for block in blocks)
    otherwise = sum(opening(block.head) >= 2 for block in blocks) + sum(block.author is not None for block in blocks)
    return float((signed / (signed + otherwise + UNKNOWN)) ** 4)


def text_before(title: Title, blocks: Sequence[Block]) -> Block | None:
    """The block whose last line stands nearest above a title."""
    above = [block for block in blocks if block.ranks[-1] < title.rank]
    return max(above, key=lambda block: block.ranks[-1], default=None)
