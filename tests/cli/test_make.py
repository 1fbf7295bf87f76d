"""`make new`, the one command with which an editor takes a page in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import WATCH, git

ENVIRONMENT = Path(sys.prefix)
NAMES = ("夜巡-20230518.txt", 'it\'s "$(shell touch pwned)" $(HOME) `touch pwned`.txt', "-x.txt")


def make_new(whole: Path, *told: str) -> subprocess.CompletedProcess[str]:
    """The command in a clone, with the environment in which the tests run."""
    ready = ("-o", f"{ENVIRONMENT}/.site", "-o", f"{ENVIRONMENT}/bin/python")
    command = ["make", "--no-print-directory", f"VENV={ENVIRONMENT}", *ready, "new", *told]
    return subprocess.run(command, cwd=whole, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def new_files(whole: Path) -> list[str]:
    lines = git(whole, "-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all").splitlines()
    return [line.removeprefix("?? ") for line in lines]


@pytest.mark.parametrize("name", NAMES)
def test_one_command_takes_a_page_in_whatever_its_name_and_checks_it(whole: Path, name: str) -> None:
    (whole / name).write_text(WATCH, encoding="utf-8")
    done = make_new(whole, f"PAGE={name}")
    assert done.returncode == 0, done.stderr
    assert len([path for path in new_files(whole) if path.endswith(".md")]) == 2
    assert "梅岭社区的“晚七点”" in done.stdout
    assert "0处错误" in done.stdout.splitlines()[-1]
    assert not list(whole.rglob("pwned"))


def test_only_the_new_page_is_checked(whole: Path, tmp_path: Path) -> None:
    other = next((whole / "docs" / "articles").rglob("*.md"))
    other.write_text(other.read_text(encoding="utf-8").replace("city:", "citty:"), encoding="utf-8")
    git(whole, "commit", "--quiet", "--all", "--message", "a fault of others")
    (tmp_path / "a.txt").write_text(WATCH, encoding="utf-8")
    done = make_new(whole, "PAGE=../a.txt")
    assert other.name not in done.stdout
    assert "0处错误" in done.stdout


def test_what_the_check_finds_decides_the_exit_code(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WATCH.replace("（罗一禾）", "电话13812345678（罗一禾）"), encoding="utf-8")
    done = make_new(whole, "PAGE=../a.txt")
    assert done.returncode != 0
    assert "13812345678" not in done.stdout.splitlines()[-1]
    assert "私" in done.stdout


def test_without_a_page_it_says_what_to_write(whole: Path) -> None:
    done = make_new(whole)
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == "要收哪一版？请写上文件名，如 make new PAGE=夜巡-20230518.txt"
    assert "没有这个文件" not in done.stderr
    assert new_files(whole) == []
