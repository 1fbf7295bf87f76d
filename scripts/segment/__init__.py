"""From a raw page to its pieces: roles of lines, headlines, reading order, stitching of torn columns."""

from scripts.segment.cues import cues
from scripts.segment.layout import segment

__all__ = ["cue_names", "segment"]


def cue_names() -> dict[str, str]:
    """What each cue of a join is called, by code."""
    return {code: cue.name for code, cue in cues().items()}
