"""The movable parts of a page: runs of text that are put in order, and titles that head them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.core.han import fold, unclosed, unopened
from scripts.segment.roles import FURNITURE, Line

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
        return self.lines[-1].credit is not None

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
    """One or several title lines that stand together."""

    lines: tuple[Line, ...]
    ranks: tuple[int, ...]
    grams: Counter[str] = field(repr=False)
    author: Line | None = None
    """The author line that follows, if any."""
    labelled: bool = False
    """Whether 核心提示 or the like follows."""
    crowned: bool = False
    """Whether the title line of a series or a masthead stands right above."""

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def grams_of(text: str) -> Counter[str]:
    """Pairs of neighbouring characters, punctuation left out.

    >>> sorted(grams_of("反诈，宣传"))
    ['反诈', '宣传', '诈宣']
    """
    bare = fold(text)
    return Counter(bare[n : n + 2] for n in range(len(bare) - 1))


def body_block(lines: Sequence[Line], ranks: Sequence[int]) -> Block:
    return Block(tuple(lines), tuple(ranks), grams_of("".join(line.text for line in lines)))


def split(lines: Sequence[Line]) -> tuple[list[Block], list[Title]]:
    """Every body line as a block of its own, and the runs of title lines between them."""
    blocks: list[Block] = []
    titles: list[Title] = []
    run: list[int] = []
    for rank, line in enumerate(lines):
        if line.role == "title":
            run.append(rank)
        elif line.role not in FURNITURE and line.role != "caption":
            if run:
                titles.append(title_of(lines, run, rank))
                run = []
            if line.role == "body":
                blocks.append(body_block([line], [rank]))
    if run:
        titles.append(title_of(lines, run, len(lines)))
    return blocks, titles


def title_of(lines: Sequence[Line], run: Sequence[int], end: int) -> Title:
    """The title of a run of title lines; `end` is the place of the first line of text or author after it."""
    author = lines[end] if end < len(lines) and lines[end].role == "byline" else None
    above = lines[run[0] - 1].role if run[0] else ""
    return Title(
        lines=tuple(lines[rank] for rank in run),
        ranks=tuple(run),
        grams=grams_of("".join(lines[rank].text for rank in run)),
        author=author,
        labelled=any(line.role == "label" for line in lines[run[-1] : end + 2 if author else end]),
        crowned=above in ("series", "masthead"),
    )
