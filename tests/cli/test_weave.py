"""`weave` on the command line: it fills a folder of its own and never touches another."""

from __future__ import annotations

import pytest

from scripts.cli import weave
from scripts.core import lock
from scripts.core.settings import LEFT_OUT

from .conftest import MEDIATION, RECORD, Run, Tree


def test_a_second_weave_writes_nothing(cleaned: Tree, run: Run) -> None:
    out = cleaned.root / "woven"
    assert run("weave", *cleaned.options, "--out", out).code == 0
    done = run("weave", *cleaned.options, "--out", out)
    assert done.code == 0
    assert "新写0，" in done.out
    assert "删去0个文件" in done.out


def test_a_folder_of_other_things_is_never_swept(cleaned: Tree, run: Run) -> None:
    out = cleaned.root / "相册"
    out.mkdir()
    (out / "全家福.jpg").write_bytes(b"\xff\xd8")
    done = run("weave", *cleaned.options, "--out", out)
    assert done.code == 2
    assert "里面有别的文件" in done.err
    assert [path.name for path in out.iterdir()] == ["全家福.jpg"]


def test_an_out_that_is_a_file_is_wrong_usage(cleaned: Tree, run: Run) -> None:
    out = cleaned.sources / "gjwb/2023/yexun.txt"
    done = run("weave", *cleaned.options, "--out", out)
    assert (done.code, done.err) == (2, f"--out {out}：这不是文件夹\n")


def test_what_cannot_be_woven_is_named_and_the_rest_is_woven(cleaned: Tree, run: Run) -> None:
    articles = cleaned.written()
    (cleaned.articles / "2023" / "huai.md").write_text("没有文章头\n", encoding="utf-8")
    cleaned.page("gjwb/2023/tiaojie.txt", b"", RECORD)
    done = run("weave", *cleaned.options, "--out", cleaned.root / "woven")
    assert done.code == LEFT_OUT
    assert len(done.sentences) == 2
    assert "huai.md:1：没有文章头" in done.err
    assert "tiaojie.txt：文件是空的" in done.err
    for article in articles:
        assert (cleaned.root / "woven" / "articles" / article.id / "index.md").is_file()


def test_of_two_runs_the_second_waits_and_weaves_what_stands_then(
    cleaned: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = cleaned.root / "woven"
    first = lock.locked(out)
    first.__enter__()

    def meanwhile(seconds: float) -> None:
        cleaned.page("gjwb/2023/lingwai.txt", MEDIATION.replace("第三杯茶", "最后一杯茶"), RECORD)
        run("clean", *cleaned.options)
        first.__exit__(None, None, None)

    monkeypatch.setattr(lock.time, "sleep", meanwhile)
    assert run("weave", *cleaned.options, "--out", out).code == 0
    (late,) = cleaned.of("gjwb/2023/lingwai.txt")
    assert (out / "articles" / late.id / "index.md").is_file()


def test_a_run_that_waits_in_vain_says_so(cleaned: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weave, "BUILD_PATIENCE", 0.1)
    with lock.locked(cleaned.root / "woven"):
        done = run("weave", *cleaned.options, "--out", cleaned.root / "woven")
    assert done.code == 1
    assert done.sentences == [
        f"{cleaned.root}/woven：另一个程序正在写这个文件夹，等了0.1秒仍未结束。请等它结束后再运行"
    ]


def test_whoever_holds_the_tree_may_have_it_woven(cleaned: Tree, run: Run) -> None:
    with lock.locked(cleaned.root / "woven"):
        assert run("weave", *cleaned.options, "--out", cleaned.root / "woven", "--held").code == 0
