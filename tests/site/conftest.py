"""A site that holds a page of every type, with its search index, built once for all tests that visit it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from conftest import mkdocs_build, project, served

from scripts.core import dates
from scripts.core.types import Archive, Article
from scripts.search import build
from scripts.store.history import Change, History
from scripts.store.withdrawn import Withdrawn
from scripts.weave.tree import Past

LONG = 120
"""Articles of one city: enough for a list of several pages."""
GONE = "jxrb-fz-20221130-90"
PAST = Past(
    (Withdrawn(GONE, "2026-02-03", "当事人要求撤下", "小河社区的一件旧事"),),
    History((Change("jxrb-fz-20221130-01", "2026-01-17T08:00:00Z", "added", (), "", "0" * 40, "收入小河社区的报道"),)),
)


def many() -> Iterator[Article]:
    """Reports of one city through some years, each with a date of its own."""
    for number in range(LONG):
        year, month, day = 2015 + number % 9, number % 12 + 1, number % 28 + 1
        yield samples.article(
            1 + number % 80,
            id=f"jxrb-fz-{year}{month:02}{day:02}-{10 + number // 84:02}",
            title=f"临川夜市第{number + 1}回开张，巡逻队守到收摊",
            city=("抚州市",),
            district=("临川区",),
            topic=("治安防控", "基层治理")[: 1 + number % 2],
            date=dates.of_day(year, month, day),
            source=None,
            path="",
        )


def archive() -> Archive:
    sample = samples.sample()
    found = {article.id: article for article in (*many(), *sample.articles)}
    return replace(sample, articles=tuple(found[name] for name in sorted(found)))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as MkDocs and the search build it."""
    made = archive()
    folder = project(tmp_path_factory.mktemp("whole"), made, samples.explanations(made), PAST)
    site, _ = mkdocs_build(folder)
    build(made, site)
    return site


@pytest.fixture(scope="session")
def whole_home(whole: Path) -> Iterator[str]:
    """Where it is served."""
    yield from served(whole)
