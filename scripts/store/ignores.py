"""Findings of `check` that people have looked at and let stand: `.check-ignore.yml` beside the articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts.core.types import Problem
from scripts.core.vocab.tables import SAFE
from scripts.store.frontmatter_yaml import refuse_depth
from scripts.store.sources import shown

NAME = ".check-ignore.yml"
KEYS = ("rule", "path", "id", "reason")
FORM = "写成 - {rule: 重04, path: docs/articles/2022/编号.md, reason: 为什么可以不理}"
MAX_CHARACTERS = 1_000_000
"""Ten thousand entries with a reason each; a larger file is another file."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One entry of the list."""

    rule: str
    target: str
    """Path of a file, or id of an article."""
    reason: str
    line: int


Loaded = tuple[tuple[Ignore, ...], tuple[Problem, ...]]


def load_ignores(articles: Path) -> Loaded:
    """The list in the order of the file, empty without one, and what is wrong with it; faulty entries do not count."""
    path = articles / NAME
    if not path.is_file():
        return (), ()
    try:
        text = path.read_text(encoding="utf-8-sig")
        if len(text) > MAX_CHARACTERS:
            return (), (Problem(shown(path), None, "忽略名单太大了", FORM),)
        return parse_ignores(text, shown(path))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return (), (Problem(shown(path), line, "不是合法的 YAML", FORM),)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return (), (Problem(shown(path), None, "读不出来", "请存成 UTF-8 编码的 YAML"),)


def parse_ignores(text: str, path: str) -> Loaded:
    """Entries of a list, which keep their lines. Raises YAMLError."""
    refuse_depth(text)
    tree = yaml.compose(text, Loader=SAFE)
    if tree is None:
        return (), ()
    if not isinstance(tree, yaml.SequenceNode):
        return (), (Problem(path, 1, "不是一列忽略", FORM),)
    found: list[Ignore] = []
    faults: list[Problem] = []
    for node in tree.value:
        line = node.start_mark.line + 1
        made = entry(node, line)
        if isinstance(made, str):
            faults.append(Problem(path, line, made, FORM))
        else:
            found.append(made)
    return tuple(found), tuple(faults)


def entry(node: yaml.Node, line: int) -> Ignore | str:
    """One entry, or what is wrong with it."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    plain = [(k, v) for k, v in pairs if isinstance(k, yaml.ScalarNode) and isinstance(v, yaml.ScalarNode)]
    values = {k.value: v.value.strip() for k, v in plain}
    if len(values) < len(pairs) or not values or not set(values) <= set(KEYS):
        return "每一条只能有 rule、path 或 id、reason"
    target = values.get("path") or values.get("id") or ""
    missing = [name for name, value in (("rule", values.get("rule")), ("path 或 id", target)) if not value]
    if missing:
        return f"没有写 {'、'.join(missing)}"
    if not values.get("reason"):
        return f"忽略 {values['rule']} 没有写理由"
    return Ignore(values["rule"], target, values["reason"], line)
