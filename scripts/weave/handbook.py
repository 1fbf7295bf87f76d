"""The pages of the handbook that are made from tables: the cues of the reading order, and the rules of `check`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scripts.core.settings import DATA
from scripts.core.vocab import rule_table
from scripts.core.vocab.tables import rows
from scripts.weave.render import render

ADDRESS = "handbook/cues/"
FAMILIES = {
    "B": "短行是标题，还是一段话的开头",
    "E": "编辑说了算",
    "G": "上下两行标题是一题，还是两题",
    "H": "标题旁边的行是标题的一部分，还是口号",
    "J": "两截文字是否相接",
    "S": "一篇从哪里起、到哪里止",
    "T": "标题配哪一篇正文",
}
"""What cues decide, by the letter of their codes."""
FITTED = "fit"
RULES = "handbook/rules/"
SEVERITIES = {"error": "错误", "look": "请看"}


def handbook_pages() -> Iterator[tuple[str, str]]:
    """(address, Markdown) of what is made for the handbook; its other pages are written by people."""
    yield ADDRESS, cues()
    yield RULES, rules()


def cues() -> str:
    table = [row for _, row in rows(DATA / "cues.tsv")]
    families = [
        (FAMILIES.get(letter, letter), list(cues)) for letter, cues in groupby(table, lambda row: row["code"][0])
    ]
    return render("cues.md.jinja", ADDRESS, families=families, fitted=FITTED)


def rules() -> str:
    table = rule_table()
    families = [(family, about, table.of_family(family)) for family, about in table.families.items()]
    return render("rules.md.jinja", RULES, families=families, count=len(table.by_code), words=SEVERITIES)
