"""One report of a page: its title lines sorted, its fragments in reading order, its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scripts.core.types import Fragment, Join, Kind, Piece, RawPage
from scripts.segment.headlines import Heads, printed, sort_heads
from scripts.segment.openings import noted
from scripts.segment.roles import DASH, Line, run_in
from scripts.segment.stitch import Chain

Headings = dict[int, list[Line]]
"""Section headings by the number of the line they stand above."""
QUESTION = re.compile(r"^(?:问|记者|[\u3400-\u9fff]{2,8}记者)[：:]")
VOICE = re.compile(r"^[\u3400-\u9fff·]{1,10}[：:]")
"""In an interview also offices and foreign names stand before what is said."""
BRIEF_LONGEST = 700
"""Characters up to which a report of one or two paragraphs is a brief."""
NOTE_LONGEST = 400
"""Characters of an editor's note; under the same label longer texts are reports with a word before them."""


def piece_of(chain: Chain, lines: Sequence[Line], headings: Headings, page: RawPage) -> Piece:
    """One report: title lines, author line, then its text with section headings in place."""
    kind = kind_of(chain)
    heads = heads_for(kind, lines, chain)
    parts: list[tuple[Line, str]] = []
    for role, group in (("kicker", heads.kicker), ("headline", heads.headline), ("subtitle", heads.subtitle)):
        parts += [(line, role) for line in group]
    if chain.block.author:
        parts.append((chain.block.author, "byline"))
    for line in chain.block.lines:
        parts += [(heading, "heading") for heading in headings.get(line.number, ())]
        role = body_role(line, kind)
        parts += run_in(line, page.lines[line.number - 1]) if role == "body" else [(line, role)]
        if line.signature:
            parts.append((line.signature, "byline"))
    fragments = tuple(merged(parts, page))
    headline = editors_headline(fragments, page) or printed(heads.headline)
    return Piece(
        kind=kind,
        headline=headline,
        kicker=printed(heads.kicker),
        subtitle=undashed(printed(heads.subtitle)),
        fragments=fragments,
        joins=tuple(join for join in chain.joins if worth_telling(join, chain, page)),
        review=() if headline else ("headline",),
    )


def worth_telling(join: Join, chain: Chain, page: RawPage) -> bool:
    """Whether a join is more than one whole paragraph after another."""
    by_number = {line.number: line for line in chain.block.lines}
    left, right = by_number[join.left], by_number[join.right]
    return not left.complete or not neighbours(left, right, page)


def undashed(text: str | None) -> str | None:
    """A subtitle without the dash that only says that it is one."""
    return DASH.sub("", text).strip() or None if text else None


def heads_for(kind: Kind, lines: Sequence[Line], chain: Chain) -> Heads:
    """Title lines sorted. An editor's note has no headline: what stands above it is the title of the whole page."""
    if kind == "note":
        return Heads(kicker=tuple(lines))
    return sort_heads(lines, chain.block) if lines else Heads()


def editors_headline(fragments: Sequence[Fragment], page: RawPage) -> str | None:
    """The headline that the page record gives to the piece with this line."""
    given = dict(page.record.headlines)
    return next((given[n] for part in fragments for n in range(part.first, part.last + 1) if n in given), None)


def body_role(line: Line, kind: Kind) -> str:
    """Role of a line of text inside its piece."""
    if line.forced:
        return line.forced
    if line.label and kind != "note":
        return "lead"
    if kind == "interview" and VOICE.match(line.text):
        return "question" if QUESTION.match(line.text) else "answer"
    return "body"


def kind_of(chain: Chain) -> Kind:
    lines = chain.block.lines
    if noted(lines[0]) and sum(len(line.text) for line in lines) <= NOTE_LONGEST and not chain.block.signed:
        return "note"
    if sum(bool(QUESTION.match(line.text)) for line in lines) >= 2:
        return "interview"
    return "brief" if sum(len(line.text) for line in lines) <= BRIEF_LONGEST and len(lines) <= 3 else "article"


def photo(line: Line, title: Line | None, page: RawPage) -> Piece:
    """A caption: a piece of its own, with the title right above it if that heads nothing else."""
    heads = (fragment([title], "headline", page),) if title else ()
    return Piece("photo", title.text if title else None, None, None, (*heads, fragment([line], "caption", page)))


def merged(parts: Iterable[tuple[Line, str]], page: RawPage) -> Iterable[Fragment]:
    """Fragments of neighbouring lines with one role."""
    group: list[Line] = []
    role = ""
    for line, its_role in parts:
        if group and (its_role != role or line.columns or group[-1].columns or not neighbours(group[-1], line, page)):
            yield fragment(group, role, page)
            group = []
        role = its_role
        group.append(line)
    if group:
        yield fragment(group, role, page)


def neighbours(left: Line, right: Line, page: RawPage) -> bool:
    """Whether only blank lines stand between two lines, the left one first."""
    return left.number < right.number and not any(x.strip() for x in page.lines[left.number : right.number - 1])


def fragment(lines: Sequence[Line], role: str, page: RawPage) -> Fragment:
    first, last, columns = lines[0].number, lines[-1].number, lines[0].columns
    if columns:
        return Fragment(first, last, role, (page.lines[first - 1][slice(*columns)],), columns)
    return Fragment(first, last, role, page.lines[first - 1 : last])
