"""What git knows of the articles: when each was added, changed and removed. No names, no addresses of people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal, TypeVar

from scripts.store.articles import KEYS
from scripts.store.git import ask, asked, objects

ChangeKind = Literal["added", "changed", "removed"]
By = Literal["machine", "hand", ""]
Item = TypeVar("Item")
KINDS: Mapping[str, ChangeKind] = {"A": "added", "M": "changed", "T": "changed", "D": "removed"}
"""Letters of git; moves are told as a file that goes and one that comes (`--no-renames`)."""
BODY = "body"
MACHINE_KEY = "written"
"""The fingerprint of what the machine wrote: it changes whenever the machine writes, and never by hand."""
FORMAT = "--format=%x01%H%x00%ct%x00%s"
LOG = ("log", "--reverse", "--no-merges", "--no-renames", "--no-abbrev", "--raw", "-z", FORMAT, "--relative", "--", ".")
ENTRY = re.compile(r":\d+ \d+ (?P<old>[0-9a-f]+) (?P<new>[0-9a-f]+) (?P<letter>[A-Z])\d*")
COMMIT = re.compile(r"\x01(?=[0-9a-f]{40,64}\x00\d+\x00)")
PERSON = re.compile(r"<?[^\s<>（）()，。；]+@[^\s<>（）()，。；]+>?|(?<!\w)@[\w-]+")
"""Mail addresses and user names that somebody wrote into the subject of a commit."""
HIDDEN = "…"
MOST_SUBJECT = 1_000
"""Characters of a subject that are told; to look for persons takes time that grows with the square of its length."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to one article."""

    id: str
    when: str
    """Moment of the commit in UTC: 2026-01-17T08:00:00Z."""
    kind: ChangeKind
    fields: tuple[str, ...]
    """Keys of the head that differ, in the order of the file, then `body`; empty but for `changed`."""
    by: By
    """Who wrote what is new; empty but for `changed`."""
    commit: str
    summary: str
    """Subject of the commit, without mail addresses and user names."""


def day(moment: str) -> str:
    """The day of a moment.

    >>> day("2026-01-17T08:00:00Z")
    '2026-01-17'
    """
    return moment.partition("T")[0]


@dataclass(frozen=True)
class History:
    """All changes, the oldest first."""

    changes: tuple[Change, ...]

    @cached_property
    def by_id(self) -> dict[str, tuple[Change, ...]]:
        return grouped(self.changes, lambda change: change.id)

    def first(self, article: str) -> str | None:
        """When an article came, if it is known."""
        return next((change.when for change in self.by_id.get(article, ())), None)

    def last(self, article: str) -> str | None:
        """When it was changed last, if it is known."""
        return next((change.when for change in reversed(self.by_id.get(article, ()))), None)


@dataclass(frozen=True, slots=True)
class Touched:
    """One file in one commit."""

    commit: str
    when: str
    summary: str
    letter: str
    old: str
    new: str
    id: str


def load_history(articles: Path) -> History | None:
    """The changes of all articles below a folder.

    None where nothing can be known: no git, no repository, no commit of theirs, or a clone that was cut short, whose
    oldest commit seems to add everything.
    """
    if ask(articles, "rev-parse", "--is-shallow-repository") != "false\n":
        return None
    touched = list(joined(parse_log(asked(articles, *LOG) or b"")))
    texts = dict(objects(articles, [name for t in touched if t.letter == "M" for name in (t.old, t.new)]))
    changes = tuple(change(t, texts) for t in touched)
    return History(changes) if changes else None


def parse_log(log: bytes) -> Iterator[Touched]:
    """Every article file of every commit, the oldest commit first; a commit whose moment is none is not told of."""
    for block in COMMIT.split(log.decode(errors="replace"))[1:]:
        commit, seconds, summary, *rest = block.split("\x00")
        when = moment(int(seconds))
        if when is None:
            continue
        entries = [part.lstrip("\n") for part in rest]
        for head, path in zip(entries[::2], entries[1::2], strict=False):
            found, file = ENTRY.fullmatch(head), PurePosixPath(path)
            if found and file.suffix == ".md" and not file.name.startswith("."):
                said = PERSON.sub(HIDDEN, summary[:MOST_SUBJECT])
                yield Touched(commit, when, said, found["letter"], found["old"], found["new"], file.stem)


def moment(seconds: int) -> str | None:
    """A moment in UTC; nothing for one beyond the calendar, which a wrong clock can give and git takes."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def joined(touched: Iterable[Touched]) -> Iterator[Touched]:
    """The same, a file that one commit moved told as one change, or not at all where its text stayed the same."""
    for files in grouped(touched, lambda t: f"{t.commit} {t.id}").values():
        gone = next((t for t in files if t.letter == "D"), None)
        come = next((t for t in files if t.letter == "A"), None)
        if not (gone and come):
            yield files[-1]
        elif gone.old != come.new:
            yield replace(gone, letter="M", new=come.new)


def grouped(items: Iterable[Item], key: Callable[[Item], str]) -> dict[str, tuple[Item, ...]]:
    """Items by their key, both in the given order."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in found.items()}


def change(touched: Touched, texts: Mapping[str, str]) -> Change:
    """What one commit did to one article, as far as the texts before and after tell it."""
    kind = KINDS[touched.letter]
    fields: tuple[str, ...] = ()
    if touched.letter == "M" and touched.old in texts and touched.new in texts:
        fields = differing(parts(texts[touched.old]), parts(texts[touched.new]))
    by: By = "" if not fields else "machine" if MACHINE_KEY in fields else "hand"
    told = tuple(name for name in fields if name != MACHINE_KEY)
    return Change(touched.id, touched.when, kind, told, by, touched.commit, touched.summary)


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in (*KEYS, BODY) if before.get(name) != after.get(name))


def parts(text: str) -> dict[str, str]:
    """The lines of the head by their keys, and the body; every key stands on a line of its own (`store.articles`)."""
    _, head, body = (*text.split("---\n", 2), "", "")[:3]
    lines = (line.partition(":") for line in head.splitlines())
    return {**{key: value.strip() for key, _, value in lines}, BODY: body.strip()}
