"""What a page itself says of its publication, date and address, for the questions that `new` asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.core import dates
from scripts.core.errors import InputProblem
from scripts.core.vocab import publications
from scripts.pipeline import Worked, work
from scripts.store.intake import refusal

SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
"""What browsers write into a page that was saved."""
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
"""A day in a file name: 20220117, 2022-01-17."""
INNER = str.maketrans("《》", "〈〉")
"""Quotes of titles inside a title."""
HEAD = 200_000
"""Characters of a web page in which its address stands."""


def guesses(content: bytes, suffix: str, name: str) -> dict[str, str]:
    """Fields of a page record that the page itself suggests, from its text through the stages, then its name."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"page{suffix}")
        path.write_bytes(content)
        try:
            done = work(path, name or "page")
        except InputProblem:
            return {}
    markup = content[:HEAD].decode("utf-8", "replace") if done.page.markup == "html" else ""
    found = {"publication": publication(done), "date": date(done, name), "url": address(markup), "text": "full"}
    found["original"] = titles(done)
    return {key: value for key, value in found.items() if value and not refusal(key, value)}


def publication(done: Worked) -> str | None:
    """The publication that most pieces name; else the one of the table that the page mentions first."""
    named = commonest(draft.publication for draft in done.drafts)
    known = publications()
    if named:
        return known.by_alias[named].name if named in known.by_alias else named
    text = "\n".join(done.page.lines)
    places = {known.by_alias[alias].name: text.find(alias) for alias in known.by_alias if alias in text}
    return min(places, key=lambda name: (places[name], name), default=None)


def date(done: Worked, name: str) -> str | None:
    """The date that most pieces have; else the day in the name of the file."""
    found = commonest(draft.date.text if draft.date else None for draft in done.drafts)
    return found or day_in(name)


def titles(done: Worked) -> str | None:
    """The first printed headline, for a reference to the page: 《……》及同版报道."""
    printed = [made.clean.title for made in done.explanations if made.clean.title]
    inner = printed[0].translate(INNER) if printed else ""
    return f"《{inner}》{'及同版报道' if len(done.explanations) > 1 else ''}" if inner else None


def day_in(name: str) -> str | None:
    """The day that a file name holds.

    >>> day_in("ganzhou-20230504"), day_in("B3")
    ('2023-05-04', None)
    """
    for match in DAY.finditer(name):
        try:
            return dates.of_day(*map(int, match.groups())).text
        except ValueError:
            continue
    return None


def commonest(values: Iterable[str | None]) -> str | None:
    """The value that occurs most often; of equals the first."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None


class Addresses(HTMLParser):
    """Where a web page says that it stands: canonical link, Open Graph, the note of a browser that saved it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: Mapping[str, str | None] = dict(attrs)
        if tag == "link" and "canonical" in (values.get("rel") or "").lower().split():
            self.found.setdefault("canonical", (values.get("href") or "").strip())
        if tag == "meta" and (values.get("property") or "").lower() == "og:url":
            self.found.setdefault("og", (values.get("content") or "").strip())

    def handle_comment(self, data: str) -> None:
        saved = SAVED_FROM.search(data)
        if saved:
            self.found.setdefault("saved", saved[1])


def address(markup: str) -> str | None:
    """The address of a web page, as far as it tells."""
    parser = Addresses()
    parser.feed(markup)
    return next((parser.found[key] for key in ("canonical", "og", "saved") if parser.found.get(key)), None)
