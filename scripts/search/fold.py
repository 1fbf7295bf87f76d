"""One spelling for searching: NFKC, lower case, simplified characters. The reader (query.js) does exactly the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows


class Folding(dict[int, str]):
    """What each character is searched as, worked out when it first occurs; for `str.translate`."""

    def __init__(self, simple: dict[str, str]) -> None:
        self.simple = simple

    def __missing__(self, code: int) -> str:
        lowered = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = found = "".join(self.simple.get(char, char) for char in lowered)
        return found


@lru_cache(maxsize=1)
def simple_forms() -> dict[str, str]:
    """The table `data/fold.tsv`. Raises InputProblem."""
    return {row["from"]: row["to"] for _, row in rows(DATA / "fold.tsv")}


@lru_cache(maxsize=1)
def folding() -> Folding:
    return Folding(simple_forms())


def fold(text: str) -> str:
    """Text as it is searched, character by character.

    >>> fold("ＡＲ智慧、調解")
    'ar智慧、调解'
    """
    return text.translate(folding())
