"""What the index holds, and how it is written."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import samples
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.core import dates
from scripts.core.types import Archive
from scripts.search import FOLDER, build, files_of
from scripts.search.bits import Bits, parameter, varints
from scripts.search.documents import Document, in_order
from scripts.search.fold import fold, simple_forms
from scripts.search.names import names, office_holders
from scripts.search.occurrences import occurrences
from scripts.search.postings import encoded
from scripts.search.tokens import alphabet, stream, tokens


def cut(text: str) -> list[tuple[str, int]]:
    """Tokens of a text with their positions, from 0."""
    bare = samples.article(1, title=text, body="", city=(), topic=(), byline=(), publication=None)
    known = alphabet([stream([Document(bare)])])
    held = tokens(stream([Document(bare)]), known)
    return [(known.tokens[r - 1], int(p - held.position[0])) for r, p in zip(held.rank, held.position, strict=True)]


def test_each_character_is_a_token_and_so_is_each_run_of_letters_or_digits() -> None:
    assert [token for token, _ in cut("ＡＲ智慧G60路，12.5％")] == ["ar", "智", "慧", "g", "60", "路", "12", "5"]


def test_what_divides_counts_one_position_however_long_it_is() -> None:
    assert cut("河，岸") == cut("河。”　“岸") == [("河", 0), ("岸", 2)]


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    known = set(simple_forms().values()) & set(simple_forms())
    assert known == set()
    assert [t for t, _ in cut(fold(text))] == [t for t, _ in cut(text)]


@given(st.lists(st.text("河岸路灯ab1，。 \n《》", max_size=12), max_size=6))
@settings(max_examples=200, deadline=None)
def test_tokens_touch_only_inside_one_field_of_one_document(bodies: list[str]) -> None:
    documents = [
        Document(samples.article(n, title="题", body=body, city=(), byline=())) for n, body in enumerate(bodies)
    ]
    text = stream(documents)
    known = alphabet([text])
    held = tokens(text, known)
    for n in np.flatnonzero(held.touches):
        assert held.document[n] == held.document[n + 1]
        assert held.field[n] == held.field[n + 1]


@given(st.lists(st.integers(0, 2**40), max_size=30))
def test_varints_give_every_number_back(values: list[int]) -> None:
    data, lengths = varints(np.array(values, np.int64))
    found, value, shift = [], 0, 0
    for byte in data.tolist():
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            found, value, shift = [*found, value], 0, 0
    assert found == values
    assert int(lengths.sum()) == len(data)


@given(st.sets(st.integers(0, 5000), min_size=1), st.integers(5001, 100_000))
def test_rice_codes_give_every_number_back(values: set[int], universe: int) -> None:
    ascending = np.array(sorted(values))
    gaps = np.diff(ascending, prepend=-1) - 1
    low = np.full(len(gaps), parameter(universe, len(gaps)))
    lengths = (gaps >> low) + 1 + low
    bits = Bits(int(lengths.sum()))
    bits.rice(np.cumsum(lengths) - lengths, gaps, low)
    stream_of_bits = iter(bits.plane.tolist())
    found, last = [], -1
    for k in low.tolist():
        high = sum(1 for _ in itertools.takewhile(lambda bit: bit == 0, stream_of_bits))
        rest = int("0" + "".join(str(next(stream_of_bits)) for _ in range(k)), 2)
        last += 1 + (high << k | rest)
        found.append(last)
    assert found == ascending.tolist()


def test_the_best_rice_parameter_is_the_same_as_the_reader_reckons() -> None:
    for universe, count in itertools.product((1, 41, 10_000, 100_000), (1, 2, 40, 9_999)):
        quotient = universe * 45 // (64 * count)
        assert int(parameter(universe, count)) == max(0, quotient.bit_length() - 1)


def test_documents_stand_newest_first_and_undated_ones_last() -> None:
    days = ["2022-11", None, "2024-09~", "2023-05-02"]
    held = [samples.article(n, date=day and dates.parse(day)) for n, day in enumerate(days)]
    assert [d.article.id[-2:] for d in in_order(Archive(tuple(held)))] == ["02", "03", "00", "01"]


def test_the_same_archive_gives_the_same_bytes_whatever_the_order_of_its_articles() -> None:
    archive = samples.sample()
    assert files_of(archive) == files_of(Archive(archive.articles[::-1], archive.records))


def test_any_change_of_an_article_moves_the_index_to_a_new_folder() -> None:
    archive = samples.sample()
    changed = Archive((replace(archive.articles[0], body="改过的一句。"), *archive.articles[1:]))
    assert next(iter(files_of(archive))).split("/")[0] != next(iter(files_of(changed))).split("/")[0]


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_an_older_index_goes_and_everything_else_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "index.html").write_text("搜索页", encoding="utf-8")
    build(samples.sample(), tmp_path)
    report = build(Archive(samples.sample().articles[:1]), tmp_path)
    after = tree(tmp_path / FOLDER)
    assert {name.split("/")[0] for name in after} == {"index.html", "root.bin", report.generation}


def test_building_again_touches_no_file(tmp_path: Path) -> None:
    build(samples.sample(), tmp_path)
    for path in tmp_path.rglob("*.bin"):
        os.utime(path, (1, 1))
    build(samples.sample(), tmp_path)
    assert {path.stat().st_mtime for path in tmp_path.rglob("*.bin")} == {1}


def test_a_build_that_is_broken_off_leaves_the_older_index_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(samples.sample(), tmp_path)
    root = (tmp_path / FOLDER / "root.bin").read_bytes()
    held = tree(tmp_path)
    from scripts.core import files

    written = iter(range(5))
    monkeypatch.setattr(files, "write", lambda path, data, real=files.write: (next(written), real(path, data))[1])
    with pytest.raises(StopIteration):
        build(Archive(samples.sample().articles[:2]), tmp_path)
    assert (tmp_path / FOLDER / "root.bin").read_bytes() == root
    assert held <= tree(tmp_path)


def test_terms_of_every_part_stand_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    from scripts.search import postings

    documents = in_order(samples.sample())
    whole = list(encoded(occurrences(documents)))
    monkeypatch.setattr(postings, "CHUNK", 40)
    pieces = list(encoded(occurrences(documents)))
    assert len(pieces) > len(whole) == 1
    assert b"".join(piece.bodies for piece in pieces) == whole[0].bodies


def test_people_are_offered_by_name_only_when_they_hold_an_office_or_signed() -> None:
    text = "所长罗小禾说，村民钱多多和支书吵过架。"
    assert list(office_holders(text)) == ["罗小禾"]
    held = names([Document(samples.article(1, body=text, byline=("来小满",)))])
    assert {name for name, _, kind, _ in held if kind == "person"} == {"罗小禾", "来小满"}


def test_the_help_page_knows_every_field_of_a_query() -> None:
    import re

    source = (ROOT / "docs/assets/search/query.js").read_text(encoding="utf-8")
    fields = set(re.findall(r"(\w+): \"\w+\"", source.split("FIELDS = {")[1].split("}")[0]))
    told = set(re.findall(r"`(\w{2}):", (ROOT / "docs/about/search-help.md").read_text(encoding="utf-8")))
    assert told <= fields
    assert {"城市", "县区", "专题", "日期", "标题", "作者"} <= told


@pytest.mark.parametrize(("told", "written"), [(b"now\n", True), (b"", False)])
def test_an_index_that_waits_is_written_only_when_it_is_told(told: bytes, written: bool, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.search", str(tmp_path), "--when-told"]
    done = subprocess.run(command, cwd=ROOT, input=told, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / FOLDER / "root.bin").exists() == written
