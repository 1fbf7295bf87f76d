"""HTML blocks of a page of Markdown, set aside while a builder converts the rest.

Most of a woven page is finished HTML, which Markdown leaves as it is. MkDocs reads each of its tags twice to find that
out: three quarters of the time of rendering (`python -m benchmarks.weaving`).
"""

from __future__ import annotations

import re

BLOCK = re.compile(r"<(aside|details|div|dl|figure|form|nav|ol|p|section|table|ul)[ >]")
"""Beginning of a block that Markdown leaves as it is, at the beginning of a line."""
MARK = '<div id="aside-{}"></div>'
"""What stands in the place of a block: one more that Markdown leaves as it is. No text of a page can hold it, escaped
as all texts are."""
MARKED = re.compile(MARK.replace("{}", r"(\d+)"))


def set_aside(text: str) -> tuple[str, list[str]]:
    """The text with a mark in the place of each block, and the blocks.

    >>> set_aside('# 题\\n\\n<ol>\\n<li>甲</li>\\n</ol>\\n\\n尾')
    ('# 题\\n\\n<div id="aside-0"></div>\\n\\n尾', ['<ol>\\n<li>甲</li>\\n</ol>'])
    """
    lines, blocks = text.split("\n"), list[str]()
    kept: list[str] = []
    number = 0
    while number < len(lines):
        end = block_end(lines, number)
        if end:
            kept.append(MARK.format(len(blocks)))
            blocks.append("\n".join(lines[number:end]))
        else:
            kept.append(lines[number])
        number = end or number + 1
    return "\n".join(kept), blocks


def block_end(lines: list[str], start: int) -> int:
    """Number of the line after the block that begins on a line; 0 where none begins or none ends with a line."""
    found = BLOCK.match(lines[start])
    if not found:
        return 0
    opening, closing = re.compile(rf"<{found[1]}[ >]"), f"</{found[1]}>"
    depth = 0
    for number in range(start, len(lines)):
        depth += len(opening.findall(lines[number])) - lines[number].count(closing)
        if depth <= 0:
            return number + 1 if depth == 0 and lines[number].endswith(closing) else 0
    return 0


def put_back(html: str, blocks: list[str]) -> str:
    """HTML with the blocks in the places of their marks; a mark that is none of ours stays."""
    return MARKED.sub(lambda mark: blocks[int(mark[1])] if int(mark[1]) < len(blocks) else mark[0], html)
