"""私: numbers that identify private people, in articles, on raw pages, and in records and lists beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scripts.check.context import Context
from scripts.check.registry import Place, rule

IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_CHECKS = "10X98765432"
"""GB 11643: weights of the first 17 digits, and the check digit for each remainder by 11."""
MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])")
CARD = re.compile(r"(?<![0-9])[3-69][0-9]{3}(?:[- ]?[0-9]{4}){3}(?:[- ]?[0-9]{1,3})?(?![0-9])")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?"
    r"(?=[A-HJ-NP-Z]*[0-9])[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9警])"
)
"""GA 36 plates of private vehicles; at least one digit, so that a product name does not count."""
NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
WIDE = re.compile(r"[０-９Ｘｘ－\u3000]")
DIGIT = re.compile(r"[0-9０-９]")
ADDRESS = re.compile(r"https?://[^\s'\"，。；]+")
"""Numbers in an address of the web count pages."""
SHOWN = 4
"""Characters of a number that a message shows: enough to find it, too few to publish it once more."""


def is_identity(number: str) -> bool:
    """Whether the last digit of an identity number is the one that the others demand."""
    total = sum(int(d) * w for d, w in zip(number, IDENTITY_WEIGHTS, strict=False))
    return IDENTITY_CHECKS[total % 11] == number[-1].upper()


def is_card(number: str) -> bool:
    """Whether the digits of a bank card satisfy the formula of Luhn."""
    digits = [int(d) for d in reversed(re.sub(r"\D", "", number))]
    return sum(d if i % 2 == 0 else sum(divmod(2 * d, 10)) for i, d in enumerate(digits)) % 10 == 0


def places(context: Context, pattern: re.Pattern[str], good: Callable[[str], bool], what: str) -> Iterator[Place]:
    """Places where a number of a kind stands, in whatever lies open."""
    for path, line, text in texts(context):
        for found in pattern.findall(narrow(text)) if DIGIT.search(text) else ():
            if good(found):
                yield Place(path, line, f"有{what} {found[:SHOWN]}…")


def narrow(text: str) -> str:
    """A line with narrow digits and blanks; most have them already."""
    return text.translate(NARROW) if WIDE.search(text) else text


def texts(context: Context) -> Iterator[tuple[str, int, str]]:
    """(path, line, text) of everything that could be published."""
    for article in context.archive.articles:
        for line, text in context.shown_lines(article):
            yield article.path, line, text
    for path, (page, _) in context.pages.items():
        for line, text in enumerate(page.lines, 1):
            yield path, line, text
    for path, note in context.notes.items():
        for line, text in enumerate(note.splitlines(), 1):
            yield path, line, ADDRESS.sub("", text)


def always(_: str) -> bool:
    return True


@rule("私01")
def identity_number(context: Context) -> Iterator[Place]:
    yield from places(context, IDENTITY, is_identity, "身份证号码")


@rule("私02")
def mobile_number(context: Context) -> Iterator[Place]:
    yield from places(context, MOBILE, always, "手机号码")


@rule("私03")
def card_number(context: Context) -> Iterator[Place]:
    yield from places(context, CARD, is_card, "银行卡号")


@rule("私04")
def vehicle_plate(context: Context) -> Iterator[Place]:
    yield from places(context, PLATE, always, "车牌号码")
