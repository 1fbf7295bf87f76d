"""`explain`: where each line came from, what joined, mended and tagged it, as plain text in a pipe; and the map of a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from scripts import pipeline
from scripts.core.types import Article
from scripts.pipeline import work

from .conftest import RECORD, Run, Tree

TORN = """上饶市信州区：老街里的“板凳法庭”

信州区水南街道的巡回法庭没有审判台，四条长板凳一围就开庭。庭长说，街坊坐着说话，火气先消一半,案子就好办

赣州市南康区：家具城里的消防课

南康区的消防员把灭火器搬进家具城，教店主们认油漆和木屑的脾气。（李知秋）

了。今年以来，“板凳法庭”开了41场，当庭调解33件，自动履行率超过九成。（罗一禾）
"""


def one(tree: Tree) -> Article:
    return tree.of("gjwb/2023/yexun.txt")[0]


def test_every_raw_line_of_an_article_is_shown_with_its_number(cleaned: Tree, run: Run) -> None:
    page = (cleaned.sources / "gjwb/2023/yexun.txt").read_text(encoding="utf-8").splitlines()
    for article in cleaned.of("gjwb/2023/yexun.txt"):
        done = run("explain", article.id, *cleaned.options)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"{article.id}  {article.title}\n机器所写")
        assert article.source is not None
        for first, last in article.source.lines:
            for number in range(first, last + 1):
                if page[number - 1]:
                    assert re.search(rf"^ +{number} \S+ +│ {re.escape(page[number - 1])}$", done.out, re.MULTILINE)


def test_joins_corrections_and_tags_are_shown_with_their_reasons(tree: Tree, run: Run) -> None:
    page = tree.page("gjwb/2023/bandeng.txt", TORN, RECORD)
    assert run("clean", *tree.options).code == 0
    worked = work(page, "source_articles/gjwb/2023/bandeng.txt")
    articles = tree.of("gjwb/2023/bandeng.txt")
    assert len(articles) == len(worked.explanations)
    said = "".join(run("explain", article.id, *tree.options).out for article in articles)
    for made in worked.explanations:
        for join in made.piece.joins:
            assert f"第{join.left}行接第{join.right}行" in said
        for edit in made.clean.edits:
            assert f"{edit.rule}  {edit.before} → {edit.after}" in said
        for evidence in made.tags.evidence:
            assert f"{evidence.value}\n" in said
            assert f"{evidence.weight:.2f}  {evidence.reason}" in said
    assert any(made.clean.edits for made in worked.explanations)
    assert "页面记录“2023-05”" in said


def test_there_is_no_colour_in_a_pipe(cleaned: Tree, run: Run) -> None:
    assert "\x1b" not in run("explain", one(cleaned).id, *cleaned.options).out


def test_an_unknown_id_is_wrong_usage_and_the_nearest_are_named(cleaned: Tree, run: Run) -> None:
    name = one(cleaned).id
    done = run("explain", name + "9", *cleaned.options)
    assert done.code == 2
    assert done.out == ""
    assert len(done.sentences) == 1
    assert f"没有编号为 {name}9 的文章。是不是 " in done.err
    assert name in done.err.split("是不是")[1]


def test_an_article_changed_by_hand_is_called_so(cleaned: Tree, run: Run) -> None:
    article = one(cleaned)
    path = cleaned.articles / article.path
    path.write_text(path.read_text(encoding="utf-8").replace("夜巡队", "巡夜队"), encoding="utf-8")
    done = run("explain", article.id, *cleaned.options)
    assert done.out.splitlines()[1] == "人工修改过"


def test_an_article_whose_page_is_gone_cannot_be_explained(cleaned: Tree, run: Run) -> None:
    article = one(cleaned)
    (cleaned.sources / "gjwb/2023/yexun.txt").unlink()
    done = run("explain", article.id, *cleaned.options)
    assert done.code == 1
    assert done.err.startswith("source_articles/gjwb/2023/yexun.txt：原页已不在")


def test_an_article_whose_page_has_become_unreadable_says_why(cleaned: Tree, run: Run) -> None:
    article = one(cleaned)
    cleaned.page("gjwb/2023/yexun.txt", b"%PDF-1.7")
    done = run("explain", article.id, *cleaned.options)
    assert done.code == 1
    assert done.err.startswith("source_articles/gjwb/2023/yexun.txt：这不是文本，而是PDF 文件")


def test_an_article_without_a_page_says_so(cleaned: Tree, run: Run) -> None:
    article = one(cleaned)
    path = cleaned.articles / article.path
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("source:")), encoding="utf-8")
    done = run("explain", article.id, *cleaned.options)
    assert done.code == 1
    assert "没有注明原页" in done.err


def test_a_page_is_mapped_line_by_line_to_its_pieces(cleaned: Tree, run: Run) -> None:
    page = (cleaned.sources / "gjwb/2023/yexun.txt").read_text(encoding="utf-8").splitlines()
    done = run("explain", cleaned.sources / "gjwb/2023/yexun.txt", *cleaned.options)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("source_articles/gjwb/2023/yexun.txt\n")
    for number, text in enumerate(page, 1):
        assert bool(re.search(rf"^ +{number} +[12杂散] +\S+ +{re.escape(text[:12])}", done.out, re.MULTILINE)) == bool(
            text
        )
    for article in cleaned.of("gjwb/2023/yexun.txt"):
        assert re.search(rf"^ +[12]  \S+  {re.escape(article.title)}  {article.id}$", done.out, re.MULTILINE)


def test_a_page_can_be_named_as_articles_name_it(cleaned: Tree, run: Run) -> None:
    by_path = run("explain", cleaned.sources / "gjwb/2023/tiaojie.txt", *cleaned.options)
    assert run("explain", "source_articles/gjwb/2023/tiaojie.txt", *cleaned.options) == by_path


def test_a_page_that_was_never_cleaned_has_a_map_too(tree: Tree, run: Run) -> None:
    done = run("explain", tree.sources / "gjwb/2023/tiaojie.txt", *tree.options)
    assert done.code == 0
    assert "调解室里的第三杯茶\n" in done.out
    assert not tree.files()


def test_the_map_shows_what_the_page_record_says_and_where_reading_goes_on(tree: Tree, run: Run) -> None:
    tree.page("gjwb/2023/bandeng.txt", TORN, RECORD + "joins: [[3, 9]]\ndrop: [5]\n")
    out = run("explain", tree.sources / "gjwb/2023/bandeng.txt", *tree.options).out
    assert "页面记录 bandeng.yml" in out
    assert re.search(r"^  joins +\[3, 9\]$", out, re.MULTILINE)
    assert re.search(r"^ +3 +1 .*→9$", out, re.MULTILINE)
    assert re.search(r"^ +5 +杂 ", out, re.MULTILINE)


def test_a_page_that_is_not_there_is_wrong_usage(tree: Tree, run: Run) -> None:
    done = run("explain", "source_articles/gjwb/2023/meiyou.txt", *tree.options)
    assert (done.code, done.err) == (2, "source_articles/gjwb/2023/meiyou.txt：没有这个版面文件\n")


@pytest.mark.parametrize("width", [60, 80, 160])
def test_no_row_is_wider_than_it_was_asked_to_be(tree: Tree, run: Run, width: int) -> None:
    page = tree.page("gjwb/2023/bandeng.txt", TORN, RECORD)
    assert run("clean", *tree.options).code == 0
    for what in (page, tree.of("gjwb/2023/bandeng.txt")[0].id):
        out = run("explain", what, *tree.options, "--width", width).out
        assert max(cell_len(row) for row in out.splitlines()) <= width


def test_a_terminal_too_narrow_for_anything_is_wrong_usage(tree: Tree, run: Run) -> None:
    assert run("explain", "x", "--width", "12").code == 2


def test_a_page_that_was_just_cleaned_is_explained_without_working_through_it_again(
    tree: Tree, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tree.sources / "gjwb/2023/yexun.txt"
    monkeypatch.setenv("PINGAN_CACHE", str(tmp_path / "cache"))
    run("clean", "--jobs", "1", *tree.options)
    monkeypatch.setenv("PINGAN_CACHE", "")
    fresh = run("explain", page, *tree.options)
    monkeypatch.setenv("PINGAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(pipeline, "segment", lambda *_: pytest.fail("worked through again"))
    assert run("explain", page, *tree.options) == fresh
