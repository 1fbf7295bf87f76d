"""One writer at a time on a tree of files."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.core.errors import InputProblem

PATIENCE = 60.0
"""Seconds to wait for another run; cleaning a usual page takes far less than one."""
PAUSE = 0.05
"""Seconds between two tries: short enough not to be felt."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds a folder for one writer; the system frees it when the process ends, however it ends.

    The folder itself is locked, so that no lock file is left lying about. Raises InputProblem after `patience`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        wait(handle, folder, patience)
        yield
    finally:
        os.close(handle)


def wait(handle: int, folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                message = f"另一个程序正在写这个文件夹，等了{patience:g}秒仍未结束"
                raise InputProblem(folder.as_posix(), None, message, "请等它结束后再运行") from None
        time.sleep(PAUSE)
