"""Fit the weights of the cues for reading order on composed pages, and print the table to commit.

    python -m benchmarks.fit_cues TRAIN_DIR… [--check DIR]

Each folder holds pages NNN.txt with NNN.truth.json, as the page composer writes them. Every left side of a join chooses
among all right sides and the end, every right side among all left sides, titles and “no title”, every title among all
texts and none: the weights make the true choices likeliest (a sum of softmax losses, convex, with a small ridge).
Cues that are set by hand keep their weights.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel
from scipy.optimize import minimize

from scripts.core.han import fold
from scripts.core.settings import DATA
from scripts.core.types import PageRecord, RawPage
from scripts.segment.blocks import Block, Title, body_block, split
from scripts.segment.cues import cues
from scripts.segment.joins import join_cues
from scripts.segment.likeness import rarity
from scripts.segment.headlines import part_cues, whole_titles
from scripts.segment.roles import Line, classify
from scripts.segment.stitch import end_cues, fuse, start_cues
from scripts.segment.titles import title_cues
from scripts.segment.torn import candidates, settle, torn_cues

RIDGE = 0.5
"""Keeps weights of rare cues from running away. On 40 composed pages a tenth as much
moves one weight by 5 and makes 0.5 % more choices right on the same pages; it was not tuned."""
KNOWN_JOINS = (0.0, 0.5, 0.8)
"""Shares of true joins taken as already made, so that weights serve all rounds of stitching."""
Group = tuple[np.ndarray, int]


def load(path: Path) -> tuple[RawPage, dict]:
    text = path.read_text(encoding="utf-8")
    lines = tuple(text.split("\n"))
    truth = json.loads(path.with_name(path.name.replace(".txt", ".truth.json")).read_text(encoding="utf-8"))
    return RawPage(path.name, "", "utf-8", "text", lines, ("",) * len(lines), PageRecord()), truth


def owners(page: RawPage, truth: dict) -> dict[int, tuple[int, str, int]]:
    """Line → (article, kind, place in the article)."""
    place = {}
    for n, article in enumerate(truth["articles"]):
        for order, (start, _) in enumerate(article["spans"]):
            place[start] = (n, order)
    found = {}
    at = 0
    spans = [(s, e, n, order) for n, a in enumerate(truth["articles"]) for order, (s, e) in enumerate(a["spans"])]
    heads = [(s, e, n) for n, a in enumerate(truth["articles"]) for s, e in a["headline_spans"]]
    for number, line in enumerate(page.lines, 1):
        begin, end = at, at + len(line)
        at = end + 1
        hit = next(((n, "body", o) for s, e, n, o in spans if begin <= s < end), None)
        hit = hit or next(((n, "head", 0) for s, e, n in heads if begin <= s < end), None)
        if hit:
            found[number] = hit
    return found


def groups(page: RawPage, truth: dict, codes: list[str], known: float, dice: random.Random) -> Iterator[Group]:
    """Choices of a page, each as (options × cues, true option)."""
    owner = owners(page, truth)
    blocks, titles = split(settle(classify(page)))
    titles = whole_titles(titles, blocks)
    blocks = [b for b in blocks if owner.get(b.lines[0].number, (0, "", 0))[1] == "body"]
    after = true_order(blocks, owner)
    blocks = premerge(blocks, after, known, dice)
    after = true_order(blocks, owner)
    if len(blocks) < 2:
        return
    weights = rarity(blocks, titles)
    joins = stack(join_cues(blocks, titles, weights), codes)
    over = stack(title_cues(titles, blocks, weights), codes) if titles else np.zeros((0, len(blocks), len(codes)))
    ends = stack(end_cues(blocks, titles), codes)
    starts = stack(start_cues(blocks), codes)
    nothing = one(codes, {"S05": 1.0})
    head = true_titles(blocks, titles, owner, set(after.values()))
    for n in range(len(blocks)):
        others = [m for m in range(len(blocks)) if m != n]
        options = np.vstack([joins[n, others], ends[n]])
        yield options, others.index(after[n]) if n in after else len(others)
        before = next((a for a, b in after.items() if b == n), None)
        options = np.vstack([joins[others, n], over[:, n], starts[n]])
        if before is not None:
            yield options, others.index(before)
        else:
            title = max((t for t, b in head.items() if b == n), default=len(titles))
            yield options, len(others) + title
    for t in range(len(titles)):
        # of a headline over two lines only the last is asked for; the others may go either way
        if t not in head or head[t] not in [b for u, b in head.items() if u > t]:
            yield np.vstack([over[t], nothing]), head.get(t, len(blocks))


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


def true_order(blocks: list[Block], owner: dict[int, tuple[int, str, int]]) -> dict[int, int]:
    first = {owner[b.lines[0].number][0::2]: n for n, b in enumerate(blocks)}
    keys = sorted(first)
    last = {n: owner[b.lines[-1].number][0::2] for n, b in enumerate(blocks)}
    found = {}
    for n, (article, order) in last.items():
        following = [k for k in keys if k[0] == article and k[1] > order]
        if following:
            found[n] = first[following[0]]
    return found


def premerge(blocks: list[Block], after: dict[int, int], known: float, dice: random.Random) -> list[Block]:
    keep = {a: b for a, b in sorted(after.items()) if dice.random() < known}
    merged = []
    for begin in range(len(blocks)):
        if begin in keep.values():
            continue
        path = [begin]
        while path[-1] in keep:
            path.append(keep[path[-1]])
        parts = [blocks[n] for n in path]
        merged.append(fuse(parts))
    return merged


def true_titles(blocks: list[Block], titles: list[Title], owner: dict, followed: set[int]) -> dict[int, int]:
    begins = {owner[b.lines[0].number][0]: n for n, b in enumerate(blocks) if n not in followed}
    found: dict[int, int] = {}
    for t, title in enumerate(titles):
        article, kind, _ = owner.get(title.line.number, (-1, "", 0))
        if kind == "head" and article in begins:
            found[t] = begins[article]
    return found


def stack(measured: dict[str, np.ndarray], codes: list[str]) -> np.ndarray:
    zero = np.zeros_like(next(iter(measured.values())))
    return np.stack([measured.get(code, zero) for code in codes], axis=-1)


def one(codes: list[str], values: dict[str, float]) -> np.ndarray:
    return np.array([values.get(code, 0.0) for code in codes])


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
            found += torn_choices(page, truth, codes)
            found += head_choices(page, truth, codes)
            for known in KNOWN_JOINS:
                found += groups(page, truth, codes, known, random.Random(f"{path.name} {known}"))
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+", type=Path)
    ap.add_argument("--check", type=Path)
    ap.add_argument("--write", action="store_true", help="write the weights into the table")
    args = ap.parse_args()
    table = cues()
    codes = sorted(table)
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
    weight = dict(zip(codes, fitted, strict=True))
    lines = (DATA / "cues.tsv").read_text(encoding="utf-8").splitlines()
    new = [
        "\t".join([(c := row.split("\t"))[0], f"{weight[c[0]]:.2f}", *c[2:]]) if row.split("\t")[0] in weight else row
        for row in lines
    ]
    print("\n".join(new))
    if args.write:
        (DATA / "cues.tsv").write_text("\n".join(new) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
