"""What the archive tells of its changes, from repositories made for each test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.store.history import MOST_SUBJECT, Change, load_history, parse_log

Git = Callable[..., None]
HEAD = "---\nid: jjrb-20240512-01\ntitle: 老码头装了新路灯\ntopic: [治安防控]\nwritten: sha256:00\n---\n\n"
BODY = "路灯是周二装的。\n"


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in a new repository; each commit comes a minute after the one before."""
    clock = iter(range(1_700_000_000, 1_800_000_000, 60))

    def run(*command: str) -> None:
        now = f"{next(clock)} +0800"
        given = {**os.environ, "GIT_COMMITTER_DATE": now, "GIT_AUTHOR_DATE": now, "GIT_CONFIG_GLOBAL": os.devnull}
        person = ("-c", "user.name=王小明", "-c", "user.email=xiaoming@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *person, *command], cwd=tmp_path, env=given, check=True, capture_output=True)

    run("init", "-b", "main")
    return run


def commit(git: Git, folder: Path, summary: str, **files: str | None) -> None:
    """One commit that writes or removes article files, named with `_` for `-`."""
    for name, text in files.items():
        path = folder / "docs/articles/2024" / f"{name.replace('_', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-m", summary)


def changes(folder: Path) -> list[Change]:
    found = load_history(folder / "docs/articles")
    assert found
    return list(found.changes)


def test_an_article_tells_when_it_came_what_was_changed_and_when_it_went(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "新报道", jjrb_20240512_01=HEAD + BODY)
    commit(
        git, tmp_path, "改正标题和错字", jjrb_20240512_01=HEAD.replace("老码头", "旧码头") + BODY.replace("二", "三")
    )
    commit(git, tmp_path, "应当事人请求撤下", jjrb_20240512_01=None)
    told = [(c.kind, c.fields, c.by, c.summary) for c in changes(tmp_path)]
    assert told == [
        ("added", (), "", "新报道"),
        ("changed", ("title", "body"), "hand", "改正标题和错字"),
        ("removed", (), "", "应当事人请求撤下"),
    ]
    moments = [c.when for c in changes(tmp_path)]
    assert moments == sorted(moments)
    assert all(moment.endswith("Z") and moment.startswith("2023-11-14T") for moment in moments)


def test_what_the_machine_wrote_anew_is_told_from_what_a_hand_changed(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "新报道", jjrb_20240512_01=HEAD + BODY)
    commit(git, tmp_path, "重新整理", jjrb_20240512_01=HEAD.replace("sha256:00", "sha256:11") + BODY + "\n亮到天明。\n")
    last = changes(tmp_path)[-1]
    assert (last.by, last.fields) == ("machine", ("body",))


def test_a_file_that_only_moved_has_not_changed(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "新报道", jjrb_20240512_01=HEAD + BODY)
    (tmp_path / "docs/articles/2023").mkdir()
    moved = tmp_path / "docs/articles/2023/jjrb-20240512-01.md"
    (tmp_path / "docs/articles/2024/jjrb-20240512-01.md").rename(moved)
    git("add", "-A")
    git("commit", "-m", "换个年份")
    assert [c.kind for c in changes(tmp_path)] == ["added"]
    moved.rename(tmp_path / "docs/articles/2024/jjrb-20240512-01.md")
    commit(git, tmp_path, "搬回来，顺手改题", jjrb_20240512_01=HEAD.replace("老", "旧") + BODY)
    assert [(c.kind, c.fields) for c in changes(tmp_path)] == [("added", ()), ("changed", ("title",))]


def test_nothing_about_the_people_who_made_a_change_is_told(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "谢谢 @lihong 和 li.hong@example.org（电话里说的）", jjrb_20240512_01=HEAD + BODY)
    told = repr(changes(tmp_path))
    assert "小明" not in told
    assert "example.org" not in told
    assert "lihong" not in told
    assert "电话里说的" in told


def test_first_and_last_change_of_an_article_are_found_by_its_id(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "一", jjrb_20240512_01=HEAD + BODY, jjrb_20240512_02=HEAD)
    commit(git, tmp_path, "二", jjrb_20240512_02=HEAD + BODY)
    found = load_history(tmp_path / "docs/articles")
    assert found
    assert found.first("jjrb-20240512-01") == found.last("jjrb-20240512-01") == found.first("jjrb-20240512-02")
    assert (found.last("jjrb-20240512-02") or "") > (found.first("jjrb-20240512-02") or "")
    assert found.last("nie-gesehen-01") is None


def test_files_that_are_no_articles_are_not_told_of(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "一", jjrb_20240512_01=HEAD + BODY)
    (tmp_path / "docs/articles/.withdrawn.yml").write_text("[]\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# 读我\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-m", "别的文件")
    assert [c.id for c in changes(tmp_path)] == ["jjrb-20240512-01"]


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert load_history(tmp_path) is None
    assert load_history(tmp_path / "missing") is None


def test_without_git_nothing_is_known(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(git, tmp_path, "一", jjrb_20240512_01=HEAD + BODY)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert load_history(tmp_path / "docs/articles") is None


def test_a_clone_that_was_cut_short_knows_nothing_rather_than_something_false(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "一", jjrb_20240512_01=HEAD + BODY)
    commit(git, tmp_path, "二", jjrb_20240512_01=HEAD)
    short = tmp_path / "short"
    git("clone", "--depth", "1", f"file://{tmp_path}", str(short))
    assert load_history(short / "docs/articles") is None
    assert len(changes(tmp_path)) == 2


@pytest.mark.parametrize("seconds", [253402300800, 2**62, 10**30])
def test_a_commit_beyond_the_calendar_is_not_told_of(seconds: int) -> None:
    entry = b"\x00".join([b":000000 100644 00 11 A", b"2024/jjrb-20240512-01.md", b""])
    log = b"".join(
        b"\x01%s\x00%d\x00%s\x00\n%s" % (letter * 40, when, "新报道".encode(), entry)
        for letter, when in ((b"a", seconds), (b"b", 1_700_000_000))
    )
    assert [(t.commit[0], t.when) for t in parse_log(log)] == [("b", "2023-11-14T22:13:20Z")]


def test_a_subject_without_end_is_cut_before_it_is_searched_for_persons() -> None:
    log = (
        b"\x01" + b"a" * 40 + b"\x001700000000\x00" + b"x" * 60_000 + b"\x00\n:000000 100644 00 11 A\x002024/a-1.md\x00"
    )
    (told,) = parse_log(log)
    assert told.summary == "x" * MOST_SUBJECT


def test_a_subject_full_of_marks_breaks_nothing(tmp_path: Path, git: Git) -> None:
    commit(git, tmp_path, "\x01 :100644 100644 a b M <script>", jjrb_20240512_01=HEAD + BODY)
    commit(git, tmp_path, "二", jjrb_20240512_01=HEAD)
    assert [c.kind for c in changes(tmp_path)] == ["added", "changed"]
