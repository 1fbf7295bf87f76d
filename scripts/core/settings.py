"""Numbers and places that the rooms share, each with its reason. Numbers of one room stand in that room."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""
DATA = ROOT / "scripts" / "data"
SOURCES = ROOT / "source_articles"
DOCS = ROOT / "docs"
ARTICLES = DOCS / "articles"
WOVEN = ROOT / ".woven"
SITE = ROOT / "site"

MAX_SOURCE_BYTES = 20_000_000
"""A newspaper page has some 20,000 characters; a thousand times that is a wrong file, not a page."""

MOST_TOPICS = 3
"""Terms that an article may have, the main one first; with more, a topic page fills with what is not about it."""
