"""Which pages of a built site are of which type, so that a test visits every type, also one that comes next year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KIND = re.compile(rb"<article [^>]*\bkind-([a-z]+)")
WRITTEN = "text"
"""The kind of pages that people write: each of them is a type of its own."""
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
ALIKE, FEW = 1, 8
"""Where only the build of a part counts, and where its words count too, long or short."""
THIN = """
most => {
  const shape = (node) => node.tagName + node.className + [...node.children].map(shape).join();
  for (const list of document.querySelectorAll("ol, ul, dl, tbody, .contents, section")) {
    const times = {};
    for (const child of [...list.children]) {
      const form = shape(child);
      times[form] = (times[form] ?? 0) + 1;
      if (times[form] > most) child.remove();
    }
  }
}
"""
"""Leaves a few of those parts of a list that are built alike: a hundredth row tells nothing that the first does not."""


def kind_of(page: Path) -> str:
    """What the page says it is: article, list, home …"""
    found = KIND.search(page.read_bytes())
    assert found, f"{page} does not say of which kind it is"
    return found[1].decode()


def types(site: Path) -> dict[str, str]:
    """Address of the largest page of each type. A type is a kind of page at one depth of one branch of the site."""
    largest: dict[str, tuple[int, str]] = {}
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site)
        kind = kind_of(page)
        branch = path.as_posix() if kind == WRITTEN or len(path.parts) == 1 else f"{path.parts[0]} {len(path.parts)}"
        paged = " paged" if path.parent.name.startswith("page-") else ""
        size = page.stat().st_size
        name = f"{kind} {branch}{paged}"
        if size > largest.get(name, (0, ""))[0]:
            largest[name] = size, path.as_posix().removesuffix("index.html")
    return {name: address for name, (_, address) in sorted(largest.items())}


def visits(page: Any, home: str, site: Path, written: bool | None = None) -> Iterator[str]:
    """Open one page of each type after the other, everything unfolded; its type. Only what people write, or only the rest, if told."""
    for name, address in types(site).items():
        if written in (None, name.startswith(f"{WRITTEN} ")):
            page.goto(home + address)
            page.evaluate(UNFOLD)
            yield name
