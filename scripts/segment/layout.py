"""The steps of segmentation in order, and the pieces they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scripts.core.han import fold
from scripts.core.types import Fragment, Layout, Piece, RawPage
from scripts.segment.blocks import Title, body_block, split
from scripts.segment.headlines import kinship, speaks_of, whole_titles
from scripts.segment.openings import GOING_ON, opened
from scripts.segment.pieces import Headings, fragment, merged, photo, piece_of
from scripts.segment.roles import Line, classify
from scripts.segment.stitch import Chain, Word, stitch
from scripts.segment.torn import settle
from scripts.segment.web import Story, web_story

ADOPTED = 0.4
"""Share of the pairs of a headline that its own text holds. On 40 composed pages nine lines of headlines in ten have
0.37 or more in common with their own text, and 99 in a hundred 0.29 or less with that of another report."""
SHORTEST_MOVED = 8
"""Characters of a headline that can be known by its words alone; section headings and slogans are shorter."""
SCRAP_LONGEST = 300
"""Characters of a text that stays loose; a longer one without a head is worth an editor's reading as a report."""
MIDST = -3.0
"""A text is twenty times likelier in mid-sentence than at the opening of a paragraph (language.seam_scores)."""
LARGEST = 400
"""Lines that are put in order together. A newspaper page has some 150; the work grows with the square."""


def segment(page: RawPage) -> Layout:
    """The pieces of a page in page order of their beginnings, its furniture, and what could not be placed."""
    lines = classify(page)
    story = web_story(lines, page)
    if story:
        return lone(story, page)
    parts = [divide(window, page) for window in windows(lines)]
    pieces = sorted((found for part in parts for found in part[0]), key=lambda found: found[0])
    loose = tuple(found for part in parts for found in part[1])
    placed = [*(part for _, piece in pieces for part in piece.fragments), *loose]
    used = {n for part in placed for n in range(part.first, part.last + 1)}
    furniture = (fragment([line], furniture_role(line), page) for line in lines if line.number not in used)
    return Layout(tuple(piece for _, piece in pieces), tuple(furniture), loose)


def lone(story: Story, page: RawPage) -> Layout:
    """The one piece of a page that is a web article, and its furniture."""
    chain = Chain(None, replace(body_block(story.text, range(len(story.text))), author=story.author), ())
    piece = piece_of(chain, story.heads, {}, page)
    return Layout((piece,), tuple(fragment([line], furniture_role(line), page) for line in story.furniture), ())


def windows(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """All lines of a page; where there are too many, parts of them that end at a byline if they can."""
    start = 0
    while start < len(lines):
        stop = min(start + LARGEST, len(lines))
        if stop < len(lines):
            signed = (
                n for n in range(stop, start + LARGEST // 2, -1) if lines[n - 1].credit and lines[n - 1].role == "body"
            )
            stop = next(signed, stop)
        yield lines[start:stop]
        start = stop


def divide(window: Sequence[Line], page: RawPage) -> tuple[list[tuple[int, Piece]], list[Fragment]]:
    """Pieces of some lines, each with the number of the line on which its text begins; and what fits in none."""
    lines = settle(window)
    blocks, titles = split(lines)
    heading_lines, titles = apart(titles)
    titles = whole_titles(titles, blocks)
    chains = stitch(blocks, titles, Word(page.record.joins, page.record.cuts, unprinted(titles, page)))
    headings = section_headings(titles, chains, lines)
    chains = adopt(chains, [t for t in titles if t.line not in [x for group in headings.values() for x in group]])
    for title in heading_lines:
        if title.below:
            headings.setdefault(title.below.number, []).append(title.line)
    heads = heads_of(titles, chains, headings)
    give_back(heads, titles, chains, page)
    adrift = [n for n, chain in enumerate(chains) if len(chains) > 1 and not heads[n] and is_adrift(chain, page)]
    loose = [part for n in adrift for part in merged([(line, "body") for line in chains[n].block.lines], page)]
    pieces = [
        (c.block.lines[0].number, piece_of(c, heads[n], headings, page))
        for n, c in enumerate(chains)
        if n not in adrift
    ]
    free = {line for t in titles for line in t.lines}
    free -= {line for group in (*heads.values(), *headings.values()) for line in group}
    for above, line in zip([None, *lines], lines, strict=False):
        if line.role == "caption":
            pieces.append((line.number, photo(line, above if above in free else None, page)))
    return pieces, loose


def unprinted(titles: Sequence[Title], page: RawPage) -> tuple[int, ...]:
    """First lines of the reports whose headline an editor gives though no line of the page holds any of it."""
    printed = [fold(line.text) for title in titles for line in title.lines]
    return tuple(line for line, given in page.record.headlines if not any(text in fold(given) for text in printed))


def is_adrift(chain: Chain, page: RawPage) -> bool:
    """Whether a text without a title is a mere scrap: short, and breaking off or beginning in mid-sentence."""
    block = chain.block
    said = {*page.record.cuts, *(line for line, _ in page.record.headlines)}
    if block.author or block.signed or any(line.forced or line.number in said for line in block.lines):
        return False
    amid = block.head[0] in GOING_ON or float(opened([block.head])[0]) < MIDST
    return len(block.text) <= SCRAP_LONGEST and (amid or not block.complete)


def adopt(chains: Sequence[Chain], titles: Sequence[Title]) -> list[Chain]:
    """Chains of which those without a title have got the left-over title that says most of them, if it says enough.

    In the assignment a title far from its text can lose to none at all; here only its words count.
    """
    runs = {title.rank: title.run for title in titles}
    owners = {runs[chain.title.rank]: chain for chain in chains if chain.title}
    starts = {chain.block.lines[0]: chain for chain in chains if chain.title is None}
    owned = {chain.title.rank for chain in chains if chain.title}
    free = [title for title in titles if title.rank not in owned and len(fold(title.text)) >= SHORTEST_MOVED]
    kin = []
    for title in free:
        claims = [c for c in (owners.get(title.run), starts.get(title.below) if title.below else None) if c]
        at_home = max((kinship(title.text, chain.block) for chain in claims), default=0.0)
        for n, chain in enumerate(chains):
            share = kinship(title.text, chain.block)
            if chain.title is None and share >= ADOPTED and share > 2 * at_home and chain not in claims:
                kin.append((share, n, title))
    found = list(chains)
    for _, n, title in sorted(kin, key=lambda claim: (-claim[0], claim[1], claim[2].rank)):
        if found[n].title is None and title.rank not in owned:
            found[n] = replace(found[n], title=title)
            owned.add(title.rank)
    return found


def apart(titles: Sequence[Title]) -> tuple[list[Title], list[Title]]:
    """Titles that an editor calls section headings, and the others."""
    return [t for t in titles if t.line.forced == "heading"], [t for t in titles if t.line.forced != "heading"]


def furniture_role(line: Line) -> str:
    return "slogan" if line.role == "title" else line.role


def section_headings(titles: Sequence[Title], chains: Sequence[Chain], lines: Sequence[Line]) -> Headings:
    """Title lines inside a report, by the number of the line they stand above.

    A title that heads no report is a section heading where the text above it is complete and goes on below it.
    """
    follower = {a.number: b for c in chains for a, b in zip(c.block.lines, c.block.lines[1:], strict=False)}
    owned = {chain.title.line.number for chain in chains if chain.title}
    headings: Headings = {}
    for title in titles:
        before = next((x for x in reversed(lines[: title.rank]) if x.role == "body"), None)
        after = next((x for x in lines[title.ranks[-1] + 1 :] if x.role == "body"), None)
        inside = before and after and before.complete and follower.get(before.number) is after
        if inside and after and title.line.number not in owned:
            headings.setdefault(after.number, []).extend(title.lines)
    return headings


def heads_of(titles: Sequence[Title], chains: Sequence[Chain], headings: Headings) -> dict[int, list[Line]]:
    """Title lines of each chain: the one it was given, and those beside it in the same run that nobody else has.

    A run that nobody was given goes to the chain that begins right below it, unless it is a slogan.
    """
    taken = {line.number for group in headings.values() for line in group}
    owner = {chain.title.rank: n for n, chain in enumerate(chains) if chain.title}
    below = {run_above(chain, titles): n for n, chain in enumerate(chains) if chain.title is None}
    found: dict[int, list[Line]] = {n: [] for n in range(len(chains))}
    for title in titles:
        if title.line.number in taken:
            continue
        near = [rank for rank in owner if run_of(rank, titles) == title.run]
        best = title.rank if title.rank in owner else nearest(title, near, owner, chains)
        if best is not None:
            found[owner[best]].extend(title.lines)
        elif title.run in below and (title.line.forced or speaks_of(title.text, chains[below[title.run]].block)):
            found[below[title.run]].extend(title.lines)
    return found


def give_back(heads: dict[int, list[Line]], titles: Sequence[Title], chains: Sequence[Chain], page: RawPage) -> None:
    """Title lines that an editor's headline is made of, to the chain that has it; in place."""
    for n, chain in enumerate(chains):
        given = next((text for line, text in page.record.headlines if line in lines_of(chain)), None)
        if given:
            own = [line for title in titles for line in title.lines if fold(line.text) in fold(given)]
            for group in heads.values():
                group[:] = [line for line in group if line not in own]
            heads[n] = own


def lines_of(chain: Chain) -> set[int]:
    return {line.number for line in chain.block.lines}


def run_above(chain: Chain, titles: Sequence[Title]) -> int | None:
    """The nearest run of titles above a chain, with no other text between."""
    first = chain.block.lines[0]
    return max((title.run for title in titles if title.below is first), default=None)


def run_of(rank: int, titles: Sequence[Title]) -> int:
    return next(title.run for title in titles if title.rank == rank)


def nearest(title: Title, near: Sequence[int], owner: dict[int, int], chains: Sequence[Chain]) -> int | None:
    """Of the owned titles in its run the one to whose text a left-over title line says most; the next one on ties."""
    return max(
        near,
        key=lambda rank: (kinship(title.text, chains[owner[rank]].block), -abs(rank - title.rank)),
        default=None,
    )
