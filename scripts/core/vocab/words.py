"""The word list that the package jieba ships: some 350,000 words of modern Chinese with their frequencies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, int]:
    """Frequency of each word."""
    # takes its time to load, and not needed where every page was worked out before
    import jieba

    table = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    rows = (line.split(" ", 2) for line in table.splitlines())
    return {row[0]: int(row[1]) for row in rows}
