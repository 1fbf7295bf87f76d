"""What a summary tells of a changed text."""

from __future__ import annotations

from scripts.cli.summary_text import MOST_SENTENCES, Changed, text_lines
from tests.effort import effort
from tests.samples import article


def test_a_text_of_endlessly_many_sentences_is_not_compared_one_by_one() -> None:
    pair = Changed(article(1, body="队员又出了门。" * 3000), article(1, body="队员又出了门。" * 3000 + "夜深了。"))
    found = list(text_lines(pair))
    assert len(found) == 1 and "3001句" in found[0]
    same = Changed(pair.before, pair.before)
    assert list(text_lines(same)) == []
    assert effort(lambda: list(text_lines(pair))) + effort(lambda: list(text_lines(same))) < MOST_SENTENCES


def test_a_long_text_that_a_page_could_hold_is_compared_sentence_by_sentence() -> None:
    body = "队员又出了门。" * 400
    assert list(text_lines(Changed(article(1, body=body), article(1, body=body + "夜深了。")))) == ["+ 夜深了。"]
