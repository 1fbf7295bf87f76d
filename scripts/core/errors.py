"""Errors that carry a sentence for a person."""

from __future__ import annotations

import errno

from scripts.core.types import Problem


class InputProblem(Exception):
    """Input that cannot be used. Its message names file, line, fault and mend."""

    def __init__(self, path: str, line: int | None, message: str, mend: str) -> None:
        self.problem = Problem(path, line, message, mend)
        super().__init__(str(self.problem))

    def __reduce__(self) -> tuple[type[InputProblem], tuple[str, int | None, str, str]]:
        """How it comes over from another process, whole."""
        told = self.problem
        return InputProblem, (told.path, told.line, told.message, told.mend)


class UsageProblem(Exception):
    """A wrong command line; exit code 2."""


REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘满了",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EEXIST: "那里已有同名的文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "同时打开的文件太多",
}
"""What the commonest errors of the system mean."""


def reason(error: Exception) -> str:
    """Why the system refused, in Chinese where the table knows it."""
    number = error.errno if isinstance(error, OSError) else None
    text = error.strerror if isinstance(error, OSError) else None
    return REASONS.get(number or 0) or text or type(error).__name__
