"""The register of rules: each has one number, one function, one message in Chinese and one hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scripts.check.context import Context
from scripts.core.types import Finding, Rule, Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is broken, and what stands there."""

    path: str
    line: int | None
    message: str


Search = Callable[[Context], Iterable[Place]]
REGISTER: dict[str, tuple[Rule, Search]] = {}
"""Every rule by its code. A number is never used for another rule."""


def rule(code: str, severity: Severity, title: str, hint: str) -> Callable[[Search], Search]:
    """Registers a function that finds the places where a rule is broken. Raises ValueError for a number in use."""

    def register(search: Search) -> Search:
        if code in REGISTER:
            raise ValueError(f"rule {code} exists already")
        REGISTER[code] = (Rule(code, severity, title, hint), search)
        return search

    return register


def rules() -> tuple[Rule, ...]:
    """All rules, by code."""
    return tuple(REGISTER[code][0] for code in sorted(REGISTER))


def run_checks(context: Context) -> tuple[Finding, ...]:
    """Findings of all rules, by file, line and code."""
    found = {
        Finding(rule, place.path, place.line, place.message)
        for rule, search in REGISTER.values()
        for place in search(context)
    }
    return tuple(sorted(found, key=lambda f: (f.path, f.line or 0, f.rule.code, f.message)))
