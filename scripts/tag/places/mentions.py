"""From names in a text to places: chains, doubtful shorts, names that several places bear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scripts.core.vocab import Gazetteer, Place, gazetteer
from scripts.core.vocab.places import DISTRICT, JIANGXI
from scripts.tag.places.names import GENERIC, Hit, scan
from scripts.tag.places.parts import Part
from scripts.tag.places.roles import COMMA, ET_CETERA, REACH, Around, Role, cued, role_of

QUOTE = 30
"""Characters of an evidence quote; enough to see the name and what it does."""

BETWEEN = re.compile(
    r"(?:省|市|县|区|州|地区)?(?:[（(·])?(?:公安局|公安|人民政府|政府|委|人民检察院|司法局|消防救援支队|交警支队|分局|公安分局)?"
)
"""What may stand between a division and the one inside it: 新余市公安局渝水分局."""

LISTED = 3
"""Two places may both be meant; from three on they are an enumeration."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Names that follow one another from the larger to the smaller division: 江西省 · 抚州市 · 黎川县."""

    part: int
    """Number of the stretch of text."""
    hits: tuple[Hit, ...]
    role: Role
    cued: bool
    """Whether its neighbours show that a doubtful name is a place."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a piece."""

    place: Place
    part: int
    role: Role
    name: str
    """As printed."""
    quote: str
    post: bool = False
    """Whether it is known only from the name of a police post."""


def chains_of(parts: Sequence[Part]) -> list[Chain]:
    """All chains of a piece, in order of reading."""
    return [
        chain(part, number, group, listed)
        for number, part in enumerate(parts)
        for group, listed in listings(part.text, grouped(part.text, scan(part.text)))
    ]


def grouped(text: str, hits: list[Hit]) -> list[tuple[Hit, ...]]:
    """Hits joined to chains."""
    groups: list[tuple[Hit, ...]] = []
    for hit in hits:
        if groups and follows(text, groups[-1][-1], hit):
            groups[-1] = (*groups[-1], hit)
        else:
            groups.append((hit,))
    return groups


def follows(text: str, above: Hit, below: Hit) -> bool:
    """Whether the second name lies in the first and stands right behind it."""
    if not BETWEEN.fullmatch(text[above.end : below.start]):
        return False
    if below.entry.sort == "generic":
        return any(place.level == "city" for place in above.entry.places)
    return any(contains(outer, inner) for outer in above.entry.places for inner in below.entry.places)


def contains(outer: Place, inner: Place) -> bool:
    """Whether a place lies in another. A town that a zone runs lies in both county and zone."""
    book = gazetteer()
    parent = book.by_code.get(inner.parent)
    while parent:
        if parent.code == outer.code:
            return True
        parent = book.by_code.get(parent.parent)
    return inner.level == "town" and inner.code.startswith(outer.code)


def listings(text: str, groups: list[tuple[Hit, ...]]) -> list[tuple[tuple[Hit, ...], bool]]:
    """Each chain with whether it stands in an enumeration of places."""
    runs: list[list[tuple[Hit, ...]]] = []
    for group in groups:
        if runs and COMMA.fullmatch(text[runs[-1][-1][-1].end : group[0].start]):
            runs[-1].append(group)
        else:
            runs.append([group])
    return [(group, enumerates(text, run)) for run in runs for group in run]


def enumerates(text: str, run: list[tuple[Hit, ...]]) -> bool:
    wanted = LISTED - 1 if ET_CETERA.match(text, run[-1][-1].end) else LISTED
    return len(run) >= wanted


def chain(part: Part, number: int, hits: tuple[Hit, ...], listed: bool) -> Chain:
    start, end = hits[0].start, hits[-1].end
    titled = part.where in ("title", "subtitle")
    around = Around(
        before=part.text[max(0, start - REACH) : start],
        after=part.text[end : end + REACH],
        opens_title=titled and OPENING.fullmatch(part.text[:start]) is not None,
    )
    if part.where == "tail":
        return Chain(number, hits, tail_role(around), cued(around))
    post = hits[-1].entry.sort == "post"
    role = role_of(around, titled, listed)
    return Chain(number, hits, "office" if post and role == "plain" else role, cued(around) or listed)


OPENING = re.compile(r"[\s—－-]*(?:[（(【\[][^）)】\]]{1,10}[）)】\]])?\s*")
"""What may stand before the first word of a headline: a dash, a column name in brackets."""


def tail_role(around: Around) -> Role:
    return "inside" if role_of(around, False, False) in ("inside", "origin") else "tail"


def mentions_of(parts: Sequence[Part], chains: Iterable[Chain], hints: Iterable[Place]) -> list[Mention]:
    """The places that a piece names. `hints` are places that the page record names."""
    listed = list(chains)
    known = named_codes(listed) | {code for place in hints for code in lineage(place)}
    known |= agreeing_towns(listed)
    return [mention for link in listed for mention in resolved(parts[link.part], link, known)]


def named_codes(chains: Iterable[Chain]) -> frozenset[str]:
    """Codes of all divisions that are named beyond doubt, with those above them."""
    found: set[str] = set()
    for link in chains:
        above: Place | None = None
        for hit in link.hits:
            candidates = narrowed(hit.entry.places, above)
            above = candidates[0] if len(candidates) == 1 else None
            if above and link.role != "inside" and not doubtful(hit, above, link):
                found.update(lineage(above))
    return frozenset(found)


def doubtful(hit: Hit, place: Place, link: Chain) -> bool:
    """Whether a name standing alone may be something else, or lie in another province as towns may."""
    if len(link.hits) > 1:
        return False
    return place.level == "town" or (hit.entry.sort in ("kin", "cue") and not link.cued)


def agreeing_towns(chains: Iterable[Chain]) -> frozenset[str]:
    """Codes of counties of which several towns are named, with those above them: they vouch for one another."""
    towns: dict[str, set[str]] = {}
    for link in chains:
        for place in (hit.entry.places[0] for hit in link.hits if len(hit.entry.places) == 1):
            if place.level == "town" and link.role != "inside":
                towns.setdefault(place.parent, set()).add(place.code)
    book = gazetteer()
    agreed = (book.by_code[code] for code, found in towns.items() if len(found) > 1)
    return frozenset(code for place in agreed for code in lineage(place))


def lineage(place: Place) -> list[str]:
    """Codes of a place and of all divisions above it."""
    book: Gazetteer = gazetteer()
    codes = []
    current: Place | None = place
    while current:
        codes.append(current.code)
        current = book.by_code.get(current.parent)
    return codes


def narrowed(places: tuple[Place, ...], above: Place | None) -> tuple[Place, ...]:
    """The candidates that lie in the division named right before, if any do."""
    inner = tuple(place for place in places if above and contains(above, place))
    return inner or places


def resolved(part: Part, link: Chain, known: frozenset[str]) -> list[Mention]:
    """The mentions of one chain; a name that stays doubtful gives none."""
    found: list[Mention] = []
    above: Place | None = None
    for hit in link.hits:
        if hit.entry.sort == "generic" and above is None:
            continue
        place = choose(zone_candidates(hit, above), above, known)
        if place is None or not admissible(hit, place, above, link, known):
            continue
        found.append(Mention(place, link.part, link.role, hit.text, quote(part.text, hit), hit.entry.sort == "post"))
        above = place
    return [lowered(mention, found) for mention in found]


def zone_candidates(hit: Hit, above: Place | None) -> tuple[Place, ...]:
    """Candidates of a name; for a zone named by its kind alone the zones of that kind in the city named before it."""
    if hit.entry.sort != "generic" or above is None:
        return hit.entry.places
    return zones(above, hit.text)


def zones(city: Place, name: str) -> tuple[Place, ...]:
    """Zones of a city whose kind a generic name tells (经开区)."""
    book = gazetteer()
    kind = GENERIC[name]
    return tuple(p for p in book.districts_of(city) if p.level == "zone" and p.name.endswith(kind))


def choose(places: tuple[Place, ...], above: Place | None, known: frozenset[str]) -> Place | None:
    """The place that a name means here; none when that cannot be told."""
    inside = narrowed(places, above)
    if len(inside) > 1:
        inside = related(inside, known) or inside
    ours = tuple(place for place in inside if place.ours)
    if len(inside) == 1:
        return inside[0]
    if any(place.level == "town" for place in inside):
        return None
    return ours[0] if len(ours) == 1 else (inside[0] if inside and not ours else None)


def related(places: tuple[Place, ...], known: frozenset[str]) -> tuple[Place, ...]:
    """The candidates most of whose superior divisions are named in the piece."""
    shares = [sum(code in known for code in lineage(place)[1:]) for place in places]
    best = max(shares)
    return tuple(p for p, share in zip(places, shares, strict=True) if share == best) if best else ()


def admissible(hit: Hit, place: Place, above: Place | None, link: Chain, known: frozenset[str]) -> bool:
    """Whether a short name that may be something else is a place here."""
    if above is not None:
        return True
    kin = set(lineage(place)) & known
    if place.level == "town":
        return bool(kin - {JIANGXI}) if hit.entry.sort == "post" else bool(kin)
    if hit.entry.sort == "kin":
        return link.cued or bool(kin)
    return hit.entry.sort != "cue" or link.cued


def lowered(mention: Mention, found: list[Mention]) -> Mention:
    """Within a chain only the county or zone speaks, or the lowest where it has none; the others just place it."""
    if mention is speaker(found) or mention.role in ("origin", "inside", "list", "tail"):
        return mention
    return replace(mention, role="chain")


def speaker(found: list[Mention]) -> Mention:
    districts = [mention for mention in found if mention.place.level in DISTRICT]
    return districts[-1] if districts else found[-1]


def quote(text: str, hit: Hit) -> str:
    """The words around a name, up to the nearest stop."""
    first = max(0, hit.start - QUOTE // 3)
    start = max(first, *(text.rfind(mark, first, hit.start) + 1 for mark in "，。；！？：\n"))
    return text[start : start + QUOTE].split("\n")[0].strip().lstrip("”’」』》）)")
