"""校勘: every correction that the machine made, by rule, so that readers can judge the machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.core.types import Article, Edit
from scripts.store.articles import edited
from scripts.weave import slugs, words
from scripts.weave.holdings import Holdings, Link
from scripts.weave.paging import parts
from scripts.weave.render import render

PAGE = 250
"""Corrections on one page: below 100 KB, for most are a few characters in one article."""
MOST_ARTICLES = 5
"""Articles named for one correction; one that is made everywhere is counted beyond them."""

Places = Mapping[tuple[str, str], list[tuple[Article, Edit]]]
"""Where each (before, after) was made, in order of article and line."""


@dataclass(frozen=True, slots=True)
class Row:
    """The same correction, wherever it was made."""

    left: str
    """What stands before the change on the line, and stays."""
    gone: str
    come: str
    right: str
    count: int
    places: tuple[tuple[Link, int], ...]
    """The first articles in which it was made, each with its raw line."""
    more: int
    """In how many further articles it was made."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All corrections of one rule, the commonest change first."""

    link: Link
    rows: tuple[Row, ...]


def correction_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of the index and of each rule."""
    kinds = all_kinds(holdings)
    address = words.CORRECTIONS.address
    yield (
        address,
        render(
            "corrections.md.jinja",
            address,
            kinds=kinds,
            total=sum(kind.link.count or 0 for kind in kinds),
            known=len(holdings.explanations),
            edited=sum(map(edited, holdings.articles)),
        ),
    )
    for kind in kinds:
        for place, part, pager in parts(kind.link.address, kind.rows, PAGE):
            yield place, render("correction.md.jinja", place, kind=kind, rows=part, pager=pager)


def all_kinds(holdings: Holdings) -> list[Kind]:
    """The rules that corrected anything, the busiest first."""
    found = gathered(holdings)
    addresses = slugs.unique(sorted(found), slugs.hyphened)
    kinds = [kind(holdings, name, f"{words.CORRECTIONS.address}{addresses[name]}/", found[name]) for name in found]
    return sorted(kinds, key=lambda one: (-(one.link.count or 0), one.link.text))


def gathered(holdings: Holdings) -> dict[str, dict[tuple[str, str], list[tuple[Article, Edit]]]]:
    """Where each correction was made, by rule and by what it changed."""
    found: dict[str, dict[tuple[str, str], list[tuple[Article, Edit]]]] = {}
    for article in holdings.articles:
        explanation = holdings.explanations.get(article.id)
        for edit in explanation.clean.edits if explanation else ():
            rule = found.setdefault(words.codes().get(edit.rule, edit.rule), {})
            rule.setdefault((edit.before, edit.after), []).append((article, edit))
    return found


def kind(holdings: Holdings, name: str, address: str, places: Places) -> Kind:
    rows = [row(holdings, pair, found) for pair, found in places.items()]
    changes: Counter[tuple[str, str]] = Counter()
    for one in rows:
        changes[one.gone, one.come] += one.count
    ordered = sorted(
        rows, key=lambda one: (-changes[one.gone, one.come], one.gone, one.come, -one.count, one.left, one.right)
    )
    return Kind(Link(name, address, sum(one.count for one in ordered)), tuple(ordered))


def row(holdings: Holdings, pair: tuple[str, str], found: list[tuple[Article, Edit]]) -> Row:
    first = {article.id: (holdings.article_link(article), edit.line) for article, edit in reversed(found)}
    ordered = [first[name] for name in sorted(first)]
    shown = tuple(ordered[:MOST_ARTICLES])
    return Row(*apart(*pair), count=len(found), places=shown, more=len(ordered) - len(shown))


def apart(before: str, after: str) -> tuple[str, str, str, str]:
    """What both have at the beginning, what went, what came, what both have at the end.

    >>> apart("破案数,刑拘", "破案数，刑拘")
    ('破案数', ',', '，', '刑拘')
    """
    left = shared(before, after)
    right = shared(before[left:][::-1], after[left:][::-1])
    gone, come = before[left : len(before) - right], after[left : len(after) - right]
    return before[:left], gone, come, before[len(before) - right :]


def shared(one: str, other: str) -> int:
    """With how many of the same characters two texts begin."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
