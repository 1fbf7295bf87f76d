"""The committed archive is what the committed program and the editors made of the committed pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.core.settings import ARTICLES, SOURCES
from scripts.pipeline import clean


def test_cleaning_the_committed_pages_writes_no_article_anew(tmp_path: Path) -> None:
    copy = tmp_path / "articles"
    shutil.copytree(ARTICLES, copy)
    reports = list(clean([SOURCES], copy, SOURCES))
    assert [name for report in reports for name in report.written] == []
    assert [str(problem) for report in reports for problem in report.problems] == []
