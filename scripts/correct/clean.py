"""A piece to clean text, as one readable function."""

from __future__ import annotations

from dataclasses import replace

from scripts.core.credits import tail_credit
from scripts.core.types import CleanText, Paragraph, Piece
from scripts.correct.draft import Draft, through
from scripts.correct.paragraphs import paragraphs
from scripts.correct.steps import HEADLINE_STEPS, TEXT_STEPS, explained, signs, witnessed

CREDITED = frozenset(("body", "answer", "question", "lead"))
"""Roles whose last line may end in the names of its writers."""


def correct(piece: Piece) -> CleanText:
    """The clean text of a piece with every edit.

    1. lines to paragraphs; 2. the credit at the end split off; 3. the steps for text and those for headlines; 4. the
    steps that ask the whole report; 5. those of headlines that ask the text.
    """
    drafts = [finished(draft) for draft in split_credit(paragraphs(piece))]
    heads = [draft for role, text in heads_of(piece) if (draft := head(piece, role, text))]
    witness = whole([*heads, *drafts])
    seen = signs(witness, (edit for draft in (*heads, *drafts) for edit in draft.edits))
    drafts = [draft if draft.role == "byline" else through(draft, witnessed(witness, seen)) for draft in drafts]
    heads = [through(draft, explained(witness, seen, whole(drafts))) for draft in heads]
    found = {draft.role: draft.text or None for draft in heads}
    return CleanText(
        title=found.get("headline"),
        kicker=found.get("kicker"),
        subtitle=found.get("subtitle"),
        paragraphs=tuple(Paragraph(d.role, d.text, d.line) for d in drafts if d.text),
        edits=tuple(edit for draft in (*heads, *drafts) for edit in draft.edits),
    )


def whole(drafts: list[Draft]) -> str:
    """The text of several drafts, a line each, without names of writers."""
    return "\n".join(draft.text for draft in drafts if draft.role != "byline")


def split_credit(drafts: list[Draft]) -> list[Draft]:
    """The paragraphs, with a credit at the end of the last text as a paragraph of its own behind it."""
    last = max((n for n, draft in enumerate(drafts) if draft.role in CREDITED), default=None)
    if last is None:
        return drafts
    draft = drafts[last]
    credit = tail_credit(draft.text)
    if not credit:
        return drafts
    start = credit.start
    names = draft.text[start:].strip()
    byline = Draft("byline", names, ((0, draft.line_at(start)),))
    text = draft.text[:start].rstrip()
    body = [replace(draft, text=text, starts=tuple(s for s in draft.starts if s[0] < start))] if text else []
    return [*drafts[:last], *body, *((byline,) if names else ()), *drafts[last + 1 :]]


def finished(draft: Draft) -> Draft:
    """A paragraph after all steps; the names of a byline keep their blanks."""
    stripped = replace(draft, text=draft.text.strip())
    return stripped if draft.role == "byline" else through(stripped, TEXT_STEPS)


def heads_of(piece: Piece) -> list[tuple[str, str | None]]:
    return [("headline", piece.headline), ("kicker", piece.kicker), ("subtitle", piece.subtitle)]


def head(piece: Piece, role: str, text: str | None) -> Draft | None:
    """One head after its steps, on the raw line on which it stands or, failing that, on which the piece begins."""
    if text is None:
        return None
    lines = [part.first for part in piece.fragments if part.role == role]
    line = lines[0] if lines else min((part.first for part in piece.fragments), default=1)
    return through(Draft(role, text, ((0, line),)), HEADLINE_STEPS)
