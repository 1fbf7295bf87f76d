"""Raw pages and their records on disk, as far as the archive needs them; reading pages is the work of `read`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scripts.core import files
from scripts.core.errors import InputProblem
from scripts.core.pages import RECORDS, is_page, passed_over
from scripts.core.record_text import record_text, refuse_large, unreadable
from scripts.core.records import parse_record
from scripts.core.settings import MAX_SOURCE_BYTES, ROOT
from scripts.core.types import PageRecord, Problem


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw page on disk, not decoded."""

    path: str
    """As articles name it: relative to the folder that holds the folder of sources, with `/`."""
    sha256: str
    """Empty for a file too large to be a page."""
    record: str | None
    """Path of its record, if there is one."""


def shown(path: Path) -> str:
    """A path as messages and articles name it: relative to the repository where it lies inside, with `/`."""
    resolved = files.followed(path)
    return resolved.relative_to(ROOT).as_posix() if resolved.is_relative_to(ROOT) else path.as_posix()


def record_path(page: str) -> str:
    """Path of the record beside a raw page."""
    return PurePosixPath(page).with_suffix(".yml").as_posix()


def raw_files(sources: Path) -> tuple[RawFile, ...]:
    """All raw pages below a folder, sorted by path."""
    return tuple(raw_file(sources / name, sources) for name in listed(sources) if is_page(name))


def listed(sources: Path) -> list[str]:
    """Files that stand below a folder to be read, as paths inside it, sorted."""
    return [name for name in files.tree(sources) if not passed_over(name) and (sources / name).is_file()]


def raw_file(path: Path, sources: Path) -> RawFile:
    record = path.with_suffix(".yml")
    return RawFile(named(path, sources), digest(path), named(record, sources) if record.is_file() else None)


def stray_records(sources: Path) -> tuple[str, ...]:
    """Records that stand beside no raw page, sorted."""
    names = listed(sources)
    records = {record_path(name) for name in names if is_page(name)}
    return tuple(named(sources / name, sources) for name in names if name.endswith(".yml") and name not in records)


def strange_files(sources: Path) -> tuple[str, ...]:
    """Files that are neither raw pages nor records, so that nobody reads them; sorted, hidden ones apart."""
    strange = (name for name in listed(sources) if not is_page(name) and not name.lower().endswith(RECORDS))
    return tuple(named(sources / name, sources) for name in strange)


def named(path: Path, sources: Path) -> str:
    return path.relative_to(sources.parent).as_posix()


def digest(path: Path) -> str:
    return "" if path.stat().st_size > MAX_SOURCE_BYTES else hashlib.sha256(path.read_bytes()).hexdigest()


def load_records(pages: Iterable[str], sources: Path) -> tuple[dict[str, PageRecord], tuple[Problem, ...]]:
    """Records of raw pages that have one, by path of the page, and what is wrong with them.

    Pages outside the folder of sources have none: a path in an article opens no other file.
    """
    records: dict[str, PageRecord] = {}
    problems: list[Problem] = []
    for page in sorted(set(pages)):
        path = locate(record_path(page), sources)
        if path is None:
            continue
        try:
            text = text_of(path, record_path(page))
        except InputProblem as fault:
            problems.append(fault.problem)
            continue
        records[page], found = parse_record(text, record_path(page))
        problems.extend(found)
    return records, tuple(problems)


def text_of(path: Path, shown: str) -> str:
    """The text of a record. Raises InputProblem."""
    try:
        refuse_large(path.stat().st_size, shown)
        return record_text(path.read_bytes(), shown)
    except OSError as error:
        raise unreadable(shown, error) from None


def locate(name: str, sources: Path) -> Path | None:
    """The file of that name inside the folder of sources, if it is there."""
    root = files.followed(sources)
    for base in (root.parent, Path.cwd()):
        try:
            path = files.inside(root, str(base / name))
            if path.is_file():
                return path
        except (ValueError, OSError):
            continue
    return None
