"""The command line: one verb, one module. Exit codes: 0 all went well, 1 bad input or findings, 2 wrong usage."""

from scripts.cli.main import main

__all__ = ["main"]
