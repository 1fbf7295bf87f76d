"""Telling numbers of a piece as data: value, unit, what was counted, in which period, and how it changed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scripts.core.types import CleanText, Figure
from scripts.tag.dates.periods import Now, resolve, year_before
from scripts.tag.quantities import Number, numbers
from scripts.tag.spans import sentences, zones

QUOTE_CHARS = 60
"""A figure is shown with its sentence, or with its clause where the sentence is longer than this."""
WHAT_CHARS = 20
CLAUSE_CHARS = 120
"""How far back the beginning of a clause is looked for; lists without stops would otherwise be read again and again."""
PERIOD = re.compile(
    r"今年(?:以来|上半年|下半年|前?[一二三四]季度|\d{1,2}(?:月份?)?[至到—-]\d{1,2}月份?|\d{1,2}月(?:\d{1,2}日|份)?(?:以来)?|前\d{1,2}个?月)?|"
    r"去年(?:以来|同期|全年|下半年以来|上半年|下半年|\d{1,2}月份?)?|"
    r"截[至止](?:目前|\d{4}年\d{1,2}月(?:\d{1,2}日|底)?|\d{1,2}月(?:\d{1,2}日|底)?|\d{4}年底?)|"
    r"(?:19|20)\d\d年(?:\d{1,2}月?[至到—-]\d{1,2}月|\d{1,2}月(?:\d{1,2}日)?|上半年|下半年|前[二三]季度)?(?:以来|至今)?|"
    r"自?\d{1,2}月(?:份|\d{1,2}日)?以来|(?<!\d)\d{1,2}月\d{1,2}日[凌早上中下傍]?[晨午晚]?|近[一二两三四五六七八九十]+年来?|"
    r"(?:行动|活动|机制|工作)(?:实施|开展|启动)?以来|每年|每月|每天|当晚|昨[天日]|近日|日前|连日来|几天前|近年来"
)
MAY_NAME_A_TIME = re.compile("[年月日天晚前来至止]")
"""Without one of these characters no period is named."""
LASTING = re.compile(r"今年|以来|截[至止]|[12]\d{3}年$|至今")
"""Periods that go on holding in the sentences after the one that names them."""
SAME_SPAN = "去年同期"
YEAR_AGO = re.compile(r"去年同期(?:的|为|是|仅为?|约|有)?$")
"""A number right behind 去年同期 is that of the year before; elsewhere it only stands for a comparison."""
CHANGE = re.compile(
    r"(?:分别)?(?P<how>(?:同比|环比|较[^，。；、]{0,8}?|比[^，。；、]{0,8}?|再|又再?)?(?:大幅|明显|平均)?"
    r"(?:上升|下降|增长|减少|提升|增加|降低|下跌|回落|攀升|压降|压减|上涨|升高|下滑|缩短))(?:了|至|到|达|近|超|约|超过)*$"
)
MAY_CHANGE = re.compile("[升降增减加低跌落攀压涨高滑缩]")
CLAUSE_END = re.compile(r"[，。；：！？…,;:!?]")
EDGE = re.compile(r"[（(][^（）()]*$|^[^（）()]*[）)]")
LEADING = re.compile(
    r"^(?:(?:全|该|我)[省市县区局所](?:累计|共计?|已)|其中|此外|同时|目前|据悉|据介绍|先后|累计|并|共|已|该局|该县|该市|该区|该乡|该镇|该所|该分局|该支队|仅|还|、|和|及|以及|由|[的了\s])+"
)
TRAILING = re.compile(
    r"(?:由|分别|同比|环比|均|已|共|累计|高达|多达|达到|达|为|是|有|计|近|超过|超|逾|约|仅|占|再|又|至|到|了|的|等|共计|总计|合计|[“”\s（(])+$"
)
STOPS_AFTER = re.compile(r"[，。；：！？、（(）)”“,;:!?…]")
NOT_A_NOUN = re.compile(
    r"^(?:以上|以内|左右|之间|同比|环比|中(?![小等老青学])|[内后前里来并且就便才都及和与至到为是在被由经向将能可]|的?$)"
)
SHARED_HEAD = re.compile(
    r"(?:(?:案件|警情|事故|纠纷|信访|发案|死亡|受伤)?(?:起数|人数|总量|数量|案件数|数|率|量)|案件|警情|事故)$"
)
QUOTED_NAME = re.compile(r"“[^“”]{1,16}”[\u3400-\u9fff]{0,4}")


@lru_cache(maxsize=16)
def stops(text: str) -> tuple[int, ...]:
    """Where the stops of a text end; kept, for every number of a sentence asks for them."""
    return tuple(m.end() for m in CLAUSE_END.finditer(text))


def clause_start(text: str, start: int) -> int:
    """Where the clause that holds a place begins: after the last stop before it."""
    place = bisect_right(stops(text), start)
    first = max(0, start - CLAUSE_CHARS)
    return max(first, stops(text)[place - 1]) if place else first


def before(text: str, number: Number, previous: Number | None) -> str:
    """The words of the clause before a number, from the number before it on."""
    first = clause_start(text, number.start)
    if previous and previous.end > first:
        first = previous.end
    return text[first : number.start]


def after(text: str, number: Number, following: Number | None) -> str:
    """The words behind a number up to the next stop or number."""
    name = QUOTED_NAME.match(text, number.end)
    if name:
        return name.group()
    stop = STOPS_AFTER.search(text, number.end)
    last = stop.start() if stop else len(text)
    return text[number.end : min(last, following.start) if following else last]


def trimmed(words: str) -> str:
    """A noun phrase without time, adverbs, brackets and marks at its edges; a single character (在, 有) is none."""
    if MAY_CHANGE.search(words):
        words = CHANGE.sub("", words)
    if MAY_NAME_A_TIME.search(words):
        words = PERIOD.sub("", words)
    words = TRAILING.sub("", LEADING.sub("", EDGE.sub("", words))).strip(" \u3000、，,：:")
    if len(words) == 1:
        return ""
    return words[-WHAT_CHARS:] if balanced(words[-WHAT_CHARS:]) else re.sub("[“”]", "", words)[-WHAT_CHARS:]


def balanced(words: str) -> bool:
    return words.count("“") == words.count("”")


def counted_thing(text: str, number: Number, previous: Number | None, following: Number | None) -> str:
    """What a number counts: the words behind 2600个, the words before 350家 or 95%."""
    front = trimmed(before(text, number, previous))
    back = re.sub(r"[和及与的]+$", "", after(text, number, following).removeprefix("的").strip())
    usable = bool(back) and not NOT_A_NOUN.match(back)
    if number.kind in ("count", "measure") and usable:
        return back[:WHAT_CHARS]
    if front:
        return front
    if usable:
        return back[:WHAT_CHARS]
    earlier = text[: clause_start(text, number.start)].rstrip("，,：:")
    return trimmed(earlier[clause_start(text, len(earlier)) :])


def change(text: str, number: Number, previous: Number | None) -> str | None:
    """同比下降, 较去年同期上升 … before a number."""
    words = before(text, number, previous)
    found = CHANGE.search(words) if MAY_CHANGE.search(words) else None
    return found["how"] if found else None


@dataclass(frozen=True, slots=True)
class Times:
    """The periods that one sentence names, in order, and the one that holds from the sentences before."""

    ends: tuple[int, ...]
    words: tuple[str, ...]
    standing: str | None

    def before(self, place: int) -> tuple[str, ...]:
        """What is named before a place, within the reach of a clause."""
        last = bisect_right(self.ends, place)
        first = bisect_left(self.ends, place - CLAUSE_CHARS)
        return self.words[first:last]


def times(sentence: str, standing: str | None) -> Times:
    found = list(PERIOD.finditer(sentence)) if MAY_NAME_A_TIME.search(sentence) else []
    return Times(tuple(m.end() for m in found), tuple(m.group() for m in found), standing)


def period(sentence: str, place: int, named: Times) -> str | None:
    """The time that a sentence names before a number, else the one that still holds from before."""
    words = named.before(place)
    if words and words[-1] == SAME_SPAN and not YEAR_AGO.search(sentence, max(0, place - CLAUSE_CHARS), place):
        words = tuple(said for said in words if said != SAME_SPAN)
    return words[-1] if words else named.standing


def meant(place: int, said: str | None, named: Times, now: Now | None) -> str | None:
    """The period as EDTF; 去年同期 is the period of the figure that it is set against, one year earlier."""
    if said != SAME_SPAN:
        return resolve(said, now)
    others = [words for words in named.before(place) if words != SAME_SPAN]
    return year_before(resolve(others[-1] if others else named.standing, now))


def quoted(sentence: str, number: Number) -> str:
    """The sentence, or the clauses around a number that fit."""
    whole = sentence.strip()
    if len(whole) <= QUOTE_CHARS:
        return whole
    first = clause_start(sentence, number.start)
    stop = CLAUSE_END.search(sentence, number.end, number.end + QUOTE_CHARS)
    last = stop.start() if stop else min(len(sentence), number.end + QUOTE_CHARS)
    if last - first > QUOTE_CHARS:
        first = max(first, min(number.start - QUOTE_CHARS // 2, last - QUOTE_CHARS))
    return sentence[first : min(last, first + QUOTE_CHARS)].strip()


def share_subjects(text: str, run: list[Number]) -> list[str]:
    """Subjects of a run such as 刑事、治安案件数同比下降12%、9%, one for each number, else none.

    A subject that is only an attribute borrows the head of the last one (刑事 → 刑事案件数).
    """
    front = text[clause_start(text, run[0].start) : run[0].start]
    subjects = [part for part in re.split(r"[、和及]|以及", trimmed(front)) if part]
    if len(subjects) != len(run):
        return []
    head = SHARED_HEAD.search(subjects[-1])
    return [s if SHARED_HEAD.search(s) or not head else s + head.group() for s in subjects]


def runs(text: str, found: tuple[Number, ...]) -> dict[int, tuple[str, str | None]]:
    """(what, change) of numbers that share a subject list, by place of the number."""
    told: dict[int, tuple[str, str | None]] = {}
    run: list[Number] = []
    for number in (*found, None):
        joined = run and number and text[run[-1].end : number.start] in ("、", "和", "及")
        if joined and number and number.unit == run[-1].unit:
            run.append(number)
            continue
        subjects = share_subjects(text, run) if len(run) > 1 else []
        how = change(text, run[0], None) if run else None
        told.update({n.start: (what, how) for n, what in zip(run, subjects, strict=bool(subjects))})
        run = [number] if number else []
    return told


def same_thing(text: str, number: Number, previous: Number | None, what: str) -> str:
    """What the number before counted, where only a change stands between: 46批次120人次, 由60%上升至95%."""
    between = text[previous.end : number.start] if previous else "，"
    return what if not CLAUSE_END.search(between) and not trimmed(between) and "、" not in between else ""


def in_sentence(sentence: str, standing: str | None, now: Now | None) -> Iterator[Figure]:
    """Figures of one sentence; `standing` is the period that holds from the sentences before."""
    found = numbers(sentence)
    if not found:
        return
    named = times(sentence, standing)
    shared = runs(sentence, found)
    what = ""
    for place, number in enumerate(found):
        previous = found[place - 1] if place else None
        following = found[place + 1] if place + 1 < len(found) else None
        told = shared.get(number.start) or (
            same_thing(sentence, number, previous, what) or counted_thing(sentence, number, previous, following),
            change(sentence, number, previous),
        )
        what, how = told
        said = period(sentence, number.start, named)
        yield Figure(
            value=int(number.value) if number.value == int(number.value) else number.value,
            unit=number.unit,
            what=what,
            period=meant(number.start, said, named, now),
            change=how,
            quote=quoted(sentence, number),
            hedge=number.hedge,
            said=said,
        )


def find_figures(clean: CleanText, now: Now | None = None) -> tuple[Figure, ...]:
    """Every telling number of a piece in reading order, each once; `now` tells what 今年 means."""
    found: dict[tuple[float, str, str], Figure] = {}
    for zone in zones(clean):
        if zone.role in ("title", "kicker", "subtitle", "heading"):
            continue
        standing: str | None = None
        for _, sentence in sentences(zone.text):
            for figure in in_sentence(sentence, standing, now):
                found.setdefault((figure.value, figure.unit, figure.what), figure)
            lasting = [words for words in times(sentence, None).words if LASTING.search(words)]
            standing = lasting[-1] if lasting else standing
    return tuple(found.values())
