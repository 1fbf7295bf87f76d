"""The hooks of MkDocs: weave before every build and index after it, so that `mkdocs build` and `serve` are complete.

With `--dirty` MkDocs renders only pages that are newer than what it made of them. What it leaves to chance then is seen
to here: settings that concern all pages, pages that are gone, and a build that was cut short.

Zensical knows no hooks: run `python -m scripts weave` before it and `python -m scripts.search site` after it.
"""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler, clean_directory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from scripts.core import files as disk  # noqa: E402 - MkDocs, started by its own name, does not look here
from scripts.core.errors import InputProblem  # noqa: E402
from scripts.core.lock import locked  # noqa: E402
from scripts.core.settings import BUILD_PATIENCE, LEFT_OUT  # noqa: E402
from scripts.html_blocks import put_back, set_aside  # noqa: E402

EDITOR = ROOT / ".cache" / "admin" / "versions"
"""There when `make admin` has fetched the form in the browser."""
WATCHED = ("docs", "source_articles", "scripts/data")
STAMP = ".made-with"
"""In a built site: fingerprint of what all its pages were made with. Not there while a build runs, or after one that
broke or, with `--strict`, warned: what is not rendered again would not warn again."""
SETTINGS = (
    *("mkdocs.yml", "requirements.lock.txt", "docs/overrides", "docs/assets/search"),
    *("scripts/hooks.py", "scripts/html_blocks.py", "scripts/search/bundle.py"),
)
"""What concerns every page, and the modules of the search, which are put together after the build."""
NOT_PAGES = (".", "search/", "admin/")
"""What others keep in the site: hidden files, as `.git` of a checkout, which MkDocs spares too; the index and the form
in the browser, which are put there after the build."""
ID = re.compile(r' id="([^"]+)"')
built: set[str] = set()
"""Paths in the site of everything that MkDocs makes in this build."""
aside: list[str] = []
"""Finished HTML of the page that is being converted."""
indexing: list[subprocess.Popen[bytes]] = []
"""The index that is being gathered meanwhile."""
held = ExitStack()
"""The woven tree while it is woven and rendered: MkDocs would take what changes meanwhile for what it has rendered."""
warned = CountHandler()
"""Counts what MkDocs warns of."""


def on_startup(command: str, dirty: bool) -> None:
    """Silences the warning of partial builds, which would end a strict one: what it warns of is seen to.

    `--quiet` hides what is usual. MkDocs would hide warnings as well, and so never count them.
    """
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.getMessage())
    root = logging.getLogger("mkdocs")
    root.setLevel(min(root.level, logging.WARNING))
    warned.setLevel(logging.WARNING)
    root.addHandler(warned)


def on_pre_build(config: Any) -> None:
    """Weave and gather the index, in processes of their own, so that changed code counts while `mkdocs serve` runs."""
    hold(Path(config.docs_dir))
    warned.counts.clear()
    begin(Path(config.site_dir))
    command = [sys.executable, "-m", "scripts.search", config.site_dir, "--when-told"]
    indexing[:] = [subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)]
    done = subprocess.run([sys.executable, "-m", "scripts", "weave", "--held"], cwd=ROOT, check=False)
    if done.returncode not in (0, LEFT_OUT):
        raise PluginError(f"weave failed with exit code {done.returncode}")


def hold(woven: Path) -> None:
    """Holds the woven tree until the build has ended. Raises PluginError when another build holds it for too long."""
    held.close()
    try:
        held.enter_context(locked(woven, BUILD_PATIENCE))
    except InputProblem as fault:
        raise PluginError(str(fault)) from None


def begin(site: Path) -> None:
    """Empties a site that was made with other settings, or not to its end, so that every page is rendered."""
    stamp = site / STAMP
    whole = stamp.is_file() and stamp.read_text(encoding="utf-8") == made_with()
    stamp.unlink(missing_ok=True)
    if not whole:
        clean_directory(str(site))


def made_with() -> str:
    return sys.version + disk.fingerprint(ROOT / name for name in SETTINGS)


def on_files(files: Any, config: Any) -> None:
    """Note what the site will hold."""
    built.clear()
    built.update(file.dest_uri for file in files)
    built.update(config.theme.static_templates)


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Set aside what is finished HTML. Pages that are woven have a kind; those that people wrote stay as they are."""
    aside[:] = []
    if "kind" in page.meta:
        markdown, aside[:] = set_aside(markdown)
    return markdown


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Put it back, and name the places in it to which links may lead."""
    page.present_anchor_ids |= {name for block in aside for name in ID.findall(block)}
    return put_back(html, aside)


def on_post_build(config: Any) -> None:
    """Remove what is no longer made, let the index be written, and say that the site is whole."""
    site = Path(config.site_dir)
    disk.remove_others(site, built, NOT_PAGES)
    for index in indexing:
        index.communicate(b"now\n")
        if index.returncode:
            raise PluginError(f"the search index failed with exit code {index.returncode}")
    if EDITOR.is_file():
        subprocess.run(
            [sys.executable, "-m", "scripts", "admin", "--kept", "--site", config.site_dir], cwd=ROOT, check=False
        )
    if not (config.strict and warned.get_counts()):
        disk.write(site / STAMP, made_with())
    held.close()


def on_build_error(error: Exception) -> None:
    """The index is not written. A disk that is full or a folder that may not be written is a sentence, no trace."""
    for index in indexing:
        index.kill()
    held.close()
    if isinstance(error, OSError):
        raise PluginError(f"{error.filename or '?'}：读写失败（{error.strerror}）。请检查磁盘空间和文件夹权限")


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Watch what people edit instead of what is woven from it; weaving then never starts itself again."""
    server.unwatch(config.docs_dir)
    for name in WATCHED:
        server.watch(str(ROOT / name))
    return server
