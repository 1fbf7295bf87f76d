"""Asking what is known of a page, one question a field, each with a guess that Enter accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scripts.cli.terminal import output
from scripts.core import dates
from scripts.core.records import statement
from scripts.core.visible import visible
from scripts.store.corrections import edtf
from scripts.store.intake import refusal

QUESTIONS = {
    "publication": ("刊物", "全名，如 江西日报《法治》周刊"),
    "date": ("刊期", "如 2022-11-30、2022-11、2024-09~（约）、2022-11/2022-12（之间）"),
    "url": ("网址", "网页原来的地址"),
    "text": ("文字是谁的话", "full 原文，digest 用自己的话写的摘编"),
    "rights": ("原报道的权利", "InC 受版权保护，UND 没有查明，NKC 没有已知的版权"),
    "original": ("摘编所据的原件", "题名、刊物、日期、版次"),
}
"""Label and example of each field that is asked, in order."""
OF_DIGESTS = ("original",)
"""Fields that only a digest has."""
NOTHING = "-"
"""What leaves a field empty although there is a guess."""
CHOICES = {"原文": "full", "全文": "full", "摘编": "digest", "摘要": "digest"}


def asked(known: Mapping[str, str | None], guesses: Mapping[str, str]) -> dict[str, str | None]:
    """The fields as a person answers them; what the command line told is not asked."""
    output.print("关于这一版，知道什么就写什么。回车采用方括号里的推测，减号 - 留空。")
    found = dict(known)
    for key, (label, example) in QUESTIONS.items():
        if wanted(key, found):
            found[key] = answer(key, label, example, likely(key, found, guesses))
    return found


def guessed(known: Mapping[str, str | None], guesses: Mapping[str, str]) -> dict[str, str | None]:
    """The fields with every guess taken, and each that was taken said aloud."""
    found = dict(known)
    for key, (label, _) in QUESTIONS.items():
        value = likely(key, found, guesses) if wanted(key, found) else None
        if value:
            found[key] = meant(key, value)
            output.print(visible(f"{label}：{value}（推测）"))
    return found


def wanted(key: str, found: Mapping[str, str | None]) -> bool:
    """Whether a field is still empty and this page has it."""
    return not found.get(key) and (key not in OF_DIGESTS or found.get("text") == "digest")


def likely(key: str, found: Mapping[str, str | None], guesses: Mapping[str, str]) -> str | None:
    """What a field may be, from the page and from what was answered before."""
    if key == "rights":
        # who tells a report anew has one that is protected; whoever gives the whole text knows what allows it
        return "InC" if found.get("text") == "digest" else None
    return original(guesses.get(key), found) if key == "original" else guesses.get(key)


def original(title: str | None, found: Mapping[str, str | None]) -> str | None:
    """A reference to the page of which a digest was made; the number of the page is for a person to fill in."""
    date = found.get("date")
    words = dates.parse(date).words if date else "日期未详"
    return "，".join((title, found.get("publication") or "刊物未详", words, "版次未详")) if title else None


def answer(key: str, label: str, example: str, guess: str | None) -> str | None:
    """One answer that the page record takes; asked again after any other."""
    while True:
        output.print(visible(f"{label}（{example}）" + (f" [{guess}]" if guess else " [不填]")), end="：")
        typed = line()
        if typed == NOTHING or not (typed or guess):
            return None
        value = meant(key, typed or guess or "")
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


def edition(typed: str) -> str:
    return CHOICES.get(typed, typed)


def meant(key: str, typed: str) -> str:
    """What was typed in the words of a record: 2022年11月30日 as a date, 摘编 as a kind of text, InC as an address."""
    readers: dict[str, Callable[[str], str]] = {"date": edtf, "text": edition, "rights": statement}
    return readers[key](typed) if key in readers else typed
