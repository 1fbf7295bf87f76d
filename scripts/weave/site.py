"""What weaving needs to know of the site: its name, its address and its repository, all from `mkdocs.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml

from scripts.weave.escape import plain, url_path


@dataclass(frozen=True, slots=True)
class Site:
    """The site that is woven."""

    name: str = "平安江西报道档案"
    url: str = "https://pingan-jiangxi.github.io/archive/"
    """Where it will be published; ends with `/`."""
    repo: str = "https://github.com/pingan-jiangxi/archive"
    edit_uri: str = "edit/main/"
    """Path below the repository under which its host offers to edit a file."""

    def page(self, address: str) -> str:
        """Permanent link of a page."""
        return self.url + url_path(address)

    def edit(self, path: str) -> str:
        """Where a file of the repository is edited."""
        return f"{self.repo}/{self.edit_uri}{url_path(path)}"

    def issue(self, form: str, title: str, **fields: str) -> str:
        """Where readers report something: a form of the repository, filled in as far as it can be."""
        return f"{self.repo}/issues/new?{urlencode({'title': plain(title), 'template': form, **fields})}"

    def view(self, path: str, first: int | None = None, last: int | None = None) -> str:
        """Where a file of the repository is read, at some lines if they are given."""
        place = f"#L{first}" + (f"-L{last}" if last != first else "") if first else ""
        return f"{self.repo}/{self.edit_uri.replace('edit/', 'blob/', 1)}{url_path(path)}{place}"


class Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml` though it may hold tags that only MkDocs knows."""


Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_site(config: Path) -> Site:
    """The settings of `mkdocs.yml`; the defaults for whatever it does not say. Raises OSError, YAMLError."""
    if not config.is_file():
        return Site()
    values: dict[str, Any] = yaml.load(config.read_text(encoding="utf-8"), Loader=Loader) or {}
    known = Site()
    return Site(
        name=str(values.get("site_name") or known.name),
        url=str(values.get("site_url") or known.url).rstrip("/") + "/",
        repo=str(values.get("repo_url") or known.repo).rstrip("/"),
        edit_uri=str(values.get("edit_uri") or known.edit_uri).strip("/") + "/",
    )
