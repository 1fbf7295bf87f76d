"""Writing to disk: all or nothing, and never outside the folder that was meant."""

from __future__ import annotations

import os
import re
import threading
from contextlib import suppress
from pathlib import Path

PART = re.compile(r"\.part-(\d+)-\d+(?:\..*)?")
"""Name of a file that is being written, with the number of the process that writes it."""


def write(path: Path, data: str | bytes) -> bool:
    """Write a file atomically, UTF-8 with `\\n`; return whether its bytes changed.

    An unchanged file keeps its modification time, so that nothing later is done again. Raises OSError, which names
    the file that was meant.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    if path.is_file() and path.read_bytes() == content:
        return False
    part = path.with_name(f".part-{os.getpid()}-{threading.get_ident()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        forget(part)
        # a full disk names no file, and a forbidden folder only the part
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        forget(part)
        raise
    return True


def forget(part: Path) -> None:
    """Remove a part; where even that is forbidden nothing was written."""
    with suppress(OSError):
        part.unlink()


def sweep(folder: Path) -> None:
    """Remove what killed runs left half-written in a folder and its folders; parts of living processes stay."""
    for path in sorted(folder.rglob(".part-*")):
        found = PART.fullmatch(path.name)
        if found and path.is_file() and not alive(int(found[1])):
            forget(path)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process > 0


def inside(folder: Path, name: str) -> Path:
    """The path of `name` inside `folder`. Raises ValueError when it would lie outside, links followed."""
    root = folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"{name} lies outside {folder}")
    return path


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link, or below one, that leaves the folder: strangers may send links, too."""
    return not path.resolve().is_relative_to(folder.resolve())
