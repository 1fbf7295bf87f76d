"""What strangers send goes the whole way into the built site and a real browser: nothing runs, escapes or disappears."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import Handler, served
from searching import until

from scripts.core.han import fold
from scripts.read import discover, read_page
from scripts.store import load_archive

from .tree import CASES, SECRET, lay_out

GUARD = CASES.parent / "no_network"
REFUSED_PAGES = {
    "lines.txt": "有30000行文字",
    "link.txt": "指向文件夹以外的符号链接",
    "surrogates.txt": "认不出文字编码",
    "tags.html": "600000个标签",
}
REFUSED_ARTICLES = {
    "absolute-id": "“id”应由小写字母",
    "bad-bytes": "不是 UTF-8",
    "deep": "不是合法的 YAML",
    "endless-lines": "行号有误|行号应是",
    "far-date": "不是 EDTF 日期",
    "head-key": "不认识的项“head”",
    "hide-key": "不认识的项“hide”",
    "itself": "不是合法的 YAML",
    "laughs": "方括号里的一列",
    "line-id": "“id”应由小写字母",
    "link": "没有文章头",
    "merge": "不认识的项|不是合法的 YAML",
    "nan-date": "不是 EDTF 日期",
    "no-end": "没有文章头",
    "no-list": "方括号里的一列",
    "objects": "不是合法的 YAML",
    "octal-date": "不是 EDTF 日期",
    "path-id": "“id”应由小写字母",
    "percent-id": "“id”应由小写字母",
    "script-id": "“id”应由小写字母",
    "template-key": "不认识的项“template”",
    "twice": "同名的两项",
    "twin-two": "编号重复",
}
"""Cases that no site can show, and what the editor is told instead."""
RUN_OF_HAN = re.compile(r"[\u4e00-\u9fff]{3,}")
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0300-\u036f\u0489\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
LOOKED_AT = 20_000
"""Characters of a line that are looked for; the rest of an endless one says the same."""
REPLACED = {"record-script.txt": 1}
"""Lines instead of which the record of their page gives another headline."""
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
QUERIES = ("<img src=x onerror=alert(1)>", "script", "{{ 7*7 }}", '"修好了"', "javascript:alert(1)", "修水县")
POLICY = (
    "script-src 'self'; object-src 'none'; base-uri 'none'; frame-src 'none'; connect-src 'self'; img-src 'self' data:"
)
"""Told to the browser without being enforced: it reports every script and handler in a page, whether it runs or not."""
OFFENCES = """() => {
  const found = [];
  for (const e of document.querySelectorAll('*')) {
    const name = e.localName;
    if (['iframe', 'object', 'embed', 'base', 'img', 'frame', 'style', 'foreignobject', 'animate'].includes(name)) found.push(name);
    if (name === 'script' && e.type !== 'application/ld+json' && new URL(e.src, location).origin !== location.origin) found.push(e.outerHTML);
    if (name === 'script' && e.type !== 'application/ld+json' && !e.src) found.push(e.outerHTML);
    if (name === 'meta' && /refresh|cookie/i.test(e.httpEquiv)) found.push(e.outerHTML);
    if (name === 'form' && new URL(e.action).origin !== location.origin) found.push(e.outerHTML);
    for (const a of e.attributes) {
      if (a.name.startsWith('on')) found.push(`${name} ${a.name}=${a.value}`);
      if (/^(href|src|action|xlink:href|formaction)$/.test(a.name) && /^\\s*(javascript|data|vbscript):/i.test(a.value)) found.push(a.value);
    }
  }
  return found;
}"""


@dataclass(frozen=True)
class Built:
    """The site of the hostile archive, and what the commands said."""

    root: Path
    said: dict[str, str]
    network: Path

    @property
    def pages(self) -> list[Path]:
        return sorted((self.root / "site").rglob("*.html"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """clean, check and build on the hostile archive, as `make site` runs them, where no network is."""
    folder = tmp_path_factory.mktemp("hostile")
    root, network = lay_out(folder), folder / "network.log"
    environment = {
        **os.environ,
        "PYTHONPATH": str(GUARD),
        "NETWORK_LOG": str(network),
        "NO_MKDOCS_2_WARNING": "1",
        "PINGAN_CACHE": str(folder / "cache"),
    }
    said = {}
    for verb, code in (("clean", 1), ("check", 1), ("build", 0)):
        command = [*without_network(), sys.executable, "-m", "scripts", verb]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=900, check=False)
        said[verb] = (done.stdout + done.stderr).decode()
        assert done.returncode == code, said[verb][-2000:]
    return Built(root, said, network)


def without_network() -> list[str]:
    """A way to start a program that has no network at all, where the system allows it."""
    if not shutil.which("unshare"):
        return []
    allowed = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["unshare", "-n"] if allowed else []


def test_the_whole_way_asks_no_other_host(built: Built) -> None:
    assert not built.network.exists(), built.network.read_text(encoding="utf-8")


def test_a_program_that_asks_another_host_would_be_seen(tmp_path: Path) -> None:
    log = tmp_path / "network.log"
    asking = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    environment = {**os.environ, "PYTHONPATH": str(GUARD), "NETWORK_LOG": str(log)}
    done = subprocess.run([sys.executable, "-c", asking], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert "127.0.0.1" in log.read_text(encoding="utf-8")


def test_whatever_cannot_be_used_is_named_in_a_sentence_and_no_program_fails(built: Built) -> None:
    for name, words in REFUSED_PAGES.items():
        assert re.search(rf"^source_articles/hx/{name}：.*{words}", built.said["clean"], re.MULTILINE), name
    for name, words in REFUSED_ARTICLES.items():
        assert re.search(rf"^docs/articles/2023/{name}\.md(?::\d+)?：.*(?:{words})", built.said["build"], re.M), name
    for verb, text in built.said.items():
        assert "Traceback" not in text, verb
        assert "程序在这一页上出错" not in text, verb
        assert not CONTROL.search(text), verb


def test_every_other_article_has_its_page(built: Built) -> None:
    for case in sorted((CASES / "articles").iterdir()):
        name = case.name.partition(".")[0]
        if name not in REFUSED_ARTICLES:
            found = re.search(rb"^id: (\S+)", case.read_bytes(), re.MULTILINE)
            assert found and (built.root / "site/articles" / found[1].decode() / "index.html").is_file(), name


def test_nothing_escapes_its_folder(built: Built) -> None:
    folder = built.root.parent
    assert sorted(p.name for p in folder.iterdir()) == ["archive", "cache", "outside"]
    assert sorted(p.name for p in (folder / "outside").iterdir()) == [
        "evil.html",
        "secret.md",
        "secret.txt",
        "secret.yml",
    ]
    assert not list(built.root.rglob("ESCAPED"))
    known = {"source_articles", "docs", "scripts", "mkdocs.yml", "requirements.txt", ".woven", "site"}
    assert {p.name for p in built.root.iterdir()} <= known
    for path in sorted((built.root / "site").rglob("*")):
        assert not path.is_symlink(), path
        if path.is_file():
            data = path.read_bytes()
            assert SECRET.encode() not in data, path
            assert b"root:x:0:0" not in data, path


def shown(html: Path) -> str:
    """Letters, digits and Han characters of a built page, details and references included."""
    return fold(BeautifulSoup(html.read_bytes(), "lxml").get_text())


def said(line: str) -> list[str]:
    """What has to be found of a line: Han characters that stand together once invisible ones are gone."""
    return [run[:40] for run in RUN_OF_HAN.findall(UNSEEN.sub("", line[:LOOKED_AT]))]


def test_no_word_of_a_page_disappears(built: Built) -> None:
    site = "\n".join(map(shown, built.pages))
    for path in discover([built.root / "source_articles"]):
        if path.name not in REFUSED_PAGES:
            lines = read_page(path, path.name).lines
            kept = [line for number, line in enumerate(lines, 1) if number != REPLACED.get(path.name)]
            assert [run for line in kept for run in said(line) if run not in site] == [], path.name


def test_no_word_of_an_article_disappears_from_its_page(built: Built) -> None:
    for article in load_archive(built.root / "docs/articles", built.root / "source_articles").articles:
        page = shown(built.root / f"site/articles/{article.id}/index.html")
        lines = [article.title, *article.body.split("\n")]
        assert [run for line in lines for run in said(line) if run not in page] == [], article.path


class Watching(Handler):
    """Serves the site and asks the browser to report what would run."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy-Report-Only", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    yield from served(built.root / "site", Watching)


def watched(browser: Any, address: str) -> tuple[Any, list[str]]:
    """A page, and everything that strangers made it do."""
    page = browser.new_context(service_workers="block").new_page()
    wrong: list[str] = []
    host = urlsplit(address).netloc
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda r: None if urlsplit(r.url).netloc in (host, "") else wrong.append(f"asks {r.url}"))
    page.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("popup", lambda popup: wrong.append(f"popup {popup.url}"))
    page.on("download", lambda download: wrong.append(f"download {download.url}"))
    return page, wrong


@pytest.mark.browser
def test_nothing_of_strangers_runs_in_a_browser(browser: Any, built: Built, address: str) -> None:
    page, wrong = watched(browser, address)
    for html in built.pages:
        name = html.relative_to(built.root / "site").as_posix()
        if name.startswith(("handbook/", "about/", "404")) or "/page/" in name:
            continue
        page.goto(address + quote(name.removesuffix("index.html")), wait_until="load")
        assert page.evaluate(OFFENCES) == [], name
        assert page.url.startswith(address), name
        assert wrong == [], name
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("query", QUERIES)
def test_hostile_titles_are_text_among_the_results_of_a_search(browser: Any, address: str, query: str) -> None:
    page, wrong = watched(browser, address)
    page.goto(f"{address}search/?q={quote(query, safe='')}")
    page.locator(".search-said:not(:empty), .search-notes > p").first.wait_for()
    assert page.evaluate(OFFENCES) == []
    assert wrong == []
    page.context.close()


@pytest.mark.browser
def test_a_script_in_a_page_would_be_seen(browser: Any, built: Built, address: str) -> None:
    bad = built.root / "site/bad.html"
    bad.write_text("<p onclick='x()'>甲</p><a href='javascript:x()'>乙</a><script>alert(1)</script>", encoding="utf-8")
    page, wrong = watched(browser, address)
    page.goto(f"{address}bad.html", wait_until="load")
    assert len(page.evaluate(OFFENCES)) == 3
    until(page, lambda: any(line.startswith("dialog") for line in wrong))
    until(page, lambda: any("Content Security Policy" in line for line in wrong))
    bad.unlink()
    page.context.close()
