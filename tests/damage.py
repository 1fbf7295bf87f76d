"""A page damager: newspaper pages as bad scans give them, with the exact truth.

Reports are put together from headlines and whole paragraphs of the digests in `source_articles/`, then torn, shuffled
and soiled. Everything follows from the seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scripts.core.han import unopened
from scripts.store.archive import load_archive
from scripts.store.body import plain_text

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "source_articles"
ARTICLES = ROOT / "docs" / "articles"
WRITERS = ("胡小满", "田一禾", "罗青禾", "陈望舒", "李知秋", "徐来")
CAPTIONS = ("图为民警在{place}走访。{name}摄", "{name}（左二）在{place}讲解防骗知识", "{place}的夜巡队  {name}/图")
PLACES = ("红谷滩区", "渝水区", "章贡区", "浔阳区", "月湖区")
HALF = str.maketrans("，；：？（）", ",;:?()")
HEADLINE = re.compile(r"[^。；：？]{8,40}")
MARKS = "，、；"
SHORTEST_PART = 12
"""Characters that a torn part keeps at least; a column holds some twenty a line."""
LONGEST = 5
"""Paragraphs of the longest report."""
LIKELY = 0.7
"""Share of pages that get each kind of damage."""
PHOTOS = 1000
"""Numbers of captions begin here, so that each is an article of its own."""


@dataclass(frozen=True)
class Page:
    """A damaged page."""

    lines: tuple[str, ...]
    truth: tuple[tuple[int, ...], ...]
    """For each article its lines, counted from 1, in reading order: headline, text, byline; a caption is one of its own."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


@dataclass
class Line:
    """A line on its way to its place."""

    article: int
    order: tuple[int, int]
    """Place in its article: paragraph, and the character of it with which the line begins."""
    text: str


Block = list[Line]
Damage = Callable[[list[Block], random.Random], None]


@lru_cache(maxsize=1)
def pools() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(headlines, whole paragraphs) of all digests, each once, in order of file and line."""
    lines = [
        line.strip()
        for path in sorted(SOURCES.rglob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    heads = [line for line in lines if HEADLINE.fullmatch(line) and line[-1] not in MARKS]
    texts = [line for line in lines if len(line) > 2 * SHORTEST_PART and line[-1] == "。" and not unopened(line)]
    return tuple(dict.fromkeys(heads)), tuple(dict.fromkeys(texts))


def damaged(seed: int, articles: int = 5) -> Page:
    """A page of some articles, damaged in every way that the dice choose."""
    dice = random.Random(seed)
    blocks = composed(articles, dice)
    for damage in DAMAGES:
        if dice.random() < LIKELY:
            damage(blocks, dice)
    return numbered([line for block in blocks for line in block])


@lru_cache(maxsize=1)
def whole_reports() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(headline, paragraphs) of the archive's own articles that have at least two paragraphs, in order of id."""
    archive = load_archive(ARTICLES, SOURCES)
    reports = ((a.title, plain_text(a.body).splitlines()) for a in archive.articles if a.kind in ("article", "brief"))
    texts = ((head, tuple(line for line in lines if line.endswith("。"))) for head, lines in reports)
    return tuple((head, lines) for head, lines in texts if len(lines) >= 2)


def coherent(seed: int, damages: Sequence[Damage], articles: int = 5) -> Page:
    """A page of whole articles, each under its own headline and signed, with the given damages."""
    dice = random.Random(seed)
    chosen = dice.sample(whole_reports(), articles)
    blocks = [report(n, head, lines, dice) for n, (head, lines) in enumerate(chosen)]
    for damage in damages:
        damage(blocks, dice)
    return numbered([line for block in blocks for line in block])


def composed(articles: int, dice: random.Random) -> list[Block]:
    """Undamaged reports, a block each: headline, two to five paragraphs, byline at the end; nothing stands twice."""
    heads, texts = pools()
    starts = dice.sample(range(0, len(texts) - LONGEST, LONGEST), articles)
    return [
        report(n, head, texts[start : start + dice.randint(2, LONGEST)], dice)
        for n, (head, start) in enumerate(zip(dice.sample(heads, articles), starts, strict=True))
    ]


def report(article: int, head: str, body: Sequence[str], dice: random.Random) -> Block:
    names = " ".join(dice.sample(WRITERS, dice.randint(1, 2)))
    lines = (head, *body[:-1], f"{body[-1]}（{names}）")
    return [Line(article, (n, 0), text) for n, text in enumerate(lines)]


def tear(blocks: list[Block], dice: random.Random) -> None:
    """Some columns end in mid-sentence; what follows is a block of its own."""
    for block in list(blocks):
        if len(block) == 1:
            continue
        n = dice.randrange(1, len(block))
        line = block[n]
        if len(line.text) <= 3 * SHORTEST_PART or dice.random() < 0.3:
            continue
        at = dice.randrange(SHORTEST_PART, len(line.text) - SHORTEST_PART)
        paragraph, begin = line.order
        tail = [Line(line.article, (paragraph, begin + at), line.text[at:]), *block[n + 1 :]]
        block[n:] = [Line(line.article, line.order, line.text[:at])]
        blocks.insert(blocks.index(block) + 1, tail)


def swap(blocks: list[Block], dice: random.Random) -> None:
    """Some blocks change places, so that tails stand before their heads."""
    for _ in range(max(1, len(blocks) // 2)):
        a, b = dice.randrange(len(blocks)), dice.randrange(len(blocks))
        blocks[a], blocks[b] = blocks[b], blocks[a]


def stray(blocks: list[Block], dice: random.Random) -> None:
    """A headline slips into the text of another article."""
    heads = [block for block in blocks if len(block) > 1]
    block, other = dice.choice(heads), dice.choice(blocks)
    if block is not other:
        other.insert(dice.randint(1, len(other)), block.pop(0))


def illustrate(blocks: list[Block], dice: random.Random) -> None:
    """Captions stand in the middle of texts."""
    for number in range(dice.randint(1, 2)):
        caption = dice.choice(CAPTIONS).format(place=dice.choice(PLACES), name=dice.choice(WRITERS))
        block = dice.choice(blocks)
        block.insert(dice.randint(1, len(block)), Line(PHOTOS + number, (0, 0), caption))


def stutter(blocks: list[Block], dice: random.Random) -> None:
    """Some characters were read twice."""
    for line in sampled(blocks, dice):
        at = dice.randrange(len(line.text))
        line.text = line.text[:at] + line.text[at : at + 2] + line.text[at:]


def narrow(blocks: list[Block], dice: random.Random) -> None:
    """Some lines have half-width punctuation."""
    for line in sampled(blocks, dice):
        line.text = line.text.translate(HALF)


def sampled(blocks: list[Block], dice: random.Random) -> Iterator[Line]:
    lines = [line for block in blocks for line in block]
    return iter(dice.sample(lines, max(1, len(lines) // 4)))


DAMAGES: tuple[Damage, ...] = (tear, swap, stray, illustrate, stutter, narrow)


def numbered(lines: list[Line]) -> Page:
    """The page, a blank line between any two, and the truth by line number."""
    places: dict[int, list[tuple[tuple[int, int], int]]] = {}
    for n, line in enumerate(lines):
        places.setdefault(line.article, []).append((line.order, 2 * n + 1))
    truth = tuple(tuple(number for _, number in sorted(places[article])) for article in sorted(places))
    return Page(tuple(text for line in lines for text in (line.text, ""))[:-1], truth)
