"""The manual in CONTRIBUTING.md tells the truth: what it shows is run, what it lists is all there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.check import rules
from scripts.core import dates
from scripts.core.records import READERS, parse_record
from scripts.pipeline import clean
from scripts.store.articles import KEYS

ROOT = Path(__file__).resolve().parents[1]
MANUAL = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^##+ {re.escape(title)}\n(.*?)(?=^##? |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def block(title: str, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", section(title), re.MULTILINE | re.DOTALL)
    assert found, (title, language)
    return found[1]


def rows(title: str) -> list[list[str]]:
    """Cells of the table of a section, without its heading."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_worked_example_gives_the_article_that_it_shows(tmp_path: Path) -> None:
    page = tmp_path / "source_articles" / "jjrb" / "2024" / "0512.txt"
    page.parent.mkdir(parents=True)
    page.write_text(block("一个例子", "text"), encoding="utf-8")
    page.with_suffix(".yml").write_text(block("一个例子", "yaml"), encoding="utf-8")
    articles = tmp_path / "docs" / "articles"
    reports = list(clean([page], articles, tmp_path / "source_articles"))
    assert [problem for report in reports for problem in report.problems] == []
    written = (articles / "2024" / "jjrb-20240512-02.md").read_text(encoding="utf-8")
    assert re.sub("sha256:[0-9a-f]+", "sha256:…", written) == block("一个例子", "markdown")


def test_every_field_of_a_page_record_is_explained_with_an_example_that_is_accepted() -> None:
    table = {cells[0].strip("`"): cells[2].strip("`") for cells in rows("页面记录")}
    assert list(table) == list(READERS)
    for key, example in table.items():
        assert parse_record(f"{key}: {example}\n", "record.yml")[1] == (), key


def test_every_key_of_an_article_is_explained() -> None:
    for key in KEYS:
        assert f"`{key}`" in section("改文章与标签"), key


@pytest.mark.parametrize("cells", rows("日期"), ids=lambda cells: cells[0])
def test_every_way_to_write_a_date_means_what_the_manual_says(cells: list[str]) -> None:
    assert dates.parse(cells[0].strip("`")).words == cells[1]


def test_rules_that_the_manual_names_exist() -> None:
    named = set(re.findall(r"`([页文标日链版私重]\d\d)`", section("提交与检查")))
    assert named
    assert named <= {rule.code for rule in rules()}
