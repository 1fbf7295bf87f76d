"""A text on its way through the steps: where each part comes from, and what each step changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from rapidfuzz.distance import Indel

from scripts.core.types import Edit

CONTEXT = 6
"""Characters on each side of a change that an edit shows: enough to find the place."""
NEAR = 4
"""Changes with fewer unchanged characters between them are shown as one edit."""
MAX_COMPARED = 4_000
"""Longest middle part that is compared character by character; the cost grows with its square."""


@dataclass(frozen=True, slots=True)
class Step:
    """A named correction."""

    rule: str
    """In Chinese, for readers."""
    mend: Callable[[str], str]
    """Idempotent."""


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a text that was replaced."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph, or a line of a headline."""

    role: str
    text: str
    starts: tuple[tuple[int, int], ...]
    """Pairs (offset, raw line): from this offset on the text comes from that line. The first offset is 0."""
    edits: tuple[Edit, ...] = ()

    @property
    def line(self) -> int:
        """Raw line on which it begins."""
        return self.starts[0][1]

    @property
    def last(self) -> int:
        """Raw line on which it ends."""
        return self.starts[-1][1]

    def line_at(self, offset: int) -> int:
        return next(line for start, line in reversed(self.starts) if start <= offset)


def through(draft: Draft, steps: Iterable[Step]) -> Draft:
    """The draft after all steps, in order."""
    return reduce(taken, steps, draft)


def taken(draft: Draft, step: Step) -> Draft:
    """The draft after one step, with its edits."""
    after = step.mend(draft.text)
    if after == draft.text:
        return draft
    found = changes(draft.text, after)
    edits = tuple(Edit(step.rule, draft.line_at(group[0].start), *shown(draft.text, group)) for group in grouped(found))
    starts = tuple((moved(start, found), line) for start, line in draft.starts)
    return replace(draft, text=after, starts=starts, edits=draft.edits + edits)


def moved(offset: int, found: list[Change]) -> int:
    """Where an offset stands after the changes before it."""
    return offset + sum(len(c.new) - (min(c.end, offset) - c.start) for c in found if c.start < offset)


def grouped(found: list[Change]) -> Iterator[list[Change]]:
    """Changes that lie close together."""
    group: list[Change] = []
    for change in found:
        if group and change.start - group[-1].end >= NEAR:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def shown(text: str, group: list[Change]) -> tuple[str, str]:
    """Before and after, with some characters around."""
    first, last = max(0, group[0].start - CONTEXT), group[-1].end + CONTEXT
    after, here = "", first
    for change in group:
        after, here = after + text[here : change.start] + change.new, change.end
    return text[first:last], after + text[here:last]


def changes(before: str, after: str) -> list[Change]:
    """What was replaced, in order; adjoining replacements in one.

    >>> changes("甲,乙 丙", "甲，乙丙")
    [Change(start=1, end=2, new='，'), Change(start=3, end=4, new='')]
    """
    if len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return merged(Change(n, n + 1, new) for n, (old, new) in pairs if old != new)
    removed = removals(before, after)
    return removed if removed is not None else compared(before, after)


def merged(found: Iterable[Change]) -> list[Change]:
    result: list[Change] = []
    for change in found:
        if result and result[-1].end == change.start:
            result[-1] = Change(result[-1].start, change.end, result[-1].new + change.new)
        else:
            result.append(change)
    return result


def removals(before: str, after: str) -> list[Change] | None:
    """The characters that were taken out, if that is all that happened."""
    found, here = [], 0
    for n, char in enumerate(before):
        if here < len(after) and after[here] == char:
            here += 1
        else:
            found.append(Change(n, n + 1, ""))
    return merged(found) if here == len(after) else None


def compared(before: str, after: str) -> list[Change]:
    """Changes of any kind; one large change where the texts are too long to be compared."""
    if max(len(before), len(after)) > MAX_COMPARED:
        return [Change(0, len(before), after)]
    blocks = Indel.opcodes(before, after)
    return merged(Change(b.src_start, b.src_end, after[b.dest_start : b.dest_end]) for b in blocks if b.tag != "equal")
