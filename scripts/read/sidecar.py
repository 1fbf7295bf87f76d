"""The page record beside a raw page, found and decoded; what it says is read by `core.records`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from scripts.core.errors import InputProblem, reason
from scripts.core.records import parse_record
from scripts.core.settings import MAX_SOURCE_BYTES
from scripts.core.types import PageRecord, Problem
from scripts.read.decode import Undecodable, decode
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
        return PageRecord(), (Problem(shown, None, f"页面记录读不出来（{reason(error)}）", "请检查这个文件"),)


def text_of(path: Path, shown: str) -> str:
    """The text of a record. Raises InputProblem or OSError."""
    if not path.is_file():
        raise InputProblem(shown, None, "页面记录不是普通文件", "请换成文本文件")
    if path.stat().st_size > MAX_SOURCE_BYTES:
        raise InputProblem(shown, None, "页面记录太大了", "请确认是不是放错了文件")
    try:
        return decode(path.read_bytes()).text.replace("\r\n", "\n").replace("\r", "\n")
    except Undecodable as fault:
        raise InputProblem(shown, None, f"页面记录：{fault.message}", fault.mend) from None


def misnamed(page: Path, name: str) -> tuple[Problem, ...]:
    """A word about a record whose name ends in `.yaml`, which would else be passed over in silence."""
    if not page.with_suffix(".yaml").exists():
        return ()
    shown = str(PurePosixPath(name).with_suffix(".yaml"))
    return (Problem(shown, None, f"页面记录的文件名要以 {ENDING} 结尾，这个没有读", "请改名"),)
