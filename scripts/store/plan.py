"""What to do with the articles of one page: pure decisions, no disk."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scripts.core.types import Article, Problem, Report
from scripts.store.articles import dump, edited, fingerprint, stamped
from scripts.store.ids import Ledger, match, prefix
from scripts.store.withdrawn import NAME, Withdrawn

Action = Literal["new", "rewrite", "same", "keep", "withdrawn", "remove", "orphan"]
UNTITLED = "（无题）"
GONE = "原页重新整理后不再有这一篇"
"""Why an article was withdrawn whose lines may stand in another one now."""
WRITTEN: tuple[Action, ...] = ("new", "rewrite")


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens with one article, and why it is so is told by its action.

    new: no such piece before · rewrite: untouched by hand and now different, or asked for · same: nothing to do ·
    keep: edited by hand and the machine would write something else · withdrawn: not to be published again ·
    remove: its piece is gone and its removal was asked for · orphan: its piece is gone.
    """

    action: Action
    article: Article
    """What the machine would write; for `remove` and `orphan` what stands."""
    standing: Article | None = None


def plan(
    drafts: Sequence[Article],
    standing: Sequence[Article],
    withdrawn: Sequence[Withdrawn],
    ledger: Ledger,
    refresh: Collection[str] = (),
) -> tuple[Decision, ...]:
    """Decisions for all pieces of one page, in page order, then for standing articles without a piece.

    `standing` and `withdrawn` are those of this page. New ids are claimed from the ledger.
    """
    drafts = [draft if draft.title else untitled(draft) for draft in drafts]
    known = [(a.title, a.source) for a in standing] + [(w.title or "", w.source) for w in withdrawn]
    pairs = match(drafts, known)
    decisions = [
        decide(draft, pairs.get(index), standing, withdrawn, ledger, refresh) for index, draft in enumerate(drafts)
    ]
    continued = set(pairs.values())
    return (
        *decisions,
        *(
            left_over(article, refresh)
            for index, article in enumerate(standing)
            if index not in continued and (not edited(article) or article.id in refresh)
        ),
    )


def untitled(draft: Article) -> Article:
    """A piece without a headline, under a title that says so and is to be looked at."""
    return replace(draft, title=UNTITLED, review=tuple(dict.fromkeys((*draft.review, "headline"))))


def decide(
    draft: Article,
    partner: int | None,
    standing: Sequence[Article],
    withdrawn: Sequence[Withdrawn],
    ledger: Ledger,
    refresh: Collection[str],
) -> Decision:
    """The decision for one piece; `partner` counts through `standing`, then `withdrawn`."""
    if partner is None:
        return Decision("new", stamped(replace(draft, id=ledger.claim(prefix(draft)), path="")))
    if partner >= len(standing):
        return Decision("withdrawn", replace(draft, id=withdrawn[partner - len(standing)].id))
    old = standing[partner]
    new = stamped(replace(draft, id=old.id, path=old.path))
    return Decision(action_for(new, old, old.id in refresh), new, old)


def action_for(new: Article, old: Article, asked: bool) -> Action:
    """What becomes of a piece that has an article already."""
    if fingerprint(old) == new.written:
        return "rewrite" if asked and edited(old) else "same"
    if asked or not edited(old):
        return "rewrite"
    return "keep"


def left_over(article: Article, refresh: Collection[str]) -> Decision:
    """A standing article whose piece is gone. What a hand has edited only a hand may remove."""
    asked = article.id in refresh and not edited(article)
    return Decision("remove" if asked else "orphan", article, article)


def difference(new: Article, old: Article) -> str:
    """Unified difference between what stands and what the machine would write, fingerprints left out."""
    before, after = (dump(replace(a, written="")).splitlines(keepends=True) for a in (old, new))
    return "".join(difflib.unified_diff(before, after, f"{old.path}（现有，人工改过）", f"{old.path}（机器重写）"))


def report(page: str, drafts: Sequence[Article], decisions: Sequence[Decision]) -> Report:
    """The decisions of one page as `clean` tells them."""
    kept = [d for d in decisions if d.action == "keep" and d.standing]
    return Report(
        path=page,
        pieces=len(drafts),
        review=sum(bool(d.review) for d in drafts),
        written=tuple(d.article.id for d in decisions if d.action in WRITTEN),
        removed=tuple(d.article.id for d in decisions if d.action == "remove"),
        kept=tuple(d.article.id for d in kept),
        same=sum(d.action == "same" for d in decisions),
        diffs=tuple(difference(d.article, d.standing) for d in kept if d.standing),
        problems=tuple(orphan_problem(d.article) for d in decisions if d.action == "orphan"),
    )


def orphan_problem(article: Article) -> Problem:
    message = f"文章 {article.id} 在原页上已经没有对应的一篇"
    by_hand = f"它被人工改过；确认不要了，请手工删去并把编号记入 {NAME}，理由写“{GONE}”"
    by_machine = f"确认不要了，请用 clean --refresh {article.id} 撤下"
    return Problem(article.path, None, message, by_hand if edited(article) else by_machine)
