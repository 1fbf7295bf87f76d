"""The pages 标签 and 日期 of the handbook tell the truth: their examples are tagged, their tables are those of the code."""

from __future__ import annotations

import re

import pytest
import yaml

from scripts.check import rules
from scripts.core import dates
from scripts.core.dates import FuzzyDate
from scripts.core.labels import FIELDS
from scripts.core.records import parse_record
from scripts.core.settings import DATA
from scripts.core.types import CleanText, PageRecord, Paragraph, RawPage, Tags
from scripts.core.vocab import gazetteer, topics
from scripts.core.vocab.tables import document
from scripts.core.vocab.topics import term_of
from scripts.tag import tag
from scripts.weave.links.features import STRENGTHS, reason
from scripts.weave.links.related import CLOSE_DAYS
from tests.test_handbook import PAGES, blocks, section

TAGS, DATES = PAGES["tags.md"], PAGES["dates.md"]
NOTHING = "不标"
LINES = "｜"
"""Stands between the lines of a page in an example."""


def table(title: str, text: str) -> list[list[str]]:
    """Cells of the rows of the tables of a section, their headings left out."""
    lines = [line for line in section(title, text).splitlines() if line.startswith("|")]
    heads = {number for number, line in enumerate(lines) if set(line) <= set("|-")}
    rows = [line for number, line in enumerate(lines) if not {number, number + 1} & heads]
    return [[cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")] for row in rows]


def tagged(title: str, body: str) -> Tags:
    """The tags of a page that holds one report."""
    clean = CleanText(title, None, None, (Paragraph("body", body, 2),))
    return tag(clean, page(title, body))


def page(*lines: str) -> RawPage:
    return RawPage("source_articles/x/1.txt", "", "utf-8", "text", lines, ("",) * len(lines), PageRecord())


def dated(cell: str) -> tuple[FuzzyDate | None, set[str]]:
    """The date of an example page and the reasons for it."""
    lines = cell.split(LINES)
    clean = CleanText(lines[0], None, None, tuple(Paragraph("body", line, n) for n, line in enumerate(lines[1:], 2)))
    found = tag(clean, page(*lines))
    return found.date, {e.reason for e in found.evidence if e.tag == "date"}


def test_every_tag_is_told_by_the_name_that_readers_see() -> None:
    for name, told, _ in table("一篇有哪些标签", TAGS):
        if name != "`review`":
            assert FIELDS[name.strip("`")] == told


@pytest.mark.parametrize("row", table("地点：写的是哪里", TAGS), ids=lambda row: row[1][:12])
def test_an_example_is_about_the_place_that_the_page_names_and_for_the_reason(row: list[str]) -> None:
    title, body, city, district, why = row
    found = tagged(title, body)
    assert ("、".join(found.city) or NOTHING) == city
    assert ("、".join(found.district) or NOTHING) == district
    reasons = {e.reason for e in found.evidence if e.tag in ("city", "district")}
    assert set(filter(None, why.split("，"))) <= reasons


def test_the_wordings_that_are_no_places_stand_in_the_table() -> None:
    (line,) = [line for line in TAGS.splitlines() if "**不是地名**" in line]
    for wording, place in re.findall(r"([\u4e00-\u9fff]{3,4})里的([\u4e00-\u9fff]{2})", line):
        assert wording in gazetteer().traps
        assert place in gazetteer().by_any_name


@pytest.mark.parametrize("row", table("专题：以什么为主", TAGS), ids=lambda row: row[0])
def test_the_main_topic_of_an_example_is_the_one_that_the_page_names(row: list[str]) -> None:
    title, body, topic = row
    assert tagged(title, body).topic[0] == topic


def test_the_example_of_an_entry_is_written_as_the_vocabulary_is() -> None:
    (shown,) = yaml.safe_load(blocks("term", TAGS)[0])
    real = [term for group in document(DATA / "topics.yml") for term in group["terms"]]
    assert list(shown) in [list(term) for term in real]
    assert all(type(shown[key]) is type(term[key]) for term in real for key in shown if key in term)
    assert term_of(shown, "").triggers["防溺水"] == 2.5
    assert "编的" in TAGS
    assert shown["term"] not in topics().by_name


@pytest.mark.parametrize("row", table("举措：有名字的做法", TAGS), ids=lambda row: row[0][:12])
def test_an_example_names_the_programme_that_the_page_says_it_names(row: list[str]) -> None:
    body, name = row
    assert ("、".join(tagged("夜校", body).initiative) or NOTHING) == name


def test_the_table_of_what_links_reports_is_that_of_the_code() -> None:
    rows = table("相关报道", TAGS)
    weights = [float(row[1]) for row in rows]
    assert weights == sorted(weights, reverse=True)
    told = {}
    for _, weight, shown in rows:
        value = re.split("[：“]|都写到|同在", shown, maxsplit=1)[-1].rstrip("”")
        kinds = [kind for kind in STRENGTHS if reason(kind, value) == shown and STRENGTHS[kind] == float(weight)]
        assert kinds, shown
        told[shown] = kinds
    assert {kind for kinds in told.values() for kind in kinds} == set(STRENGTHS)
    assert len(rows) == len(STRENGTHS)
    assert "两个月以外不加" in TAGS
    assert 60 <= CLOSE_DAYS <= 62


@pytest.mark.parametrize(("text", "family"), [(TAGS, "标"), (DATES, "日")], ids=["tags", "dates"])
def test_every_rule_of_the_family_is_told_by_its_title(text: str, family: str) -> None:
    told = {row[0].strip("`"): row[1] for row in table("改标签" if family == "标" else "改日期", text)}
    assert told == {rule.code: rule.title for rule in rules() if rule.code.startswith(family)}


@pytest.mark.parametrize("row", table("怎样写", DATES), ids=lambda row: row[0])
def test_a_date_is_read_as_the_page_says(row: list[str]) -> None:
    assert dates.parse(row[0].strip("`")).words == row[1]


EXAMPLES = [*table("从哪里来", DATES), *table("怎样推断", DATES)]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row[0][:16])
def test_an_example_page_has_the_date_that_the_handbook_gives_it(row: list[str]) -> None:
    value, reasons = dated(row[0])
    assert (f"`{value.text}`" if value else "空着") == row[1]
    assert not row[2] or row[2] in reasons


def test_what_is_not_printed_is_never_given_as_an_exact_day() -> None:
    for row in EXAMPLES:
        value, reasons = dated(row[0])
        printed = any("印" in why for why in reasons)
        assert value is None or value.exact == printed


def test_the_records_of_the_page_are_understood() -> None:
    for record in blocks("record", DATES):
        assert parse_record(record, "r.yml")[1] == ()
