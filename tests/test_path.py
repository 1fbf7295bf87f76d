"""The whole path on the repository's own pages, and on pages torn and shuffled out of them.

How a page is divided is the business of `segment` and its own tests; here stands what must hold for any division.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from damage import damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.cli import main
from scripts.core.han import fold
from scripts.core.settings import SOURCES
from scripts.core.types import Explanation, Fragment, Layout, PageRecord, RawPage
from scripts.pipeline import Worked, discover, draft, explained, work
from scripts.segment import segment
from scripts.store import dump, edited, load_archive, parse, plain_text, stamped

PAGES = discover([SOURCES])
HINTS = ("", "p", "h1", "h2", "nav", "title", "li", "footer")
ROLES = ("headline", "caption", "body", "byline", "slogan")
SCRAPS = "平安江西，。：“”（）—— 　a1\t\x00\ufffd\u200b文图摄"
NOBODY = PageRecord()
LABELS = "问答核心提示"
NOTHING = "\u200b\ufeff"
"""Characters of no width; a line of nothing else is blank."""
Files = dict[str, bytes]


def files(folder: Path) -> Files:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def clean(out: Path, jobs: int) -> Files:
    """What `clean` makes of all pages of the repository."""
    assert main(["clean", "--out", str(out), "--jobs", str(jobs)]) == 0
    return files(out)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("articles")


@pytest.fixture(scope="module")
def once(out: Path) -> Files:
    return clean(out, jobs=1)


@pytest.fixture(scope="module")
def worked() -> list[Worked]:
    return [work(path, path.relative_to(SOURCES.parent).as_posix()) for path in PAGES]


def test_every_page_of_the_repository_gives_articles(once: Files, out: Path) -> None:
    archive = load_archive(out, SOURCES)
    assert archive.problems == ()
    assert set(archive.by_source) == {path.relative_to(SOURCES.parent).as_posix() for path in PAGES}
    assert len(archive.articles) == len(once)


def test_a_second_run_with_more_processes_changes_no_byte_and_writes_no_file(once: Files, out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.md")}
    assert clean(out, jobs=4) == once
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.md")} == before


def test_neither_the_order_of_files_on_disk_nor_the_processes_change_a_byte(
    once: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def backwards(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        for place, folders, names in reversed(list(walk(folder))):
            yield place, folders[::-1], names[::-1]

    walk = os.walk
    monkeypatch.setattr(os, "walk", backwards)
    assert clean(tmp_path / "articles", jobs=2) == once


def test_every_article_goes_through_its_file_and_back(once: Files) -> None:
    for path, data in once.items():
        article = parse(data.decode(), path)
        assert dump(article).encode() == data
        assert parse(dump(article), path) == article
        assert not edited(article)


def test_the_files_hold_what_the_stages_made(once: Files, worked: Sequence[Worked]) -> None:
    made = sorted(dump(stamped(article)) for done in worked for article in done.drafts)
    held = sorted(without_id(data.decode()) for data in once.values())
    assert [without_id(text) for text in made] == held


def without_id(text: str) -> str:
    """An article file without its id, and without the fingerprint, which counts the id in."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(("id:", "written:")))


def test_every_character_of_a_page_stands_in_exactly_one_place(worked: Sequence[Worked]) -> None:
    for done in worked:
        expect_partition(done.page, done.layout)


def expect_partition(page: RawPage, layout: Layout) -> None:
    """Each visible character in one fragment of a piece, of the furniture or of what is loose, as it is on the page."""
    seen = [[0] * len(line) for line in page.lines]
    for part in fragments(layout):
        first, last = part.columns or (0, None)
        for number, text in zip(range(part.first, part.last + 1), part.lines, strict=True):
            line = page.lines[number - 1]
            assert text == line[first:last]
            for column in range(first, first + len(text)):
                seen[number - 1][column] += 1
    for line, counts in zip(page.lines, seen, strict=True):
        assert all(count == 1 for char, count in zip(line, counts, strict=True) if is_visible(char)), line


def is_visible(char: str) -> bool:
    return not char.isspace() and char not in NOTHING


def fragments(layout: Layout) -> Iterator[Fragment]:
    return chain(layout.furniture, layout.loose, *(piece.fragments for piece in layout.pieces))


def test_no_letter_is_lost_or_invented_between_page_and_article_but_what_an_edit_names(
    worked: Sequence[Worked],
) -> None:
    for done in worked:
        for made, article in zip(done.explanations, done.drafts, strict=True):
            expect_letters(made)
            shown = letters([p.text for p in made.clean.paragraphs if p.role != "byline"])
            assert without_labels(letters([plain_text(article.body)])) == without_labels(shown)


def without_labels(found: Counter[str]) -> dict[str, int]:
    """Counts of letters but those of the labels that are set by the article, printed or not."""
    return {letter: count for letter, count in found.items() if letter not in LABELS}


def expect_letters(made: Explanation) -> None:
    """Letters of the raw lines and of the clean text differ by what the edits say, and by nothing else."""
    clean = made.clean
    raw = letters(printed(made))
    text = letters((clean.title, clean.kicker, clean.subtitle, *(p.text for p in clean.paragraphs)))
    before, after = letters(e.before for e in clean.edits), letters(e.after for e in clean.edits)
    raw.subtract(before)
    text.subtract(after)
    assert {c: n for c, n in raw.items() if n} == {c: n for c, n in text.items() if n}


def printed(made: Explanation) -> Iterator[str]:
    """The raw lines of a piece; a headline that an editor set in the record stands for the printed one."""
    by_hand = made.piece.headline in dict(made.page.record.headlines).values()
    for part in made.piece.fragments:
        if not (by_hand and part.role == "headline"):
            yield from part.lines
    if by_hand and made.piece.headline:
        yield made.piece.headline


def letters(texts: Iterable[str | None]) -> Counter[str]:
    return Counter(fold("".join(text or "" for text in texts)))


def raw_page(lines: Sequence[str], hints: Sequence[str] = (), record: PageRecord = NOBODY) -> RawPage:
    return RawPage("x.txt", "0" * 64, "utf-8", "text", tuple(lines), tuple(hints) or ("",) * len(lines), record)


def own_lines() -> list[list[str]]:
    return [path.read_text(encoding="utf-8").splitlines() for path in PAGES]


@st.composite
def torn_pages(draw: st.DrawFn) -> RawPage:
    """Lines of the repository's own pages: some left out, some twice, some cut off, in any order, with any hints."""
    dice = random.Random(draw(st.integers(0, 2**32)))
    pages = draw(st.lists(st.sampled_from(own_lines()), min_size=1, max_size=2))
    lines = [line for page in pages for line in page]
    kept = dice.sample(lines, draw(st.integers(0, min(70, len(lines)))))
    kept += dice.sample(kept, min(len(kept), draw(st.integers(0, 10))))
    if draw(st.booleans()):
        kept.sort(key=lines.index)
    cut = [line[dice.randrange(len(line) or 1) :] if dice.random() < 0.2 else line for line in kept]
    cut = [line[: dice.randrange(1, len(line) + 1)] if line and dice.random() < 0.2 else line for line in cut]
    hints = [dice.choice(HINTS) for _ in cut]
    return raw_page(cut, hints if draw(st.booleans()) else ())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(torn_pages())
def test_no_page_however_torn_loses_a_character(page: RawPage) -> None:
    layout = segment(page)
    expect_partition(page, layout)
    assert segment(page) == layout


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.sampled_from(SCRAPS), max_size=30), max_size=30))
def test_no_text_at_all_can_make_segmentation_stumble(lines: list[str]) -> None:
    page = raw_page(lines)
    expect_partition(page, segment(page))


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_page_goes_through_every_stage_and_loses_nothing(seed: int) -> None:
    page = raw_page(damaged(seed).lines)
    layout = segment(page)
    expect_partition(page, layout)
    for piece in layout.pieces:
        made = explained(page, layout, piece)
        expect_letters(made)
        article = draft(made)
        assert article.title
        named = stamped(replace(article, id="wm-xxxxxxxx-01"))
        assert parse(dump(named), "") == named


@pytest.mark.parametrize("seed", range(3))
def test_an_editor_may_say_anything_in_a_record_and_nothing_is_lost(seed: int) -> None:
    lines = damaged(seed).lines
    dice = random.Random(seed)
    numbers = range(1, len(lines) + 30)
    record = PageRecord(
        joins=tuple((dice.choice(numbers), dice.choice(numbers)) for _ in range(8)),
        cuts=tuple(sorted(dice.sample(numbers, 4))),
        drop=tuple(sorted(dice.sample(numbers, 4))),
        roles=tuple((n, dice.choice(ROLES)) for n in sorted(dice.sample(numbers, 6))),
        headlines=tuple((n, "编者定的标题") for n in sorted(dice.sample(numbers, 3))),
    )
    page = raw_page(lines, record=record)
    expect_partition(page, segment(page))
