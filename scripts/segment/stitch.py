"""Putting torn columns together: one assignment over the whole page, in rounds.

Every run of text gets at most one predecessor (another run, or a title) and one successor (another run, or the end of
its report). All choices are made together so that their sum is best; joins that are clear are then kept, the runs they
join are read as one, and what is left is chosen again with more text to go by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from scripts.core.types import Join
from scripts.segment.blocks import Block, Title, body_block
from scripts.segment.cues import cues, weigh
from scripts.segment.joins import join_cues
from scripts.segment.language import Matrix
from scripts.segment.likeness import rarity
from scripts.segment.openings import authored, going_on, opened, opening
from scripts.segment.titles import signing, title_cues, unsigned_end

NEVER = -1e6
"""Score of what cannot be: a run after itself."""
ALWAYS = 1e5
"""Score of what an editor says."""
ROUNDS = (3.0, 2.0, 1.0, 0.5, None)
"""How much better than its best rival a join must be to be kept in each round; in the last all are.

Joins over a title wait for the last: whether a title is a heading shows best when the text on both sides is whole.
"""
EDITOR = "E01"
"""Cue of a join that the page record demands."""
TOLD = 0.15
"""A cue is named in a join when it moved the score at least so much."""


@dataclass(frozen=True)
class Chain:
    """One report as found: its title, and its blocks merged in reading order."""

    title: Title | None
    block: Block
    joins: tuple[Join, ...]


@dataclass
class Solution:
    """Successor of each block (a block, or None for an end), and title of each block that has one."""

    follows: dict[int, int]
    titled: dict[int, int]
    margins: dict[int, float]
    """How much the best rival of each join would lose by being chosen instead."""


@dataclass(frozen=True, slots=True)
class Word:
    """An editor's last word on the order of a page, as line numbers."""

    joins: tuple[tuple[int, int], ...] = ()
    cuts: tuple[int, ...] = ()
    """Lines that begin a report."""
    untitled: tuple[int, ...] = ()
    """Lines that begin a report whose headline is not printed on the page."""

    def unprinted(self, blocks: Sequence[Block]) -> list[int]:
        """Blocks that have no title on the page."""
        return [n for n, block in enumerate(blocks) if block.lines[0].number in self.untitled]

    def impose(self, scores: Matrix, blocks: Sequence[Block]) -> None:
        """Make what is forced certain and what is forbidden impossible, in place."""
        ends = {block.lines[-1].number: n for n, block in enumerate(blocks)}
        begins = {block.lines[0].number: n for n, block in enumerate(blocks)}
        for line in self.cuts:
            begun = min((number for number in begins if number >= line), default=None)
            if begun is not None:
                scores[:, begins[begun]] = NEVER
        for left, right in self.joins:
            if left in ends and right in begins:
                scores[ends[left], begins[right]] = ALWAYS


def stitch(blocks: Sequence[Block], titles: Sequence[Title], word: Word = Word()) -> list[Chain]:
    """Chains of all blocks, in page order of their beginnings. Each block is in exactly one."""
    current = list(blocks)
    joins: dict[Block, tuple[Join, ...]] = dict.fromkeys(current, ())
    titled: dict[int, int] = {}
    for margin in ROUNDS:
        if not current:
            return []
        score, solution = choose(current, titles, word)
        keep = solution.follows if margin is None else clear(solution, score, margin)
        current, joins, titled = merge(current, keep, solution.titled, joins, score, word)
    owner = {m: titles[n] for n, m in titled.items()}
    chains = [Chain(owner.get(m), block, joins[block]) for m, block in enumerate(current)]
    return sorted(chains, key=lambda chain: chain.block.ranks)


def clear(solution: Solution, scores: Scores, margin: float) -> dict[int, int]:
    """Joins that beat their rivals by the margin and lead over no title."""
    over_title = scores.measured["J02"]
    return {a: b for a, b in solution.follows.items() if solution.margins[a] >= margin and not over_title[a, b]}


@dataclass(frozen=True)
class Scores:
    """Scores of one round, with the cues behind those of joins."""

    joins: Matrix
    titles: Matrix
    ends: Matrix
    starts: Matrix
    measured: dict[str, Matrix]


def score_page(blocks: Sequence[Block], titles: Sequence[Title]) -> Scores:
    """All scores of a page."""
    weights = rarity(blocks, titles)
    measured = join_cues(blocks, titles, weights)
    joins = weigh(measured)
    np.fill_diagonal(joins, NEVER)
    over = weigh(title_cues(titles, blocks, weights)) if titles else np.zeros((0, len(blocks)))
    ends = weigh(end_cues(blocks, titles))
    starts = weigh(start_cues(blocks))
    return Scores(joins, over, ends, starts, measured)


def start_cues(blocks: Sequence[Block]) -> dict[str, Matrix]:
    """Cues for each block to begin a report that has no title."""
    return {
        "S04": np.ones(len(blocks)),
        "S06": np.array([float(opening(block.head) >= 2) for block in blocks]),
        "S07": opened([block.head for block in blocks]),
        "S09": going_on(blocks),
        "S10": authored(blocks),
        "S11": leading(blocks),
    }


def leading(blocks: Sequence[Block]) -> Matrix:
    """1 for the first text of a page that opens a sentence: pages begin with an editor's note, which has no title."""
    first = min(block.ranks[0] for block in blocks)
    return np.array([float(block.ranks[0] == first and block.complete) for block in blocks]) * (1 - going_on(blocks))


def end_cues(blocks: Sequence[Block], titles: Sequence[Title]) -> dict[str, Matrix]:
    """Cues for each block to be the end of a report."""
    signed = np.array([float(block.signed) for block in blocks])
    complete = np.array([float(block.complete) for block in blocks]) * (1 - signed)
    missing = np.array([unsigned_end(block, titles) for block in blocks]) * signing(blocks)
    return {"S01": signed, "S02": complete, "S03": 1 - signed - complete, "S08": missing}


def choose(blocks: Sequence[Block], titles: Sequence[Title], word: Word) -> tuple[Scores, Solution]:
    """The best assignment without cycles."""
    scores = score_page(blocks, titles)
    joins, alone = scores.joins.copy(), cues()["S05"].weight
    word.impose(joins, blocks)
    scores.starts[word.unprinted(blocks)] = ALWAYS
    while True:
        follows, titled, table = assigned(joins, scores.titles, scores.ends, scores.starts, alone)
        cycle = find_cycle(follows)
        if not cycle:
            break
        weakest = min(cycle, key=lambda a: (joins[a, follows[a]], a))
        joins[weakest, follows[weakest]] = NEVER
    margins = {a: margin(table, a, b) for a, b in follows.items()}
    return scores, Solution(follows, titled, margins)


def assigned(
    joins: Matrix, titles: Matrix, ends: Matrix, starts: Matrix, alone: float
) -> tuple[dict[int, int], dict[int, int], Matrix]:
    """Successors of blocks and blocks of titles by the Hungarian method; and the table of lefts by rights.

    Lefts are blocks, titles and one “no predecessor” a block; rights are blocks and one “end” a block or title.
    """
    # takes its time to load, and is not needed where every page was worked out before
    from scipy.optimize import linear_sum_assignment

    size, heads = joins.shape[0], titles.shape[0]
    table = np.full((2 * size + heads, 2 * size + heads), NEVER)
    table[:size, :size] = joins
    table[size : size + heads, :size] = titles
    np.fill_diagonal(table[size + heads :, :size], starts)
    np.fill_diagonal(table[:size, size : 2 * size], ends)
    np.fill_diagonal(table[size : size + heads, 2 * size :], alone)
    table[size + heads :, size:] = 0.0
    _, chosen = linear_sum_assignment(table, maximize=True)
    follows = {a: int(chosen[a]) for a in range(size) if chosen[a] < size}
    titled = {n: int(chosen[size + n]) for n in range(heads) if chosen[size + n] < size}
    return follows, titled, table


def find_cycle(follows: dict[int, int]) -> list[int]:
    """The blocks of one cycle, or nothing."""
    seen: set[int] = set()
    for begin in sorted(follows):
        path: list[int] = []
        here: int | None = begin
        while here is not None and here not in seen:
            seen.add(here)
            path.append(here)
            here = follows.get(here)
        if here is not None and here in path:
            return path[path.index(here) :]
    return []


def margin(table: Matrix, left: int, right: int) -> float:
    """By how much a chosen join beats the next best choice of its left or of its right side."""
    row, column = table[left].copy(), table[:, right].copy()
    here = row[right]
    row[right] = column[left] = NEVER
    return float(here - max(row.max(), column.max()))


def merge(
    blocks: Sequence[Block],
    keep: dict[int, int],
    titled: dict[int, int],
    joins: dict[Block, tuple[Join, ...]],
    scores: Scores,
    word: Word,
) -> tuple[list[Block], dict[Block, tuple[Join, ...]], dict[int, int]]:
    """Blocks joined as decided; the joins of each; and the titles by number of the merged block."""
    merged: list[Block] = []
    made: dict[Block, tuple[Join, ...]] = {}
    place: dict[int, int] = {}
    followed = set(keep.values())
    for begin in range(len(blocks)):
        if begin in followed:
            continue
        path = [begin]
        while path[-1] in keep:
            path.append(keep[path[-1]])
        block = fuse([blocks[n] for n in path])
        known = list(joins[blocks[begin]])
        for left, right in pairwise(path):
            known += [join_of(blocks, left, right, scores, word), *joins[blocks[right]]]
        made[block] = tuple(known)
        place[begin] = len(merged)
        merged.append(block)
    return merged, made, {n: place[m] for n, m in titled.items() if m in place}


def fuse(parts: Sequence[Block]) -> Block:
    if len(parts) == 1:
        return parts[0]
    lines = [line for part in parts for line in part.lines]
    whole = body_block(lines, [rank for part in parts for rank in part.ranks], parts[0].author)
    return replace(whole, closed=parts[-1].closed)


def join_of(blocks: Sequence[Block], left: int, right: int, scores: Scores, word: Word) -> Join:
    """The join with the cues that made it, heaviest first."""
    table = cues()
    seam = blocks[left].lines[-1].number, blocks[right].lines[0].number
    moved = {code: table[code].weight * float(values[left, right]) for code, values in scores.measured.items()}
    named = sorted((c for c, v in moved.items() if v >= TOLD and c != "J00"), key=lambda c: (-moved[c], c))
    score = round(float(scores.joins[left, right]), 2)
    return Join(*seam, score, (EDITOR,) if seam in word.joins else tuple(named))
