"""JSON as the archive writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from scripts.weave.escape import plain

ENCODER = json.JSONEncoder(ensure_ascii=False)
LONG = 160
"""Characters of a list that still reads well on one line."""


def tidy(value: object) -> object:
    """A value whose texts are visible lines; the order of keys stays."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: tidy(inner) for key, inner in value.items()}
    return [tidy(inner) for inner in value] if isinstance(value, list | tuple) else value


def document(value: object) -> str:
    """One JSON document, for people to read as well: a line for each key, and for each item of a long list."""
    return block(tidy(value)) + "\n"


def block(value: object) -> str:
    if isinstance(value, dict) and value:
        rows = (f"{json.dumps(key)}: {nested(inner)}" for key, inner in value.items())
        return "{\n" + ",\n".join(rows) + "\n}"
    return nested(value)


def nested(value: object) -> str:
    """Anything on one line, but a long list an item a line."""
    line = compact(value)
    if isinstance(value, list) and len(line) > LONG:
        return "[\n" + ",\n".join(f" {compact(item)}" for item in value) + "\n]"
    return line


def compact(value: object) -> str:
    return ENCODER.encode(value)


def lines(rows: Iterable[object]) -> str:
    """A JSON value a line."""
    return "".join(compact(tidy(row)) + "\n" for row in rows)


def script(value: object) -> str:
    """JSON that may stand in a `<script>` of HTML: no `<`, `>` or `&` can end it or begin another.

    >>> script({"a": "</script>"})
    '{"a": "\\\\u003c/script\\\\u003e"}'
    """
    text = compact(tidy(value))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
