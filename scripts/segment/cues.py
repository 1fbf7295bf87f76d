"""The cues by which two runs of text are joined and a title finds its text.

Each cue has a number, a weight and a reason in `data/cues.tsv`; this module only measures them. Weights are natural
log-odds for one unit of the cue, so that a score is the sum over the cues.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scripts.core.han import fold
from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.segment.blocks import Block, Title
from scripts.segment.language import affinity, pairs, seam_scores

Matrix = NDArray[np.float64]
USUAL_LENGTH = 120
"""Characters of a run of text: how often a pair must be in the language to be in such a run by chance."""
KIN = 0.3
"""Chance that a pair which one run of a report holds is in another run of it, measured on composed pages."""
TELLING = 6.0
"""A pair cannot weigh more than this, however rare: a misread character is rare too."""
DOUBLED = range(4, 13)
"""Length of a column's last characters that were printed again at the head of the next."""
DATELINE = re.compile(
    r"^.{0,6}(?:本报|新华社|中新社|人民网|央视|据.{2,12}(?:报道|消息)|[\u3400-\u9fff]{2,6}(?:网|报|社|台|客户端))"
    r"[^，。]{0,24}?(?:讯|电|消息|报道)"
)
NUMBERED = re.compile(r"^[（(]?([一二三四五六七八九十])[）)]?[、．.](?!\d)")
LEAD_LENGTH = 60
"""Characters of a text in which it says whom and what it is about."""
GOING_ON = "，。、；：！？”’）》,.;:!?)"
"""Marks with which no text begins."""
OPENING = re.compile(
    r"^(?:近日|日前|连日来|近年来|今年以来|近期|目前|当前|最近|昨日|昨天|今天|今日|为(?:进一步|了|深入|切实|充分|有效|加强|全面|扎实|纵深)"
    r"|[0-9]{1,2}月[0-9]{1,2}日|[^，。]{2,16}(?:近日|日前)|“[^”]{4,40}[？！。”])"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table."""

    code: str
    weight: float
    name: str
    """In Chinese, for editors and readers."""
    reason: str
    fitted: bool
    """Whether its weight is fitted, or set by hand because composed pages do not show the cue as real ones do."""


@lru_cache(maxsize=1)
def cues() -> dict[str, Cue]:
    """The table by code. Raises InputProblem when it is broken."""
    found = (
        Cue(row["code"], float(row["weight"]), row["name"], row["reason"], row["set"] == "fit")
        for _, row in rows(DATA / "cues.tsv")
    )
    return {cue.code: cue for cue in found}


def cue_names() -> dict[str, str]:
    """What each cue is called, by code."""
    return {code: cue.name for code, cue in cues().items()}


def weigh(measured: dict[str, Matrix]) -> Matrix:
    """The sum of all cues times their weights."""
    table = cues()
    return np.asarray(sum(table[code].weight * values for code, values in measured.items()))


def rarity(blocks: Sequence[Block], titles: Sequence[Title]) -> dict[str, float]:
    """Weight of each pair of characters, as the log odds that two runs that share it belong together.

    By chance two runs share what is frequent in the language or elsewhere on the page. A pair that only one part of
    the page holds can join nothing and is left out.
    """
    everything: list[Block | Title] = [*blocks, *titles]
    spread = Counter(gram for part in everything for gram in part.grams)
    parts = len(blocks) + len(titles)
    weights = {}
    for gram, count in spread.items():
        if count < 2:
            continue
        chance = max(USUAL_LENGTH * frequency(gram), (count - 1.7) / parts)
        weight = math.log(KIN / chance)
        if weight > 0:
            weights[gram] = min(weight, TELLING)
    return weights


@lru_cache(maxsize=65536)
def frequency(gram: str) -> float:
    """Share of a pair among all pairs of running text: inside words, or by chance across them."""
    both, single, total = pairs()
    return max(both.get(gram, 0) / total, 0.3 * (single[gram[0]] + 1) * (single[gram[1]] + 1) / total**2)


def gram_matrix(parts: Sequence[Block | Title], weights: dict[str, float]) -> Matrix:
    """(parts × grams) square roots of weights of the pairs that each part holds, scaled by its length."""
    column = {gram: n for n, gram in enumerate(weights)}
    found = np.zeros((len(parts), max(1, len(column))))
    for row, part in enumerate(parts):
        for gram in part.grams:
            if gram in column:
                found[row, column[gram]] = math.sqrt(weights[gram])
    return found


def shared(left: Matrix, right: Matrix, left_sizes: Sequence[int], right_sizes: Sequence[int]) -> Matrix:
    """Weight of shared pairs, against the root of both lengths: about 0 for strangers, 1 and more for kin."""
    scale = np.sqrt(np.outer(np.maximum(left_sizes, 12), np.maximum(right_sizes, 12)))
    return np.asarray(10.0 * (left @ right.T) / scale)


def unsigned_end(block: Block | None, titles: Sequence[Title]) -> float:
    """1 for a block that is complete but not signed. What stands above all titles is an editor's note, never signed."""
    if block is None or not block.complete or block.signed or block.closed:
        return 0.0
    return float(any(title.rank < block.ranks[0] for title in titles))


def told(titles: Matrix, texts: Matrix, lengths: Sequence[int]) -> Matrix:
    """Weight of the pairs of a title that a text holds too, a pair of the title: 0 for strangers, up to TELLING."""
    return np.asarray(titles @ texts.T / np.maximum(lengths, 6)[:, None])


def same_print(blocks: Sequence[Block]) -> Matrix:
    """Log Bayes factor that two blocks were printed alike, from widths of marks and digits.

    Each column has its own share of half-width forms, mostly all or none: a Beta(0.3, 0.3) over that share.
    """
    marks = np.array([block.marks() for block in blocks], dtype=float)
    return np.clip(alike(marks[:, 0], marks[:, 1]) + alike(marks[:, 3], marks[:, 2]), -4.0, 4.0)


def alike(some: Matrix, others: Matrix, prior: float = 0.3) -> Matrix:
    gamma = np.vectorize(math.lgamma)

    def beta(a: Matrix, b: Matrix) -> Matrix:
        return np.asarray(gamma(a + prior) + gamma(b + prior) - gamma(a + b + 2 * prior))

    usual = 2 * math.lgamma(prior) - math.lgamma(2 * prior)
    alone = beta(some, others)
    together = beta(some[:, None] + some[None, :], others[:, None] + others[None, :])
    return np.asarray(together + usual - alone[:, None] - alone[None, :])


def join_cues(blocks: Sequence[Block], titles: Sequence[Title], weights: dict[str, float]) -> dict[str, Matrix]:
    """Every cue for every pair (left block, right block) of a page."""
    torn = np.array([not block.complete for block in blocks], dtype=float)[:, None]
    joined, fresh = seam_scores([block.tail for block in blocks], [block.head for block in blocks])
    grams = gram_matrix(blocks, weights)
    sizes = [sum(block.grams.values()) for block in blocks]
    near = neighbourhood(blocks, titles)
    runs = runs_between(blocks, titles)
    around = gram_matrix(runs, weights)
    lengths = [sum(run.grams.values()) for run in runs]
    quotes, clash = quote_cues(blocks)
    starts = np.array([opening(block.head) for block in blocks])[None, :]
    return {
        **near,
        "J05": torn * joined,
        "J06": torn * pairwise(blocks, lambda left, right: affinity(left[-1:] + right[:1]) / 4.0, torn),
        "J07": torn * pairwise(blocks, Crossing(line.text for block in blocks for line in block.lines), torn),
        "J08": (1 - torn) * fresh[None, :],
        "J09": torn * fresh[None, :],
        "J10": quotes,
        "J11": clash,
        "J12": same_print(blocks),
        "J13": np.minimum(shared(grams, grams, sizes, sizes), 4.0),
        "J20": np.log1p(grams @ grams.T),
        "J14": pairwise(blocks, doubled, np.ones_like(torn)),
        "J15": torn * np.ones((1, len(blocks))),
        "J16": torn * near["J01"],
        "J17": starts * np.ones((len(blocks), 1)),
        "J18": np.array([float(block.signed) for block in blocks])[:, None] * np.ones((1, len(blocks))),
        "J19": near["J02"] * shared(around, around, lengths, lengths),
        "J22": torn * going_on(blocks)[None, :],
        "J23": (1 - torn) * going_on(blocks)[None, :],
        **numbering(blocks),
        "J24": authored(blocks)[None, :] * np.ones((len(blocks), 1)),
        "J00": np.ones((len(blocks), len(blocks))),
    }


def covering(blocks: Sequence[Block], titles: Sequence[Title]) -> tuple[Matrix, Matrix]:
    """For each place on the page how many lines of text or title, and how many of title, stand before it."""
    everything: list[Block | Title] = [*blocks, *titles]
    last = max(rank for part in everything for rank in part.ranks)
    text, title = np.zeros(last + 2), np.zeros(last + 2)
    for part in everything:
        for rank in part.ranks:
            text[rank + 1] += 1
            title[rank + 1] += isinstance(part, Title)
    return np.cumsum(text), np.cumsum(title)


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


def runs_between(blocks: Sequence[Block], titles: Sequence[Title]) -> list[Block]:
    """For each block all text that stands with it between two titles of the page."""
    _, title = covering(blocks, titles)
    text: dict[float, Counter[str]] = {}
    for block in blocks:
        text.setdefault(float(title[block.ranks[0]]), Counter()).update(block.grams)
    return [replace(block, grams=text[float(title[block.ranks[0]])]) for block in blocks]


def pairwise(blocks: Sequence[Block], measure: Callable[[str, str], float], wanted: Matrix) -> Matrix:
    """A cue that must look at the characters on both sides; only for the left blocks that are wanted."""
    found = np.zeros((len(blocks), len(blocks)))
    for n, left in enumerate(blocks):
        if wanted[n, 0]:
            for m, right in enumerate(blocks):
                if n != m:
                    found[n, m] = measure(left.tail, right.head)
    return found


class Crossing:
    """Whether the characters on both sides of a seam stand together elsewhere on the page (枝|江公安)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = "\n".join(texts)

    def __call__(self, left: str, right: str) -> float:
        """0 for no pair, else 1, 2 or 3 for the longest run of 2, 3 or 4 characters across the seam seen elsewhere."""
        longest = 0
        for size in (2, 3, 4):
            runs = [left[-cut:] + right[: size - cut] for cut in range(1, size)]
            if any(len(run) == size and run in self.text for run in runs):
                longest = size - 1
            else:
                break
        return float(longest)


def doubled(left: str, right: str) -> float:
    """1 when the right text begins with the last characters of the left one."""
    return float(any(left.endswith(right[:size]) for size in DOUBLED if len(right) > size))


def quote_cues(blocks: Sequence[Block]) -> tuple[Matrix, Matrix]:
    """Marks that the left block opens and the right one closes; and marks that only one of them has."""
    opens = [block.opens()[-1:] for block in blocks]
    closes = [block.closes()[:1] for block in blocks]
    pair = {"“": "”", "‘": "’", "『": "』", "「": "」", "《": "》", "（": "）", "(": ")"}
    match = np.array([[bool(a) and pair.get(a) == b for b in closes] for a in opens], dtype=float)
    either = np.array([[bool(a) or bool(b) for b in closes] for a in opens], dtype=float)
    return match, either - match


def numbering(blocks: Sequence[Block]) -> dict[str, Matrix]:
    """Numbered paragraphs (一、二、三、): one that begins anew after others, and one that takes up the count."""
    counts = [[n for line in block.lines if (n := enumerator(line.text))] for block in blocks]
    anew = [[float(bool(a and b) and b[0] == 1) for b in counts] for a in counts]
    next_one = [[float(bool(a and b) and b[0] == a[-1] + 1) for b in counts] for a in counts]
    return {"J27": np.array(anew), "J28": np.array(next_one)}


def enumerator(text: str) -> int:
    """The number with which a numbered paragraph begins; 0 for others.

    >>> enumerator("三、紧盯要案。"), enumerator("一是机制先行。")
    (3, 0)
    """
    found = NUMBERED.match(text)
    return "一二三四五六七八九十".index(found.group(1)) + 1 if found else 0


def going_on(blocks: Sequence[Block]) -> Matrix:
    """1 for blocks that begin with a mark with which no text begins."""
    return np.array([float(block.head[:1] in GOING_ON) for block in blocks])


def authored(blocks: Sequence[Block]) -> Matrix:
    """1 for blocks that have an author line or 核心提示 right above them."""
    return np.array([float(block.author is not None or bool(block.lines[0].label)) for block in blocks])


def opening(text: str) -> float:
    """How much a text looks like the beginning of a report: 2 for a dateline, 1 for 近日 and the like."""
    if DATELINE.match(text):
        return 2.0
    return 1.0 if OPENING.match(text) else 0.0


def recurrence(title: str, text: str) -> float:
    """How many runs of three characters of a title recur in the first lines of a text, as a logarithm."""
    bare, lead = fold(title), fold(text[:LEAD_LENGTH])
    return math.log1p(sum(bare[n : n + 3] in lead for n in range(len(bare) - 2)))


def flag(values: Sequence[bool]) -> Matrix:
    return np.array(values, dtype=float)[:, None]


def opened(heads: Sequence[str]) -> Matrix:
    """How much likelier than chance each text opens a sentence, natural logarithm."""
    return seam_scores(["。"], heads)[1]


def title_cues(titles: Sequence[Title], blocks: Sequence[Block], weights: dict[str, float]) -> dict[str, Matrix]:
    """Every cue for every pair (title, block that may follow it)."""
    shape = (len(titles), len(blocks))
    text, over = covering(blocks, titles)
    first = np.array([block.ranks[0] for block in blocks])[None, :]
    last = np.array([title.rank for title in titles])[:, None]
    forward = first > last
    texts = text - over
    between = np.abs(texts[first] - texts[last + 1])
    near = (forward & (between == 0)).astype(float)
    far = np.log1p(between) + ~forward
    heads = opened([block.head for block in blocks])
    starts = np.array([opening(block.head) for block in blocks])
    lengths = [sum(title.grams.values()) for title in titles]
    runs = runs_between(blocks, titles)
    kin = gram_matrix(titles, weights)
    kinship = told(kin, gram_matrix(blocks, weights), lengths)
    around = told(kin, gram_matrix(runs, weights), lengths)
    before = [text_before(title, blocks) for title in titles]
    usual = signing(blocks)
    open_end = np.array([unsigned_end(block, titles) for block in before])
    signed = np.array([float(block is None or block.signed) for block in before])[:, None]
    torn = np.array([float(block is not None and not block.complete) for block in before])[:, None]
    return {
        "T01": near,
        "T02": far,
        "T03": np.log1p(kinship),
        "T04": np.ones(shape) * heads[None, :],
        "T05": np.ones(shape) * starts[None, :],
        "T06": authored(blocks)[None, :] * np.ones(shape),
        "T07": signed * near,
        "T08": torn * near,
        "T09": np.log1p(around),
        "T10": np.log(np.maximum(lengths, 2))[:, None] * np.ones(shape),
        "T14": np.array([[recurrence(title.line.text, block.head) for block in blocks] for title in titles]),
        "T13": flag([title.crowned for title in titles]) * near,
        "T11": usual * (open_end * [not t.crowned for t in titles])[:, None] * near,
        "T00": np.ones(shape),
    }


def signing(blocks: Sequence[Block]) -> float:
    """How surely the reports of a page are signed at their end: the share that its lines tell, to the fourth power.

    Only where nearly all are signed does a missing byline say that a text is not at its end.
    """
    signed = sum(block.signed for block in blocks)
    otherwise = sum(opening(block.head) >= 2 for block in blocks) + sum(block.author is not None for block in blocks)
    return float((signed / max(1, signed + otherwise)) ** 4)


def text_before(title: Title, blocks: Sequence[Block]) -> Block | None:
    """The block whose last line stands nearest above a title."""
    above = [block for block in blocks if block.ranks[-1] < title.rank]
    return max(above, key=lambda block: block.ranks[-1], default=None)
