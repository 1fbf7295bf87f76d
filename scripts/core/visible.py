"""Text as a terminal or a comment may show it, whoever wrote it."""

from __future__ import annotations

import json
import re

BLANKS = "\u3000\xa0"
"""Blanks of Chinese print that Python does not count as printable."""

PERSONAL = re.compile(r"\d{11,}[\dXx]?")
"""Mobile numbers have eleven digits, identity cards eighteen; no figure of a report is so long."""


def visible(text: str) -> str:
    r"""The text on one line, with everything spelt out that could move a cursor, colour a screen or turn the reading.

    >>> visible("红\x1b[31m字\n")
    '红\\u001b[31m字\\n'
    """
    return "".join(char if char.isprintable() or char in BLANKS else json.dumps(char)[1:-1] for char in text)


def without_numbers(text: str) -> str:
    """The text with every long number robbed of its middle: a message about it must not publish it once more.

    >>> without_numbers("原页没有13800001234和2022")
    '原页没有138……34和2022'
    """
    return PERSONAL.sub(lambda number: f"{number[0][:3]}……{number[0][-2:]}", text)
