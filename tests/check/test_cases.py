"""Each rule finds what it is there for, on the right line, and nothing else. A case is a folder of files:

`cases/<code>[-<what>]/in` holds `articles/`, `source_articles/` and, where pieces matter, `layouts.yml`;
`cases/<code>[-<what>]/want` is a text, one expected finding a line. Cases `良-…` must have no finding.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from scripts.check import gather, rules, run_checks
from scripts.core.types import Finding, Fragment, Layout, PageRecord, Piece, RawPage

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


def layouts(folder: Path) -> dict[str, tuple[RawPage, Layout]]:
    path = folder / "layouts.yml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    found = {}
    for name, row in rows.items():
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


def as_line(finding: Finding, root: Path) -> str:
    path = finding.path.removeprefix(root.as_posix() + "/")
    place = f"{path}:{finding.line}" if finding.line else path
    return f"{finding.rule.severity} {finding.rule.code} {place} {finding.message}".replace(root.as_posix() + "/", "")


def found_in(folder: Path, root: Path) -> list[str]:
    shutil.copytree(folder, root, dirs_exist_ok=True)
    context = gather(root / "articles", root / "source_articles", TODAY, layouts(root))
    return [as_line(finding, root) for finding in run_checks(context)]


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_the_findings_of_a_case_are_just_those_that_are_wanted(case: str, tmp_path: Path) -> None:
    want = (CASES / case / "want").read_text(encoding="utf-8").splitlines()
    assert found_in(CASES / case / "in", tmp_path) == want


def test_every_rule_has_a_case_in_which_it_finds_something() -> None:
    for rule in rules():
        wanted = [(folder / "want").read_text(encoding="utf-8") for folder in CASES.glob(f"{rule.code}*")]
        assert any(f"{rule.severity} {rule.code} " in text for text in wanted), f"no case for {rule.code} {rule.title}"


def test_every_case_belongs_to_a_rule_or_must_find_nothing() -> None:
    codes = {rule.code for rule in rules()}
    for folder in CASES.iterdir():
        family = folder.name.partition("-")[0]
        want = (folder / "want").read_text(encoding="utf-8")
        assert family in codes or (family == GOOD and not want), folder.name
