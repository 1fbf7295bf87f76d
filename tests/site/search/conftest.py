"""The sample site with an invented index, and with its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples
from conftest import served

from scripts.search import build

FAKE = Path(__file__).with_name("fake_index.js")


@pytest.fixture(scope="session")
def searchable(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with the invented index."""
    folder = tmp_path_factory.mktemp("searchable") / "site"
    shutil.copytree(site, folder)
    shutil.copy(FAKE, folder / "assets" / "search" / "index.js")
    return folder


@pytest.fixture(scope="session")
def home(searchable: Path) -> Iterator[str]:
    yield from served(searchable)


@pytest.fixture(scope="session")
def real(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site with the index of its own articles."""
    folder = tmp_path_factory.mktemp("real") / "site"
    shutil.copytree(site, folder)
    build(samples.sample(), folder)
    yield from served(folder)
