"""From a raw page to its pieces: roles of lines, headlines, reading order, stitching of torn columns."""

from scripts.segment.cues import cue_names
from scripts.segment.layout import segment

__all__ = ["cue_names", "segment"]
