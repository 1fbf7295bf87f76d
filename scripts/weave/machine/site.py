"""All files for other programs that are no part of `data/`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.core.types import Article
from scripts.weave.article import Corridors
from scripts.weave.holdings import Holdings
from scripts.weave.machine import records, values
from scripts.weave.machine.changes import change_feed
from scripts.weave.machine.citations import citation_files
from scripts.weave.machine.feeds import feed_files
from scripts.weave.machine.lists import list_files
from scripts.weave.machine.signposts import signpost_files
from scripts.weave.machine.tombstones import tombstone_files

MAKERS = (tombstone_files, list_files, feed_files, change_feed, signpost_files)
"""What makes files of the whole archive: path in the woven tree and content of each."""


def article_data(holdings: Holdings, corridors: Corridors, article: Article) -> Iterator[tuple[str, str]]:
    """Everything that is known of an article, and its references, at its address."""
    related, copies = corridors.finder.related(article), corridors.copies.get(article.id, ())
    whole = records.whole(holdings, article, related, copies)
    yield f"{holdings.article_link(article).address}index.json", values.document(whole)
    yield from citation_files(holdings, article).items()
