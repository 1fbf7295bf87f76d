"""Steps for what was printed twice inside a line: characters, pairs of characters, digits of dates, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.core.han import HAN, is_han, unclosed, unopened
from scripts.correct.words import cost, divided, likelihood

H = HAN.pattern
BLANK = " "
"""Beside a blank, which may stand where a line of a headline was torn, too little is known of the words around."""
CONTEXT = 6
"""Characters on each side that decide: longer words are rare."""
RUN = re.compile(rf"(?:{H})*")
DOUBLED = re.compile(r"(.)\1+")
RARE = -6.3
"""A character less likely than this as a word of its own, in natural logarithms, hardly stands alone beside a word
that begins or ends with it; 现在·在, 目的·的 and 为了·了 are likelier."""
ENDINGS = frozenset(
    "省市县区州乡镇村屯组社街路巷桥河江湖山港岛院局厅所队校店厂站室科处部委会馆场园矿班团军师营连排党员户家楼栋号车船机"
    "案庭检规房门台线网群报刊司证照牌卡码费税款险岗署系宫寺庙塔亭阁库仓井坝渠点段层间架座口道湾洲岭坡沟塘田林播胎股"
)
"""Characters that end names of places, bodies and things."""
TAILS = frozenset("长民员主口部情水内里外边门前后上下中委领城域境道面身房顶厢旁级际所址况定察放貌属署务场庄司")
"""After such an ending a word may well begin with the same character and one of these (某村·村民, 立案庭·庭长)."""
LOCATIVES = frozenset("中上下内外前后里间时年月日号以来起为在是有对从")
"""Of these any text has one after a word and before another that begins with it (活动中·中小学)."""
TRIED = frozenset("散跑聊帮洗理上助唱跳鼓谈看听逛睡吃喝说讲练打擦刷排站问尝试走转想找拍写读谢道见")
"""Verbs that are said twice before their object (散散步, 助助兴)."""
PLACES = frozenset("东西南北江河海山城京州省市县区乡镇村")
"""Even alone after a word that ends so they may begin a name (山西·西贝)."""
SHOWN = 2
"""Characters behind a doubled one by which the witness knows a name."""
BROKEN, LONG = 11.0, 3
"""Gain that shows a broken word of three characters or more; 支队·队长 and 消防队·队员 stay below 9."""
ATTESTED = 2
"""Signs of bad print, this slip included, from which doubt speaks for a slip; in sound print for an odd word."""
ODD = -7.5
"""In sound print a character must be less likely than this as a word to be a slip before a word that begins with it."""
WHOLE = 4
"""Before a word of so many characters even a locative may be a slip (有·有期徒刑)."""
TORN = 7.0
"""Gain in natural logarithms that shows a torn word; 来看看, 多多 and 死死 stay below 6.2."""
PARTICLES = frozenset("的了在是和与及被把将对从向等以之其而由使让并于为至已未不就都也还又且或则因")
"""Words of one character that are never said twice."""
EVERY = "一每几两半又再"
"""Before these a measure word is said twice (一张张)."""
COUNTED = "一几两"
"""Before these whole words are said twice (一个一个)."""
BEHIND, BEFORE = "，。、；：！？“”‘’（）《》", "，、；：“‘（《"
"""Marks with which a character was printed twice, standing behind or before it."""
PERSONS = "你我他她"
"""Pronouns that begin what is said in turns (你看你看)."""
PAUSES = "，、！。"
SAID = frozenset("我你他她它这那好是对来快不没嗯哦啊哎喂哈嘿别去有能会行")
"""Characters with which people stammer and exclaim (我，我不知道)."""
PAIR = re.compile(r"(..)\1")
TWICE_SAID = (
    "贴心暖心放心用心小心耐心细心安心研究考虑商量讨论了解学习锻炼休息打扫收拾整理准备介绍认识感受放松尝试照顾帮助检查检讨反省"
    "意思比划琢磨打听打量合计溜达走动热闹高兴轻松暖和凉快舒服痛快开心观察参观参考回忆思考总结鼓励提醒教训修理修改适应熟悉庆祝"
    "祝贺欣赏享受品尝评论指点聊聊理解体谅打理恭喜拜托叮嘱劝说开导磋商对比核对清点打点打磨磨合活跃咨询请教多少"
)
SAID_TWICE = frozenset(TWICE_SAID[n : n + 2] for n in range(0, len(TWICE_SAID), 2))
"""Verbs and adjectives of two characters that are said twice to say “a little”."""
MOUTH = frozenset("咯吱咔嚓哗啦叮咚噼啪嘀嗒滴答咕噜呼哧轰隆扑通哐当吧唧叽喳嗡哎哟乒乓")
"""Characters of sounds, which come twice."""
AGAIN = re.compile(r"([“”‘’《》（）【】])\1|([，。！？；：][“”]|”[，。；：、])\2")
"""A quotation mark or bracket, or one with a mark before it, printed twice."""
MOST_AGAIN = 40
"""A paragraph with more of them is ornament, no slip; and each costs a look at the whole paragraph."""
TWO_DIGITS = re.compile(r"(\d{1,4}[^\d，。；]?|月\d)\1", re.ASCII)
"""What every number printed twice shows; most paragraphs have none, and need no closer look."""
YEAR = re.compile(r"(?<![\d.,])(?:19|20)(?:\d{3,4}|\d{6})(?=年)", re.ASCII)
"""A year with a digit too many, or with its last two or all digits twice."""
REPEATED_DIGITS = re.compile(r"(?=(\d{1,4})\1)(\d)", re.ASCII)
DATE = re.compile(
    r"(?<=年)\d{2,4}(?=月)|(?<![\d.])\d{2,4}(?=月\d{1,2}日)|(?<=月)\d{2,4}(?=日)|(?<=日)\d{2,4}(?=时)"
    r"|(?<![\d.])\d{3}(?=时\d{1,2}分)|(?<=时)\d{3}(?=分)",
    re.ASCII,
)
"""A month, day, hour or minute."""
LARGEST = {"月": 12, "日": 31, "时": 24, "分": 59}
PART = re.compile(r"(\d{1,2}[年月日时人名个元件起次万亿%])\1|(月\d)\2(?=\d?日)", re.ASCII)
"""A number with 年, 月, 日 or 时 twice, whole or in part (7月1月14日)."""
FIRST_YEAR, LAST_YEAR = 1900, 2039
"""Years beyond these are not years of which the press writes."""


def doubled_characters(text: str, witness: str = "", signs: int = ATTESTED) -> str:
    """A Han character once, where a word and the same character beside it leave no doubt and the report, the witness,
    holds the same nowhere else.

    >>> doubled_characters("同比下降降三成，民民警赶到"), doubled_characters("常常看望李莉莉，某村村民现在在家")
    ('同比下降三成，民警赶到', '常常看望李莉莉，某村村民现在在家')
    """
    done, out = 0, ""
    for start in doubles(text, witness, signs >= ATTESTED):
        out, done = out + text[done : start + 1], start + 2
    return out + text[done:]


def doubles(text: str, witness: str, bad: bool) -> Iterator[int]:
    """Places where the second of two equal characters is a slip, in print known to be bad or not."""
    for match in DOUBLED.finditer(text):
        start, end = match.span()
        torn_line = BLANK in text[max(0, start - 1) : end + 1]
        twice = end - start == 2 and is_han(match[1]) and not torn_line
        if twice and needless(text, start, witness, bad) and not again(text, start, witness):
            yield start


def again(text: str, start: int, witness: str) -> bool:
    """Whether the witness holds two equal characters with a neighbour once more."""
    forms = (text[max(0, start - 1) : start + 2], text[start : start + 3])
    return any(len(form) == 3 and witness.count(form) > 1 for form in forms)


def needless(text: str, start: int, witness: str, bad: bool) -> bool:
    """Whether the second of two equal characters is a slip of the press or of the reader."""
    left, right = han_before(text, start), han_after(text, start + 2)
    char = text[start]
    if text[start - 1 : start].isdigit():
        return len(covering(char + right, 0)) == 1
    around = left + char + char + right
    first, second = covering(around, len(left)), covering(around, len(left) + 1)
    if char + char in first and first == second:
        return torn(left, char, right)
    if bad and broken(left, char, right):
        return True
    if len(first) > 1 and len(second) > 1:
        return False
    if len(first) == 1 and len(second) == 1:
        return char in PARTICLES
    if len(second) == 1:
        return cost(char) < RARE and ends_needlessly(first, char, right, witness)
    return begins_needlessly(left, second, bad)


def torn(left: str, char: str, right: str) -> bool:
    """Whether a word before, whole with one of the characters, is torn for both (措·施施 of 措施)."""
    spans = [(start, end) for start, end in divided(left + char + right)[1] if start <= len(left) < end]
    word = left[spans[0][0] :] + char
    whole = spans[0][0] < len(left) and spans[0][1] == len(left) + 1 and word[0] not in EVERY
    return whole and likelihood(left + char + right) - likelihood(left + char + char + right) > TORN


def broken(left: str, char: str, right: str) -> bool:
    """Whether a long word is broken by the second character (有期·期·徒刑, 志愿·愿者)."""
    whole = covering(left + char + right, len(left))
    gained = likelihood(left + char + right) - likelihood(left + char + char + right)
    return len(whole) >= LONG and gained > BROKEN


def ends_needlessly(word: str, char: str, right: str, witness: str) -> bool:
    """下降·降, but not 一张·张, 法院·院领导, 山西·西贝, nor what the witness has as a name (昆明·明通小学)."""
    if word[0] in EVERY or char in PLACES or (char in ENDINGS and right[:1] in TAILS):
        return False
    return len(right) < SHOWN or witness.count(char + right[:SHOWN]) - 1 <= witness.count(word[-2:] + right[:SHOWN])


def begins_needlessly(left: str, word: str, bad: bool) -> bool:
    """民·民警, but not 某村·村民, 活动中·中小学, and in sound print nothing that might be 散·散步 or 弋阳县·县医院."""
    char = word[0]
    if not bad:
        return char not in ENDINGS | LOCATIVES | TRIED and cost(char) < ODD
    fixed = char in LOCATIVES and len(word) < WHOLE
    return not left or not (fixed or (char in ENDINGS and word[1] in TAILS))


def covering(text: str, place: int) -> str:
    """The word of the likeliest division that holds a place."""
    return next(text[start:end] for start, end in divided(text)[1] if start <= place < end)


def han_before(text: str, end: int) -> str:
    return RUN.match(text[max(0, end - CONTEXT) : end][::-1])[0][::-1]  # type: ignore[index]


def han_after(text: str, start: int) -> str:
    return RUN.match(text[start : start + CONTEXT])[0]  # type: ignore[index]


def doubled_pairs(text: str) -> str:
    """Two Han characters, or one with a mark, once where they were printed twice.

    >>> doubled_pairs("志愿志愿者上门，检查查检查"), doubled_pairs("研究研究，一步一步，总队总队长，好，好，走")
    ('志愿者上门，检查查检查', '研究研究，一步一步，总队总队长，好，好，走')
    """
    return PAIR.sub(pair_once, text)


def pair_once(match: re.Match[str]) -> str:
    pair, text = match[1], match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    first, second = map(is_han, pair)
    if first and second:
        return match[0] if meant(pair) or text.startswith(pair, match.end()) or after == "长" else pair
    slip = (first and pair[1] in BEHIND and is_han(before)) or (second and pair[0] in BEFORE and is_han(after))
    stammer = SAID & set(pair) and set(PAUSES) & set(pair)
    return pair if slip and not stammer else match[0]


def meant(pair: str) -> bool:
    """Whether two Han characters may be said twice."""
    first, second = pair[0], pair[1]
    return first == second or pair in SAID_TWICE or first in COUNTED or first in PERSONS or set(pair) <= MOUTH


def doubled_brackets(text: str) -> str:
    """Quotation marks and brackets once, where two in a row leave one open or unopened.

    >>> doubled_brackets("将““垃圾”送回"), doubled_brackets("他说：“看‘护苗’。””“好。”")
    ('将“垃圾”送回', '他说：“看‘护苗’。”“好。”')
    """
    found = list(AGAIN.finditer(text))
    for match in reversed(found if len(found) <= MOST_AGAIN else ()):
        fewer = text[: match.start()] + (match[1] or match[2]) + text[match.end() :]
        if faults(fewer) < faults(text):
            text = fewer
    return text


def faults(text: str) -> int:
    """How many marks are left open or unopened."""
    return len(unclosed(text)) + len(unopened(text))


def doubled_digits(text: str) -> str:
    """Years, months, days and hours that no calendar has, once where a digit or number was printed twice.

    >>> doubled_digits("20226年2月1212日和77月7日"), doubled_digits("2022年、2020年11月22日11时、120120元、20022年")
    ('2026年2月12日和7月7日', '2022年、2020年11月22日11时、120120元、20022年')
    """
    if not TWO_DIGITS.search(text):
        return text
    text = PART.sub(part_once, YEAR.sub(year_once, text))
    return DATE.sub(date_once, text)


def year_once(match: re.Match[str]) -> str:
    """The year, if there is but one that it can be."""
    years = [year for year in fewer(match[0]) if len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR]
    return years[0] if len(years) == 1 else match[0]


def fewer(digits: str) -> list[str]:
    """What a number may have been before some of its digits were printed twice."""
    return sorted({digits[: m.start()] + digits[m.end(1) :] for m in REPEATED_DIGITS.finditer(digits)})


def part_once(match: re.Match[str]) -> str:
    return match[1] or match[2]


def date_once(match: re.Match[str]) -> str:
    """The number that the calendar or the clock has, where they have not what is printed."""
    most = LARGEST[match.string[match.end()]]
    if int(match[0]) <= most and len(match[0]) <= 2:
        return match[0]
    numbers = [number for number in fewer(match[0]) if 0 < int(number) <= most and len(number) <= 2]
    return numbers[0] if len(numbers) == 1 else match[0]
