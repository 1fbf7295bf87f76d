"""Whether two texts read on as one, by the characters on both sides of the seam between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from scripts.segment.language import seam_scores, word_cuts


@lru_cache(maxsize=12)
def runs_of(text: str, size: int) -> frozenset[str]:
    """All runs of so many characters; the same for every round of stitching of a page."""
    return frozenset(text[n : n + size] for n in range(len(text) - size + 1))


class Crossing:
    """Whether the characters on both sides of a seam stand together elsewhere on the page (枝|江公安)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = "\n".join(sorted(texts))

    def __call__(self, left: str, right: str) -> float:
        """0 for no pair, else 1, 2 or 3 for the longest run of 2, 3 or 4 characters across the seam seen elsewhere."""
        longest = 0
        for size in (2, 3, 4):
            runs = [left[-cut:] + right[: size - cut] for cut in range(1, size)]
            if any(len(run) == size and run in runs_of(self.text, size) for run in runs):
                longest = size - 1
            else:
                break
        return float(longest)


def reading_on(sides: Sequence[tuple[str, str]], page: Crossing) -> list[float]:
    """For each pair of texts how surely the right one goes on where the left one ends."""
    if not sides:
        return []
    lefts, rights = [left for left, _ in sides], [right for _, right in sides]
    joined, fresh = seam_scores(lefts, rights)
    words = word_cuts(lefts, rights)
    return [
        float((joined[n, n] - max(fresh[n], 0) + words[n, n]) / 2 + page(left, right))
        for n, (left, right) in enumerate(sides)
    ]
