"""The Frictionless data package: what each file of `data/` is, how long, and with which checksum."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from scripts.weave.holdings import Holdings
from scripts.weave.machine import values
from scripts.weave.machine.columns import COLUMNS, KEYS, TYPES

NAME = "datapackage.json"
LICENSE = {
    "name": "CC-BY-4.0",
    "title": "知识共享 署名 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
FORMATS = {
    "bib": "application/x-bibtex",
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "ris": "application/x-research-info-systems",
    "ttl": "text/turtle",
}
"""Media types by the ending of a file."""
Told = Mapping[str, tuple[str, str]]
"""Title and description of each file."""


def data_package(holdings: Holdings, files: Mapping[str, str], told: Told) -> str:
    """The descriptor of files, given by their names in `data/`, in the given order."""
    return values.document(
        {
            "profile": "data-package",
            "name": "pingan-jiangxi",
            "title": holdings.site.name,
            "description": "江西公共安全、警务与法治报道的目录、摘编、词表、地名与数字。全文的权利见各篇的 rights。",
            "homepage": holdings.site.url,
            "licenses": [LICENSE],
            "resources": [resource(name, content, *told[name]) for name, content in files.items()],
        }
    )


def resource(name: str, content: str, title: str, description: str) -> dict[str, object]:
    """One file; a table with its columns."""
    stem, _, ending = name.partition(".")
    coded = content.encode()
    described: dict[str, object] = {
        "name": stem if name in COLUMNS else f"{stem}-{ending}",
        "title": title,
        "description": description,
        "type": "table" if name in COLUMNS else "file",
        "path": name,
        "format": ending,
        "mediatype": FORMATS[ending],
        "encoding": "utf-8",
        "bytes": len(coded),
        "hash": f"sha256:{sha256(coded).hexdigest()}",
    }
    if name in COLUMNS:
        described |= {"profile": "tabular-data-resource", "schema": schema(name)}
    return described


def schema(name: str) -> dict[str, object]:
    """Columns of a table with their types, its key, and the key of articles to which it points."""
    fields = [
        {"name": column, "type": TYPES.get(column, "string"), "description": meaning}
        for column, meaning in COLUMNS[name].items()
    ]
    return {"fields": fields, "missingValues": [""], **KEYS.get(name, {})}
