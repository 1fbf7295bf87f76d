"""The command line as a process among others: interrupted, killed, piped into what has gone, in a poor terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import pipeline, processes
from scripts.core.errors import InputProblem
from scripts.store.archive import open_shelf
from scripts.store.articles import parse

from .conftest import MEDIATION, RECORD, Run, Tree

ROOT = Path(__file__).resolve().parents[2]
PAGES = 40
"""Enough to interrupt the work on them in the middle, also where this test has to wait for its turn."""
PATIENCE = 600.0
"""Seconds: a busy machine may take its time."""


def start(*argv: object, **options: object) -> subprocess.Popen[bytes]:
    """`python -m scripts …` in a process group of its own, as a shell would start it."""
    return subprocess.Popen(
        [sys.executable, "-m", "scripts", *map(str, argv)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=options.pop("stdout", subprocess.PIPE),  # type: ignore[call-overload]
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hear_interrupts,
        **options,
    )


def hear_interrupts() -> None:
    """A shell script starts what runs behind it deaf to Ctrl-C, these tests perhaps among it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def long(tmp_path: Path) -> Tree:
    """An archive of many pages."""
    tree = Tree(tmp_path)
    for number in range(PAGES):
        tree.page(f"gjwb/2023/ye-{number:02}.txt", MEDIATION.replace("86件", f"{number}6件") * 2, RECORD)
    return tree


def begun(tree: Tree) -> bool:
    """Whether an article stands on disk; one that is still being written has a name with a dot before it."""
    return any(not path.name.startswith(".") for path in tree.articles.rglob("*.md"))


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_no_half_written_file_and_the_next_run_goes_on(
    jobs: int, long: Tree, run: Run, tmp_path: Path
) -> None:
    process = start("clean", *long.options, "--jobs", jobs)
    wait_for(lambda: begun(long))
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert err.decode() == "已中断。没有写了一半的文件，可以随时重新运行\n"
    files = long.files()
    pages = {parse(text.decode(), path).source for path, text in files.items()}
    assert 0 < len(pages) < PAGES
    assert all(path.endswith(".md") for path in files), "a part of a file was left behind"
    if jobs == 1:
        assert run("clean", *long.options, "--jobs", "1").code == 0
        whole = Tree(tmp_path / "不曾中断")
        assert run("clean", "--sources", long.sources, "--out", whole.articles, "--jobs", "1").code == 0
        assert long.files() == whole.files()


def test_a_killed_run_leaves_no_lock_behind(long: Tree) -> None:
    process = start("clean", *long.options, "--jobs", "2")
    wait_for(lambda: begun(long))
    process.kill()
    process.communicate(timeout=PATIENCE)
    with open_shelf(long.articles, long.sources, patience=PATIENCE):
        pass


@pytest.fixture
def known(tree: Tree, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Tree:
    """A cleaned archive whose pages lie in the cache, so that a process has little to do before it speaks."""
    monkeypatch.setenv("PINGAN_CACHE", str(tree.root / "cache"))
    found: Tree = request.getfixturevalue("cleaned")
    return found


def test_a_reader_that_goes_away_is_no_fault(known: Tree) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("clean", *known.options, stdout=writing)
    os.close(writing)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")


def test_a_terminal_that_knows_no_chinese_stops_nothing(known: Tree) -> None:
    process = start("clean", *known.options, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert b"tiaojie.txt" in out


def test_a_worker_that_the_system_kills_is_one_sentence(long: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "die_with_parent", suicide)
    done = run("clean", *long.options, "--jobs", "2")
    assert done.code == 1
    assert done.sentences == ["--jobs 2：有一个进程被系统中止，多半是内存不够。请改用 --jobs 1 再运行"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes")
def test_copies_of_a_process_know_what_it_knows_and_answer_in_order() -> None:
    held = [f"第{n}份" for n in range(9)]
    answers = list(processes.on_copies(lambda number: (held[number], os.getpid()), len(held), 2))
    assert [text for text, _ in answers] == held
    assert os.getpid() not in {process for _, process in answers}
    assert not processes.held


def test_one_process_needs_no_copy() -> None:
    assert set(processes.on_copies(lambda number: os.getpid(), 3, 1)) == {os.getpid()}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes")
def test_a_copy_that_fails_or_is_killed_is_told_of() -> None:
    with pytest.raises(ZeroDivisionError):
        list(processes.on_copies(lambda number: 1 // number, 3, 2))
    with pytest.raises(InputProblem, match="多半是内存不够"):
        list(processes.on_copies(lambda number: suicide(), 3, 2))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes")
def test_what_is_wrong_with_a_file_comes_over_from_a_copy_as_it_is() -> None:
    with pytest.raises(InputProblem) as told:
        list(processes.on_copies(refuse, 3, 2))
    assert str(told.value) == "places.tsv:7：少了一栏。请补上"
    assert told.value.problem.line == 7


def refuse(number: int) -> None:
    raise InputProblem("places.tsv", 7, "少了一栏", "请补上")


def test_a_page_that_is_remembered_is_sent_to_no_other_process(
    known: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(pipeline, "in_order", lambda work, jobs, _: (sent.append(job) or work(job) for job in jobs))
    assert run("clean", *known.options, "--jobs", "2").code == 0
    sent.clear()
    assert run("clean", *known.options, "--jobs", "2").code == 0
    assert sent == []
    page = next(known.sources.rglob("*.txt"))
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    run("clean", *known.options, "--jobs", "2")
    assert [path for path, _ in sent] == [page]  # type: ignore[misc]


def suicide() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
