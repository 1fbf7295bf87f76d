"""Choosing the verb, and what becomes of errors that no verb can mend."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from scripts.core.errors import InputProblem, UsageProblem, reason
from scripts.core.visible import visible

VERBS = {
    "new": "take a page into the archive",
    "clean": "raw pages → articles",
    "check": "find what a person should mend",
    "weave": "articles → a tree of Markdown pages",
    "build": "articles → site/",
    "serve": "preview with live reload",
    "explain": "how an article or a page came about",
    "summary": "a pull request in Markdown",
    "admin": "put the form in the browser into site/admin",
}
"""Each verb with what it does. Its module has EXAMPLES, `arguments(parser)` and `run(args)`, and is loaded when it is
asked for: some take as long to load as others to run."""


def module(verb: str) -> ModuleType:
    return import_module(f"scripts.cli.{verb}")


class Parser(argparse.ArgumentParser):
    """A parser whose word on wrong usage is a Chinese sentence, and safe for a terminal whatever was typed."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"用法有误：{visible(message)}。用法和例子见 {self.prog} --help\n")


def parser(asked: Iterable[str] = VERBS) -> Parser:
    """All verbs, those that are asked for with their arguments and help."""
    top = Parser(
        prog="python -m scripts",
        description="From raw newspaper pages to the site of the archive.",
        epilog="Each verb has its own help: python -m scripts clean --help",
    )
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb, summary in VERBS.items():
        sub = verbs.add_parser(verb, help=summary, formatter_class=argparse.RawDescriptionHelpFormatter)
        if verb in asked:
            describe(sub, module(verb))
    return top


def describe(sub: argparse.ArgumentParser, verb: ModuleType) -> None:
    """The help and the arguments of one verb."""
    sub.description = verb.__doc__
    sub.epilog = "examples:\n" + "\n".join(f"  python -m scripts {line}" for line in verb.EXAMPLES)
    verb.arguments(sub)
    sub.set_defaults(run=verb.run)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    forgive_encodings()
    # much is loaded and kept: to look for garbage as often as Python does takes a tenth of the time
    gc.set_threshold(50_000, 20, 100)
    words = sys.argv[1:] if argv is None else list(argv)
    args = parser(words[:1]).parse_args(words)
    try:
        code = args.run(args)
        sys.stdout.flush()
        return int(code)
    except UsageProblem as fault:
        return told(str(fault), 2)
    except InputProblem as fault:
        return told(str(fault), 1)
    except BrokenPipeError:
        return pipe_closed()
    except OSError as fault:
        return told(f"{fault.filename or '?'}：读写失败（{reason(fault)}）。请检查磁盘空间和文件夹权限", 1)
    except KeyboardInterrupt:
        return told("已中断。没有写了一半的文件，可以随时重新运行", 130)


def told(sentence: str, code: int) -> int:
    """The exit code, once the sentence is on standard error."""
    print(visible(sentence), file=sys.stderr)
    return code


def forgive_encodings() -> None:
    """Lets a terminal that knows no Chinese show what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def pipe_closed() -> int:
    """The reader of a pipe (head, less) has gone; nothing is wrong, and what is still buffered goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
