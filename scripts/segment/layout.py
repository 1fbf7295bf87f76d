"""The steps of segmentation in order, and the pieces they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.core.types import Fragment, Kind, Layout, Piece, RawPage
from scripts.segment.blocks import Title, split
from scripts.segment.headlines import Heads, printed, sort_heads
from scripts.segment.roles import Line, classify
from scripts.segment.stitch import Chain, stitch

BRIEF_LONGEST = 700
"""Characters up to which a report of one or two paragraphs is a brief."""


def segment(page: RawPage) -> Layout:
    """The pieces of a page in page order of their beginnings, its furniture, and what could not be placed."""
    lines = classify(page)
    blocks, titles = split(lines)
    chains = stitch(blocks, titles)
    headings, strays = place_titles(titles, chains, lines)
    pieces = [(chain.block.lines[0].number, piece_of(chain, headings, page)) for chain in chains]
    pieces += [(line.number, photo(line, page)) for line in lines if line.role == "caption"]
    used = {n for _, piece in pieces for part in piece.fragments for n in range(part.first, part.last + 1)}
    loose = [line for line in strays if False]
    furniture = [line for line in lines if line.number not in used]
    return Layout(
        tuple(piece for _, piece in sorted(pieces, key=lambda found: found[0])),
        tuple(fragment([line], furniture_role(line), page) for line in furniture),
        tuple(fragment([line], line.role, page) for line in loose),
    )


def furniture_role(line: Line) -> str:
    return "slogan" if line.role == "title" else line.role


def place_titles(
    titles: Sequence[Title], chains: Sequence[Chain], lines: Sequence[Line]
) -> tuple[dict[int, list[Line]], list[Line]]:
    """Titles that head no report: section headings by the line they stand above, and strays."""
    owned = {id(chain.title) for chain in chains}
    follower = {}
    for chain in chains:
        for a, b in zip(chain.block.lines, chain.block.lines[1:], strict=False):
            follower[a.number] = b
    headings: dict[int, list[Line]] = {}
    strays: list[Line] = []
    for title in titles:
        if id(title) in owned:
            continue
        before = next((x for x in reversed(lines[: title.ranks[0]]) if x.role == "body"), None)
        after = next((x for x in lines[title.ranks[-1] + 1 :] if x.role == "body"), None)
        if before and after and before.complete and follower.get(before.number) is after:
            headings[after.number] = list(title.lines)
        else:
            strays += title.lines
    return headings, strays


def piece_of(chain: Chain, headings: dict[int, list[Line]], page: RawPage) -> Piece:
    """One report: title lines, author line, then its text with section headings in place."""
    heads = sort_heads(chain.title.lines, chain.block) if chain.title else Heads()
    parts: list[tuple[Line, str]] = []
    for role, group in (("kicker", heads.kicker), ("headline", heads.headline), ("subtitle", heads.subtitle)):
        parts += [(line, role) for line in group]
    if chain.title and chain.title.author:
        parts.append((chain.title.author, "byline"))
    for line in chain.block.lines:
        parts += [(heading, "heading") for heading in headings.get(line.number, ())]
        parts.append((line, "body"))
    headline = printed(heads.headline)
    return Piece(
        kind=kind_of(chain),
        headline=headline,
        kicker=printed(heads.kicker),
        subtitle=printed(heads.subtitle),
        fragments=tuple(merged(parts, page)),
        joins=tuple(join for join in chain.joins if join.right != join.left + 1),
        review=() if headline else ("headline",),
    )


def kind_of(chain: Chain) -> Kind:
    lines = chain.block.lines
    if lines[0].text.startswith("编者按"):
        return "note"
    if sum(line.text.startswith(("问：", "问:", "记者：", "记者:")) for line in lines) >= 2:
        return "interview"
    return "brief" if sum(len(line.text) for line in lines) <= BRIEF_LONGEST and len(lines) <= 3 else "article"


def photo(line: Line, page: RawPage) -> Piece:
    """A caption: a piece of its own, without headline."""
    return Piece("photo", None, None, None, (fragment([line], "caption", page),))


def merged(parts: Iterable[tuple[Line, str]], page: RawPage) -> Iterable[Fragment]:
    """Fragments of neighbouring lines with one role."""
    group: list[Line] = []
    role = ""
    for line, its_role in parts:
        if group and (its_role != role or not neighbours(group[-1], line, page)):
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
    first, last = lines[0].number, lines[-1].number
    return Fragment(first, last, role, page.lines[first - 1 : last])
