"""Build the site into `site/`: weave, then MkDocs with every warning an error.

Pages that have not changed are not rendered again; without `site/`, or with other settings, all are.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from scripts.cli.terminal import output
from scripts.core.settings import ROOT, SITE

EXAMPLES = ("build",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--dirty"]
    # the theme advertises its successor at every build
    done = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    if done.returncode:
        return 1
    page = (SITE / "index.html").relative_to(ROOT).as_posix()
    output.print(f"网站已建成：用浏览器打开 {page}，或运行 make serve 预览")
    return 0
