"""One raw page: its bytes checked, decoded and split into lines, with the record beside it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

from scripts.core.decode import REPLACED, Undecodable, decode
from scripts.core.errors import InputProblem
from scripts.core.record_lines import without_text
from scripts.core.types import Problem, RawPage
from scripts.read.load import load
from scripts.read.markup import visible_lines
from scripts.read.sidecar import ENDING, read_record

LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]+")
NAMED_LINES = 5
"""How many lines a sentence names before it says “…”; an editor finds the rest from there."""
MAX_TAGS = 500_000
"""A busy portal page has some ten thousand; each costs a kilobyte of memory while it is read."""


def read_page(path: Path, name: str) -> RawPage:
    """The page of a file and its record; `name` is the path to show and store, with `/`.

    Raises InputProblem for a file that cannot be used; smaller faults are in `problems`.
    """
    data = load(path, name)
    try:
        decoded = decode(data)
    except Undecodable as fault:
        raise InputProblem(name, None, fault.message, fault.mend) from None
    html = path.suffix.lower() != ".txt"
    if html and decoded.text.count("<") > MAX_TAGS:
        raise InputProblem(name, None, f"网页里有{decoded.text.count('<')}个标签，太多了", "请只留正文再放进来")
    pairs = visible_lines(decoded.text) if html else [(line, "") for line in split(decoded.text)]
    if not INVISIBLE.sub("", "".join(line for line, _ in pairs)):
        raise InputProblem(name, None, "里面没有文字，只有空白", "请放入版面文字，或删去这个文件")
    lines = tuple(line for line, _ in pairs)
    record, faults = read_record(path, name, len(lines))
    empty = without_text(record, lines, str(PurePosixPath(name).with_suffix(ENDING)))
    return RawPage(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        markup="html" if html else "text",
        lines=lines,
        hints=tuple(hint for _, hint in pairs),
        record=record,
        problems=(*broken(name, lines, decoded.encoding), *faults, *empty),
    )


def split(text: str) -> list[str]:
    """Lines without their ends; the end of the last line begins no further one.

    >>> split("甲\\r\\n乙\\n")
    ['甲', '乙']
    """
    lines = LINE_END.split(text)
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def broken(name: str, lines: tuple[str, ...], encoding: str) -> tuple[Problem, ...]:
    """One problem for all characters that could not be read, by line."""
    where = {number: line.count(REPLACED) for number, line in enumerate(lines, 1) if REPLACED in line}
    if not where:
        return ()
    places = "、".join(f"第{number}行{count}处" for number, count in list(where.items())[:NAMED_LINES])
    more = "等" if len(where) > NAMED_LINES else ""
    message = f"按 {encoding} 解码，有{sum(where.values())}处坏字节（{places}{more}），已用 {REPLACED} 代替"
    return (Problem(name, next(iter(where)), message, "请对照原版补上这些字"),)
