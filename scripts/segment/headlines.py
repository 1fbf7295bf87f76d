"""Which of the lines above a text is its headline, which its kicker (引题) and which its subtitle (副题)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from scripts.core.han import fold, unclosed, unopened
from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.segment.blocks import Block, Title, grams_of, share_of
from scripts.segment.cues import weigh
from scripts.segment.language import Matrix, affinity, seam_scores, word_cuts
from scripts.segment.likeness import frequency
from scripts.segment.openings import GOING_ON
from scripts.segment.roles import DASH, UNFINISHED, Line, two_parts
from scripts.segment.seams import Crossing, reading_on
from scripts.segment.wordings import wording

WIDE_GAP = re.compile(r"\u3000|  ")
"""Slogans are set with wide gaps between their parts; the parts of a headline have one blank between them."""
STRANGER = 0.12
"""A line that shares less of its pairs of characters with the text than this says nothing about it: a slogan. On 40
composed pages nine in ten lines that belong to another report have no more in common with a text."""
SURE = 2.0
"""How sure two lines must be one headline. Parts that stay apart find one another with their text, but two headlines
that are taken for one leave a report without: on 120 composed pages this makes 2 % more headlines right than 0."""
HEADLINE_SHORTEST = 8
"""Characters of a headline that has a subtitle; a shorter line is the first part of one."""
WHOLE_LINE = 16
"""Two lines of so many characters each are a headline and a subtitle: together they would be too long for one."""
WORD_CUT = 2.0
"""Characters that stand together in words seven times as often as by chance are parts of one."""
COLUMN_LONGEST = 8
"""Characters of the name of a column."""
USUAL_LONGEST = 34
"""Characters of a headline; longer ones are rare."""
SLOGAN_LONGEST = 14
"""Column names and slogans are short; a headline in two parts that plays on words may share nothing with its text."""
SUBTITLE_SHORTEST = 14
"""A subtitle tells who did what; it is hardly shorter."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The lines above a text, sorted."""

    kicker: tuple[Line, ...] = ()
    headline: tuple[Line, ...] = ()
    subtitle: tuple[Line, ...] = ()
    slogans: tuple[Line, ...] = ()


def whole_titles(titles: Sequence[Title], blocks: Sequence[Block]) -> list[Title]:
    """Titles of which those that read on as one across a line break are one."""
    page = Crossing(line.text for block in blocks for line in block.lines)
    pairs = [(above, title) for above, title in pairwise(titles) if may_go_on(above, title)]
    scores = weigh(break_cues([(above.text, title.text) for above, title in pairs], page)) if pairs else ()
    second = {title.rank for (_, title), score in zip(pairs, scores, strict=True) if score > SURE}
    found: list[Title] = []
    for title in titles:
        if title.rank in second:
            whole = (*found[-1].lines, title.line)
            found[-1] = replace(found[-1], grams=grams_of("".join(line.text for line in whole)), rest=whole[1:])
        else:
            found.append(title)
    return found


def may_go_on(above: Title, title: Title) -> bool:
    """Whether two titles stand one right below the other and nobody has said what they are."""
    close = above.run == title.run and above.rank + 1 == title.rank
    return close and not (above.line.forced or title.line.forced)


def break_cues(sides: Sequence[tuple[str, str]], page: Crossing) -> dict[str, Matrix]:
    """Every cue for each line break between two title lines to stand inside one headline."""
    lefts, rights = [left for left, _ in sides], [right for _, right in sides]
    joined, fresh = (np.diagonal(m) if m.ndim == 2 else m for m in seam_scores(lefts, rights))
    return {
        "G00": np.ones(len(sides)),
        "G01": np.array([float(marked(left, right)) for left, right in sides]),
        "G02": np.array([page(left, right) for left, right in sides]),
        "G03": np.diagonal(word_cuts(lefts, rights)),
        "G04": joined - np.maximum(fresh, 0.0),
        "G05": np.array([float(bool(WIDE_GAP.search(left + right))) for left, right in sides]),
        "G06": np.array([float(column_name(left) or column_name(right)) for left, right in sides]),
        "G07": np.array([float(bool(DASH.match(right))) for right in rights]),
        "G12": np.array([float(bool(DASH.match(left))) for left in lefts]),
        "G08": np.array([max(0.0, len(fold(left + right)) - USUAL_LONGEST) / 10 for left, right in sides]),
        "G09": np.array([min(len(fold(left)), len(fold(right))) / 10 for left, right in sides]),
        "G10": np.array([float(two_parts(left) or two_parts(right)) for left, right in sides]),
        "G11": np.array([float(left[-1] in "！？!?") for left in lefts]),
    }


def marked(left: str, right: str) -> bool:
    """Whether the marks on both sides of a line break say that the sentence goes on."""
    return bool(unclosed(left) and unopened(right)) or left[-1] in UNFINISHED or right[0] in GOING_ON


def sort_heads(lines: Sequence[Line], block: Block) -> Heads:
    """Headline, kicker and subtitle among title lines, in this order of decision.

    1. A line after which comes “——…” and then more lines is a kicker with it.
    2. Lines that the cues H say are no part of the headline are slogans; the likeliest line always stays.
    3. “——…” at the end is a subtitle.
    4. A line with an inner blank is a headline in two parts; others beside it are kicker or subtitle.
    5. A last line that names a body (某市公安局…) below one that does not is a subtitle, and so is the second of two
       lines that are too long for one headline.
    6. What remains is one headline over several lines.
    """
    if any(line.forced for line in lines):
        return forced_heads(lines)
    rest = list(lines)
    kicker: list[Line] = []
    dashes = [n for n, line in enumerate(rest) if DASH.match(line.text) and n > 0]
    if dashes and dashes[0] + 1 < len(rest):
        kicker, rest = rest[: dashes[0] + 1], rest[dashes[0] + 1 :]
    slogans: list[Line] = []
    if len(rest) > 1:
        part = weigh(part_cues(rest, block))
        slogans = [line for line, score in zip(rest, part, strict=True) if score <= 0 and score < part.max()]
        rest = [line for line in rest if line not in slogans]
    subtitle: list[Line] = []
    while len(rest) > 1 and DASH.match(rest[-1].text):
        subtitle.insert(0, rest.pop())
    above, main, below = one_headline(rest, block)
    return Heads((*kicker, *above), tuple(main), (*below, *subtitle), tuple(slogans))


def forced_heads(lines: Sequence[Line]) -> Heads:
    """Title lines of which an editor has set at least one; the others are headline where none is set, else slogans."""
    of = {role: tuple(line for line in lines if line.forced == role) for role in ("kicker", "headline", "subtitle", "")}
    if of["headline"]:
        return Heads(of["kicker"], of["headline"], of["subtitle"], of[""])
    return Heads(of["kicker"], of[""], of["subtitle"])


def part_cues(lines: Sequence[Line], block: Block) -> dict[str, Matrix]:
    """Every cue for each of the lines above a text to be part of its headline and no slogan."""
    texts = [line.text for line in lines]
    kin = [kinship(text, block) for text in texts]
    others = [max((k for m, k in enumerate(kin) if m != n), default=0.0) for n in range(len(kin))]
    text = Crossing(line.text for line in block.lines)
    seams = reading_on(list(pairwise(texts)), text)
    known = [max(seams[max(0, n - 1) : n + 1], default=0.0) for n in range(len(texts))]
    return {
        "H00": np.ones(len(texts)),
        "H01": np.array(kin),
        "H02": np.array(others),
        "H03": np.array([float(bool(WIDE_GAP.search(t))) for t in texts]),
        "H04": np.array(known),
        "H05": np.array([float(two_parts(t)) for t in texts]),
        "H06": np.array([len(fold(t)) / 10 for t in texts]),
        "H07": np.array([float(k >= STRANGER) for k in kin]),
        "H08": np.array([float(bool(unclosed(t) or unopened(t))) for t in texts]),
        "H09": np.array([float(t[-1] in UNFINISHED) for t in texts]),
        "H10": np.array([float(n == len(texts) - 1) for n in range(len(texts))]),
        "H11": np.array([float(bool(DASH.match(t))) for t in texts]),
        "H12": np.array([float(names_body(t)) for t in texts]),
        "H13": np.array([float(column_name(t)) for t in texts]),
        "H14": np.array([telling_share(t, block) for t in texts]),
    }


def telling_share(text: str, block: Block) -> float:
    """How much of what a title tells the text says too, in hundreds of natural logarithms; rare pairs tell more.

    The share is multiplied by what is told, for two pairs in common prove more than one does.
    """
    told = {gram: -math.log(frequency(gram)) for gram in grams_of(text)}
    return sum(weight for gram, weight in told.items() if gram in block.grams) ** 2 / max(1.0, sum(told.values())) / 100


@lru_cache(maxsize=1)
def column_endings() -> tuple[str, ...]:
    """The table. Raises InputProblem when it is broken."""
    return tuple(row["ending"] for _, row in rows(DATA / "column_endings.tsv"))


def column_name(text: str) -> bool:
    """Whether a short line ends as names of columns do (法治茶座, 调解进行时)."""
    bare = fold(text)
    return bool(wording("notice").match(text)) or (len(bare) <= COLUMN_LONGEST and bare.endswith(column_endings()))


def one_headline(rest: Sequence[Line], block: Block) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """Kicker, headline and subtitle lines by steps 4 to 6; lines that read on as one are parts of one."""
    if len(rest) < 2 or any(runs_on(left.text, right.text, block) for left, right in pairwise(rest)):
        return (), rest, ()
    parted = [n for n, line in enumerate(rest) if two_parts(line.text)]
    if len(parted) == 1:
        n = parted[0]
        return rest[:n], rest[n : n + 1], rest[n + 1 :]
    stands_alone = len(fold(rest[0].text)) >= HEADLINE_SHORTEST
    if stands_alone and names_body(rest[-1].text) and not names_body(rest[0].text):
        return (), rest[:-1], rest[-1:]
    if len(rest) == 2 and min(len(fold(line.text)) for line in rest) >= WHOLE_LINE:
        return (), rest[:1], rest[1:]
    return (), rest, ()


def runs_on(left: str, right: str, block: Block) -> bool:
    """Whether the line break between two title lines cuts a word, a quotation or a run of the text below."""
    across = left[-2:] + right[:2]
    text = "".join(line.text for line in block.lines)
    return marked(left, right) or cuts(left, right) or (len(across) == 4 and across in text)


def names_body(text: str) -> bool:
    return len(fold(text)) >= SUBTITLE_SHORTEST and bool(wording("agency").match(text))


def speaks_of(text: str, block: Block) -> bool:
    """Whether a title line may head a text: it shares words with it, has two parts, or is too long for a slogan."""
    return len(fold(text)) > SLOGAN_LONGEST or two_parts(text) or kinship(text, block) >= STRANGER


def kinship(text: str, block: Block) -> float:
    """Share of the pairs of characters of a title that the text holds too."""
    return share_of(text, block.grams)


def printed(lines: Sequence[Line]) -> str | None:
    """Title lines as one text: no blank where a line break cuts a word, else one.

    The line break of a headline in two lines stands where its inner blank would, unless it cuts a word.
    """
    text = ""
    for line in lines:
        text += line.text if not text or cuts(text, line.text) else f" {line.text}"
    return text or None


def cuts(left: str, right: str) -> bool:
    """Whether the line break between two title lines cuts a word."""
    return affinity(left[-1:] + right[:1]) > WORD_CUT
