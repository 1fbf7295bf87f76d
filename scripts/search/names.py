"""Names that typing is completed to, with their pinyin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pypinyin import lazy_pinyin

from scripts.core.credits import is_name
from scripts.core.han import is_han
from scripts.core.settings import DATA
from scripts.core.vocab import frequencies, gazetteer, topics
from scripts.core.vocab.tables import rows
from scripts.search import container
from scripts.search.documents import Document, clean
from scripts.search.fold import fold

MOST_NAMES = 3000
"""Names that letters are completed to; some 20 KB, fetched once when somebody types letters."""
LONGEST_WORD = 4
LONGEST_NAME = 24
"""Characters of an initiative beyond which nobody types its initials."""
OFFICE = re.compile(r"(?:[厅局所院市县区镇乡队]长|书记|政委|教导员|指导员|检察长|主任)([\u4e00-\u9fff]{2,4})")
"""An office and what follows it; names of people who hold none are not listed."""
AFTER_NAME = set("说在和带介告表率与等为到来对向是的也就先讲走正将把被及")
"""What follows a name more often than it ends one."""
Name = tuple[str, str, str, int]


def names(documents: Sequence[Document]) -> list[Name]:
    """(name, syllables, kind, number of articles), the commonest first."""
    found: dict[str, tuple[str, int]] = {}
    for kind, counted in counts(documents):
        for name, count in sorted(counted.items()):
            if name and name not in found and len(name) <= LONGEST_NAME and is_han(name[0]):
                found[name] = (kind, count)
    ordered = sorted(found.items(), key=lambda item: (-item[1][1], item[0]))[:MOST_NAMES]
    return [(name, " ".join(syllables(name, kind)), kind, count) for name, (kind, count) in ordered]


def counts(documents: Sequence[Document]) -> Iterator[tuple[str, Counter[str]]]:
    """Names of each kind with the number of articles; a name keeps the first kind that has it."""
    held = [d.article for d in documents]
    yield "city", Counter(n for a in held for place in a.city for n in place_names(clean(place)))
    yield "district", Counter(n for a in held for place in a.district for n in place_names(clean(place)))
    yield "topic", Counter(n for a in held for topic in a.topic for n in topic_names(clean(topic)))
    yield "initiative", Counter(clean(n) for a in held for n in a.initiative)
    yield "person", Counter(clean(n) for a in held for n in dict.fromkeys(a.byline + a.photographer))
    yield "person", Counter(n for d in documents for n in dict.fromkeys(office_holders(d.text)))
    yield "word", Counter(w for d in documents for w in dict.fromkeys(words(fold(d.title))))


def place_names(name: str) -> tuple[str, ...]:
    """A place by its full name and by those short ones that it shares with no other."""
    place = gazetteer().city(name) or gazetteer().district(name)
    short = [s for s in place.short if s not in gazetteer().uses] if place else []
    return tuple(dict.fromkeys((name, *short)))


def topic_names(name: str) -> tuple[str, ...]:
    term = topics().by_name.get(name)
    return (name, *(term.aliases if term else ()))


def office_holders(text: str) -> Iterator[str]:
    """Names behind an office.

    >>> list(office_holders("所长熊锋说，局长肖铁军到场，区长办公会"))
    ['熊锋', '肖铁军']
    """
    for after in OFFICE.findall(text):
        size = 2 if len(after) < 3 or after[2] in AFTER_NAME else 3
        if is_name(after[:size]) and after[:size] not in frequencies():
            yield after[:size]


def words(text: str) -> Iterator[str]:
    """Words of the dictionary, the longest from the left."""
    known, at = frequencies(), 0
    while at < len(text):
        size = next((n for n in range(LONGEST_WORD, 1, -1) if text[at : at + n] in known), 1)
        if size > 1:
            yield text[at : at + size]
        at += size


@lru_cache(maxsize=1)
def surnames() -> dict[str, str]:
    return {row["surname"]: row["reading"] for _, row in rows(DATA / "surname_readings.tsv")}


@lru_cache(maxsize=4096)
def syllables(name: str, kind: str = "word") -> tuple[str, ...]:
    """Toneless pinyin of each Han character; letters and digits as they are."""
    surname = surnames().get(name[:1]) if kind == "person" else None
    rest = " ".join(lazy_pinyin(fold(name[bool(surname) :]), errors=lambda other: f" {other} ")).split()
    return tuple(s for s in (surname, *rest) if s and s.isascii() and s.isalnum())


def names_file(found: Sequence[Name], homophones: Mapping[str, Sequence[str]]) -> bytes:
    """The characters of every syllable in use, those of whom it is a second reading behind a stroke; and the names.

    Columns of names: name, first letter of the kind, number of articles, syllables where the characters do not tell.
    """
    usual = {char: reading for reading, chars in homophones.items() for char in chars if usual_reading(char) == reading}
    read = [f"{syllable} {split_usual(chars, syllable, usual)}" for syllable, chars in homophones.items()]
    rows = [
        (name, kind[0], count, "" if told(name, usual) == reading else reading) for name, reading, kind, count in found
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    data = {"syllables": read, "names": "\n".join(columns[0]), "kinds": "".join(columns[1]), "counts": columns[2]}
    odd = {n: reading for n, reading in enumerate(columns[3]) if reading}
    return container.wrap(container.NAMES, container.deflate(container.compact({**data, "odd": odd}).encode()))


def usual_reading(char: str) -> str:
    return lazy_pinyin(char)[0]


def split_usual(chars: Sequence[str], syllable: str, usual: Mapping[str, str]) -> str:
    """Characters that are usually read so, and behind a stroke the others; the order of each is kept."""
    others = [char for char in chars if usual.get(char) != syllable]
    return "".join(char for char in chars if char not in others) + ("|" + "".join(others) if others else "")


def told(name: str, usual: Mapping[str, str]) -> str | None:
    """Syllables of a name as its characters are usually read; none where one of them has no reading."""
    parts = [usual.get(char, char if char.isascii() and char.isalnum() else "") for char in fold(name)]
    return " ".join(parts) if all(parts) else None
