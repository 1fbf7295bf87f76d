"""`clean`: what a hand has edited stays, what is asked for is rewritten, and the table tells all of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.core.types import Article, Layout, RawPage
from scripts.store import archive

from .conftest import MEDIATION, RECORD, WATCH, Run, Tree

PAGE = "gjwb/2023/yexun.txt"


def file_of(tree: Tree, article: Article) -> Path:
    return tree.articles / article.path


def first(tree: Tree) -> tuple[Article, Path]:
    article = tree.of(PAGE)[0]
    return article, file_of(tree, article)


def replaced(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_a_second_run_writes_nothing(cleaned: Tree, run: Run) -> None:
    before = {path: path.stat().st_mtime_ns for path in cleaned.articles.rglob("*.md")}
    done = run("clean", *cleaned.options)
    assert done.code == 0
    assert {path: path.stat().st_mtime_ns for path in cleaned.articles.rglob("*.md")} == before
    assert done.out.splitlines()[-1].split()[-3:] == ["0", str(len(before)), "0"]


def test_an_edited_text_is_never_overwritten_and_the_difference_is_shown(cleaned: Tree, run: Run) -> None:
    article, path = first(cleaned)
    kept = replaced(path, "哨子", "铜哨子")
    done = run("clean", *cleaned.options)
    assert done.code == 0, "a kept hand edit is no fault"
    assert path.read_text(encoding="utf-8") == kept
    assert f"{article.id} 已由人工修改，没有覆盖" in done.out
    assert any(line.startswith("-") and "铜哨子" in line for line in done.out.splitlines())
    assert any(line.startswith("+") and "一声哨子" in line for line in done.out.splitlines())
    assert f"--refresh {article.id}" in done.out
    assert done.err == ""


def test_a_short_report_says_that_a_hand_edit_stays_and_names_a_command_that_runs_as_it_stands(
    cleaned: Tree, run: Run
) -> None:
    _, path = first(cleaned)
    replaced(path, "哨子", "铜哨子")
    said = run("clean", "--brief", *cleaned.options).out
    assert "页面记录改了也不跟着变" in said
    assert "  .venv/bin/python -m scripts clean\n" in said
    assert "铜哨子" not in said


def test_a_short_report_of_many_pages_names_only_those_with_something_new(tree: Tree, run: Run) -> None:
    for number in range(9):
        tree.page(f"gjwb/2023/ye-{number}.txt", MEDIATION.replace("86件", f"{number}6件"), RECORD)
    assert run("clean", "--brief", *tree.options).out.count("gjwb/2023/ye-") == 9
    tree.page("gjwb/2023/ye-x.txt", MEDIATION.replace("86件", "106件"), RECORD)
    said = run("clean", "--brief", *tree.options).out
    assert said.count("gjwb/2023/ye-") == 1
    assert "ye-x.txt" in said
    assert "共12版，没有变化的11版不列" in said
    assert run("clean", *tree.options).out.count("gjwb/2023/ye-") == 10


def test_an_edited_tag_is_never_overwritten(cleaned: Tree, run: Run) -> None:
    _, path = first(cleaned)
    kept = replaced(path, "date: 2023-05", "date: 2023-05-09")
    done = run("clean", *cleaned.options)
    assert done.code == 0
    assert path.read_text(encoding="utf-8") == kept
    assert "-date: 2023-05-09" in done.out
    assert "+date: 2023-05" in done.out


def test_an_editor_who_only_saved_with_other_line_ends_has_edited_nothing(cleaned: Tree, run: Run) -> None:
    _, path = first(cleaned)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = run("clean", *cleaned.options)
    assert done.code == 0
    assert "人工修改" not in done.out


def test_refresh_rewrites_over_a_hand_edit_and_only_there(cleaned: Tree, run: Run) -> None:
    untouched = cleaned.files()
    article, path = first(cleaned)
    other = cleaned.of("gjwb/2023/tiaojie.txt")[0]
    replaced(path, "哨子", "铜哨子")
    kept = replaced(file_of(cleaned, other), "茶具", "紫砂茶具")
    done = run("clean", *cleaned.options, "--refresh", article.id)
    assert done.code == 0
    assert path.read_bytes() == untouched[article.path]
    assert file_of(cleaned, other).read_text(encoding="utf-8") == kept


def test_an_unknown_id_to_refresh_is_wrong_usage_and_the_nearest_are_named(cleaned: Tree, run: Run) -> None:
    article, _ = first(cleaned)
    typo = article.id[:-1] + "7"
    done = run("clean", *cleaned.options, "--refresh", typo)
    assert done.code == 2
    assert done.sentences == [f"没有编号为 {typo} 的文章。是不是 " + done.err.split("是不是 ")[1].strip()]
    assert article.id in done.err


def test_an_id_with_no_likeness_is_refused_without_a_guess(cleaned: Tree, run: Run) -> None:
    done = run("clean", *cleaned.options, "--refresh", "那一篇")
    assert (done.code, done.err) == (2, "没有编号为 那一篇 的文章\n")


def test_an_id_whose_page_is_not_among_those_named_cannot_be_refreshed_in_silence(cleaned: Tree, run: Run) -> None:
    article, _ = first(cleaned)
    done = run("clean", cleaned.sources / "gjwb/2023/tiaojie.txt", *cleaned.options, "--refresh", article.id)
    assert done.code == 2
    assert article.id in done.err
    assert PAGE in done.err


def test_an_id_whose_file_is_broken_is_not_called_unknown(cleaned: Tree, run: Run) -> None:
    article, path = first(cleaned)
    path.write_text("没有文章头\n", encoding="utf-8")
    done = run("clean", *cleaned.options, "--refresh", article.id)
    assert done.code == 1
    assert path.name in done.err
    assert "没有文章头" in done.err


def test_a_piece_that_is_gone_is_told_and_withdrawn_on_demand(cleaned: Tree, run: Run) -> None:
    (gone,) = cleaned.of("gjwb/2023/tiaojie.txt")
    cleaned.page("gjwb/2023/tiaojie.txt", "\n" * 40 + WATCH[: WATCH.index("赣州市")].replace("梅岭", "竹岭"))
    told = run("clean", *cleaned.options)
    assert told.code == 1
    assert f"--refresh {gone.id}" in told.err
    done = run("clean", *cleaned.options, "--refresh", gone.id)
    assert done.code == 0
    assert f"{gone.id} 已撤下" in done.out
    assert not (cleaned.articles / gone.path).exists()
    assert gone.id in (cleaned.articles / ".withdrawn.yml").read_text(encoding="utf-8")


def test_the_table_names_every_page_in_full_and_sums_up(tree: Tree, run: Run) -> None:
    name = "gjwb/2023/" + "yi-ge-hen-chang-de-wen-jian-ming-" * 4 + "01.txt"
    tree.page(name, MEDIATION, RECORD)
    done = run("clean", *tree.options)
    head, *rows, total = done.out.splitlines()
    assert head.split() == ["版面", "篇", "散段", "待看", "写入", "未变", "人工改过"]
    assert [row.split()[0] for row in rows] == sorted(
        f"source_articles/{n}" for n in (PAGE, "gjwb/2023/tiaojie.txt", name)
    )
    sums = [sum(int(row.split()[n]) for row in rows) for n in range(1, 7)]
    assert total.split() == ["共3版", *map(str, sums)]
    assert sums[3] == len(tree.written())


def test_no_page_at_all_is_said(tmp_path: Path, run: Run) -> None:
    (tmp_path / "source_articles").mkdir()
    done = run("clean", *Tree(tmp_path).options)
    assert (done.code, done.err) == (0, "")
    assert "没有找到原版文件" in done.out


def test_the_same_pages_elsewhere_give_the_same_bytes(cleaned: Tree, tmp_path: Path, run: Run) -> None:
    moved = Tree(tmp_path / "别处")
    for name in ("yexun", "tiaojie"):
        text = (cleaned.sources / f"gjwb/2023/{name}.txt").read_bytes()
        moved.page(f"gjwb/2023/{name}.txt", text, RECORD)
    assert run("clean", *moved.options).code == 0
    assert moved.files() == cleaned.files()


@pytest.fixture
def one_day(tmp_path: Path) -> Tree:
    """Six pages of one newspaper and one day, whose articles share a prefix and are numbered as they come."""
    found = Tree(tmp_path / "one-day")
    for number in range(6):
        found.page(f"gjwb/2023/{'cfaebd'[number]}/ban.txt", MEDIATION.replace("86件", f"{number}6件"), RECORD)
    return found


def cleaned_elsewhere(tree: Tree, run: Run, name: str, jobs: int) -> dict[str, bytes]:
    out = tree.root / name
    assert run("clean", "--sources", tree.sources, "--out", out, "--jobs", jobs).code == 0
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.md"))}


def test_processes_change_no_number(one_day: Tree, run: Run) -> None:
    once = cleaned_elsewhere(one_day, run, "one", jobs=1)
    assert len(once) >= 6
    assert cleaned_elsewhere(one_day, run, "two", jobs=2) == once
    assert cleaned_elsewhere(one_day, run, "four", jobs=4) == once


def test_the_order_of_files_on_disk_changes_no_number(one_day: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    once = cleaned_elsewhere(one_day, run, "one", jobs=1)
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda folder: reversed([(p, f[::-1], n[::-1]) for p, f, n in walk(folder)]))
    assert cleaned_elsewhere(one_day, run, "backwards", jobs=1) == once


def test_an_out_that_is_a_file_is_wrong_usage(tree: Tree, run: Run) -> None:
    for out in (tree.sources / PAGE, "/dev/null"):
        done = run("clean", "--sources", tree.sources, "--out", out)
        assert (done.code, done.err) == (2, f"--out {out}：这不是文件夹\n")


def test_an_out_below_a_file_is_one_sentence(tree: Tree, run: Run) -> None:
    done = run("clean", "--sources", tree.sources, "--out", tree.sources / PAGE / "articles")
    assert done.code == 1
    assert len(done.sentences) == 1
    assert "yexun.txt" in done.err
    assert "读写失败（" in done.err


def test_a_tree_that_cannot_be_written_is_one_sentence(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: str) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(archive.files, "write", refuse)
    done = run("clean", *tree.options)
    assert done.code == 1
    assert len(done.sentences) == 1
    assert "读写失败（没有权限）" in done.err


def test_a_fault_of_the_program_on_one_page_leaves_the_others_alone(
    tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scripts import pipeline

    divide = pipeline.segment

    def stumble(page: object) -> object:
        if "yexun" in page.path:  # type: ignore[attr-defined]
            raise IndexError("off by one")
        return divide(page)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "segment", stumble)
    done = run("clean", *tree.options, "--jobs", "1")
    assert done.code == 1
    assert len(done.sentences) == 1
    assert f"source_articles/{PAGE}：程序在这一页上出错（IndexError" in done.err
    assert tree.of("gjwb/2023/tiaojie.txt")
    assert not tree.of(PAGE)


def test_loose_fragments_are_counted_and_their_lines_named(
    tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scripts import pipeline

    divide = pipeline.segment

    def lose(page: RawPage) -> Layout:
        layout = divide(page)
        if "yexun" not in page.path:
            return layout
        lost = tuple(part for piece in layout.pieces[1:] for part in piece.fragments)
        return replace(layout, pieces=layout.pieces[:1], loose=lost)

    monkeypatch.setattr(pipeline, "segment", lose)
    out = run("clean", *tree.options, "--jobs", "1").out
    row = next(line.split() for line in out.splitlines() if "yexun" in line)
    assert row[2] == "2"
    assert f"散段 source_articles/{PAGE} 第9、11–13行：check 告诉怎样归位\n" in out
    assert "tiaojie.txt 第" not in out


def test_a_page_all_in_pieces_has_nothing_more_to_say(cleaned: Tree, run: Run) -> None:
    assert "散段 source" not in run("clean", *cleaned.options).out
