"""The movable parts of a page: runs of text that are put in order, and titles that head them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scripts.core.han import fold, unclosed, unopened
from scripts.segment.roles import Line

HALF_MARKS = ",;:?!()"
FULL_MARKS = "，；：？！（）"
WIDE_DIGITS = "０１２３４５６７８９"


@dataclass(frozen=True, eq=False)
class Block:
    """Lines of body text that are known to follow one another."""

    lines: tuple[Line, ...]
    ranks: tuple[int, ...]
    """Place of each line among all lines of the page that are not blank."""
    grams: Counter[str] = field(repr=False)
    """Pairs of Han characters in it."""
    author: Line | None = None
    """The author line right above it."""
    closed: bool = False
    """Whether the line right below names a series or who brought it out: the report above is at its end."""

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def head(self) -> str:
        return self.lines[0].text

    @property
    def tail(self) -> str:
        return self.lines[-1].text

    @property
    def complete(self) -> bool:
        return self.lines[-1].complete

    @property
    def signed(self) -> bool:
        """Whether it ends in a byline."""
        return self.lines[-1].signed

    def marks(self) -> tuple[int, int, int, int]:
        """Half- and full-width punctuation, narrow and wide digits: how its column was printed or read."""
        text = "".join(line.text for line in self.lines)
        return (
            sum(text.count(mark) for mark in HALF_MARKS),
            sum(text.count(mark) for mark in FULL_MARKS),
            sum(c.isascii() and c.isdigit() for c in text),
            sum(c in WIDE_DIGITS for c in text),
        )

    def opens(self) -> str:
        """Quotes and brackets left open at the end of the last paragraph."""
        return unclosed(self.tail)

    def closes(self) -> str:
        """Quotes and brackets closed in the first paragraph that it never opened."""
        return unopened(self.head)


@dataclass(frozen=True, eq=False)
class Title:
    """One title line. A headline over two lines is two of them until its text is found, unless they read on as one."""

    line: Line
    rank: int
    grams: Counter[str] = field(repr=False)
    run: int
    """Number of the run of title lines, with no text between them, in which it stands."""
    crowned: bool = False
    """Whether the title of a series stands right above its run."""
    below: Line | None = None
    """The first line of text below its run."""
    rest: tuple[Line, ...] = ()
    """Lines below it that go on in mid-sentence: the other parts of the same headline."""

    @property
    def ranks(self) -> tuple[int, ...]:
        return tuple(range(self.rank, self.rank + 1 + len(self.rest)))

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.line, *self.rest)

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def grams_of(text: str) -> Counter[str]:
    """Pairs of neighbouring characters, punctuation left out.

    >>> sorted(grams_of("反诈，宣传"))
    ['反诈', '宣传', '诈宣']
    """
    bare = fold(text)
    return Counter(bare[n : n + 2] for n in range(len(bare) - 1))


def share_of(text: str, there: Mapping[str, int]) -> float:
    """Share of the pairs of characters of a text that another one, given by its pairs, holds too."""
    grams = grams_of(text)
    total = sum(grams.values())
    return sum(count for gram, count in grams.items() if gram in there) / total if total else 0.0


def body_block(lines: Sequence[Line], ranks: Sequence[int], author: Line | None = None) -> Block:
    return Block(tuple(lines), tuple(ranks), grams_of("".join(line.text for line in lines)), author)


def split(lines: Sequence[Line]) -> tuple[list[Block], list[Title]]:
    """Every body line as a block of its own, and every title line."""
    blocks: list[Block] = []
    titles: list[Title] = []
    run: list[int] = []
    author: Line | None = None
    for rank, line in enumerate(lines):
        if line.role == "title":
            # an author line between the titles of one report is its own; one above them belongs to what is above
            author = author if run else None
            run.append(rank)
        elif line.role == "byline":
            author = line
        elif line.role == "body":
            titles += titles_of(lines, run, rank)
            blocks.append(body_block([line], [rank], author))
            run, author = [], None
        elif line.role == "series" and blocks and blocks[-1].ranks[-1] == rank - 1:
            blocks[-1] = replace(blocks[-1], closed=True)
    return blocks, titles + titles_of(lines, run, len(lines))


def titles_of(lines: Sequence[Line], run: Sequence[int], end: int) -> list[Title]:
    """The titles of a run of title lines above the text at place `end`. A photograph divides a run in two."""
    below = lines[end] if end < len(lines) else None
    found: list[Title] = []
    first = run[0] if run else 0
    for above, rank in zip([None, *run], run, strict=False):
        if above is not None and any(line.role == "caption" for line in lines[above:rank]):
            first = rank
        crowned = first > 0 and lines[first - 1].role == "series"
        found.append(Title(lines[rank], rank, grams_of(lines[rank].text), first, crowned, below))
    return found
