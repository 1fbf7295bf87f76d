"""Asking what is known of a page, one question a field, each with a guess that Enter accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scripts.cli.terminal import output
from scripts.core.visible import visible
from scripts.store.corrections import edtf
from scripts.store.intake import refusal

QUESTIONS = {
    "publication": ("刊物", "全名，如 江西日报《法治》周刊"),
    "date": ("刊期", "如 2022-11-30、2022-11、2024-09~（约）、2022-11/2022-12（之间）"),
    "url": ("网址", "网页原来的地址"),
    "text": ("文字是谁的话", "full 原文，digest 用自己的话写的摘编"),
}
"""Label and example of each field that is asked, in order."""
NOTHING = "-"
"""What leaves a field empty although there is a guess."""
CHOICES = {"原文": "full", "全文": "full", "摘编": "digest", "摘要": "digest"}


def asked(known: Mapping[str, str | None], guesses: Mapping[str, str]) -> dict[str, str | None]:
    """The fields as a person answers them; what the command line told is not asked."""
    output.print("关于这一版，知道什么就写什么。回车采用方括号里的推测，减号 - 留空。")
    found = dict(known)
    for key, (label, example) in QUESTIONS.items():
        if not found.get(key):
            found[key] = answer(key, label, example, guesses.get(key))
    return found


def guessed(known: Mapping[str, str | None], guesses: Mapping[str, str]) -> dict[str, str | None]:
    """The fields with every guess taken, and each that was taken said aloud."""
    found = dict(known)
    for key, (label, _) in QUESTIONS.items():
        if not found.get(key) and guesses.get(key):
            found[key] = guesses[key]
            output.print(visible(f"{label}：{guesses[key]}（推测）"))
    return found


def answer(key: str, label: str, example: str, guess: str | None) -> str | None:
    """One answer that the page record takes; asked again after any other."""
    while True:
        output.print(visible(f"{label}（{example}）" + (f" [{guess}]" if guess else " [不填]")), end="：")
        typed = line()
        if typed in ("", NOTHING):
            return guess if typed == "" else None
        value = meant(key, typed)
        problem = refusal(key, value)
        if problem is None:
            return value
        output.print(visible(f"  {problem.message}。{problem.mend}"))


def line() -> str:
    """One typed line. Raises KeyboardInterrupt at the end of input, which says as much as Ctrl-C."""
    try:
        return input().strip()
    except EOFError:
        raise KeyboardInterrupt from None


def meant(key: str, typed: str) -> str:
    """What was typed in the words of a record: 2022年11月30日 as a date, 摘编 as a kind of text."""
    readers: dict[str, Callable[[str], str]] = {"date": edtf, "text": lambda text: CHOICES.get(text, text)}
    return readers[key](typed) if key in readers else typed
