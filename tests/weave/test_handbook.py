"""The page of cues is the table of cues, so that it cannot drift from it."""

from __future__ import annotations

from scripts.core.settings import DATA
from scripts.core.types import Archive
from scripts.core.vocab.tables import rows
from scripts.weave import pages
from scripts.weave.handbook import FAMILIES


def test_every_cue_is_shown_with_name_weight_and_reason() -> None:
    page = str(pages(Archive(()), {})["handbook/cues/index.md"])
    for _, row in rows(DATA / "cues.tsv"):
        mark = "" if row["set"] == "fit" else " 定"
        cells = f'<code>{row["code"]}</code></td><th scope="row">{row["name"]}</th><td>{row["weight"]}{mark}</td>'
        assert f"{cells}<td>{row['reason']}</td>" in page, row


def test_every_family_of_cues_says_what_it_decides() -> None:
    assert {row["code"][0] for _, row in rows(DATA / "cues.tsv")} == set(FAMILIES)
