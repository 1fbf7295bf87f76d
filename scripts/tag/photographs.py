"""A photograph that stands alone is about what the report around it is about."""

from __future__ import annotations

from scripts.core.types import CleanText, Layout, Paragraph, Piece


def is_photograph(clean: CleanText) -> bool:
    """Whether a piece is nothing but a picture with its caption."""
    roles = {p.role for p in clean.paragraphs if p.role != "byline"}
    return not clean.title and roles == {"caption"}


def report_around(clean: CleanText, layout: Layout | None) -> CleanText | None:
    """The report in which a photograph stands, as it is printed; none for anything else."""
    if layout is None or not is_photograph(clean):
        return None
    line = clean.paragraphs[0].line
    reports = [piece for piece in layout.pieces if piece.kind != "photo" and piece.fragments]
    nearest = min(reports, key=lambda piece: distance(piece, line), default=None)
    return as_printed(nearest) if nearest else None


def distance(piece: Piece, line: int) -> tuple[int, int]:
    """How far a piece is from a line: nothing where it surrounds it, else the lines between; earlier pieces first."""
    first, last = min(f.first for f in piece.fragments), max(f.last for f in piece.fragments)
    if first <= line <= last:
        return 0, last - first
    return min(abs(first - line), abs(last - line)), int(first > line)


def as_printed(piece: Piece) -> CleanText:
    """A piece without corrections: enough to see what it is about."""
    paragraphs = tuple(
        Paragraph("body", line, part.first + place)
        for part in piece.fragments
        for place, line in enumerate(part.lines)
        if line.strip()
    )
    return CleanText(piece.headline, piece.kicker, piece.subtitle, paragraphs)
