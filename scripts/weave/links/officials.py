"""People in office whom a report names, for linking reports; nothing here becomes an index of persons.

A person counts only where an office stands before the name: 公安局局长李某某. Full names of three characters are then
known in other reports of the same city too, where the office is left out, as below photographs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import ahocorasick

from scripts.core.credits import is_name
from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows

AFTER_NAME = "说在的和介表到率带来为是与及对要向将曾也又从告称指任参赴深前陪作主出讲谈等一就还都"
"""Characters with which the sentence goes on after a name of two characters: 局长熊锋说."""
FULL = 3
"""Characters of a name that may be recognised by itself; names of two characters are too often words."""

ANONYMOUS = "某"
"""Stands in names that a report withholds: 李某, 李某某."""


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """An office, perhaps marks between, and the characters that may be a name. Raises InputProblem."""
    offices = "|".join(row["office"] for _, row in rows(DATA / "offices.tsv"))
    return re.compile(rf"(?:{offices})[ \u3000]?([\u3400-\u9fff]{{2,3}})")


def in_office(text: str) -> tuple[str, ...]:
    """Names that stand behind an office, in order.

    >>> in_office("公安局局长郑望舒到村里。所长熊锋说，庭长一职由谁担任？")
    ('郑望舒', '熊锋')
    """
    return tuple(dict.fromkeys(filter(None, map(name, pattern().findall(text)))))


def name(letters: str) -> str:
    """The name with which some letters begin; empty for none."""
    short = letters[:2]
    if ANONYMOUS in letters:
        return ""
    if letters[FULL - 1 :] and letters[FULL - 1] not in AFTER_NAME and is_name(letters):
        return letters
    return short if is_name(short) else ""


class Officials:
    """Everybody whom the archive knows in office."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.full = ahocorasick.Automaton()
        for text in texts:
            for known in in_office(text):
                if len(known) == FULL:
                    self.full.add_word(known, known)
        if self.full:
            self.full.make_automaton()

    def named(self, text: str) -> tuple[str, ...]:
        """People in office whom a text names, with their office or, by their full names, without it."""
        mentioned = (known for _, known in self.full.iter(text)) if self.full else ()
        return tuple(dict.fromkeys((*in_office(text), *mentioned)))
