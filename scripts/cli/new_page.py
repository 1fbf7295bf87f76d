"""Taking one page in and showing what became of it: the same for a file, the clipboard and a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.cli.clean import show
from scripts.cli.new_preview import preview
from scripts.cli.terminal import output
from scripts.core.labels import ALL_FURNITURE
from scripts.core.types import Report
from scripts.core.visible import visible
from scripts.core.vocab.publications import NAMELESS
from scripts.pipeline import clean, refuse_unreadable
from scripts.store.intake import Intake, take_in
from scripts.store.sources import shown

HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
"""How a web page begins that comes without a file name."""
NO_PUBLICATION = (
    f"刊物没有填，编号以 {NAMELESS} 起头，提交以后不能再改。"
    "知道刊物的，删去刚才收入的文件和新写的文章，填上刊物再收一次"
)


def suffix_of(content: bytes) -> str:
    """The suffix under which a page is kept that came without a file name."""
    return ".html" if HTML.match(content) else ".txt"


def taken(intake: Intake, called: str, sources: Path, articles: Path) -> int:
    """Exit code of taking a page in; `called` is how sentences name it. Raises InputProblem, OSError."""
    refuse_unreadable(intake.content, intake.suffix, called)
    page = take_in(intake, sources)
    record = shown(page.with_suffix(".yml"))
    output.print(visible(f"已收入 {shown(page)}，页面记录 {record}"))
    reports = cleaned(page, sources, articles)
    problems = any(report.problems for report in reports)
    if not problems:
        output.print()
        for sentence in next_steps(reports, record, shown(articles)):
            output.print(visible(sentence))
    return int(problems)


def next_steps(reports: list[Report], record: str, articles: str) -> Iterator[str]:
    """What to do with a page that was taken in without a problem."""
    if any(name.startswith(f"{NAMELESS}-") for report in reports for name in report.written):
        yield NO_PUBLICATION
    if any(report.pieces for report in reports):
        yield f"下一步：拼错了的段落、漏认的标题，先写进 {record}；写法见手册《切分》"
        yield f"再看 {articles}/ 里新写的文章，运行 make site 检查，make serve 预览，然后提交"
    else:
        yield ALL_FURNITURE
        yield f"下一步：在 {record} 里用 roles 说明标题和正文是哪几行，写法见手册《切分》，再运行 make site"


def cleaned(page: Path, sources: Path, articles: Path) -> list[Report]:
    """One page cleaned, its table and its preview shown."""
    reports = list(clean([page], articles, sources))
    show(reports)
    for report in reports:
        preview(report, articles)
    return reports
