"""Slugs, months and charts: small things that readers rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from samples import article, sample

from scripts.core import dates
from scripts.core.types import Archive
from scripts.core.vocab import gazetteer, publications, topics
from scripts.weave import charts, months, slugs
from scripts.weave.holdings import Holdings
from scripts.weave.site import Site, read_site


def holdings(*articles: object) -> Holdings:
    return Holdings(Archive(articles or sample().articles), {}, gazetteer(), topics(), publications())  # type: ignore[arg-type]


def test_names_become_pinyin() -> None:
    assert slugs.person("罗天才") == "luotiancai"
    assert slugs.hyphened("“义警”2.0") == "yi-jing-2-0"


@given(st.lists(st.text(max_size=80), max_size=12))
def test_slugs_are_unique_short_ascii_and_never_empty(names: list[str]) -> None:
    found = slugs.unique(names, slugs.hyphened)
    assert len(set(found.values())) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", slug) for slug in found.values())


def test_a_newcomer_never_takes_the_address_of_another() -> None:
    before = slugs.unique(["张伟", "李娜"], slugs.person)
    after = slugs.unique(["张伟", "李娜", "章伟"], slugs.person)
    assert {name: after[name] for name in before} == before


def test_the_gap_between_two_dates_of_doubt_is_that_of_their_nearest_days() -> None:
    left, right = article(1, date=dates.parse("2022-11/2022-12")), article(2, date=dates.parse("2023-01"))
    assert months.days_apart(left, right) == 1
    assert months.days_apart(left, left) == 0
    assert months.days_apart(left, article(3, date=None)) is None


def test_bars_tell_the_sure_from_the_possible() -> None:
    found = charts.bars(
        [article(1), article(2, date=dates.parse("2022-11-05")), article(3, date=dates.parse("2023-01-05"))]
    )
    assert found is not None
    assert [(b.label, b.sure, b.maybe) for b in found.bars] == [
        ("2022年11月", 1, 1),
        ("2022年12月", 0, 1),
        ("2023年1月", 1, 0),
    ]


def test_a_long_time_is_drawn_by_years() -> None:
    found = charts.bars([article(n, date=dates.parse(f"{2000 + 5 * n}-05-05")) for n in range(4)])
    assert found is not None
    assert found.unit == "年"
    assert len(found.bars) == 16


def test_all_eleven_cities_have_a_place_on_the_map_of_their_own() -> None:
    tiles = charts.tiles(holdings())
    assert len({(tile.x, tile.y) for tile in tiles}) == len(tiles) == 11
    by_name = {tile.short: tile for tile in tiles}
    assert by_name["九江"].y < by_name["南昌"].y < by_name["吉安"].y < by_name["赣州"].y
    assert by_name["宜春"].x < by_name["南昌"].x < by_name["上饶"].x


def test_more_articles_make_a_darker_tile() -> None:
    shades = [charts.shade(n, 40) for n in (0, 1, 11, 21, 40)]
    assert shades == [0, 1, 2, 3, 4]


def test_without_settings_the_documented_defaults_count(tmp_path: Path) -> None:
    assert read_site(tmp_path / "mkdocs.yml") == Site()
    assert read_site(ROOT / "mkdocs.yml") == Site()


def themes() -> Iterator[tuple[str, dict[str, str]]]:
    css = (ROOT / "docs/assets/archive.css").read_text(encoding="utf-8")
    found = re.findall(r"--([\w-]+): var\(--day, (#[0-9a-f]{6})\) var\(--night, (#[0-9a-f]{6})\)", css)
    yield "light", {name: day for name, day, _ in found}
    yield "dark", {name: night for name, _, night in found}


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [(text, ground) for text in ("ink", "soft", "red", "red-deep", "gone") for ground in ("paper", "wash", "sheet")]
PAIRS += [("ink", "shade-1"), ("ink", "shade-2"), ("on-shade", "shade-3"), ("on-shade", "shade-4")]


@pytest.mark.parametrize(("name", "theme"), list(themes()))
def test_every_text_stands_out_from_its_ground(name: str, theme: dict[str, str]) -> None:
    weak = {(a, b): round(contrast(theme[a], theme[b]), 2) for a, b in PAIRS if contrast(theme[a], theme[b]) < 4.5}
    assert weak == {}


def test_both_ways_into_the_dark_have_the_same_colours() -> None:
    css = (ROOT / "docs/assets/archive.css").read_text(encoding="utf-8")
    blocks = [
        re.findall(r"--[\w-]+: ?\w*;", css[css.index(start) :].split("}")[0])
        for start in (":root:not(", ':root[data-scheme="dark"]')
    ]
    assert blocks[0] == blocks[1] != []
