"""Invented reports in any number, with a fixed seed: words as common as the dictionary has them, new names for ever.

A clause is either new, of two to five words, or repeats an earlier one, an old one more likely: so words follow Zipf,
the vocabulary grows as Heaps found, and pairs of words recur as they do in newspapers. Nothing here was ever printed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from scripts.core.credits import surnames
from scripts.core.dates import FuzzyDate
from scripts.core.han import HAN
from scripts.core.types import Article
from scripts.core.vocab import frequencies, gazetteer, publications, topics

LENGTH = 800
"""Characters of a body, as newspaper reports have them."""
WORDS = 60_000
"""Commonest words of the dictionary; what is rarer is hardly printed."""
REUSE = 0.55
"""Share of clauses that were printed before: with it an archive of 2,000 articles has 110 new pairs an article."""
KEPT = 0.3
"""Share of new clauses that may be printed again."""
GIVEN = "伟芳娜敏静丽强磊洋勇军杰娟艳涛明超兰霞平刚桂英华玉萍红春梅琴云帆思远嘉禾望舒青"
OFFICES = ("局长", "所长", "副局长", "书记", "大队长", "教导员", "主任")
UNITS = ("派出所", "公安局", "交警大队", "司法局", "人民法院", "调解委员会", "社区居委会")
FIRST_DAY = date(2004, 1, 1)
DAYS = 8000
DOUBT = 0.2
"""Share of reports of which only the month is known."""


class Writer:
    """Writes one invented report after the other."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        ranked = sorted(frequencies().items(), key=lambda item: (-item[1], item[0]))
        common = [(w, n) for w, n in ranked if all(map(HAN.match, w))][:WORDS]
        self.words, self.weights = [w for w, _ in common], [n for _, n in common]
        self.pool: Iterator[str] = iter(())
        self.bank: list[str] = ["群众反映问题", "民警赶到现场", "公安机关", "今年以来"]
        self.people: list[str] = []
        self.surnames = sorted(surnames())
        self.places = [p for p in gazetteer().by_code.values() if p.ours and p.level in ("county", "zone")]
        self.towns = [p for p in gazetteer().by_code.values() if p.ours and p.level == "town"]
        self.terms = topics().terms
        self.papers = [*publications().by_name, "赣江晚报", "法治周报"]

    def word(self) -> str:
        found = next(self.pool, None)
        if found is None:
            self.pool = iter(self.dice.choices(self.words, self.weights, k=200_000))
            found = next(self.pool)
        return found

    def person(self) -> str:
        """Somebody in office; old acquaintances come back."""
        if self.people and self.dice.random() < 0.6:
            return self.people[int(len(self.people) * self.dice.random() ** 2)]
        self.people.append(
            self.dice.choice(self.surnames) + "".join(self.dice.choices(GIVEN, k=self.dice.choice((1, 2))))
        )
        return self.people[-1]

    def clause(self, triggers: list[str]) -> str:
        if self.dice.random() < REUSE:
            return self.bank[int(len(self.bank) * self.dice.random() ** 3)]
        made = "".join(self.word() for _ in range(self.dice.randint(2, 5)))
        if self.dice.random() < 0.25:
            made = self.dice.choice(triggers) + made
        if self.dice.random() < KEPT:
            self.bank.append(made)
        return made

    def body(self, place: str, triggers: list[str]) -> str:
        parts, size = [], 0
        while size < LENGTH:
            roll = self.dice.random()
            if roll < 0.06:
                part = f"{place}{self.dice.choice(UNITS)}{self.dice.choice(OFFICES)}{self.person()}说"
            elif roll < 0.10:
                part = f"{self.dice.choice(self.towns).name}办理{self.dice.randint(2, 3000)}件"
            else:
                part = self.clause(triggers)
            part += self.dice.choices("，。；\n", (60, 30, 4, 6))[0]
            parts.append(part)
            size += len(part)
        return "".join(parts)[:LENGTH].replace("\n", "\n\n")

    def article(self, number: int) -> Article:
        place = self.dice.choice(self.places)
        city = gazetteer().city_of(place)
        chosen = self.dice.sample(self.terms, self.dice.choice((1, 2, 2, 3)))
        triggers = [t for term in chosen for t in term.triggers]
        day = FIRST_DAY + timedelta(days=int(DAYS * self.dice.random() ** 0.5))
        title = f"{place.name}{self.dice.choice(triggers)}{self.clause(triggers)} {self.clause(triggers)}"
        return Article(
            id=f"bj-{day:%Y%m%d}-{number:06}",
            title=title[:40],
            kind=self.dice.choices(("article", "brief", "interview", "photo"), (60, 30, 5, 5))[0],  # type: ignore[arg-type]
            body=self.body(place.name, triggers),
            city=(city.name,) if city else (),
            district=(place.name,),
            topic=tuple(t.name for t in chosen),
            date=self.doubtful(day) if self.dice.random() < DOUBT else FuzzyDate(day.isoformat(), day, day),
            byline=(self.person(),),
            publication=self.dice.choice(self.papers),
            text=self.dice.choices(("digest", "full"), (80, 20))[0],  # type: ignore[arg-type]
        )

    def doubtful(self, day: date) -> FuzzyDate:
        last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return FuzzyDate(f"{day:%Y-%m}~", day.replace(day=1), last)


def articles(count: int, seed: int = 5) -> list[Article]:
    """Invented reports; the first of many are the same as the whole of few."""
    writer = Writer(seed)
    return [writer.article(n) for n in range(count)]
