"""The modules of the reader as few files: each module that a browser has to fetch is a request before the first result.

The modules run as they are, too: this is no step that anybody has to take who works on them. Each becomes a function
that is called once, in the order of what they import, so that no name meets another; comments and indents go.
It understands what our modules use: imports of names and `import * as` from "./x.js", declarations behind `export`,
and `export {…}`. An `import("./x.js")` of a module that is in the file gives that module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

ENTRIES = {"page.js": ("index.js", "facets.js"), "overlay.js": ("index.js",), "highlight.js": (), "index.js": ()}
"""Modules that a page loads by name, each with those that it loads later and that come in the same file."""
MADE = "// Made of several modules by scripts/search/bundle.py.\n"
NAMED = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
SPACE = re.compile(r'^import \* as (\w+) from "\./([\w-]+\.js)";\n', re.MULTILINE)
PASSED_ON = re.compile(r'^export \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
LISTED = re.compile(r"^export \{([^}]*)\};\n", re.MULTILINE)
DECLARED = re.compile(r"^export ((?:async )?(?:function\*?|class|const|let) (\w+))", re.MULTILINE)
DYNAMIC = re.compile(r'import\("\./([\w-]+\.js)"\)')
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^\s+", re.MULTILINE)


def bundled(modules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(path, text) of each entry among modules with their paths; one that is made already stays. Raises KeyError."""
    folder = {path.rpartition("/")[2]: text for path, text in modules.items()}
    for path, text in modules.items():
        name = path.rpartition("/")[2]
        if name in ENTRIES and not text.startswith(MADE):
            later = tuple(n for n in ENTRIES[name] if not folder[n].startswith(MADE))
            yield path, bundle(folder, name, later)


def bundle(modules: Mapping[str, str], entry: str, later: tuple[str, ...] = ()) -> str:
    """One module that is `entry` with all it imports, and with `later` that it loads in time. Raises KeyError."""
    order: list[str] = []
    for name in (*later, entry):
        gather(modules, name, order)
    body = "".join(wrapped(modules[name], name, set(order)) for name in order)
    return f"{MADE}{body}export const {{ {', '.join(exported(modules[entry]))} }} = {variable(entry)};\n"


def gather(modules: Mapping[str, str], name: str, order: list[str]) -> None:
    """Put a module behind all that it imports."""
    if name in order:
        return
    for pattern in (NAMED, SPACE, PASSED_ON):
        for found in pattern.finditer(modules[name]):
            gather(modules, found[2], order)
    order.append(name)


def exported(source: str) -> list[str]:
    lists = [found[1] for pattern in (LISTED, PASSED_ON) for found in pattern.finditer(source)]
    listed = [name.strip() for names in lists for name in names.split(",") if name.strip()]
    return [*(found[2] for found in DECLARED.finditer(source)), *listed]


def wrapped(source: str, name: str, inside: set[str]) -> str:
    names = exported(source)
    source = NAMED.sub(lambda m: f"const {{{m[1].replace(' as ', ': ')}}} = {variable(m[2])};\n", source)
    source = PASSED_ON.sub(lambda m: f"const {{{m[1]}}} = {variable(m[2])};\n", source)
    source = SPACE.sub(lambda m: f"const {m[1]} = {variable(m[2])};\n", source)
    source = DECLARED.sub(r"\1", LISTED.sub("", source))
    source = DYNAMIC.sub(lambda m: f"Promise.resolve({variable(m[1])})" if m[1] in inside else m[0], source)
    source = INDENT.sub("", COMMENT.sub("", source))
    return f"const {variable(name)} = (() => {{\n{source}return {{ {', '.join(names)} }};\n}})();\n"


def variable(name: str) -> str:
    return "_" + re.sub(r"\W", "_", name)
