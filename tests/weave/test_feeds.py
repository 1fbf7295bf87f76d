"""Feeds, as a feed reader takes them."""

from __future__ import annotations

import json

import feedparser
import pytest
from samples import article, explanations, hostile, sample

from scripts.core.types import Archive
from scripts.core.vocab import gazetteer, topics
from scripts.store.history import Change, History
from scripts.weave import pages
from scripts.weave.escape import plain
from scripts.weave.machine.feeds import MOST
from scripts.weave.tree import Past


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    return {path: str(text) for path, text in pages(sample(), explanations(sample())).items()}


def read(text: str) -> feedparser.FeedParserDict:
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


COMMITS = {"added": "b" * 40, "changed": "a" * 40, "removed": "c" * 40}


def change(name: str, when: str, kind: str = "changed") -> Change:
    return Change(name, when, kind, ("title",), "hand", COMMITS[kind], "改正标题")  # type: ignore[arg-type]


def test_the_archive_every_city_and_every_topic_can_be_followed(tree: dict[str, str]) -> None:
    places = ["", *(f"cities/{c.slug}/" for c in gazetteer().cities), *(f"topics/{t.slug}/" for t in topics().terms)]
    for place in places:
        atom, other = read(tree[f"{place}feed.xml"]), json.loads(tree[f"{place}feed.json"])
        assert atom.version == "atom10"
        assert other["version"] == "https://jsonfeed.org/version/1.1"
        assert [entry.id for entry in atom.entries] == [item["id"] for item in other["items"]]
        assert atom.feed.id == f"https://pingan-jiangxi.github.io/archive/{place}feed.xml"
    assert len(read(tree["feed.xml"]).entries) == len(sample().articles)
    assert len(read(tree["cities/xinyu/feed.xml"]).entries) == 2


def test_a_feed_of_nothing_is_a_feed(tree: dict[str, str]) -> None:
    assert read(tree["cities/pingxiang/feed.xml"]).entries == []
    assert json.loads(tree["cities/pingxiang/feed.json"])["items"] == []


def test_an_entry_says_what_it_is_and_no_day_that_is_not_certain(tree: dict[str, str]) -> None:
    entries = {entry.id.rstrip("/").rpartition("/")[2]: entry for entry in read(tree["feed.xml"]).entries}
    exact, doubtful = entries["jxrb-fz-20230620-01"], entries["jxrb-fz-20221130-01"]
    assert exact.published == "2023-06-20T00:00:00Z"
    assert "published" not in doubtful
    assert doubtful.summary.startswith("2022年11月至12月。")
    assert doubtful.title == "小河社区的第1盏灯"
    assert doubtful.author == "罗小禾"
    assert {"南昌市", "红谷滩区", "治安防控"} == {tag.term for tag in doubtful.tags}
    assert "巡逻队" in doubtful.summary


def test_what_was_changed_last_stands_first_whatever_its_date() -> None:
    history = History((change("jxrb-fz-20221130-02", "2031-02-03T04:05:06Z"),))
    tree = pages(sample(), explanations(sample()), past=Past(history=history))
    found = read(str(tree["feed.xml"]))
    assert found.entries[0].id.endswith("/jxrb-fz-20221130-02/")
    assert found.feed.updated == found.entries[0].updated == "2031-02-03T04:05:06Z"


def test_a_feed_does_not_grow_with_the_archive() -> None:
    many = Archive(tuple(article(n, id=f"jxrb-fz-20221130-{n:03}", source=None) for n in range(1, MOST + 20)))
    assert len(read(str(pages(many, {})["feed.xml"])).entries) == MOST


def test_without_any_date_a_feed_is_still_valid() -> None:
    tree = pages(Archive((article(1, date=None),)), {})
    assert read(str(tree["feed.xml"])).entries[0].updated == "1970-01-01T00:00:00Z"


def test_hostile_texts_reach_the_feed_reader_as_text() -> None:
    tree = pages(hostile(), {})
    found = {
        entry.id: entry.title for entry in feedparser.parse(str(tree["feed.xml"]).encode(), sanitize_html=False).entries
    }
    items = {item["id"]: item["title"] for item in json.loads(str(tree["feed.json"]))["items"]}
    assert read(str(tree["feed.xml"])).entries
    assert len(found) == len(items) == min(MOST, len(hostile().articles))
    titles = {plain(one.title) for one in hostile().articles}
    assert set(items.values()) <= titles


def test_every_list_page_offers_its_feeds_and_its_data(tree: dict[str, str]) -> None:
    head = tree["cities/xinyu/index.md"].splitlines()[1]
    for name in ("feed.xml", "feed.json", "index.json"):
        assert f"cities/xinyu/{name}" in head
    assert "feed.xml" not in tree["cities/xinyu/yushui/index.md"].splitlines()[1]
    assert "cities/xinyu/yushui/index.json" in tree["cities/xinyu/yushui/index.md"].splitlines()[1]


def test_changes_can_be_followed_too_where_they_are_known() -> None:
    history = History((
        change("jxrb-fz-20221130-02", "2026-01-02T00:00:00Z", "added"),
        change("jxrb-fz-20221130-02", "2026-01-03T00:00:00Z"),
        change("jxrb-fz-20200101-09", "2026-01-04T00:00:00Z", "removed"),
    ))  # fmt: skip
    tree = {k: str(v) for k, v in pages(sample(), {}, past=Past(history=history)).items()}
    found = read(tree["changes.xml"])
    assert [entry.title for entry in found.entries] == [
        "撤下（标题）：jxrb-fz-20200101-09",
        "改动（标题）：小河社区的第2盏灯",
        "收入（标题）：小河社区的第2盏灯",
    ]
    assert len({entry.id for entry in found.entries}) == 3
    lines = [json.loads(line) for line in tree["data/changes.jsonl"].splitlines()]
    assert [line["kind"] for line in lines] == ["added", "changed", "removed"]
    assert lines[-1]["url"].endswith("/articles/jxrb-fz-20200101-09/")
    assert "changes.jsonl" in tree["data/index.md"]


def test_without_a_repository_no_changes_are_made_up(tree: dict[str, str]) -> None:
    assert "changes.xml" not in tree
    assert "data/changes.jsonl" not in tree
    assert "changes.jsonl" not in tree["data/index.md"]
    assert "没有改动记录" in tree["data/index.md"]


def test_an_article_tells_its_last_changes_in_words() -> None:
    from scripts.core.vocab import publications
    from scripts.weave.holdings import Holdings
    from scripts.weave.machine.changes import last_changes

    one = sample().articles[0]
    history = History(tuple(change(one.id, f"2026-01-{day:02}T00:00:00Z") for day in range(1, 9)))
    known = Holdings(sample(), {}, gazetteer(), topics(), publications(), history=history)
    told = last_changes(known, one)
    assert told
    assert [t.day for t in told] == [f"2026年1月{day}日" for day in (8, 7, 6, 5, 4)]
    assert (told[0].what, told[0].by) == ("改动（标题）", "人手校改")
    assert told[0].commit == "https://github.com/pingan-jiangxi/archive/commit/" + "a" * 40
    assert last_changes(Holdings(sample(), {}, gazetteer(), topics(), publications()), one) is None
