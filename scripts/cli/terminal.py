"""The terminal: two consoles, and text that cannot play tricks with them."""

from __future__ import annotations

from rich.console import Console, ConsoleDimensions
from rich.text import Text

from scripts.core.types import Problem
from scripts.core.visible import visible

WIDE = 400
"""Columns for a file or a pipe, where nothing needs to fit: a table is as wide as its longest path."""


class Terminal(Console):
    """A console that writes text as it is: no markup, no emoji, no colours of its own, none at all in a pipe."""

    def __init__(self, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)

    @property
    def size(self) -> ConsoleDimensions:
        """Columns and rows."""
        found = super().size
        return found if self.is_terminal else ConsoleDimensions(WIDE, found.height)

    @size.setter
    def size(self, size: tuple[int, int]) -> None:
        self._width, self._height = size

    def on_broken_pipe(self) -> None:
        """Leaves it to `main` what to do when the reader of a pipe has gone."""
        raise BrokenPipeError


output = Terminal()
errors = Terminal(stderr=True)


def sentence(problem: Problem) -> Text:
    return Text(visible(str(problem)), style="red")


def difference(diff: str) -> Text:
    """A unified difference in colours."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    lines = (Text(visible(line), style=styles.get(line[:1], "")) for line in diff.splitlines())
    return Text("\n").join(lines)
