"""Public bodies of Jiangxi that a report names, however it calls them: 南昌公安, 南昌市公安局, 新余市公安局渝水分局."""

from __future__ import annotations

import re

from scripts.core.vocab import Gazetteer

ORGANS = {
    "公安": "公安机关",
    "分局": "公安机关",
    "警方": "公安机关",
    "检察院": "检察院",
    "人民检察院": "检察院",
    "法院": "法院",
    "人民法院": "法院",
    "中级人民法院": "法院",
    "司法局": "司法局",
    "信访局": "信访局",
    "政法委": "政法委",
    "委政法委": "政法委",
}
"""How the name of a body goes on after that of its place, and what such bodies are called together."""
ORGAN = re.compile("|".join(sorted(ORGANS, key=lambda word: (-len(word), word))))
PLACE_LENGTHS = range(8, 1, -1)
"""Characters of the name of a place, the longest first: 赣江新区直管区, 渝水."""


class Bodies:
    """The bodies of all cities and districts of Jiangxi."""

    def __init__(self, places: Gazetteer) -> None:
        ours = [p for p in places.by_code.values() if p.ours and p.level in ("city", "county", "zone")]
        # a bare name that a city and its county share means the city, so cities come last
        ordered = sorted(ours, key=lambda place: (place.level == "city", place.code))
        self.names = {name: place.name for place in ordered for name in (*place.short, *place.former, place.name)}

    def named(self, text: str) -> tuple[str, ...]:
        """Bodies that a text names, in order: 南昌市公安机关."""
        found = ((self.place(text, match.start()), ORGANS[match[0]]) for match in ORGAN.finditer(text))
        return tuple(dict.fromkeys(place + organ for place, organ in found if place))

    def place(self, text: str, end: int) -> str:
        """Full name of the place whose name ends where that of a body goes on; empty for none."""
        words = (text[max(0, end - length) : end] for length in PLACE_LENGTHS)
        return next((self.names[word] for word in words if word in self.names), "")
