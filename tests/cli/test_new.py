"""`new`: a page is taken in under a safe name with its record beside it, and clean reads what was written."""

from __future__ import annotations

import errno
import io
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from scripts.core import files
from scripts.core.errors import InputProblem
from scripts.core.lock import locked
from scripts.store.intake import Intake, take_in

from .conftest import MEDIATION, WATCH, Run, Tree


@pytest.fixture
def empty(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "archive")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "夜巡.txt"
    path.write_text(WATCH, encoding="utf-8")
    return path


def held(tree: Tree) -> list[str]:
    return sorted(p.relative_to(tree.root).as_posix() for p in tree.sources.rglob("*") if p.is_file())


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_page_is_taken_in_with_its_record_and_cleaned(empty: Tree, page: Path, run: Run) -> None:
    done = run(
        *("new", page, *empty.options, "--publication", "赣江晚报", "--date", "2023-05/2023-06"),
        *("--series", "平安“夜”话: 之一", "--url", "https://example.org/a.html?b=1#c"),
    )
    assert (done.code, done.err) == (0, "")
    assert held(empty) == ["source_articles/gjwb/2023/yexun.txt", "source_articles/gjwb/2023/yexun.yml"]
    assert (empty.sources / "gjwb/2023/yexun.txt").read_bytes() == page.read_bytes()
    record = yaml.safe_load((empty.sources / "gjwb/2023/yexun.yml").read_text(encoding="utf-8"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(record.pop("received")))
    assert record == {
        "publication": "赣江晚报",
        "series": "平安“夜”话: 之一",
        "date": "2023-05/2023-06",
        "url": "https://example.org/a.html?b=1#c",
        "text": "full",
    }
    articles = empty.of("gjwb/2023/yexun.txt")
    assert articles
    assert {(a.publication, str(a.date), a.text) for a in articles} == {("赣江晚报", "2023-05/2023-06", "full")}


def test_a_page_without_a_publication_is_told_that_its_ids_will_not_change(
    empty: Tree, tmp_path: Path, page: Path, run: Run
) -> None:
    assert "编号以 wm 起头，提交以后不能再改" in run("new", page, *empty.options).out
    other = Tree(tmp_path / "other")
    assert "编号以" not in run("new", page, *other.options, "--publication", "赣江晚报").out


def test_what_comes_next_is_the_record_then_the_articles_then_the_check(empty: Tree, page: Path, run: Run) -> None:
    said = run("new", page, *empty.options, "--publication", "赣江晚报").out
    steps = [said.index(word) for word in ("yexun.yml；", "新写的文章，", "make site", "make serve", "提交\n")]
    assert steps == sorted(steps)


def test_a_page_of_slogans_alone_is_told_so_and_how_to_name_its_text(empty: Tree, page: Path, run: Run) -> None:
    page.write_text("全民反诈 平安江西\n", encoding="utf-8")
    done = run("new", page, *empty.options, "--publication", "赣江晚报")
    assert (done.code, empty.written()) == (0, [])
    assert "没有一行归入文章" in done.out and "roles" in done.out
    assert "新写的文章" not in done.out


def test_clean_has_nothing_to_add_to_what_new_wrote(empty: Tree, page: Path, run: Run) -> None:
    run("new", page, *empty.options, "--publication", "赣江晚报", "--date", "2023-05")
    before = empty.files()
    assert run("clean", *empty.options).code == 0
    assert empty.files() == before


def test_a_page_may_come_through_a_pipe(empty: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, WATCH.encode("gb18030"))
    done = run("new", "-", "--name", "夜巡", "--date", "2022", *empty.options)
    assert done.code == 0
    assert held(empty) == ["source_articles/wm/2022/yexun.txt", "source_articles/wm/2022/yexun.yml"]
    assert empty.written()


def test_a_web_page_from_a_pipe_is_known_by_its_look(empty: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, f"<!DOCTYPE html><p>{MEDIATION}</p>".encode())
    assert run("new", "-", *empty.options).code == 0
    assert held(empty) == ["source_articles/wm/undated/page.html", "source_articles/wm/undated/page.yml"]


def test_a_second_page_of_the_same_name_gets_a_name_of_its_own(empty: Tree, page: Path, run: Run) -> None:
    assert run("new", page, "--date", "2022", *empty.options).code == 0
    first = (empty.sources / "wm/2022/yexun.txt").read_bytes()
    page.write_text(MEDIATION, encoding="utf-8")
    assert run("new", page, "--date", "2022", *empty.options).code == 0
    other = page.with_suffix(".html")
    other.write_text(f"<p>{MEDIATION}</p>", encoding="utf-8")
    assert run("new", other, "--date", "2022", *empty.options).code == 0
    names = [name for name in held(empty) if not name.endswith(".yml")]
    assert names == [f"source_articles/wm/2022/{name}" for name in ("yexun-2.txt", "yexun-3.html", "yexun.txt")]
    assert (empty.sources / "wm/2022/yexun.txt").read_bytes() == first


def test_the_same_page_is_not_taken_in_twice(empty: Tree, page: Path, run: Run) -> None:
    run("new", page, *empty.options)
    before = held(empty)
    done = run("new", page, "--name", "另一个名字", "--date", "2022", *empty.options)
    assert done.code == 1
    assert "已经收过，就是 source_articles/wm/undated/yexun.txt" in done.err
    assert held(empty) == before


@pytest.mark.parametrize("ending", [".txt", ".yml"])
def test_a_page_that_could_not_be_taken_in_whole_is_taken_in_by_the_next_try(
    ending: str, empty: Tree, page: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write

    def full(path: Path, data: str | bytes) -> bool:
        if path.suffix == ending:
            raise OSError(errno.ENOSPC, "disk full", str(path))
        return write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", full)
        failed = run("new", page, "--publication", "赣江晚报", *empty.options)
    assert failed.code == 1
    assert "磁盘满了" in failed.err
    assert held(empty) == []
    assert run("new", page, "--publication", "赣江晚报", *empty.options).code == 0
    assert {a.publication for a in empty.written()} == {"赣江晚报"}


def test_two_who_take_in_the_same_page_at_once_are_told_apart(empty: Tree) -> None:
    intake = Intake(WATCH.encode(), ".txt", "yexun", {})
    begun = threading.Event()

    def second() -> Path:
        begun.set()
        return take_in(intake, empty.sources)

    with ThreadPoolExecutor(1) as pool:
        with locked(empty.sources):
            waiting = pool.submit(second)
            begun.wait()
            time.sleep(0.3)
            empty.page("wm/undated/first.txt", WATCH)
        with pytest.raises(InputProblem, match="已经收过"):
            waiting.result()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("../../x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("反诈宣传", "fanzhaxuanchuan"),
        ("..", "page"),
        ("a" * 300, "a" * 48),
        ("--help me", "help-me"),
        ("夜\x1b[31m话\n", "ye-31mhua"),
        ("🚓", "page"),
    ],
)
def test_a_name_becomes_a_safe_file_name(name: str, written: str, empty: Tree, page: Path, run: Run) -> None:
    done = run("new", page, f"--name={name}", *empty.options)
    assert done.code == 0
    assert held(empty) == [f"source_articles/wm/undated/{written}.txt", f"source_articles/wm/undated/{written}.yml"]


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--rights", "随便用", "RightsStatements.org"),
        ("--date", "2023-02-30", "不是 EDTF 日期"),
        ("--date", "昨天", "不是 EDTF 日期"),
        ("--url", "javascript:alert(1)", "不是网址"),
        ("--publication", "晚报\x00", "控制字符"),
        ("--text", "摘要", "invalid choice"),
    ],
)
def test_a_wrong_field_is_wrong_usage_and_nothing_is_taken_in(
    option: str, value: str, words: str, empty: Tree, page: Path, run: Run
) -> None:
    done = run("new", page, option, value, *empty.options)
    assert done.code == 2
    assert words in done.err
    assert not empty.root.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK\x03\x04", "不认识的文件类型“.docx”"),
        ("a.txt.exe", WATCH.encode(), "不认识的文件类型“.exe”"),
        ("a", WATCH.encode(), "不认识的文件类型“”"),
        ("a.txt", b"PK\x03\x04", "ZIP 压缩包"),
        ("a.txt", b"", "文件是空的"),
        ("a.txt", "　\n".encode(), "只有空白"),
        ("a.html", b"<script>x()</script>", "只有空白"),
        ("a.txt", b"x" * 20_000_001, "上限"),
    ],
)
def test_a_file_that_is_no_page_is_refused_before_it_is_taken_in(
    name: str, content: bytes, words: str, empty: Tree, tmp_path: Path, run: Run
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("new", tmp_path / name, *empty.options)
    assert done.code == 1
    assert len(done.sentences) == 1
    assert words in done.err
    assert str(tmp_path / name) in done.err
    assert not empty.root.exists()


@pytest.mark.parametrize("name", ["meiyou.txt", "."])
def test_a_file_that_is_not_there_is_wrong_usage(name: str, empty: Tree, tmp_path: Path, run: Run) -> None:
    done = run("new", tmp_path / name, *empty.options)
    assert done.code == 2
    assert "没有这个文件" in done.err
    assert not empty.root.exists()


def test_new_asks_nothing(empty: Tree, page: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(io.StringIO):
        def read(self, *_: object) -> str:
            raise AssertionError("new reads the keyboard")

        readline = read

    monkeypatch.setattr(sys, "stdin", Silent())
    assert run("new", page, *empty.options).code == 0
