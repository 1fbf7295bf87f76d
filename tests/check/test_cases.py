"""Each rule finds what it is there for, on the right line, and nothing else. A case is a folder of files:

`cases/<code>[-<what>]/in` holds `articles/`, `source_articles/` and, where they matter, `layouts.yml` (pieces of a page),
`figures.yml` (quotes of figures by id), `drafts/` (what the machine would write), `history.yml` (what git knows), `site/`
and `originals/`;
`cases/<code>[-<what>]/want` is a text, one expected finding a line. Cases `良-…` must have no finding.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.check import History, Made, findings, gather, rules
from scripts.core.types import (
    Article,
    CleanText,
    Explanation,
    Figure,
    Finding,
    Fragment,
    Layout,
    PageRecord,
    Piece,
    RawPage,
    Tags,
)
from scripts.core.vocab import rule_table
from scripts.store.articles import parse
from scripts.store.built import open_built

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 1, 1)
GOOD = "良"


def raw_page(path: str, text: str) -> RawPage:
    return RawPage(path, "", "utf-8", "text", tuple(text.split("\n")), (), PageRecord())


def fragments(rows: list[list[int]], page: RawPage, role: str) -> tuple[Fragment, ...]:
    """Fragments from rows [first, last] or [line, line, first column, last column]."""
    return tuple(
        Fragment(row[0], row[1], role, (page.lines[row[0] - 1][row[2] : row[3]],), (row[2], row[3]))
        if len(row) == 4
        else Fragment(row[0], row[1], role, page.lines[row[0] - 1 : row[1]])
        for row in rows
    )


def rows(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def layouts(folder: Path) -> dict[str, tuple[RawPage, Layout]]:
    found = {}
    for name, row in rows(folder / "layouts.yml").items():
        page = raw_page(name, (folder / name).read_text(encoding="utf-8"))
        pieces = tuple(
            Piece("article", None, None, None, fragments(piece, page, "body")) for piece in row.get("pieces", [])
        )
        found[name] = (
            page,
            Layout(
                pieces,
                fragments(row.get("furniture", []), page, "slogan"),
                fragments(row.get("loose", []), page, "body"),
            ),
        )
    return found


def explanation(quotes: list[str]) -> Explanation:
    figures = tuple(Figure(1.0, "", "", None, None, quote) for quote in quotes)
    piece = Piece("article", None, None, None, ())
    return Explanation(
        raw_page("", ""), piece, CleanText(None, None, None, ()), Tags(figures=figures), Layout((), (), ())
    )


def drafts(folder: Path) -> dict[str, Article]:
    found = [parse(p.read_text(encoding="utf-8"), p.name) for p in sorted((folder / "drafts").glob("*.md"))]
    return {draft.id: draft for draft in found}


def history(folder: Path) -> History | None:
    """What git knows, with `articles/` standing for the folder of the case."""

    def here(path: str) -> str:
        return (folder / path).as_posix() if path.startswith("articles/") else path

    row = rows(folder / "history.yml")
    if not row:
        return None
    before = {here(path): text for path, text in row.get("before", {}).items()}
    return History(
        frozenset(map(here, row.get("changed", []))) | before.keys(), before, frozenset(map(here, row.get("gone", [])))
    )


def as_line(finding: Finding, root: Path) -> str:
    path = finding.path.removeprefix(root.as_posix() + "/")
    place = f"{path}:{finding.line}" if finding.line else path
    return f"{finding.rule.severity} {finding.rule.code} {place} {finding.message}".replace(root.as_posix() + "/", "")


def found_in(folder: Path, root: Path) -> list[str]:
    shutil.copytree(folder, root, dirs_exist_ok=True)
    made = Made(layouts(root), {name: explanation(q) for name, q in rows(root / "figures.yml").items()}, drafts(root))
    context = gather(root / "articles", root / "source_articles", TODAY, made, history(root))
    if (root / "site").exists():
        context = replace(context, site=open_built(root / "site"))
    if (root / "originals").exists():
        originals = {p.name: p.read_text(encoding="utf-8") for p in sorted((root / "originals").iterdir())}
        context = replace(context, originals=originals)
    return [as_line(finding, root) for finding in findings(context)]


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_the_findings_of_a_case_are_just_those_that_are_wanted(case: str, tmp_path: Path) -> None:
    want = (CASES / case / "want").read_text(encoding="utf-8").splitlines()
    assert found_in(CASES / case / "in", tmp_path) == want


def test_every_rule_of_the_table_has_its_function_and_every_function_its_words() -> None:
    assert {rule.code for rule in rules()} == set(rule_table().by_code)


@pytest.mark.parametrize("code", list(rule_table().by_code))
def test_every_rule_has_a_case_in_which_it_finds_something(code: str) -> None:
    rule = rule_table().by_code[code]
    wanted = [(folder / "want").read_text(encoding="utf-8") for folder in CASES.glob(f"{code}*")]
    assert any(f"{rule.severity} {code} " in text for text in wanted), f"no case for {code} {rule.title}"


def test_every_case_belongs_to_a_rule_or_must_find_nothing() -> None:
    codes = {rule.code for rule in rules()}
    for folder in CASES.iterdir():
        family = folder.name.partition("-")[0]
        want = (folder / "want").read_text(encoding="utf-8")
        assert family in codes or (family == GOOD and not want), folder.name
