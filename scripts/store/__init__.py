"""Articles on disk: file ⇄ `Article`, ids, the archive; never over a hand edit."""

from scripts.store.archive import Shelf, load_archive, open_shelf, save
from scripts.store.articles import dump, edited, fingerprint, key_line, parse, stamped
from scripts.store.body import escape, one_line, plain_line, plain_text, render_body
from scripts.store.sources import record_path
from scripts.store.withdrawn import Withdrawn, load_withdrawn

__all__ = [
    "Shelf",
    "Withdrawn",
    "dump",
    "edited",
    "escape",
    "fingerprint",
    "key_line",
    "load_archive",
    "load_withdrawn",
    "one_line",
    "open_shelf",
    "parse",
    "plain_line",
    "plain_text",
    "record_path",
    "render_body",
    "save",
    "stamped",
]
