"""What the measuring of searches counts as found, as right and as first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.search.queries import Query
from benchmarks.search.score import Answer, percentile, rates

documents = st.frozensets(st.integers(0, 30))


def query(*truth: int, target: int | None = None) -> Query:
    return Query("义警巡逻", frozenset(truth), target)


def answer(*found: int, spent: float = 1.0) -> Answer:
    return Answer(frozenset(found), found[:10], spent)


def test_half_of_what_there_is_and_a_third_of_it_right() -> None:
    scored = rates([query(1, 2)], [answer(7, 2, 9)])
    assert (scored.recall, scored.precision, scored.rank, scored.empty) == (0.5, pytest.approx(1 / 3), 0.5, 0.0)


def test_nothing_found_counts_against_recall_and_says_nothing_of_precision() -> None:
    scored = rates([query(1), query(2)], [answer(), answer(2)])
    assert (scored.recall, scored.precision, scored.rank, scored.empty) == (0.5, 1.0, 0.5, 0.5)


def test_a_query_for_which_there_is_nothing_is_no_failure_to_find() -> None:
    scored = rates([query()], [answer()])
    assert (scored.recall, scored.precision, scored.rank, scored.empty) == (None, None, None, None)


def test_what_is_found_where_there_is_nothing_is_wrong() -> None:
    assert rates([query()], [answer(3)]).precision == 0.0


def test_a_known_item_counts_by_its_own_place_not_by_that_of_another_right_one() -> None:
    assert rates([query(4, 5, target=5)], [answer(4, 8, 5)]).rank == pytest.approx(1 / 3)


def test_a_right_one_that_is_only_found_after_the_first_ten_is_not_shown() -> None:
    shown = Answer(frozenset(range(20)), tuple(range(20)), 1.0)
    assert rates([query(10, target=10)], [shown]).rank == 0.0


def test_every_query_needs_its_answer() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rates([query(1), query(2)], [answer(1)])


@given(documents, documents)
def test_all_and_only_the_right_ones_is_one_and_anything_else_is_less(
    truth: frozenset[int], found: frozenset[int]
) -> None:
    scored = rates([Query("调解", truth)], [Answer(found, tuple(sorted(found)), 1.0)])
    figures = [value for value in (scored.recall, scored.precision) if value is not None]
    assert all(0 <= value <= 1 for value in figures)
    assert (all(value == 1 for value in figures) and len(figures) == 2) == (truth == found and bool(truth))


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values_and_grows_with_the_share(values: list[float], share: float) -> None:
    assert min(values) <= percentile(values, share) <= percentile(values, 1.0) == max(values)
    assert percentile(values, share) in values


def test_the_slow_ones_are_told_apart_from_the_middle() -> None:
    scored = rates([query(1)] * 20, [answer(1, spent=float(n)) for n in range(20)])
    assert (scored.median, scored.slow) == (10.0, 19.0)
