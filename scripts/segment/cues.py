"""The table of cues by which the order of a page is found, and the sum that is made of them.

Each cue has a number, a weight and a reason in `data/cues.tsv`; other modules measure them. Weights are natural
log-odds for one unit of the cue, so that a score is the sum over the cues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.segment.language import Matrix


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table."""

    code: str
    weight: float
    name: str
    """In Chinese, for editors and readers."""
    reason: str
    fitted: bool
    """Whether its weight is fitted, or set by hand because composed pages do not show the cue as real ones do."""


@lru_cache(maxsize=1)
def cues() -> dict[str, Cue]:
    """The table by code. Raises InputProblem when it is broken."""
    found = (
        Cue(row["code"], float(row["weight"]), row["name"], row["reason"], row["set"] == "fit")
        for _, row in rows(DATA / "cues.tsv")
    )
    return {cue.code: cue for cue in found}


def cue_names() -> dict[str, str]:
    """What each cue is called, by code."""
    return {code: cue.name for code, cue in cues().items()}


def weigh(measured: Mapping[str, Matrix]) -> Matrix:
    """The sum of all cues times their weights."""
    table = cues()
    return np.asarray(sum(table[code].weight * values for code, values in measured.items()))
