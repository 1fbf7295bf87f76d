"""Addresses that were published and have changed since: whoever comes by an old link is led on to the new one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from scripts.core.errors import InputProblem
from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.weave.render import render

TABLE = DATA / "moved.tsv"
ADDRESS = re.compile(r"(?:[a-z0-9-]+/)+")
Row = tuple[int, dict[str, str]]


def moved_pages(standing: Collection[str], table: Iterable[Row] | None = None) -> Iterator[tuple[str, str]]:
    """(address, Markdown) for each row of the table. `standing` are the addresses of all pages.

    Raises InputProblem for a row that leads nowhere, or would take the place of a page.
    """
    for line, row in rows(TABLE) if table is None else table:
        old, new = row["old"], row["new"]
        if not ADDRESS.fullmatch(old):
            raise InputProblem(TABLE.name, line, f"“{old}”不是网页地址", "请照 cities/nanchang/ 的样子写")
        if old in standing:
            raise InputProblem(TABLE.name, line, f"{old} 现在就有一页", "请删去这一行")
        if new not in standing:
            raise InputProblem(TABLE.name, line, f"新地址 {new} 没有页面", "请改成现有的一页")
        yield old, render("moved.md.jinja", old, new=new)
