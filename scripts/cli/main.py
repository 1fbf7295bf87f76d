"""Choosing the verb, and what becomes of errors that no verb can mend."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from scripts.cli import build, check, clean, explain, new, serve, weave
from scripts.core.errors import InputProblem, UsageProblem

VERBS: dict[str, ModuleType] = {
    "new": new,
    "clean": clean,
    "check": check,
    "weave": weave,
    "build": build,
    "serve": serve,
    "explain": explain,
}


def parser() -> argparse.ArgumentParser:
    """All verbs with their help. A verb module has SUMMARY, EXAMPLES, `arguments(parser)` and `run(args)`."""
    top = argparse.ArgumentParser(
        prog="python -m scripts",
        description="From raw newspaper pages to the site of the archive.",
        epilog="Each verb has its own help: python -m scripts clean --help",
    )
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, module in VERBS.items():
        sub = verbs.add_parser(
            name,
            help=module.SUMMARY,
            description=module.__doc__,
            epilog="examples:\n" + "\n".join(f"  python -m scripts {line}" for line in module.EXAMPLES),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    args = parser().parse_args(argv)
    try:
        code = args.run(args)
        sys.stdout.flush()
        return int(code)
    except UsageProblem as fault:
        print(fault, file=sys.stderr)
        return 2
    except InputProblem as fault:
        print(fault, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # the reader of a pipe (head, less) has gone; nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        name = fault.filename or "?"
        print(f"{name}：读写失败（{fault.strerror or fault}）。请检查磁盘空间和文件夹权限", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断。没有写了一半的文件，可以随时重新运行", file=sys.stderr)
        return 130
