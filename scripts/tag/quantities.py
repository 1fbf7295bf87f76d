"""Numbers with their units in a sentence, and which of them are no figures: dates, clock times, articles, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.tag.numerals import HAN_NUMBER, value

HEDGES_BEFORE = ("超过", "突破", "不到", "不足", "将近", "近", "超", "逾", "约")
HEDGES_AFTER = "余|多|来"
NEAR = 24
"""Characters on either side of a number that can change what it is."""
SMALL = 10
"""Han numerals below ten count only where something was plainly counted (三分钟, 抓获两名): 三项, 四大 and 五个 are
mostly parts of names and headings."""
COUNTED = re.compile(
    r"(?:抓获|刑拘|拘留|逮捕|批捕|死亡|身亡|遇难|受伤|致|查处|处罚|打掉|捣毁|破获|告破|查获|缴获|查扣|救出|救起|解救|连续|造成)[^，。；]{0,12}$"
)
VICTIMS = re.compile(r"^[^，。；]{0,6}(?:死亡|身亡|遇难|受伤|落网|被抓|获救)")
PENALTY = re.compile(r"^以[上下][^，。；]{0,8}(?:有期徒刑|罚款|拘留|徒刑|罚金)")
ROUND_CLOCK = re.compile(r"^(?:值守|值班|在线|服务|不间断|全天|轮流|巡逻|待命|开放)")
IDIOMS = ("千家万户", "万家灯火", "千家", "万户", "百家", "万家", "百姓", "千人", "百年", "千年", "万年")
GLUED_BEFORE = re.compile(r"[\d.第每+·/A-Za-z—–\-:：]")
"""What stands before a number that belongs to a longer sign: 第26条, 每100名, 1+2, G353, 2022-11."""
CLOSING_ONE = re.compile(r"[一以](?=[”’、，])")
RANGE_BEFORE = re.compile(r"\d[至到~～]")
RANK = re.compile(
    r"(?:(?:排名|排在|位列|位居|名列|居于|取得|获得|荣获|评为|列)[^，。；、“”]{0,12}?|全[省市国县区][^，。；、“”]{0,6}?)"
    r"(?:并列)?第([一二三四五六七八九十]{1,3}|\d{1,3})(?P<word>名|位)?(?![\d个批届次季期部条款章轮家所场手代])"
)
DIGITS_BEGIN = r"(?<!\d)(?!(?<=\d[,，])\d{3}(?!\d))"
"""Neither inside a row of digits nor at three digits that a comma joins to the ones before them."""
PERCENT_WORDS = re.compile(rf"百分之([{HAN_NUMBER}]+|\d+(?:\.\d+)?)(?!百)")
TENTHS = re.compile(
    r"(?<![一二三四五六七八九十分组])([一二三四五六七八九]|\d(?:\.\d)?)成(?=[以左多的]|[\u3400-\u9fff]{2})"
    r"(?![为立效果员功本长熟都品就绩了交群型份分因活真套体片名年人倍])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its unit, by its place in a text."""

    value: float
    unit: str
    kind: str
    """count | self | span | measure | ratio | rank"""
    hedge: str | None
    start: int
    end: int


@lru_cache(maxsize=1)
def units() -> dict[str, str]:
    """Unit → kind. Raises InputProblem when the table is broken."""
    return {row["unit"]: row["kind"] for _, row in rows(DATA / "units.tsv")}


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """A number with hedges, factor and unit; the longest unit wins.

    A number is tried from its beginning only: what fits from inside it would have fitted from there, and to try each
    digit of a long row anew takes the square of the time.
    """
    names = "|".join(map(re.escape, sorted(units(), key=lambda u: (-len(u), u))))
    return re.compile(
        rf"(?P<number>{DIGITS_BEGIN}\d++(?:[,，]\d{{3}})*+(?:\.\d++)?+|(?<![{HAN_NUMBER}])[{HAN_NUMBER}]+)"
        rf"(?P<after>{HEDGES_AFTER})?(?P<factor>万亿|千万|百万|十万|[亿万千百](?!分))?(?P<after2>{HEDGES_AFTER})?"
        rf"[ \u3000]?(?P<unit>{names}|％)(?P<close>以上|以内|左右|之内|之多|内)?"
    )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words just before and just behind a place."""
    return text[max(0, start - NEAR) : start], text[end : end + NEAR]


def hedge_before(text: str, start: int) -> str:
    """近, 超 … right before a number; empty where there is none."""
    if start and text.endswith(HEDGES_BEFORE, max(0, start - 2), start):
        return next(h for h in HEDGES_BEFORE if text.endswith(h, 0, start))
    return ""


def hedge(text: str, found: re.Match[str]) -> str | None:
    """余, 多, 近, 超, 以上 … with which a number is printed."""
    return found["after2"] or found["after"] or hedge_before(text, found.start()) or found["close"]


def is_bare_factor(text: str, found: re.Match[str]) -> bool:
    """百, 千 or 万 by itself is a number only with a hedge: 万余人, but not 万家."""
    hedged = found["after"] or found["after2"] or hedge_before(text, found.start())
    return found["number"] in "十百千万亿" and not hedged


def small_han(text: str, found: re.Match[str], amount: float) -> bool:
    """Whether a Han numeral below ten counts nothing: part of a name, a heading, or 一个."""
    if found["number"].isascii() or found["factor"] or amount >= SMALL:
        return False
    before, after = around(text, found.start() - len(hedge_before(text, found.start())), found.end())
    if found["unit"] in ("分钟", "小时", "秒") and amount > 1:
        return False
    counted = COUNTED.search(before) or (found["unit"] in ("人", "名") and VICTIMS.match(after))
    return not (counted and amount > 1)


def in_short_quote(text: str, start: int) -> bool:
    """Whether a number opens a quoted name: “8个一”, “2022百日禁毒”."""
    return text[start - 1 : start] in ("“", "‘", "《") and start > 0


def is_other_sign(text: str, found: re.Match[str], amount: float) -> bool:
    """Years, bus lines, round-the-clock service, and months that the unit 个 would cut."""
    after = around(text, found.start(), found.end())[1]
    if found["unit"] == "年":
        return bool(amount >= 1000 or re.match(r"\d{1,2}月|级|度|代|期间", after))
    if found["unit"] == "个" and re.match(r"多?月", after):
        return True
    if found["unit"] == "路":
        # 6路公交车 is a name; 2.5万余路 is a count
        return not (found["factor"] or found["after"])
    return found["unit"] == "小时" and amount == 24 and bool(ROUND_CLOCK.match(after))


def is_figure(text: str, found: re.Match[str], amount: float) -> bool:
    """Whether a number with a unit tells something: no date, no clause of a law, no part of a name."""
    start = found.start("number")
    if start and (GLUED_BEFORE.match(text, start - 1) or RANGE_BEFORE.match(text, max(0, start - 2))):
        return False
    if in_short_quote(text, start):
        return False
    if found.group().startswith(IDIOMS) or is_bare_factor(text, found) or small_han(text, found, amount):
        return False
    if PENALTY.match(text[found.end("unit") : found.end("unit") + NEAR]) or CLOSING_ONE.match(text, found.end()):
        return False
    return not is_other_sign(text, found, amount)


def readable(number: str, factor: str = "") -> float | None:
    """The value of a number; nothing for a row of digits that is none."""
    try:
        return value(number, factor)
    except ValueError:
        return None


def counted(text: str) -> Iterator[Number]:
    """Numbers with a unit of the table."""
    for found in pattern().finditer(text):
        amount = readable(found["number"], found["factor"] or "")
        if amount is not None and is_figure(text, found, amount):
            unit = "%" if found["unit"] == "％" else found["unit"]
            start = found.start() - len(hedge_before(text, found.start()))
            yield Number(amount, unit, units()[unit], hedge(text, found), start, found.end())


def shares(text: str) -> Iterator[Number]:
    """百分之九十 and 九成, as per cent."""
    # looking for one character first is many times faster than the patterns
    for found in PERCENT_WORDS.finditer(text) if "百分之" in text else ():
        amount = readable(found[1])
        if amount is not None:
            yield Number(amount, "%", "ratio", None, found.start(), found.end())
    for found in TENTHS.finditer(text) if "成" in text else ():
        yield Number(value(found[1]) * 10, "%", "ratio", None, found.start(), found.end())


def ranks(text: str) -> Iterator[Number]:
    """Places in a ranking, as 名次."""
    for found in RANK.finditer(text) if "第" in text else ():
        start = found.start(1) - 1
        yield Number(value(found[1]), "名次", "rank", None, start, found.end())


def numbers(text: str) -> tuple[Number, ...]:
    """All telling numbers of a text in order, none inside another.

    >>> [(n.value, n.unit, n.hedge) for n in numbers("化解矛盾6.9万余起，排名全市第一，满意率百分之九十八")]
    [(69000.0, '起', '余'), (1.0, '名次', None), (98.0, '%', None)]
    """
    found = sorted([*counted(text), *shares(text), *ranks(text)], key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(kept)
