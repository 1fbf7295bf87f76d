"""Writing to disk: all or nothing, and never outside the folder that was meant."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

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


def write_all(folder: Path, contents: Mapping[str, str | bytes]) -> dict[str, bool]:
    """`write` for many files below a folder; whether each changed, by its path inside.

    Raises OSError, and ValueError for a path that leads out of the folder.
    """
    homes: dict[str, Path] = {}
    changed: dict[str, bool] = {}
    for name, content in contents.items():
        home, _, last = name.rpartition("/")
        if home not in homes:
            # a folder is followed to its end once, not for each of its files
            homes[home] = inside(folder, home)
        path = homes[home] / last
        changed[name] = write(inside(folder, name) if last == ".." or path.is_symlink() else path, content)
    return changed


def tree(folder: Path) -> list[str]:
    """Paths of all files below a folder, `a/b.md`, sorted; what a link to a folder leads to is not below it."""
    found: list[str] = []
    for place, _, names in os.walk(folder):
        inner = Path(place).relative_to(folder).as_posix()
        found += names if inner == "." else [f"{inner}/{name}" for name in names]
    return sorted(found)


def remove_others(folder: Path, kept: Container[str], below: tuple[str, ...] = ()) -> list[str]:
    """Remove files below a folder that are not to be kept, and folders that are empty then; their paths in order.

    What stands below `below`, `a/`, belongs to others. Raises OSError.
    """
    others = [name for name in tree(folder) if name not in kept and not name.startswith(below)]
    for name in others:
        (folder / name).unlink()
        for inner in PurePosixPath(name).parents:
            if inner.parts and not any((folder / inner).iterdir()):
                (folder / inner).rmdir()
    return others


def forget(part: Path) -> None:
    """Remove a part; where even that is forbidden nothing was written."""
    with suppress(OSError):
        part.unlink()


def sweep(folder: Path) -> None:
    """Remove what killed runs left half-written in a folder and its folders; parts of living processes stay."""
    for name in tree(folder):
        found = PART.fullmatch(name.rpartition("/")[2])
        if found and not alive(int(found[1])):
            forget(folder / name)


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
    root = followed(folder)
    path = followed(root / name)
    if leads_out(path, root):
        raise ValueError(f"{name} lies outside {folder}")
    return path


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link, or below one, that leaves the folder: strangers may send links, too."""
    real = followed(path)
    # behind a circle nothing is followed any more (`circle/../link`): what is not at its end leads anywhere
    return not real.is_relative_to(followed(folder)) or followed(real) != real


def followed(path: Path) -> Path:
    """A path with its links followed. One in a circle leads to itself; `resolve` raises RuntimeError for it."""
    return Path(os.path.realpath(path))


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents of files and the files of folders; what cannot be read counts as empty."""
    whole = hashlib.sha256()
    for path in paths:
        for part in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
            if part.suffix != ".pyc":
                whole.update(os.fsencode(part.relative_to(path.parent)) + b"\0" + content_of(part))
    return whole.hexdigest()


def content_of(path: Path) -> bytes:
    """SHA-256 of the bytes of one file."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").digest()
    except OSError:
        return bytes(32)
