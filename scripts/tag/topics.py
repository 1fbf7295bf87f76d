"""Topics of a piece: one pass over its text finds all trigger words; where they stand decides what they weigh."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from scripts.core.settings import MOST_TOPICS
from scripts.core.types import CleanText, Evidence
from scripts.core.vocab import Term, topics
from scripts.tag.spans import Zone, quote, sentences, zones

PLACES = {
    "title": 4.0,
    "subtitle": 2.5,
    "kicker": 1.5,
    "lead": 2.0,
    "heading": 1.5,
    "question": 1.2,
    "caption": 1.0,
}
"""What an occurrence weighs by where it stands. An editor chose the headline to say what a piece is about; a kicker
often names a series that is wider than the piece. Everything else weighs 1."""
OPENING = 2.0
"""Weight in the first sentence of the body, where news says what happened."""
FLOOR = 4.0
"""Below this a piece has mentioned the subject in passing and no term is given: one certain word in a headline reaches
it, one in the text does not."""
SURE = 4.5
"""Barely above the floor: a person should look whether the piece is about it at all."""
SHORT_FLOOR = 1.5
SHORT_CHARS = 120
"""A caption or a brief of two sentences has no room to say a thing twice."""
SHARE = 0.38
"""Share of the main term's score that a further term needs. Measured on the pieces of shared/gold: from 0.30 to 0.42
hardly anything changes, below it a mention in passing comes through."""
ENOUGH = 18.0
"""The main term counts for no more than this when others are held against it: a headline that says it three times
does not make the rest of a report less telling."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a trigger."""

    term: int
    word: str
    zone: Zone
    start: int
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """One term of the vocabulary with what speaks for it, heaviest word first."""

    term: Term
    total: float
    words: tuple[tuple[str, float, Hit], ...]


@lru_cache(maxsize=1)
def automaton() -> ahocorasick.Automaton:
    """All triggers and traps in one automaton; each word carries (term, weight), weight 0 for a trap."""
    meanings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, term in enumerate(topics().terms):
        for word, weight in term.triggers.items():
            meanings[word].append((number, weight))
        for word in term.traps:
            meanings[word].append((number, 0.0))
    built = ahocorasick.Automaton()
    for word in sorted(meanings):
        built.add_word(word, (word, tuple(meanings[word])))
    built.make_automaton()
    return built


def occurrences(zone: Zone) -> dict[int, list[tuple[int, int, str, float]]]:
    """(start, end, word, weight) of all triggers and traps in a zone, by number of their term."""
    found: dict[int, list[tuple[int, int, str, float]]] = defaultdict(list)
    for last, (word, meanings) in automaton().iter(zone.text):
        for term, weight in meanings:
            found[term].append((last + 1 - len(word), last + 1, word, weight))
    return found


def longest(matches: list[tuple[int, int, str, float]]) -> list[tuple[int, int, str, float]]:
    """Matches of one term without those that lie inside or across a longer one; traps take others with them."""
    kept: list[tuple[int, int, str, float]] = []
    covered: set[int] = set()
    for match in sorted(matches, key=lambda m: (m[3] > 0, m[0] - m[1], m[0])):
        places = range(match[0], match[1])
        if covered.isdisjoint(places):
            covered.update(places)
            kept.append(match)
    return [match for match in sorted(kept) if match[3] > 0]


def place_weight(zone: Zone, start: int, opening: int) -> float:
    """What an occurrence weighs by its place; `opening` is where the first sentence of the body ends."""
    if zone.role in PLACES:
        return PLACES[zone.role]
    return OPENING if start < opening else 1.0


def first_sentence_end(text: str) -> int:
    return next((start + len(sentence) for start, sentence in sentences(text)), 0)


def hits(parts: Iterable[Zone]) -> list[Hit]:
    """All occurrences that count, in reading order."""
    found: list[Hit] = []
    opened = False
    for zone in parts:
        opening = 0
        if zone.role == "body" and not opened:
            opening, opened = first_sentence_end(zone.text), True
        for term, matches in sorted(occurrences(zone).items()):
            for start, _, word, weight in longest(matches):
                found.append(Hit(term, word, zone, start, weight * place_weight(zone, start, opening)))
    return found


def score(found: Iterable[Hit]) -> tuple[Score, ...]:
    """Terms by what speaks for them, best first; a word that recurs counts 1, 1/2, 1/3 … of its weight."""
    by_term: dict[int, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in found:
        by_term[hit.term][hit.word].append(hit)
    scores = []
    for number, words in by_term.items():
        weighed = []
        for word, uses in words.items():
            uses.sort(key=lambda h: -h.weight)
            weighed.append((word, sum(h.weight / rank for rank, h in enumerate(uses, 1)), uses[0]))
        weighed.sort(key=lambda row: (-row[1], row[0]))
        scores.append((number, Score(topics().terms[number], sum(w[1] for w in weighed), tuple(weighed))))
    return tuple(s for _, s in sorted(scores, key=lambda row: (-row[1].total, row[0])))


def choose(clean: CleanText) -> tuple[Score, ...]:
    """The main term of a piece and those that come near it."""
    found = score(hits(zones(clean)))
    floor = SHORT_FLOOR if len(clean.text) <= SHORT_CHARS else FLOOR
    scores = tuple(s for s in found if not s.term.alone)
    if not scores or scores[0].total < floor:
        return tuple(s for s in found if s.term.alone and s.total >= floor)[:1]
    needed = max(floor, SHARE * min(ENOUGH, scores[0].total))
    return (scores[0], *(other for other in scores[1:MOST_TOPICS] if other.total >= needed))


def sure(clean: CleanText, main: Score) -> bool:
    """Whether the main term rests on more than a single weak sign."""
    return main.total >= SURE or len(clean.text) <= SHORT_CHARS


def explain(chosen: tuple[Score, ...]) -> tuple[Evidence, ...]:
    """The three heaviest words of each term."""
    return tuple(
        Evidence(
            "topic",
            entry.term.name,
            round(weight, 2),
            quote(hit.zone.text, hit.start, hit.start + len(word)),
            hit.zone.line,
            f"主题词“{word}”",
        )
        for entry in chosen
        for word, weight, hit in entry.words[:3]
    )


def find_topics(
    clean: CleanText, neighbour: CleanText | None = None
) -> tuple[tuple[str, ...], tuple[Evidence, ...], tuple[str, ...]]:
    """(terms, evidence, fields to review) of a piece; the report around a photograph speaks where its words do not."""
    chosen = choose(clean)
    if chosen:
        return tuple(s.term.name for s in chosen), explain(chosen), () if sure(clean, chosen[0]) else ("topic",)
    nearby = choose(neighbour)[:1] if neighbour else ()
    return tuple(s.term.name for s in nearby), explain(nearby), ("topic",)
