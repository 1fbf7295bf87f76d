"""All files for other programs that are no part of `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from scripts.weave.article import Corridors
from scripts.weave.holdings import Holdings
from scripts.weave.machine import records, values
from scripts.weave.machine.changes import change_feed
from scripts.weave.machine.citations import citation_files
from scripts.weave.machine.feeds import feed_files
from scripts.weave.machine.lists import list_files
from scripts.weave.machine.signposts import signpost_files
from scripts.weave.machine.tombstones import tombstone_files


def machine_files(holdings: Holdings, corridors: Corridors) -> dict[str, str]:
    """Path in the woven tree and content of each file."""
    makers = (citation_files, tombstone_files, list_files, feed_files, change_feed, signpost_files)
    return dict(chain(article_files(holdings, corridors), *(make(holdings).items() for make in makers)))


def article_files(holdings: Holdings, corridors: Corridors) -> Iterator[tuple[str, str]]:
    """Everything that is known of each article, at its address."""
    for article in holdings.articles:
        related, copies = corridors.finder.related(article), corridors.copies.get(article.id, ())
        whole = records.whole(holdings, article, related, copies)
        yield f"{holdings.article_link(article).address}index.json", values.document(whole)
