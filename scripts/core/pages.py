"""Which files below a folder are raw pages or records, told by their names alone; the same for every room."""

from __future__ import annotations

SUFFIXES = (".txt", ".html", ".htm")
"""What a raw page can be."""
RECORDS = (".yml", ".yaml")
"""What a page record is, and what people take for one."""
UNFINISHED = (".", "~")
"""How the names of hidden files, of part files and of office locks begin."""


def is_page(path: str) -> bool:
    """Whether a path inside a folder, `a/b.txt`, is that of a raw page.

    >>> is_page("jxrb-fz/2022/P1.TXT"), is_page("~p1.txt"), is_page(".obsidian/p1.txt")
    (True, False, False)
    """
    return named_as_page(path) and not passed_over(path)


def named_as_page(path: str) -> bool:
    """Whether a path, wherever it leads, ends as those of raw pages do."""
    return path.lower().endswith(SUFFIXES)


def passed_over(path: str) -> bool:
    """Whether a file, or a folder that it is in, is hidden or unfinished, so that nobody is asked about it."""
    return any(part.startswith(UNFINISHED) for part in path.split("/"))
