"""Plain dates mean the same days as in the library that reads all other dates."""

from __future__ import annotations

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from scripts.core import dates


@given(st.integers(1, 9999), st.integers(0, 12))
def test_a_plain_year_or_month_means_its_first_to_its_last_day(year: int, month: int) -> None:
    text = f"{year:04}-{month:02}" if month else f"{year:04}"
    known, found = parse_edtf(text), dates.parse(text)
    assert (found.earliest, found.latest) == (dates.day(known.lower_strict()), dates.day(known.upper_strict()))


@pytest.mark.parametrize("text", ["0000", "0000-01", "2022-00", "2022-13", "2022-1", "202"])
def test_a_month_that_the_calendar_has_not_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是 EDTF 日期"):
        dates.parse(text)
