"""The gazetteer: administrative divisions and functional zones of Jiangxi, and enough of elsewhere to say “not ours”.

Tables: `data/places.tsv`, made by `python -m scripts.data.make_places` and never edited by hand; what the published
divisions lack stands in `data/places_extra.tsv`, which is; `data/place_shorts.tsv` says which short names may not
stand alone, and `data/place_traps.tsv` which wordings hold a name but no place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from scripts.core.settings import DATA
from scripts.core.vocab.tables import listed, rows

Level = Literal["province", "city", "county", "zone", "town"]
Use = Literal["kin", "cue"]
JIANGXI = "36"
DISTRICT: tuple[Level, ...] = ("county", "zone")


@dataclass(frozen=True, slots=True)
class Place:
    """One division. `zone` is a functional zone (经开区, 新区) that is tagged like a county."""

    code: str
    """GB/T 2260, or for zones and towns the code of the parent with digits of our own or of the statistics bureau."""
    name: str
    """Full name: 渝水区, 南昌经开区, 白水湖街道."""
    level: Level
    parent: str
    """Code of the division above; empty for a province."""
    short: tuple[str, ...]
    """Other names in use: 渝水, 南昌经济技术开发区."""
    former: tuple[str, ...]
    slug: str
    """ASCII, for addresses: yushui. Unique among the children of one parent."""

    @property
    def ours(self) -> bool:
        return self.code.startswith(JIANGXI)


@dataclass(frozen=True)
class Gazetteer:
    """All places by code, with look-ups."""

    by_code: Mapping[str, Place]
    uses: Mapping[str, Use]
    """Short names that may not stand alone: `kin` wants a related place in the piece, `cue` a telling neighbour."""
    traps: tuple[str, ...] = ()
    """Wordings that hold a name but no place: 快乐平安, 更新余额, 余江大嫂."""

    @cached_property
    def cities(self) -> tuple[Place, ...]:
        """The 11 prefecture-level cities of Jiangxi, in order of code."""
        return tuple(p for p in self.by_code.values() if p.ours and p.level == "city")

    @cached_property
    def by_name(self) -> dict[str, tuple[Place, ...]]:
        """Places of each full name; several where a name recurs (西湖区 lies in Nanchang and in Hangzhou)."""
        return self.index(lambda place: (place.name,))

    @cached_property
    def by_any_name(self) -> dict[str, tuple[Place, ...]]:
        """Places of each full, short or former name."""
        return self.index(lambda place: (place.name, *place.short, *place.former))

    def index(self, names: Callable[[Place], tuple[str, ...]]) -> dict[str, tuple[Place, ...]]:
        """Places by each of the names that `names` gives, in order of code."""
        found: dict[str, list[Place]] = {}
        for place in self.by_code.values():
            for name in dict.fromkeys(names(place)):
                found.setdefault(name, []).append(place)
        return {name: tuple(places) for name, places in found.items()}

    def city(self, name: str) -> Place | None:
        """The city of Jiangxi with this full name."""
        return next((p for p in self.cities if p.name == name), None)

    def district(self, name: str) -> Place | None:
        """The county, district or zone of Jiangxi with this full name, or with this name in former days."""
        ours = [p for p in self.by_any_name.get(name, ()) if p.ours and p.level in DISTRICT]
        present = (p for p in ours if p.name == name)
        return next(present, None) or next((p for p in ours if name in p.former), None)

    def districts_of(self, city: Place) -> tuple[Place, ...]:
        """Counties, districts and zones of a city, in order of code."""
        return tuple(p for p in self.by_code.values() if p.level in DISTRICT and self.city_of(p) is city)

    def district_of(self, place: Place) -> Place | None:
        """The county or zone in which a place lies; itself for one, none above."""
        return self.above(place, DISTRICT)

    def city_of(self, place: Place) -> Place | None:
        """The prefecture-level city in which a place lies; itself for a city, none for a province."""
        return self.above(place, ("city",))

    def above(self, place: Place, levels: tuple[Level, ...]) -> Place | None:
        """The place itself or the nearest division above it that is of one of the levels."""
        current: Place | None = place
        while current and current.level not in levels:
            current = self.by_code.get(current.parent)
        return current


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the tables. Raises InputProblem when a table is broken."""
    found: dict[str, Place] = {}
    for name in ("places.tsv", "places_extra.tsv"):
        for _, row in rows(DATA / name):
            place = of_row(row)
            known = found.get(place.code)
            found[place.code] = amended(known, place) if known else place
    uses = {row["short"]: row["use"] for _, row in rows(DATA / "place_shorts.tsv")}
    traps = tuple(row["text"] for _, row in rows(DATA / "place_traps.tsv"))
    return Gazetteer(dict(sorted(found.items())), uses, traps)  # type: ignore[arg-type]


def of_row(row: Mapping[str, str]) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        level=row["level"],  # type: ignore[arg-type]
        parent=row["parent"],
        short=listed(row["short"]),
        former=listed(row["former"]),
        slug=row["slug"],
    )


def amended(place: Place, extra: Place) -> Place:
    """A published division with what the hand-kept table adds: names, and the zone that runs a town."""
    return replace(
        place,
        parent=extra.parent or place.parent,
        short=(*place.short, *extra.short),
        former=(*place.former, *extra.former),
    )
