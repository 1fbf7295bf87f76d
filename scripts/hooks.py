"""The hooks of MkDocs: weave before every build and index after it, so that `mkdocs build` and `serve` are complete.

Zensical knows no hooks: run `python -m scripts weave` before it and `python -m scripts.search site` after it.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

ROOT = Path(__file__).resolve().parents[1]
EDITOR = ROOT / ".cache" / "admin" / "versions"
"""There when `make admin` has fetched the form in the browser."""
WATCHED = ("docs", "scripts/data")
BAD_INPUT = 1
"""Exit code of `weave` when single files could not be used; the rest is woven."""
log = logging.getLogger("mkdocs.hooks.weave")


def on_pre_build(config: Any) -> None:
    """Weave in a process of its own, so that changed tables and changed code count while `mkdocs serve` runs."""
    done = subprocess.run([sys.executable, "-m", "scripts", "weave"], cwd=ROOT, check=False)
    if done.returncode == BAD_INPUT:
        log.warning("weave: some files could not be used; see the sentences above")
    elif done.returncode:
        raise PluginError(f"weave failed with exit code {done.returncode}")


def on_post_build(config: Any) -> None:
    """Write the search index into the built site."""
    done = subprocess.run([sys.executable, "-m", "scripts.search", config.site_dir], cwd=ROOT, check=False)
    if done.returncode:
        raise PluginError(f"the search index failed with exit code {done.returncode}")
    if EDITOR.is_file():
        subprocess.run(
            [sys.executable, "-m", "scripts", "admin", "--kept", "--site", config.site_dir], cwd=ROOT, check=False
        )


def on_build_error(error: Exception) -> None:
    """A disk that is full or a folder that may not be written is a sentence, no trace of our program."""
    if isinstance(error, OSError):
        raise PluginError(f"{error.filename or '?'}：读写失败（{error.strerror}）。请检查磁盘空间和文件夹权限")


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Watch what people edit instead of what is woven from it; weaving then never starts itself again."""
    server.unwatch(config.docs_dir)
    for name in WATCHED:
        server.watch(str(ROOT / name))
    return server
