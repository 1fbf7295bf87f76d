"""The form in the browser: it knows every field and every choice, opens without another host, and edits a real tree."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.cli import admin
from scripts.cli.admin import AT_HOME, BUNDLE, PACKAGES, at_home
from scripts.core.errors import InputProblem, UsageProblem
from scripts.core.records import READERS, parse_record
from scripts.core.vocab import gazetteer, topics
from scripts.store.articles import CHOICES, KEYS, dump, parse, stamped
from scripts.weave.admin import PATH, admin_files
from scripts.weave.site import Site

from .conftest import Run, Tree

ROOT = Path(__file__).resolve().parents[2]
NO_EDITOR = "编辑台的程序取不到"
CONFIG = yaml.safe_load(admin_files(Site())[PATH])
ARTICLES, RECORDS = CONFIG["collections"]


def field(collection: dict[str, Any], name: str) -> dict[str, Any]:
    return next(f for f in collection["fields"] if f["name"] == name)


def values(collection: dict[str, Any], name: str) -> list[str]:
    return [option["value"] for option in field(collection, name)["options"]]


def test_the_form_has_every_field_of_an_article_and_of_a_record_in_their_order() -> None:
    assert [f["name"] for f in ARTICLES["fields"]] == [*KEYS, "body"]
    assert [f["name"] for f in RECORDS["fields"]] == list(READERS)


def test_the_choices_of_the_form_are_the_vocabulary() -> None:
    places = gazetteer()
    assert values(ARTICLES, "city") == [city.name for city in places.cities]
    wanted = {d.name for city in places.cities for d in places.districts_of(city)}
    assert set(values(ARTICLES, "district")) == wanted
    assert len(values(ARTICLES, "district")) == len(wanted)
    assert values(ARTICLES, "topic") == [term.name for term in topics().terms]
    for key in CHOICES:
        assert set(values(ARTICLES, key)) == set(CHOICES[key])
    for key in ("rights", "text"):
        for value in values(RECORDS, key):
            assert parse_record(f"{key}: {value}\n", "r.yml")[1] == ()


def test_ids_are_read_only_and_nothing_is_made_or_deleted_by_the_form() -> None:
    assert field(ARTICLES, "id")["readonly"]
    assert field(ARTICLES, "written")["widget"] == "hidden"
    assert not any(one[key] for one in (ARTICLES, RECORDS) for key in ("create", "delete"))


def test_on_github_each_change_is_a_pull_request() -> None:
    assert CONFIG["publish_mode"] == "editorial_workflow"
    assert CONFIG["backend"]["repo"] == "pingan-jiangxi/archive"


def test_the_settings_are_woven_for_the_repository_of_the_site() -> None:
    own = yaml.safe_load(admin_files(Site(repo="https://github.com/a/b", edit_uri="edit/trunk/"))[PATH])
    assert (own["backend"]["repo"], own["backend"]["branch"]) == ("a/b", "trunk")


def test_a_machine_without_npm_is_told_what_to_do(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "config.yml").write_text("", encoding="utf-8")
    monkeypatch.setattr(admin, "KEPT", tmp_path / "kept")
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("admin", "--site", tmp_path)
    assert done.code == 2
    assert "没有 npm" in done.err
    assert run("admin", "--site", tmp_path, "--kept").code == 0
    assert not (tmp_path / "admin" / "index.html").exists()


def test_a_site_that_is_not_built_is_named(tmp_path: Path, run: Run) -> None:
    done = run("admin", "--site", tmp_path)
    assert done.code == 2
    assert "请先运行 make site" in done.err


def test_a_package_that_is_not_the_pinned_one_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin, "KEPT", tmp_path)
    monkeypatch.setattr(admin, "fetched", lambda package: b"something else")
    with pytest.raises(InputProblem, match="没有采用"):
        admin.keep(PACKAGES[0])
    assert list(tmp_path.iterdir()) == []


def test_a_program_with_unknown_addresses_is_not_used() -> None:
    whole = b" ".join(old.encode() for old, _ in AT_HOME)
    assert b"https://" not in at_home(whole)
    with pytest.raises(InputProblem):
        at_home(b"import('https://elsewhere.example')")


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with the form in it. Without npm, or without its registry, skipped with a loud line."""
    kept, site = tmp_path_factory.mktemp("kept"), tmp_path_factory.mktemp("site")
    patch = pytest.MonkeyPatch()
    patch.setattr(admin, "KEPT", kept)
    try:
        for package in PACKAGES:
            admin.keep(package)
    except UsageProblem as fault:
        pytest.skip(f"{NO_EDITOR}：{fault}")
    (site / "admin").mkdir()
    (site / PATH).write_text(admin_files(Site())[PATH], encoding="utf-8")
    from scripts.cli.main import main

    assert main(["admin", "--site", str(site)]) == 0
    shutil.copy(kept / "schema.json", site.parent / "schema.json")
    patch.undo()
    return site


def test_the_settings_fit_the_schema_of_the_form(editor: Path) -> None:
    program = Path(sys.executable).with_name("check-jsonschema")
    schema = editor.parent / "schema.json"
    done = subprocess.run([program, "--schemafile", schema, editor / PATH], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:2000]


FILL = """async files => {
  const root = await navigator.storage.getDirectory();
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split('/'); let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, {create: true});
    const file = await folder.getFileHandle(parts.at(-1), {create: true});
    const writer = await file.createWritable(); await writer.write(text); await writer.close();
  }
}"""
READ = """async path => {
  let folder = await navigator.storage.getDirectory(); const parts = path.split('/');
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  return (await (await folder.getFileHandle(parts.at(-1))).getFile()).text();
}"""
PICK = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
"""No test can click in the dialogue of the system; the folder of the browser's own that it gives is a real one."""


@pytest.fixture
def desk(editor: Path, browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """The form, opened from this machine, and everything that it asked of other hosts or that went wrong."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(editor)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900}).new_page()
    base, wrong = f"http://localhost:{server.server_port}", []
    page.on("request", lambda r: None if r.url.startswith((base, "data:", "blob:")) else wrong.append(r.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
    page.add_init_script(PICK)
    page.goto(f"{base}/admin/")
    yield page, wrong
    page.context.close()
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_the_form_opens_in_chinese_and_asks_no_other_host(desk: tuple[Any, list[str]]) -> None:
    page, wrong = desk
    page.get_by_role("button", name="使用本地仓库").wait_for()
    assert "平安江西报道档案 编辑台" in page.title()
    assert page.evaluate("document.fonts.load('24px \"Material Symbols Outlined\"').then(found => found.length)") == 1
    assert wrong == []


@pytest.mark.browser
def test_an_article_is_edited_in_a_local_repository_and_nothing_else_in_it_changes(
    desk: tuple[Any, list[str]], cleaned: Tree
) -> None:
    page, wrong = desk
    article = next(a for a in cleaned.written() if a.id == "gjwb-202305xx-02")
    path = f"docs/articles/2023/{article.id}.md"
    page.evaluate(FILL, {path: dump(article), ".git/HEAD": "ref: refs/heads/main\n"})
    page.get_by_role("button", name="使用本地仓库").click()
    page.get_by_text(article.id).click()
    title = page.get_by_role("textbox").nth(1)
    title.wait_for()
    assert title.input_value() == article.title
    title.fill("梅岭：夜巡队的“晚七点”")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_function(f"({READ})({path!r}).then(text => text.includes('梅岭：夜巡队'))")
    saved = parse(page.evaluate(READ, path), article.path)
    assert saved == replace(article, title="梅岭：夜巡队的“晚七点”")
    assert stamped(saved).written != article.written == saved.written
    assert wrong == []


def test_the_bundle_is_the_file_that_the_page_loads() -> None:
    page = admin.PAGE.read_text(encoding="utf-8")
    assert f'src="{BUNDLE}"' in page
    assert "http" not in page.replace("https://avatars.githubusercontent.com", "").replace(
        "https://api.github.com https://github.com", ""
    ).replace("http-equiv", "")
    assert Path(PATH).name in page
