"""Which articles a change concerns: those of the changed files, and those that stand in some relation to them.

Only these are read in full, so that a pull request to a large archive is checked in the time of a small one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from scripts.core.pages import RECORDS, SUFFIXES, is_page
from scripts.core.reprints import BASE, SHORTEST
from scripts.store.sources import record_path

SOURCE = re.compile(r"^source: \{file: ([^,{}\"']+),", re.MULTILINE)
"""The page of an article in the layout in which the machine writes it."""
IDENTITY = re.compile(r"^id: *['\"]?([^\s'\"]+)", re.MULTILINE)
SHINGLE = 8
"""Characters of a sequence; longer than where texts are compared, for here fewer hits by chance mean less work."""
SHARE = 0.15
"""Of the sequences of a changed text that another must hold to be read. Texts that are six tenths the same share far
more; a text that shares less is no reprint."""
FEWEST = SHORTEST - SHINGLE + 1
"""Sequences of the shortest text that can be a copy."""
TABLE_BITS = 22
"""Sequences are looked up by their last bits in a table of four million: a few thousand fill a thousandth of it."""
FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
"""Code points of the characters that sequences are made of."""


def concerned(texts: Mapping[str, str], changed: Collection[str]) -> tuple[str, ...]:
    """Paths of the articles to be read when these files have changed, sorted."""
    own = {path for path in texts if path in changed}
    pages = {page for path in changed for page in pages_of(path)}
    names = [PurePosixPath(path).name for path in sorted(changed) if path.endswith(".md") and path not in texts]
    ids = {found[1] for path in own for found in [IDENTITY.search(texts[path])] if found}
    related = (path for path, text in texts.items() if is_related(text, pages, names, ids))
    return tuple(sorted({*own, *related, *near(texts, sorted(own))}))


def pages_of(path: str) -> Iterator[str]:
    """The raw pages that a changed file may be, or be the record of."""
    bare = PurePosixPath(path)
    if bare.suffix in RECORDS:
        yield from (bare.with_suffix(spelt).as_posix() for suffix in SUFFIXES for spelt in (suffix, suffix.upper()))
    elif is_page(path):
        yield path


def concerned_pages(raws: Collection[str], changed: Collection[str]) -> tuple[str, ...]:
    """Raw pages that have changed themselves, or their record."""
    return tuple(page for page in raws if page in changed or record_path(page) in changed)


def is_related(text: str, pages: Collection[str], gone: Collection[str], ids: Collection[str]) -> bool:
    """Whether an article comes from one of the pages, links to a file that is gone, or has one of the ids."""
    if pages:
        source = SOURCE.search(text)
        if source[1] in pages if source else any(page in text for page in pages):
            return True
    if any(name in text for name in gone):
        return True
    found = IDENTITY.search(text)
    return bool(found and found[1] in ids)


def near(texts: Mapping[str, str], chosen: Collection[str]) -> Iterator[str]:
    """Texts that share so many sequences of characters with a chosen one that they may be copies of it."""
    marked = np.zeros(1 << TABLE_BITS, dtype=bool)
    for path in chosen:
        marked[sequences(texts[path])] = True
    sizes = [len(found) for found in (sequences(texts[path]) for path in chosen) if len(found) >= FEWEST]
    for path, text in texts.items() if sizes else ():
        found = marked[sequences(text)]
        if len(found) >= FEWEST and np.count_nonzero(found) >= SHARE * min(*sizes, len(found)):
            yield path


def sequences(text: str) -> NDArray[np.uint32]:
    """Each sequence of Han characters of a text as a number below the size of the table."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    han = codes[(codes >= FIRST_HAN) & (codes <= LAST_HAN)]
    numbers = np.zeros(max(0, len(han) - SHINGLE + 1), dtype=np.uint32)
    for start in range(SHINGLE):
        numbers = numbers * np.uint32(BASE) + han[start : start + len(numbers)]
    return numbers >> np.uint32(32 - TABLE_BITS)
