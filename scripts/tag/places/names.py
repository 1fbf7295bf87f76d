"""Where names of places stand in a text: one automaton over the whole gazetteer, built once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import ahocorasick

from scripts.core.vocab import Gazetteer, Place, gazetteer

Sort = Literal["full", "former", "short", "kin", "cue", "post", "generic", "trap"]
"""How a name is used: `kin` and `cue` are shorts that may not stand alone, `post` is a town's police post, `generic`
a zone named without its city (经开区)."""

POSTS = ("派出所", "司法所", "人民法庭")
"""Bodies that carry the name of their town without 镇 or 乡."""

GENERIC = {
    "经开区": "经开区",
    "经开公安": "经开区",
    "经开分局": "经开区",
    "经济技术开发区": "经开区",
    "高新区": "高新区",
    "高新公安": "高新区",
    "高新分局": "高新区",
    "高新技术产业开发区": "高新区",
    "高铁新区": "高铁新区",
}
"""Wordings for a zone of the city that the piece is about, and how the full names of such zones end."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a string of the automaton stands for."""

    sort: Sort
    places: tuple[Place, ...]
    """Candidates in order of code; none for traps and generic names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at characters start to end of a text."""

    start: int
    end: int
    text: str
    entry: Entry


def scan(text: str) -> list[Hit]:
    """All names of a text from left to right; of overlapping ones the leftmost, and of these the longest."""
    found = [(end - len(name) + 1, end + 1, name, entry) for end, (name, entry) in automaton().iter(text)]
    found.sort(key=lambda match: (match[0], -match[1]))
    hits: list[Hit] = []
    last = 0
    for start, end, name, entry in found:
        if start >= last:
            last = end
            hits.append(Hit(start, end, name, entry))
    return [hit for hit in hits if hit.entry.sort != "trap"]


@lru_cache(maxsize=1)
def automaton() -> Any:
    """The automaton of the gazetteer."""
    machine = ahocorasick.Automaton()
    for name, entry in entries(gazetteer()).items():
        machine.add_word(name, (name, entry))
    machine.make_automaton()
    return machine


def entries(book: Gazetteer) -> dict[str, Entry]:
    """Every string to look for; a stronger use of the same string replaces a weaker one."""
    found: dict[str, Entry] = {name: Entry("generic", ()) for name in GENERIC}
    found |= posts(book)
    found |= shorts(book)
    found |= indexed("former", book.index(lambda place: place.former))
    found |= indexed("full", book.by_name)
    return found | {trap: Entry("trap", ()) for trap in book.traps}


def indexed(sort: Sort, names: dict[str, tuple[Place, ...]]) -> dict[str, Entry]:
    return {name: Entry(sort, places) for name, places in names.items()}


def shorts(book: Gazetteer) -> dict[str, Entry]:
    index = book.index(lambda place: place.short)
    return {name: Entry(book.uses.get(name, "short"), places) for name, places in index.items()}


def posts(book: Gazetteer) -> dict[str, Entry]:
    """Police posts, judicial posts and small courts that bear the name of their town."""
    towns = book.index(lambda place: (stem(place.name),) if place.level == "town" else ())
    return {stem + post: Entry("post", places) for stem, places in towns.items() if len(stem) > 1 for post in POSTS}


def stem(town: str) -> str:
    return town.removesuffix("街道").removesuffix("管理处").rstrip("镇乡")
