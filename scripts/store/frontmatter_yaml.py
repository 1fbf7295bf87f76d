"""The head of an article file: YAML in our fixed layout, read strictly, as a handler for python-frontmatter."""

from __future__ import annotations

import re
import sys
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from scripts.core.vocab.tables import SAFE

NULL, PLAIN, LIST, MAP = (f"tag:yaml.org,2002:{kind}" for kind in ("null", "str", "seq", "map"))
NUMBERLIKE = re.compile(r"[yYnN]|[-+.]?\d[\w.:+-]*")
"""Quoted although PyYAML would read them back: other readers take 1e3, 0o17 or y for something else."""
SHORT = 2_000
"""A head of fewer characters cannot nest deep enough to do harm; hardly any is longer."""
DEEPEST = 8
"""Head, source, lines, pair make four."""
FLAT = re.compile("[\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Characters for which a string is set in double quotes, so that it stays on one line."""


class Plain(str):
    """A string set without quotes whatever it looks like: EDTF dates."""


class Flow(dict[str, Any]):
    """A mapping set on one line."""


class Strings(SAFE):  # type: ignore[misc, valid-type]
    """The safe loader, reading every scalar as the text that stands there, and refusing a key that stands twice."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own name and type
        first: [(NULL, re.compile(r"(?:~|null|Null|NULL|)\Z"))] for first in ("~", "n", "N", "")
    }
    # typed tags (!!bool, !!timestamp) have no place in a head, and their constructors raise whatever Python raises
    yaml_constructors = {tag: SAFE.yaml_constructors[tag] for tag in (NULL, PLAIN, LIST, None)}  # noqa: RUF012


def unique_mapping(loader: Any, node: yaml.MappingNode) -> dict[str, Any]:
    """A mapping. Raises ConstructorError at the second of two equal keys, and for a tag that lies."""
    seen: set[str] = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if not isinstance(key, yaml.ScalarNode) or key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, "key", key.start_mark)
        seen.add(key.value)
    found: dict[str, Any] = loader.construct_mapping(node, deep=True)
    return found


Strings.add_constructor(MAP, unique_mapping)


class Layout(yaml.SafeDumper):
    """Block style for the head itself, flow style for whatever lies in it, quotes only where they are needed."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if FLAT.search(text) else "'" if NUMBERLIKE.fullmatch(text) else None
    return dumper.represent_scalar(PLAIN, text, style=style)


def plain_node(dumper: yaml.SafeDumper, text: Plain) -> yaml.ScalarNode:
    tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(text))


def list_node(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    return dumper.represent_sequence(LIST, items, flow_style=True)


def flow_node(dumper: yaml.SafeDumper, mapping: Flow) -> yaml.MappingNode:
    return dumper.represent_mapping(MAP, mapping.items(), flow_style=True)


Layout.add_representer(str, text_node)
Layout.add_representer(Plain, plain_node)
Layout.add_representer(list, list_node)
Layout.add_representer(Flow, flow_node)


class HeadHandler(BaseHandler):
    """Front matter between two lines of three hyphens, at the very beginning of the file."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str) -> Any:
        """The head with every scalar as text. Raises yaml.YAMLError."""
        if len(fm) > SHORT:
            refuse_depth(fm)
        return yaml.load(fm, Loader=Strings)

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """The head as YAML, in the order of `metadata`."""
        return to_yaml(metadata).rstrip("\n")


def refuse_depth(head: str) -> None:
    """Raises YAMLError for nesting that would exhaust the stack of the composer in C; events come without nesting."""
    depth = 0
    for event in yaml.parse(head, Loader=SAFE):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.YAMLError("too deep")


def to_yaml(data: object) -> str:
    """YAML in the layout of article heads; one line an entry, never folded."""
    text: str = yaml.dump(
        data,
        Dumper=Layout,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=sys.maxsize,
    )
    return text
