"""Time and memory of relating articles and of finding reprints, and how both grow with the archive.

    python -m benchmarks.relate [ARTICLES…]

Articles are invented: places and topics of the vocabularies, programmes and heads of offices of which a few are
everywhere and most are rare, ten articles a page, and one in fifty a reprint with some characters changed. Each size
runs in a process of its own, so that its peak memory is its own. Seconds are of this machine; growth is seconds an
article beside those of the first size, so 1.0 is linear. `before` is the memory of the articles alone, `linked` the
share of articles with any related one, `found` the reprints found beside those made (each pair of copies counts).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta

from rich.console import Console
from rich.table import Table

from scripts.core import dates
from scripts.core.types import Archive, Article, Source
from scripts.core.vocab import gazetteer, publications, topics
from scripts.weave.holdings import Holdings
from scripts.weave.links.copies import find_copies, names
from scripts.weave.links.related import Finder

SIZES = (5_000, 10_000, 20_000)
SEED = 4
WORDS = 240
"""Of a text, some 600 characters: the mean of newspaper reports."""
TITLE = 16
PER_PAGE = 10
"""Characters of a headline and reports of a raw page, as in the real pages."""
FIRST_DAY = date(2012, 1, 1)
DAYS = 5000
REPRINT_EVERY = 50
CHANGED = 0.02
"""Share of the characters of a reprint that differ."""
SYLLABLES = [chr(code) for code in range(0x4E00, 0x4E00 + 1200)]
OFFICES = ("局长", "所长", "书记", "主任")


def invented(count: int) -> Archive:
    """An archive of `count` articles, the same at every call."""
    luck = random.Random(SEED)
    words = ["".join(luck.choices(SYLLABLES, k=luck.choice((2, 2, 2, 3, 4)))) for _ in range(20_000)]
    triggers = [word for term in topics().terms for word in term.triggers]
    districts = [(c.name, d.name) for c in gazetteer().cities for d in gazetteer().districts_of(c)]
    found: list[Article] = []
    for number in range(count):
        city, district = districts[common(luck, len(districts))]
        body = text(luck, words, triggers)
        if number % REPRINT_EVERY == REPRINT_EVERY - 1:
            body = changed(luck, found[luck.randrange(number)].body)
        day = FIRST_DAY + timedelta(days=number // PER_PAGE * DAYS * PER_PAGE // count)
        found.append(
            Article(
                id=f"bm-{number:07}",
                title=body[:TITLE],
                kind="article",
                body=body,
                city=(city,),
                district=(district,),
                topic=tuple(dict.fromkeys(topics().terms[common(luck, len(topics().terms))].name for _ in range(2))),
                initiative=tuple(f"{words[common(luck, len(words))]}行动" for _ in range(luck.choice((0, 1, 1, 2, 4)))),
                byline=(f"李{words[common(luck, 2000)][:2]}",),
                date=dates.of_day(day.year, day.month, day.day),
                source=Source(f"source_articles/bm/{number // PER_PAGE}.txt", ((number % PER_PAGE * 10 + 1,) * 2,)),
            )
        )
    return Archive(tuple(found))


def common(luck: random.Random, count: int) -> int:
    """A number below `count`; small ones are frequent and large ones rare, as words are (Zipf)."""
    return min(count - 1, int(count ** luck.random()) - 1)


def text(luck: random.Random, words: list[str], triggers: list[str]) -> str:
    parts: list[str] = []
    for _ in range(luck.randint(WORDS // 2, WORDS * 3 // 2)):
        kind = luck.random()
        if kind < 0.05:
            parts.append(triggers[common(luck, len(triggers))])
        elif kind < 0.06:
            parts.append(luck.choice(OFFICES) + "王" + words[common(luck, len(words))][:2])
        elif kind < 0.07:
            parts.append(f"“{words[common(luck, len(words))]}”")
        else:
            parts.append(words[common(luck, len(words))] + ("，" if kind > 0.9 else ""))
    return "".join(parts) + "。"


def changed(luck: random.Random, body: str) -> str:
    """A text with a few other characters."""
    return "".join(luck.choice(SYLLABLES) if luck.random() < CHANGED else c for c in body)


def measured(count: int) -> dict[str, float]:
    """Seconds of computing for each step, which other work on the machine does not change, and peak memory."""
    holdings = Holdings(invented(count), {}, gazetteer(), topics(), publications())
    found = {"articles": float(count), "MB before": megabytes()}
    begun = time.process_time()
    copies = find_copies(holdings)
    found |= {"reprints": time.process_time() - begun, "found": sum(map(len, copies.values())) / 2}
    begun = time.process_time()
    finder = Finder(holdings, names(copies))
    found["relate"] = time.process_time() - begun
    begun = time.process_time()
    linked = sum(bool(finder.related(article)) for article in holdings.articles)
    return found | {"reasons": time.process_time() - begun, "linked": linked / count, "MB": megabytes()}


def megabytes() -> float:
    """Peak memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles", nargs="*", type=int, default=SIZES)
    ap.add_argument("--alone", action="store_true", help="measure one size in this process, as JSON")
    args = ap.parse_args()
    if args.alone:
        sys.stdout.write(json.dumps(measured(args.articles[0])))
        return
    command = [sys.executable, "-m", "benchmarks.relate", "--alone"]
    runs = [json.loads(subprocess.check_output([*command, str(count)])) for count in args.articles]
    Console(width=100).print(report(runs))


def report(runs: list[dict[str, float]]) -> Table:
    """A row for each run."""
    table = Table("articles", "reprints", "relate", "reasons", "growth", "peak MB", "before", "linked", "found")
    steps = ("reprints", "relate", "reasons")
    each = [sum(run[step] for step in steps) / run["articles"] for run in runs]
    for run, cost in zip(runs, each, strict=True):
        seconds = [f"{run[step]:.0f}" for step in steps]
        sizes = [f"{run['MB']:,.0f}", f"{run['MB before']:,.0f}"]
        share = run["found"] / (run["articles"] // REPRINT_EVERY)
        table.add_row(
            f"{run['articles']:,.0f}", *seconds, f"{cost / each[0]:.2f}", *sizes, f"{run['linked']:.0%}", f"{share:.0%}"
        )
    return table


if __name__ == "__main__":
    main()
