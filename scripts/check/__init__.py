"""Numbered rules over sources, records and vocabulary; what a pull request must pass."""

from scripts.check import dates, duplicates, links, numbers, page, privacy, rights, tags, text  # noqa: F401 - they register
from scripts.check.context import Context, gather
from scripts.check.registry import rules, run_checks
from scripts.check.report import FORMS, Form, exit_code, print_report

__all__ = ["FORMS", "Context", "Form", "exit_code", "gather", "print_report", "rules", "run_checks"]
