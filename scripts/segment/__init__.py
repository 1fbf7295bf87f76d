"""From a raw page to its pieces: roles of lines, headlines, reading order, stitching of torn columns."""

import os

# matrices of one page are so small that threads of the linear algebra library only wait for one another
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from scripts.segment.cues import cue_names
from scripts.segment.layout import segment

__all__ = ["cue_names", "segment"]
