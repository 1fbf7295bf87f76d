"""Short lines: which are titles, and which the torn beginning of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from scripts.core.han import PAIRS, fold, unclosed, unopened
from scripts.segment.blocks import grams_of
from scripts.segment.cues import weigh
from scripts.segment.language import Matrix, associations, seam_scores, word_cuts
from scripts.segment.openings import GOING_ON, SPEAKER, opening
from scripts.segment.roles import BODY_COMMAS, DASH, SPOKEN, TITLE_LONGEST, UNFINISHED, Line
from scripts.segment.seams import Crossing, reading_on
from scripts.segment.titles import recurrence
from scripts.segment.wordings import wording

FULL_STOP = re.compile(r"。|[；;].*[；;]")
REACH = 5
"""Lines of text that a report has at least."""


def settle(lines: Sequence[Line]) -> list[Line]:
    """The lines with torn beginnings made body, and titles that look like text made titles."""
    short = candidates(lines)
    if not short:
        return list(lines)
    torn = weigh(torn_cues(lines, short)) > 0
    roles = {rank: "body" if yes else "title" for rank, yes in zip(short, torn, strict=True)}
    return [replace(line, role=roles.get(rank, line.role)) for rank, line in enumerate(lines)]


def candidates(lines: Sequence[Line]) -> list[int]:
    """Places of the lines that may be a title as well as the torn beginning of a paragraph."""
    return [rank for rank, line in enumerate(lines) if line.role in ("title", "body") and either(line)]


def either(line: Line) -> bool:
    """Whether a line is short, has no full stop and no names, and nobody has said what it is."""
    said = line.forced or line.credit or line.label or (line.role == "body" and SPOKEN.match(line.text))
    short = len(fold(line.text)) <= TITLE_LONGEST and not FULL_STOP.search(line.text)
    return short and not said and not (line.role == "title" and DASH.match(line.text))


def torn_cues(lines: Sequence[Line], short: Sequence[int]) -> dict[str, Matrix]:
    """Every cue for each of the short lines at the given places."""
    texts = [lines[rank].text for rank in short]
    before = [lines[rank - 1] if rank else None for rank in short]
    after = [lines[rank + 1] if rank + 1 < len(lines) else None for rank in short]
    taken = set(short)
    bodies = [line for rank, line in enumerate(lines) if line.role == "body" and rank not in taken]
    page = Crossing([line.text for line in bodies])
    above = [lines[rank - 1].text if rank - 1 in taken else "" for rank in short]
    below = [lines[rank + 1].text if rank + 1 in taken else "" for rank in short]
    return {
        "B00": np.ones(len(short)),
        "B01": flags("，" in t or "," in t for t in texts),
        "B02": flags(bool(wording("begin").match(t)) for t in texts),
        "B03": flags(bool(unclosed(t)) for t in texts),
        "B04": seams(texts, bodies),
        "B05": flags(bool(b and b.role == "body" and b.complete and not b.signed) for b in before),
        "B06": flags(bool(a or b) for a, b in zip(above, below, strict=True)),
        "B07": flags(" " in t or "　" in t or bool(wording("column").match(t)) for t in texts),
        "B08": flags(bool(a and a.role in ("byline", "label")) for a in after),
        "B09": flags(bool(a and a.role == "body") for a in after),
        "B10": np.array([len(fold(t)) / 10 for t in texts]),
        "B11": flags(closes(t, a) and not b for t, a, b in zip(texts, after, below, strict=True)),
        "B12": speaks_again(texts, bodies),
        "B13": flags(seam > 0 for seam in marks_on(texts, after, below, page)),
        "B14": flags(t[-1] in UNFINISHED for t in texts),
        "B15": flags(sum(t.count(mark) for mark in "，,；;") >= BODY_COMMAS for t in texts),
        "B16": told_elsewhere(texts, bodies),
        "B17": flags(t[-1] in "！？!?—" for t in texts),
        "B18": np.array([opening(a.text) if a is not None and a.role == "body" else 0.0 for a in after]),
        "B19": pair_seams(above, texts, below, page),
        "B20": flags(t[0] in GOING_ON for t in texts),
        "B21": flags(b is None or b.signed or b.role not in ("body", "title") for b in before),
        "B22": flags(bool(b and b.role == "body" and not b.complete) for b in before),
        "B24": np.array(
            [
                recurrence(t, b.text) if b is not None and b.role == "body" else 0.0
                for t, b in zip(texts, after, strict=True)
            ]
        ),
        "B25": flags(bool(wording("particle").match(t[-1])) for t in texts),
        "B26": flags(bool(a) and bool(wording("agency").match(t)) for a, t in zip(above, texts, strict=True)),
        "B23": flags(bool(wording("dateline").match(t)) for t in texts),
    }


def flags(values: Iterable[bool]) -> Matrix:
    return np.array([float(value) for value in values])


def told_elsewhere(texts: Sequence[str], bodies: Sequence[Line]) -> Matrix:
    """For each text the largest share of its pairs of characters that five lines of text in a row hold."""
    grams = [set(grams_of(line.text)) for line in bodies]
    wide = [set().union(*grams[n : n + REACH]) for n in range(max(1, len(grams) - REACH + 1))]
    return np.array(
        [max(len(own & there) / max(1, len(own)) for there in wide) for own in map(set, map(grams_of, texts))]
    )


def pair_seams(above: Sequence[str], texts: Sequence[str], below: Sequence[str], page: Crossing) -> Matrix:
    """The best evidence that a text reads on from the short line above it or into the one below it."""
    sides = [(a, t) for a, t in zip(above, texts, strict=True) if a] + [
        (t, b) for t, b in zip(texts, below, strict=True) if b
    ]
    best = dict.fromkeys(texts, 0.0)
    for (left, right), score in zip(sides, reading_on(sides, page), strict=True):
        for text in (left, right):
            best[text] = max(best.get(text, 0.0), score)
    return np.array([best[text] for text in texts])


def closes(text: str, below: Line | None) -> bool:
    """Whether the next line closes the quote or bracket that a text leaves open."""
    left = unclosed(text)
    return below is not None and bool(left) and unopened(below.text)[:1] == PAIRS[left[-1]]


def goes_on(line: Line | None) -> bool:
    """Whether a line of text begins with a mark with which no text begins."""
    return line is not None and line.role == "body" and line.text[0] in GOING_ON


def marks_on(texts: Sequence[str], after: Sequence[Line | None], below: Sequence[str], page: Crossing) -> list[float]:
    """For each text how surely the line below goes on with it, where that begins with a mark; else 0."""
    sides = [
        (text, line.text) if line is not None and goes_on(line) and not short else ("", "")
        for text, line, short in zip(texts, after, below, strict=True)
    ]
    return [score if left else 0.0 for (left, _), score in zip(sides, reading_on(sides, page), strict=True)]


def speaks_again(texts: Sequence[str], bodies: Sequence[Line]) -> Matrix:
    """1 for texts that begin like another line of text with the name of a speaker (肖铁军：)."""
    names = {found.group() for line in bodies if (found := SPEAKER.match(line.text))}
    return np.array([float(bool((found := SPEAKER.match(text)) and found.group() in names)) for text in texts])


def seams(texts: Sequence[str], bodies: Sequence[Line]) -> Matrix:
    """For each text the best evidence that some line of the page goes on where it breaks off."""
    if not bodies:
        return np.zeros(len(texts))
    heads = [line.text for line in bodies]
    joined, fresh = seam_scores(texts, heads)
    crossing = Crossing([line.text for line in bodies])
    cut = np.array([[crossing(t, h) for h in heads] for t in texts])
    known = word_cuts(texts, heads) + associations(texts, heads) / 6
    return np.asarray((joined + cut + known - np.maximum(fresh, 0)[None, :]).max(axis=1)) / 2
