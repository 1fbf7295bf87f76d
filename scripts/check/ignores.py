"""链: findings that people let stand, each with a reason, and entries of that list which nothing needs."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.check.context import Context
from scripts.check.registry import REGISTER, Place, findings_of, rule, rules, sorted_findings
from scripts.core.types import Finding
from scripts.store.ignores import Ignore

LIST_RULES = ("链09", "链10")
"""What is wrong with the list itself cannot be ignored by it."""


@rule("链09")
def incomplete_ignore(context: Context) -> Iterator[Place]:
    for problem in context.ignore_faults:
        yield Place(problem.path, problem.line, f"{problem.message}。{problem.mend}")
    for entry in context.ignores:
        if entry.rule not in REGISTER:
            yield Place(context.ignore_list, entry.line, f"没有编号为 {entry.rule} 的规则")
        elif entry.rule in LIST_RULES:
            yield Place(context.ignore_list, entry.line, f"{entry.rule} 说的是这份名单本身，不能忽略")


@rule("链10")
def unused_ignore(context: Context) -> Iterator[Place]:
    for entry in context.ignores:
        path = target(context, entry)
        if is_judged(context, entry, path) and not any(f.path == path for f in findings_of(context, entry.rule)):
            message = f"{entry.rule} 在 {entry.target} 并没有发现什么"
            yield Place(context.ignore_list, entry.line, message, (path,))


def is_judged(context: Context, entry: Ignore, path: str) -> bool:
    """Whether this run has looked everywhere where the rule could have found something in the file."""
    if entry.rule not in REGISTER or entry.rule in LIST_RULES:
        return False
    needs = {"网": context.site, "版05": context.originals, "链07": context.history, "链08": context.history}
    absent = any(entry.rule.startswith(code) and given is None for code, given in needs.items())
    return not absent and (context.only is None or path in context.only)


def target(context: Context, entry: Ignore) -> str:
    """The file that an entry means; the text itself where it is no id of an article."""
    article = context.archive.by_id.get(entry.target)
    return article.path if article else entry.target


def findings(context: Context) -> tuple[Finding, ...]:
    """What is to be shown: findings of all rules without those that are ignored, and of a change what concerns it."""
    away = ignored(context)
    found = (finding for rule in rules() for finding in findings_of(context, rule.code))
    shown = (f for f in found if (f.rule.code, f.path) not in away and concerns(context, f))
    return sorted_findings(shown)


def ignored(context: Context) -> frozenset[tuple[str, str]]:
    """(code, path) of all that is ignored."""
    return frozenset((e.rule, target(context, e)) for e in context.ignores if e.rule not in LIST_RULES)


def concerns(context: Context, finding: Finding) -> bool:
    return context.only is None or not context.only.isdisjoint((finding.path, *finding.also))
