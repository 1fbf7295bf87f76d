"""`mkdocs build` and `mkdocs serve` weave by themselves."""

from __future__ import annotations

import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from scripts import hooks
from scripts.core import files
from scripts.core.errors import InputProblem
from scripts.core.lock import locked
from scripts.core.settings import LEFT_OUT


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
    theme = SimpleNamespace(static_templates={"404.html"})
    return SimpleNamespace(
        site_dir=str(tmp_path / "site"), docs_dir=str(tmp_path / ".woven"), strict=True, theme=theme
    )


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """No build goes on after its test."""
    yield
    hooks.held.close()


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
    assert calls == [["-m", "scripts", "weave", "--held"]]


def test_single_files_of_bad_input_stop_nothing(weave_ends_with: Ends, config: SimpleNamespace) -> None:
    weave_ends_with(LEFT_OUT)
    assert (built(config, "a/index.html") / hooks.STAMP).is_file()


@pytest.mark.parametrize("code", [1, 2, 130, -9])
def test_a_weave_that_breaks_stops_the_build(code: int, weave_ends_with: Ends, config: SimpleNamespace) -> None:
    weave_ends_with(code)
    with pytest.raises(PluginError):
        hooks.on_pre_build(config)


def test_nobody_weaves_while_a_build_goes_on(weave_ends_with: Ends, config: SimpleNamespace) -> None:
    weave_ends_with(0)
    woven = Path(config.docs_dir)
    hooks.on_pre_build(config)
    with pytest.raises(InputProblem), locked(woven, 0.1):
        pass
    hooks.on_files([], config)
    hooks.on_post_build(config)
    with locked(woven, 0.1):
        pass
    hooks.on_pre_build(config)
    hooks.on_build_error(ValueError("破"))
    with locked(woven, 0.1):
        pass


def test_a_build_that_waits_in_vain_for_another_says_so(
    weave_ends_with: Ends, config: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "BUILD_PATIENCE", 0.1)
    calls = weave_ends_with(0)
    with locked(Path(config.docs_dir), 0.1), pytest.raises(PluginError, match="另一个程序正在写这个文件夹"):
        hooks.on_pre_build(config)
    assert calls == []
    assert not Path(config.site_dir).exists()


@pytest.mark.parametrize(("strict", "whole"), [(True, False), (False, True)])
def test_a_strict_build_that_warned_is_made_anew_so_that_it_warns_again(
    strict: bool, whole: bool, weave_ends_with: Ends, config: SimpleNamespace
) -> None:
    config.strict = strict
    hooks.on_startup("build", dirty=True)
    weave_ends_with(0)
    hooks.on_pre_build(config)
    logging.getLogger("mkdocs.structure.pages").warning("a link leads nowhere")
    hooks.on_files([], config)
    hooks.on_post_build(config)
    assert (Path(config.site_dir) / hooks.STAMP).is_file() == whole
    assert (built(config, "a/index.html") / hooks.STAMP).is_file()


def test_quiet_hides_what_is_usual_and_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    root = logging.getLogger("mkdocs")
    before = root.level
    try:
        root.setLevel(logging.ERROR)
        hooks.on_startup("build", dirty=True)
        assert not root.isEnabledFor(logging.INFO)
        assert root.isEnabledFor(logging.WARNING)
    finally:
        root.setLevel(before)


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
    assert watched == {str(ROOT / "docs"), str(ROOT / "source_articles"), str(ROOT / "scripts/data")}


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
