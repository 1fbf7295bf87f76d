"""Where the parts of a page stand to one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scripts.segment.blocks import Block, Title
from scripts.segment.language import Matrix


def covering(blocks: Sequence[Block], titles: Sequence[Title]) -> tuple[Matrix, Matrix]:
    """For each place on the page how many lines of text or title, and how many of title, stand before it."""
    everything: list[Block | Title] = [*blocks, *titles]
    last = max(rank for part in everything for rank in part.ranks)
    text, title = np.zeros(last + 2), np.zeros(last + 2)
    for part in everything:
        for rank in part.ranks:
            text[rank + 1] += 1
            title[rank + 1] += isinstance(part, Title)
    return np.cumsum(text), np.cumsum(title)


def runs_between(blocks: Sequence[Block], titles: Sequence[Title]) -> list[Block]:
    """For each block all text that stands with it between two titles of the page."""
    _, title = covering(blocks, titles)
    text: dict[float, Counter[str]] = {}
    for block in blocks:
        text.setdefault(float(title[block.ranks[0]]), Counter()).update(block.grams)
    return [replace(block, grams=text[float(title[block.ranks[0]])]) for block in blocks]
