"""The text of a page record, the same for every room that reads one."""

from __future__ import annotations

from scripts.core.decode import Undecodable, decode
from scripts.core.errors import InputProblem, reason
from scripts.core.settings import MAX_SOURCE_BYTES


def refuse_large(size: int, path: str) -> None:
    """Raises InputProblem for a file of more bytes than any record has; asked before they are read."""
    if size > MAX_SOURCE_BYTES:
        raise InputProblem(path, None, "页面记录太大了", "请确认是不是放错了文件")


def unreadable(path: str, error: Exception) -> InputProblem:
    """What to say of a record that the system does not give."""
    return InputProblem(path, None, f"页面记录读不出来（{reason(error)}）", "请检查这个文件")


def record_text(data: bytes, path: str) -> str:
    """The text of a record in any encoding in which a page may be, lines ended by `\\n`. Raises InputProblem."""
    try:
        return decode(data).text.replace("\r\n", "\n").replace("\r", "\n")
    except Undecodable as fault:
        raise InputProblem(path, None, f"页面记录：{fault.message}", fault.mend) from None
