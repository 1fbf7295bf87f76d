"""`new` at a terminal: it asks with guesses, takes every way of answering, and shows what became of the page."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.cli.new_guess import address, day_in, guesses

from .conftest import MEDIATION, WATCH, Done, Run, Tree

WEB = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>调解室里的第三杯茶</title>
<link rel="canonical" href="https://example.org/2023/c_1.html">
<meta name="publishdate" content="2023-07-04"></head>
<body><h1>九江市浔阳区：调解室里的第三杯茶</h1><p>来源：江西日报《法治》周刊　2023-07-04 08:30</p>
{"".join(f"<p>{line}</p>" for line in MEDIATION.splitlines()[2:] if line)}</body></html>"""


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def empty(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "archive")


@pytest.fixture
def typed(empty: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`new` with what somebody types, a line each."""

    def go(*argv: object, lines: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", Keyboard(lines))
        return run("new", *argv, *empty.options)

    return go


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "夜巡-20230518.txt"
    path.write_text(WATCH, encoding="utf-8")
    return path


@pytest.fixture
def web(tmp_path: Path) -> Path:
    path = tmp_path / "cha.html"
    path.write_text(WEB, encoding="utf-8")
    return path


def record(tree: Tree) -> dict[str, Any]:
    (path,) = tree.sources.rglob("*.yml")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found.pop("received")
    return {key: str(value) for key, value in found.items()}


def test_what_is_asked_is_answered_in_the_words_of_a_person(typed: Any, page: Path, empty: Tree) -> None:
    done = typed(page, lines="赣江晚报\n2023年5月18日\nhttps://example.org/a\n摘编\n没有查明\n《晚七点》，赣江晚报\n")
    assert done.code == 0
    assert record(empty) == {
        "publication": "赣江晚报",
        "date": "2023-05-18",
        "url": "https://example.org/a",
        "text": "digest",
        "rights": "http://rightsstatements.org/vocab/UND/1.0/",
        "original": "《晚七点》，赣江晚报",
    }
    for label in ("刊物（", "刊期（", "网址（", "文字是谁的话（", "原报道的权利（", "摘编所据的原件（"):
        assert done.out.count(label) == 1, label


def test_a_digest_has_an_original_that_is_guessed_from_what_was_answered(typed: Any, page: Path, empty: Tree) -> None:
    done = typed(page, lines="赣江晚报\n2023-05\n\n摘编\n\n\n")
    assert done.code == 0
    assert record(empty)["original"] == "《梅岭社区的“晚七点”》及同版报道，赣江晚报，2023年5月，版次未详"
    assert record(empty)["rights"] == "http://rightsstatements.org/vocab/InC/1.0/"


def test_what_is_not_known_of_an_original_is_said_to_be_unknown(typed: Any, page: Path, empty: Tree) -> None:
    assert typed(page, "--text", "digest", lines="-\n-\n\n\n\n").code == 0
    assert record(empty)["original"] == "《梅岭社区的“晚七点”》及同版报道，刊物未详，日期未详，版次未详"


def test_of_a_full_text_no_rights_are_guessed_and_no_original_is_asked(typed: Any, page: Path, empty: Tree) -> None:
    done = typed(page, "--text", "full", lines="\n\n\n\n")
    assert done.code == 0
    assert "原件（" not in done.out
    assert "没有已知的版权） [不填]" in done.out
    assert not {"rights", "original"} & set(record(empty))


def test_a_digest_that_is_taken_in_with_every_guess_has_no_error(typed: Any, page: Path, empty: Tree, run: Run) -> None:
    done = typed(page, "--yes", "--text", "digest", "--publication", "赣江晚报")
    assert "原报道的权利：InC（推测）" in done.out
    assert run("check", *empty.options).out.splitlines()[-1].startswith("检查完毕：0处错误")


@pytest.mark.parametrize("told", ["InC", "inc", "受版权保护", "http://rightsstatements.org/vocab/InC/1.0/"])
def test_rights_are_named_by_code_meaning_or_address(told: str, page: Path, empty: Tree, run: Run) -> None:
    assert run("new", page, *empty.options, "--rights", told).code == 0
    assert record(empty)["rights"] == "http://rightsstatements.org/vocab/InC/1.0/"


def test_the_command_line_understands_what_the_questions_do(page: Path, empty: Tree, run: Run) -> None:
    assert run("new", page, *empty.options, "--date", "2022年5月").code == 0
    assert record(empty)["date"] == "2022-05"


def test_a_title_inside_a_title_has_quotes_of_its_own() -> None:
    page = WATCH.replace("梅岭社区的“晚七点”", "社区里读《民法典》")
    assert guesses(page.encode(), ".txt", "")["original"] == "《社区里读〈民法典〉》及同版报道"


def test_enter_takes_the_guess_that_is_shown(typed: Any, web: Path, empty: Tree) -> None:
    done = typed(web, lines="\n\n\n\n\n")
    assert done.code == 0
    for guess in ("[江西日报《法治》周刊]", "[2023-07-04]", "[https://example.org/2023/c_1.html]", "[full]"):
        assert guess in done.out
    assert record(empty)["url"] == "https://example.org/2023/c_1.html"
    assert record(empty)["publication"] == "江西日报《法治》周刊"


def test_a_minus_leaves_a_field_empty_and_so_does_enter_without_a_guess(typed: Any, web: Path, empty: Tree) -> None:
    assert typed(web, lines="-\n-\n-\n\n\n").code == 0
    assert record(empty) == {"text": "full"}


def test_a_wrong_answer_is_explained_and_asked_again(typed: Any, page: Path, empty: Tree) -> None:
    done = typed(page, lines="\n去年夏天\n2023-05\n\n\n\n")
    assert done.code == 0
    assert "“去年夏天”不是 EDTF 日期" in done.out
    assert done.out.count("刊期（") == 2
    assert record(empty)["date"] == "2023-05"


def test_what_the_command_line_tells_is_not_asked(typed: Any, page: Path) -> None:
    done = typed(page, "--publication", "赣江晚报", "--date", "2023-05", "--text", "full", lines="\n\n")
    assert done.code == 0
    assert "刊物（" not in done.out
    assert "刊期（" not in done.out
    assert "网址（" in done.out


def test_no_answer_at_all_takes_nothing_in(typed: Any, page: Path, empty: Tree) -> None:
    done = typed(page, lines="赣江晚报\n")
    assert done.code == 130
    assert "已中断" in done.err
    assert not empty.root.exists()


def test_yes_asks_nothing_and_says_what_it_guessed(typed: Any, web: Path, empty: Tree) -> None:
    done = typed(web, "--yes")
    assert done.code == 0
    assert "刊物：江西日报《法治》周刊（推测）" in done.out
    assert record(empty)["date"] == "2023-07-04"


def test_without_yes_and_without_a_terminal_nothing_is_guessed(
    web: Path, empty: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run("new", web, *empty.options).code == 0
    assert record(empty) == {"text": "full"}


def test_a_page_that_cannot_be_read_is_refused_before_anything_is_asked(typed: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"PK\x03\x04")
    done = typed(tmp_path / "a.txt", lines="\n\n\n\n")
    assert done.code == 1
    assert "刊物（" not in done.out


def test_the_preview_shows_what_tells_whether_a_piece_came_out_well(typed: Any, page: Path) -> None:
    done = typed(page, "--yes", "--publication", "赣江晚报")
    for words in (
        "梅岭社区的“晚七点”",
        "南昌市、湾里管理局",
        "赣州市、章贡区",
        "反诈",
        "2023年5月18日",
        "罗一禾",
        "开头  ",
    ):
        assert words in done.out, words
    assert "编号  gjwb-20230518-01（短讯）" in done.out
    assert "下一步：" in done.out


def test_what_a_person_should_look_at_is_said_piece_by_piece(typed: Any, page: Path) -> None:
    done = typed(page, "--publication", "赣江晚报", "--name", "夜巡", lines="-\n\n\n\n")
    looks = [line.strip() for line in done.out.splitlines() if line.strip().startswith("请看")]
    assert looks
    assert any("日期" in line for line in looks)


@pytest.mark.parametrize("given", [(), ("a.txt", "--clipboard"), ("--clipboard", "--from-issue", "x")])
def test_exactly_one_page_is_named(given: tuple[str, ...], typed: Any) -> None:
    done = typed(*given)
    assert done.code == 2
    assert "要收哪一版" in done.err


def program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def test_the_clipboard_is_taken_in_like_a_file(
    typed: Any, tmp_path: Path, empty: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "held").write_text(WATCH, encoding="utf-8")
    program(tmp_path, "xclip", f"/bin/cat '{tmp_path}/held'")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert typed("--clipboard", "--yes", "--date", "2023-05").code == 0
    assert (empty.sources / "wm" / "2023" / "2023-05.txt").read_text(encoding="utf-8") == WATCH


@pytest.mark.parametrize(
    ("script", "words"), [(None, "没有能读剪贴板的程序"), ("exit 1", "剪贴板里没有文字"), ("true", "剪贴板里没有文字")]
)
def test_a_clipboard_that_gives_nothing_is_said(
    script: str | None, words: str, typed: Any, tmp_path: Path, empty: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    if script:
        program(tmp_path, "wl-paste", script)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = typed("--clipboard")
    assert done.code == 2
    assert words in done.err
    assert len(done.sentences) == 1
    assert not empty.root.exists()


def test_a_guess_comes_from_the_page_and_then_from_its_name() -> None:
    assert guesses(WATCH.encode(), ".txt", "夜巡-20230518")["date"] == "2023-05-18"
    assert guesses(b"PK\x03\x04", ".txt", "x") == {}
    assert day_in("第3版-20231399") is None
    assert address("<!-- saved from url=(0025)https://example.org/a -->") == "https://example.org/a"
    assert address('<meta property="og:url" content="https://example.org/b">') == "https://example.org/b"
    assert address("<p>没有地址</p>") is None


def test_an_address_that_no_record_takes_is_no_guess() -> None:
    page = WEB.replace("https://example.org/2023/c_1.html", "javascript:alert(1)")
    assert "url" not in guesses(page.encode(), ".html", "x")


def test_at_a_real_terminal_the_questions_and_the_preview_appear(page: Path, empty: Tree) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "scripts", "new", str(page), *empty.options]
    env = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, cwd=Path(__file__).parents[2])
    os.close(theirs)
    os.write(ours, "赣江晚报\n\n\n\n\n".encode())
    said = b""
    while True:
        try:
            said += os.read(ours, 4096)
        except OSError:
            break
    assert done.wait() == 0
    text = said.decode("utf-8", "replace")
    assert "[2023-05-18]" in text
    assert "梅岭社区的“晚七点”" in text
