"""Taking a new page in: the raw file and its record, under a name of their own, never over what stands there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.core import files
from scripts.core.errors import InputProblem
from scripts.core.lock import locked
from scripts.core.pages import SUFFIXES
from scripts.core.records import parse_record
from scripts.core.types import Problem
from scripts.core.vocab import publications
from scripts.store.frontmatter_yaml import to_yaml
from scripts.store.sources import raw_files

NAME_LONGEST = 48
"""Letters of a file name that is made from words: some fifteen syllables of pinyin, short in any listing."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A page that is to be taken in."""

    content: bytes
    suffix: str
    name: str
    """Wanted name of the file, without suffix; may be anything."""
    fields: Mapping[str, str | None]
    """Fields of the page record."""


def refusal(key: str, value: str) -> Problem | None:
    """Why a page record does not take a value for one of its fields; None where it does."""
    _, problems = parse_record(to_yaml({key: value}), key)
    return problems[0] if problems else None


def take_in(intake: Intake, sources: Path) -> Path:
    """Write raw file and record; return the path of the raw file. Raises InputProblem, OSError."""
    if intake.suffix not in SUFFIXES:
        raise InputProblem(intake.name, None, f"不收“{intake.suffix or '没有后缀'}”的文件", "请存成 .txt 或 .html 再试")
    if not intake.content.strip():
        raise InputProblem(intake.name or "标准输入", None, "没有内容", "请检查文件是不是选错了")
    with locked(sources):
        refuse_twin(intake, sources)
        folder = sources / publications().code(intake.fields.get("publication")) / year_of(intake.fields.get("date"))
        files.sweep(folder)
        path = free(folder, slug(intake.name or intake.fields.get("date") or "page"), intake.suffix)
        write_both(path, intake)
    return path


def write_both(path: Path, intake: Intake) -> None:
    """Write record and raw file, or neither. Raises OSError.

    The record comes first: a page that stood alone would be a twin at the next try, and all that was told of it lost.
    """
    record = path.with_suffix(".yml")
    files.write(record, to_yaml({key: value for key, value in intake.fields.items() if value}))
    try:
        files.write(path, intake.content)
    except BaseException:
        files.forget(record)
        raise


def refuse_twin(intake: Intake, sources: Path) -> None:
    """Raises InputProblem for a page that is in the archive already, byte for byte."""
    digest = hashlib.sha256(intake.content).hexdigest()
    twin = next((raw.path for raw in raw_files(sources) if raw.sha256 == digest), None)
    if twin:
        raise InputProblem(
            intake.name or "标准输入", None, f"这一页已经收过，就是 {twin}", "要补充它的出处，请改它旁边的 .yml"
        )


def year_of(date: str | None) -> str:
    return date[:4] if date and date[:4].isdigit() else "undated"


def slug(name: str) -> str:
    """An ASCII file name: letters, digits and hyphens.

    >>> slug("反诈 宣传/../2022")
    'fanzha-xuanchuan-2022'
    """
    words = re.sub(r"[^0-9a-z]+", "-", "-".join(pinyin_words(name)).lower())
    return words.strip("-")[:NAME_LONGEST].strip("-") or "page"


def pinyin_words(name: str) -> list[str]:
    # takes its time to load, and most runs need it not
    from pypinyin import lazy_pinyin

    return ["".join(lazy_pinyin(word)) for word in re.split(r"[\s/._-]+", name) if word]


def free(folder: Path, name: str, suffix: str) -> Path:
    """A path that no raw page and no record has."""
    number = 1
    while True:
        stem = name if number == 1 else f"{name}-{number}"
        if not any((folder / f"{stem}{end}").exists() for end in (*SUFFIXES, ".yml")):
            return files.inside(folder, f"{stem}{suffix}")
        number += 1
