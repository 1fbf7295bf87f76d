"""A static host for comparing searches: no Range requests, gzip for all, and a log of what was asked for."""

from __future__ import annotations

import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

from playwright.sync_api import Browser, Playwright

BLANK = "blank.html"
"""The page that a search is started from; it and other pages are not counted."""
EMPTY = '<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,">'
TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json"}
PAGES = (".html",)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files whole, gzipped where that is shorter, and logs the bytes of each answer, 0 of what is not there."""

    log: list[int]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.log.append(0)
            self.send_error(404)
            return
        body = content(path)
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        if len(body) < path.stat().st_size:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if path.suffix not in PAGES:
            self.log.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@lru_cache(maxsize=100_000)
def content(path: Path) -> bytes:
    """What is sent of a file: itself or its gzip, whichever is shorter; remembered, so that packing costs no query."""
    data = path.read_bytes()
    return min(data, gzip.compress(data, 9), key=len)


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[int]]]:
    """Address of the blank page of a site, and the log of bytes sent."""
    (site / BLANK).write_text(EMPTY, encoding="utf-8")
    log: list[int] = []
    bound = partial(type("Logged", (Handler,), {"log": log}), directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), bound)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{BLANK}", log
    finally:
        server.shutdown()


def launched(playwright: Playwright) -> Browser:
    """The Chromium of this machine; playwright's own when there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-extensions"])
