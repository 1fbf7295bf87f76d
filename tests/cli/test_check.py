"""`check`: what passes, what does not, and the three forms of its report."""

from __future__ import annotations

import json
import re

import pytest

from .conftest import Run, Tree


def broken(tree: Tree) -> str:
    """Puts a wrong topic and a broken head into the archive; the path of the article with the topic."""
    first, second = (a.path for a in tree.written()[:2])
    path = tree.articles / first
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("topic:")]
    text = "\n".join((*lines[:2], "topic: [没有这个专题]", *lines[2:])) + "\n"
    path.write_text(text, encoding="utf-8")
    (tree.articles / second).write_text("---\ntitle: [没有关上\n---\n", encoding="utf-8")
    return first


def test_an_archive_fresh_from_clean_has_no_error(cleaned: Tree, run: Run) -> None:
    done = run("check", *cleaned.options)
    assert (done.code, done.err) == (0, "")
    assert "检查完毕：" in done.out
    assert "错误 " not in done.out


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_an_error_is_exit_code_one_in_every_form(form: str, cleaned: Tree, run: Run) -> None:
    assert run("check", *cleaned.options, "--format", form).code == 0
    path = broken(cleaned)
    done = run("check", *cleaned.options, "--format", form)
    assert done.code == 1
    assert "没有这个专题" in done.out
    assert path in done.out
    assert done.err == ""


def test_json_is_one_list_of_findings(cleaned: Tree, run: Run) -> None:
    broken(cleaned)
    rows = json.loads(run("check", *cleaned.options, "--format", "json").out)
    assert {"error"} <= {row["severity"] for row in rows} <= {"error", "look"}
    for row in rows:
        assert set(row) == {"code", "severity", "path", "line", "message", "title", "hint"}
        assert row["line"] is None or row["line"] >= 1


def test_json_of_nothing_is_an_empty_list(tree: Tree, run: Run) -> None:
    for page in tree.sources.rglob("*"):
        if page.is_file():
            page.unlink()
    done = run("check", *tree.options, "--format", "json")
    assert (done.code, json.loads(done.out)) == (0, [])


def test_every_line_for_github_is_an_annotation(cleaned: Tree, run: Run) -> None:
    broken(cleaned)
    lines = run("check", *cleaned.options, "--format", "github").out.splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(r"::(?:error|warning) file=[^:,]+,line=\d+,title=[^:,]+::.+", line), line


def test_a_page_without_articles_is_pointed_out(tree: Tree, run: Run) -> None:
    done = run("check", *tree.options)
    assert done.code == 0
    assert done.out.count("这一页还没有任何文章") == 2


def test_processes_make_no_difference(cleaned: Tree, run: Run) -> None:
    broken(cleaned)
    assert run("check", *cleaned.options, "--jobs", "1") == run("check", *cleaned.options, "--jobs", "2")
