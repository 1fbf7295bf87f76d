"""The reader as one file: each module that a browser has to fetch costs a request before the first result.

The modules run as they are, too. This only takes out the lines that tie them together, comments and indents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

ENTRY = "index.js"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^\s+", re.MULTILINE)


def bundle(modules: Mapping[str, str], entry: str = ENTRY) -> str:
    """One module of all that `entry` imports, what is imported first. Raises KeyError for a missing module."""
    order: list[str] = []
    visit(modules, entry, order)
    parts = (module if name == entry else EXPORT.sub("", module) for name, module in ((n, modules[n]) for n in order))
    return "".join(INDENT.sub("", COMMENT.sub("", IMPORT.sub("", part))) for part in parts)


def visit(modules: Mapping[str, str], name: str, order: list[str]) -> None:
    """Adds a module behind those that it imports."""
    for needed in IMPORT.findall(modules[name]):
        if needed not in order:
            visit(modules, needed, order)
    order.append(name)
