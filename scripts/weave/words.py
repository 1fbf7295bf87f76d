"""What codes are called in front of readers."""

from __future__ import annotations

from functools import lru_cache

from scripts.core import labels
from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.weave.holdings import Link

HOME = Link("首页", "")
CITIES = Link("城市", "cities/")
TOPICS = Link("专题", "topics/")
DATES = Link("日期", "dates/")
INITIATIVES = Link("举措", "initiatives/")
PAGES = Link("版面", "pages/")
FIGURES = Link("数说", "figures/")
CHRONICLE = Link("年表", "chronicle/")
CORRECTIONS = Link("校勘", "corrections/")
AUTHORS = Link("作者", "authors/")
PUBLICATIONS = Link("刊物", "publications/")

EDITIONS = {
    "digest": (labels.EDITIONS["digest"], "由本档案用自己的话重新讲述，标题、事实、数字、人名地名依原报道，不是原文。"),
    "full": (labels.EDITIONS["full"], "依原版面的文字整理，改动逐条列在下面。"),
}
MYRIAD, HUNDRED_MILLION = 10_000, 100_000_000
MOST_DECIMALS = 2
"""Decimals before 万 and 亿; a number that needs more is written out."""


@lru_cache(maxsize=1)
def codes() -> dict[str, str]:
    """What the cues of the reading order are called; a code that the table does not know is shown as it is."""
    return {row["code"]: row["name"] for _, row in rows(DATA / "cues.tsv")}


def number(value: float) -> str:
    """A figure as Chinese newspapers write it: in 万 and 亿 where that is exact and short, else in digits.

    >>> number(500000), number(69000), number(1863), number(0.5), number(123456)
    ('50万', '6.9万', '1863', '0.5', '123456')
    """
    for size, name in ((HUNDRED_MILLION, "亿"), (MYRIAD, "万")):
        scaled = value / size
        if abs(scaled) >= 1 and round(scaled, MOST_DECIMALS) == scaled:
            return f"{scaled:.10g}{name}"
    return f"{value:.0f}" if value == int(value) else f"{value:.10g}"
