"""Adding an editor's word to a page record: only its own entries change, every comment stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from scripts.core.records import parse_record
from scripts.core.spans import drawn_together
from scripts.core.types import PageRecord
from scripts.core.vocab.tables import SAFE
from scripts.store.frontmatter_yaml import Flow, to_yaml
from scripts.store.issue_forms import Request

NUMBER = re.compile(r"[1-9][0-9]{0,5}")
SPAN = re.compile(r"([1-9][0-9]{0,5})(?:\s*(?:-|–|—|~|至|到)\s*([1-9][0-9]{0,5}))?")
LINE_WORDS = re.compile(r"(?:第)?([1-9][0-9]{0,5})(?:行)?\s*[:：\s]\s*(\S.*)")
CODE = re.compile(r"([a-z]+)")
KEYS = ("joins", "cuts", "drop", "roles", "headlines")


def amended(text: str, path: str, request: Request, last_line: int) -> str:
    """The text of a record with what the form says added to it. Raises InputProblem."""
    before, _ = parse_record(text, path)
    found = {key: merged(key, before, request) for key in KEYS if key in request.values}
    if not found:
        raise request.fault("joins", "以下各项都空着，看不出要改什么", "请至少填一项；行号在原页每一行的左边")
    for key, value in found.items():
        text = with_entry(text, key, value)
        record, problems = parse_record(text, path, last_line)
        if problems:
            raise request.fault(key, f"用不了：{problems[0].message}", problems[0].mend)
        if not getattr(record, key):
            raise request.fault(key, "没有写进页面记录", "请按表单里的例子写")
    return text


def merged(key: str, before: PageRecord, request: Request) -> Any:
    """What the record says with what the form adds, ready for YAML."""
    rows = [row.strip() for row in re.split(r"[\n;；]", request.values[key]) if row.strip()]
    if key == "joins":
        pairs = [pair(request, row) for row in rows]
        return [list(both) for both in dict.fromkeys((*kept(before.joins, pairs), *pairs))]
    if key == "cuts":
        return sorted({*before.cuts, *(a for row in rows for a, _ in spans(request, key, row))})
    if key == "drop":
        lines = {*before.drop, *(n for row in rows for a, b in spans(request, key, row) for n in range(a, b + 1))}
        return runs(sorted(lines))
    told = dict(getattr(before, key))
    told.update(line_words(request, key, row) for row in rows)
    return Flow(dict(sorted(told.items())))


def kept(before: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs that no new pair replaces: by another neighbour for one of their lines, or by the other order.

    >>> kept([(1, 3), (5, 11), (9, 13)], [(5, 13), (3, 1)])
    []
    """
    lefts, rights = ({both[side] for both in new} for side in (0, 1))
    return [(a, b) for a, b in before if (a, b) in new or not (a in lefts or b in rights or (b, a) in new)]


def pair(request: Request, row: str) -> tuple[int, int]:
    """Two line numbers: 5 接 11, 5 11, 5→11."""
    numbers = NUMBER.findall(row)
    if len(numbers) != 2 or re.search(r"[A-Za-z]", row):
        raise request.fault("joins", f"里的“{row[:40]}”不是两个行号", "一行写一对，如 5 接 11")
    return int(numbers[0]), int(numbers[1])


def spans(request: Request, key: str, row: str) -> list[tuple[int, int]]:
    """Line numbers and spans of them: 1、43-45."""
    found = []
    for part in filter(None, re.split(r"[\s、，,]+", row)):
        match = SPAN.fullmatch(part.removeprefix("第").removesuffix("行"))
        if not match:
            raise request.fault(key, f"里的“{part[:40]}”不是行号", "请写成 43 或 43-45，几处之间用顿号")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first > MOST_LINES:
            raise request.fault(key, f"里的“{part[:40]}”前后颠倒或太长", "请写成 43-45，小的在前")
        found.append((first, last))
    return found


MOST_LINES = 5_000
"""A span that no page has; without a limit two numbers could ask for any amount of memory."""


def line_words(request: Request, key: str, row: str) -> tuple[int, str]:
    """A line number and what it is: 51 caption, 51：图片说明（caption）, 9：标题."""
    match = LINE_WORDS.fullmatch(row)
    code = CODE.search(match[2]) if match and key == "roles" else None
    if not match or (key == "roles" and not code):
        raise request.fault(key, f"里的“{row[:40]}”看不懂", "一行写一个，先写行号再写内容，如 51：caption")
    return int(match[1]), code[1] if code else match[2]


def runs(lines: list[int]) -> list[int | list[int]]:
    """Line numbers with neighbours drawn together: [1, [43, 45]]."""
    return [a if a == b else [a, b] for a, b in drawn_together(lines)]


def with_entry(text: str, key: str, value: Any) -> str:
    """The YAML text with one entry set; the lines of all others, and comments, stay as they are."""
    lines = text.split("\n")
    entry = to_yaml({key: value}).rstrip("\n")
    place = standing(text, key)
    if place is None:
        kept = text if not text or text.endswith("\n") else text + "\n"
        return f"{kept}{entry}\n"
    first, last, column = place
    comment = lines[last][column:].rstrip() if column else ""
    return "\n".join([*lines[:first], entry + comment, *lines[last + 1 :]])


def standing(text: str, key: str) -> tuple[int, int, int] | None:
    """(first line, last line, column where the value ends) of an entry, from 0; column 0 when it ends its line."""
    try:
        root = yaml.compose(text, Loader=SAFE)
    except yaml.YAMLError:
        return None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for name, node in pairs:
        if name.value == key:
            end = node.end_mark
            whole = end.column == 0 and end.line > name.start_mark.line
            return name.start_mark.line, end.line - 1 if whole else end.line, 0 if whole else end.column
    return None
