"""What runs on GitHub, off GitHub: forms and workflows are valid, have least rights, and their scripts do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import git

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
SCRIPTS = GITHUB / "scripts"
WORKFLOWS = {path.name: path for path in sorted((GITHUB / "workflows").glob("*.yml"))}
FORMS = Path(__file__).with_name("forms")
SCHEMAS = {
    "vendor.github-workflows": sorted(WORKFLOWS.values()),
    "custom.github-workflows-require-timeout": sorted(WORKFLOWS.values()),
    "vendor.github-issue-forms": sorted((GITHUB / "ISSUE_TEMPLATE").glob("[1-9]*.yml")),
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
}
THEIRS = re.compile(
    r"\$\{\{[^}]*github\.(?:event\.(?:issue|comment|pull_request)\.(?:title|body|head\.ref)|head_ref)[^}]*\}\}"
)
"""Words of strangers, which must never be pasted into a command."""
WRITERS = {"intake.yml": {"open"}, "comment.yml": {"comment"}, "labels.yml": {"labels"}, "ci.yml": {"deploy"}}
"""The only jobs with a right to write."""


def workflow(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(WORKFLOWS[name].read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def jobs() -> list[tuple[str, str, dict[str, Any]]]:
    return [(name, job, body) for name in WORKFLOWS for job, body in workflow(name)["jobs"].items()]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_github_would_accept_the_file(schema: str) -> None:
    assert SCHEMAS[schema]
    program = Path(sys.executable).with_name("check-jsonschema")
    command = [program, "--builtin-schema", schema, *SCHEMAS[schema]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_words_of_a_stranger_stand_in_a_command() -> None:
    for name, path in WORKFLOWS.items():
        assert not THEIRS.search(path.read_text(encoding="utf-8")), name
    for name, job, body in jobs():
        for step in body["steps"]:
            assert "${{" not in step.get("run", ""), (name, job)


def test_only_actions_of_github_itself_are_used() -> None:
    for name, job, body in jobs():
        for step in body["steps"]:
            assert "uses" not in step or re.fullmatch(r"actions/[a-z-]+(?:/[a-z]+)?@v\d+", step["uses"]), (name, job)


def test_rights_are_told_and_only_few_jobs_may_write() -> None:
    for name, job, body in jobs():
        rights = body.get("permissions", workflow(name)["permissions"]) or {}
        assert rights, (name, job)
        writes = "write" in rights.values()
        assert writes == (job in WRITERS.get(name, ())), (name, job, rights)


def test_nothing_of_a_fork_runs_where_there_is_a_right_or_a_secret() -> None:
    for name in WORKFLOWS:
        text = WORKFLOWS[name].read_text(encoding="utf-8")
        assert "pull_request_target" not in text, name
        assert "secrets." not in text, name
    for step in workflow("comment.yml")["jobs"]["comment"]["steps"]:
        assert "ref" not in step.get("with", {})
    for name, job, body in jobs():
        if job not in WRITERS.get(name, ()):
            checkouts = [s for s in body["steps"] if s.get("uses", "").startswith("actions/checkout")]
            assert all(s["with"]["persist-credentials"] == "false" for s in checkouts), (name, job)


def test_worked_pages_are_kept_between_runs_by_main_alone_and_outside_the_repository() -> None:
    caches = {name: step for name, _, body in jobs() for step in body["steps"] if is_cache(step)}
    assert caches.keys() == {"ci.yml", "pull-request.yml"}
    assert caches["ci.yml"]["if"] == "github.ref == 'refs/heads/main'"
    assert caches["pull-request.yml"]["uses"].startswith("actions/cache/restore@")
    assert caches["ci.yml"]["with"] == caches["pull-request.yml"]["with"]
    assert caches["ci.yml"]["with"]["path"] == "~/.cache/pingan-jiangxi"


def test_the_key_of_worked_pages_is_counted_before_anything_is_compiled() -> None:
    for name, job, body in jobs():
        kinds = ["cache" if is_cache(step) else "run" if "run" in step else "" for step in body["steps"]]
        assert "cache" not in kinds or kinds.index("cache") < kinds.index("run"), (name, job)


def is_cache(step: dict[str, Any]) -> bool:
    return str(step.get("uses", "")).startswith("actions/cache")


def test_every_script_that_a_workflow_names_exists_and_may_be_run() -> None:
    named = {
        n
        for path in WORKFLOWS.values()
        for n in re.findall(r"\.github/scripts/([\w-]+\.sh)", path.read_text(encoding="utf-8"))
    }
    assert named == {path.name for path in SCRIPTS.glob("*")}
    assert all(os.access(SCRIPTS / name, os.X_OK) for name in named)


def test_the_comment_listens_to_a_workflow_that_exists() -> None:
    names = {workflow(name)["name"] for name in WORKFLOWS}
    assert set(workflow("comment.yml")["on"]["workflow_run"]["workflows"]) <= names
    assert len(names) == len(WORKFLOWS)


def test_every_label_that_a_form_or_workflow_needs_is_made() -> None:
    labels = yaml.safe_load((GITHUB / "labels.yml").read_text(encoding="utf-8"))
    made = {label["name"] for label in labels}
    assert len(made) == len(labels)
    assert all(re.fullmatch("[0-9a-f]{6}", str(label["color"])) for label in labels)
    for path in SCHEMAS["vendor.github-issue-forms"]:
        assert set(yaml.safe_load(path.read_text(encoding="utf-8"))["labels"]) <= made, path.name


def test_every_path_that_has_an_owner_exists() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and line[0] != "#":
            place, *owners = line.split()
            assert owners and all(owner.startswith("@") for owner in owners), line
            assert place == "*" or place.endswith(".withdrawn.yml") or (ROOT / place.strip("/")).exists(), line


Desk = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A clone of a small archive, its origin, and a `gh` that writes down what it is asked."""
    origin, here, programs = tmp_path / "origin.git", tmp_path / "clone", tmp_path / "bin"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", origin)
    git(tmp_path, "clone", "--quiet", origin, here)
    shutil.copytree(SCRIPTS, here / ".github" / "scripts")
    shutil.copy(GITHUB / "labels.yml", here / ".github")
    (here / "docs" / "articles").mkdir(parents=True)
    (here / "docs" / "articles" / "a.md").write_text("旧\n", encoding="utf-8")
    (here / "source_articles").mkdir()
    (here / "Makefile").write_text("all:\n", encoding="utf-8")
    git(here, "add", "--all")
    git(here, "commit", "--quiet", "--message", "start")
    git(here, "push", "--quiet", "origin", "main")
    programs.mkdir()
    (programs / "gh").write_text(GH, encoding="utf-8")
    (programs / "gh").chmod(0o755)
    return here


GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$GH_LOG"
case "$*" in
  *"--json reviews"*) echo "${GH_REVIEWS:-}";;
  *"--json state"*) [ -n "${GH_OPEN:-}" ] && echo OPEN || exit 1;;
  *"--json number"*) echo 7;;
  "run download"*) mkdir -p summary && cp "$GH_SUMMARY"/* summary/;;
  *"--jq .head.sha"*) echo "${GH_SHA:-}";;
  *comments*--jq*) echo "${GH_COMMENT:-}";;
esac
"""


def script(desk: Path, name: str, **told: str) -> subprocess.CompletedProcess[str]:
    """One script of a workflow, in the clone."""
    log = desk.parent / "gh.log"
    log.touch()
    env = {
        "PATH": f"{desk.parent / 'bin'}:{os.environ['PATH']}",
        "HOME": str(desk.parent),
        "GH_LOG": str(log),
        "GITHUB_OUTPUT": str(desk.parent / "output"),
        "GITHUB_STEP_SUMMARY": str(desk.parent / "step"),
    }
    return subprocess.run(
        [desk / ".github" / "scripts" / name], cwd=desk, env=env | told, capture_output=True, text=True, check=False
    )


def asked(desk: Path) -> list[str]:
    return (desk.parent / "gh.log").read_text(encoding="utf-8").splitlines()


def patch(desk: Path, **files: str) -> None:
    """Leaves a patch as the first job would, with what it changes."""
    for name, text in files.items():
        path = desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(desk, "add", "--all")
    (desk / "change").mkdir()
    (desk / "change" / "change.patch").write_text(git(desk, "diff", "--cached", "--binary"), encoding="utf-8")
    (desk / "change" / "body.md").write_text("新增1篇\n", encoding="utf-8")
    git(desk, "reset", "--quiet", "--hard")


def test_a_form_becomes_a_pull_request_of_the_archive_alone(desk: Path) -> None:
    patch(desk, **{"docs/articles/a.md": "新\n", "source_articles/p.txt": "版面\n", "Makefile": "all: ; rm -rf /\n"})
    done = script(desk, "open-pull-request.sh", NUMBER="12", DONE="true")
    assert done.returncode == 0, done.stderr
    changed = git(desk, "diff", "--name-only", "main", "origin/form-12").split()
    assert changed == ["docs/articles/a.md", "source_articles/p.txt"]
    assert asked(desk)[1].startswith("pr create --base main --head form-12 --title 表单 #12 --body-file change/pull.md")
    assert asked(desk)[-1] == "workflow run pull-request.yml --ref form-12 --field number=7"
    assert "Closes #12" in (desk / "change" / "pull.md").read_text(encoding="utf-8")


def test_a_form_that_is_edited_updates_its_pull_request(desk: Path) -> None:
    patch(desk, **{"docs/articles/a.md": "新\n"})
    assert script(desk, "open-pull-request.sh", NUMBER="12", DONE="true").returncode == 0
    git(desk, "switch", "--quiet", "main")
    done = script(desk, "open-pull-request.sh", NUMBER="12", DONE="true", GH_OPEN="yes")
    assert done.returncode == 0, done.stderr
    assert "api --method PATCH repos/{owner}/{repo}/pulls/7 --field body=@change/pull.md --silent" in asked(desk)


def worked_on(desk: Path, *command: str) -> str:
    """A pull request of form 12 on which a maintainer works with git; what its branch says then."""
    patch(desk, **{"docs/articles/a.md": "新\n"})
    assert script(desk, "open-pull-request.sh", NUMBER="12", DONE="true").returncode == 0
    (desk / "docs" / "articles" / "a.md").write_text("人改的\n", encoding="utf-8")
    git(desk, *command)
    git(desk, "push", "--quiet", "--force", "origin", "form-12")
    git(desk, "switch", "--quiet", "main")
    return git(desk, "rev-parse", "form-12")


@pytest.mark.parametrize("how", [("--message", "by hand"), ("--amend", "--no-edit")], ids=["new", "amended"])
def test_what_a_person_committed_to_a_pull_request_is_not_replaced(how: tuple[str, ...], desk: Path) -> None:
    theirs = worked_on(desk, "commit", "--quiet", "--all", *how)
    before = len(asked(desk))
    done = script(desk, "open-pull-request.sh", NUMBER="12", DONE="true", GH_OPEN="yes")
    assert done.returncode == 0, done.stderr
    assert git(desk, "ls-remote", "origin", "form-12").split()[0] == theirs.strip()
    assert asked(desk)[-1] == "issue comment 12 --edit-last --create-if-none --body-file change/answer.md"
    assert not any(line.startswith(("api", "pr create", "workflow")) for line in asked(desk)[before:])
    assert (desk / "change" / "answer.md").read_text(encoding="utf-8").startswith("合并请求 #7 已经有人改过或批准")


@pytest.mark.parametrize(("reviews", "kept"), [("COMMENTED\nAPPROVED", True), ("CHANGES_REQUESTED", False)])
def test_what_was_approved_is_not_swapped_and_what_is_to_be_changed_may_be(
    reviews: str, kept: bool, desk: Path
) -> None:
    patch(desk, **{"docs/articles/a.md": "新\n"})
    assert script(desk, "open-pull-request.sh", NUMBER="12", DONE="true").returncode == 0
    git(desk, "switch", "--quiet", "main")
    git(desk, "commit", "--quiet", "--allow-empty", "--message", "main goes on")
    before = git(desk, "ls-remote", "origin", "form-12")
    done = script(desk, "open-pull-request.sh", NUMBER="12", DONE="true", GH_OPEN="yes", GH_REVIEWS=reviews)
    assert done.returncode == 0, done.stderr
    assert (git(desk, "ls-remote", "origin", "form-12") == before) is kept


def test_the_job_that_may_push_knows_the_history_that_tells_whose_a_branch_is() -> None:
    first = workflow("intake.yml")["jobs"]["open"]["steps"][0]
    assert first["with"]["fetch-depth"] == "0"


def test_a_link_cannot_come_in_as_an_article(desk: Path) -> None:
    (desk / "docs" / "articles" / "passwd.md").symlink_to("/etc/passwd")
    patch(desk, **{"docs/articles/a.md": "新\n"})
    done = script(desk, "open-pull-request.sh", NUMBER="12", DONE="true")
    assert done.returncode != 0
    assert "only plain files" in done.stderr
    assert "form-12" not in git(desk, "branch", "--remotes")


def test_a_form_that_cannot_be_done_is_answered(desk: Path) -> None:
    done = script(desk, "open-pull-request.sh", NUMBER="12", DONE="false")
    assert done.returncode == 0
    assert asked(desk) == ["issue comment 12 --edit-last --create-if-none --body-file change/answer.md"]


@pytest.mark.parametrize("number", ["", "12; id", "$(id)"])
def test_a_number_that_is_none_stops_everything(number: str, desk: Path) -> None:
    assert script(desk, "open-pull-request.sh", NUMBER=number, DONE="true").returncode != 0
    assert asked(desk) == []


def say(desk: Path, summary: str, number: str = "7\n", **told: str) -> subprocess.CompletedProcess[str]:
    """The comment script, with what a run left behind."""
    left = desk.parent / "left"
    left.mkdir(exist_ok=True)
    (left / "number").write_text(number, encoding="utf-8")
    (left / "summary.md").write_text(summary, encoding="utf-8")
    facts = {"RUN": "1", "REPOSITORY": "a/b", "HEAD_SHA": "abc", "GH_SHA": "abc", "GH_SUMMARY": str(left)}
    return script(desk, "comment.sh", **(facts | told))


def test_the_summary_is_one_comment_that_is_updated_in_place(desk: Path) -> None:
    mark = "<!-- summary of the archive -->"
    assert say(desk, f"{mark}\n新增1篇 @octocat <!-- {mark}\n").returncode == 0
    assert asked(desk)[-1].startswith("api --method POST repos/a/b/issues/7/comments --input comment.json")
    body = json.loads((desk / "comment.json").read_text(encoding="utf-8"))["body"]
    assert body.startswith(f"{mark}\n新增1篇 ＠octocat")
    assert body.count("<!--") == 1
    assert say(desk, "x", GH_COMMENT="55").returncode == 0
    assert asked(desk)[-1].startswith("api --method PATCH repos/a/b/issues/comments/55")


def test_a_run_cannot_comment_on_somebody_elses_pull_request(desk: Path) -> None:
    assert say(desk, "x", GH_SHA="other").returncode != 0
    assert say(desk, "x", number="no").returncode != 0
    assert not any("--method" in line for line in asked(desk))


def test_every_label_is_made(desk: Path) -> None:
    assert script(desk, "labels.sh").returncode == 0
    labels = yaml.safe_load((GITHUB / "labels.yml").read_text(encoding="utf-8"))
    wanted = [f"label create {x['name']} --color {x['color']} --description {x['description']} --force" for x in labels]
    assert asked(desk) == wanted


def make(whole: Path, form: str) -> subprocess.CompletedProcess[str]:
    event = whole.parent / "event.json"
    body = (FORMS / form).read_text(encoding="utf-8")
    event.write_text(json.dumps({"issue": {"number": 12, "body": body}}), encoding="utf-8")
    return script(
        whole,
        "make-change.sh",
        PYTHON=sys.executable,
        GITHUB_EVENT_PATH=str(event),
        PINGAN_CACHE=str(whole.parent / "cache"),
    )


def test_a_recorded_event_becomes_a_patch_and_the_words_of_a_pull_request(whole: Path) -> None:
    done = make(whole, "hostile-page.md")
    assert done.returncode == 0, done.stderr
    assert (whole.parent / "output").read_text(encoding="utf-8") == "done=true\n"
    changed = git(whole, "apply", "--numstat", "change/change.patch").split("\n")
    assert all(line.split("\t")[2].startswith(("docs/articles/", "source_articles/")) for line in changed if line)
    body = (whole / "change" / "body.md").read_text(encoding="utf-8")
    assert "新增的文章" in body
    assert "<script>" not in body
    assert not Path("/tmp/pwned").exists()


def test_a_recorded_event_that_cannot_be_done_becomes_an_answer(whole: Path) -> None:
    done = make(whole, "refused-no-article.md")
    assert done.returncode == 0, done.stderr
    assert (whole.parent / "output").read_text(encoding="utf-8") == "done=false\n"
    answer = (whole / "change" / "answer.md").read_text(encoding="utf-8")
    assert "没有编号为 gjwb-202305xx-77 的文章" in answer
    assert answer.count("``````") == 2
    assert git(whole, "status", "--porcelain", "docs/articles", "source_articles") == ""
