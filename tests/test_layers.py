"""The layers of the house: who may know whom, who prints, and who touches the disk."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"
STAGES = {"read", "segment", "correct", "tag"}
KNOWS = {
    "core": set(),
    **{stage: {"core"} for stage in STAGES},
    "store": {"core"},
    "weave": {"core", "store", "processes"},
    "search": {"core", "store"},
    "check": {"core", "store"},
    "processes": {"core"},
    "pipeline": {*STAGES, "store", "core", "processes"},
    "cli": {"pipeline", "weave", "search", "check", "store", "core"},
    "__main__": {"cli"},
    "html_blocks": set(),
    "hooks": {"core", "html_blocks"},
    "data": {"core"},
}
"""What a room may import besides itself."""
PRINTS = {
    "cli": "the command line",
    "check/report.py": "findings for the terminal, GitHub and other programs",
}
BY_NAME = {"cli/main.py": "the verb that is asked for, out of its own table"}
DISK = {
    "read": "raw pages and their records",
    "store": "articles and what is known of sources",
    "cli": "what is named on the command line",
    "pipeline.py": "a page is tried before it is taken in",
    "core/files.py": "the one way in which files are written",
    "core/cache.py": "what was worked out before, outside the repository",
    "core/lock.py": "a folder that is to be held is made",
    "core/vocab/tables.py": "the vocabularies",
    "core/vocab/shipped.py": "texts that installed packages ship",
    "core/credits.py": "the list of surnames, a vocabulary of its own",
    "hooks.py": "the stamp of a built site, and what is no longer made",
    "weave/site.py": "the names of the site in mkdocs.yml",
    "weave/tree.py": "its last step: the woven tree",
    "data/make_fold.py": "makes a table, by hand and seldom",
    "data/make_places.py": "makes a table, by hand and seldom",
    "search/build.py": "its last step: the index in the built site",
}
TOUCHES = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rmdir", "rename", "touch"),
    *("chmod", "symlink_to", "hardlink_to", "glob", "rglob", "iterdir", "walk", "scandir", "listdir", "makedirs"),
    *("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "copyfile", "copytree", "rmtree"),
}
"""Calls that open, list, make or remove files; asking whether a path exists touches nothing."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules() -> list[Path]:
    return sorted(p for p in SCRIPTS.rglob("*.py") if p != SCRIPTS / "__init__.py")


def name(path: Path) -> str:
    return path.relative_to(SCRIPTS).as_posix()


def room(path: Path) -> str:
    return name(path).removesuffix(".py").split("/")[0]


def imported(path: Path) -> Iterator[str]:
    """Full names of all that a module imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno} imports by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(path: Path, places: dict[str, str]) -> str | None:
    """The entry of a table that speaks of a module: its room or its file."""
    return next((place for place in (name(path), room(path)) if place in places), None)


def prints(path: Path) -> list[int]:
    """Lines that write to the terminal."""
    return [
        node.lineno
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr") and ast.unparse(node.value) == "sys")
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rich"))
    ]


def disk_calls(path: Path) -> list[int]:
    """Lines that touch the disk, as far as a call shows it by its name."""
    calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if called(call.func) in TOUCHES]


def called(function: ast.expr) -> str:
    """Name of a function or method; empty for a method of the object itself, which is ours."""
    if isinstance(function, ast.Attribute):
        return "" if ast.unparse(function.value) == "self" else function.attr
    return function.id if isinstance(function, ast.Name) else ""


def offenders(find: Callable[[Path], list[Any]], places: dict[str, str]) -> dict[str, list[Any]]:
    """What is found in modules that a table does not allow it."""
    found = {name(path): find(path) for path in modules() if not allowed(path, places)}
    return {path: hits for path, hits in found.items() if hits}


def strangers(path: Path) -> list[str]:
    """Imports of rooms that a module must not know."""
    known = KNOWS[room(path)] | {room(path)}
    ours = {n for n in imported(path) if n.startswith("scripts.")}
    return sorted(n for n in ours if n.split(".")[1] not in known)


def test_every_room_has_its_place_among_the_layers() -> None:
    assert {room(path) for path in modules()} <= set(KNOWS)


def test_a_module_knows_only_the_rooms_below_it() -> None:
    assert offenders(strangers, {}) == {}


def test_a_stage_never_knows_another_stage() -> None:
    for stage in STAGES:
        assert not KNOWS[stage] & STAGES


def test_only_the_command_line_and_the_reporter_print() -> None:
    assert offenders(prints, PRINTS) == {}


def test_the_disk_is_touched_only_where_this_table_says_so() -> None:
    assert offenders(disk_calls, DISK) == {}


@pytest.mark.parametrize(("places", "find"), [(PRINTS, prints), (DISK, disk_calls)], ids=["prints", "disk"])
def test_no_permission_is_left_that_nobody_needs(places: dict[str, str], find: Callable[[Path], list[int]]) -> None:
    used = {allowed(path, places) for path in modules() if find(path)}
    assert set(places) <= used


def by_name(path: Path) -> list[str]:
    """Imports of what imports by a name in a text."""
    return [name for name in imported(path) if name.startswith(("importlib", "runpy"))]


def test_no_module_reaches_another_by_a_name_in_a_text() -> None:
    assert offenders(by_name, BY_NAME) == {}
