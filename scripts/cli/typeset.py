"""Setting text in the cells of a terminal: a Han character takes two, and no row begins with a closing mark."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from scripts.core.han import CLOSERS, PAIRS, SENTENCE_ENDS

NO_START = frozenset(f"{SENTENCE_ENDS}{CLOSERS}，、；：,.;: 　")
"""What no row begins with."""
NO_END = frozenset(PAIRS)
"""What no row ends with."""
REACH = 12
"""Characters by which a row may end early so that the next begins well; longer words are cut."""
RULES = "│┆"
"""Upright rules, which divide what is told of a line from the line."""
GAP = "……"
"""Stands for what was left out of the middle of a line."""


def wrap(text: Text, width: int | None) -> list[Text]:
    """The rows of a text, at least one; all in one row where there is no width to keep."""
    if width is None or text.cell_len <= width:
        return [text]
    rows = list(text.divide(breaks(text.plain, max(width, 2))))
    for row in rows:
        row.rstrip()
    return rows


def breaks(plain: str, width: int) -> Iterator[int]:
    """Where the rows of a text begin, the first apart."""
    start = here = used = 0
    while here < len(plain):
        size = cell_len(plain[here])
        if used + size <= width or here == start:
            used += size
            here += 1
        else:
            start = here = row_end(plain, start, here)
            used = 0
            yield start


def row_end(plain: str, start: int, here: int) -> int:
    """The best place at or before `here` to end a row that begins at `start`."""
    earliest = max(start + 1, here - REACH)
    return next((place for place in range(here, earliest - 1, -1) if may_break(plain, place)), here)


def may_break(plain: str, place: int) -> bool:
    """Whether a row may end before this place: not inside 21.8% or a Latin word, nor with a mark on the wrong side.

    >>> may_break("化解39起。", 3), may_break("化解39起。", 5), may_break("化解39起。", 2)
    (False, False, True)
    """
    left, right = plain[place - 1], plain[place]
    if right in NO_START or left in NO_END or cell_len(right) == 0:
        return False
    return not (left.isascii() and right.isascii() and left != " ")


def elide(plain: str, width: int) -> str:
    """A text in one row: where it is too long its middle is left out, since seams lie at the ends.

    >>> elide("渔政与派出所在沿江三个渔港设立调解点，受理纠纷41起，", 24)
    '渔政与派出……纠纷41起，'
    """
    if cell_len(plain) <= width:
        return plain
    half = max(0, width - cell_len(GAP)) // 2
    return fitting(plain, half) + GAP + fitting(plain[::-1], half)[::-1]


def fitting(plain: str, width: int) -> str:
    """As much of the beginning of a text as fits."""
    used = 0
    for place, char in enumerate(plain):
        used += cell_len(char)
        if used > width:
            return plain[:place]
    return plain


def pad(text: Text | str, width: int, right: bool = False) -> Text:
    """A text in a field of so many cells, at its right end if wanted; longer ones stay as they are."""
    found = Text(text) if isinstance(text, str) else text
    blanks = " " * max(0, width - found.cell_len)
    return Text.assemble(blanks, found) if right else Text.assemble(found, blanks)


def hanging(lead: Text, text: Text, width: int | None) -> Iterator[Text]:
    """A text to the right of its lead; further rows stand below its beginning, and a rule in the lead goes on."""
    rest = continued(lead)
    for number, row in enumerate(wrap(text, width and max(2, width - lead.cell_len))):
        yield trimmed(Text.assemble(rest if number else lead, row))


def continued(lead: Text) -> Text:
    """What stands below a lead: blanks, and its rules."""
    rules = "".join(char if char in RULES else " " * cell_len(char) for char in lead.plain)
    return Text.assemble((rules, "dim"))


def side_by_side(lead: Text, left: Text, right: Text, width: int, rule: str = " │ ") -> Iterator[Text]:
    """Two texts in columns of one width, behind a lead that only the first row has."""
    column = (width - lead.cell_len - cell_len(rule)) // 2
    rows = (wrap(left, column), wrap(right, column))
    for number in range(max(map(len, rows))):
        a, b = (side[number] if number < len(side) else Text() for side in rows)
        begin = continued(lead) if number else lead
        yield trimmed(Text.assemble(begin, pad(a, column), (rule, "dim"), b))


def trimmed(text: Text) -> Text:
    """Without blanks at the end, which would only stand in the way of whoever compares two outputs."""
    text.rstrip()
    return text
