"""Put the form in the browser, Sveltia CMS, into the built site: `/admin/` then edits articles and page records.

The packages are fetched by npm in pinned versions, compared with their known sums, and kept in .cache/admin; what they
would load from other hosts is put beside them or left out, so that the page asks nobody but GitHub, and only when used.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.cli.terminal import output
from scripts.core import files
from scripts.core.errors import InputProblem, UsageProblem
from scripts.core.settings import ROOT, SITE

EXAMPLES = ("admin", "admin --site /tmp/site", "admin --kept")
KEPT = ROOT / ".cache" / "admin"
PAGE = Path(__file__).with_name("admin.html")
PATIENCE = 300
"""Seconds for npm; the packages are 12 MB together."""


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package, and where its files go below `admin/`."""

    name: str
    version: str
    sha512: str
    files: tuple[tuple[str, str], ...]


PACKAGES = (
    Package(
        "@sveltia/cms",
        "0.221.1",
        "27e4288a4f6418c9362fbbcda4e42b9c3985462f8d07abf02747fae7b62db31587d0ff16612611452442da943f8c619b"
        "56533ffcf83f588826929b30aa8a3781",
        (
            ("package/dist/sveltia-cms.js", "cms/sveltia-cms.js"),
            ("package/locales/zh-CN.json", "cms/sveltia@0.221.1/locales/zh-CN.json"),
            ("package/package.json", "cms/sveltia/package.json"),
            ("package/LICENSE.txt", "cms/LICENSE.txt"),
            ("package/schema/sveltia-cms.json", "schema.json"),
        ),
    ),
    Package(
        "@fontsource-variable/material-symbols-outlined",
        "5.3.7",
        "77a90b6a668c75a778d00628c891018021faddf44b9250bb196edb81bed659b3e1fd4cee5b8f370e5c9f9a7defc6988d"
        "b072c830139c6189190ed382f58dcc50",
        (("package/files/material-symbols-outlined-latin-wght-normal.woff2", "cms/material-symbols.woff2"),),
    ),
)
"""The form, and the letters of its buttons. A new version is tried by tests/cli/test_admin.py before it is pinned."""
FONTS = "https://cdn.jsdelivr.net/fontsource/fonts/"
AT_HOME = (
    ("https://unpkg.com/@sveltia/cms", "./cms/sveltia"),
    (f"{FONTS}material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2", "./cms/material-symbols.woff2"),
    (f"url({FONTS}source-sans-3:vf@5.3.0/latin-wght-normal.woff2)", "local(sans-serif)"),
    (f"url({FONTS}noto-mono@5.3.0/latin-400-normal.woff2)", "local(monospace)"),
    ("https://www.githubstatus.com/api/v2/status.json", "./cms/status.json"),
)
"""What the form would load from other hosts, and what it loads instead; Chinese letters come from the system anyway."""
STATUS = '{"status": {"indicator": "none"}}\n'
"""Whether GitHub is well is not asked: the form says it anyway when it cannot reach it."""
BUNDLE = "cms/sveltia-cms.js"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=SITE, metavar="DIR", help="the built site (site)")
    parser.add_argument("--kept", action="store_true", help="only what was fetched before; nothing at all without it")


def run(args: argparse.Namespace) -> int:
    if not (args.site / "admin" / "config.yml").is_file():
        raise UsageProblem(f"--site {args.site}：这里没有建好的网站。请先运行 make site")
    if args.kept and not complete():
        return 0
    if not complete():
        for package in PACKAGES:
            keep(package)
    shutil.copytree(KEPT / "cms", args.site / "admin" / "cms", dirs_exist_ok=True)
    files.write(args.site / "admin" / "cms" / "status.json", STATUS)
    files.write(args.site / "admin" / "index.html", PAGE.read_bytes())
    if not args.kept:
        output.print(
            "编辑台已放进 admin/：运行 make serve，用 Chrome 或 Edge 打开 http://127.0.0.1:8000/archive/admin/"
        )
    return 0


def complete() -> bool:
    """Whether every file of the pinned versions has been fetched."""
    stamp = KEPT / "versions"
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == versions()


def versions() -> str:
    return "".join(f"{package.name} {package.sha512}\n" for package in PACKAGES) + "".join(
        f"{old} {new}\n" for old, new in AT_HOME
    )


def keep(package: Package) -> None:
    """Fetches one package and keeps its files. Raises UsageProblem, InputProblem, OSError."""
    content = fetched(package)
    if hashlib.sha512(content).hexdigest() != package.sha512:
        message = f"取来的 {package.name} {package.version} 和记录的不一样，没有采用"
        raise InputProblem(
            "npm", None, message, "请换一个网络再试；若是要升级，先改 scripts/cli/admin.py 里的版本和校验和"
        )
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member, name in package.files:
            file = archive.extractfile(member)
            data = file.read() if file else b""
            files.write(KEPT / name, at_home(data) if name == BUNDLE else data)
    if package is PACKAGES[-1]:
        files.write(KEPT / "versions", versions())


def fetched(package: Package) -> bytes:
    """The tarball of a package, by npm. Raises UsageProblem when npm is not there or cannot get it."""
    npm = shutil.which("npm")
    if npm is None:
        raise UsageProblem("这台机器上没有 npm。请安装 Node.js 再试；不装也能改文章，见手册《快速上手》")
    with TemporaryDirectory() as folder:
        command = [npm, "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", folder]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            done = None
        found = sorted(Path(folder).glob("*.tgz"))
        if done is None or done.returncode or not found:
            raise UsageProblem(f"npm 没有取到 {package.name} {package.version}。请检查网络后再试")
        return found[0].read_bytes()


def at_home(bundle: bytes) -> bytes:
    """The program of the form without other hosts. Raises InputProblem for one not yet tried."""
    for old, new in AT_HOME:
        if old.encode() not in bundle:
            raise InputProblem("npm", None, f"编辑台的程序里没有 {old}", "这个版本还没有试过；请用记录的版本")
        bundle = bundle.replace(old.encode(), new.encode())
    return bundle
