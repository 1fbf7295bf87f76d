"""What was parsed is not parsed again, and nothing old is taken for what stands in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.core.types import Article
from scripts.store import archive
from scripts.store.archive import load_archive
from scripts.store.articles import parse
from tests.store.test_archive import DRAFTS, IDS, Tree


@pytest.fixture
def remembering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Archives of any size are remembered; the paths of the articles that are parsed all the same."""
    parsed: list[str] = []

    def noted(text: str, path: str) -> Article:
        parsed.append(path.rpartition("/")[2])
        return parse(text, path)

    monkeypatch.setenv("PINGAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(archive, "MANY", 1)
    monkeypatch.setattr(archive, "parse", noted)
    return parsed


def test_an_article_is_parsed_once_and_again_when_its_file_has_changed(tmp_path: Path, remembering: list[str]) -> None:
    tree = Tree(tmp_path)
    tree.clean(*DRAFTS)
    remembering.clear()
    first = load_archive(tree.articles, tree.sources)
    assert sorted(remembering) == [f"{name}.md" for name in IDS]
    assert load_archive(tree.articles, tree.sources) == first
    assert len(remembering) == 3
    path = tree.articles / "2022" / f"{IDS[1]}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("开了一次会", "开了两次会"), encoding="utf-8")
    assert "两次会" in load_archive(tree.articles, tree.sources).by_id[IDS[1]].body
    assert remembering[3:] == [f"{IDS[1]}.md"]


def test_what_is_wrong_with_a_file_is_said_every_time(tmp_path: Path, remembering: list[str]) -> None:
    tree = Tree(tmp_path)
    tree.clean(*DRAFTS)
    (tree.articles / "2022" / f"{IDS[0]}.md").write_text("没有头", encoding="utf-8")
    first, again = (load_archive(tree.articles, tree.sources).problems for _ in range(2))
    assert len(first) == 1
    assert again == first


def test_what_another_program_remembers_is_not_taken(
    tmp_path: Path, remembering: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path)
    tree.clean(*DRAFTS)
    load_archive(tree.articles, tree.sources)
    remembering.clear()
    monkeypatch.setattr(archive, "PARSER", (tmp_path,))
    load_archive(tree.articles, tree.sources)
    assert len(remembering) == 3
