"""Finding the raw pages under the paths that were named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.core.pages import is_page, passed_over


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
        folders[:] = sorted(name for name in folders if not passed_over(name))
        for name in sorted(names):
            if is_page(name):
                yield Path(place, name)
