"""The built site on disk, for whoever checks it; nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.core import files

TEXTS = (".html", ".css")


@dataclass(frozen=True, eq=False)
class Built:
    """The files of a built site, by their paths inside it."""

    root: Path
    files: frozenset[str]

    @property
    def pages(self) -> tuple[str, ...]:
        """Files in which addresses stand, in order."""
        return tuple(sorted(name for name in self.files if name.endswith(TEXTS)))

    def text(self, name: str) -> str:
        """Text of one file. Raises OSError."""
        return (self.root / name).read_text(encoding="utf-8", errors="replace")


def open_built(root: Path) -> Built:
    """The site below a folder."""
    return Built(root, frozenset(files.tree(root)))
