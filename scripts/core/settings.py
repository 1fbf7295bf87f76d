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

BUILD_PATIENCE = 600.0
"""Seconds to wait for another build: `serve` and `site` may see the same change, and a large archive takes minutes."""

LEFT_OUT = 3
"""Exit code of `weave` when the tree stands, but without files that could not be used: no failure, nor all right."""

MOST_TOPICS = 3
"""Terms that an article may have, the main one first; with more, a topic page fills with what is not about it."""
