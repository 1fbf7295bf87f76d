"""`python -m scripts.search SITE`: the last step of a build, started by the hook of MkDocs; by hand after Zensical."""

import sys
from pathlib import Path

from scripts.core.settings import ARTICLES, SOURCES
from scripts.search.build import build
from scripts.store import load_archive

if __name__ == "__main__":
    build(load_archive(ARTICLES, SOURCES), Path(sys.argv[1]))
