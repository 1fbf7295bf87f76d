"""How far a slip is looked into."""

from __future__ import annotations

import pytest

from scripts.correct.slips import repeated, twice


class Watched(str):
    """A text that remembers where something was found in it, and is never read to its end."""

    __slots__ = ("found",)
    found: list[int]

    def count(self, *form: object) -> int:
        raise AssertionError("the whole text was read")

    def find(self, *form: object) -> int:  # type: ignore[override]
        self.found.append(str(self).find(*form))  # type: ignore[arg-type]
        return self.found[-1]


def test_a_form_that_stands_twice_is_looked_for_no_further_than_the_second_time() -> None:
    text = Watched("“金盾" * 1000)
    text.found = []
    assert twice(text, 1500, text)
    assert 0 < max(text.found) < 10


@pytest.mark.parametrize(
    ("text", "answer"), [("金盾牌金盾牌", True), ("金盾牌", False), ("金金金金", False), ("", False)]
)
def test_two_places_of_a_form_do_not_overlap(text: str, answer: bool) -> None:
    assert repeated(text[:3] or "金盾牌", text) is answer
