"""Short lines that look like titles but are the torn beginning of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scripts.core.han import PAIRS, fold, unclosed, unopened
from scripts.segment.cues import weigh
from scripts.segment.joins import Crossing
from scripts.segment.language import Matrix, affinity, seam_scores
from scripts.segment.openings import GOING_ON
from scripts.segment.roles import Line

SENTENCE_BEGINS = re.compile(
    r"^[“●]?(?:经|随后|之后|目前|此前|近|今年|去年|自[^，]{2,20}(?:以来|起)|为了?|在|当|此外|同时|据|记者|通过|其中|该|这|那|因|但|而|并|对|从|由|与|以"
    r"|他|她|我|你|有|是|如|若|虽|[0-9０-９]{1,4}[年月日时]|一是|二是|三是|第[一二三四五])"
)
SPEAKER = re.compile(r"^[\u3400-\u9fff]{2,4}[：:]")
TITLED = re.compile(r"^[^，。]{2,10}[：:——]|^[【（(][^】）)]{2,10}[】）)]")


def settle(lines: Sequence[Line]) -> list[Line]:
    """The lines with torn beginnings made body."""
    titles = candidates(lines)
    if not titles:
        return list(lines)
    torn = weigh(torn_cues(lines, titles)) > 0
    ranks = {rank for rank, yes in zip(titles, torn, strict=True) if yes}
    return [replace(line, role="body") if rank in ranks else line for rank, line in enumerate(lines)]


def candidates(lines: Sequence[Line]) -> list[int]:
    """Places of title lines that may be torn beginnings: those without an end mark."""
    return [
        r for r, line in enumerate(lines) if line.role == "title" and not line.forced and line.text[-1] not in "！？!?"
    ]


def torn_cues(lines: Sequence[Line], titles: Sequence[int]) -> dict[str, Matrix]:
    """Every cue for each of the title lines at the given places."""
    texts = [lines[rank].text for rank in titles]
    before = [lines[rank - 1] if rank else None for rank in titles]
    after = [lines[rank + 1] if rank + 1 < len(lines) else None for rank in titles]
    bodies = [line for line in lines if line.role == "body"]
    follows = np.array([bool(b and b.role == "body" and b.complete and not b.signed) for b in before])
    return {
        "B00": np.ones(len(titles)),
        "B01": np.array([float("，" in t or "," in t) for t in texts]),
        "B02": np.array([float(bool(SENTENCE_BEGINS.match(t))) for t in texts]),
        "B03": np.array([float(bool(unclosed(t))) for t in texts]),
        "B04": seams(texts, bodies),
        "B05": follows.astype(float),
        "B06": np.array(
            [
                float(bool(b and b.role == "title") or bool(a and a.role == "title"))
                for b, a in zip(before, after, strict=True)
            ]
        ),
        "B07": np.array([float(" " in t or "　" in t or bool(TITLED.match(t))) for t in texts]),
        "B08": np.array([float(bool(a and a.role in ("byline", "label"))) for a in after]),
        "B09": np.array([float(bool(a and a.role == "body")) for a in after]),
        "B11": np.array([float(closes(t, a)) for t, a in zip(texts, after, strict=True)]),
        "B13": np.array([float(a is not None and a.role == "body" and a.text[0] in GOING_ON) for a in after]),
        "B12": speaks_again(texts, bodies),
        "B10": np.array([len(fold(t)) / 10 for t in texts]),
    }


def closes(text: str, below: Line | None) -> bool:
    """Whether the next line closes the quote or bracket that a text leaves open."""
    left = unclosed(text)
    return below is not None and bool(left) and unopened(below.text)[:1] == PAIRS[left[-1]]


def speaks_again(texts: Sequence[str], bodies: Sequence[Line]) -> Matrix:
    """1 for texts that begin like another line of text with the name of a speaker (肖铁军：)."""
    names = {found.group() for line in bodies if (found := SPEAKER.match(line.text))}
    return np.array([float(bool((found := SPEAKER.match(text)) and found.group() in names)) for text in texts])


def is_title(line: Line | None) -> bool:
    return line is not None and line.role == "title"


def seams(texts: Sequence[str], bodies: Sequence[Line]) -> Matrix:
    """For each text the best evidence that some line of the page goes on where it breaks off."""
    if not bodies:
        return np.zeros(len(texts))
    heads = [line.text for line in bodies]
    joined, fresh = seam_scores(texts, heads)
    crossing = Crossing([line.text for line in bodies])
    cut = np.array([[affinity(t[-1:] + h[:1]) / 4 + crossing(t, h) / 2 for h in heads] for t in texts])
    return np.asarray((joined + 2 * cut - np.maximum(fresh, 0)[None, :]).max(axis=1))
