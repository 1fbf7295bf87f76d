"""The pages of cues and rules are their tables, and the page of pages names code that exists: none can drift."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import escape

from scripts.core.settings import DATA, DOCS
from scripts.core.types import Archive
from scripts.core.vocab import rule_table
from scripts.core.vocab.tables import rows
from scripts.weave import listing, pages, paging, tree
from scripts.weave.handbook import FAMILIES


def test_every_cue_is_shown_with_name_weight_and_reason() -> None:
    page = str(pages(Archive(()), {})["handbook/cues/index.md"])
    for _, row in rows(DATA / "cues.tsv"):
        mark = "" if row["set"] == "fit" else " 定"
        cells = f'<code>{row["code"]}</code></td><th scope="row">{row["name"]}</th><td>{row["weight"]}{mark}</td>'
        assert f"{cells}<td>{row['reason']}</td>" in page, row


def test_every_family_of_cues_says_what_it_decides() -> None:
    assert {row["code"][0] for _, row in rows(DATA / "cues.tsv")} == set(FAMILIES)


def test_every_rule_has_its_section_with_reason_example_and_mend() -> None:
    page = str(pages(Archive(()), {})["handbook/rules/index.md"])
    for code, rule in rule_table().by_code.items():
        section = page.split(f'<section id="{code}">')[1].split("</section>")[0]
        for told in (rule.title, rule.hint, rule.why, rule.wrong, rule.right):
            assert str(escape(told)) in section, (code, told)


def test_every_rule_belongs_to_a_family_and_its_words_end_without_a_stop() -> None:
    table = rule_table()
    for code, rule in table.by_code.items():
        assert code[0] in table.families, code
        assert not rule.hint.endswith("。"), code
        assert rule.why.endswith("。"), code
        assert rule.wrong != rule.right, code
    assert list(table.by_code) == sorted(table.by_code, key=lambda code: (list(table.families).index(code[0]), code))


PAGES = (DOCS / "handbook" / "pages.md").read_text(encoding="utf-8")


def test_the_code_that_the_page_of_pages_names_makes_the_pages() -> None:
    (sentence,) = (line for line in PAGES.splitlines() if "算出内容的代码" in line)
    named = re.findall(r" ([a-z]+)(?=[，。])", sentence)
    assert len(named) >= 12
    assert all((Path(tree.__file__).parent / f"{name}.py").is_file() for name in named), named


def test_the_numbers_that_the_page_of_pages_gives_are_those_of_the_code() -> None:
    assert f"报道每页{listing.PAGE}篇" in PAGES
    assert f"最多列{listing.MOST_LISTED}个" in PAGES
    assert f"多于{paging.ONE_PAGE}条" in PAGES


def test_every_index_that_the_page_of_pages_links_is_woven() -> None:
    found = pages(Archive(()), {})
    linked = [target for target in re.findall(r"\]\(\.\./([^)]+)\)", PAGES) if not target.startswith("about/")]
    assert len(linked) >= 10
    assert [target for target in linked if target not in found] == []
