"""Numbered rules over sources, records and vocabulary; what a pull request must pass."""

from scripts.check import (  # noqa: F401 - they register
    dates,
    duplicates,
    form,
    history,
    links,
    numbers,
    page,
    privacy,
    quoting,
    rights,
    site,
    tags,
    text,
)
from scripts.check.context import Context, History, Made, gather
from scripts.check.fix import Mend, mended
from scripts.check.ignores import findings, ignored
from scripts.check.registry import rules
from scripts.check.report import FORMS, Form, exit_code, print_mends, print_report

__all__ = [
    "FORMS",
    "Context",
    "Form",
    "History",
    "Made",
    "Mend",
    "exit_code",
    "findings",
    "gather",
    "ignored",
    "mended",
    "print_mends",
    "print_report",
    "rules",
]
