"""The register of rules: each has one number and one function; its words stand in `data/rules.yml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scripts.check.context import Context
from scripts.core.types import Finding, Rule
from scripts.core.visible import without_numbers
from scripts.core.vocab import rule_table


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is broken, and what stands there."""

    path: str
    line: int | None
    message: str
    also: tuple[str, ...] = ()
    """Other files that it concerns: a change of one of them brings the finding into a pull request."""


Search = Callable[[Context], Iterable[Place]]
REGISTER: dict[str, Search] = {}
"""The function of each rule by its code. A number is never used for another rule."""


def rule(code: str) -> Callable[[Search], Search]:
    """Registers a function that finds the places where a rule is broken. Raises ValueError for a number in use."""

    def register(search: Search) -> Search:
        if code in REGISTER:
            raise ValueError(f"rule {code} exists already")
        REGISTER[code] = search
        return search

    return register


def rules() -> tuple[Rule, ...]:
    """All rules that have a function, in the order of the table. Raises KeyError for one without words there."""
    order = list(rule_table().by_code)
    return tuple(rule_table().by_code[code] for code in sorted(REGISTER, key=order.index))


def findings_of(context: Context, code: str) -> tuple[Finding, ...]:
    """What one rule finds, ignored or not; worked out once for a context."""
    if code not in context.found:
        rule = rule_table().by_code[code]
        places = REGISTER[code](context)
        context.found[code] = tuple(Finding(rule, p.path, p.line, without_numbers(p.message), p.also) for p in places)
    return context.found[code]


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by file, line and code."""
    return tuple(sorted(set(findings), key=lambda f: (f.path, f.line or 0, f.rule.code, f.message)))
