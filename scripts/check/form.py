"""文: how files and characters are written, whatever they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scripts.check.context import Context
from scripts.check.registry import Place, rule

WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]")
SHOWN = 5
"""Characters that one message names."""
TRAILING = re.compile(r"[ \t\u3000\xa0]+$")
HARD_BREAK = re.compile(r"(?<=\S) {2,}")
"""Two blanks at the end of a line are a line break in Markdown, where a line follows."""


@rule("文11")
def mixed_widths(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for line, text in context.shown_lines(article):
            found = [] if text.isascii() else list(dict.fromkeys((*WIDE.findall(text), *unusual(text))))
            if found:
                yield Place(article.path, line, f"有 {'、'.join(found[:SHOWN])}")


def unusual(text: str) -> Iterator[str]:
    """Characters that have a usual form of their own: compatibility ideographs, letters with loose accents."""
    if not unicodedata.is_normalized("NFC", text):
        yield from (c for c in text if not unicodedata.is_normalized("NFC", c) or unicodedata.combining(c))


@rule("文12")
def untidy_file(context: Context) -> Iterator[Place]:
    for path in sorted(context.read):
        for line, message in untidy(context.texts[path]):
            yield Place(path, line, message)


def untidy(text: str) -> Iterator[tuple[int, str]]:
    """(line, fault) of a file, each kind once."""
    if text.startswith("\ufeff"):
        yield 1, "文件开头有 BOM"
    if "\r" in text:
        yield text.count("\n", 0, text.index("\r")) + 1, "换行用了回车符"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    number = next((n for n, line in enumerate(lines, 1) if has_trailing(line, lines[n : n + 1])), None)
    if number:
        yield number, "行尾有空白"
    if lines[-1] or (len(lines) > 2 and not lines[-2].strip()):
        yield len(lines), "文件应以一个换行结尾"


def has_trailing(line: str, following: list[str]) -> bool:
    """Whether blanks stand at the end of a line that mean nothing."""
    blanks = TRAILING.search(line)
    return bool(blanks) and not is_hard_break(line, following)


def is_hard_break(line: str, following: list[str]) -> bool:
    return bool(following and following[0].strip() and HARD_BREAK.fullmatch(line, len(line.rstrip(" "))))
