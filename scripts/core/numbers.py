"""Numbers as texts print them, compared by what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d+(?:[,，]\d{3})*(?:\.\d+)?(?![A-Za-z0-9])")
WIDE = re.compile(r"[０-９．]")
NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
MYRIAD = 10_000
"""A page may print 6.9万 where an editor writes 69000, and the other way round."""


def numbers(text: str) -> list[str]:
    """Numbers as printed, without separators of thousands, in order."""
    narrow = text.translate(NARROW) if WIDE.search(text) else text
    return [re.sub("[,，]", "", found) for found in NUMBER.findall(narrow)]


def values(text: str) -> frozenset[float]:
    """Every value that the numbers of a text can mean."""
    found = [float(number) for number in numbers(text)]
    return frozenset(round(value * factor, 6) for value in found for factor in (1, MYRIAD, 1 / MYRIAD))


@dataclass(frozen=True, slots=True)
class Held:
    """The numbers of a text."""

    values: frozenset[float]
    digits: str
    """All its digits in a row: a number that a column has torn stands in here."""

    def lacks(self, number: str) -> bool:
        """Whether nothing in the text can mean a number."""
        return float(number) not in self.values and number.replace(".", "") not in self.digits


def held(text: str) -> Held:
    """What a text holds.

    >>> held("受理6.9万起，其中1,200起当场办结").lacks("69000"), held("受理37起").lacks("73")
    (False, True)
    """
    return Held(values(text), re.sub(r"\D", "", text.translate(NARROW)))
