"""The reader as one file."""

from __future__ import annotations

import re
from collections import Counter

from conftest import ROOT

from scripts.search.bundle import bundle, visit

FOLDER = ROOT / "docs/assets/search"
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) ([^=(;{\n]+)", re.MULTILINE)


NAME = re.compile(r"[A-Za-z_]\w*")


def modules() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js"))}


def test_nothing_ties_the_one_file_to_others_and_it_still_opens() -> None:
    made = bundle(modules())
    assert not re.search(r"^import ", made, re.MULTILINE)
    assert re.findall(r"^export (.+)$", made, re.MULTILINE) == [
        "{ IndexError };",
        "async function open(base, options = {}) {",
    ]


def test_no_two_modules_of_the_reader_use_one_name() -> None:
    held, order = modules(), []
    visit(held, "index.js", order)
    names = Counter(name for module in order for text in DECLARED.findall(held[module]) for name in NAME.findall(text))
    assert [name for name, count in names.items() if count > 1] == []


def test_what_is_imported_stands_before_what_imports_it_and_comments_are_gone() -> None:
    made = bundle(
        {
            "index.js": 'import { a } from "./a.js";\n// why\nexport const b = a;\n',
            "a.js": "/** One. */\nexport const a = 1;\n",
        }
    )
    assert made == "const a = 1;\nexport const b = a;\n"
