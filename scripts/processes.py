"""Work on many things at once: results in the order of the input, whatever the number of processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from scripts.core.errors import InputProblem

WORTH_A_PROCESS = 4
"""Starting a process and loading its tables takes about as long as working on so many pages."""
held: list[Callable[[int], Any]] = []
"""What copies of this process are to do."""
Job = TypeVar("Job")
Result = TypeVar("Result")


def in_order(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Generator[Result, None, None]:
    """`map`, spread over processes where that is worth it. Raises InputProblem when the system kills one of them.

    Closing the iterator ends the processes after what they have in hand.
    """
    if processes <= 1 or len(jobs) < WORTH_A_PROCESS:
        yield from map(work, jobs)
        return
    yield from pooled(work, jobs, processes)


def on_copies(work: Callable[[int], Result], count: int, processes: int) -> Generator[Result, None, None]:
    """`map(work, range(count))` on copies of this process, which hold what it holds: nothing has to be sent to them.

    Only Linux copies a process without harm; elsewhere all is done here. Raises InputProblem as `in_order` does.
    """
    if processes <= 1 or count < 2 or sys.platform != "linux":
        yield from map(work, range(count))
        return
    held.append(work)
    try:
        yield from pooled(call, range(count), processes, get_context("fork"))
    finally:
        held.pop()


def call(number: int) -> Any:
    return held[-1](number)


def pooled(
    work: Callable[[Job], Result], jobs: Sequence[Job], processes: int, context: BaseContext | None = None
) -> Generator[Result, None, None]:
    """Results of a pool in order. Raises InputProblem when the system kills one of its processes."""
    pool = ProcessPoolExecutor(min(processes, len(jobs)), context, initializer=die_with_parent)
    try:
        yield from pool.map(work, jobs)
    except BrokenProcessPool:
        message = "有一个进程被系统中止，多半是内存不够"
        raise InputProblem(f"--jobs {processes}", None, message, "请改用 --jobs 1 再运行") from None
    finally:
        pool.shutdown(cancel_futures=True)


def die_with_parent() -> None:
    """Lets a worker end in silence at Ctrl-C, and when the first process is killed: it would else keep its lock."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=follow, args=(parent.sentinel,), daemon=True).start()


def follow(sentinel: int) -> None:
    """Waits for the end of the first process, then ends this one."""
    wait([sentinel])
    os._exit(1)
