"""ASCII addresses for Chinese names: readable, unique, and the same tomorrow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256

from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows

LONGEST = 60
"""Characters of a slug before it is cut; longer addresses break in mails and citations."""
OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def syllables(name: str) -> tuple[str, ...]:
    """Pinyin of the Han characters and the ASCII words of a name.

    >>> syllables("“义警”2.0")
    ('yi', 'jing', '2', '0')
    """
    # takes its time to load, and most runs need it not
    from pypinyin import lazy_pinyin

    parts = lazy_pinyin(unicodedata.normalize("NFKC", name), errors=lambda other: f" {other} ")
    ascii_only = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode()
    return tuple(OTHER.sub(" ", ascii_only.lower()).split())


def hyphened(name: str) -> str:
    """Syllables joined by `-`; a name without letters gives its fingerprint, one too long is cut and marked by it."""
    slug = "-".join(syllables(name))
    if len(slug) > LONGEST:
        return f"{slug[:LONGEST].rpartition('-')[0]}-{fingerprint(name)}"
    return slug or fingerprint(name)


def person(name: str) -> str:
    """Syllables of a person's name without a break, the surname as surnames are read.

    >>> person("罗天才"), person("曾旭")
    ('luotiancai', 'zengxu')
    """
    surname = next((s for s in surname_readings() if name.startswith(s)), "")
    given = "".join(syllables(name.removeprefix(surname)))
    return surname_readings().get(surname, "") + given or fingerprint(name)


@lru_cache(maxsize=1)
def surname_readings() -> dict[str, str]:
    """Surnames whose reading differs from that of the common word, the longest first. Raises InputProblem."""
    found = {row["surname"]: row["reading"] for _, row in rows(DATA / "surname_readings.tsv")}
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def fingerprint(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:6]


def unique(names: Iterable[str], slug: Callable[[str], str]) -> dict[str, str]:
    """A slug for each name. The first name keeps the bare slug, later ones that share it add their fingerprint.

    Give the names in the order in which the archive came to know them, so that a new name never moves an old one.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        bare = slug(name)
        found[name] = bare if bare not in taken else f"{bare}-{fingerprint(name)}"
        taken.add(found[name])
    return found


def identifier(name: str) -> str:
    """The id of an article as it is; letters that an address cannot hold become `-`."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or fingerprint(name)
