"""Old addresses lead on to where a page is now."""

from __future__ import annotations

import pytest
from samples import explanations, sample

from scripts.core.errors import InputProblem
from scripts.weave import moved, pages
from scripts.weave.moved import moved_pages

STANDING = {"", "cities/nanchang/", "about/"}


def rows(old: str, new: str) -> list[moved.Row]:
    return [(3, {"old": old, "new": new})]


def test_an_old_address_leads_on_without_a_script() -> None:
    ((address, text),) = moved_pages(STANDING, rows("places/nanchang/", "cities/nanchang/"))
    assert address == "places/nanchang/"
    assert 'moved_to: "../../cities/nanchang/"' in text
    assert '<a href="../../cities/nanchang/">' in text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("about/", "cities/nanchang/", "about/ 现在就有一页"),
        ("places/x/", "cities/y/", "新地址 cities/y/ 没有页面"),
        ("../x/", "about/", "“../x/”不是网页地址"),
        ("javascript:alert(1)", "about/", "“javascript:alert(1)”不是网页地址"),
    ],
)
def test_a_row_that_would_mislead_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(InputProblem) as caught:
        list(moved_pages(STANDING, rows(old, new)))
    assert caught.value.problem.message == message
    assert caught.value.problem.path == "moved.tsv"


def test_every_address_that_ever_moved_leads_somewhere_and_stays_out_of_the_site_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(moved, "rows", lambda path: rows("places/nanchang/", "cities/nanchang/"))
    tree = pages(sample(), explanations(sample()))
    assert "places/nanchang/index.md" in tree
    assert "places/nanchang" not in str(tree["sitemap.xml"])
