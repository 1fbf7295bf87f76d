"""Steps for quotation marks: corner and straight marks become curly ones, and marks that face the wrong way turn."""

from __future__ import annotations

import re

from scripts.core.han import HAN

CORNER_OPEN, CORNER_CLOSE = "「『﹁﹃", "」』﹂﹄"
CLOSES = {"“": "”", "‘": "’"}
BEFORE_OPENING = re.compile(r"^$|[，。；：、！？（《“‘…—\s,:;(]")
SURELY_OPENING = re.compile(r"^$|[：、（:(]")
"""After a stop or a comma a closing mark may end a quotation that began on a line above."""
AFTER_CLOSING = re.compile(r"^$|[，。；：、！？）》”’…—\s,.;:!?)]")
QUOTED = 400
"""Longest quotation in one pair of straight marks; beyond it two marks hardly belong together."""
STRAIGHT = re.compile('["＂]')
CURLY = re.compile("[“”]")


def corners(text: str) -> str:
    """「」 and 『』 as “” and, inside of others, ‘’.

    >>> corners("行动『不降温』"), corners("《平安》“再加码”")
    ('行动“不降温”', '《平安》“再加码”')
    """
    if not any(mark in text for mark in CORNER_OPEN + CORNER_CLOSE):
        return text
    out: list[str] = []
    open_marks: list[str] = []
    for char in text:
        if char in CORNER_OPEN:
            char = "‘" if open_marks[-1:] == ["“"] else "“"
        elif char in CORNER_CLOSE:
            char = CLOSES[open_marks[-1]] if open_marks else "”"
        if char in CLOSES:
            open_marks.append(char)
        elif open_marks and char == CLOSES[open_marks[-1]]:
            open_marks.pop()
        out.append(char)
    return "".join(out)


def straight(text: str) -> str:
    """Straight double marks around Han characters as curly ones, in pairs.

    >>> straight('开展"断卡"行动'), straight('a 12" pipe, "ok" 的')
    ('开展“断卡”行动', 'a 12" pipe, "ok" 的')
    """
    places = [match.start() for match in STRAIGHT.finditer(text)] if '"' in text or "＂" in text else []
    if len(places) % 2:
        return text
    chars = list(text)
    for start, end in zip(places[::2], places[1::2], strict=True):
        inches = text[:start][-1:].isdigit()
        if 1 < end - start <= QUOTED and HAN.search(text[start:end]) and not inches:
            chars[start], chars[end] = "“", "”"
    return "".join(chars)


def facing(text: str) -> str:
    """Curly double marks that close turned to close, where what follows leaves no doubt, and likewise to open.

    >>> facing("“甲“、”乙”和丙"), facing("他说：“看“反诈四无”创建。”")
    ('“甲”、“乙”和丙', '他说：“看“反诈四无”创建。”')
    """
    if "“" not in text and "”" not in text:
        return text
    chars = list(text)
    depth = 0
    places = [match.start() for match in CURLY.finditer(text)]
    for n, place in enumerate(places):
        before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
        following = text[places[n + 1]] if n + 1 < len(places) else ""
        opens = bool(SURELY_OPENING.match(before)) and not AFTER_CLOSING.match(after)
        closes = bool(AFTER_CLOSING.match(after)) and not BEFORE_OPENING.match(before)
        if chars[place] == "“" and depth and closes:
            chars[place] = "”"
        elif chars[place] == "”" and not depth and opens and following == "”":
            chars[place] = "“"
        depth = depth + 1 if chars[place] == "“" else max(0, depth - 1)
    return "".join(chars)
