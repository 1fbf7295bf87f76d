"""Reading the tables: tab-separated text with a heading line, and YAML; faults are named by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from scripts.core.errors import InputProblem


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of a tab-separated table whose first line names the columns; `#` begins a comment line.

    Raises InputProblem for a missing file or a row with another number of columns.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputProblem(path.name, None, f"词表读不出来（{error}）", "请从仓库恢复这个文件") from None
    names: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if names is None:
            names = cells
            continue
        if len(cells) != len(names):
            raise InputProblem(
                path.name,
                number,
                f"这一行有{len(cells)}栏，表头有{len(names)}栏",
                "栏与栏之间用一个制表符隔开",
            )
        yield number, dict(zip(names, (cell.strip() for cell in cells), strict=True))


def listed(cell: str) -> tuple[str, ...]:
    """Several values in one cell, divided by `|`."""
    return tuple(part for part in cell.split("|") if part)


def document(path: Path) -> Any:
    """A YAML document, read safely. Raises InputProblem."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputProblem(path.name, line, "不是合法的 YAML", "请检查缩进、冒号和引号") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputProblem(path.name, None, f"读不出来（{error}）", "请从仓库恢复这个文件") from None


SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where libyaml is at hand, which is much faster."""
