"""`mkdocs build` and `mkdocs serve` weave by themselves."""

from __future__ import annotations

import logging
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from scripts import hooks


def weave_ends_with(code: int, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        calls.append(command)
        return SimpleNamespace(returncode=code)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_a_build_weaves_first(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = weave_ends_with(0, monkeypatch)
    hooks.on_pre_build(config=None)
    assert [call[1:] for call in calls] == [["-m", "scripts", "weave"]]


def test_single_files_of_bad_input_are_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    weave_ends_with(1, monkeypatch)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        hooks.on_pre_build(config=None)
    assert "could not be used" in caplog.text


def test_a_weave_that_breaks_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    weave_ends_with(2, monkeypatch)
    with pytest.raises(PluginError):
        hooks.on_pre_build(config=None)


def test_serving_watches_what_people_edit_and_not_what_is_woven_from_it() -> None:
    watched = {"/somewhere/.woven"}
    server = SimpleNamespace(watch=watched.add, unwatch=watched.remove)
    assert hooks.on_serve(server, SimpleNamespace(docs_dir="/somewhere/.woven"), None) is server
    assert watched == {str(ROOT / "docs"), str(ROOT / "scripts/data")}


@pytest.mark.parametrize(
    ("url", "guarded"), [("https://a.example/x/", True), ("http://127.0.0.1:8000/archive/", False)]
)
def test_a_preview_may_load_itself_anew_and_a_published_site_runs_nothing_inline(
    tmp_path: Path, url: str, guarded: bool
) -> None:
    shutil.copytree(ROOT / "docs" / "overrides", tmp_path / "docs" / "overrides")
    (tmp_path / ".woven").mkdir()
    (tmp_path / ".woven" / "index.md").write_text("# 灯\n", encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("hooks:", "#")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), site_url=url))
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert ('http-equiv="Content-Security-Policy"' in page) == guarded
