"""The page record beside a raw page, found and decoded; what it says is read by `core.records`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from scripts.core.errors import InputProblem
from scripts.core.record_text import record_text, refuse_large, unreadable
from scripts.core.records import parse_record
from scripts.core.types import PageRecord, Problem
from scripts.read.load import outside

ENDING = ".yml"
Record = tuple[PageRecord, tuple[Problem, ...]]


def read_record(page: Path, name: str, last_line: int) -> Record:
    """The record of a page of `last_line` lines and what is wrong with it; an empty one where there is none."""
    path, shown = page.with_suffix(ENDING), str(PurePosixPath(name).with_suffix(ENDING))
    try:
        if not path.is_symlink() and not path.exists():
            return PageRecord(), misnamed(page, name)
        outside(path, shown)
        return parse_record(text_of(path, shown), shown, last_line)
    except InputProblem as fault:
        return PageRecord(), (fault.problem,)
    except (OSError, RuntimeError, ValueError) as error:
        return PageRecord(), (unreadable(shown, error).problem,)


def text_of(path: Path, shown: str) -> str:
    """The text of a record. Raises InputProblem or OSError."""
    if not path.is_file():
        raise InputProblem(shown, None, "页面记录不是普通文件", "请换成文本文件")
    refuse_large(path.stat().st_size, shown)
    return record_text(path.read_bytes(), shown)


def misnamed(page: Path, name: str) -> tuple[Problem, ...]:
    """A word about a record whose name ends in `.yaml`, which would else be passed over in silence."""
    if not page.with_suffix(".yaml").exists():
        return ()
    shown = str(PurePosixPath(name).with_suffix(".yaml"))
    return (Problem(shown, None, f"页面记录的文件名要以 {ENDING} 结尾，这个没有读", "请改名"),)
