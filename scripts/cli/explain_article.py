"""The story of one article: its raw lines beside its text, then its tags, then what else stood on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from scripts.cli.explain_lines import Passage, counted, inline, lines_of, passages, place, sides
from scripts.cli.typeset import elide, hanging, pad, side_by_side, wrap
from scripts.core.han import fold
from scripts.core.labels import FIELDS, ROLES
from scripts.core.settings import DATA
from scripts.core.types import Edit, Evidence, Explanation, Fragment, Join
from scripts.core.visible import visible
from scripts.core.vocab.tables import rows

Rows = Iterator[Text]
ROLE_CELLS = max(map(cell_len, ROLES.values()))
NUMBER_CELLS = 5
WIDE = 120
"""Cells from which on page and article stand side by side: two columns of some twenty-five Han characters."""
WIDEST = 200
"""Longer rows are hard to read; more of a very wide terminal stays empty."""
LISTED = 100
"""Cells of a listed line in a pipe, where nothing else says how long a row may be."""
WEIGHTS = "线索后面的数是它的权数，乘上它在这里的大小，加起来就是括号里的分数；见《手册》的“接排线索”"
STYLES = {"headline": "bold", "kicker": "bold", "subtitle": "bold", "heading": "bold", "byline": "dim"}
FAINT, JOINED, TURN = "dim", "magenta", "cyan"


def section(title: str, width: int | None) -> Rows:
    """The heading of a part of the story."""
    yield Text()
    yield from wrap(Text(title, style=f"bold {TURN}"), width)


def told(made: Explanation, width: int | None, colour: bool) -> Rows:
    """The whole story, row by row, for a terminal of so many cells or, without a width, for a pipe."""
    width = width and min(width, WIDEST)
    yield from section(
        f"原版 {visible(made.page.path)}（{made.page.encoding}，sha256 {made.page.sha256[:12]}…）", width
    )
    yield from story(made, width, colour)
    yield from tags(made, width)
    yield from elsewhere(made, width)


def lead(where: str, role: str, cells: int) -> Text:
    """Number and role at the left of a line."""
    return Text.assemble(
        pad(Text(where, style=FAINT), cells, right=True),
        " ",
        pad(Text(role, style="green"), ROLE_CELLS),
        (" │ ", FAINT),
    )


def story(made: Explanation, width: int | None, colour: bool) -> Rows:
    """The lines in reading order; between them the joins, what was skipped, and below each what was mended in it."""
    found, homeless = passages(made.piece, made.clean.edits)
    cells = max([NUMBER_CELLS, *(len(passage.place) + 1 for passage in found)])
    if given_headline(made, found):
        yield from hanging(
            lead("", "标题", cells), Text(f"{visible(made.piece.headline or '')}（页面记录所定）"), width
        )
    joins = list(made.piece.joins)
    before: Passage | None = None
    seen: set[int] = set()
    for passage in found:
        join = next((j for j in joins if j.right == passage.number and j.left in seen), None)
        if join:
            joins.remove(join)
            yield from seam(join, cells, width)
        yield from skipped(made, before, passage, cells, width)
        yield from shown(passage, cells, width, colour)
        before = passage
        seen.add(passage.number)
    if made.piece.joins:
        yield from hanging(aside("", cells), Text(WEIGHTS, style=FAINT), width)
    yield from summary([*homeless], [e for p in found for e in p.edits], width)


def given_headline(made: Explanation, found: Iterable[Passage]) -> bool:
    """Whether the headline stands on no line of the piece: an editor has given it."""
    printed = fold("".join(passage.raw for passage in found if passage.role == "headline"))
    return bool(made.piece.headline) and fold(made.piece.headline or "") != printed


def shown(passage: Passage, cells: int, width: int | None, colour: bool) -> Rows:
    """One passage, and its edits below it: in full where the text itself does not show their places."""
    begin = lead(passage.place, ROLES.get(passage.role, passage.role), cells)
    style = STYLES.get(passage.role, "")
    wide = bool(width and width >= WIDE)
    if width and wide:
        yield from side_by_side(begin, *sides(passage.raw, passage.mended, style), width)
    else:
        text = inline(passage.raw, passage.mended, style) if colour else Text(visible(passage.raw), style=style)
        yield from hanging(begin, text, width)
    if passage.edits and (wide or colour):
        yield from hanging(aside("改", cells), Text(counted(passage.edits), style=FAINT), width)
    else:
        for edit in passage.edits:
            yield from hanging(aside("改", cells), change(edit), width)


def aside(mark: str, cells: int) -> Text:
    """The left of a row that tells something of the lines beside it."""
    return Text.assemble(" " * (cells + 1), (pad(mark, ROLE_CELLS, right=True).plain, FAINT), (" ┆ ", FAINT))


def change(edit: Edit) -> Text:
    old, new = sides(edit.before, edit.after)
    return Text.assemble(f"{edit.rule}  ", old, " → ", new)


def cue_table() -> dict[str, tuple[str, str]]:
    """Name and weight of each cue of the reading order, by code."""
    return {row["code"]: (row["name"], row["weight"]) for _, row in rows(DATA / "cues.tsv")}


def seam(join: Join, cells: int, width: int | None) -> Rows:
    """A join between the lines that it joins, with its cues and the weight of each."""
    known = cue_table()
    cues = "、".join(" ".join(known.get(code, (code, ""))).strip() for code in join.cues)
    text = f"第{join.left}行接第{join.right}行（{join.score:+.1f}）" + (f"：{visible(cues)}" if cues else "")
    yield from hanging(aside("接", cells), Text(text, style=JOINED), width)


def skipped(made: Explanation, before: Passage | None, here: Passage, cells: int, width: int | None) -> Rows:
    """What stands on the page between two lines that follow one another: furniture in full, other pieces counted."""
    if before is None or before.number == here.number:
        return
    if here.number < before.number:
        yield from hanging(aside("回", cells), Text(f"回到上面第{here.number}行", style=FAINT), width)
        return
    between = range(before.number + 1, here.number)
    left_out = {n: (part.role, text) for part in made.layout.furniture for n, text in lines_of(part) if n in between}
    for number, (role, text) in sorted(left_out.items()):
        name = f"{ROLES.get(role, role)}，不入文章"
        row = f"{name}：{elide(visible(text), (width or LISTED) // 2)}"
        yield from hanging(lead(str(number), "", cells), Text(row, style=FAINT), width)
    others = sum(
        bool(made.page.lines[n - 1].strip()) for n in between if n <= len(made.page.lines) and n not in left_out
    )
    if others:
        yield from hanging(aside("隔", cells), Text(f"中间隔着别处的{others}行", style=FAINT), width)


def summary(homeless: list[Edit], placed: list[Edit], width: int | None) -> Rows:
    """How many edits there were by each rule, and those that changed no line of the page."""
    every = [*placed, *homeless]
    counts = "、".join(f"{rule}{count}" for rule, count in Counter(edit.rule for edit in every).items())
    yield from section(f"改动 {len(every)}处" + (f"：{counts}" if counts else ""), width)
    for edit in homeless:
        yield from hanging(lead(str(edit.line), "", NUMBER_CELLS), change(edit), width)


def tags(made: Explanation, width: int | None) -> Rows:
    """Each value of a tag with all that speaks for it."""
    yield from section("标签与依据", width)
    for (tag, value), group in groupby(made.tags.evidence, key=lambda e: (e.tag, e.value)):
        yield from hanging(
            Text.assemble("  ", (FIELDS.get(tag, tag), "green"), " "), Text(visible(value), style="bold"), width
        )
        for e in group:
            text = Text.assemble(visible(e.reason), (f"  {where(e, made)}", FAINT), f"“{visible(e.quote)}”")
            yield from hanging(Text.assemble((f"{e.weight:>8.2f}  ", FAINT)), text, width)


def where(evidence: Evidence, made: Explanation) -> str:
    """Where the words of a piece of evidence stand: on a line, in the title, or else in the page record."""
    quote = evidence.quote.strip("…")
    heads = (made.clean.kicker, made.clean.title, made.clean.subtitle)
    if evidence.line is None and any(head and quote in head for head in heads):
        return "标题"
    line = evidence.line or next((n for n, text in enumerate(made.page.lines, 1) if quote and quote in text), None)
    return f"第{line}行" if line else "页面记录"


def elsewhere(made: Explanation, width: int | None) -> Rows:
    """What of the page is in no article."""
    yield from listed("同版不入文章的行", made.layout.furniture, width)
    yield from listed("同版未能归篇的散段", made.layout.loose, width)


def listed(title: str, parts: Iterable[Fragment], width: int | None) -> Rows:
    """Lines of fragments, each in one row, in page order."""
    found = sorted((n, part.columns or (0, 0), part, text) for part in parts for n, text in lines_of(part))
    if found:
        yield from section(title, width)
    cells = max([NUMBER_CELLS, *(len(place(n, part.columns)) + 1 for n, _, part, _ in found)])
    for number, _, part, text in found:
        begin = lead(place(number, part.columns), ROLES.get(part.role, part.role), cells)
        yield begin + elide(visible(text), (width or LISTED) - cell_len(begin.plain))
