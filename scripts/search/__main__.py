"""`python -m scripts.search SITE`: the last step of a build, started by the hook of MkDocs; by hand after Zensical."""

import sys
from pathlib import Path

from scripts.core.errors import reason
from scripts.core.settings import ARTICLES, SOURCES
from scripts.search.build import build
from scripts.store import load_archive

if __name__ == "__main__":
    try:
        build(load_archive(ARTICLES, SOURCES), Path(sys.argv[1]))
    except OSError as fault:
        sys.exit(f"{fault.filename or '?'}：读写失败（{reason(fault)}）。请检查磁盘空间和文件夹权限")
