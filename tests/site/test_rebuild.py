"""A site that was built again after some changes is, byte for byte, the one that is built from nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

from scripts.core.files import tree

REPORT = """{place}{word}进夜市

　　本报讯 记者白石报道：{place}公安局民警到夜市宣传反诈，发放手册{count}份。“看完再转账。”所长郑望舒说。入夏以来，辖区电信
诈骗警情下降三成。
"""
RECORD = "publication: 赣江晚报\ndate: {date}\nreceived: '2026-01-02'\ntext: full\n"
PATIENCE = 600.0
"""Seconds: a busy machine may take its time."""
NAMES = ("scripts", "docs", "mkdocs.yml", "requirements.lock.txt")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The project with three pages of its own, in a folder of its own."""
    root = tmp_path / "house"
    root.mkdir()
    for name in NAMES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("articles", "__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)
    (root / ".woven").mkdir()
    for number, place in enumerate(("南昌县", "进贤县", "余干县")):
        page(root, number, place, f"2023-05-{10 + number}")
    return root


def page(root: Path, number: int, place: str, date: str) -> None:
    folder = root / "source_articles/gjwb/2023"
    folder.mkdir(parents=True, exist_ok=True)
    text = REPORT.format(place=place, word="反诈课", count=number * 10 + 7)
    (folder / f"ye-{number}.txt").write_text(text, encoding="utf-8")
    (folder / f"ye-{number}.yml").write_text(RECORD.format(date=date), encoding="utf-8")


def start(root: Path, *verb: str) -> subprocess.Popen[str]:
    """A verb, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "scripts", *verb],
        cwd=root,
        env={**os.environ, "PINGAN_CACHE": str(root.parent / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(root: Path, *verb: str) -> None:
    process = start(root, *verb)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said


def contents(root: Path) -> dict[str, bytes]:
    return {name: (root / "site" / name).read_bytes() for name in tree(root / "site")}


def test_changes_lead_to_the_site_that_is_built_from_nothing(house: Path) -> None:
    run(house, "clean")
    run(house, "build")
    before = contents(house)
    kept = house / "site/handbook/faq/index.html"
    old = kept.stat().st_mtime_ns
    edited, gone, *_ = sorted((house / "docs/articles/2023").glob("*.md"))
    text = edited.read_text(encoding="utf-8").replace("发放手册", "发出手册").replace("夜市宣传", "早市宣传")
    edited.write_text(text, encoding="utf-8")
    gone.unlink()
    (house / "source_articles/gjwb/2023/ye-1.txt").unlink()
    (house / "source_articles/gjwb/2023/ye-1.yml").unlink()
    page(house, 7, "上栗县", "2024-01-05")
    run(house, "clean")
    run(house, "build")
    after = contents(house)
    assert kept.stat().st_mtime_ns == old, "an unchanged page was rendered again"
    assert {*before} - {*after}, "no page of what is gone has gone"
    assert {*after} - {*before}, "no page of what is new has come"
    for made in ("site", ".woven"):
        shutil.rmtree(house / made)
    (house / ".woven").mkdir()
    run(house, "build")
    anew = contents(house)
    assert {name for name in {*after, *anew} if after.get(name) != anew.get(name)} == set()


def test_a_theme_a_setting_or_code_of_the_search_that_has_changed_makes_everything_anew(house: Path) -> None:
    run(house, "clean")
    run(house, "build")
    partials = house / "docs/overrides/partials"
    (partials / "shelf.html").rename(partials / "shelves.html")
    for name, old, new in (
        ("docs/overrides/main.html", '"partials/shelf.html"', '"partials/shelves.html"'),
        ("scripts/search/bundle.py", "// Made of several modules", "// Put together of several modules"),
        ("docs/assets/archive.css", ":root {", ":root { --new: 1;"),
    ):
        text = (house / name).read_text(encoding="utf-8")
        assert old in text, name
        (house / name).write_text(text.replace(old, new), encoding="utf-8")
    run(house, "build")
    after = contents(house)
    shutil.rmtree(house / "site")
    run(house, "build")
    anew = contents(house)
    assert {name for name in {*after, *anew} if after.get(name) != anew.get(name)} == set()


def test_a_weave_that_breaks_leaves_no_site_that_looks_finished(house: Path) -> None:
    run(house, "clean")
    home = house / "scripts/weave/templates/home.md.jinja"
    home.write_text(home.read_text(encoding="utf-8") + "{{ nobody.knows }}", encoding="utf-8")
    process = start(house, "build")
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1, said
    assert "网站已建成" not in said
    assert not (house / "site" / ".made-with").exists()


def test_a_link_that_leads_nowhere_breaks_the_build_as_often_as_it_is_built(house: Path) -> None:
    run(house, "clean")
    page = house / "docs/about/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n\n[哪里](nowhere.md)\n", encoding="utf-8")
    for _ in range(2):
        process = start(house, "build")
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 1, said
        assert "nowhere.md" in said
    page.write_text(text, encoding="utf-8")
    run(house, "build")


@pytest.mark.parametrize("wanted", [20, 180])
def test_a_build_that_is_killed_is_made_good_by_the_next(wanted: int, house: Path) -> None:
    run(house, "clean")
    process = start(house, "build")
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline and len(tree(house / "site")) < wanted:
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it had ended before"
    run(house, "build")
    again = contents(house)
    shutil.rmtree(house / "site")
    run(house, "build")
    assert contents(house) == again
