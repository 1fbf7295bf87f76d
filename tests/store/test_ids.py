"""An id is given once, kept for ever, and says where and when the piece was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.core import dates
from scripts.core.types import Article, Source
from scripts.store.ids import ID, Ledger, date_digits, match, prefix, year


def draft(title: str, *lines: tuple[int, int], date: str | None = "2022-01-17") -> Article:
    return Article(
        id="",
        title=title,
        kind="article",
        body="文",
        date=dates.parse(date) if date else None,
        publication="江西日报《法治》周刊",
        source=Source("p.txt", lines),
    )


@pytest.mark.parametrize(
    ("date", "digits"),
    [
        ("2022-01-17", "20220117"),
        ("2022-01-17~", "20220117"),
        ("2024-09", "202409xx"),
        ("2024-09~", "202409xx"),
        ("2024-09-10/2024-09-19", "202409xx"),
        ("2022-11/2022-12", "2022xxxx"),
        ("2022", "2022xxxx"),
        ("2022-12/2023-01", "202xxxxx"),
        ("202X", "202xxxxx"),
        (None, "xxxxxxxx"),
    ],
)
def test_the_date_in_an_id_holds_what_is_known_and_x_for_the_rest(date: str | None, digits: str) -> None:
    assert date_digits(dates.parse(date) if date else None) == digits


def test_numbers_count_on_from_those_already_given_and_never_fill_a_gap() -> None:
    ledger = Ledger(["jxrb-fz-20220117-01", "jxrb-fz-20220117-04", "wm-xxxxxxxx-99", "not an id"])
    assert [ledger.claim("jxrb-fz-20220117") for _ in range(2)] == ["jxrb-fz-20220117-05", "jxrb-fz-20220117-06"]
    assert ledger.claim("wm-xxxxxxxx") == "wm-xxxxxxxx-100"
    assert ledger.claim("ncwx-20220117") == "ncwx-20220117-01"


@given(st.lists(st.sampled_from(["wm-xxxxxxxx", "jxrb-fz-2022xxxx", "jxrb-fz-20220117"]), max_size=150))
def test_no_two_pieces_ever_get_the_same_id(stems: list[str]) -> None:
    ledger = Ledger([])
    given_ids = [ledger.claim(stem) for stem in stems]
    assert len(set(given_ids)) == len(given_ids)
    assert all(ID.fullmatch(identifier) for identifier in given_ids)


def test_a_piece_is_known_again_by_the_lines_it_shares_whatever_its_headline() -> None:
    standing = [("旧题甲", Source("p.txt", ((1, 10),))), ("旧题乙", Source("p.txt", ((11, 30), (41, 45))))]
    drafts = [draft("新题乙", (9, 30)), draft("新题甲", (1, 8)), draft("新增", (50, 60))]
    assert match(drafts, standing) == {0: 1, 1: 0}


def test_pieces_on_one_line_are_told_apart_by_their_headlines() -> None:
    standing = [
        ("甲", Source("p.txt", ((1, 1),))),
        ("乙", Source("p.txt", ((1, 1),))),
        ("丙", Source("p.txt", ((1, 1),))),
    ]
    assert match([draft("丙", (1, 1)), draft("乙", (1, 1))], standing) == {0: 2, 1: 1}


def test_a_piece_whose_lines_have_all_moved_is_known_by_its_headline() -> None:
    assert match([draft("甲", (101, 110))], [("甲", Source("p.txt", ((1, 10),)))]) == {0: 0}


def test_a_span_without_end_written_by_a_hand_costs_no_time() -> None:
    assert match([draft("乙", (3, 4))], [("甲", Source("p.txt", ((1, 20_000_000),)))]) == {0: 0}


def test_the_folder_is_the_year_of_the_id() -> None:
    assert year("jxrb-fz-2022xxxx-03") == "2022"
    assert year("wm-202xxxxx-01") == year("wm-xxxxxxxx-01") == year("notes") == "undated"


def test_the_prefix_joins_publication_and_date() -> None:
    assert prefix(draft("甲", (1, 2))) == "jxrb-fz-20220117"
