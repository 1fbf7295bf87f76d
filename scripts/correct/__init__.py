"""A piece to clean text: paragraphs re-joined, widths, quotes and slips mended; every edit recorded."""

from scripts.correct.clean import correct

__all__ = ["correct"]
