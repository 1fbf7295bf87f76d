"""What an editor reads first (快速上手 to 常见问题) tells the truth: what it shows is run, what it lists is all there is."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
import yaml
from test_handbook import PAGES, blocks, section

from scripts.check import rules
from scripts.cli.main import VERBS, parser
from scripts.core.records import READERS, parse_record
from scripts.core.vocab import rule_table
from scripts.pipeline import clean
from scripts.store.articles import KEYS, Fault
from scripts.store.articles import READERS as ARTICLE_READERS
from scripts.store.frontmatter_yaml import Strings
from scripts.store.issue_forms import FORMS
from scripts.store.withdrawn import load_withdrawn

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
QUICKSTART, RECORDS, ARTICLES = PAGES["quickstart.md"], PAGES["records.md"], PAGES["articles.md"]
PAGES_OF_THE_ISSUE = ("quickstart", "scope", "records", "segmentation", "correction", "tags", "dates", "digests")
PAGES_OF_THE_ISSUE += ("privacy", "faq")
PICTURES = ROOT / "docs" / "handbook" / "pictures"
LARGEST = 150_000
"""Bytes of a picture: a phone on a train reads the handbook too."""


def rows(text: str) -> list[list[str]]:
    """Cells of every table, without headings."""
    found: list[list[str]] = []
    for table in re.findall(r"(?:^ *\|.*\n)+", text, re.MULTILINE):
        lines = [line.strip().strip("|") for line in table.splitlines()]
        found += [[cell.strip() for cell in line.split(" | ")] for line in lines[2:]]
    return found


def coded(text: str) -> list[str]:
    """First cells of the rows of all tables that are code."""
    return [row[0].strip("`") for row in rows(text) if row[0].startswith("`")]


def worked_example(folder: Path) -> Path:
    """The page of the example of records.md with its record, in a tree of its own."""
    page = folder / "source_articles" / "jjrb" / "2024" / "0512.txt"
    page.parent.mkdir(parents=True)
    page.write_text(blocks("page", RECORDS)[0], encoding="utf-8")
    page.with_suffix(".yml").write_text(blocks("record", RECORDS)[0], encoding="utf-8")
    return page


def test_the_handbook_has_every_page_that_an_editor_needs() -> None:
    assert {f"{name}.md" for name in PAGES_OF_THE_ISSUE} <= set(PAGES)


def test_every_verb_and_every_command_is_told_and_no_other() -> None:
    told = coded(section("全部命令", QUICKSTART))
    targets = [t for t in re.findall(r"^([a-z][a-z-]*):.*##", MAKEFILE, re.MULTILINE) if t != "help"]
    assert sorted(told) == sorted([*VERBS, *(f"make {target}" for target in targets)])


def test_every_option_of_new_is_understood_as_the_quickstart_shows_it() -> None:
    verbs = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    shown = set(re.findall(r"(?<!-)--[a-z][a-z-]+", QUICKSTART))
    known = {option for verb in verbs.choices.values() for option in verb._option_string_actions}
    assert {"--yes", "--clipboard"} <= shown <= known


def test_the_worked_example_gives_the_article_that_it_shows(tmp_path: Path) -> None:
    page, articles = worked_example(tmp_path), tmp_path / "docs" / "articles"
    reports = list(clean([page], articles, tmp_path / "source_articles"))
    assert [problem for report in reports for problem in report.problems] == []
    written = (articles / "2024" / "jjrb-20240512-02.md").read_text(encoding="utf-8")
    assert re.sub("sha256:[0-9a-f]+", "sha256:…", written) == blocks("article", RECORDS)[0]


def test_every_field_of_a_page_record_is_told_with_an_example_that_is_accepted() -> None:
    table = {row[0].strip("`"): row[2].strip("`") for row in rows(RECORDS)}
    assert list(table) == list(READERS)
    for key, example in table.items():
        record, problems = parse_record(example + "\n", "record.yml")
        assert problems == (), key
        assert getattr(record, key), key


def test_every_key_of_an_article_is_told_with_an_example_that_is_accepted() -> None:
    table = {row[0].strip("`"): row[2].strip("`") for row in rows(section("每一项", ARTICLES))}
    assert list(table) == sorted(KEYS, key=list(table).index)
    assert set(table) == set(KEYS)
    for key, example in table.items():
        loaded = yaml.load(example, Loader=Strings)
        assert list(loaded) == [key]
        try:
            ARTICLE_READERS[key](key, loaded[key])
        except Fault as fault:
            pytest.fail(f"{key}: {fault.message}")


def test_every_form_is_named_and_no_other() -> None:
    (line,) = [line for line in section("填表单", QUICKSTART).splitlines() if "五张表单" in line]
    assert line.split("：")[1].rstrip("。").split("、") == [form.name for form in FORMS]
    named = set(re.findall(r"《(\S+?(?:更正|请求))》", "".join(PAGES.values())))
    assert named <= {form.name for form in FORMS}


def test_an_article_withdrawn_as_the_manual_shows_is_not_published_again(tmp_path: Path) -> None:
    page, articles = worked_example(tmp_path), tmp_path / "docs" / "articles"
    list(clean([page], articles, tmp_path / "source_articles"))
    (articles / ".withdrawn.yml").write_text(blocks("withdrawn", PAGES["privacy.md"])[0], encoding="utf-8")
    (gone,) = load_withdrawn(articles)
    (articles / "2024" / f"{gone.id}.md").unlink()
    list(clean([page], articles, tmp_path / "source_articles"))
    assert [path.stem for path in articles.rglob("jjrb-*.md")] == ["jjrb-20240512-01"]


def test_the_example_of_a_withdrawal_is_accepted(tmp_path: Path) -> None:
    (tmp_path / ".withdrawn.yml").write_text(blocks("withdrawn", PAGES["privacy.md"])[0], encoding="utf-8")
    (gone,) = load_withdrawn(tmp_path)
    assert (gone.id, gone.reason) == ("jjrb-20240512-02", "当事人：涉及隐私")


def test_rules_that_the_handbook_names_exist_and_every_rule_is_in_the_table_that_makes_its_page() -> None:
    codes = {rule.code for rule in rules()}
    named = {code for text in PAGES.values() for code in re.findall(r"`([页文日标链私版重网]\d\d)`", text)}
    assert named
    assert named <= codes == set(rule_table().by_code)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_of_a_page_lead_to_pages_headings_and_pictures_that_exist(name: str) -> None:
    made = {"cues/index.md", "rules/index.md"}
    headings = set(re.findall(r"^##+ (.+)$", PAGES[name], re.MULTILINE))
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```", "", PAGES[name], flags=re.M | re.S)):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target and target not in made and not target.startswith("../"):
            assert (ROOT / "docs" / "handbook" / target.split("#")[0]).is_file(), target


def test_every_picture_is_shown_with_words_for_those_who_do_not_see_it_and_is_small() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(pictures/([^)]+)\)", "".join(PAGES.values()))
    assert sorted(name for _, name in shown) == sorted(path.name for path in PICTURES.iterdir())
    assert all(len(words) > 10 for words, _ in shown)
    assert all(path.stat().st_size <= LARGEST for path in PICTURES.iterdir())


@pytest.mark.parametrize("line", sorted(set(re.findall(r"^\| `(\.github/[^`]+)`", PAGES["review.md"], re.MULTILINE))))
def test_every_workflow_that_is_told_exists(line: str) -> None:
    assert (ROOT / line).is_file()


def test_every_workflow_is_told() -> None:
    told = set(re.findall(r"`\.github/workflows/([^`]+)`", PAGES["review.md"]))
    assert told == {path.name for path in (ROOT / ".github" / "workflows").iterdir()}
