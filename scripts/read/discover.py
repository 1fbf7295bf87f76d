"""Finding the raw pages under the paths that were named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

ENDINGS = (".txt", ".html", ".htm")
"""What a raw page can be."""
UNFINISHED = (".", "~")
"""How the names of hidden files, of part files and of office locks begin."""


def discover(paths: Sequence[Path]) -> list[Path]:
    """Raw pages in folders, searched to the bottom, and files as named; sorted, each once.

    A file that is named itself is kept whatever it is, so that reading it can say what is wrong with it.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for page in pages_in(path) if path.is_dir() else [path]:
            found.setdefault(str(page.parent.resolve() / page.name), page)
    return [found[key] for key in sorted(found)]


def pages_in(folder: Path) -> Iterator[Path]:
    """Pages of a folder and its folders; links to folders are not followed, so that no circle can arise."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(UNFINISHED))
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith(UNFINISHED):
                yield Path(place, name)
