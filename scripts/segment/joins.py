"""The cues by which two runs of text are joined, measured for every pair of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from scripts.core.han import PAIRS
from scripts.segment.blocks import Block, Title
from scripts.segment.language import Matrix, associations, seam_scores, word_cuts
from scripts.segment.likeness import USUAL_LENGTH, gram_matrix, same_print, shared
from scripts.segment.openings import SPEAKER, authored, going_on, noted, numbering, opening
from scripts.segment.positions import covering, runs_between
from scripts.segment.seams import Crossing

COMPANY_UNIT, SUBJECT_UNIT = 10.0, 100.0
"""Associations are sums over many characters; divided by these they are of the size of the other cues."""
WHOLE = 120.0
"""Characters of a run of text that tell what it is about, beyond the words next to the seam."""
ASKING = frozenset(("问：", "答：", "问:", "答:"))
DOUBLED = range(4, 13)
"""Length of a column's last characters that were printed again at the head of the next."""


def join_cues(blocks: Sequence[Block], titles: Sequence[Title], weights: dict[str, float]) -> dict[str, Matrix]:
    """Every cue for every pair (left block, right block) of a page."""
    torn = np.array([not block.complete for block in blocks], dtype=float)[:, None]
    tails, heads = [block.tail for block in blocks], [block.head for block in blocks]
    joined, fresh = seam_scores(tails, heads)
    company = associations(tails, heads) / COMPANY_UNIT
    subject = associations([b.text for b in blocks], [b.text for b in blocks], WHOLE) / SUBJECT_UNIT
    grams = gram_matrix(blocks, weights)
    sizes = [sum(block.grams.values()) for block in blocks]
    bulk = np.log(np.maximum(sizes, 12) / USUAL_LENGTH)
    near = neighbourhood(blocks, titles)
    runs = runs_between(blocks, titles)
    around = gram_matrix(runs, weights)
    lengths = [sum(run.grams.values()) for run in runs]
    quotes, clash = quote_cues(blocks)
    starts = np.array([opening(block.head) for block in blocks])[None, :]
    return {
        **near,
        "J05": torn * joined,
        "J06": torn * word_cuts(tails, heads),
        "J07": torn * pairwise(blocks, Crossing(line.text for block in blocks for line in block.lines), torn),
        "J30": torn * company,
        "J31": (1 - torn) * company,
        "J32": torn * subject,
        "J33": (1 - torn) * subject,
        "J34": torn * near["J03"],
        "J35": torn * near["J04"],
        "J08": (1 - torn) * fresh[None, :],
        "J09": torn * fresh[None, :],
        "J10": quotes,
        "J11": clash,
        "J12": same_print(blocks),
        "J13": np.minimum(shared(grams, grams, sizes, sizes), 4.0),
        "J20": np.log1p(grams @ grams.T),
        "J36": np.add.outer(bulk, bulk),
        "J14": doubled(tails, heads),
        "J15": torn * np.ones((1, len(blocks))),
        "J16": torn * near["J01"],
        "J17": starts * np.ones((len(blocks), 1)),
        "J18": np.array([float(block.signed) for block in blocks])[:, None] * np.ones((1, len(blocks))),
        "J19": near["J02"] * shared(around, around, lengths, lengths),
        "J22": torn * going_on(blocks)[None, :],
        "J23": (1 - torn) * going_on(blocks)[None, :],
        **numbering(blocks),
        "J39": conversing(blocks),
        "J38": (1 - torn) * (1 - near["J01"]) * (1 - near["J02"]),
        "J37": near["J02"] * np.array([float(noted(block.lines[0])) for block in blocks])[:, None],
        "J29": (1 - torn) * picture_news(blocks)[None, :],
        "J24": authored(blocks)[None, :] * np.ones((len(blocks), 1)),
        "J00": np.ones((len(blocks), len(blocks))),
    }


def conversing(blocks: Sequence[Block]) -> Matrix:
    """1 for pairs of blocks in which the same people speak, each line with the name of its speaker (问：, 周晓：)."""
    speakers = [{found.group() for line in block.lines if (found := SPEAKER.match(line.text))} for block in blocks]
    asked = [bool(names & ASKING) for names in speakers]
    return np.array(
        [
            [float(bool(a & b) or (x and bool(b)) or (y and bool(a))) for b, y in zip(speakers, asked, strict=True)]
            for a, x in zip(speakers, asked, strict=True)
        ]
    )


def picture_news(blocks: Sequence[Block]) -> Matrix:
    """1 for blocks of one paragraph signed by a photographer alone: the text to a picture, a piece of its own."""
    credits = [block.lines[0].credit if len(block.lines) == 1 else None for block in blocks]
    return np.array([float(bool(credit and credit.photographer and not credit.byline)) for credit in credits])


def neighbourhood(blocks: Sequence[Block], titles: Sequence[Title]) -> dict[str, Matrix]:
    """Where the right block stands as seen from the left one."""
    text, title = covering(blocks, titles)
    first = np.array([block.ranks[0] for block in blocks])[None, :]
    last = np.array([block.ranks[-1] for block in blocks])[:, None]
    forward = first > last
    between = np.where(forward, text[first] - text[last + 1], 0)
    over_titles = np.where(forward, title[first] - title[last + 1], 0)
    beside = forward & (between == over_titles)
    next_line = forward & (between == 0)
    crowned = np.zeros_like(beside)
    for mark in titles:
        crowned |= (last < mark.rank) & (mark.rank < first) & mark.crowned
    return {
        "J01": next_line.astype(float),
        "J02": (beside & (between > 0)).astype(float),
        "J03": np.where(forward, np.log1p(between), 0.0),
        "J04": (~forward).astype(float),
        "J25": crowned.astype(float),
        "J21": (next_line & (first > last + 1)).astype(float),
    }


def pairwise(blocks: Sequence[Block], measure: Callable[[str, str], float], wanted: Matrix) -> Matrix:
    """A cue that must look at the characters on both sides; only for the left blocks that are wanted."""
    found = np.zeros((len(blocks), len(blocks)))
    for n, left in enumerate(blocks):
        if wanted[n, 0]:
            for m, right in enumerate(blocks):
                if n != m:
                    found[n, m] = measure(left.tail, right.head)
    return found


def doubled(tails: Sequence[str], heads: Sequence[str]) -> Matrix:
    """1 where a right text begins with the last characters of a left one."""
    found = np.zeros((len(tails), len(heads)))
    for size in DOUBLED:
        begun: dict[str, list[int]] = {}
        for m, head in enumerate(heads):
            if len(head) > size:
                begun.setdefault(head[:size], []).append(m)
        for n, tail in enumerate(tails):
            found[n, [m for m in begun.get(tail[-size:], ()) if m != n]] = 1.0
    return found


def quote_cues(blocks: Sequence[Block]) -> tuple[Matrix, Matrix]:
    """Marks that the left block opens and the right one closes; and marks that only one of them has."""
    opens = [block.opens()[-1:] for block in blocks]
    closes = [block.closes()[:1] for block in blocks]
    match = np.array([[bool(a) and PAIRS.get(a) == b for b in closes] for a in opens], dtype=float)
    either = np.array([[bool(a) or bool(b) for b in closes] for a in opens], dtype=float)
    return match, either - match
