"""Every package that is installed is pinned by the hashes of its files, on every platform."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\#]+)", re.MULTILINE)
BLOCK = re.compile(r"^[A-Za-z0-9._-]+==[^\n]*\n(?:    [^\n]*\n)*", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def pins(name: str) -> set[tuple[str, str]]:
    """(name, version) of each requirement of a file, in the spelling of pip."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {(re.sub("[-_.]+", "-", package).lower(), version) for package, version in PIN.findall(text)}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_required_is_what_the_hashes_are_of(name: str) -> None:
    assert pins(f"{name}.txt") <= pins(f"{name}.lock.txt"), "run make lock"


def test_tests_run_with_what_readers_get() -> None:
    assert pins("requirements.lock.txt") <= pins("requirements-dev.lock.txt"), "run make lock"


@pytest.mark.parametrize("name", ["requirements.lock.txt", "requirements-dev.lock.txt"])
def test_no_package_comes_without_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert len(blocks) == len(PIN.findall(text)) > 30
    assert [block.split("==")[0] for block in blocks if not HASH.search(block)] == []


def test_the_makefile_installs_nothing_without_its_hash() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line.strip() for line in text.splitlines() if "$(PIP)" in line and ":=" not in line]
    assert len([line for line in installs if "--require-hashes -r" in line]) == 2
    assert [line for line in installs if "--require-hashes" not in line and "uv==" not in line] == []
