"""Fit the weights of the cues that decide about single lines, on composed pages, and print the table to commit.

    python -m benchmarks.fit_cues TRAIN_DIR… [--check DIR] [--write]

B: whether a short line is a title or the torn beginning of a paragraph. G: whether two title lines are one headline.
H: whether a title line is part of the headline or a slogan. The weights make the true choices likeliest (a sum of
softmax losses, convex, with a small ridge). Weights for the order of a page are fitted by benchmarks.fit_order, after
this. Cues that are set by hand keep their weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel
from scipy.optimize import minimize

from benchmarks.composed import load, owners
from benchmarks.weights import arguments, show, stack
from scripts.core.han import fold
from scripts.core.types import RawPage
from scripts.segment.blocks import body_block, split
from scripts.segment.cues import cues
from scripts.segment.headlines import break_cues, may_go_on, part_cues
from scripts.segment.roles import Line, classify
from scripts.segment.seams import Crossing
from scripts.segment.torn import candidates, settle, torn_cues

RIDGE = 0.5
"""Keeps weights of rare cues from running away. On 40 composed pages a tenth as much
moves one weight by 5 and makes 0.5 % more choices right on the same pages; it was not tuned."""
Group = tuple[np.ndarray, int]
"""One choice: (options × cues, the true option)."""


def torn_choices(page: RawPage, truth: dict, codes: list[str]) -> Iterator[Group]:
    """For each short line whether it is the beginning of a paragraph: two options, of which “no” scores nothing."""
    owner, lines = owners(page, truth), classify(page)
    headings = {fold(a["paragraphs"][n]) for a in truth["articles"] for n in a["subheads"]}
    titles = candidates(lines)
    if not titles:
        return
    measured = stack(torn_cues(lines, titles), codes)
    for n, rank in enumerate(titles):
        kind = owner.get(lines[rank].number, (0, "", 0))[1]
        heading = any(Indel.normalized_similarity(fold(lines[rank].text), h) > 0.6 for h in headings)
        yield np.vstack([measured[n], np.zeros(len(codes))]), 0 if kind == "body" and not heading else 1


def break_choices(page: RawPage, truth: dict, codes: list[str]) -> Iterator[Group]:
    """For each two title lines one below the other whether they are one headline: two options as above."""
    owner = owners(page, truth)
    blocks, titles = split(settle(classify(page)))
    pairs = [(above, title) for above, title in pairwise(titles) if may_go_on(above, title)]
    if not pairs:
        return
    text = Crossing(line.text for block in blocks for line in block.lines)
    measured = stack(break_cues([(above.text, title.text) for above, title in pairs], text), codes)
    for n, (above, title) in enumerate(pairs):
        left, right = owner.get(above.line.number), owner.get(title.line.number)
        same = left is not None and right is not None and left[:2] == right[:2] and left[1] == "head"
        yield np.vstack([measured[n], np.zeros(len(codes))]), 0 if same else 1


def head_choices(page: RawPage, truth: dict, codes: list[str]) -> Iterator[Group]:
    """For each line of a run of titles above one report whether it is part of the headline: two options as above."""
    owner = owners(page, truth)
    blocks, titles = split(settle(classify(page)))
    texts: dict[int, list[Line]] = {}
    for block in blocks:
        article, kind, _ = owner.get(block.lines[0].number, (-1, "", 0))
        if kind == "body":
            texts.setdefault(article, []).append(block.lines[0])
    runs: dict[int, list[Line]] = {}
    for title in titles:
        if owner.get(title.line.number, (0, "", 0))[1] != "body":
            runs.setdefault(title.run, []).append(title.line)
    for run in runs.values():
        heads = {owner[line.number][0] for line in run if line.number in owner}
        if len(run) > 1 and len(heads) == 1 and (text := texts.get(heads.pop())):
            measured = stack(part_cues(run, body_block(text, [0])), codes)
            for n, line in enumerate(run):
                yield np.vstack([measured[n], np.zeros(len(codes))]), 0 if line.number in owner else 1


def loss(
    weights: np.ndarray,
    options: np.ndarray,
    begins: np.ndarray,
    truths: np.ndarray,
    start: np.ndarray,
    free: np.ndarray,
) -> tuple[float, np.ndarray]:
    """Sum of the losses of all choices and its slope. Options of one choice stand together from `begins` on."""
    score = options @ weights
    sizes = np.diff(np.append(begins, len(score)))
    peak = np.repeat(np.maximum.reduceat(score, begins), sizes)
    chance = np.exp(score - peak)
    chance /= np.repeat(np.add.reduceat(chance, begins), sizes)
    away = weights - start
    total = -np.log(np.maximum(chance[truths], 1e-12)).sum() + RIDGE * float(away @ away)
    slope = chance @ options - options[truths].sum(axis=0) + 2 * RIDGE * away
    return total, slope * free


def accuracy(weights: np.ndarray, data: list[Group]) -> float:
    return float(np.mean([int(np.argmax(options @ weights)) == truth for options, truth in data]))


def gather(folders: list[Path], codes: list[str]) -> list[Group]:
    found: list[Group] = []
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            page, truth = load(path)
            for choices in (torn_choices, break_choices, head_choices):
                found += choices(page, truth, codes)
    return found


def main() -> None:
    args = arguments(__doc__)
    table = cues()
    codes = sorted(code for code in table if code[0] in "BGH")
    data = gather(args.folders, codes)
    start = np.array([0.0 if table[code].fitted else table[code].weight for code in codes])
    free = np.array([table[code].fitted for code in codes])
    options = np.vstack([group for group, _ in data])
    begins = np.cumsum([0, *(len(group) for group, _ in data)])[:-1]
    truths = begins + np.array([truth for _, truth in data])
    fitted = minimize(
        loss, start, args=(options, begins, truths, start, free), jac=True, method="L-BFGS-B", options={"maxiter": 400}
    ).x
    print(f"# {len(data)} choices, right: {accuracy(fitted, data):.4f}")
    if args.check:
        held = gather([args.check], codes)
        print(f"# held out: {len(held)} choices, right: {accuracy(fitted, held):.4f}")
    show(dict(zip(codes, fitted, strict=True)), args.write)


if __name__ == "__main__":
    main()
