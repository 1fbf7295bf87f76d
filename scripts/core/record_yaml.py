"""The YAML of a page record as a tree of nodes, which keep their lines; what is broken or dangerous is cut out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from scripts.core.types import Problem
from scripts.core.vocab.tables import SAFE

MAX_CHARACTERS = 200_000
"""A record is a page of notes; the longest list of joins stays far below."""
MAX_DEPTH = 3
"""Record, list, pair: nothing in a record lies deeper, and deep nesting would exhaust the stack."""
MAX_BROKEN = 20
"""A file with more broken entries is no record; reading it again for each of them would only take time."""
MAX_STRING = 2_000
"""The longest field, a bibliographic reference, needs a few hundred characters."""
NULL = "tag:yaml.org,2002:null"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
WIDE_COLON = re.compile(r"^[A-Za-z_\u4e00-\u9fff]{1,16}：", re.MULTILINE)
"""The commonest slip of a hand that types Chinese."""
CONTINUING = " -]}"
"""How the further lines of an entry begin; a tab, which YAML does not know there, is a fault of its own line."""


class Fault(ValueError):
    """A value that cannot be used: what is wrong and how to mend it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message, self.mend = message, mend


@dataclass
class Faults:
    """Collects the problems of one record, in the order in which they are met."""

    path: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int | None, message: str, mend: str) -> None:
        self.found.append(Problem(self.path, line, message, mend))

    def at(self, node: yaml.Node, message: str, mend: str) -> None:
        self.add(node.start_mark.line + 1, message, mend)


class Refused(Exception):
    """YAML that is legal but has no place in a record."""

    def __init__(self, line: int, message: str, mend: str) -> None:
        super().__init__(message)
        self.line, self.message, self.mend = line, message, mend


def compose(text: str, faults: Faults) -> yaml.Node | None:
    """The tree of a document; nothing for an empty one. A broken entry is reported and left out."""
    if len(text) > MAX_CHARACTERS:
        faults.add(None, f"页面记录有{len(text)}个字符，太大了", f"请删到{MAX_CHARACTERS}个字符以内")
        return None
    lines = text.split("\n")
    for _ in range(MAX_BROKEN):
        try:
            return checked("\n".join(lines))
        except Refused as refused:
            line, message, mend = refused.line, refused.message, refused.mend
        except yaml.MarkedYAMLError as error:
            line, message, mend = where(error), "不是合法的 YAML", yaml_mend(text)
        faults.add(min(line, len(lines)), message, mend)
        if not blank_out(lines, line):
            return None
    return None


def checked(text: str) -> yaml.Node | None:
    """The tree, after a look at the text for invisible characters, references to itself and deep nesting.

    Raises Refused or MarkedYAMLError.
    """
    stray = CONTROL.search(text)
    if stray:
        line = text.count("\n", 0, stray.start()) + 1
        raise Refused(line, "有看不见的控制字符", "请删去这一行里看不见的字符")
    wide = WIDE_COLON.search(text)
    if wide:
        line = text.count("\n", 0, wide.start()) + 1
        raise Refused(line, "冒号是全角的", "请换成半角冒号，后面空一格，如 date: 2022-01-17")
    depth = 0
    for event in yaml.parse(text, Loader=SAFE):
        mark = event.start_mark
        line = mark.line + 1 if mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(line, "页面记录里不能用 YAML 的锚点和别名（& 和 *）", "请把值原样写出来，或加上引号")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise Refused(line, "页面记录的层次太深", "最多是一对行号的列表，如 joins: [[25, 27]]")
    return yaml.compose(text, Loader=SAFE)


def where(error: yaml.MarkedYAMLError) -> int:
    """The line to look at: for a bracket or quote that never closes the line on which it opens."""
    opened = error.context_mark and re.search("flow|quoted", error.context or "")
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def yaml_mend(text: str) -> str:
    if "\t" in text:
        return "请把制表符换成空格，并检查缩进、半角冒号和引号"
    return "请检查缩进、冒号（半角，后面空一格）和引号"


def blank_out(lines: list[str], line: int) -> bool:
    """Empties the entry that holds a line, from its key to the line before the next key; whether there was any."""
    first = min(line, len(lines)) - 1
    while first > 0 and (not lines[first].strip() or lines[first][0] in CONTINUING):
        first -= 1
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or lines[last][0] in CONTINUING):
        last += 1
    found = any(text.strip() for text in lines[first:last])
    lines[first:last] = [""] * (last - first)
    return found


def string(node: yaml.Node, faults: Faults) -> str | None:
    """A text on one line; nothing for an empty value."""
    if not isinstance(node, yaml.ScalarNode):
        raise Fault("应当是一段文字", "请写成一行文字，不要写成列表")
    if node.tag == NULL:
        return None
    if len(node.value) > MAX_STRING:
        raise Fault(f"有{len(node.value)}个字符，太长了", f"请缩到{MAX_STRING}个字符以内")
    if CONTROL.search(node.value):
        raise Fault("有看不见的控制字符", "请删去看不见的字符")
    return " ".join(node.value.split()) or None
