"""The editor's word on a page by line numbers: what follows what, what begins, what is left out, what a line is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import yaml

from scripts.core.record_yaml import NULL, Fault, Faults, string
from scripts.core.spans import drawn_together
from scripts.core.types import PageRecord, Problem

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


def named(record: PageRecord) -> dict[str, Sequence[int]]:
    """The line numbers that a record names, by its fields."""
    return {
        "joins": [n for both in record.joins for n in both],
        "cuts": record.cuts,
        "drop": record.drop,
        "roles": [n for n, _ in record.roles],
        "headlines": [n for n, _ in record.headlines],
    }


def check_lines(record: PageRecord, last_line: int | None, faults: Faults) -> None:
    """Reports line numbers that the page does not have; they harm nothing, but the editor meant something else."""
    if last_line is None:
        return
    for key, lines in named(record).items():
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
    drop = [a for a, b in drawn_together(record.drop) if not "".join(lines[a - 1 : b]).strip()]
    pointed = {**named(record), "cuts": (), "drop": drop}
    return tuple(
        Problem(path, None, f"{key} 提到第{n}行，可这一行是空的", f"{nearest(n, lines)}；空行也算一行")
        for key, numbers in pointed.items()
        for n in dict.fromkeys(numbers)
        if n <= len(lines) and not lines[n - 1].strip()
    )


def nearest(line: int, lines: Sequence[str]) -> str:
    """Where the text before and behind an empty line stands."""
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), None)
    below = next((n for n in range(line + 1, len(lines) + 1) if lines[n - 1].strip()), None)
    return "最近的有字的是" + "和".join(f"第{n}行" for n in (above, below) if n)
