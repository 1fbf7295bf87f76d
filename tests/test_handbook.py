"""The handbook in docs/handbook/ tells the truth: its example is run, and whatever it names exists."""

from __future__ import annotations

import argparse
import ast
import re
import unicodedata
from dataclasses import fields
from itertools import chain
from pathlib import Path

import pytest
import yaml

from scripts.check import rules
from scripts.cli import main
from scripts.cli.main import VERBS, parser
from scripts.core import dates, labels
from scripts.core.record_lines import ROLES
from scripts.core.records import READERS, parse_record
from scripts.core.settings import DATA
from scripts.core.types import Article, Fragment, Join, Piece
from scripts.core.vocab.tables import rows
from scripts.correct import correct
from scripts.store.articles import CHOICES, KEYS, Fault
from scripts.store.articles import READERS as ARTICLE_READERS
from scripts.store.frontmatter_yaml import Strings

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "handbook"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
MANUALS = {**PAGES, "CONTRIBUTING.md": (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")}
SEGMENTATION = PAGES["segmentation.md"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
IGNORED = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
SUBPARSERS = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
OPTIONS = {option: name for name, verb in SUBPARSERS.choices.items() for option in verb._option_string_actions}
CODE = re.compile(r"`([^`\n]+)`")
CUE = re.compile(r"`([BEJST]\d\d)` ([\u4e00-\u9fff]+)")


def section(title: str, text: str = SEGMENTATION) -> str:
    found = re.search(rf"^##+ {re.escape(title)}\n(.*?)(?=^##? |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def blocks(language: str, text: str = SEGMENTATION) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def table(title: str) -> list[list[str]]:
    """Cells of the table of a section, without its heading."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def explained(tmp_path: Path, capsys: pytest.CaptureFixture[str], record: str) -> str:
    """What `explain` says of the example, from its list of pieces on."""
    page = tmp_path / "source_articles" / "srrb" / "2024" / "0702.txt"
    page.parent.mkdir(parents=True)
    page.write_text(blocks("page")[0], encoding="utf-8")
    page.with_suffix(".yml").write_text(record, encoding="utf-8")
    capsys.readouterr()
    trees = ["--sources", str(tmp_path / "source_articles"), "--articles", str(tmp_path / "articles")]
    assert main(["explain", str(page), "--width", "72", *trees]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out[said.out.index("分成") :]


def test_the_worked_example_gives_the_pieces_that_it_shows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(tmp_path, capsys, blocks("record")[0]) == blocks("result")[0]


def test_the_record_of_the_example_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = "".join(line for line in blocks("record")[0].splitlines(True) if line.startswith(("publication", "date")))
    assert explained(tmp_path, capsys, bare) != blocks("result")[0]


def test_the_example_uses_every_word_that_an_editor_has() -> None:
    fields = [row[0].strip("`") for row in table("编辑的最后一句话")]
    assert fields == [name for name in READERS if name in ("joins", "cuts", "drop", "roles", "headlines")]
    for name in fields:
        assert re.search(rf"^{name}: ", blocks("record")[0], re.MULTILINE)


def test_every_way_to_write_a_field_is_accepted() -> None:
    for row in table("编辑的最后一句话"):
        assert parse_record(row[2].strip("`") + "\n", "record.yml")[1] == (), row


def test_the_example_of_a_field_is_that_of_the_worked_example() -> None:
    record = parse_record(blocks("record")[0], "record.yml")[0]
    assert dict(record.headlines)[9] in section("编辑的最后一句话")


def test_every_role_is_explained_by_the_name_that_readers_see() -> None:
    told = {row[0].strip("`"): row[1] for row in table("每一行是什么")}
    assert set(told) == ROLES | set(labels.ROLES)
    assert told == {role: labels.ROLES[role] for role in told}
    (sentence,) = [line for line in SEGMENTATION.splitlines() if "只由程序认" in line]
    assert {name for name in CODE.findall(sentence) if name in told} - {"label"} == set(told) - ROLES


def test_roles_below_the_line_are_those_that_enter_no_article() -> None:
    from scripts.segment.roles import FURNITURE

    told = [row[0].strip("`") for row in table("每一行是什么")]
    assert set(told[told.index("label") :]) == FURNITURE


@pytest.mark.parametrize("name", sorted(PAGES))
def test_cues_that_are_named_exist_by_that_name(name: str) -> None:
    names = {row["code"]: row["name"] for _, row in rows(DATA / "cues.tsv")}
    for code, told in CUE.findall(PAGES[name]):
        assert told.startswith(names[code]), (code, told)


def test_drawings_are_made_of_characters_of_one_width() -> None:
    drawings = blocks("text")
    assert len(drawings) >= 8
    for drawing in drawings:
        narrow = {c for c in drawing if c != "\n" and unicodedata.east_asian_width(c) not in "WF"}
        assert narrow == set(), drawing
        assert max(map(len, drawing.splitlines())) <= 22, drawing


@pytest.mark.parametrize("name", sorted(MANUALS))
def test_commands_that_a_manual_shows_are_understood(name: str) -> None:
    shown = re.findall(r"^ {4}\.venv/bin/python -m scripts (.+)$", MANUALS[name], re.MULTILINE)
    for line in shown:
        parser().parse_args(line.split())
    named = re.findall(r"`([a-z]+) (?:--[a-z]+)", MANUALS[name])
    assert set(named) <= {*VERBS, "python", "make"}


@pytest.mark.parametrize("name", sorted(MANUALS))
def test_options_that_a_manual_names_exist(name: str) -> None:
    known = set(OPTIONS)
    told = set(re.findall(r"(?<![\w-])--[a-z]+", " ".join(CODE.findall(MANUALS[name]))))
    assert told <= known


FORMATS = {"data.md", "search-format.md"}
"""Pages about files that only a built site has."""


@pytest.mark.parametrize("name", sorted(PAGES.keys() - FORMATS))
def test_whatever_the_handbook_writes_as_code_exists(name: str) -> None:
    known = {
        *VERBS, *READERS, *ROLES, *labels.ROLES, *KEYS, *chain(*CHOICES.values()),
        *(rule.code for rule in rules()),
        *(row["code"] for _, row in rows(DATA / "cues.tsv")),
        *(field.name for field in fields(Article)),
        *(f"make {target}" for target in re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)),
        *(f"{folder}/" for folder in re.findall(r"^site_dir: (.+)$", SETTINGS, re.MULTILINE)),
        "alone: true", "→", "0702.yml", "0512.txt", "source_articles/jjrb/2024/0512.yml", "docs/articles/2024/jjrb-20240512-02.md",
        "source_articles/srrb/2024/0702.txt", "5:1-7",
        "make", ".html", ".txt", ".yml", "#", "---", "## ", "> ", "*", "admin/", "articles/",
        "clean --refresh 编号", "http://127.0.0.1:8000/archive/admin/",
        "docs/articles/年份/编号.md", "docs/articles/.withdrawn.yml", "docs/articles/.check-ignore.yml",
    }  # fmt: skip
    examples = r"^```.*?^```|^\| (?:" + "|".join(row[0] for row in STEPS) + r") \|.*?$"
    for told in CODE.findall(re.sub(examples, "", PAGES[name], flags=re.MULTILINE | re.DOTALL)):
        assert told in known or is_date(told) or is_command(told) or is_entry(told) or is_kept(told), told


def is_kept(text: str) -> bool:
    """Whether it is a file or folder of the project; what is made is there on some machines only."""
    return (ROOT / text).exists() and f"/{text}" not in IGNORED


def is_command(text: str) -> bool:
    """Whether it is an option, or the beginning of a command line."""
    found = OPTIONS.get(text.split()[0]) if text.startswith("-") else None
    verb = re.fullmatch(r"(?:\.venv/bin/)?python -m scripts(?: ([a-z]+))?|([a-z]+) (--[a-z-]+)", text)
    return bool(found) or bool(verb and (verb[1] or verb[2] or "new") in VERBS and (verb[3] or "--help") in OPTIONS)


def is_entry(text: str) -> bool:
    """Whether it is an entry of a page record or of the head of an article."""
    key, _, value = text.partition(": ")
    if key in KEYS and value:
        try:
            return bool(ARTICLE_READERS[key](key, yaml.load(text, Loader=Strings)[key]))
        except (Fault, yaml.YAMLError):
            return False
    return parse_record(text + "\n", "r.yml")[1] == ()


def is_date(text: str) -> bool:
    try:
        return bool(dates.parse(text.strip("~"))) or text == "~"
    except ValueError:
        return text == "~"


def named_steps() -> set[str]:
    """Every name under which scripts/correct makes an edit."""
    found = set()
    for path in sorted((ROOT / "scripts" / "correct").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {n.targets[0].id: n.value for n in tree.body if isinstance(n, ast.Assign) and name_of(n.targets[0])}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and name_of(call.func) in ("Step", "Edit") and call.args:
                rule = names.get(name_of(call.args[0]), call.args[0])
                found |= {rule.value} if isinstance(rule, ast.Constant) else set()
    return found


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


STEPS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGES["correction.md"].splitlines()]
STEPS = [row for row in STEPS if len(row) == 4][2:]
BODY = "近日，江州搭建了学习培训平台。江州市公安局为民办好实事。"


def mended(rule: str, texts: list[str]) -> tuple[str | None, set[str]]:
    """What correction makes of a headline, a text, or the two lines of one; and the rules by which it did."""
    if rule in ("标题空格", "标题形近字", "正文为证"):
        clean = correct(Piece("brief", texts[0], None, None, (Fragment(1, 1, "body", (BODY,)),)))
        return clean.title, {edit.rule for edit in clean.edits}
    joins = (Join(1, 2, 1.0, ()),) if len(texts) == 2 else ()
    clean = correct(Piece("brief", None, None, None, (Fragment(1, len(texts), "body", tuple(texts)),), joins))
    return clean.text, {edit.rule for edit in clean.edits}


def test_every_step_of_correction_has_its_row() -> None:
    assert [row[0] for row in STEPS] == list(dict.fromkeys(row[0] for row in STEPS))
    assert {row[0] for row in STEPS} == named_steps()


@pytest.mark.parametrize("row", STEPS, ids=lambda row: row[0])
def test_a_step_does_what_its_row_says_and_leaves_alone_what_it_names(row: list[str]) -> None:
    rule, _, example, alone = row
    texts = CODE.findall(example)
    if texts:
        text, rules_used = mended(rule, texts[:-1])
        assert text == texts[-1]
        assert rule in rules_used
        for kept in alone.split("、"):
            texts = CODE.findall(kept)
            assert mended(rule, texts) == ("".join(texts), set())


def test_every_page_of_the_handbook_is_listed() -> None:
    listed = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", PAGES["index.md"], re.MULTILINE)
    assert sorted(listed) == sorted([*(n for n in PAGES if n != "index.md"), "cues/index.md", "rules/index.md"])


def test_the_contents_beside_a_page_follow_the_first_page_of_the_handbook() -> None:
    listed = re.findall(r"^- \[([^\]]+)\]\(([^)]+)\)", PAGES["index.md"], re.MULTILINE)
    beside = re.findall(r"^ {10}- (.+): handbook/(.+)$", SETTINGS, re.MULTILINE)
    assert beside == [("手册", "index.md"), *listed]


def test_every_page_about_the_archive_stands_in_the_contents() -> None:
    named = re.findall(r"about/(.+\.md)$", SETTINGS, re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in (ROOT / "docs/about").glob("*.md"))
