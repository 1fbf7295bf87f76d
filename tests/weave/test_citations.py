"""References: as the standards write them, and as other people's programs read them."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from samples import article, explanations, hostile, sample

from scripts.core import dates
from scripts.weave import pages
from scripts.weave.escape import plain
from scripts.weave.machine import citations
from scripts.weave.machine.citations import Reference, bibtex, csl, gbt7714, reference, ris

REPORT = Reference(
    id="jjrb-20240512-01",
    title="老码头装了新路灯",
    authors=("周小满",),
    publication="九江晚灯报",
    page="2",
    date=dates.parse("2024-05-12"),
    url="https://archive.example.org/articles/jjrb-20240512-01/",
    note="摘编：不是原文。",
    keywords=("治安防控", "九江市"),
    archive="平安江西报道档案",
)
FOUR = ("周小满", "何田", "陆一苇", "阮晴")


def test_gbt7714_writes_a_newspaper_report_as_its_two_editions_want_it() -> None:
    link = "https://archive.example.org/articles/jjrb-20240512-01/."
    assert gbt7714(REPORT, "2015") == f"周小满. 老码头装了新路灯[N/OL]. 九江晚灯报, 2024-05-12(2). {link}"
    assert gbt7714(REPORT, "2025") == f"周小满. 老码头装了新路灯[N/OL]. 九江晚灯报，2024-05-12（2）. {link}"


def test_more_than_three_authors_become_three_and_others() -> None:
    many = replace(REPORT, authors=FOUR)
    assert gbt7714(many, "2015").startswith("周小满, 何田, 陆一苇, 等. ")
    assert gbt7714(many, "2025").startswith("周小满，何田，陆一苇，等. ")
    assert gbt7714(replace(REPORT, authors=FOUR[:3]), "2025").startswith("周小满，何田，陆一苇. ")


def test_a_date_in_doubt_stands_in_brackets_and_what_is_unknown_leaves_no_hole() -> None:
    doubtful = replace(REPORT, date=dates.parse("2024-05~"), page="")
    assert "九江晚灯报, [2024-05]. http" in gbt7714(doubtful, "2015")
    bare = replace(REPORT, date=None, page="", publication="", authors=())
    assert gbt7714(bare, "2025") == f"老码头装了新路灯[N/OL]. {REPORT.url}."


def test_the_page_of_a_newspaper_is_a_number() -> None:
    from scripts.core.types import Archive
    from scripts.core.vocab import gazetteer, publications, topics
    from scripts.weave.holdings import Holdings

    for printed, told in (("第2版", "2"), ("B3", "B3"), ("第12版", "12"), (None, "")):
        one = article(1, page=printed)
        holdings = Holdings(Archive((one,)), {}, gazetteer(), topics(), publications())
        assert reference(holdings, one).page == told


def tree() -> dict[str, str]:
    return {path: str(text) for path, text in pages(sample(), explanations(sample())).items()}


def test_every_article_has_three_files_and_the_archive_has_them_together() -> None:
    found = tree()
    for one in sample().articles:
        for name in ("cite.bib", "cite.ris", "cite.json"):
            assert f"articles/{one.id}/{name}" in found
        assert found[f"articles/{one.id}/cite.bib"].strip() in found["data/references.bib"]


def bib(text: str) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return [{"ID": e.key, "TYPE": e.entry_type, **{f.key: str(f.value) for f in e.fields}} for e in library.entries]


def test_another_program_reads_our_bibtex() -> None:
    found = bib(tree()["data/references.bib"])
    assert [entry["ID"] for entry in found] == [one.id for one in sample().articles]
    first = found[0]
    assert first["author"] == "{罗小禾}"
    assert first["title"] == "{小河社区的第1盏灯}"
    assert first["date"] == "2022-11/2022-12"
    assert first["year"] == "2022"


def test_another_program_reads_our_ris() -> None:
    found = rispy.loads(tree()["data/references.ris"])
    assert [entry["id"] for entry in found] == [one.id for one in sample().articles]
    assert found[0]["type_of_reference"] == "NEWS"
    assert found[0]["authors"] == ["罗小禾"]
    assert found[0]["secondary_title"] == sample().articles[0].publication
    exact = next(entry for entry in found if entry["id"] == "jxrb-fz-20230620-01")
    assert exact["date"] == "2023/06/20"


def test_a_day_that_is_in_doubt_is_given_to_nobody() -> None:
    doubtful = rispy.loads(ris(replace(REPORT, date=dates.parse("2023-12/2024-01"))))[0]
    assert "date" not in doubtful
    assert "year" not in doubtful
    assert "year =" not in bibtex(replace(REPORT, date=dates.parse("2023-12/2024-01")))


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("2024-05-12", {"date-parts": [[2024, 5, 12]]}),
        ("2024-09~", {"date-parts": [[2024, 9]], "circa": True}),
        ("2022-11/2022-12", {"date-parts": [[2022, 11], [2022, 12]]}),
        ("2022-XX", {"date-parts": [[2022]]}),
        ("202X", {"literal": "2020年代"}),
    ],
)
def test_csl_says_no_more_of_a_date_than_is_known(text: str, issued: object) -> None:
    assert csl(replace(REPORT, date=dates.parse(text)))["issued"] == issued


STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
<info><title>t</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter="; "><text variable="title"/><names variable="author"/>
<date variable="issued"><date-part name="year"/></date><text variable="container-title"/><text variable="URL"/></group>
</layout></bibliography></style>"""


@pytest.mark.filterwarnings("ignore")
def test_another_program_sets_a_reference_from_our_csl() -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON(json.loads(tree()["data/references.json"]))
    style = CitationStylesStyle(io.BytesIO(STYLE), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("jxrb-fz-20230620-01")]))
    (line,) = map(str, bibliography.bibliography())
    for part in ("罗小禾", "2023", "小河社区的第8盏灯", "江西日报《法治》周刊", "/articles/jxrb-fz-20230620-01/"):
        assert part in line


@given(title=st.text(min_size=1), author=st.text(min_size=1))
def test_whatever_a_headline_holds_a_reference_stays_one_reference(title: str, author: str) -> None:
    if not plain(title) or not plain(author):
        return
    ref = replace(REPORT, title=plain(title), authors=(plain(author),))
    (entry,) = bib(bibtex(ref))
    assert entry["ID"] == REPORT.id
    assert entry["url"] == REPORT.url
    (record,) = rispy.loads(ris(ref))
    assert record["urls"] == [REPORT.url]
    assert json.loads(citations.csl_document([ref]))[0]["title"] == plain(title)


def test_hostile_archives_have_references_that_can_be_read() -> None:
    found = {path: str(text) for path, text in pages(hostile(), {}).items()}
    count = len(hostile().articles)
    assert len(bib(found["data/references.bib"])) == count
    assert len(rispy.loads(found["data/references.ris"])) == count
    assert len(json.loads(found["data/references.json"])) == count
