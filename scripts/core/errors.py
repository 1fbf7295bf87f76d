"""Errors that carry a sentence for a person."""

from __future__ import annotations

from scripts.core.types import Problem


class InputProblem(Exception):
    """Input that cannot be used. Its message names file, line, fault and mend."""

    def __init__(self, path: str, line: int | None, message: str, mend: str) -> None:
        self.problem = Problem(path, line, message, mend)
        super().__init__(str(self.problem))


class UsageProblem(Exception):
    """A wrong command line; exit code 2."""
