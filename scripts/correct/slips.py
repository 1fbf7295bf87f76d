"""The step for look-alike characters that no table lists as words: decided by the word list and the report itself.

A pair of characters that hardly stands inside any word is suspect when a look-alike (`data/alike_characters.tsv`) makes
a common pair of it. The look-alike is taken when the words around become far likelier by it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import add

from scripts.core.credits import surnames
from scripts.core.han import HAN
from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.correct.words import common, cost, likelihood, pairs

CONTEXT = 4
"""Characters on each side that decide: longer words are rare."""
RUN = re.compile(rf"(?:{HAN.pattern})*")
CERTAIN = 8.6
"""Gain in natural logarithms from which a look-alike is taken in a report that shows no other slip."""
LIKELY = (CERTAIN, 7.4, 6.2)
"""The same by the number of other signs that the print is bad, for then slips are to be expected. By 6.2 some 60 % of
the look-alikes made on hard pages are mended, and one sound character in 10,000 would be lost on sound ones."""
WITNESSED = 3.0
"""Added to the gain where the right form stands elsewhere in the report with another character beside it."""
NAMED = 4.0
"""Taken off where the characters may be the name of a person: what is rare is usual there."""
LISTED = 2.0
"""Taken off in a run of few characters between marks, as in lists of short forms (食监、质监)."""
SHORT = 3
"""Such a run has so many characters at most."""
INTRODUCES = re.compile(r"[、（(：: 者员长民任师官警士伴人友生工某授理席记兵妻夫父母女男妇兄弟姐妹]$|^$")
"""Before a name stands a mark, or the last character of an office or of a word for a person."""
GIVEN = 2
"""Characters of a given name at most."""
QUICK = 3.5
"""Pairs whose gain cannot reach this, by their own counts, are not looked at again."""
COMMON = 30
"""Least count of a pair of characters that is taken for the right one."""
RARER = 20
"""So many times rarer than the right pair the suspect one must be inside words."""
KNOWN = 300
"""Pairs with this count are at home in words and never suspect."""
HELD = 100
"""A character that forms a pair of this count with its other neighbour belongs there (自己·经营)."""
REMEMBERED = 1_000_000
"""Pairs at most that are kept in mind, some 100 MB; ten times those of a hundred thousand reports."""
ROUNDS = 3
"""A mended character may be the context that its neighbour lacked."""


@lru_cache(maxsize=1)
def alike() -> Mapping[str, str]:
    """The look-alikes of each character. Raises InputProblem when the table is broken."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for _, row in rows(DATA / "alike_characters.tsv"):
        for other in row["alike"]:
            found[row["character"]].append(other)
            found[other].append(row["character"])
    return {character: "".join(sorted(others)) for character, others in found.items()}


@lru_cache(maxsize=1)
def harmless() -> set[str]:
    """Pairs that need no look: at home in words; those are added that were looked at and found without fault."""
    return {pair for pair, count in pairs().items() if count >= KNOWN}


@lru_cache(maxsize=50_000)
def candidates(pair: str) -> tuple[tuple[int, str], ...]:
    """What may have been meant by a suspect pair: (which of the two characters, its look-alike)."""
    first, second = pair[0], pair[1]
    here = pairs().get(pair, 0)
    single = cost(first) + cost(second)
    options = [(0, other, other + second) for other in alike().get(first, "")]
    options += [(1, other, first + other) for other in alike().get(second, "")]
    found = []
    for place, other, right in options:
        count = common(right)
        if count >= COMMON and count > here * RARER and math.log(count) + likeliest() - single > QUICK:
            found.append((place, other))
    return tuple(found)


@lru_cache(maxsize=1)
def likeliest() -> float:
    """Logarithm of the probability of a word that was counted once."""
    return cost("") + math.log(2)


@lru_cache(maxsize=2)
def suspicious(text: str) -> frozenset[str]:
    """The suspect pairs of a report, for which look-alikes make common ones."""
    fresh = set(map(add, text, text[1:])) - harmless()
    found = frozenset(filter(candidates, fresh))
    if len(harmless()) < REMEMBERED:
        harmless().update(fresh - found)
    return found


def suspects(text: str, pool: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Places of characters that may be look-alikes of others, each with one of these."""
    for pair in pool:
        start = text.find(pair)
        while start >= 0:
            for place, other in candidates(pair):
                if not held(text, start + place, other, place):
                    yield start + place, other
            start = text.find(pair, start + 1)


def held(text: str, place: int, other: str, side: int) -> bool:
    """Whether a character forms a word with its neighbour outside the suspect pair, as its look-alike would not."""
    if side == 0:
        beside, instead = text[max(0, place - 1) : place + 1], text[max(0, place - 1) : place] + other
    else:
        beside, instead = text[place : place + 2], other + text[place + 1 : place + 2]
    count = pairs().get(beside, 0)
    return count >= HELD and count >= pairs().get(instead, 0)


def slips(text: str, witness: str = "", signs: int = len(LIKELY)) -> str:
    """Look-alikes in place of characters that make no words, unless the report holds the same elsewhere.

    `signs` are those that the report is badly printed, unless told otherwise enough for any doubt.

    >>> slips("警方迅速赶到现扬处置"), slips("副主任段克全、周未来")
    ('警方迅速赶到现场处置', '副主任段克全、周未来')
    """
    least = LIKELY[min(signs, len(LIKELY) - 1)]
    for _ in range(ROUNDS):
        mended = once(text, witness or text, least)
        if mended == text:
            break
        text = mended
    return text


def over_blanks(text: str, witness: str = "", signs: int = len(LIKELY)) -> str:
    """The same for a headline, in which a blank may stand where a line was torn.

    >>> over_blanks("民警赶到现 扬处置"), over_blanks("深夜突发大火 辅警冲进火场")
    ('民警赶到现 场处置', '深夜突发大火 辅警冲进火场')
    """
    mended = iter(slips(text.replace(" ", ""), witness, signs))
    return "".join(char if char == " " else next(mended) for char in text)


def once(text: str, witness: str, least: float) -> str:
    """One round; of options for one place, and of places side by side, the best is taken."""
    best: dict[int, tuple[float, str]] = {}
    for place, other, value in weighed(text, witness):
        if value > least and (value, other) > best.get(place, (0.0, "")):
            best[place] = (value, other)
    chars = list(text)
    for place, (value, other) in best.items():
        if all(value >= best.get(near, (0.0, ""))[0] for near in (place - 1, place + 1)):
            chars[place] = other
    return "".join(chars)


def weighed(text: str, witness: str) -> Iterator[tuple[int, str, float]]:
    """Each suspect place of a text with a look-alike and what is gained by it."""
    whole = witness if text in witness else text
    for place, other in sorted(set(suspects(text, suspicious(whole)))):
        yield place, other, gain(text, place, other, witness)


def certain(witness: str) -> int:
    """Places of a report that are slips without any doubt."""
    return len({place for place, _, value in weighed(witness, witness) if value > CERTAIN})


def gain(text: str, place: int, other: str, witness: str) -> float:
    """How much likelier a look-alike makes the words around; less where doubt is due.

    Nothing where it would stand beside its like (天夫, 大犬), or where the report holds the suspect form twice.
    """
    if other in text[max(0, place - 1) : place + 2] or twice(text, place, witness):
        return 0.0
    left = RUN.match(text[max(0, place - CONTEXT) : place][::-1])[0][::-1]  # type: ignore[index]
    right = RUN.match(text[place + 1 : place + 1 + CONTEXT])[0]  # type: ignore[index]
    value = likelihood(left + other + right) - likelihood(left + text[place] + right)
    listed = len(left) + 1 + len(right) <= SHORT
    doubt = NAMED * in_name(text, place) + LISTED * listed
    return value - doubt + (WITNESSED if seen(left, other, right, witness) else 0.0)


def in_name(text: str, place: int) -> bool:
    """Whether a character may be part of a name: a surname, behind what comes before names, at most two before it."""
    starts = range(max(0, place - GIVEN), place + 1)
    return any(text[start] in surnames() and INTRODUCES.search(text[:start][-1:]) for start in starts)


def twice(text: str, place: int, witness: str) -> bool:
    """Whether the report holds a character with two of its neighbours more than once."""
    starts = range(max(0, place - 2), place + 1)
    forms = (text[start : start + 3] for start in starts)
    return any(len(form) == 3 and repeated(form, witness) for form in forms)


def repeated(form: str, witness: str) -> bool:
    """Whether a form stands in a text twice; to count all its places would read the text anew for each form."""
    first = witness.find(form)
    return first >= 0 and witness.find(form, first + len(form)) >= 0


def seen(left: str, other: str, right: str, witness: str) -> bool:
    """Whether the report holds the right form, with two characters of its surroundings."""
    around = (left[-1:] + other + right[:1], left[-2:] + other, other + right[:2])
    return any(len(form) == 3 and form in witness for form in around)
