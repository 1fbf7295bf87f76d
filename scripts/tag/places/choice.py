"""Which of the places that a piece names it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scripts.core.vocab import Place, gazetteer
from scripts.core.vocab.places import DISTRICT
from scripts.tag.places.parts import Where
from scripts.tag.places.weights import Clue, Score

CITY_THRESHOLD = 1.5
"""One plain mention in the body (1.0) is not enough; one in the lead, or one body that acts, is."""

SECOND_CITY = 3.0
"""A second city needs more than a visit or one example."""

SECOND_SHARE = 0.5
"""… and at least half of what speaks for the first."""

MANY = 3
"""From three equal cities on, none of them in the headline, a piece is about the province."""

COMPARABLE = 0.4
"""Scores within this share of the best are of the same order."""

ROUND_UP = 3
"""From three provinces outside on, a place of ours that is not in front is one example of a national round-up."""

OUTSIDE = 1.5
"""How much more must speak for a place outside Jiangxi than for the best one inside, before nothing is ours."""

LEADING_SHARE = 0.5
"""A district named in the lead is the scene unless others together weigh as much."""

DOMINATING_SHARE = 0.7
"""Outside headline and lead a district must be nearly the only one named …"""

DOMINATING_COUNT = 3
"""… and named again and again: twice may be two examples of a whole city's work."""

CITY_WIDE = 4
"""A city's bureau in the headline and this many mentions of it in the text make a single district an example."""

TITLES: tuple[Where, ...] = ("title", "subtitle")
FRONT: tuple[Where, ...] = ("title", "subtitle", "kicker", "lead")


def without_overruled(clues: Sequence[Clue]) -> list[Clue]:
    """Clues without those of towns whose county nobody names while another district of the city is named.

    Zones run towns that the statistics still count to a county, and towns of one name recur.
    """
    book = gazetteer()
    clues = [clue for clue in clues if not (clue.mention.role == "person" and outplaced(clue, clues))]
    named = {clue.place.code for clue in clues if clue.mention.place.level in DISTRICT and clue.weight}
    cities = {city.code for code in named if (city := book.city_of(book.by_code[code]))}
    return [clue for clue in clues if stands(clue, named, cities)]


def outplaced(clue: Clue, clues: Sequence[Clue]) -> bool:
    """Whether the headline that names where a person is from also names the place where it happened."""
    return clue.where in TITLES and any(
        other.mention.part == clue.mention.part
        and other.mention.role in ("plain", "office", "prefix")
        and other.place.level != "province"
        and gazetteer().city_of(other.place) is not gazetteer().city_of(clue.place)
        for other in clues
    )


def stands(clue: Clue, named: set[str], cities: set[str]) -> bool:
    if clue.mention.place.level != "town" or clue.place.code in named:
        return True
    city = gazetteer().city_of(clue.place)
    return city is None or city.code not in cities


def in_city(scores: Mapping[str, Score], city: Place) -> list[Score]:
    """Scores of the districts of a city, best first."""
    book = gazetteer()
    inner = [s for s in scores.values() if s.place.level in DISTRICT and book.city_of(s.place) is city]
    return sorted(inner, key=lambda s: -s.own)


def heard(scores: Mapping[str, Score], score: Score, wheres: tuple[Where, ...]) -> bool:
    """Whether a city or one of its districts is named there in earnest."""
    return any(s.stands_in(*wheres) for s in (score, *in_city(scores, score.place)))


def cities(scores: Mapping[str, Score], nationwide: bool = False) -> list[Score]:
    """The cities of Jiangxi that a piece is about, best first; none for province-wide pieces and those from outside.

    `nationwide` says that the piece speaks of the whole country: a place named in passing is then one example.
    """
    ranked = candidates(scores)
    if not ranked or elsewhere(scores, ranked[0]) or province_wide(scores, ranked):
        return []
    if nationwide and one_example(scores, ranked[0]):
        return []
    best = ranked[0]
    return [best, *(s for s in ranked[1:] if also(scores, s, best))]


def candidates(scores: Mapping[str, Score]) -> list[Score]:
    """Cities of Jiangxi for which enough speaks, best first."""
    ours = [s for s in scores.values() if s.place.level == "city" and s.place.ours]
    return sorted((s for s in ours if s.total >= CITY_THRESHOLD), key=lambda s: -s.total)


def also(scores: Mapping[str, Score], score: Score, best: Score) -> bool:
    """Whether a further city is a subject of the piece too."""
    if heard(scores, best, TITLES) or heard(scores, score, TITLES):
        return heard(scores, score, TITLES) and score.total >= CITY_THRESHOLD
    enough = score.total >= max(SECOND_CITY, SECOND_SHARE * best.total)
    return enough and heard(scores, score, ("lead",))


def elsewhere(scores: Mapping[str, Score], best: Score) -> bool:
    """Whether a piece happens outside Jiangxi and only touches ours."""
    if heard(scores, best, TITLES):
        return False
    outside = outside_totals(scores)
    if len(outside) >= ROUND_UP and not heard(scores, best, FRONT):
        return True
    return max(outside.values(), default=0.0) >= OUTSIDE * best.total


def one_example(scores: Mapping[str, Score], best: Score) -> bool:
    """Whether all that speaks for a city stands in one paragraph below the headline, each name once."""
    clues = [clue for s in (best, *in_city(scores, best.place)) for clue in s.clues]
    names = [clue.mention.name for clue in clues]
    return (
        len({clue.mention.part for clue in clues}) == 1
        and len(set(names)) == len(names)
        and not heard(scores, best, TITLES)
    )


def outside_totals(scores: Mapping[str, Score]) -> dict[str, float]:
    """What speaks for each province outside Jiangxi that a piece names, by code."""
    sums: dict[str, float] = {}
    for s in scores.values():
        if not s.place.ours and s.own > 0:
            sums[s.place.code[:2]] = sums.get(s.place.code[:2], 0.0) + s.own
    return sums


def province_wide(scores: Mapping[str, Score], ranked: Sequence[Score]) -> bool:
    """Whether cities are only examples: many alike, or the province in front and no city there."""
    best = ranked[0]
    if heard(scores, best, TITLES):
        return False
    alike = sum(s.total >= COMPARABLE * best.total for s in ranked)
    province = next((s for s in scores.values() if s.place.ours and s.place.level == "province"), None)
    fronted = province is not None and province.stands_in(*TITLES)
    return alike >= MANY or (fronted and not heard(scores, best, FRONT))


def districts(scores: Mapping[str, Score], chosen: Sequence[Score]) -> list[Score]:
    """The counties and zones that a piece is about, within the chosen cities."""
    return [s for city in chosen for s in within(city, in_city(scores, city.place))]


def within(city: Score, rivals: Sequence[Score]) -> list[Score]:
    """Those of one city: all of the headline, or else the one that leads or dominates."""
    rivals = [s for s in rivals if s.own > 0]
    titled = [s for s in rivals if s.stands_in(*TITLES)]
    if titled:
        return titled
    return [s for s in rivals[:1] if leads(s, city, rivals) or dominates(s, city, rivals)]


def share(score: Score, rivals: Sequence[Score]) -> float:
    return score.own / sum(s.own for s in rivals)


def leads(score: Score, city: Score, rivals: Sequence[Score]) -> bool:
    """Whether the lead names a district as the scene."""
    leading = score.stands_in("lead") and share(score, rivals) >= LEADING_SHARE
    return leading and not only_example(score, city)


def only_example(score: Score, city: Score) -> bool:
    acting = any(c.where in TITLES and c.mention.role in ("office", "prefix") for c in city.clues)
    return acting and score.count < 2 and city.count > CITY_WIDE


def dominates(score: Score, city: Score, rivals: Sequence[Score]) -> bool:
    """Whether a district that neither headline nor lead names is still the only scene.

    Where the city is never named itself, its districts are not examples of the city's work.
    """
    if not city.own:
        return share(score, rivals) >= LEADING_SHARE
    return score.count >= DOMINATING_COUNT and share(score, rivals) >= DOMINATING_SHARE
