"""Large tables are made once on a machine, and nothing that is kept is trusted beyond what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scripts.core import cache
from scripts.core.vocab import words
from scripts.segment import language

Maker = Callable[[], Mapping[str, int]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PINGAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def made() -> list[str]:
    """A name for each time that the table was made."""
    return []


@pytest.fixture
def process(made: list[str]) -> Callable[[], Maker]:
    """What makes the table, as a process has it that has just begun."""

    def counts() -> Mapping[str, int]:
        made.append("counts")
        return {"平安": 2}

    return lambda: cache.table(counts)


def test_a_table_is_made_by_the_first_process_and_read_by_all_others(
    folder: Path, process: Callable[[], Maker], made: list[str]
) -> None:
    assert [process()(), process()()] == [{"平安": 2}] * 2
    assert len(made) == 1


def test_a_process_reads_it_once(folder: Path, process: Callable[[], Maker]) -> None:
    table = process()
    assert table() is table()


def test_it_is_made_again_when_the_program_has_changed(
    folder: Path, process: Callable[[], Maker], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    process()()
    monkeypatch.setattr(cache, "program", lambda room: f"another {room}")
    assert process()() == {"平安": 2}
    assert len(made) == 2


def test_it_is_made_again_when_its_file_is_broken(folder: Path, process: Callable[[], Maker], made: list[str]) -> None:
    process()()
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert process()() == {"平安": 2}
    assert len(made) == 2


def test_where_nothing_may_be_kept_each_process_makes_it(
    process: Callable[[], Maker], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINGAN_CACHE", "")
    assert [process()(), process()()] == [{"平安": 2}] * 2
    assert len(made) == 2


def test_what_decides_a_table_is_the_room_that_makes_it_and_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("segment", "core", "data", "weave"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(cache, "DATA", tmp_path / "data")
    seen = {cache.program.__wrapped__("segment")}
    for name in ("segment", "core", "data"):
        (tmp_path / name / "a.py").write_text("changed", encoding="utf-8")
        seen.add(cache.program.__wrapped__("segment"))
    assert len(seen) == 4
    (tmp_path / "weave" / "a.py").write_text("changed", encoding="utf-8")
    assert cache.program.__wrapped__("segment") in seen


def test_the_models_that_are_read_are_those_that_were_counted(folder: Path) -> None:
    lefts, rights = ["维护人民群", "近日，南昌市"], ["众的利益", "公安局民警"]
    counted = cache.table(language.models.__wrapped__)
    read = cache.table(language.models.__wrapped__)
    first, again = counted()[1], read()[1]
    assert first is not again
    assert (first.between(lefts, rights) == again.between(lefts, rights)).all()


def test_words_are_the_same_counted_or_read(folder: Path) -> None:
    makers = (words.frequencies, words.pairs, words.characters)
    for make in makers:
        plain = make.__wrapped__
        assert cache.table(plain)() == cache.table(plain)() == plain()
