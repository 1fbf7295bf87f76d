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
from scripts.search.texts import compact

MOST_NAMES = 2000
"""Names that typing is completed to; some 25 KB, fetched once when somebody types letters."""
LONGEST_WORD = 4
LONGEST_NAME = 24
"""Characters of an initiative beyond which nobody types its initials."""
OFFICE = re.compile(
    r"(?:[厅局所院市县区镇乡队]长|书记|政委|教导员|指导员|检察长|主任)([\u4e00-\u9fff]{2,4})"
)
"""An office and what follows it; names of people who hold none are not listed."""
AFTER_NAME = set("说在和带介告表率与等为到来对向是的也就先讲走正将把被及")
"""What follows a name more often than it ends one."""
Name = tuple[str, str, str, int]


def names(documents: Sequence[Document]) -> list[Name]:
    """(name, syllables, kind, number of articles), the commonest first: what letters are completed to."""
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
    rest = lazy_pinyin(fold(name[bool(surname) :]), errors=lambda other: other.split())
    return tuple(s for s in (surname, *rest) if s and s.isascii() and s.isalnum())


def names_file(documents: Sequence[Document], homophones: Mapping[str, Sequence[str]]) -> bytes:
    """The characters of every syllable in use, by which letters are taken apart, and the names."""
    read = [f"{syllable} {''.join(chars)}" for syllable, chars in homophones.items()]
    data = compact({"syllables": read, "names": names(documents)}).encode()
    return container.wrap(container.NAMES, container.deflate(data))
