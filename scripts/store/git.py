"""Git is asked and never told: no command here writes, none takes a lock, none waits for somebody to type."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

QUIET = ("-c", "core.quotepath=off", "-c", "log.showSignature=false")
ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
BLOB = re.compile(rb" blob ([0-9]+)$")
"""What `cat-file` says of a file before it."""


def ask(folder: Path, *command: str) -> str | None:
    """What git says, or None when there is no git, no repository, or git refuses."""
    said = asked(folder, *command)
    return None if said is None else said.decode("utf-8", "surrogateescape")


def asked(folder: Path, *command: str, told: str = "") -> bytes | None:
    """What git says when it is told something, byte for byte; None as above."""
    # inside a hook git names its own folder by a path that holds only there
    known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *QUIET, *command],
            input=told.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            env={**known, **ENVIRONMENT},
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout


def objects(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name, text) of git objects by their names; what git does not have is left out. No name may hold a line end."""
    wanted = list(dict.fromkeys(names))
    told = "".join(f"{name}\n" for name in wanted)
    said = (asked(folder, "cat-file", "--batch", told=told) if wanted else None) or b""
    place = 0
    for name in wanted if said else ():
        end = said.index(b"\n", place)
        size = BLOB.search(said[place:end])
        place = end + 1
        if size:
            text = said[place : place + int(size[1])]
            yield name, text.decode("utf-8", "surrogateescape")
            place += len(text) + 1
