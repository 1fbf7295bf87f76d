"""Texts that installed packages ship. They are looked up, not imported: the packages would load what is theirs."""

from __future__ import annotations

import sys
from pathlib import Path


def shipped(package: str, *path: str) -> str:
    """The text of a file of an installed package. Raises ModuleNotFoundError where the package is not installed."""
    places = (Path(folder, package, *path) for folder in sys.path)
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise ModuleNotFoundError(f"{package} is not installed: pip install -r requirements.txt")
    return found.read_text(encoding="utf-8")
