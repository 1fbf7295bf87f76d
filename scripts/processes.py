"""Work on many things at once: results in the order of the input, whatever the number of processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import Any, TypeVar

from scripts.core.errors import InputProblem

WORTH_A_PROCESS = 4
"""Starting a process and loading its tables takes about as long as working on so many pages."""
Job = TypeVar("Job")
Result = TypeVar("Result")


def in_order(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Generator[Result, None, None]:
    """`map`, spread over processes where that is worth it. Raises InputProblem when the system kills one of them.

    Closing the iterator ends the processes after what they have in hand.
    """
    if processes <= 1 or len(jobs) < WORTH_A_PROCESS:
        yield from map(work, jobs)
        return
    pool = ProcessPoolExecutor(min(processes, len(jobs)), initializer=die_with_parent)
    try:
        yield from ended_well(pool.map(work, jobs), processes)
    finally:
        pool.shutdown(cancel_futures=True)


def on_copies(work: Callable[[int], Result], count: int, processes: int) -> Generator[Result, None, None]:
    """`map(work, range(count))` on copies of this process, which hold what it holds: nothing has to be sent to them.

    Only Linux copies a process without harm; elsewhere all is done here. Raises InputProblem as `in_order` does.
    """
    if processes <= 1 or count < 2 or sys.platform != "linux":
        yield from map(work, range(count))
        return
    held.append(work)
    pool = ProcessPoolExecutor(min(processes, count), get_context("fork"), initializer=die_with_parent)
    try:
        yield from ended_well(pool.map(call, range(count)), processes)
    finally:
        held.pop()
        pool.shutdown(cancel_futures=True)


held: list[Callable[[int], Any]] = []
"""What the copies of this process are to do."""


def call(number: int) -> Any:
    return held[-1](number)


def ended_well(results: Iterator[Result], processes: int) -> Generator[Result, None, None]:
    """Results of a pool. Raises InputProblem when the system kills one of its processes."""
    try:
        yield from results
    except BrokenProcessPool:
        message = "有一个进程被系统中止，多半是内存不够"
        raise InputProblem(f"--jobs {processes}", None, message, "请改用 --jobs 1 再运行") from None


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
