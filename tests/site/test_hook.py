"""`mkdocs build` and `mkdocs serve` weave by themselves."""

from __future__ import annotations

import logging
import subprocess
from types import SimpleNamespace

import pytest
from conftest import ROOT
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
