"""Bytes to RawPage: find the pages, decode them, turn HTML into lines. Nothing is lost."""

from scripts.read.discover import discover
from scripts.read.page import read_page

__all__ = ["discover", "read_page"]
