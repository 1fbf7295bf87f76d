"""`python -m scripts.search SITE`: the last step of a build, started by the hook of MkDocs; by hand after Zensical.

With `--when-told` the index is gathered at leisure and written when a line comes in: MkDocs needs the meantime.
"""

import os
import sys
from pathlib import Path

from scripts.core.errors import reason
from scripts.core.settings import ARTICLES, SOURCES
from scripts.search.build import files_of, put
from scripts.store import load_archive

if __name__ == "__main__":
    waits = "--when-told" in sys.argv
    if waits and hasattr(os, "nice"):
        os.nice(10)
    try:
        tree = files_of(load_archive(ARTICLES, SOURCES))
        if not waits or sys.stdin.readline():
            put(tree, Path(sys.argv[1]))
    except KeyboardInterrupt:
        # MkDocs has had it too, and says so
        sys.exit(130)
    except OSError as fault:
        sys.exit(f"{fault.filename or '?'}：读写失败（{reason(fault)}）。请检查磁盘空间和文件夹权限")
