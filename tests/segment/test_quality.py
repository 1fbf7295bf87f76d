"""Floors of quality on pages composed from the archive's own articles. They may rise; they never fall in silence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scripts.core.types import PageRecord, RawPage
from scripts.segment import segment
from tests.damage import Damage, Page, coherent, illustrate, narrow, stray, stutter, swap, tear

SEEDS = range(30)


def score(page: Page) -> tuple[int, int, int]:
    """Articles that came out whole and in order, articles in truth, pieces found; captions left out."""
    raw = RawPage("p.txt", "", "utf-8", "text", page.lines, ("",) * len(page.lines), PageRecord())
    pieces = [piece for piece in segment(raw).pieces if piece.kind != "photo"]
    spans = [(n for part in piece.fragments for n in range(part.first, part.last + 1)) for piece in pieces]
    found = {tuple(dict.fromkeys(n for n in lines if page.lines[n - 1].strip())) for lines in spans}
    truth = [lines for lines in page.truth if len(lines) > 1]
    return sum(lines in found for lines in truth), len(truth), len(found)


@pytest.mark.parametrize(
    ("name", "damages", "floor"),
    [
        ("undamaged", (), 1.0),
        ("columns torn in place", (tear, illustrate), 0.99),
        ("torn and soiled", (tear, illustrate, stutter, narrow), 0.93),
        ("torn, tails before heads", (tear, swap), 0.85),
        ("everything", (tear, swap, stray, illustrate, stutter, narrow), 0.70),
    ],
)
def test_reports_come_out_whole_and_in_order(name: str, damages: Sequence[Damage], floor: float) -> None:
    hits, truth, found = (sum(column) for column in zip(*(score(coherent(n, damages)) for n in SEEDS), strict=True))
    f1 = 2 * hits / (truth + found)
    assert f1 >= floor, f"{name}: F1 {f1:.3f} of whole articles"
