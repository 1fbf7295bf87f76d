"""What stays of an article that was taken out: that it was, when it went, and why. Its title and text do not stay."""

from __future__ import annotations

from scripts.weave import slugs
from scripts.weave.holdings import Holdings
from scripts.weave.machine import values


def tombstone_files(holdings: Holdings) -> dict[str, str]:
    """Path in the woven tree and content: one file for each withdrawn article, at its old address."""
    taken = set(holdings.article_slugs.values())
    places = {slugs.identifier(gone.id): gone for gone in holdings.withdrawn}
    return {
        f"articles/{slug}/index.json": values.document(
            {
                "id": gone.id,
                "withdrawn": True,
                "date": gone.date,
                "reason": gone.reason,
                "url": holdings.site.page(f"articles/{slug}/"),
            }
        )
        for slug, gone in places.items()
        if slug not in taken
    }
