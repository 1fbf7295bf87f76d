"""A change is checked with all that it concerns, and nothing else is read."""

from __future__ import annotations

from scripts.check.changes import concerned

TEXT = (
    "红谷滩区一处社区请居民围坐夜谈，半年里化解纠纷三十七起。夜谈每周三晚上七点开始，谁家有疙瘩谁先说，邻居帮着拿主意。"
)
OTHER = "浔阳区人民路派出所的调解室备着一套茶具，第一杯茶消火，第二杯茶讲理，第三杯茶握手，屋里谈成了八十六件事。"


def article(name: str, body: str, page: str = "p1") -> str:
    return (
        f"---\nid: {name}\ntitle: 甲\nsource: {{file: source_articles/a/{page}.txt, lines: [[1, 2]]}}\n---\n\n{body}\n"
    )


TEXTS = {
    "a/1.md": article("x-1", TEXT),
    "a/2.md": article("x-2", TEXT.replace("邻居", "律师"), "p2"),
    "a/3.md": article("x-3", OTHER, "p3"),
    "a/4.md": article("x-4", "另见[这里](../a/9.md)。", "p4"),
    "b/1.md": article("x-3", "短。", "p5"),
}


def test_a_changed_article_brings_its_likely_copies() -> None:
    assert concerned(TEXTS, {"a/1.md"}) == ("a/1.md", "a/2.md")


def test_a_changed_article_brings_those_of_the_same_id() -> None:
    assert concerned(TEXTS, {"b/1.md"}) == ("a/3.md", "b/1.md")


def test_a_changed_page_or_record_brings_its_articles() -> None:
    for path in ("source_articles/a/p4.txt", "source_articles/a/p4.yml"):
        assert concerned(TEXTS, {path}) == ("a/4.md",)


def test_a_page_in_capitals_is_a_page() -> None:
    texts = {"a/1.md": article("x-1", TEXT).replace("p1.txt", "p1.TXT")}
    assert (
        concerned(texts, {"source_articles/a/p1.TXT"}) == concerned(texts, {"source_articles/a/p1.yml"}) == ("a/1.md",)
    )


def test_a_page_named_otherwise_than_the_machine_does_is_found_too() -> None:
    texts = {"a/5.md": '---\nid: x-5\nsource:\n  file: "source_articles/a/p5.txt"\n---\n\n甲\n'}
    assert concerned(texts, {"source_articles/a/p5.txt"}) == ("a/5.md",)


def test_a_deleted_article_brings_those_that_link_to_it() -> None:
    assert concerned(TEXTS, {"a/9.md"}) == ("a/4.md",)


def test_other_changes_bring_nothing() -> None:
    assert concerned(TEXTS, {"docs/about/index.md", "mkdocs.yml"}) == ()
