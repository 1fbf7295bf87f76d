"""The address of a withdrawn article stays, and says when and why it was taken out; its headline and text are gone."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.core import dates
from scripts.store.withdrawn import Withdrawn
from scripts.weave import slugs
from scripts.weave.holdings import Holdings
from scripts.weave.render import render


def withdrawn_pages(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """(address, Markdown) of every withdrawn article whose address no living article has."""
    living = set(holdings.article_slugs.values())
    gone = {slugs.identifier(found.id): found for found in holdings.withdrawn}
    for slug, found in gone.items():
        if slug not in living:
            address = f"articles/{slug}/"
            yield (
                address,
                render("withdrawn.md.jinja", address, gone=found, day=day(found), site=holdings.site),
            )


def day(found: Withdrawn) -> str:
    """The day of the withdrawal in words; as it is written where it is no date, empty where nobody wrote it down."""
    try:
        return dates.parse(found.date).words if found.date else ""
    except ValueError:
        return found.date or ""
