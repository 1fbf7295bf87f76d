"""Writing to disk: all or nothing, and never outside the folder that was meant."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write(path: Path, data: str | bytes) -> bool:
    """Write a file atomically, UTF-8 with `\\n`; return whether its bytes changed.

    An unchanged file keeps its modification time, so that nothing later is done again. Raises OSError.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".part-{os.getpid()}-{threading.get_ident()}{path.suffix}")
    try:
        part.write_bytes(content)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True


def inside(folder: Path, name: str) -> Path:
    """The path of `name` inside `folder`. Raises ValueError when it would lie outside, links followed."""
    root = folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"{name} lies outside {folder}")
    return path
