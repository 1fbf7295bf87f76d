"""The cues by which a title finds its text, and a text its end."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from scripts.core.credits import dateline_credit
from scripts.core.han import fold
from scripts.segment.blocks import Block, Title
from scripts.segment.language import Matrix
from scripts.segment.likeness import gram_matrix, told
from scripts.segment.openings import authored, opened, opening
from scripts.segment.positions import covering, runs_between
from scripts.segment.roles import two_parts
from scripts.segment.wordings import wording

HEADING_LONGEST = 14
"""Characters of a section heading; most headlines are longer."""
UNKNOWN = 1.0
"""Unsigned reports that any page is thought to have besides those seen."""
TITLE_USUAL = 24
"""Characters of a headline; kicker, headline and subtitle together are no surer a title for being longer."""
LEAD_LENGTH = 60
"""Characters of a text in which it says whom and what it is about."""


def unsigned_end(block: Block | None, titles: Sequence[Title]) -> float:
    """1 for a block that is complete but not signed. What stands above all titles is an editor's note, never signed."""
    if block is None or not block.complete or block.signed or block.closed or named_above(block):
        return 0.0
    return float(any(title.rank < block.ranks[0] for title in titles))


def named_above(block: Block) -> bool:
    """Whether a text names its writers at its beginning: in an author line or in a dateline with reporters."""
    dateline = wording("dateline").match(block.head)
    reporters = dateline and wording("reporter").search(block.head[: dateline.end() + len("（首席记者")])
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
    """Every cue for each pair (title, block that may follow it)."""
    before = [text_before(title, blocks) for title in titles]
    near, far = distances(titles, blocks)
    return {
        "T00": np.ones_like(near),
        "T01": near,
        "T02": far,
        **wordings_shared(titles, blocks, weights, before, near),
        **beginnings(blocks, len(titles)),
        **ends_above(titles, blocks, before, near),
        "T13": flag([title.crowned for title in titles]) * near,
    }


def distances(titles: Sequence[Title], blocks: Sequence[Block]) -> tuple[Matrix, Matrix]:
    """Whether each block is the text right below each title; and how far it is, larger for one above."""
    text, over = covering(blocks, titles)
    first = np.array([block.ranks[0] for block in blocks])[None, :]
    last = np.array([title.ranks[-1] for title in titles])[:, None]
    forward = first > last
    texts = text - over
    between = np.abs(texts[first] - texts[last + 1])
    nearest = {title.below: title.run for title in titles}
    last_run = flag([title.run == nearest[title.below] for title in titles]) > 0
    return (forward & (between == 0) & last_run).astype(float), np.log1p(between) + ~forward


def wordings_shared(
    titles: Sequence[Title],
    blocks: Sequence[Block],
    weights: dict[str, float],
    before: Sequence[Block | None],
    near: Matrix,
) -> dict[str, Matrix]:
    """What a title has in common with a text, with all text around that, and with the text above the title."""
    lengths = [sum(title.grams.values()) for title in titles]
    kin = gram_matrix(titles, weights)
    around = told(kin, gram_matrix(runs_between(blocks, titles), weights), lengths)
    number = {block: n for n, block in enumerate(blocks)}
    above = [around[n, number[block]] if block else 0.0 for n, block in enumerate(before)]
    return {
        "T03": np.log1p(told(kin, gram_matrix(blocks, weights), lengths)),
        "T09": np.log1p(around),
        "T10": np.log(np.clip(lengths, 2, TITLE_USUAL))[:, None] * np.ones_like(near),
        "T14": recurring([title.text for title in titles], [block.head for block in blocks]),
        "T15": np.log1p(np.array(above))[:, None] * near,
    }


def beginnings(blocks: Sequence[Block], titles: int) -> dict[str, Matrix]:
    """How much each block looks like the beginning of a report, the same for each title."""
    looks = {
        "T04": opened([block.head for block in blocks]),
        "T05": np.array([opening(block.head) for block in blocks]),
        "T06": authored(blocks),
    }
    return {code: np.ones((titles, 1)) * values[None, :] for code, values in looks.items()}


def ends_above(
    titles: Sequence[Title], blocks: Sequence[Block], before: Sequence[Block | None], near: Matrix
) -> dict[str, Matrix]:
    """What the end of the text above a title, and the look of the title, say for a headline or a section heading."""
    open_end = flag([bool(unsigned_end(b, titles)) and not t.crowned for b, t in zip(before, titles, strict=True)])
    missing = signing(blocks) * open_end * near
    telling = flag([bool(wording("telling").search(title.text)) for title in titles])
    long = flag([len(fold(title.text)) >= HEADING_LONGEST for title in titles])
    halves = flag([two_parts(title.text) for title in titles])
    return {
        "T07": flag([block is None or block.signed for block in before]) * near,
        "T08": flag([block is not None and not block.complete for block in before]) * near,
        "T11": missing,
        "T16": telling * near,
        "T17": long * near,
        "T18": missing * long,
        "T19": missing * telling,
        "T20": missing * flag([" " in title.text for title in titles]),
        "T21": missing * halves * (1 - telling),
    }


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
