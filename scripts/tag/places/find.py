"""Places of a piece: the cities and districts it is about, and what else it names, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scripts.core.types import CleanText, Evidence, PageRecord
from scripts.core.vocab import Place, gazetteer
from scripts.core.vocab.places import DISTRICT, JIANGXI
from scripts.tag.places import choice
from scripts.tag.places.mentions import (
    QUOTE,
    Chain,
    Mention,
    chains_of,
    mentions_of,
    quote,
    zones,
)
from scripts.tag.places.names import scan
from scripts.tag.places.parts import Part, Where, parts_of, series_of
from scripts.tag.places.roles import Role
from scripts.tag.places.weights import Clue, Score, clues_of, scores_of

RECORD_WEIGHT = 1.0
"""The record names the city of a whole page; a piece that names none itself is probably from there."""

NEIGHBOUR_WEIGHT = 1.0
"""A photograph without a place belongs to the report around it."""

CONFIDENT = 2.0
"""Below, the choice hangs on one mention outside headline and lead: a person should look."""

MENTIONED = 0.5
"""Weight of the evidence for a place that is only named."""

SHOWN = 3
"""Reasons listed for one value; more would hide the best."""

NATION = re.compile(
    r"全国(?![人首第公性优先模劳五扫]|唯一|最)|我国(?![^，。]{0,6}[法律])|(?<!我[省市县区])各地|国家[^，。、]{1,6}[局委]"
)
NATION_WORDS = 2
"""One such word may stand in any local report."""

REASONS: Mapping[Role, str] = {
    "prefix": "标题冒头地名",
    "office": "办事机构",
    "dateline": "文头电头",
    "person": "当地人物",
    "court": "中级法院",
    "station": "车站所在",
    "institution": "所在单位",
    "rail": "驻地机构",
    "press": "当地媒体",
    "visit": "途经或到访",
    "list": "地名列举",
    "chain": "上级地名",
    "tail": "文后链接",
    "origin": "人物籍贯",
    "inside": "名称所含",
}
WHERE_REASONS: Mapping[Where, str] = {
    "title": "标题地名",
    "subtitle": "副题地名",
    "kicker": "引题地名",
    "lead": "文首地名",
    "heading": "小标题地名",
}
"""Reasons for plain mentions; for others what the name does says more than where it stands."""

REPEATED = 3
"""From this many plain mentions on, the reason given is repetition."""


@dataclass(frozen=True, slots=True)
class PlaceTags:
    """Where a piece is about, by full names."""

    city: tuple[str, ...] = ()
    """Prefecture-level cities of Jiangxi."""
    district: tuple[str, ...] = ()
    """Counties, districts and zones; under its former name where the piece knows only that."""
    places: tuple[str, ...] = ()
    """Every other place named, in order of appearance."""
    evidence: tuple[Evidence, ...] = ()
    review: tuple[str, ...] = ()


def find_places(
    clean: CleanText, record: PageRecord, beside: tuple[Place, ...] = (), source: tuple[Place, Evidence] | None = None
) -> PlaceTags:
    """The places of a piece.

    Where the piece itself is silent, `record` helps, and then `source`, the city of the account that the page names;
    places `beside` it on the page make doubtful names likely.
    """
    parts = parts_of(clean)
    chains = chains_of(parts)
    context = replace(record, series="\n".join(filter(None, (series_of(clean), record.series))))
    mentions = mentions_of(parts, chains, (*hints(context), *beside))
    scores = scored(parts, mentions)
    chosen = choice.cities(scores, nationwide(parts))
    if chosen:
        zones_named = unnamed_zones(parts, chains, chosen[0].place)
        if zones_named:
            mentions += zones_named
            scores = scored(parts, mentions)
            chosen = [scores[score.place.code] for score in chosen]
    districts = choice.districts(scores, chosen)
    if not chosen and may_borrow(scores, hints(context)):
        borrowed = from_record(context)
        if not borrowed.city and source and not mentions:
            borrowed = PlaceTags(city=(source[0].name,), evidence=(source[1],), review=("city",))
        return with_others(borrowed, mentions, parts)
    return with_others(tagged(scores, chosen, districts), mentions, parts)


def nationwide(parts: Sequence[Part]) -> bool:
    """Whether a piece speaks of the whole country; laws of the country and words of the Party do not count."""
    return sum(len(NATION.findall(part.text)) for part in parts if part.where != "tail") >= NATION_WORDS


def scored(parts: Sequence[Part], mentions: Sequence[Mention]) -> dict[str, Score]:
    return scores_of(choice.without_overruled(clues_of(parts, mentions)))


def unnamed_zones(parts: Sequence[Part], chains: Sequence[Chain], city: Place) -> list[Mention]:
    """Zones named by their kind alone (经开区), once the city is known."""
    found: list[Mention] = []
    for link in chains:
        hit = link.hits[0]
        candidates = zones(city, hit.text) if hit.entry.sort == "generic" else ()
        if len(candidates) == 1:
            words = quote(parts[link.part].text, hit)
            found.append(Mention(candidates[0], link.part, link.role, hit.text, words))
    return found


def hints(record: PageRecord) -> tuple[Place, ...]:
    """Cities of Jiangxi that the page record names."""
    text = f"{record.series or ''}\n{record.publication or ''}"
    return tuple(dict.fromkeys(p for hit in scan(text) for p in hit.entry.places if p.ours and p.level == "city"))


def may_borrow(scores: Mapping[str, Score], hinted: Sequence[Place]) -> bool:
    """Whether a piece names nothing but perhaps the city of its page, rather than the province or elsewhere."""
    book = gazetteer()
    return all(book.city_of(score.place) in hinted for score in scores.values() if score.own > 0)


def from_record(record: PageRecord) -> PlaceTags:
    """The city of the page's series or publication, where it names exactly one."""
    for reason, text in (("页面专题", record.series), ("页面刊名", record.publication)):
        found = hints(PageRecord(series=text))
        if len(found) == 1:
            city = found[0].name
            evidence = Evidence("city", city, RECORD_WEIGHT, (text or "")[-QUOTE:], None, reason)
            return PlaceTags(city=(city,), evidence=(evidence,), review=("city",))
    return PlaceTags()


def from_neighbour(tags: PlaceTags, neighbour: PlaceTags) -> PlaceTags:
    """Tags of a photograph that names no place itself: the cities of the report it stands in."""
    own = [evidence for evidence in tags.evidence if evidence.reason not in ("页面专题", "页面刊名")]
    if not neighbour.city or any(evidence.tag in ("city", "district") for evidence in own):
        return tags
    borrowed = tuple(Evidence("city", city, NEIGHBOUR_WEIGHT, "", None, "图片所属报道") for city in neighbour.city)
    return replace(tags, city=neighbour.city, evidence=(*borrowed, *own), review=merged(tags.review, ("city",)))


def merged(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))


def tagged(scores: Mapping[str, Score], cities: Sequence[Score], districts: Sequence[Score]) -> PlaceTags:
    names = {score.place.code: printed_name(score) for score in districts}
    evidence = [e for s in cities for e in reasons("city", s.place.name, city_clues(scores, s))]
    evidence += [e for s in districts for e in reasons("district", names[s.place.code], s.clues)]
    return PlaceTags(
        city=tuple(score.place.name for score in cities),
        district=tuple(names.values()),
        evidence=tuple(evidence),
        review=doubts(scores, cities, districts),
    )


def printed_name(score: Score) -> str:
    """The present name, or the former one where the piece knows no other: in its day there was no 余江区."""
    said = [clue.mention.name for clue in score.clues if clue.mention.place.code == score.place.code]
    former = [name for name in said if name in score.place.former]
    return former[0] if former and score.place.name not in said else score.place.name


def city_clues(scores: Mapping[str, Score], city: Score) -> list[Clue]:
    """What speaks for a city, the clues of its districts included, heaviest first."""
    inner = [clue for score in choice.in_city(scores, city.place) for clue in score.clues]
    return sorted((*city.clues, *inner), key=lambda clue: -clue.weight)


def reasons(tag: str, value: str, clues: Sequence[Clue]) -> list[Evidence]:
    """The heaviest reasons for a value, no two alike."""
    found: dict[tuple[str, str], Evidence] = {}
    plain = sum(clue.mention.role == "plain" for clue in clues)
    for clue in clues:
        why = reason(tag, clue, plain)
        said = Evidence(tag, value, round(clue.weight, 2), clue.mention.quote, clue.line, why)
        found.setdefault((why, clue.mention.quote), said)
    return list(found.values())[:SHOWN]


def reason(tag: str, clue: Clue, plain: int) -> str:
    place = clue.mention.place
    if place.level == "town":
        return "乡镇推得"
    if tag == "city" and place.level in DISTRICT:
        return "辖县推得"
    if clue.mention.role != "plain":
        return REASONS[clue.mention.role]
    return WHERE_REASONS.get(clue.where) or ("反复提及" if plain >= REPEATED else "文中地名")


def doubts(scores: Mapping[str, Score], cities: Sequence[Score], districts: Sequence[Score]) -> tuple[str, ...]:
    """What a person should look at: choices that hang on little, and places that nearly were chosen."""
    found: list[str] = []
    weak_city = any(score.total < CONFIDENT for score in cities)
    missed = not cities and choice.candidates(scores)
    if weak_city or missed:
        found.append("city")
    from_town = any(all(c.mention.place.level == "town" for c in s.clues) for s in districts)
    if from_town or any(score.own < CONFIDENT for score in districts):
        found.append("district")
    return tuple(found)


def with_others(tags: PlaceTags, mentions: Sequence[Mention], parts: Sequence[Part]) -> PlaceTags:
    """Tags with every other place that is named, once, in order of reading."""
    taken = {*tags.city, *tags.district}
    others: dict[str, Evidence] = {}
    for mention in sorted(mentions, key=lambda m: m.part):
        name = mention.place.name
        present = gazetteer().district(name)
        if mention.role == "inside" or mention.post or mention.place.code == JIANGXI or name in taken:
            continue
        if present and {*present.former, present.name} & taken:
            continue
        line = parts[mention.part].line
        others.setdefault(name, Evidence("place", name, MENTIONED, mention.quote, line, "文中提及"))
    return replace(tags, places=tuple(others), evidence=(*tags.evidence, *others.values()))
