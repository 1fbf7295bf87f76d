"""The page record: the `.yml` beside a raw page, where people write down what they know of it.

Faults are named by their line in the file, and every other field still counts.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml

from scripts.core import dates, labels
from scripts.core.record_yaml import CONTROL, Fault, Faults, compose
from scripts.core.types import PageRecord, Problem

MAX_STRING = 2_000
"""The longest field, a bibliographic reference, needs a few hundred characters."""
MAX_LINE = 200_000
"""A newspaper page has a few hundred lines; a larger number is a slip of the finger."""
ROLES = frozenset(
    (
        *("headline", "title", "kicker", "subtitle", "byline", "lead", "heading", "body", "question", "answer"),
        *("list", "caption", "label", "masthead", "slogan", "column", "menu", "footer", "editor", "source"),
        *("date", "continuation", "meta"),
    )
)
"""Roles that a line can be given: those of texts and those of furniture."""
STATEMENTS = (
    *("InC", "InC-OW-EU", "InC-EDU", "InC-NC", "InC-RUU"),
    *("NoC-CR", "NoC-NC", "NoC-OKLR", "NoC-US", "CNE", "UND", "NKC"),
)
"""Codes of the twelve statements of RightsStatements.org, version 1.0."""
RIGHTS = re.compile(rf"https?://rightsstatements\.org/(?:vocab|page)/({'|'.join(STATEMENTS)})/1\.0/?(?:\?.*)?")
STATEMENT = "http://rightsstatements.org/vocab/{}/1.0/"
CHINESE_KEYS = {
    "日期": "date", "刊期": "date", "报纸": "publication", "出版物": "publication", "刊物": "publication",
    "系列": "series", "栏目": "series", "版次": "page", "版": "page", "网址": "url", "链接": "url",
    "收到": "received", "收稿": "received", "提供者": "contributor", "提供": "contributor", "文本": "text",
    "权利": "rights", "版权": "rights", "原文": "original", "出处": "original", "接排": "joins", "分篇": "cuts",
    "删": "drop", "删去": "drop", "角色": "roles", "标题": "headlines", "说明": "note", "备注": "note",
}  # fmt: skip
"""What an editor who thinks in Chinese may have meant."""
ELSEWHERE = frozenset(
    (
        *("file", "files", "path", "paths", "source", "sources", "src", "page_file"),
        *("include", "import", "load", "文件", "路径"),
    )
)
"""Keys with which one would point to another file."""
NULL = "tag:yaml.org,2002:null"
CHINESE_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?")


Reader = Callable[[yaml.Node, Faults], Any]
"""Reads the value of one key; faulty parts are reported and left out, a faulty whole raises Fault."""


def parse_record(text: str, path: str, last_line: int | None = None) -> tuple[PageRecord, tuple[Problem, ...]]:
    """The record of a YAML text and all that is wrong with it; `last_line` is the number of lines of its page.

    >>> parse_record("date: 2022-01-17", "a.yml")[0].date.text
    '2022-01-17'
    """
    faults = Faults(path)
    values: dict[str, Any] = {}
    for key, node in entries(text.removeprefix("\ufeff"), faults):
        try:
            value = READERS[key](node, faults)
        except Fault as fault:
            faults.at(node, f"{key}：{fault.message}", fault.mend)
            continue
        if value is not None:
            values[key] = value
    record = PageRecord(**values)
    check_lines(record, last_line, faults)
    return record, tuple(sorted(faults.found, key=lambda p: p.line or 0))


def entries(text: str, faults: Faults) -> Iterator[tuple[str, yaml.Node]]:
    """Known keys with the nodes of their values; everything else becomes a fault."""
    root = compose(text, faults)
    if root is None or root.tag == NULL:
        return
    if not isinstance(root, yaml.MappingNode):
        faults.at(root, "页面记录不是“名称: 值”的形式", "每行写一项，如 date: 2022-01-17")
        return
    seen: dict[str, int] = {}
    for key_node, node in root.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if key not in READERS:
            unknown(key_node, key, faults)
        elif key in seen:
            faults.at(key_node, f"{key} 写了两次，第一次在第{seen[key]}行", "请只留一处；现在以第一处为准")
        else:
            seen[key] = key_node.start_mark.line + 1
            yield key, node


def unknown(node: yaml.Node, key: str, faults: Faults) -> None:
    """Reports a key that no record has, with the one that was probably meant."""
    if key.lower() in ELSEWHERE or "/" in key:
        faults.at(node, f"不认识的项“{key}”：页面记录不能指向别的文件", "请删去这一行；记录只说明与它同名的那一页")
        return
    near = CHINESE_KEYS.get(key) or next(iter(difflib.get_close_matches(key.lower(), READERS, 1, 0.6)), None)
    mend = f"是不是想写 {near}？" if near else f"可用的项有：{'、'.join(READERS)}"
    faults.at(node, f"不认识的项“{key[:40]}”", mend)


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


def edtf(node: yaml.Node, faults: Faults) -> dates.FuzzyDate | None:
    value = string(node, faults)
    if value is None:
        return None
    try:
        return dates.parse(value)
    except ValueError as error:
        spoken = CHINESE_DATE.search(value)
        example = "-".join(part.zfill(2) for part in spoken.groups() if part) if spoken else "2022-01-17"
        mend = f"请写成 {example}；约数写 2024-09~，一段时间写 2022-11/2022-12"
        raise Fault(str(error), mend) from None


def day(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise Fault(f"“{value}”不是一个日子", "请写成 2026-01-17 的样子") from None


def web(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    if value is None:
        return None
    fault = Fault(f"“{value[:80]}”不是网址", "请写以 http:// 或 https:// 开头的完整网址")
    try:
        parts = urlsplit(value)
    except ValueError:
        raise fault from None
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"'`]", value):
        raise fault
    return value


def edition(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    if value not in ("digest", "full", None):
        raise Fault(f"“{value[:40]}”不是可用的值", "只能写 digest（摘编）或 full（全文）")
    return value


def rights(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    if value is None:
        return None
    known = RIGHTS.fullmatch(value)
    if not known:
        raise Fault(
            f"“{value[:80]}”不是 RightsStatements.org 的声明",
            "请从 rightsstatements.org 选一条，如 http://rightsstatements.org/vocab/InC/1.0/",
        )
    return STATEMENT.format(known.group(1))


def statement(said: str) -> str:
    """The address of a statement that is named by its code or by what it means; anything else as it is.

    >>> statement("inc"), statement("没有查明"), statement("别的")
    ('http://rightsstatements.org/vocab/InC/1.0/', 'http://rightsstatements.org/vocab/UND/1.0/', '别的')
    """
    codes = {**{code.lower(): code for code in STATEMENTS}, **{label: code for code, label in labels.RIGHTS.items()}}
    return STATEMENT.format(codes[said.lower()]) if said.lower() in codes else said


def items(node: yaml.Node, example: str) -> list[yaml.Node]:
    if isinstance(node, yaml.ScalarNode) and node.tag == NULL:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise Fault("应当是一个列表", f"请写成 {example}")
    return list(node.value)


def number(node: yaml.Node) -> int | None:
    """A line number, if the node is one."""
    value = node.value if isinstance(node, yaml.ScalarNode) else ""
    return int(value) if re.fullmatch(r"[1-9][0-9]{0,5}", value) and int(value) <= MAX_LINE else None


def pair(node: yaml.Node) -> tuple[int, int] | None:
    """Two line numbers, if the node is a list of just them."""
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
        return None
    left, right = map(number, node.value)
    return (left, right) if left and right else None


def joins(node: yaml.Node, faults: Faults) -> tuple[tuple[int, int], ...]:
    """Pairs of lines of which the second follows the first; of two that cannot both be true the first counts."""
    order = Order()
    for item in items(node, "[[25, 27]]"):
        both = pair(item)
        if not both or both[0] == both[1]:
            faults.at(item, "joins：每一项应当是两个不同的行号", "请写成 [左行, 右行]，如 [25, 27]")
            continue
        clash = order.contradicts(*both)
        if clash:
            faults.at(item, f"joins：{clash}", "请只留对的一对；现在以先写的为准")
        else:
            order.add(*both)
    return tuple(order.after.items())


@dataclass
class Order:
    """Chains of lines that follow one another; every question is answered at once, however many there are."""

    after: dict[int, int] = field(default_factory=dict)
    """The line that follows each line."""
    before: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    """The last line of a chain by its first."""
    first: dict[int, int] = field(default_factory=dict)

    def contradicts(self, left: int, right: int) -> str | None:
        """Why one line cannot follow the other."""
        if self.after.get(left, right) != right:
            return f"[{left}, {right}] 和 [{left}, {self.after[left]}] 相抵触，一行之后只能接一行"
        if self.before.get(right, left) != left:
            return f"[{left}, {right}] 和 [{self.before[right]}, {right}] 相抵触，一行只能接在一行之后"
        return f"[{left}, {right}] 和前面的几对围成了一圈" if self.last.get(right) == left else None

    def add(self, left: int, right: int) -> None:
        if left not in self.after:
            self.after[left], self.before[right] = right, left
            begin, end = self.first.pop(left, left), self.last.pop(right, right)
            self.last[begin], self.first[end] = end, begin


def cuts(node: yaml.Node, faults: Faults) -> tuple[int, ...]:
    found = []
    for item in items(node, "[43, 57]"):
        line = number(item)
        if line:
            found.append(line)
        else:
            faults.at(item, "cuts：每一项应当是一个行号", "请写成 [43, 57]，行号从 1 数起")
    return tuple(sorted(set(found)))


def drop(node: yaml.Node, faults: Faults) -> tuple[int, ...]:
    """Lines, spans spread out; neighbouring spans are merged first, so that a thousand of them cost no more."""
    spans = []
    for item in items(node, "[1, [43, 45]]"):
        line, span = number(item), pair(item)
        if line:
            spans.append((line, line))
        elif span and span[0] <= span[1]:
            spans.append(span)
        else:
            faults.at(item, "drop：每一项应当是一个行号或一段行号", "请写成 43 或 [43, 45]，小的在前")
    found: list[int] = []
    for first, last in sorted(spans):
        found.extend(range(max(first, found[-1] + 1 if found else 1), last + 1))
    return tuple(found)


def by_line(
    node: yaml.Node, faults: Faults, example: str, value_of: Callable[[yaml.Node], str | None]
) -> tuple[tuple[int, str], ...]:
    """(line, value) pairs of a mapping from line numbers, in order of line."""
    if isinstance(node, yaml.ScalarNode) and node.tag == NULL:
        return ()
    if not isinstance(node, yaml.MappingNode):
        raise Fault("应当是“行号: 值”的形式", f"请写成 {example}")
    found: dict[int, str] = {}
    for key, value_node in node.value:
        line = number(key)
        if line is None or line in found:
            faults.at(key, "行号不对，或写了两次", f"行号从 1 数起，每行一次，如 {example}")
            continue
        try:
            value = value_of(value_node)
        except Fault as fault:
            faults.at(value_node, fault.message, fault.mend)
            continue
        if value:
            found[line] = value
    return tuple(sorted(found.items()))


def roles(node: yaml.Node, faults: Faults) -> tuple[tuple[int, str], ...]:
    def role(value_node: yaml.Node) -> str | None:
        value = string(value_node, faults)
        if value in ROLES or value is None:
            return value
        near = next(iter(difflib.get_close_matches(value, sorted(ROLES), 1, 0.6)), None)
        mend = f"是不是想写 {near}？" if near else f"可用的有：{'、'.join(sorted(ROLES))}"
        raise Fault(f"roles：不认识的角色“{value[:40]}”", mend)

    return by_line(node, faults, "{51: caption}", role)


def headlines(node: yaml.Node, faults: Faults) -> tuple[tuple[int, str], ...]:
    return by_line(node, faults, "{45: 标题}", lambda value: string(value, faults))


READERS: dict[str, Reader] = {
    "publication": string,
    "series": string,
    "date": edtf,
    "page": string,
    "url": web,
    "received": day,
    "contributor": string,
    "text": edition,
    "rights": rights,
    "original": string,
    "note": string,
    "joins": joins,
    "cuts": cuts,
    "drop": drop,
    "roles": roles,
    "headlines": headlines,
}
"""Every field of a record and its reader, in the order in which records are written."""


def check_lines(record: PageRecord, last_line: int | None, faults: Faults) -> None:
    """Reports line numbers that the page does not have; they harm nothing, but the editor meant something else."""
    if last_line is None:
        return
    named = {
        "joins": [n for both in record.joins for n in both],
        "cuts": record.cuts,
        "drop": record.drop,
        "roles": [n for n, _ in record.roles],
        "headlines": [n for n, _ in record.headlines],
    }
    for key, lines in named.items():
        beyond = [n for n in lines if n > last_line]
        if beyond:
            faults.add(
                None,
                f"{key} 提到第{min(beyond)}行，可这一页只有{last_line}行",
                "请核对行号；行号从原页的第一行数起，空行也算",
            )


def without_text(record: PageRecord, lines: Sequence[str], path: str) -> tuple[Problem, ...]:
    """Line numbers of a record that point at an empty line of the page, where they do nothing.

    A cut there counts for the next line, and a span of lines left out may have empty ones in it.
    """
    named = {
        "joins": [n for both in record.joins for n in both],
        "drop": [run[0] for run in runs(record.drop) if not "".join(lines[run[0] - 1 : run[-1]]).strip()],
        "roles": [n for n, _ in record.roles],
        "headlines": [n for n, _ in record.headlines],
    }
    return tuple(
        Problem(path, None, f"{key} 提到第{n}行，可这一行是空的", f"{nearest(n, lines)}；空行也算一行")
        for key, numbers in named.items()
        for n in dict.fromkeys(numbers)
        if n <= len(lines) and not lines[n - 1].strip()
    )


def runs(numbers: Sequence[int]) -> list[list[int]]:
    """Sorted numbers, neighbours together."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] + 1 == number:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def nearest(line: int, lines: Sequence[str]) -> str:
    """Where the text before and behind an empty line stands."""
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), None)
    below = next((n for n in range(line + 1, len(lines) + 1) if lines[n - 1].strip()), None)
    return "最近的有字的是" + "和".join(f"第{n}行" for n in (above, below) if n)
