"""The map of a raw page, by which joins and cuts are written: the piece of each line, and what belongs to none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rich.cells import cell_len
from rich.text import Text

from scripts.cli.explain_article import FAINT, LISTED, NUMBER_CELLS, ROLE_CELLS, Rows, section
from scripts.cli.explain_lines import lines_of, place
from scripts.cli.typeset import elide, hanging, pad, trimmed, wrap
from scripts.core.labels import KINDS, ROLES
from scripts.core.types import Fragment, Layout, PageRecord, Piece, RawPage
from scripts.core.visible import visible

FURNITURE, LOOSE = "杂", "散"
"""Stand in the map where a line belongs to no piece."""
COLOURS = ("cyan", "green", "yellow", "blue", "magenta")
"""Of the pieces in turn, so that neighbours differ."""
PIECE_CELLS = 4
TEXT_LEAST = 16
"""Cells of text below which a row of the map would tell nothing."""
WORDS = ("joins", "cuts", "drop", "roles", "headlines")
"""Fields of a page record with which an editor has the last word."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page, or a part of it."""

    number: int
    columns: tuple[int, int] | None
    piece: int | None
    """Number of its piece, counted from 1."""
    mark: str
    """The piece, or what else it is."""
    role: str
    text: str
    then: str = ""
    """Where reading goes on, if not in the next line."""


def mapped(page: RawPage, layout: Layout, names: Sequence[str], width: int | None) -> Rows:
    """The page: its pieces, its lines in page order, its loose fragments. `names` are ids of articles, one a piece."""
    yield from wrap(Text(visible(page.path), style="bold"), width)
    yield Text(f"{page.encoding}，sha256 {page.sha256[:12]}…，共{len(page.lines)}行", style=FAINT)
    yield from record(page.path, page.record, width)
    yield from section(f"分成{len(layout.pieces)}篇（行号按阅读次序）", width)
    for number, piece in enumerate(layout.pieces, 1):
        yield from overview(number, piece, names[number - 1], page, width)
    yield from section("逐行", width)
    found = all_rows(page, layout)
    numbers = max([NUMBER_CELLS, *(len(place(row.number, row.columns)) + 1 for row in found)])
    for row in found:
        yield line(row, numbers, width or LISTED)
    yield from loose(layout.loose, width)


def record(path: str, word: PageRecord, width: int | None) -> Rows:
    """What the page record says on the reading order."""
    told = [(key, getattr(word, key)) for key in WORDS if getattr(word, key)]
    if told:
        name = PurePosixPath(path).with_suffix(".yml").name
        yield from section(f"页面记录 {visible(name)}", width)
    for key, value in told:
        yield from hanging(Text.assemble((f"  {key:<10}", "green")), Text(visible(plain(value))), width)


def plain(value: Sequence[object]) -> str:
    """What a record says in one row: line numbers, pairs of them, or texts by line."""
    return "、".join(words(item) for item in value)


def words(item: object) -> str:
    """A line number, two that are joined, or a line with its role or headline."""
    if not isinstance(item, tuple):
        return str(item)
    left, right = item
    return f"{left}: {right}" if isinstance(right, str) else f"[{left}, {right}]"


def overview(number: int, piece: Piece, name: str, page: RawPage, width: int | None) -> Rows:
    """One piece: its kind and headline, its article, its lines in reading order."""
    lead = Text.assemble((f"{number:>{PIECE_CELLS}}  ", f"bold {colour(number)}"))
    kind = f"{KINDS.get(piece.kind, piece.kind)}  "
    title = visible(piece.headline or "（无题）")
    yield from hanging(lead, Text.assemble((kind, FAINT), (title, "bold"), (f"  {name}" if name else "", FAINT)), width)
    yield from hanging(Text(" " * (PIECE_CELLS + 2)), Text(f"第{spans(piece, page)}行"), width)


def spans(piece: Piece, page: RawPage) -> str:
    """The lines of a piece in reading order, neighbours together: 9、13–15、7."""
    found: list[tuple[int, int, tuple[int, int] | None]] = []
    for part in piece.fragments:
        first, last, columns = found[-1] if found else (0, 0, None)
        if columns and part.columns and part.first == last and part.columns[0] == columns[1]:
            whole = (columns[0], part.columns[1])
            found[-1] = (first, last, None if covers(whole, page.lines[last - 1]) else whole)
        elif found and columns is None and part.columns is None and beside(last, part.first, page):
            found[-1] = (first, part.last, None)
        else:
            found.append((part.first, part.last, part.columns))
    return "、".join(f"{a}–{b}" if a != b else place(a, columns) for a, b, columns in found)


def covers(columns: tuple[int, int], line: str) -> bool:
    """Whether a part of a line leaves nothing of it but blanks."""
    return not line[: columns[0]].strip() and not line[columns[1] :].strip()


def all_rows(page: RawPage, layout: Layout) -> list[Row]:
    """Every line that is not blank, in page order."""
    rows = [row for n, piece in enumerate(layout.pieces, 1) for row in piece_rows(n, piece, page)]
    for mark, parts in ((FURNITURE, layout.furniture), (LOOSE, layout.loose)):
        rows += [Row(n, part.columns, None, mark, part.role, text) for part in parts for n, text in lines_of(part)]
    return sorted(rows, key=lambda row: (row.number, row.columns or (0, 0), row.mark))


def piece_rows(number: int, piece: Piece, page: RawPage) -> Iterator[Row]:
    """The lines of a piece in reading order, each with where reading goes on if not in the next line."""
    found = [(n, part, text) for part in piece.fragments for n, text in lines_of(part)]
    for at, (n, part, text) in enumerate(found):
        m, following, _ = found[at + 1] if at + 1 < len(found) else (n, part, text)
        jump = following is not part and not goes_on(n, part, m, following, page)
        then = f"→{place(m, following.columns)}" if jump else ""
        yield Row(n, part.columns, number, str(number), part.role, text, then)


def goes_on(n: int, part: Fragment, m: int, following: Fragment, page: RawPage) -> bool:
    """Whether nothing stands on the page between a line or a part of one and what is read next."""
    left = part.columns[1] if part.columns else len(page.lines[n - 1])
    right = following.columns[0] if following.columns else 0
    if n == m:
        return left <= right and not page.lines[n - 1][left:right].strip()
    skipped = page.lines[n - 1][left:] + page.lines[m - 1][:right]
    return beside(n, m, page) and not skipped.strip()


def beside(left: int, right: int, page: RawPage) -> bool:
    """Whether only blank lines lie between a line and a later one."""
    return left < right and not any(line.strip() for line in page.lines[left : right - 1])


def line(row: Row, numbers: int, width: int) -> Text:
    """One row of the map: number, piece, role, text with its middle left out, where reading goes on."""
    style = colour(row.piece) if row.piece else "bold red" if row.mark == LOOSE else FAINT
    begin = Text.assemble(
        pad(Text(place(row.number, row.columns), style=FAINT), numbers, right=True),
        pad(Text(row.mark, style=style), PIECE_CELLS, right=True),
        "  ",
        pad(Text(ROLES.get(row.role, row.role), style="" if row.piece else FAINT), ROLE_CELLS + 2),
    )
    space = max(TEXT_LEAST, width - cell_len(begin.plain) - numbers - 2)
    text = pad(Text(elide(visible(row.text), space), style="" if row.piece else FAINT), space)
    return trimmed(Text.assemble(begin, text, "  ", (row.then, "magenta")))


def colour(number: int | None) -> str:
    return COLOURS[((number or 1) - 1) % len(COLOURS)]


def loose(parts: Sequence[Fragment], width: int | None) -> Rows:
    """Each loose fragment, and what an editor may write to give it its place."""
    if not parts:
        return
    yield from section(f"未能归篇的散段 {len(parts)}处", width)
    for part in parts:
        text = elide(visible("".join(text for _, text in lines_of(part))), (width or LISTED) - NUMBER_CELLS - 2)
        yield Text.assemble((f"{place(part.first, part.columns):>{NUMBER_CELLS}}  ", FAINT), text)
    yield from hanging(Text("  "), Text(HOW, style=FAINT), width)


HOW = (
    "在页面记录里写一行，再运行 clean：接在某行之后写 joins: [[那一行, 散段首行]]；"
    "自成一篇写 cuts: [散段首行]；版面杂字写 drop: [散段行号]"
)
