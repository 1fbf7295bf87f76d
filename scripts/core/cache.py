"""What was worked out before, kept outside the repository so that nobody can send it to us; may be deleted any time.

The folder is that of the user's caches; `PINGAN_CACHE` names another one, or none when it is empty.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from platformdirs import user_cache_path

from scripts.core import files
from scripts.core.settings import DATA, ROOT

Table = TypeVar("Table")


def folder() -> Path | None:
    """Where results are kept, if they are."""
    named = os.environ.get("PINGAN_CACHE")
    if named is None:
        return user_cache_path("pingan-jiangxi")
    return Path(named) if named else None


def recall(name: str, key: str) -> Any:
    """The result kept under a name, or None when there is none, it was made from something else, or it is broken."""
    try:
        with opened(name) as kept:
            return pickle.load(kept) if pickle.load(kept) == key else None
    except Exception:
        # no file, one cut short, or one written by another version
        return None


def knows(name: str, key: str) -> bool:
    """Whether a result made from this is kept under a name. It is not read, and may still be broken."""
    try:
        with opened(name) as kept:
            return bool(pickle.load(kept) == key)
    except Exception:
        return False


def opened(name: str) -> BinaryIO:
    """The file of a name: what its result was made from, then the result. Raises FileNotFoundError."""
    place = file_of(name)
    if place is None:
        raise FileNotFoundError
    return place.open("rb")


def keep(name: str, key: str, result: Any) -> None:
    """Keeps a result; a full disk or a folder that cannot be written only means that the work is done again."""
    place = file_of(name)
    if place is None:
        return
    try:
        files.write(place, pickle.dumps(key, protocol=5) + pickle.dumps(result, protocol=5))
    except OSError:
        return


def file_of(name: str) -> Path | None:
    """One file a name, so that what was made anew takes the place of what was."""
    place = folder()
    return place / hashlib.sha256(os.fsencode(name)).hexdigest()[:32] if place else None


def table(make: Callable[[], Table]) -> Callable[[], Table]:
    """Decorates what makes a large table of nothing but the program, its data and the packages.

    The table is made once on a machine and read once by each process; only where reading is much the faster.
    """

    @lru_cache(maxsize=1)
    @wraps(make)
    def known() -> Table:
        name, key = f"{make.__module__}.{make.__qualname__}", program(make.__module__.split(".")[1])
        found: Table | None = recall(name, key)
        if found is None:
            found = make()
            keep(name, key, found)
        return found

    return known


@lru_cache
def program(room: str) -> str:
    """Fingerprint of what decides the tables of a room of `scripts/`."""
    return sys.version + files.fingerprint([DATA.parent / room, DATA.parent / "core", DATA, ROOT / "requirements.txt"])
