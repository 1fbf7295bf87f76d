"""The gazetteer knows every division of Jiangxi, its zones, its former names, and what is not ours."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from scripts.core.settings import DATA
from scripts.core.vocab import gazetteer
from scripts.core.vocab.places import DISTRICT
from scripts.core.vocab.tables import rows

BOOK = gazetteer()


def test_jiangxi_has_eleven_cities_and_a_hundred_counties() -> None:
    counties = [p for p in BOOK.by_code.values() if p.ours and p.level == "county"]
    assert len(BOOK.cities) == 11
    assert len(counties) == 100


def test_every_place_lies_in_another_up_to_its_province() -> None:
    for place in BOOK.by_code.values():
        assert (place.level == "province") == (place.parent == "")
        assert place.level == "province" or place.parent in BOOK.by_code, place


def test_every_county_zone_and_town_of_jiangxi_lies_in_one_of_its_cities() -> None:
    for place in BOOK.by_code.values():
        if place.ours and place.level != "province":
            assert BOOK.city_of(place) in BOOK.cities, place


def test_addresses_are_ascii_and_unique_among_siblings() -> None:
    for place in BOOK.by_code.values():
        assert re.fullmatch(r"[a-z0-9-]+", place.slug), place
    twice = [key for key, n in Counter((p.parent, p.slug) for p in BOOK.by_code.values()).items() if n > 1]
    moved = {(p.parent, p.slug) for p in BOOK.by_code.values() if p.level == "town"}
    assert [key for key in twice if key not in moved] == []


def test_addresses_of_the_districts_of_a_city_differ_from_the_citys_own() -> None:
    for city in BOOK.cities:
        assert city.slug not in [place.slug for place in BOOK.districts_of(city)]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("铅山县", "yanshan"), ("婺源县", "wuyuan"), ("弋阳县", "yiyang"), ("鄱阳县", "poyang"), ("都昌县", "duchang"),
        ("宁都县", "ningdu"), ("于都县", "yudu"), ("濂溪区", "lianxi"), ("浔阳区", "xunyang"), ("余干县", "yugan"),
        ("乐平市", "leping"), ("红谷滩区", "honggutan"), ("南昌县", "nanchangxian"), ("仙女湖区", "xiannvhu"),
    ],
)  # fmt: skip
def test_names_are_read_as_people_there_read_them(name: str, slug: str) -> None:
    place = BOOK.district(name)
    assert place is not None
    assert place.slug == slug


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("新建县", "新建区"), ("九江县", "柴桑区"), ("广丰县", "广丰区"), ("上饶县", "广信区"), ("星子县", "庐山市"),
        ("南康市", "南康区"), ("东乡县", "东乡区"), ("余江县", "余江区"), ("龙南县", "龙南市"), ("湾里区", "湾里管理局"),
        ("庐山区", "濂溪区"), ("波阳县", "鄱阳县"), ("红谷滩新区", "红谷滩区"),
    ],
)  # fmt: skip
def test_a_former_name_leads_to_the_present_district(former: str, present: str) -> None:
    place = BOOK.district(former)
    assert place is not None
    assert place.name == present


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("南昌经开区", "南昌市"), ("赣州经开区", "赣州市"), ("八里湖新区", "九江市"), ("仙女湖区", "新余市"),
        ("东临新区", "抚州市"), ("井冈山经开区", "吉安市"), ("庐山西海风景名胜区", "九江市"), ("信江新区", "鹰潭市"),
    ],
)  # fmt: skip
def test_zones_that_run_their_own_police_are_districts_of_their_city(zone: str, city: str) -> None:
    place = BOOK.district(zone)
    assert place is not None
    assert place.level == "zone"
    assert BOOK.city_of(place) is BOOK.city(city)


def test_the_west_lake_district_of_hangzhou_is_known_and_not_ours() -> None:
    assert [place.ours for place in BOOK.by_name["西湖区"]] == [False, True]
    assert BOOK.by_name["东西湖区"][0].ours is False


def test_a_town_run_by_a_zone_belongs_to_the_zone() -> None:
    town = BOOK.by_name["河下镇"][0]
    zone = BOOK.district_of(town)
    assert zone is not None
    assert zone.name == "仙女湖区"


def test_the_bare_name_of_a_city_is_the_city_not_the_county_of_that_name() -> None:
    for name in ("南昌", "吉安"):
        assert [place.level for place in BOOK.by_any_name[name]] == ["city"]


def test_no_two_districts_of_jiangxi_share_a_name_old_or_new() -> None:
    names = [n for p in BOOK.by_code.values() if p.ours and p.level in DISTRICT for n in (p.name, *p.short, *p.former)]
    assert [name for name, n in Counter(names).items() if n > 1] == []


@pytest.mark.parametrize(
    ("table", "key"),
    [("places", "code"), ("places_extra", "code"), ("place_shorts", "short"), ("place_traps", "text")],
)
def test_tables_are_sorted_and_each_entry_stands_once(table: str, key: str) -> None:
    keys = [row[key] for _, row in rows(DATA / f"{table}.tsv")]
    assert keys == sorted(set(keys))


def test_every_doubtful_short_name_belongs_to_a_place() -> None:
    assert [name for name in BOOK.uses if name not in BOOK.by_any_name] == []
    assert set(BOOK.uses.values()) == {"kin", "cue"}


def test_every_trap_holds_a_name_of_the_gazetteer() -> None:
    names = [name for name in BOOK.by_any_name if len(name) > 1]
    assert [trap for trap in BOOK.traps if not any(name in trap for name in names)] == []
