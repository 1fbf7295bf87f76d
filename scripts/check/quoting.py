"""版: sentences of an original in its digest, when the originals are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from scripts.check.context import Context
from scripts.check.page import quote
from scripts.check.registry import Place, rule
from scripts.core.han import fold

RUN = 24
"""Folded characters in a row from which on they are no longer names and figures: the longest names of campaigns and
bodies have some twenty. Headlines, which a digest keeps as its reference, are not compared."""
TITLE = re.compile(r"《[^《》]*》")
"""Titles of plans and regulations cannot be told in other words."""
BASE = np.uint64(6364136223846793005)
"""Of the polynomial by which a sequence becomes a number of 64 bits; odd, and large enough that none fall together."""
Numbers = NDArray[np.uint64]


@rule("版05")
def digest_that_copies(context: Context) -> Iterator[Place]:
    if not context.originals:
        return
    known = sequences_of_all(context.originals)
    for article in context.archive.articles if len(known) else ():
        for line, text in context.lines(article) if article.text == "digest" else ():
            for copied in (copied for part in TITLE.split(text) for copied in runs(fold(part), known)):
                yield Place(article.path, line, f"有{len(copied)}字与原文相同：{quote(copied)}")


def sequences_of_all(texts: Mapping[str, str]) -> Numbers:
    """Every sequence of the originals as a number, each once, sorted."""
    found = [sequences(fold(text)) for text in texts.values()]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.uint64)


def sequences(folded: str) -> Numbers:
    """The number of the sequence that begins at each character."""
    codes = np.frombuffer(folded.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    numbers = np.zeros(max(0, len(codes) - RUN + 1), dtype=np.uint64)
    for start in range(RUN):
        numbers = numbers * BASE + codes[start : start + len(numbers)]
    return numbers


def runs(folded: str, known: Numbers) -> Iterator[str]:
    """The longest parts of a text that stand in an original as well."""
    own = sequences(folded)
    places = np.minimum(np.searchsorted(known, own), len(known) - 1)
    begins = np.flatnonzero(known[places] == own)
    for group in np.split(begins, np.flatnonzero(np.diff(begins) > 1) + 1):
        if len(group):
            yield folded[group[0] : group[-1] + RUN]
