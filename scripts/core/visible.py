"""Text as a terminal may show it, whoever wrote it."""

from __future__ import annotations

import json

BLANKS = "\u3000\xa0"
"""Blanks of Chinese print that Python does not count as printable."""


def visible(text: str) -> str:
    r"""The text on one line, with everything spelt out that could move a cursor, colour a screen or turn the reading.

    >>> visible("红\x1b[31m字\n")
    '红\\u001b[31m字\\n'
    """
    return "".join(char if char.isprintable() or char in BLANKS else json.dumps(char)[1:-1] for char in text)
