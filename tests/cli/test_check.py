"""`check`: what passes, what does not, and the three forms of its report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import MEDIATION, WATCH, Run, Tree, git


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


def test_clean_and_check_agree_on_what_is_a_page(tree: Tree, run: Run) -> None:
    for name in ("~a.txt", ".b.txt", ".obsidian/note.txt", ".obsidian/workspace.json", ".obsidian/c.yml", "~$d.docx"):
        tree.page(name, WATCH)
    tree.page("gjwb/2023/DAXIE.HTM", f"<p>{MEDIATION.replace('86', '91')}</p>", "date: 2023-05\n")
    assert run("clean", *tree.options).code == 0
    assert tree.of("gjwb/2023/DAXIE.HTM")
    assert not re.search("页0[1279]", run("check", *tree.options).out)


def test_a_hidden_page_that_is_named_itself_is_told_why_it_is_not_read(tree: Tree, run: Run) -> None:
    hidden = tree.page("gjwb/2023/~a.txt", WATCH)
    assert "以“.”或“~”开头" in run("clean", hidden, *tree.options).err


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
        assert set(row) == {"code", "severity", "path", "line", "also", "message", "title", "hint"}
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


def first_article(tree: Tree) -> Path:
    return tree.articles / tree.written()[0].path


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def found(run: Run, tree: Tree, *options: str) -> list[tuple[str, str]]:
    """(code, name of the file) of what is found."""
    rows = json.loads(run("check", *tree.options, *options, "--format", "json").out)
    return [(row["code"], Path(row["path"]).name) for row in rows]


def test_fix_mends_what_is_safe_says_so_and_has_nothing_left_to_do(cleaned: Tree, run: Run) -> None:
    path = first_article(cleaned)
    append(path, "\n热线是１１０,随时可打。 \n")
    done = run("check", *cleaned.options, "--fix")
    assert path.read_text(encoding="utf-8").endswith("\n热线是110，随时可打。\n")
    assert "已改：1个文件" in done.out
    assert "“热线是１１０,随时可打" in done.out
    assert "没有可以自动改的" in run("check", *cleaned.options, "--fix").out


def test_fix_leaves_what_is_ignored_with_a_reason(cleaned: Tree, run: Run) -> None:
    path = first_article(cleaned)
    append(path, "\n甲,乙\n")
    before = path.read_bytes()
    ignore = f"- {{rule: 文07, id: {path.stem}, reason: 原件如此}}\n"
    (cleaned.articles / ".check-ignore.yml").write_text(ignore, encoding="utf-8")
    run("check", *cleaned.options, "--fix")
    assert path.read_bytes() == before


def test_fix_prints_nothing_but_the_findings_for_programs(cleaned: Tree, run: Run) -> None:
    append(first_article(cleaned), "\n甲,乙\n")
    assert isinstance(json.loads(run("check", *cleaned.options, "--fix", "--format", "json").out), list)


def test_a_pull_request_is_told_only_of_what_it_changed(committed: Tree, run: Run) -> None:
    first, second = (committed.articles / article.path for article in committed.written()[:2])
    append(second, "\n乙,丙\n")
    git(committed.root, "commit", "--quiet", "--all", "--message", "before")
    git(committed.root, "branch", "base")
    append(first, "\n甲,乙\n")
    assert ("文07", second.name) in found(run, committed)
    assert found(run, committed, "--changed", "base") == [("文07", first.name)]
    git(committed.root, "commit", "--quiet", "--all", "--message", "change")
    assert found(run, committed, "--changed", "base") == [("文07", first.name)]
    assert found(run, committed, "--changed", "HEAD") == []


def test_a_new_file_that_git_does_not_know_yet_is_part_of_the_change(committed: Tree, run: Run) -> None:
    first = first_article(committed)
    copy = first.with_name("gjwb-20230501-99.md")
    copy.write_text(
        first.read_text(encoding="utf-8").replace(f"id: {first.stem}", f"id: {copy.stem}"), encoding="utf-8"
    )
    assert "重02" in {code for code, _ in found(run, committed, "--changed", "HEAD")}


def test_a_deleted_article_must_be_withdrawn(committed: Tree, run: Run) -> None:
    path = first_article(committed)
    path.unlink()
    assert ("链07", path.name) in found(run, committed, "--changed", "HEAD")
    git(committed.root, "commit", "--quiet", "--all", "--message", "gone")
    assert ("链07", path.name) in found(run, committed)
    (committed.articles / ".withdrawn.yml").write_text(f"- {{id: {path.stem}, reason: 重复}}\n", encoding="utf-8")
    assert "链07" not in {code for code, _ in found(run, committed)}


def test_a_link_to_a_deleted_article_is_found_where_it_stands(committed: Tree, run: Run) -> None:
    first, second = (committed.articles / article.path for article in committed.written()[:2])
    append(second, f"\n另见[那里]({first.name})。\n")
    git(committed.root, "commit", "--quiet", "--all", "--message", "link")
    first.unlink()
    assert ("链01", second.name) in found(run, committed, "--changed", "HEAD")


def test_a_page_changed_without_its_articles_is_found(committed: Tree, run: Run) -> None:
    page = committed.sources / "gjwb/2023/tiaojie.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("86件", "88件"), encoding="utf-8")
    assert {code for code, _ in found(run, committed, "--changed", "HEAD")} >= {"页08"}
    assert run("clean", *committed.options).code == 0
    assert "页08" not in {code for code, _ in found(run, committed, "--changed", "HEAD")}


def test_an_ignore_without_reason_and_one_without_use_are_errors(cleaned: Tree, run: Run) -> None:
    name = first_article(cleaned).stem
    rows = f"- {{rule: 文05, id: {name}}}\n- {{rule: 文05, id: {name}, reason: 早已改好}}\n"
    (cleaned.articles / ".check-ignore.yml").write_text(rows, encoding="utf-8")
    assert {code for code, _ in found(run, cleaned)} >= {"链09", "链10"}
    assert run("check", *cleaned.options).code == 1


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD:x", ""])
def test_a_version_that_does_not_exist_is_one_sentence(base: str, committed: Tree, run: Run) -> None:
    done = run("check", *committed.options, f"--changed={base}")
    assert done.code == 2
    assert len(done.sentences) == 1
    assert f"git 里没有“{base}”这个版本" in done.err


def test_without_git_nothing_can_be_compared(cleaned: Tree, run: Run) -> None:
    done = run("check", *cleaned.options, "--changed", "HEAD")
    assert done.code == 2
    assert "不在 git 仓库里" in done.err


def test_the_site_is_looked_at_when_it_is_named(cleaned: Tree, run: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert run("check", *cleaned.options, "--site", site).code == 2
    site.mkdir()
    (site / "index.html").write_text('<a href="nowhere/">无</a>', encoding="utf-8")
    assert {code for code, _ in found(run, cleaned, "--site", str(site))} >= {"网02", "网03"}
    assert not any(code.startswith("网") for code, _ in found(run, cleaned))


def test_digests_are_compared_with_originals_that_are_at_hand(tree: Tree, run: Run, tmp_path: Path) -> None:
    for record in tree.sources.rglob("*.yml"):
        record.write_text(record.read_text(encoding="utf-8").replace("full", "digest"), encoding="utf-8")
    assert run("clean", *tree.options).code == 0
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "a.txt").write_text(WATCH, encoding="utf-8")
    assert "版05" in {code for code, _ in found(run, tree, "--originals", str(originals))}
    assert "版05" not in {code for code, _ in found(run, tree)}


def test_a_page_that_has_no_articles_yet_is_looked_through_too(tree: Tree, run: Run) -> None:
    page = tree.page("gjwb/2023/gaoshi.txt", "便民告示\n联系电话：13900000000。\n", "date：2023-05-01\n")
    assert {("私02", page.name), ("页02", page.name), ("页03", "gaoshi.yml")} <= set(found(run, tree))


def test_a_changed_record_of_a_page_without_articles_is_read(committed: Tree, run: Run) -> None:
    committed.page("gjwb/2023/gaoshi.txt", "便民告示\n欢迎来访。\n", "date：2023-05-01\n")
    assert ("页03", "gaoshi.yml") in found(run, committed, "--changed", "HEAD")


def test_git_is_found_from_within_a_hook_and_under_chinese_names(
    committed: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "nowhere")
    path = first_article(committed).with_name("副本.md")
    path.write_text("没有文章头\n", encoding="utf-8")
    assert found(run, committed, "--changed", "HEAD") == [("文01", "副本.md")]
