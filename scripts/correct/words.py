"""How a short stretch of Han text most likely falls into words, and how likely that is.

The words are those of jieba's list, words of recent years in `data/modern_words.tsv`, and the names of places.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from scripts.core import cache
from scripts.core.settings import DATA
from scripts.core.vocab import frequencies, gazetteer, pair_counts, persons
from scripts.core.vocab import pairs as listed_pairs
from scripts.core.vocab.tables import rows

LONGEST = 6
"""Words of more characters are names and sayings, which decide no seam."""
UNKNOWN = 0.5
"""Count given to a character that is no word of the list: less than that of any which is."""
MODERN = 200
"""Count given to a word of recent years: about half of that which 公安局 and 派出所 have in the list."""
PLACE = 50
"""Count given to a name of a place that the list lacks: the list has those of its size with some dozens."""


@lru_cache(maxsize=1)
def added() -> Mapping[str, int]:
    """Words that the list lacks, with the counts they are given."""
    places = {name: PLACE for name in gazetteer().by_any_name if 1 < len(name) <= LONGEST}
    modern = {row["word"]: MODERN for _, row in rows(DATA / "modern_words.tsv")}
    return {word: count for word, count in (places | modern).items() if frequencies().get(word, 0) < count}


@lru_cache(maxsize=1)
def costs() -> tuple[dict[str, float], float]:
    """Logarithm of the probability of each word, and that of an unknown character."""
    counts = {word: count for word, count in frequencies().items() if len(word) <= LONGEST} | dict(added())
    total = math.log(sum(counts.values()))
    # a few thousand counts are shared by all words
    cost_of = {count: math.log(count or UNKNOWN) - total for count in set(counts.values())}
    return {word: cost_of[count] for word, count in counts.items()}, math.log(UNKNOWN) - total


@lru_cache(maxsize=1)
def pairs() -> Mapping[str, int]:
    """How often two characters follow one another inside words."""
    more = pair_counts(added())
    return {**listed_pairs(), **{pair: listed_pairs().get(pair, 0) + count for pair, count in more.items()}}


@cache.table
def personal_pairs() -> Mapping[str, int]:
    """How often they do inside the names of people."""
    return pair_counts({word: frequencies()[word] for word in persons()})


def common(pair: str) -> int:
    """How often they do elsewhere: names of people say nothing of what other words may have been."""
    return pairs().get(pair, 0) - personal_pairs().get(pair, 0)


def cost(character: str) -> float:
    """Logarithm of the probability of a character as a word of its own."""
    table, unknown = costs()
    return table.get(character, unknown)


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word in the likeliest division of a text.

    >>> text = "自己经营"
    >>> [text[start:end] for start, end in words(text)]
    ['自己', '经营']
    """
    return divided(text)[1]


@lru_cache(maxsize=4096)
def divided(text: str) -> tuple[float, list[tuple[int, int]]]:
    """Logarithm of the probability of the likeliest division, and its words."""
    table, unknown = costs()
    best = [0.0]
    starts = [0]
    for end in range(1, len(text) + 1):
        top, start = best[end - 1] + table.get(text[end - 1], unknown), end - 1
        for first in range(max(0, end - LONGEST), end - 1):
            value = table.get(text[first:end])
            if value is not None and best[first] + value > top:
                top, start = best[first] + value, first
        best.append(top)
        starts.append(start)
    spans, end = [], len(text)
    while end:
        spans.append((starts[end], end))
        end = starts[end]
    return best[-1], spans[::-1]


def likelihood(text: str) -> float:
    """Logarithm of the probability of the likeliest division."""
    return divided(text)[0]


def across(left: str, right: str) -> float:
    """How much likelier two texts are in one than apart, as a natural logarithm; 0 when no word lies across.

    >>> across("加强公", "安机关") > GAIN, across("成为习惯", "用真心换来") > GAIN
    (True, False)
    """
    return likelihood(left + right) - likelihood(left) - likelihood(right)


GAIN = 4.5
"""A word that is torn apart costs 5 and more; names and slogans that only seem to hold a word (张国·庆祝) below 3."""
