"""The reader as few files."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import ROOT

from scripts.search.bundle import DYNAMIC, ENTRIES, MADE, NAMED, SPACE, bundle, bundled

FOLDER = ROOT / "docs/assets/search"


def modules() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js"))}


def test_each_entry_needs_no_other_module_and_offers_what_it_did() -> None:
    held = modules()
    made = dict(bundled(held))
    assert set(made) == set(ENTRIES)
    for name, text in made.items():
        assert not re.search(r"^import |^export \{", text, re.MULTILINE), name
        (offered,) = re.findall(r"^export const \{ (.+) \} =", text, re.MULTILINE)
        assert all(re.search(rf"\b{one}\b", held[name]) for one in offered.split(", "))


def test_what_page_and_box_load_later_comes_in_the_same_file() -> None:
    made = dict(bundled(modules()))
    assert DYNAMIC.findall(made["page.js"]) == ["overlay.js"]
    assert DYNAMIC.findall(made["overlay.js"]) == []


def test_making_the_files_twice_changes_nothing() -> None:
    once = {**modules(), **dict(bundled(modules()))}
    assert dict(bundled(once)) == {}
    copied_anew = {**once, "page.js": modules()["page.js"]}
    ((name, text),) = bundled(copied_anew)
    assert name == "page.js"
    assert DYNAMIC.findall(text).count("index.js") == 1


def test_names_of_two_modules_never_meet_and_comments_are_gone() -> None:
    made = bundle(
        {
            "a.js": "/** One. */\nconst PAUSE = 1;\nexport const a = PAUSE;\n",
            "b.js": 'import * as all from "./a.js";\nconst PAUSE = 2;\nexport { a as first } from "./a.js";\n',
            "page.js": 'import { a } from "./a.js";\n// why\nexport function start() { return import("./b.js"); }\n',
        },
        "page.js",
        ("b.js",),
    )
    assert made.startswith(MADE)
    assert "why" not in made and "One." not in made
    assert made.count("const PAUSE") == 2
    assert "Promise.resolve(_b_js)" in made


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_no_module_is_missing(name: str) -> None:
    held = modules()

    def needed(source: str) -> set[str]:
        return {found[2] for pattern in (NAMED, SPACE) for found in pattern.finditer(source)} | set(
            DYNAMIC.findall(source)
        )

    assert needed(held[name]) <= set(held)


@pytest.mark.browser
def test_the_modules_run_as_they_are_and_as_one_file(reader: Any) -> None:
    code = """async ([base, file]) => {
      const { open } = await import(new URL(`assets/search/${file}`, base).href);
      return (await (await open(new URL("search/", base))).search("反诈")).hits.map((hit) => hit.id);
    }"""
    plain = reader.site / "assets/plain"
    plain.mkdir(exist_ok=True)
    for name, text in modules().items():
        (plain / name).write_text(text, encoding="utf-8")
    one = reader.page.evaluate(code, [reader.address, "index.js"])
    assert one == reader.page.evaluate(code, [reader.address, "../plain/index.js"])
    assert one
