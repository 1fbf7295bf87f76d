"""Raw lines to paragraphs: what a column end tore apart is joined, what merely follows is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scripts.core.credits import tail_credit
from scripts.core.han import HAN, ends_sentence, fold, unclosed
from scripts.core.types import Edit, Piece
from scripts.correct.characters import visible
from scripts.correct.draft import CONTEXT, Draft, through
from scripts.correct.repeats import SURE, likelier, overlap
from scripts.correct.steps import LINE_STEPS

OUTSIDE = frozenset(("headline", "kicker", "subtitle", "continuation"))
"""Roles whose lines are no paragraphs: heads stand in the piece, 下转第3版 is an order to the reader of paper."""
PARAGRAPHS = frozenset(("body", "heading", "lead", "question", "answer", "caption", "byline"))
OTHER = {"title": "heading"}
"""Roles that are named otherwise in clean text; all others are body."""
RUNNING = frozenset(("body", "lead", "question", "answer"))
"""Roles whose text may go on in the next line."""
PAUSES = "：:；;"
"""After these a new paragraph begins only with an item, a quotation or a question."""
ITEM = re.compile(
    r"[\u3000 ]*(?:[一二三四五六七八九十]{1,3}[、是要]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．)）](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[，、条]|[①-⑳●◆■□▲○◎·•—★]|问[:：]|答[:：]|[“‘「『])"
)
INDENT = re.compile(r"\u3000{2}|\u2003{1,2}|[ \xa0]{4}")
"""Two blanks of full width: the printer's or the web editor's own sign of a new paragraph."""
CONTINUES = re.compile(r"[，。、；：！？”’）》】,;)]")
"""No paragraph begins with a closing mark."""
HEADING_LENGTH = 30
"""A line below this length without a clause is a heading or a date rather than the start of a torn paragraph."""
CLAUSE = re.compile(r"[，。；！？,;?!]|[：:].{6}")
STOP = re.compile(rf"(?:{HAN.pattern})[.．｡]$|[.．]{{2}}$")
"""A stop that was read as a point, and points for an ellipsis."""
LONG_QUOTE = 60
"""How far back an opening mark may lie to show that the line breaks off inside a quotation or a bracket."""
QUOTATION = ("“", "‘", "「", "『")
CREDIT_LENGTH = 80
"""Names at the end of a report, in brackets, stay below this length."""
REPEATED = "接缝重复"


def paragraphs(piece: Piece) -> list[Draft]:
    """The paragraphs of a piece in reading order; captions stand after the paragraph that they interrupt."""
    joined = {(join.left, join.right) for join in piece.joins}
    found: list[Draft] = []
    held: list[Draft] = []
    for draft in raw_lines(piece):
        if draft.role == "caption" and found:
            held.append(draft)
        elif found and follows(found[-1], draft, joined):
            found[-1] = glued(found[-1], draft)
        else:
            found += [*held, draft]
            held = []
    return found + held


def raw_lines(piece: Piece) -> Iterator[Draft]:
    """Each raw line with text as a draft, single characters mended, indents kept for the decision on joining."""
    for part in piece.fragments:
        if part.role in OUTSIDE:
            continue
        role = part.role if part.role in PARAGRAPHS else OTHER.get(part.role, "body")
        for number, text in enumerate(part.lines, part.first):
            if visible(text).strip():
                yield through(Draft(role, text, ((0, number),)), LINE_STEPS)


def follows(left: Draft, right: Draft, joined: set[tuple[int, int]]) -> bool:
    """Whether the right line goes on with the paragraph of the left one."""
    if left.role not in RUNNING or right.role not in ("body", left.role):
        return False
    before, after = left.text.rstrip(), right.text
    if left.last == right.line:
        return not (ended(before) and after[:1].isspace())
    if CONTINUES.match(after.lstrip()):
        return True
    if INDENT.match(after):
        return False
    if overlap(before, after.lstrip()) >= SURE:
        return True
    if ended(before):
        return False
    if (left.last, right.line) in joined or unclosed(before[-LONG_QUOTE:]):
        return True
    if new_item(before, after):
        return False
    return len(fold(before)) >= HEADING_LENGTH or bool(CLAUSE.search(before))


def ended(text: str) -> bool:
    """Whether a paragraph ends here: with its sentence, or with the names of its writers."""
    return ends_sentence(text) or bool(STOP.search(text)) or tail_credit(text[-CREDIT_LENGTH:]) is not None


def new_item(before: str, after: str) -> bool:
    """Whether the right line begins an item of its own; a bare quotation does so only after a colon or semicolon."""
    begun = ITEM.match(after)
    if begun is None:
        return False
    return before[-1:] in PAUSES or begun[0].strip("\u3000 ") not in QUOTATION


def glued(left: Draft, right: Draft) -> Draft:
    """One paragraph of two lines, without what the second repeats of the first."""
    if left.last == right.line:
        return rejoined(left, right)
    before, after = left.text.rstrip(), right.text.lstrip()
    twice = overlap(before, after)
    edits: Iterable[Edit] = ()
    if twice:
        shown = before[-twice - CONTEXT :]
        edits = [Edit(REPEATED, right.line, shown + after[: twice + CONTEXT], shown + after[twice : twice + CONTEXT])]
    between = " " if before[-1:].isascii() and after[:1].isascii() and latin(before, after) else ""
    start = len(before) + len(between)
    if twice:
        before = before[:-twice] + likelier(before[-twice:], after[:twice])
    return replace(
        left,
        text=before + between + after[twice:],
        starts=(*left.starts, (start, right.line)),
        edits=(*left.edits, *right.edits, *edits),
    )


def rejoined(left: Draft, right: Draft) -> Draft:
    """Two parts of one raw line as they were printed."""
    starts = (*left.starts, (len(left.text), right.line))
    return replace(left, text=left.text + right.text, starts=starts, edits=(*left.edits, *right.edits))


def latin(before: str, after: str) -> bool:
    """Whether two lines of Latin words meet, which a blank must keep apart."""
    return bool(re.search(r"[A-Za-z] ?[A-Za-z]+$", before) and re.match(r"[A-Za-z]{2}", after))
