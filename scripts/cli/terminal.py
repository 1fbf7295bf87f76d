"""The terminal: two consoles, and text that cannot play tricks with them."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from scripts.core.types import Problem

output = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def safe(text: str) -> str:
    """Text whose control characters are shown instead of obeyed."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def sentence(problem: Problem) -> Text:
    return Text(safe(str(problem)), style="red")


def difference(diff: str) -> Text:
    """A unified difference in colours."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    lines = (Text(safe(line), style=styles.get(line[:1], "")) for line in diff.splitlines())
    return Text("\n").join(lines)
