"""Preview the site with live reload: edit an article, and the open page follows."""

from __future__ import annotations

import argparse
import subprocess
import sys

from scripts.core.settings import ROOT

EXAMPLES = ("serve", "serve --address 127.0.0.1:8080")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen")


def run(args: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", args.address]
    try:
        return int(subprocess.run(command, cwd=ROOT, check=False).returncode != 0)
    except KeyboardInterrupt:
        # Ctrl-C is how a preview ends; MkDocs has had it too
        return 0
