"""Queries of twelve classes, drawn with a fixed seed from the articles themselves; truth is literal matching."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pypinyin import lazy_pinyin

from scripts.core.types import Article
from scripts.core.vocab import frequencies
from scripts.search.documents import Document
from scripts.search.fold import fold, simple_forms
from scripts.search.names import office_holders, words

CLASSES = {
    "A": "two-character words",
    "B": "people in office, places, organisations",
    "C": "four characters across word borders",
    "D": "two characters across word borders",
    "E": "first ten characters of a title",
    "F": "two keywords",
    "G": "traditional spelling of A and B",
    "H": "pinyin of B",
    "I": "single characters",
    "J": "quoted phrases",
    "K": "a word with year and city",
    "M": "titles as known items",
}
HAN = re.compile(r"[\u4e00-\u9fff]+")
ORGANISATION = re.compile(r"[\u4e00-\u9fff]{2,6}(?:派出所|公安局|司法局|法院|大队)")


def pairs(text: str) -> list[str]:
    """The words of two characters of a text, as often as they stand there."""
    return [word for word in words(text) if len(word) == 2]


@dataclass(frozen=True)
class Query:
    """One query, what it must find, and for known items what should stand first."""

    text: str
    truth: frozenset[int]
    target: int | None = None
    filters: dict[str, object] = field(default_factory=dict)


class Corpus:
    """Articles in the order of the index, with their folded texts."""

    def __init__(self, documents: Sequence[Document], seed: int = 7) -> None:
        self.documents = documents
        self.dice = random.Random(seed)

    @cached_property
    def folded(self) -> list[str]:
        return [fold("\n".join(text for _, text in d.fields)) for d in self.documents]

    def holding(self, *texts: str, among: Callable[[Article], bool] = lambda a: True) -> frozenset[int]:
        wanted = [fold(text) for text in texts]
        return frozenset(
            n
            for n, text in enumerate(self.folded)
            if all(part in text for part in wanted) and among(self.documents[n].article)
        )

    def some(self) -> int:
        return self.dice.randrange(len(self.documents))

    def body(self) -> str:
        return fold(self.documents[self.some()].text)

    def word(self) -> str:
        """A word of two characters from some article."""
        while True:
            if held := pairs(self.body()):
                return self.dice.choice(held)

    def name(self) -> str:
        while True:
            document = self.documents[self.some()]
            a = document.article
            held = [*a.district, *a.byline, *office_holders(document.text), *ORGANISATION.findall(document.text)]
            held = [name for name in held if fold(name) in fold(document.text)]
            if held:
                return self.dice.choice(held)

    def across(self, size: int) -> str:
        """Characters that begin inside a word and end inside another."""
        while True:
            run = self.dice.choice(HAN.findall(self.body()) or [""])
            at = self.dice.randrange(max(1, len(run) - size))
            text = run[at : at + size]
            if len(text) == size and text not in frequencies() and run[max(0, at - 1) : at + 1] in frequencies():
                return text


def of_class(corpus: Corpus, name: str, count: int) -> list[Query]:
    """Queries of one class, each with something to find."""
    made = makers(corpus)[name]
    return [made() for _ in range(count)]


def makers(c: Corpus) -> dict[str, Callable[[], Query]]:
    simple = simple_forms()
    traditional = {s: t for t, s in reversed(simple.items())}

    def plain(text: str) -> Query:
        return Query(text, c.holding(text))

    def spelt(text: str) -> Query:
        return Query("".join(traditional.get(char, char) for char in text), c.holding(text))

    def quoted() -> Query:
        text = c.across(c.dice.randint(4, 8))
        return Query(f'"{text}"', c.holding(text))

    def pinyin() -> Query:
        text = c.name()
        return Query("".join(lazy_pinyin(text)), c.holding(text))

    return {
        "A": lambda: plain(c.word()),
        "B": lambda: plain(c.name()),
        "C": lambda: plain(c.across(4)),
        "D": lambda: plain(c.across(2)),
        "E": lambda: known(c, 10),
        "F": lambda: two(c),
        "G": lambda: spelt(c.dice.choice((c.word, c.name))()),
        "H": pinyin,
        "I": lambda: plain(c.dice.choice("".join(HAN.findall(c.body())))),
        "J": quoted,
        "K": lambda: narrowed(c),
        "M": lambda: known(c, 100),
    }


def known(c: Corpus, size: int) -> Query:
    target = c.some()
    text = c.documents[target].title[:size]
    return Query(text, c.holding(*text.split()), target)


def two(c: Corpus) -> Query:
    while True:
        held = list(dict.fromkeys(pairs(c.body())))
        if len(held) > 1:
            pair = c.dice.sample(held, 2)
            return Query(" ".join(pair), c.holding(*pair))


def narrowed(c: Corpus) -> Query:
    while True:
        document = c.documents[c.some()]
        article, held = document.article, pairs(fold(document.text))
        if article.date and article.city and held:
            break
    year, city, text = article.date.earliest.year, article.city[0], c.dice.choice(held)

    def fits(a: Article) -> bool:
        return city in a.city and a.date is not None and a.date.earliest.year <= year <= a.date.latest.year

    return Query(text, c.holding(text, among=fits), None, {"city": [city], "from": f"{year}-01", "to": f"{year}-12"})


def all_classes(corpus: Corpus, count: int) -> Iterator[tuple[str, list[Query]]]:
    for name in CLASSES:
        yield name, of_class(corpus, name, count)
