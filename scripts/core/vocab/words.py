"""The word list that the package jieba ships: some 350,000 words of modern Chinese with their frequencies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, int]:
    """Frequency of each word. The list is read without loading the package."""
    spec = find_spec("jieba")
    assert spec is not None and spec.origin is not None, "jieba is pinned in requirements.txt"
    table = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8")
    rows = (line.split(" ", 2) for line in table.splitlines())
    return {row[0]: int(row[1]) for row in rows}
