"""`--fix`: small steps that mend how an article is written and never what it says.

Each step belongs to a rule, is idempotent, and leaves code, links and markup alone. A file of which anything else
would change is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from scripts.check.form import TRAILING, WIDE, has_trailing
from scripts.check.text import HALF_WIDTH, is_invisible
from scripts.core import han
from scripts.core.errors import InputProblem
from scripts.core.types import Article
from scripts.store.articles import parse
from scripts.store.body import plain_text

PROTECTED = re.compile(
    r"`+[^`]*`+"  # code
    r"|\]\([^()\s]*\)|!\[|\]\[[^\[\]]*\]"  # where links lead, how pictures begin
    r"|<[^<>]*>|&#?\w+;"  # markup and character references
    r"|\\."  # what a backslash keeps as it is
    r"|(?:https?|ftp)://[^\s，。；）]+|[\w.+-]+@[\w.-]+"  # addresses
)
"""What a step leaves alone in a line of Markdown."""
HELD = "\uf8ff"
"""Stands for such a part meanwhile: of private use, so no step knows it."""
SHOWN_KEYS = re.compile(r"(?:title|kicker|subtitle): ")
FULL_WIDTH = str.maketrans(",;:!?", "，；：！？")
BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
KEPT_INVISIBLE = ("Co", "Cs")
"""Private use and broken halves stand for characters that were there: only a person can say which."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One line that was changed."""

    codes: tuple[str, ...]
    line: int
    before: str
    after: str


def without_invisible(text: str) -> str:
    """文06: characters that nothing shows for.

    >>> without_invisible("反\\u200b诈")
    '反诈'
    """
    return "".join(c for c in text if not is_invisible(c) or c == "\ufffd" or unicodedata.category(c) in KEPT_INVISIBLE)


def usual_characters(text: str) -> str:
    """文11: full-width letters and digits narrow, composed characters.

    >>> usual_characters("拨打１１０，ＡＢ座")
    '拨打110，AB座'
    """
    return WIDE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), unicodedata.normalize("NFC", text))


def wide_marks(text: str) -> str:
    """文07: marks beside a Han character wide; brackets only as a pair.

    >>> wide_marks("夜话(每周三),都说好; 1,200人")
    '夜话（每周三），都说好；1,200人'
    """
    text = BRACKETS.sub(lambda m: f"（{m[1]}）" if beside_han(m) else m[0], text)
    text = HALF_WIDTH.sub(lambda m: m[0].translate(FULL_WIDTH), text)
    return re.sub(rf"(?<=[，；：！？]) (?={han.HAN.pattern}|[0-9])", "", text)


def beside_han(found: re.Match[str]) -> bool:
    """Whether brackets stand in Han text: a Han character at one of their four sides."""
    text, inner = found.string, found[1]
    around = (text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1], inner[:1], inner[-1:])
    return any(char and han.is_han(char) for char in around)


CHARACTERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("文06", without_invisible),
    ("文11", usual_characters),
    ("文07", wide_marks),
)
"""Steps over the parts of a line that readers see as text, in order."""


def tidied(text: str) -> str:
    """文12: a file with plain line ends, no blanks at ends of lines, and one line end at its end."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    bare = [
        TRAILING.sub("", line) if has_trailing(line, lines[n + 1 : n + 2]) else line for n, line in enumerate(lines)
    ]
    return "\n".join(bare).rstrip() + "\n"


def mended(text: str, path: str, skip: Collection[str] = ()) -> tuple[str, tuple[Mend, ...]]:
    """The text of an article file with everything mended that is safe, and each line that changed.

    Rules in `skip` are left alone, and so is a file that would say something else, or cannot be read.
    """
    after = text if "文12" in skip else tidied(text)
    lines = [step_line(line, skip) for line in told_apart(after.split("\n"))]
    after = "\n".join(line for line, _ in lines)
    after = after if "文12" in skip else tidied(after)
    codes = {number: found for number, (_, found) in enumerate(lines, 1) if found}
    if after == text or not says_the_same(text, after, path):
        return text, ()
    return after, tuple(changed_lines(text, after, codes))


def told_apart(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """(line, whether readers see it as text) of an article file; the inside of a code block is none."""
    in_head, in_code = lines[0].rstrip() == "---", False
    for number, line in enumerate(lines):
        fence = not in_head and line.lstrip().startswith(("```", "~~~"))
        in_code ^= fence
        yield line, bool(SHOWN_KEYS.match(line)) if in_head else not in_code and not fence
        in_head &= not (number and line.rstrip() == "---")


def step_line(given: tuple[str, bool], skip: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """One line after all steps, and the rules that changed it."""
    line, is_text = given
    key = SHOWN_KEYS.match(line)
    name, value = (key[0], line[key.end() :]) if key else ("", line)
    codes: list[str] = []
    for code, step in CHARACTERS if is_text else ():
        done = value if code in skip else around_protected(step, value)
        if done != value:
            value = done
            codes.append(code)
    return name + value, tuple(codes)


def around_protected(step: Callable[[str], str], line: str) -> str:
    """A step over a line, with what it must not touch put aside under characters that no step knows."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return HELD

    if HELD in line:
        return line
    parts = step(PROTECTED.sub(hold, line)).split(HELD)
    return "".join(part + kept for part, kept in zip_longest(parts, held, fillvalue=""))


def says_the_same(before: str, after: str, path: str) -> bool:
    """Whether two texts of a file are the same article, but for blanks, marks and forms of characters."""
    try:
        old, new = parse(before, path), parse(after, path)
    except InputProblem:
        return False
    return essence(old) == essence(new)


def essence(article: Article) -> Article:
    """An article with only the letters, digits and Han characters of its texts."""
    return replace(
        article,
        title=han.fold(article.title),
        kicker=han.fold(article.kicker or ""),
        subtitle=han.fold(article.subtitle or ""),
        body=han.fold(plain_text(article.body)),
    )


def changed_lines(before: str, after: str, codes: dict[int, tuple[str, ...]]) -> Iterator[Mend]:
    """Lines that differ; blank ones at the end and line ends are told once."""
    old = before.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    new = after.split("\n")
    form = before.startswith("\ufeff") or "\r" in before or len(old) != len(new)
    for number, (left, right) in enumerate(zip(old, new, strict=False), 1):
        if left != right:
            yield Mend(codes.get(number) or ("文12",), number, left, right)
    if form:
        yield Mend(("文12",), len(new) - 1, "", "")
