"""How much each mention of a place says about what a piece is about. All numbers were set on the labelled pages and
are kept by the measured floors; what counts is their order, not their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.core.vocab import Place, gazetteer
from scripts.tag.places.mentions import Mention
from scripts.tag.places.parts import Part, Where
from scripts.tag.places.roles import Role

WHERE: dict[Where, float] = {
    "title": 4.0,
    "subtitle": 3.0,
    "kicker": 1.5,
    "lead": 2.0,
    "heading": 1.5,
    "body": 1.0,
    "tail": 1.0,
}
"""A headline names what a piece is about, a lead where it happens; the body may name anything."""

ROLE: dict[Role, float] = {
    "prefix": 1.5,
    "office": 1.5,
    "dateline": 1.0,
    "plain": 1.0,
    "person": 0.7,
    "station": 0.6,
    "court": 0.3,
    "institution": 0.3,
    "rail": 0.2,
    "press": 0.3,
    "visit": 0.25,
    "list": 0.2,
    "chain": 0.3,
    "tail": 0.3,
    "origin": 0.0,
    "inside": 0.0,
}
"""A body that acts and a headline that opens with the place say most; a stop on a journey says little."""

CAPITAL_DATELINE = 0.4
"""Agencies report on the whole province from Nanchang, so its dateline alone names no city."""

TOWN = 0.8
"""A town implies its county a little less surely than the county's own name."""

BODY_CAP = 8.0
"""What repetition in the body can add at most; a name said twenty times is not twice one said ten times."""

REPEATED = ("body", "tail", "heading")


@dataclass(frozen=True, slots=True)
class Clue:
    """One mention, weighed for the division it speaks for."""

    place: Place
    """City, county, zone or province."""
    mention: Mention
    weight: float
    where: Where
    line: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """What a piece says for one division."""

    place: Place
    own: float
    """From its own name and from its towns."""
    total: float
    """With what its counties and zones add."""
    clues: tuple[Clue, ...]
    """Own ones, heaviest first."""

    @property
    def count(self) -> int:
        """Mentions that carry weight by themselves, beyond placing another name."""
        return sum(clue.weight > 0 and clue.mention.role not in PLACING for clue in self.clues)

    def stands_in(self, *wheres: Where) -> bool:
        """Whether it is named there by a mention of more than passing weight."""
        return any(clue.where in wheres and clue.weight >= WHERE[clue.where] * PASSING for clue in self.clues)


PLACING: tuple[Role, ...] = ("chain", "list", "tail", "visit")
"""Roles in which a name says where something else lies rather than where things happen."""

PASSING = 0.5
"""Roles below this factor only mention a place in passing."""


def clues_of(parts: Sequence[Part], mentions: Iterable[Mention]) -> list[Clue]:
    """Every mention as a clue for its county, city or province."""
    book = gazetteer()
    found: list[Clue] = []
    for mention in mentions:
        part = parts[mention.part]
        target = book.district_of(mention.place) or mention.place
        found.append(Clue(target, mention, weight(mention, part), part.where, part.line))
    return found


def weight(mention: Mention, part: Part) -> float:
    factor = ROLE[mention.role]
    if mention.role == "dateline" and mention.place.name == "南昌市":
        factor = CAPITAL_DATELINE
    if mention.place.level == "town":
        factor *= TOWN
    return WHERE[part.where] * factor


def scores_of(clues: Sequence[Clue]) -> dict[str, Score]:
    """Scores of all divisions named, by code, in order of first mention."""
    own: dict[str, list[Clue]] = {}
    for clue in clues:
        own.setdefault(clue.place.code, []).append(clue)
    totals = {code: capped(group) for code, group in own.items()}
    book = gazetteer()
    for group in list(own.values()):
        city = book.city_of(group[0].place)
        if city:
            own.setdefault(city.code, [])
    return {code: score(code, own, totals) for code in own}


def score(code: str, own: dict[str, list[Clue]], totals: dict[str, float]) -> Score:
    book = gazetteer()
    place = book.by_code[code]
    inner = sum(
        total
        for other, total in totals.items()
        if other != code and place.level == "city" and book.city_of(book.by_code[other]) is place
    )
    ranked = sorted(own[code], key=lambda clue: -clue.weight)
    mine = totals.get(code, 0.0)
    return Score(place, mine, mine + inner, tuple(ranked))


def capped(clues: Iterable[Clue]) -> float:
    """The sum of the weights, repetition in the body capped."""
    listed = list(clues)
    repeated = sum(clue.weight for clue in listed if clue.where in REPEATED)
    return sum(clue.weight for clue in listed if clue.where not in REPEATED) + min(repeated, BODY_CAP)
