"""`mkdocs build` and `mkdocs serve` weave by themselves."""

from __future__ import annotations

import logging
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from scripts import hooks
from scripts.core import files


class Index:
    """Stands for the process that gathers the index."""

    def __init__(self, command: list[str], **_: object) -> None:
        self.command, self.told, self.killed, self.returncode = command, b"", False, 0

    def communicate(self, told: bytes) -> None:
        self.told += told

    def kill(self) -> None:
        self.killed = True


@pytest.fixture
def config(tmp_path: Path) -> SimpleNamespace:
    """Settings of a site in a folder of its own."""
    return SimpleNamespace(site_dir=str(tmp_path / "site"), theme=SimpleNamespace(static_templates={"404.html"}))


@pytest.fixture
def weave_ends_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[list[str]]]:
    """Lets `weave` end with a code, and notes the programs that are started."""

    def ends(code: int) -> list[list[str]]:
        calls: list[list[str]] = []

        def run(command: list[str], **_: object) -> SimpleNamespace:
            calls.append(command[1:])
            return SimpleNamespace(returncode=code)

        monkeypatch.setattr(subprocess, "run", run)
        monkeypatch.setattr(subprocess, "Popen", Index)
        return calls

    return ends


Ends = Callable[[int], list[list[str]]]


def built(config: SimpleNamespace, *names: str) -> Path:
    """A build of which MkDocs has made these files."""
    site = Path(config.site_dir)
    hooks.on_pre_build(config)
    files.write_all(site, dict.fromkeys(names, "页"))
    hooks.on_files([SimpleNamespace(dest_uri=name) for name in names if name != "404.html"], config)
    hooks.on_post_build(config)
    return site


def test_a_build_weaves_first(weave_ends_with: Ends, config: SimpleNamespace) -> None:
    calls = weave_ends_with(0)
    hooks.on_pre_build(config)
    assert calls == [["-m", "scripts", "weave"]]


def test_single_files_of_bad_input_are_a_warning(
    weave_ends_with: Ends, config: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    weave_ends_with(1)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        hooks.on_pre_build(config)
    assert "could not be used" in caplog.text


def test_a_weave_that_breaks_stops_the_build(weave_ends_with: Ends, config: SimpleNamespace) -> None:
    weave_ends_with(2)
    with pytest.raises(PluginError):
        hooks.on_pre_build(config)


def test_the_index_is_written_when_the_site_stands_and_not_when_the_build_breaks(
    weave_ends_with: Ends, config: SimpleNamespace
) -> None:
    weave_ends_with(0)
    hooks.on_pre_build(config)
    (index,) = hooks.indexing
    assert index.command[1:] == ["-m", "scripts.search", config.site_dir, "--when-told"]
    assert not index.told
    hooks.on_files([], config)
    hooks.on_post_build(config)
    assert index.told == b"now\n"
    hooks.on_build_error(ValueError("破"))
    assert index.killed


def test_an_index_that_breaks_stops_the_build(weave_ends_with: Ends, config: SimpleNamespace) -> None:
    weave_ends_with(0)
    hooks.on_pre_build(config)
    hooks.indexing[0].returncode = 1
    with pytest.raises(PluginError):
        hooks.on_post_build(config)


def test_what_is_no_longer_made_goes_and_what_comes_after_the_build_stays(
    weave_ends_with: Ends, config: SimpleNamespace
) -> None:
    weave_ends_with(0)
    site = built(config, "a/index.html", "b/index.html", "404.html")
    others = {".git/HEAD": "检出", "admin/sveltia.js": "编辑台", "search/root.bin": "索引"}
    files.write_all(site, others)
    built(config, "b/index.html", "404.html")
    assert files.tree(site) == sorted([*others, hooks.STAMP, "404.html", "b/index.html"])
    assert not (site / "a").exists()


def test_other_settings_empty_the_site_so_that_every_page_is_rendered(
    weave_ends_with: Ends, config: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    weave_ends_with(0)
    site = built(config, "a/index.html")
    hooks.begin(site)
    assert files.tree(site) == ["a/index.html"]
    built(config, "a/index.html")
    monkeypatch.setattr(hooks, "SETTINGS", ("Makefile",))
    hooks.begin(site)
    assert files.tree(site) == []


def test_a_build_that_was_cut_short_is_made_anew(weave_ends_with: Ends, config: SimpleNamespace) -> None:
    weave_ends_with(0)
    site = built(config, "a/index.html")
    hooks.begin(site)
    # killed here, with a page half written
    hooks.begin(site)
    assert files.tree(site) == []


def test_only_the_warning_of_partial_builds_is_silenced(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("mkdocs.commands.build")
    hooks.on_startup("build", dirty=True)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        log.warning("A 'dirty' build is being performed, …")
        log.warning("A page is missing")
    assert caplog.messages == ["A page is missing"]


@pytest.mark.parametrize(("meta", "aside"), [({"kind": "list"}, True), ({}, False)])
def test_finished_html_is_set_aside_on_woven_pages_only(meta: dict[str, str], aside: bool) -> None:
    text = '# 题\n\n<div>\n<p id="a">甲</p>\n</div>\n'
    page = SimpleNamespace(meta=meta, present_anchor_ids={"题"})
    rest = hooks.on_page_markdown(text, page, None, None)
    assert ("<p" not in rest) == aside
    assert hooks.on_page_content(rest, page, None, None) == text
    assert page.present_anchor_ids == ({"题", "a"} if aside else {"题"})


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
