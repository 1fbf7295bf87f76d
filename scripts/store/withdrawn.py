"""Articles that were taken out of the archive: `.withdrawn.yml`. Their ids are never given again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scripts.core import files
from scripts.core.errors import InputProblem
from scripts.core.types import Article, Source
from scripts.store.articles import Fault, identifier, source, string
from scripts.store.frontmatter_yaml import Flow, Plain, Strings, refuse_depth, to_yaml
from scripts.store.sources import shown

NAME = ".withdrawn.yml"
KEYS = ("id", "date", "reason", "title", "source")
FORM = "每一项写成 - {id: …, date: 2026-01-17, reason: …}"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One withdrawn article."""

    id: str
    date: str | None = None
    """Day of the withdrawal, as written."""
    reason: str | None = None
    title: str | None = None
    source: Source | None = None
    """Lines of the raw page that are not to be published again; without it only the id is kept free."""


def load_withdrawn(articles: Path) -> tuple[Withdrawn, ...]:
    """The list, in the order of the file; empty without one. Raises InputProblem."""
    path = articles / NAME
    if not path.exists():
        return ()
    name = shown(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        refuse_depth(text)
        rows = yaml.load(text, Loader=Strings) or []
        if not isinstance(rows, list):
            raise Fault("", "不是一列撤下的文章", FORM)
        return tuple(map(entry, rows))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputProblem(name, line, "不是合法的 YAML", FORM) from None
    except Fault as fault:
        raise InputProblem(name, None, fault.message, fault.mend) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        raise InputProblem(name, None, "读不出来", "请存成 UTF-8 编码的 YAML") from None


def entry(row: Any) -> Withdrawn:
    """One entry. Raises Fault."""
    if not isinstance(row, dict) or not row.get("id") or not set(row) <= set(KEYS):
        raise Fault("id", f"每一项只能有 {'、'.join(KEYS)}，且必须有 id", FORM)
    texts = {key: string(key, row[key]) for key in ("date", "reason", "title") if row.get(key) is not None}
    place = source("source", row["source"]) if row.get("source") else None
    return Withdrawn(id=identifier("id", row["id"]), source=place, **texts)


def withdraw(articles: Path, gone: list[Article], reason: str, date: str | None = None) -> None:
    """Adds articles to the list, leaving what people wrote there as it is. Raises InputProblem, OSError.

    What cannot be read is not added to: the next run would not know which ids are taken.
    """
    path = articles / NAME
    load_withdrawn(articles)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    rows = [
        {
            "id": article.id,
            **({"date": Plain(date)} if date else {}),
            "reason": reason,
            "title": article.title,
            **({"source": place(article.source)} if article.source else {}),
        }
        for article in gone
    ]
    files.write(path, before + "".join("- " + to_yaml(Flow(row)) for row in rows))


def place(source: Source) -> Flow:
    return Flow(file=source.file, lines=[list(span) for span in source.lines])
