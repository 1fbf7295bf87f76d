"""The summary of a pull request, on a git repository of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scripts.cli.summary_text import MARK, MOST_CHARACTERS, MOST_SENTENCES, Changed, Summary, fenced, markdown, shown
from scripts.core.types import Article

from .conftest import MEDIATION, RECORD, Done, Run, Tree, git


@pytest.fixture
def summary(committed: Tree, run: Run) -> Any:
    def go(*more: str) -> Done:
        return run("summary", "--base", "main", "--jobs", "1", *more, *committed.options)

    return go


def file(tree: Tree, name: str) -> Path:
    return tree.articles / "2023" / f"{name}.md"


def edit(tree: Tree, name: str, before: str, after: str) -> None:
    path = file(tree, name)
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_nothing_changed_is_said_in_one_line(summary: Any) -> None:
    done = summary()
    assert done.code == 0
    assert done.out == f"{MARK}\n**新增0篇，改动0篇，撤下0篇。**检查：0处错误，0处请看一看。\n"


def test_new_articles_come_with_tags_evidence_and_what_to_look_at(summary: Any, committed: Tree, run: Run) -> None:
    committed.page("gjwb/2023/cha.txt", MEDIATION.replace("86", "91"), RECORD.replace("date: 2023-05\n", ""))
    assert run("clean", *committed.options).code == 0
    said = summary().out
    assert "**新增1篇，改动0篇，撤下0篇；涉及1个原页。**" in said
    assert "- **九江市浔阳区：调解室里的第三杯茶** `gjwb-xxxxxxxx-01`" in said
    assert re.search(r"地点：九江市（\S+“九江市\S*”(?:第1行)?", said)
    assert "专题：矛盾纠纷化解（" in said
    assert "**请看：日期" in said
    assert "- `source_articles/gjwb/2023/cha.txt`" in said


def test_a_change_shows_the_sentences_before_and_after_and_the_fields(summary: Any, committed: Tree) -> None:
    edit(committed, "gjwb-202305xx-02", "劝下纠纷37起", "劝下纠纷73起")
    edit(committed, "gjwb-202305xx-02", "city: [南昌市]", "city: [九江市]")
    said = summary().out
    assert "改动1篇" in said
    assert "- 城市：南昌市\n+ 城市：九江市\n" in said
    assert "\n- 今年以来，夜巡队走了两万多里路，劝下纠纷37起" in said
    assert "\n+ 今年以来，夜巡队走了两万多里路，劝下纠纷73起" in said
    assert "有退休教师" not in said


def test_findings_of_the_change_are_told_with_their_lines_errors_first(summary: Any, committed: Tree) -> None:
    edit(committed, "gjwb-202305xx-03", "topic: [", "topic: [修仙, ")
    edit(committed, "gjwb-202305xx-02", "社区警情", "电话13907911234，社区警情")
    said = summary().out
    rows = [line for line in said.splitlines() if line.startswith(("- **错误**", "- 请看"))]
    assert any("修仙" in row and "gjwb-202305xx-03.md:" in row for row in rows)
    assert rows == sorted(rows, key=lambda row: not row.startswith("- **错误**"))
    assert "13907911234" not in "".join(rows)


def test_a_withdrawn_article_is_named(summary: Any, committed: Tree) -> None:
    file(committed, "gjwb-202305xx-01").unlink()
    said = summary().out
    assert "撤下1篇" in said
    assert "### 撤下的文章\n\n- 九江市浔阳区：调解室里的第三杯茶 `gjwb-202305xx-01`" in said


def test_the_preview_is_linked_when_there_is_one(summary: Any) -> None:
    assert "[下载预览](https://example.org/1)" in summary("--preview", "https://example.org/1").out
    assert summary("--preview", "javascript:alert(1)").code == 2


def test_only_what_differs_from_where_the_branch_began_is_told(summary: Any, committed: Tree) -> None:
    git(committed.root, "switch", "--quiet", "--create", "mine")
    edit(committed, "gjwb-202305xx-03", "反诈课开进菜市场", "反诈课进菜市场")
    git(committed.root, "commit", "--quiet", "--all", "--message", "mine")
    git(committed.root, "switch", "--quiet", "main")
    edit(committed, "gjwb-202305xx-01", "第三杯茶", "第四杯茶")
    git(committed.root, "commit", "--quiet", "--all", "--message", "theirs")
    git(committed.root, "switch", "--quiet", "mine")
    said = summary().out
    assert "gjwb-202305xx-03" in said
    assert "gjwb-202305xx-01" not in said


def test_a_version_that_is_not_there_is_wrong_usage(committed: Tree, run: Run) -> None:
    done = run("summary", "--base", "nosuch", *committed.options)
    assert (done.code, done.err) == (
        2,
        "git 里没有“nosuch”这个版本。在别处检出的仓库，请先 git fetch 把它取来\n",
    )


def test_a_repository_that_is_not_there_is_wrong_usage(cleaned: Tree, run: Run) -> None:
    done = run("summary", "--base", "main", *cleaned.options)
    assert (done.code, done.err) == (2, "这些文章不在 git 仓库里，无从和“main”比较\n")


def test_words_of_the_archive_stay_words() -> None:
    said = shown("<img src=x> @octocat #12 [a](javascript:x) `b` https://example.org")
    assert "<img" not in said
    assert "@octocat" not in said
    assert "#12" not in said
    assert "](javascript" not in said
    block = list(fenced(["- ```", "+ ````\u202e"]))
    assert block[0] == "`````diff"
    assert block[-1] == "`````"
    assert "\u202e" not in "".join(block)


def test_every_word_of_a_new_article_is_shown_as_text() -> None:
    evil = "<img src=x> @octocat [a](javascript:x)\n\n# 甲"
    many = (evil,) * 2
    article = Article(
        *("wm-xxxxxxxx-01", evil, "article", evil), kicker=evil, city=many, topic=many, byline=many, review=many
    )
    said = markdown(Summary((article,), (), ()))
    for raw in ("<img", "@octocat", "](javascript", "\n# 甲"):
        assert raw not in said, raw


def test_a_comment_is_never_longer_than_github_takes() -> None:
    many = [Article(f"wm-xxxxxxxx-{n:02d}", "长" * 300, "article", "一。" * MOST_SENTENCES) for n in range(90)]
    pairs = tuple(Changed(a, Article(a.id, a.title, "brief", "二。" * MOST_SENTENCES)) for a in many)
    text = markdown(Summary(tuple(many), pairs, ()))
    assert len(text) <= MOST_CHARACTERS + 200
    assert text.count("\n```") % 2 == 0
    assert "略去" in text
