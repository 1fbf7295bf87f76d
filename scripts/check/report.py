"""Findings for a person in the terminal, for GitHub, and for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, TextIO, get_args

from rich.console import Console
from rich.text import Text

from scripts.check.fix import Mend
from scripts.core.types import Finding
from scripts.core.visible import visible

Form = Literal["text", "github", "json"]
FORMS: tuple[Form, ...] = get_args(Form)
WORDS = {"error": "错误", "look": "请看"}
STYLES = {"error": "bold red", "look": "yellow"}
AROUND = 6
"""Characters that a change shows before and after what it changed."""
COMMANDS = {"error": "error", "look": "warning"}


def exit_code(findings: Iterable[Finding]) -> int:
    """1 when there is any error; what a person should only look at lets a change pass."""
    return int(any(finding.rule.severity == "error" for finding in findings))


def print_report(findings: Sequence[Finding], form: Form = "text", file: TextIO | None = None) -> None:
    """Prints findings, in the order given, to a file or the standard output; in colour on a terminal only."""
    PRINTERS[form](findings, file or sys.stdout)


def print_text(findings: Sequence[Finding], file: TextIO) -> None:
    console = Console(file=file, highlight=False, soft_wrap=True, markup=False, emoji=False)
    for path, group in groupby(findings, key=lambda f: f.path):
        console.print(Text(visible(path), style="bold"))
        for finding in group:
            console.print(line_of(finding))
    for rule in sorted({f.rule for f in findings}, key=lambda r: r.code):
        console.print(Text.assemble((rule.code, STYLES[rule.severity]), f" {rule.title}：{rule.hint}"))
    console.print(summary(findings))


def print_mends(mends: Mapping[str, Sequence[Mend]], file: TextIO | None = None) -> None:
    """Prints what `--fix` has changed, by file and line."""
    console = Console(file=file or sys.stdout, highlight=False, soft_wrap=True, markup=False, emoji=False)
    for path, lines in sorted(mends.items()):
        console.print(Text(visible(path), style="bold"))
        for mend in lines:
            console.print(mend_line(mend))
    count = sum(map(len, mends.values()))
    console.print(f"已改：{len(mends)}个文件，{count}处" if mends else "没有可以自动改的")


def mend_line(mend: Mend) -> Text:
    """One change on one line: the part that differs, before and after."""
    codes = "、".join(mend.codes)
    left, right = differing(mend.before, mend.after)
    what = f"“{visible(left)}” → “{visible(right)}”" if left != right else "换行与文件结尾"
    return Text.assemble((f"  第{mend.line}行".ljust(8), "dim"), ("已改 " + codes, "green"), f" {what}")


def differing(before: str, after: str) -> tuple[str, str]:
    """The parts of two lines that differ, with a few characters around them."""
    start = common(before, after)
    tail = common(before[start:][::-1], after[start:][::-1])
    first = max(0, start - AROUND)
    return before[first : len(before) - max(0, tail - AROUND)], after[first : len(after) - max(0, tail - AROUND)]


def common(left: str, right: str) -> int:
    """Characters with which two texts begin alike."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))


def line_of(finding: Finding) -> Text:
    """One finding on one line: place, weight, code, message."""
    style = STYLES[finding.rule.severity]
    place = f"  第{finding.line}行" if finding.line else "  整份"
    mark = f"{WORDS[finding.rule.severity]} {finding.rule.code}"
    return Text.assemble((f"{place:<8}", "dim"), (mark, style), f" {visible(finding.message)}")


def summary(findings: Sequence[Finding]) -> str:
    errors = sum(f.rule.severity == "error" for f in findings)
    looks = len(findings) - errors
    mendable = sum(f.rule.fix for f in findings)
    hint = f"；其中{mendable}处可用 check --fix 自动改" if mendable else ""
    return f"检查完毕：{errors}处错误，{looks}处请看一看{hint}" if findings else "检查完毕：没有发现问题"


def print_github(findings: Sequence[Finding], file: TextIO) -> None:
    for finding in findings:
        file.write(annotation(finding) + "\n")


def annotation(finding: Finding) -> str:
    """One workflow command of GitHub Actions, which shows the finding beside its line in a pull request."""
    fields = {"file": visible(finding.path), "line": finding.line or 1, "title": finding.rule.code}
    listed = ",".join(
        f"{name}={escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in fields.items()
    )
    text = escaped(harmless(f"{finding.message}。{finding.rule.hint}"))
    return f"::{COMMANDS[finding.rule.severity]} {listed}::{text}"


def escaped(text: str) -> str:
    """Characters by which a text could end a workflow command and begin another, escaped as GitHub does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def print_json(findings: Sequence[Finding], file: TextIO) -> None:
    rows = [
        {
            "code": f.rule.code,
            "severity": f.rule.severity,
            "path": f.path,
            "line": f.line,
            "also": list(f.also),
            "message": f.message,
            "title": f.rule.title,
            "hint": f.rule.hint,
        }
        for f in findings
    ]
    file.write(harmless(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n")


def harmless(text: str) -> str:
    """Text of several lines that a terminal shows and does not obey; what is JSON stays JSON."""
    return "\n".join(map(visible, text.split("\n")))


PRINTERS: dict[Form, Callable[[Sequence[Finding], TextIO], None]] = {
    "text": print_text,
    "github": print_github,
    "json": print_json,
}
