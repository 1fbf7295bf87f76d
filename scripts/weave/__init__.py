"""Weaving: the archive becomes a complete tree of plain Markdown that any builder can make a site of."""

from scripts.weave.tree import WeaveReport, pages, weave

__all__ = ["WeaveReport", "pages", "weave"]
