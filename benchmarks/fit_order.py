"""Fit the weights of the cues for reading order on composed pages, and print the table to commit.

    python -m benchmarks.fit_order TRAIN_DIR… [--check DIR] [--write]

A page is one choice: who follows whom, which title heads which text, where reports end. The weights are moved towards
the true assignment and away from the best wrong one, page by page, as long as that comes near (a structured perceptron
with margin, M. Collins, EMNLP 2002, averaged; margin as by Taskar, Guestrin and Koller, 2003). It starts from the
weights of the table. Each page stands four times, with none, half, most and all but the doubtful joins already made, so
that one set of weights serves all rounds of stitching. Cues that are set by hand keep their weights.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.composed import load, owners, premerge, true_order, true_titles
from benchmarks.weights import arguments, show, stack
from scripts.segment.blocks import Block, Title, split
from scripts.segment.cues import cues
from scripts.segment.headlines import whole_titles
from scripts.segment.joins import join_cues
from scripts.segment.likeness import rarity
from scripts.segment.roles import classify
from scripts.segment.stitch import NEVER, assigned, end_cues, start_cues
from scripts.segment.titles import title_cues
from scripts.segment.torn import settle

KNOWN_JOINS = (0.0, 0.5, 0.8)
"""Shares of true joins taken as already made."""
CLEAR_JOINS = 0.97
"""Share of the joins that are torn or lead over no title, before the last round."""
MARGIN = 1.5
"""How much worse than the true choice every wrong one must be. 1 and 2 give nearly the same."""
STEP = 0.02
"""Size of the first step; later ones are smaller."""
PULL = 0.002
"""Share of the way back to the starting weights, in each step."""
ROUNDS = 5
"""Times over all pages. After three the held-out pages get no better."""
LATE = 2
"""Rounds whose weights are not averaged, being far from settled."""


@dataclass(frozen=True)
class Page:
    """The cues of one page, with the true assignment. n blocks, t titles, c cues of each family."""

    joins: np.ndarray
    """n × n × c"""
    titles: np.ndarray
    """t × n × c"""
    ends: np.ndarray
    """n × c"""
    starts: np.ndarray
    """n × c"""
    after: dict[int, int]
    heads: dict[int, int]
    """Title → the block it heads. Of several titles of one report any may be chosen."""


def problems(path: Path, codes: list[str]) -> list[Page]:
    """One page in each state of stitching."""
    page, truth = load(path)
    owner = owners(page, truth)
    blocks, titles = split(settle(classify(page)))
    titles = whole_titles(titles, blocks)
    blocks = [b for b in blocks if owner.get(b.lines[0].number, (0, "", 0))[1] == "body"]
    order = true_order(blocks, owner)
    clear = {a: b for a, b in order.items() if is_clear(blocks[a], blocks[b], titles)}
    found = []
    for joins, known in [*((order, known) for known in KNOWN_JOINS), (clear, CLEAR_JOINS)]:
        merged = premerge(blocks, joins, known, random.Random(f"{path.name} {known}"))
        if len(merged) > 1:
            after = true_order(merged, owner)
            heads = true_titles(merged, titles, owner, set(after.values()))
            found.append(measure(merged, titles, after, heads, codes))
    return found


def is_clear(left: Block, right: Block, titles: list[Title]) -> bool:
    """Whether a join is made before the last round: torn, backward, or over no title."""
    over = any(left.ranks[-1] < title.rank < right.ranks[0] for title in titles)
    return not left.complete or not over


def measure(
    blocks: list[Block], titles: list[Title], after: dict[int, int], heads: dict[int, int], codes: list[str]
) -> Page:
    weights = rarity(blocks, titles)
    over = stack(title_cues(titles, blocks, weights), codes) if titles else np.zeros((0, len(blocks), len(codes)))
    return Page(
        stack(join_cues(blocks, titles, weights), codes).astype(np.float32),
        over.astype(np.float32),
        stack(end_cues(blocks, titles), codes),
        stack(start_cues(blocks), codes),
        after,
        heads,
    )


def solved(page: Page, weights: np.ndarray, alone: float, margin: float) -> tuple[dict[int, int], dict[int, int]]:
    """The best assignment when every wrong choice is worth `margin` more."""
    size = len(page.ends)
    joins = page.joins @ weights + margin
    titles, ends = page.titles @ weights + margin, page.ends @ weights + margin
    np.fill_diagonal(joins, NEVER)
    for left, right in page.after.items():
        joins[left, right] -= margin
    ends[[n for n in range(size) if n not in page.after]] -= margin
    for title, block in page.heads.items():
        titles[title, block] -= margin
    return assigned(joins, titles, ends, page.starts @ weights + margin, alone)[:2]


def features(page: Page, follows: dict[int, int], titled: dict[int, int], alone: np.ndarray) -> np.ndarray:
    """Sums of all cues of an assignment."""
    preceded = {*follows.values(), *titled.values()}
    total = (len(page.titles) - len(titled)) * alone
    for n in range(len(page.ends)):
        total = total + (page.joins[n, follows[n]] if n in follows else page.ends[n])
        total = total + (0.0 if n in preceded else page.starts[n])
    return total + sum(page.titles[title, block] for title, block in titled.items())


def true_choice(page: Page, titled: dict[int, int], weights: np.ndarray) -> dict[int, int]:
    """One title for each headed block: the one just chosen if it is right, else the likeliest."""
    found = {}
    for block in set(page.heads.values()):
        own = [title for title, headed in page.heads.items() if headed == block]
        right = [title for title in own if titled.get(title) == block]
        found[right[0] if right else max(own, key=lambda t: float(page.titles[t, block] @ weights))] = block
    return found


def trained(pages: list[Page], start: np.ndarray, free: np.ndarray, codes: list[str]) -> np.ndarray:
    """The averaged weights."""
    dice, alone = random.Random(5), np.array([float(code == "S05") for code in codes])
    weights, total, count = start.copy(), np.zeros_like(start), 0
    for turn in range(ROUNDS):
        step = STEP / (1 + turn / 4)
        for page in dice.sample(pages, len(pages)):
            follows, titled = solved(page, weights, float(alone @ weights), MARGIN)
            truth = true_choice(page, titled, weights)
            if (follows, titled) != (page.after, truth):
                gap = features(page, page.after, truth, alone) - features(page, follows, titled, alone)
                weights = weights + step * free * gap
            weights = weights - step * PULL * free * (weights - start)
            if turn >= LATE:
                total, count = total + weights, count + 1
    return total / count


def wrong_share(pages: list[Page], weights: np.ndarray, codes: list[str]) -> float:
    """Share of blocks that get a wrong successor."""
    alone = float(weights[codes.index("S05")])
    wrong = sum(
        follows.get(n) != page.after.get(n)
        for page in pages
        for follows in [solved(page, weights, alone, 0.0)[0]]
        for n in range(len(page.ends))
    )
    return wrong / sum(len(page.ends) for page in pages)


def gather(folders: list[Path], codes: list[str]) -> list[Page]:
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [page for path in paths for page in problems(path, codes)]


def main() -> None:
    args = arguments(__doc__)
    table = cues()
    codes = sorted(code for code in table if code[0] in "JST")
    start = np.array([table[code].weight for code in codes])
    free = np.array([float(table[code].fitted) for code in codes])
    pages = gather(args.folders, codes)
    weights = trained(pages, start, free, codes)
    before, now = wrong_share(pages, start, codes), wrong_share(pages, weights, codes)
    print(f"# {len(pages)} pages, wrong joins: {before:.4f} → {now:.4f}")
    if args.check:
        held = gather([args.check], codes)
        print(f"# held out: {wrong_share(held, start, codes):.4f} → {wrong_share(held, weights, codes):.4f}")
    show(dict(zip(codes, weights, strict=True)), args.write)


if __name__ == "__main__":
    main()
