"""Small questions about Han text that every room asks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
LETTERS = re.compile(r"[^0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f%]")
SENTENCE_ENDS = "。！？!?…"
CLOSERS = "”’』」》）)】]"
PAIRS = {"“": "”", "‘": "’", "『": "』", "「": "」", "《": "》", "（": "）", "(": ")", "【": "】", "〔": "〕"}


def fold(text: str) -> str:
    """Letters, digits and Han characters only, after NFKC; for comparing texts whose layout differs."""
    return LETTERS.sub("", unicodedata.normalize("NFKC", text))


def is_han(char: str) -> bool:
    return bool(HAN.match(char))


def han_share(text: str) -> float:
    """Share of Han characters among all that are not blank; 0 for an empty text."""
    visible = [c for c in text if not c.isspace()]
    return sum(map(is_han, visible)) / len(visible) if visible else 0.0


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence may end: a full stop, also inside closing quotes and brackets.

    >>> ends_sentence("他说：“好。”"), ends_sentence("更加注重发挥")
    (True, False)
    """
    return text.rstrip().rstrip(CLOSERS)[-1:] in tuple(SENTENCE_ENDS)


def unclosed(text: str) -> str:
    """Opening marks that the text leaves open, in order.

    >>> unclosed("他说：“我们（今天")
    '“（'
    """
    stack: list[str] = []
    for char in text:
        if char in PAIRS:
            stack.append(char)
        elif stack and char == PAIRS[stack[-1]]:
            stack.pop()
    return "".join(stack)


def unopened(text: str) -> str:
    """Closing marks that the text closes without opening them, in order.

    >>> unopened("好的。”他说")
    '”'
    """
    opener = {close: mark for mark, close in PAIRS.items()}
    stack: list[str] = []
    opened: Counter[str] = Counter()
    missing: list[str] = []
    for char in text:
        if char in PAIRS:
            stack.append(char)
            opened[char] += 1
        elif char in opener:
            if stack and stack[-1] == opener[char]:
                opened[stack.pop()] -= 1
            elif not opened[opener[char]]:
                missing.append(char)
    return "".join(missing)
