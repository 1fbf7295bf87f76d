"""The lines of a piece in reading order, each as it stands on the page and as the corrections leave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import Indel
from rich.text import Text

from scripts.core.types import Edit, Fragment, Piece
from scripts.core.visible import visible

MOST_COMPARED = 4_000
"""Characters of a line that are compared one by one; the cost grows with their square."""
GONE, NEW = "red strike", "green"


@dataclass(frozen=True, slots=True)
class Passage:
    """One raw line of a piece, or the part of it that the piece has."""

    number: int
    columns: tuple[int, int] | None
    role: str
    raw: str
    mended: str
    edits: tuple[Edit, ...] = ()

    @property
    def place(self) -> str:
        """The number of the line, with the characters of a part counted from 1: `12` or `12:5-20`."""
        return place(self.number, self.columns)


def place(number: int, columns: tuple[int, int] | None = None) -> str:
    return f"{number}:{columns[0] + 1}-{columns[1]}" if columns else str(number)


def lines_of(part: Fragment) -> Iterator[tuple[int, str]]:
    """Numbers and texts of the lines of a fragment that are not blank."""
    return ((n, text) for n, line in enumerate(part.lines, part.first) if (text := line.strip()))


def passages(piece: Piece, edits: Iterable[Edit]) -> tuple[list[Passage], list[Edit]]:
    """The passages of a piece with the edits made in them, and the edits whose place is in none."""
    found = [
        Passage(number, part.columns, part.role, text, text)
        for part in piece.fragments
        for number, text in lines_of(part)
    ]
    homeless = []
    for edit in edits:
        here = [n for n, passage in enumerate(found) if passage.number == edit.line]
        fits = next((n for n in here if applied(found[n].mended, edit) is not None), here[0] if here else None)
        if fits is None:
            homeless.append(edit)
        else:
            found[fits] = taken(found[fits], edit)
    return found, homeless


def taken(passage: Passage, edit: Edit) -> Passage:
    """The passage after one edit. One that cannot be found in it is listed all the same."""
    after = applied(passage.mended, edit)
    return replace(passage, mended=passage.mended if after is None else after, edits=(*passage.edits, edit))


def applied(text: str, edit: Edit) -> str | None:
    """The text after an edit, if it is found there.

    The characters around a change may belong to the lines beside it: they are left away as far as they must.
    >>> applied("三个渔港设立调解点,当场", Edit("全角标点", 3, "设立调解点,当场讲", "设立调解点，当场讲"))
    '三个渔港设立调解点，当场'
    """
    left = shared(edit.before, edit.after)
    right = shared(edit.before[left:][::-1], edit.after[left:][::-1])
    for cut in range(left + right + 1):
        for begin in range(max(0, cut - right), min(cut, left) + 1):
            old = edit.before[begin : len(edit.before) - (cut - begin)]
            if old and old in text:
                return text.replace(old, edit.after[begin : len(edit.after) - (cut - begin)], 1)
    return None


def shared(a: str, b: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def differing(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """(kept, old, new) of two texts, in order: either kept, or old and new of one change.

    >>> list(differing("当场,讲", "当场，讲"))
    [('当场', '', ''), ('', ',', '，'), ('讲', '', '')]
    """
    if max(len(before), len(after)) > MOST_COMPARED:
        yield ("", before, after) if before != after else (before, "", "")
        return
    for equal, group in groupby(Indel.opcodes(before, after), key=lambda code: code.tag == "equal"):
        codes = list(group)
        old = before[codes[0].src_start : codes[-1].src_end]
        new = after[codes[0].dest_start : codes[-1].dest_end]
        yield (old, "", "") if equal else ("", old, new)


def counted(edits: Iterable[Edit]) -> str:
    """What each rule changed, without the places: 全角标点 ,→，×3；词内空格 去“ ”."""
    found = Counter(
        (edit.rule, core(gone, come))
        for edit in edits
        for _, gone, come in differing(edit.before, edit.after)
        if gone or come
    )
    by_rule = groupby(found.items(), key=lambda item: item[0][0])
    return "；".join(
        f"{rule} " + "、".join(f"{visible(text)}×{n}" if n > 1 else visible(text) for (_, text), n in group)
        for rule, group in by_rule
    )


def core(gone: str, come: str) -> str:
    """One change in words: characters taken out, put in, or one for another."""
    return f"{gone}→{come}" if gone and come else f"去“{gone}”" if gone else f"添“{come}”"


def sides(before: str, after: str, style: str = "") -> tuple[Text, Text]:
    """Two texts with what went and what came marked."""
    old, new = Text(style=style), Text(style=style)
    for kept, gone, come in differing(before, after):
        old.append(visible(kept)).append(visible(gone), GONE)
        new.append(visible(kept)).append(visible(come), NEW)
    return old, new


def inline(before: str, after: str, style: str = "") -> Text:
    """One text with what went and what came marked in their place."""
    found = Text(style=style)
    for kept, gone, come in differing(before, after):
        found.append(visible(kept)).append(visible(gone), GONE).append(visible(come), NEW)
    return found
