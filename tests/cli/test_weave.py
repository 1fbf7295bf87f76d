"""`weave` on the command line: it fills a folder of its own and never touches another."""

from __future__ import annotations

from .conftest import RECORD, Run, Tree


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
    assert done.code == 1
    assert len(done.sentences) == 2
    assert "huai.md:1：没有文章头" in done.err
    assert "tiaojie.txt：文件是空的" in done.err
    for article in articles:
        assert (cleaned.root / "woven" / "articles" / article.id / "index.md").is_file()
