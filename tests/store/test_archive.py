"""Cleaning again loses no hand edit, gives no id twice, and writes nothing that has not changed."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.core import dates
from scripts.core.errors import InputProblem
from scripts.core.lock import locked
from scripts.core.types import Article, Report, Source
from scripts.store.archive import load_archive, open_shelf, save
from scripts.store.articles import dump, edited, parse
from scripts.store.withdrawn import withdraw
from tests.effort import effort

PAGE = "source_articles/jxrb-fz/2022/p1.txt"


def draft(
    title: str, first: int, last: int, page: str = PAGE, body: str = "南昌县开了一次会。", date: str = "2022-01-17"
) -> Article:
    return Article(
        id="",
        title=title,
        kind="article",
        body=body,
        date=dates.parse(date),
        publication="江西日报《法治》周刊",
        source=Source(page, ((first, last),)),
        city=("南昌市",),
    )


DRAFTS = (draft("夜巡", 1, 9), draft("调解", 10, 20), draft("反诈", 21, 30))
IDS = tuple(f"jxrb-fz-20220117-0{n}" for n in (1, 2, 3))


class Tree:
    """A tree of articles in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.articles, self.sources = root / "docs" / "articles", root / "source_articles"
        self.sources.mkdir(parents=True)

    def clean(
        self, *drafts: Article, page: str = PAGE, refresh: tuple[str, ...] = (), today: str | None = None
    ) -> Report:
        with open_shelf(self.articles, self.sources) as shelf:
            return shelf.store_page(page, drafts, refresh, today)

    def file(self, identifier: str) -> Path:
        return self.articles / "2022" / f"{identifier}.md"

    def edit(self, identifier: str, before: str, after: str) -> str:
        text = self.file(identifier).read_text(encoding="utf-8")
        assert before in text
        self.file(identifier).write_text(text.replace(before, after), encoding="utf-8")
        return text.replace(before, after)

    @property
    def bytes(self) -> dict[str, tuple[bytes, int]]:
        return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(self.articles.rglob("*")) if p.is_file()}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(a.id for a in load_archive(self.articles, self.sources).articles)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_a_new_page_is_written_in_page_order_below_its_year(tree: Tree) -> None:
    report = tree.clean(*DRAFTS)
    assert report.written == tree.ids == IDS
    assert report.pieces == 3
    assert parse(tree.file(IDS[1]).read_text(encoding="utf-8"), "").title == "调解"


def test_what_the_machine_wrote_counts_as_untouched(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    assert not any(edited(a) for a in load_archive(tree.articles, tree.sources).articles)


def test_a_second_run_touches_no_file(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    before = tree.bytes
    report = tree.clean(*DRAFTS)
    assert (report.same, report.written, report.kept) == (3, (), ())
    assert tree.bytes == before


def test_an_untouched_article_follows_what_the_machine_now_makes_of_it(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    report = tree.clean(DRAFTS[0], replace(DRAFTS[1], topic=("矛盾调解",)), DRAFTS[2])
    assert (report.written, report.same) == ((IDS[1],), 2)
    assert "topic: [矛盾调解]" in tree.file(IDS[1]).read_text(encoding="utf-8")


def test_a_hand_edited_article_is_never_overwritten_and_the_difference_is_shown(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    by_hand = tree.edit(IDS[1], "[南昌市]", "[九江市]")
    report = tree.clean(*DRAFTS)
    assert tree.file(IDS[1]).read_text(encoding="utf-8") == by_hand
    assert report.kept == (IDS[1],)
    assert "-city: [九江市]\n+city: [南昌市]\n" in report.diffs[0]
    assert "written" not in report.diffs[0]


def test_an_edited_article_that_says_what_the_machine_now_says_is_not_mentioned(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    tree.edit(IDS[1], "[南昌市]", "[九江市]")
    report = tree.clean(DRAFTS[0], replace(DRAFTS[1], city=("九江市",)), DRAFTS[2])
    assert (report.kept, report.same, report.written) == ((), 3, ())


def test_an_article_in_windows_line_ends_is_no_hand_edit(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    tree.file(IDS[0]).write_bytes(tree.file(IDS[0]).read_bytes().replace(b"\n", b"\r\n"))
    assert tree.clean(*DRAFTS).same == 3


def test_refresh_writes_over_a_hand_edit_on_demand_and_only_there(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    tree.edit(IDS[0], "[南昌市]", "[九江市]")
    tree.edit(IDS[1], "[南昌市]", "[九江市]")
    report = tree.clean(*DRAFTS, refresh=(IDS[1],))
    assert (report.written, report.kept) == ((IDS[1],), (IDS[0],))
    assert "[南昌市]" in tree.file(IDS[1]).read_text(encoding="utf-8")


def test_ids_and_places_stay_when_headline_date_or_order_of_a_page_change(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    later = [replace(d, title=d.title + "（续）", date=dates.parse("2023-05-06")) for d in reversed(DRAFTS)]
    report = tree.clean(*later)
    assert tree.ids == IDS
    assert report.written == tuple(reversed(IDS))
    assert parse(tree.file(IDS[2]).read_text(encoding="utf-8"), "").title == "反诈（续）"


def test_a_piece_that_is_split_keeps_its_id_for_the_greater_half(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    report = tree.clean(DRAFTS[0], draft("调解上", 10, 12), draft("调解下", 13, 20), DRAFTS[2])
    titles = {a.id: a.title for a in load_archive(tree.articles, tree.sources).articles}
    assert titles[IDS[1]] == "调解下"
    assert report.written == ("jxrb-fz-20220117-04", IDS[1])


def test_two_pages_of_one_day_never_share_an_id(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    other = "source_articles/jxrb-fz/2022/p2.txt"
    report = tree.clean(draft("夜巡", 1, 9, other), page=other)
    assert report.written == ("jxrb-fz-20220117-04",)


def test_the_same_page_given_twice_in_one_run_is_stored_once(tree: Tree) -> None:
    with open_shelf(tree.articles, tree.sources) as shelf:
        shelf.store_page(PAGE, DRAFTS)
        assert shelf.store_page(PAGE, DRAFTS).same == 3
    assert tree.ids == IDS


def test_an_article_whose_piece_is_gone_stays_and_is_named(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    report = tree.clean(*DRAFTS[:2])
    assert tree.ids == IDS
    assert IDS[2] in report.problems[0].message


def test_on_demand_it_is_withdrawn_and_its_id_never_used_again(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    report = tree.clean(*DRAFTS[:2], refresh=(IDS[2],), today="2026-01-02")
    assert report.removed == (IDS[2],)
    assert tree.ids == IDS[:2]
    assert f"- {{id: {IDS[2]}, date: 2026-01-02, reason: " in (tree.articles / ".withdrawn.yml").read_text(
        encoding="utf-8"
    )
    assert tree.clean(*DRAFTS[:2], draft("新篇", 40, 50)).written == ("jxrb-fz-20220117-04",)


def test_a_withdrawn_piece_is_not_published_again(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    tree.clean(*DRAFTS[:2], refresh=(IDS[2],))
    report = tree.clean(*DRAFTS)
    assert (tree.ids, report.same) == (IDS[:2], 2)


def test_an_id_withdrawn_by_hand_is_not_given_again(tree: Tree) -> None:
    tree.articles.mkdir(parents=True)
    (tree.articles / ".withdrawn.yml").write_text(
        "- id: jxrb-fz-20220117-07\n  date: 2025-03-01\n  reason: 当事人要求\n", encoding="utf-8"
    )
    assert tree.clean(DRAFTS[0]).written == ("jxrb-fz-20220117-08",)


BROKEN = {
    "never closed": "- {id: [\n",
    "nested without end": "[" * 30_000,
    "a tag of YAML": "- {id: jxrb-fz-20220117-07, reason: !!bool x}\n",
    "a tag that lies": "- !!map [id]\n",
    "a key that is a list": "- {[id]: a}\n",
    "another encoding": "- {id: jxrb-fz-20220117-07, reason: 当事人要求}\n".encode("gb18030"),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_list_of_withdrawn_articles_stops_the_work_before_it_can_do_harm(
    content: str | bytes, tree: Tree
) -> None:
    tree.articles.mkdir(parents=True)
    (tree.articles / ".withdrawn.yml").write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputProblem, match="withdrawn"):
        tree.clean(DRAFTS[0])
    with pytest.raises(InputProblem, match="withdrawn"):
        withdraw(tree.articles, [draft("夜巡", 1, 9)], "重复")


def test_an_orphan_that_a_hand_has_edited_is_only_removed_by_hand(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    tree.edit(IDS[2], "[南昌市]", "[九江市]")
    assert tree.clean(*DRAFTS[:2]).problems == ()
    report = tree.clean(*DRAFTS[:2], refresh=(IDS[2],))
    assert "手工" in report.problems[0].mend
    assert tree.ids == IDS


def test_a_page_with_an_unreadable_article_gets_no_second_copy_of_it(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    tree.edit(IDS[1], "title: 调解", "title: [调解")
    before = tree.bytes
    report = tree.clean(*DRAFTS)
    assert "读不出来" in report.problems[0].message
    assert tree.bytes == before


def test_an_article_that_a_person_moved_is_rewritten_where_it_stands(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    moved = tree.articles / "专题" / "x.md"
    moved.parent.mkdir()
    tree.file(IDS[0]).rename(moved)
    tree.clean(replace(DRAFTS[0], topic=("治安防控",)), *DRAFTS[1:])
    assert "治安防控" in moved.read_text(encoding="utf-8")
    assert not tree.file(IDS[0]).exists()


def test_a_broken_article_becomes_a_problem_and_the_others_load(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    tree.file(IDS[0]).write_bytes(b"---\nid: a\ntitle: \xff\xfe\n---\n")
    archive = load_archive(tree.articles, tree.sources)
    assert [a.id for a in archive.articles] == list(IDS[1:])
    assert [(p.line, p.message) for p in archive.problems] == [(3, "不是 UTF-8 编码的文字")]


def test_a_duplicate_id_names_both_files_and_the_first_one_counts(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    twin = tree.articles / "2022" / "zz.md"
    twin.write_bytes(tree.file(IDS[0]).read_bytes())
    archive = load_archive(tree.articles, tree.sources)
    assert len(archive.articles) == 3
    assert archive.problems[0].path.endswith("zz.md")
    assert f"{IDS[0]}.md" in archive.problems[0].message


def test_records_of_pages_in_use_are_loaded_and_fill_the_number_of_the_page(tree: Tree) -> None:
    record = tree.sources / "jxrb-fz" / "2022" / "p1.yml"
    record.parent.mkdir(parents=True)
    record.write_text("page: 第2版\ntext: digest\nseries: 访谈\n", encoding="utf-8")
    tree.clean(*DRAFTS)
    archive = load_archive(tree.articles, tree.sources)
    assert archive.records[PAGE].series == "访谈"
    assert {a.page for a in archive.articles} == {"第2版"}


def test_an_article_that_names_a_file_outside_the_sources_opens_nothing(tree: Tree) -> None:
    (tree.sources.parent / "secret.yml").write_text("series: 秘密\n", encoding="utf-8")
    for page in ("source_articles/../secret.txt", "/etc/passwd", "../x.txt"):
        tree.clean(draft("甲", 1, 2, page), page=page)
    assert load_archive(tree.articles, tree.sources).records == {}


def test_a_whole_archive_saves_byte_for_byte(tree: Tree) -> None:
    tree.clean(*DRAFTS)
    before = tree.bytes
    for article in load_archive(tree.articles, tree.sources).articles:
        assert not save(tree.articles, article)
    assert tree.bytes == before


def test_the_folder_may_lie_anywhere(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_shelf(Path("out"), tree.sources) as shelf:
        shelf.store_page(PAGE, DRAFTS)
        report = shelf.store_page(PAGE, [replace(d, city=("九江市",)) for d in DRAFTS])
    assert report.written == IDS
    assert len(list(Path("out").rglob("*.md"))) == 3


def clean_in_a_process(root: str, page: str, gate: object) -> None:
    tree = Tree.__new__(Tree)
    tree.articles, tree.sources = Path(root) / "docs" / "articles", Path(root) / "source_articles"
    gate.wait()  # type: ignore[attr-defined]
    tree.clean(*(draft(f"第{n}篇", n, n, page) for n in range(1, 21)), page=page)


def test_two_runs_at_once_neither_lose_nor_double_an_article(tree: Tree) -> None:
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(3)
    pages = ["source_articles/a.txt", "source_articles/b.txt", "source_articles/b.txt"]
    runs = [context.Process(target=clean_in_a_process, args=(str(tree.articles.parents[1]), p, gate)) for p in pages]
    for run in runs:
        run.start()
    for run in runs:
        run.join(20)
    archive = load_archive(tree.articles, tree.sources)
    assert archive.problems == ()
    assert {page: len(a) for page, a in archive.by_source.items()} == {
        "source_articles/a.txt": 20,
        "source_articles/b.txt": 20,
    }


def test_who_waits_too_long_for_another_run_is_told_so(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(InputProblem, match="另一个程序正在写"), locked(tmp_path, patience=0.1):
        pass


def test_a_crashed_run_leaves_no_lock_behind(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        with locked(tmp_path):
            os._exit(1)
    os.waitpid(child, 0)
    with locked(tmp_path, patience=0.1):
        pass


def test_the_work_grows_in_proportion_to_the_pages(tree: Tree) -> None:
    def store(pages: int, name: str) -> None:
        with open_shelf(tree.articles / name, tree.sources) as shelf:
            for n in range(pages):
                shelf.store_page(f"{name}{n}.txt", [draft("甲", 1, 9, f"{name}{n}.txt")])

    assert effort(lambda: store(320, "b")) < 10 * effort(lambda: store(40, "a"))


def test_order_does_not_depend_on_the_file_system(tree: Tree) -> None:
    for n in (3, 1, 2):
        article = replace(draft("甲", n, n), id=f"wm-xxxxxxxx-0{n}")
        path = tree.articles / str(9 - n) / f"{n}.md"
        path.parent.mkdir(parents=True)
        path.write_text(dump(article), encoding="utf-8")
    assert tree.ids == ("wm-xxxxxxxx-01", "wm-xxxxxxxx-02", "wm-xxxxxxxx-03")


def test_a_piece_without_a_headline_is_stored_under_a_title_that_says_so(tree: Tree) -> None:
    tree.clean(draft("", 1, 2))
    article = load_archive(tree.articles, tree.sources).articles[0]
    assert (article.title, article.review) == ("（无题）", ("headline",))
