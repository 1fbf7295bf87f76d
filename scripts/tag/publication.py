"""The newspaper or site of a page: that of its record, else what a short line of it prints."""

from __future__ import annotations

from functools import lru_cache

from scripts.core.types import Evidence, RawPage
from scripts.core.vocab import publications

CREDIT_LINE = 60
"""A line that names the publication of a page is short; in running text a newspaper is only spoken of."""


@lru_cache(maxsize=64)
def find_publication(page: RawPage) -> tuple[str | None, tuple[Evidence, ...], tuple[str, ...]]:
    """(publication, evidence, fields to review): that of the record, else one of the table that a short line names."""
    if page.record.publication:
        return page.record.publication, (), ()
    for number, text in enumerate(page.lines, 1):
        if len(text) > CREDIT_LINE:
            continue
        for alias, known in publications().by_alias.items():
            if alias in text:
                proof = Evidence("publication", known.name, 0.7, text.strip()[:30], number, "版面所印刊名")
                return known.name, (proof,), ("publication",)
    return None, (), ()
