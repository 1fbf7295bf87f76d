"""Small pieces and pages for the tests of tagging; all texts are invented."""

from __future__ import annotations

from scripts.core.types import CleanText, PageRecord, Paragraph, RawPage


def page(*lines: str, path: str = "source_articles/test/page.txt", record: PageRecord | None = None) -> RawPage:
    return RawPage(path, "0" * 64, "utf-8", "text", lines, ("",) * len(lines), record or PageRecord())


def piece(
    *body: str, title: str | None = None, kicker: str | None = None, subtitle: str | None = None, role: str = "body"
) -> CleanText:
    return CleanText(title, kicker, subtitle, tuple(Paragraph(role, text, n) for n, text in enumerate(body, 1)))


def with_byline(*body: str, byline: str) -> CleanText:
    text = piece(*body)
    return CleanText(None, None, None, (*text.paragraphs, Paragraph("byline", byline, 99)))
