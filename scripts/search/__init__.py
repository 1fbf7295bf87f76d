"""Search: the archive becomes a static index that a browser reads piece by piece.

Layout: docs/handbook/search-format.md.
"""

from scripts.search.build import FOLDER, SearchReport, build, files_of

__all__ = ["FOLDER", "SearchReport", "build", "files_of"]
