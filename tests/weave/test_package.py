"""The data package and the records in it, as a stranger's validator sees them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from frictionless import Package, validate
from samples import explanations, hostile, hostile_explanations, sample

from scripts.store.history import Change, History
from scripts.store.withdrawn import Withdrawn
from scripts.weave import pages
from scripts.weave.machine.columns import COLUMNS
from scripts.weave.tree import Past

HISTORY = History((Change("jxrb-fz-20221130-01", "2026-01-02T03:04:05Z", "added", (), "", "a" * 40, "新报道"),))


def laid_out(folder: Path, tree: dict[str, str | bytes]) -> Path:
    """The files of `data/` on disk."""
    for path, text in tree.items():
        if path.startswith("data/") and not path.endswith(".md"):
            file = folder / path.removeprefix("data/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture(scope="module")
def tree() -> dict[str, str | bytes]:
    return pages(sample(), explanations(sample()), past=Past(history=HISTORY))


def faults(package: Path) -> list[str]:
    report = validate(str(package / "datapackage.json"))
    return [str(row) for row in report.flatten(["type", "note", "rowNumber", "fieldName"])] + list(report.errors)


def test_another_program_finds_the_package_valid(tmp_path: Path, tree: dict[str, str | bytes]) -> None:
    assert faults(laid_out(tmp_path, tree)) == []


def test_a_changed_byte_is_noticed(tmp_path: Path, tree: dict[str, str | bytes]) -> None:
    folder = laid_out(tmp_path, tree)
    table = folder / "articles.csv"
    table.write_bytes(table.read_bytes().replace("小河".encode(), "大河".encode(), 1))
    assert any("hash" in fault for fault in faults(folder))


def test_the_package_of_hostile_texts_is_valid_too(tmp_path: Path) -> None:
    archive = hostile()
    assert faults(laid_out(tmp_path, pages(archive, hostile_explanations(archive)))) == []


def test_lengths_and_checksums_are_those_of_the_files(tree: dict[str, str | bytes]) -> None:
    told = json.loads(str(tree["data/datapackage.json"]))
    names = [resource["path"] for resource in told["resources"]]
    assert set(names) >= {
        "articles.csv",
        "articles.jsonl",
        "figures.csv",
        "places.csv",
        "vocabulary.ttl",
        "changes.jsonl",
    }
    for resource in told["resources"]:
        content = str(tree[f"data/{resource['path']}"]).encode()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_every_file_that_is_offered_is_in_the_package_and_on_the_page(tree: dict[str, str | bytes]) -> None:
    told = {resource["path"] for resource in json.loads(str(tree["data/datapackage.json"]))["resources"]}
    made = {p.removeprefix("data/") for p in tree if p.startswith("data/") and not p.endswith(("index.md", ".html"))}
    ours = {name for name in made if "/" not in name} - {"datapackage.json"}
    assert told <= ours
    page = str(tree["data/index.md"])
    assert all(f'href="../data/{name}"' in page for name in told)
    assert 'href="../data/datapackage.json"' in page


def test_every_column_is_described_in_its_order(tree: dict[str, str | bytes]) -> None:
    package = Package.from_descriptor(json.loads(str(tree["data/datapackage.json"])))
    for name, columns in COLUMNS.items():
        resource = package.get_resource(name.removesuffix(".csv"))
        assert [(field.name, field.description) for field in resource.schema.fields] == list(columns.items())


def test_a_row_of_the_table_of_articles_says_what_the_record_says(tree: dict[str, str | bytes]) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(str(tree["data/articles.csv"])))}
    assert list(rows) == [a.id for a in sample().articles]
    first = rows["jxrb-fz-20221130-01"]
    assert first["date"] == "2022-11/2022-12"
    assert (first["earliest"], first["latest"]) == ("2022-11-01", "2022-12-31")
    assert (first["city"], first["district"], first["topic"]) == ("南昌市", "红谷滩区", "治安防控")
    assert first["lines"] == "10-14"
    assert first["original"] == "江西日报《法治》周刊，2022年"
    assert first["added"] == first["changed"] == "2026-01-02T03:04:05Z"
    assert rows["jxrb-fz-202409xx-02"]["city"] == "新余市|九江市"
    assert rows["wm-xxxxxxxx-01"]["date"] == rows["wm-xxxxxxxx-01"]["added"] == ""


def test_a_line_of_the_whole_archive_is_the_row_and_the_paragraphs(tree: dict[str, str | bytes]) -> None:
    lines = [json.loads(line) for line in str(tree["data/articles.jsonl"]).splitlines()]
    assert [line["id"] for line in lines] == [a.id for a in sample().articles]
    assert list(lines[0]) == [*COLUMNS["articles.csv"], "paragraphs"]
    assert lines[0]["paragraphs"][1] == "邻居管邻居的事"
    assert lines[0]["length"] == sum(map(len, lines[0]["paragraphs"]))


def test_each_article_has_its_whole_record_at_its_address(tree: dict[str, str | bytes]) -> None:
    found = json.loads(str(tree["articles/jxrb-fz-20221130-01/index.json"]))
    assert set(found) == {*COLUMNS["articles.csv"], "paragraphs", "sha256", "figures", "evidence", "related", "copies"}
    assert found["figures"][0]["unit"] == "户"
    assert {"tag", "value", "weight", "quote", "line", "reason"} == set(found["evidence"][0])
    assert found["related"]
    assert all(one["reasons"] and one["url"].endswith(f"/{one['id']}/") for one in found["related"])


def test_what_the_lost_raw_page_would_tell_is_not_told_as_nothing(tree: dict[str, str | bytes]) -> None:
    found = json.loads(str(tree["articles/jxrb-fz-20230620-01/index.json"]))
    assert found["figures"] is found["evidence"] is found["sha256"] is None


def test_every_list_is_data_at_the_address_of_its_page(tree: dict[str, str | bytes]) -> None:
    city = json.loads(str(tree["cities/xinyu/index.json"]))
    assert city["title"] == "新余市"
    assert city["count"] == len(city["articles"]) == 2
    assert {"id", "title", "date", "url"} == set(city["articles"][0])
    for place in ("articles", "cities/xinyu/yushui", "topics/public-safety", "dates/2022", "dates/2022/11"):
        assert json.loads(str(tree[f"{place}/index.json"]))["articles"]
    for place in ("cities", "dates", "initiatives", "publications", "topics"):
        listed = json.loads(str(tree[f"{place}/index.json"]))["lists"]
        for one in listed:
            page = one["url"].removeprefix("https://pingan-jiangxi.github.io/archive/")
            assert f"{page}index.md" in tree, page


def test_an_initiative_with_one_report_has_no_list_of_its_own() -> None:
    tree = pages(hostile(), {})
    single = {n for a in hostile().articles for n in a.initiative}
    lists = [p for p in tree if p.startswith("initiatives/") and p.endswith("/index.json")]
    assert len(lists) < max(2, len(single))
    assert json.loads(str(tree["initiatives/index.json"]))["lists"]


def test_people_are_not_listed_as_data(tree: dict[str, str | bytes]) -> None:
    assert not [path for path in tree if path.startswith("authors/") and path.endswith(".json")]


def test_a_withdrawn_article_keeps_its_address_and_says_why_and_no_more() -> None:
    gone = Withdrawn("jxrb-fz-20211231-01", "2026-01-17", "应当事人请求撤下", "某某某的故事")
    tree = pages(sample(), {}, past=Past(withdrawn=(gone,)))
    found = json.loads(str(tree["articles/jxrb-fz-20211231-01/index.json"]))
    assert found["withdrawn"] is True
    assert (found["date"], found["reason"]) == ("2026-01-17", "应当事人请求撤下")
    assert not [path for path, text in tree.items() if "某某某的故事" in str(text)]


def test_a_withdrawn_id_never_hides_an_article_that_lives() -> None:
    tree = pages(sample(), {}, past=Past(withdrawn=(Withdrawn("jxrb-fz-20221130-01", "2026-01-17"),)))
    assert "withdrawn" not in json.loads(str(tree["articles/jxrb-fz-20221130-01/index.json"]))


def test_five_files_an_article_and_no_more() -> None:
    """Page, record and three references: what an address offers must not grow by accident."""
    few, many = (len(pages(replaced(n), {})) for n in (10, 30))
    assert (many - few) / 20 == 5


def replaced(count: int) -> object:
    from samples import article

    from scripts.core.types import Archive

    return Archive(tuple(article(n, id=f"jxrb-fz-20221130-{n:03}", source=None) for n in range(1, count + 1)))


MANUAL = (Path(__file__).resolve().parents[2] / "docs/handbook/data.md").read_text(encoding="utf-8")


def told(title: str) -> list[str]:
    """First cells of the tables of a section of the manual."""
    (section,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def test_the_manual_names_every_file_and_every_key_and_no_other(tree: dict[str, str | bytes]) -> None:
    folder = "articles/jxrb-fz-20221130-01/"
    files = {path.removeprefix(folder) for path in tree if path.startswith(folder)} - {"index.md"}
    keys = list(json.loads(str(tree[f"{folder}index.json"])))
    extra = [key for key in keys if key not in COLUMNS["articles.csv"]]
    assert told("一篇报道") == [*sorted(files, key="index.json cite.bib cite.ris cite.json".index), *extra]
    assert told("改动") == list(json.loads(str(tree["data/changes.jsonl"]).splitlines()[0]))
    for resource in json.loads(str(tree["data/datapackage.json"]))["resources"]:
        assert f"`{resource['path']}`" in MANUAL or f"`data/{resource['path']}`" in MANUAL
    for name in ("feed.xml", "feed.json", "changes.xml", "sitemap.xml", "robots.txt", "llms.txt"):
        assert f"`{name}`" in MANUAL
        assert name in tree


def test_the_manual_names_every_part_of_a_figure_and_of_a_reason(tree: dict[str, str | bytes]) -> None:
    found = json.loads(str(tree["articles/jxrb-fz-20221130-01/index.json"]))
    for part in ("figures", "evidence"):
        (row,) = re.findall(rf"^\| `{part}` \| (.*) \|$", MANUAL, re.MULTILINE)
        assert set(re.findall(r"`(\w+)`", row)) == set(found[part][0])
