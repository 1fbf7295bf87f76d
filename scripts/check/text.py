"""文: the text of articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scripts.check.context import Context, Lines, markdown_lines
from scripts.check.page import quote
from scripts.check.registry import Place, rule
from scripts.core import han
from scripts.store.archive import DUPLICATE

NOT_EDTF = "不是 EDTF 日期"
"""How `core.dates` names a faulty date; 日01 reports those."""
LONG_TITLE = 60
"""A headline of three lines has some 45 characters; what is longer has swallowed a sentence of the text."""
HALF_WIDTH = re.compile(rf"(?<={han.HAN.pattern})[,;:!?()]|[,;:!?()](?={han.HAN.pattern})")
CONFLICT = re.compile(r"(<<<<<<<|=======|>>>>>>>)(?: |$)")
"""What git leaves in a file where two changes met."""
VISIBLE_CONTROLS = "\n\t"


@rule("文01")
def broken_article(context: Context) -> Iterator[Place]:
    for problem in context.problems:
        elsewhere = problem.message.startswith(DUPLICATE) or problem.message.endswith(NOT_EDTF)
        if problem.path in context.texts and not elsewhere:
            yield Place(problem.path, problem.line, f"{problem.message}。{problem.mend}")


@rule("文02")
def no_text(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if not context.folded(article):
            yield Place(article.path, 1, "只有文章头，没有正文")


@rule("文03")
def title_on_two_lines(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if len(article.title.splitlines()) > 1:
            yield Place(article.path, context.line_of(article, "title"), "标题不止一行")


@rule("文04")
def long_title(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if len(article.title) > LONG_TITLE:
            message = f"标题有{len(article.title)}字：{quote(article.title)}"
            yield Place(article.path, context.line_of(article, "title"), message)


@rule("文05")
def unbalanced_marks(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for line, marks, text in unbalanced(context.lines(article)):
            yield Place(article.path, line, f"不成对的 {marks}：{quote(text)}")


def unbalanced(lines: Lines) -> Iterator[tuple[int, str, str]]:
    """(line, marks, text) of lines whose quotes or brackets do not match.

    A quotation of several paragraphs opens at each of them and closes at the last only.
    """
    for (number, text), (_, following) in zip(lines, (*lines[1:], (0, "")), strict=False):
        left = han.unclosed(text)
        if left and following.startswith(left[0]):
            left = left[1:]
        marks = left + han.unopened(text)
        if marks:
            yield number, marks, text


@rule("文06")
def invisible_characters(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for line, text in context.shown_lines(article):
            found = [] if all_show(text) else sorted({c for c in text if is_invisible(c)})
            if found:
                names = "、".join(f"U+{ord(c):04X}" for c in found)
                yield Place(article.path, line, f"有字符 {names}")


def all_show(text: str) -> bool:
    """Whether a text holds nothing invisible, at a glance; a false alarm costs only time."""
    return "\ufffd" not in text and text.replace("\u3000", "").isprintable()


def is_invisible(char: str) -> bool:
    """Whether nothing, or only a stand-in, shows for a character: controls, formats, private use, replacement."""
    if char in VISIBLE_CONTROLS:
        return False
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


@rule("文07")
def half_width_marks(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        for line, text in context.shown_lines(article):
            found = HALF_WIDTH.search(text)
            if found:
                around = text[max(0, found.start() - 6) : found.end() + 6]
                yield Place(article.path, line, f"半角的“{found[0]}”：{quote(around)}")


@rule("文08")
def merge_conflict(context: Context) -> Iterator[Place]:
    for path, text in context.texts.items():
        for number, line in markdown_lines(text):
            if CONFLICT.match(line):
                yield Place(path, number, f"有 {line[:7]}")
