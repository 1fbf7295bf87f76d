"""What git knows of the archive: files that differ from a version, how they were, and articles that are gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.check import History
from scripts.core.errors import UsageProblem
from scripts.store.git import ask, objects
from scripts.store.sources import shown


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository in which a tree of articles lies."""

    top: Path
    articles: Path
    sources: Path

    def name(self, path: str) -> str:
        """A path of git as articles and messages write it."""
        whole = self.top / path
        if whole.is_relative_to(self.articles.resolve()):
            return f"{shown(self.articles)}/{whole.relative_to(self.articles.resolve()).as_posix()}"
        tree = self.sources.resolve()
        return whole.relative_to(tree.parent).as_posix() if whole.is_relative_to(tree) else path

    def is_article(self, path: str) -> bool:
        return path.endswith(".md") and (self.top / path).is_relative_to(self.articles.resolve())


def history(articles: Path, sources: Path, base: str | None = None) -> History | None:
    """What has changed since a version, the last commit by default; None where git does not know the articles.

    A named version is compared from where the present one branched off, as a pull request is. Raises UsageProblem
    for a version that does not exist.
    """
    top = ask(articles, "rev-parse", "--show-toplevel") if articles.is_dir() else None
    if top is None:
        if base is not None:
            raise UsageProblem(f"这些文章不在 git 仓库里，无从和“{base}”比较")
        return None
    repository = Repository(Path(top.strip()), articles, sources)
    start = branched_off(repository.top, base) if base is not None else "HEAD"
    if ask(repository.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{start}^{{commit}}") is None:
        return History()
    changed = differing(repository.top, start)
    return History(
        changed=frozenset(map(repository.name, changed)),
        before=texts(repository, start, [path for path in changed if repository.is_article(path)]),
        gone=frozenset() if base is not None else gone(repository),
    )


def branched_off(top: Path, base: str) -> str:
    """The last commit that a version and the present one have in common. Raises UsageProblem."""
    commit = ask(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if commit is None:
        raise UsageProblem(f"git 里没有“{base}”这个版本。在别处检出的仓库，请先 git fetch 把它取来")
    common = ask(top, "merge-base", commit.strip(), "HEAD")
    return (common or commit).strip()


def differing(top: Path, start: str) -> list[str]:
    """Paths of files that differ from a commit, new ones that git does not yet know included; sorted."""
    known = ask(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", start, "--") or ""
    new = ask(top, "ls-files", "--others", "--exclude-standard", "-z") or ""
    return sorted({path for path in (known + new).split("\0") if path})


def texts(repository: Repository, start: str, paths: Iterable[str]) -> dict[str, str]:
    """Files as they were in a commit, by name; those that it did not have are left out."""
    names = {f"{start}:{path}": path for path in paths if "\n" not in path}
    return {repository.name(names[name]): text for name, text in objects(repository.top, names)}


def gone(repository: Repository) -> frozenset[str]:
    """Articles that some commit of the main line has taken out and that are not there now."""
    command = ("log", "--first-parent", "-m", "--diff-filter=D", "--no-renames", "--name-only", "--format=", "-z")
    said = ask(repository.top, *command, "--", str(repository.articles.resolve())) or ""
    paths = {path.strip("\n") for path in said.split("\0")} - {""}
    return frozenset(
        repository.name(path) for path in paths if repository.is_article(path) and not (repository.top / path).exists()
    )
