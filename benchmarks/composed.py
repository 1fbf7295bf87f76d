"""What is true of composed pages: which lines belong to which report, in which order, under which title.

A folder holds pages NNN.txt with NNN.truth.json, as the page composer writes them.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from scripts.core.types import PageRecord, RawPage
from scripts.segment.blocks import Block, Title
from scripts.segment.stitch import fuse

Owner = dict[int, tuple[int, str, int]]
"""Line → (article, `body` or `head`, place in the article)."""


def load(path: Path) -> tuple[RawPage, dict]:
    text = path.read_text(encoding="utf-8")
    lines = tuple(text.split("\n"))
    truth = json.loads(path.with_name(path.name.replace(".txt", ".truth.json")).read_text(encoding="utf-8"))
    return RawPage(path.name, "", "utf-8", "text", lines, ("",) * len(lines), PageRecord()), truth


def owners(page: RawPage, truth: dict) -> Owner:
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


def true_order(blocks: list[Block], owner: Owner) -> dict[int, int]:
    """The true successor of each block that has one, by number."""
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
    """The blocks with a share of the given joins already made, as in a later round of stitching."""
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


def true_titles(blocks: list[Block], titles: list[Title], owner: Owner, followed: set[int]) -> dict[int, int]:
    begins = {owner[b.lines[0].number][0]: n for n, b in enumerate(blocks) if n not in followed}
    found: dict[int, int] = {}
    for t, title in enumerate(titles):
        article, kind, _ = owner.get(title.line.number, (-1, "", 0))
        if kind == "head" and article in begins:
            found[t] = begins[article]
    return found
