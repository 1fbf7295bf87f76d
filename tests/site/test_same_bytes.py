"""Two builds of the same files give the same bytes, wherever and whenever they are made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

BUILD = """
import importlib.util, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
import conftest, samples
from scripts.search import build
fixtures = importlib.util.module_from_spec(spec := importlib.util.spec_from_file_location("fixtures", {fixtures!r}))
spec.loader.exec_module(fixtures)
archive = fixtures.archive()
folder = conftest.project(Path.cwd(), archive, samples.explanations(archive), fixtures.PAST)
build(archive, conftest.mkdocs_build(folder)[0])
"""
STATES = {
    "first": {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1500000000"},
    "second/deeper 夜": {
        "TZ": "America/Anchorage",
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "1700000000",
    },
}
"""Folder of a build and the state of the machine that makes it: place, language, and the day that MkDocs takes for today."""


def started(folder: Path, state: dict[str, str]) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True)
    places = {"root": str(ROOT), "tests": str(ROOT / "tests"), "fixtures": str(ROOT / "tests/site/conftest.py")}
    return subprocess.Popen([sys.executable, "-c", BUILD.format(**places)], cwd=folder, env={**os.environ, **state})


def sums(folder: Path) -> dict[str, str]:
    """What the woven tree and the site consist of."""
    files = (
        file for name in (".woven", "site-mkdocs") for file in sorted((folder / name).rglob("*")) if file.is_file()
    )
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_site_is_the_same_bytes_in_another_folder_another_time_zone_and_another_language(tmp_path: Path) -> None:
    running = [started(tmp_path / name, state) for name, state in STATES.items()]
    assert [process.wait(timeout=300) for process in running] == [0, 0]
    first, second = (sums(tmp_path / name) for name in STATES)
    assert len(first) > 100
    assert {path for path in {*first, *second} if first.get(path) != second.get(path)} == set()
