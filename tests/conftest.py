"""Fixtures that several rooms share: a real browser, and the site built from invented reports by both builders."""

from __future__ import annotations

import functools
import http.server
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(path) for path in (ROOT, ROOT / "tests") if str(path) not in sys.path]

os.environ.setdefault("PINGAN_CACHE", "")
"""Tests do the work that they test, and leave nothing in the caches of the user."""

settings.register_profile("patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
"""A busy machine may take its time over an example, too."""

NO_EDITOR = "编辑台的程序取不到"
NO_BROWSER = "没有找到能用的 Chromium 或 Chrome"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = ("--no-sandbox", "--disable-extensions")
"""Debian starts its Chromium with extensions, which take more than half of the time of every test."""
MOUNT = "/archive/"
"""The site is served below a path, as GitHub Pages does."""


def installed_browser() -> str | None:
    """A Chromium or Chrome of the machine; none leaves the choice to Playwright, which may have its own."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None) or next((p for p in MAC if Path(p).exists()), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser. Without one the test is skipped with a loud line, and fails where CI=true."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=installed_browser(), args=list(FLAGS))
        except Error as error:
            message = f"{NO_BROWSER}：{str(error).splitlines()[0]}"
            if os.environ.get("CI", "").lower() == "true":
                pytest.fail(message)
            pytest.skip(message)
        plain = found.new_context
        found.new_context = lambda **options: patient(plain(**options))  # type: ignore[method-assign]
        yield found
        found.close()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """The same; whatever a test has opened in it is closed, for a tab that stays open slows down all that follow."""
    before = set(chromium.contexts)
    yield chromium
    for context in chromium.contexts:
        if context not in before:
            context.close()


def patient(context: Any) -> Any:
    from searching import PATIENCE

    context.set_default_timeout(PATIENCE)
    return context


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(r.longrepr)]
    if skipped:
        line = f"！！浏览器测试 {len(skipped)} 项没有运行：{NO_BROWSER}。请安装 Chromium，或运行 playwright install chromium。"
        terminalreporter.write_line(line, red=True, bold=True)
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if NO_EDITOR in str(r.longrepr)]
    if skipped:
        line = f"！！编辑台测试 {len(skipped)} 项没有运行：{NO_EDITOR}。请安装 Node.js（npm）并连上网络。"
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(scope="session")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the repository, with the tree woven from the sample archive."""
    import samples

    return project(tmp_path_factory.mktemp("sample"), samples.sample(), samples.explanations(samples.sample()))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an archive of hostile texts."""
    import samples

    archive = samples.hostile()
    return project(tmp_path_factory.mktemp("hostile"), archive, samples.hostile_explanations(archive))


def project(folder: Path, archive: object, explanations: object, past: object | None = None) -> Path:
    from scripts.weave import weave
    from scripts.weave.tree import NOTHING_KNOWN

    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("articles"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    lines = (line for line in config.splitlines() if not line.startswith("hooks:"))
    (folder / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")
    weave(archive, explanations, folder / ".woven", folder / "docs", past or NOTHING_KNOWN)  # type: ignore[arg-type]
    return folder


@pytest.fixture(scope="session")
def site(woven: Path) -> Path:
    """The sample site as MkDocs builds it."""
    return mkdocs_build(woven)[0]


@pytest.fixture(scope="session")
def zensical_site(woven: Path) -> Path:
    """The sample site as Zensical builds it."""
    return zensical_build(woven)


def mkdocs_build(folder: Path) -> tuple[Path, list[str]]:
    """(site, warnings) of a build."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    warnings: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    listener = Listener(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site-mkdocs")))
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
    return folder / "site-mkdocs", warnings


def zensical_build(folder: Path) -> Path:
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run([program, "build"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site below MOUNT, with its own 404 page."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(MOUNT.rstrip("/")) if path.startswith(MOUNT) else "/nowhere")

    def send_error(self, code: int, *args: object, **kwargs: object) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the sample site is served."""
    yield from served(site)


def served(site: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
    server.shutdown()
    server.server_close()
