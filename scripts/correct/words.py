"""Words of the list that the package jieba ships, and how a short stretch of Han text most likely falls into words."""

from __future__ import annotations

import math
from functools import lru_cache

from scripts.core.vocab import frequencies

LONGEST = 6
"""Words of more characters are names and sayings, which decide no seam."""
UNKNOWN = 0.5
"""Count given to a character that is no word of the list: less than that of any which is."""


@lru_cache(maxsize=1)
def counts() -> tuple[dict[str, int], float]:
    """Frequency of each word and the logarithm of their sum."""
    found = {word: count for word, count in frequencies().items() if len(word) <= LONGEST}
    return found, math.log(sum(found.values()))


def is_word(text: str) -> bool:
    return text in counts()[0]


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word in the likeliest division of a text.

    >>> text = "自己经营"
    >>> [text[start:end] for start, end in words(text)]
    ['自己', '经营']
    """
    return divided(text)[1]


def divided(text: str) -> tuple[float, list[tuple[int, int]]]:
    """Logarithm of the probability of the likeliest division, and its words."""
    table, total = counts()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        best.append(
            max(
                (best[start][0] + math.log(table.get(text[start:end], UNKNOWN) or UNKNOWN) - total, start)
                for start in range(max(0, end - LONGEST), end)
                if end - start == 1 or text[start:end] in table
            )
        )
    spans, end = [], len(text)
    while end:
        spans.append((best[end][1], end))
        end = best[end][1]
    return best[-1][0], spans[::-1]


def across(left: str, right: str) -> float:
    """How much likelier two texts are in one than apart, as a natural logarithm; 0 when no word lies across.

    >>> across("加强公", "安机关") > GAIN, across("成为习惯", "用真心换来") > GAIN
    (True, False)
    """
    return divided(left + right)[0] - divided(left)[0] - divided(right)[0]


GAIN = 4.5
"""A word that is torn apart costs 5 and more; names and slogans that only seem to hold a word (张国·庆祝) below 3."""
