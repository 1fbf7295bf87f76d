"""Trees of files are written inside their folder, listed whole, and rid of what does not belong to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.core import files


def test_a_tree_is_written_and_only_what_changed_is_written_again(tmp_path: Path) -> None:
    assert files.write_all(tmp_path, {"a.md": "甲", "b/c.md": "乙"}) == {"a.md": True, "b/c.md": True}
    assert files.write_all(tmp_path, {"a.md": "甲", "b/c.md": "丙"}) == {"a.md": False, "b/c.md": True}
    assert (tmp_path / "b/c.md").read_text(encoding="utf-8") == "丙"


@pytest.mark.parametrize("name", ["../out.md", "b/../../out.md", "b/.."])
def test_nothing_is_written_outside_the_folder(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    with pytest.raises((ValueError, OSError)):
        files.write_all(inner, {name: "字"})
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]


def test_no_link_leads_a_file_out_of_the_folder(tmp_path: Path) -> None:
    inner, outer = tmp_path / "inner", tmp_path / "outer"
    inner.mkdir()
    outer.mkdir()
    (outer / "a.md").write_text("原来的字", encoding="utf-8")
    (inner / "folder").symlink_to(outer)
    (inner / "file.md").symlink_to(outer / "a.md")
    for name in ("folder/a.md", "file.md"):
        with pytest.raises(ValueError, match="lies outside"):
            files.write_all(inner, {name: "别的字"})
    assert (outer / "a.md").read_text(encoding="utf-8") == "原来的字"


def test_a_link_in_a_circle_is_followed_to_itself_and_nothing_behind_it_is_reached(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    (inner / "link").symlink_to(tmp_path)
    (inner / "circle").symlink_to("circle")
    assert files.followed(inner / "circle") == files.inside(inner, "circle") == inner / "circle"
    assert not files.leads_out(inner / "circle", inner)
    for name in ("link/secret.txt", "circle/../link/secret.txt", "none/../circle/../link/secret.txt"):
        assert files.leads_out(inner / name, inner), name
        with pytest.raises(ValueError, match="lies outside"):
            files.inside(inner, name)


def test_a_tree_is_listed_in_order_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    files.write_all(tmp_path / "in", {"b.md": "", "a/c.md": "", ".d": ""})
    files.write_all(tmp_path / "out", {"e.md": ""})
    (tmp_path / "in/f").symlink_to(tmp_path / "out")
    assert files.tree(tmp_path / "in") == [".d", "a/c.md", "b.md"]
    assert files.tree(tmp_path / "nowhere") == []


def test_what_does_not_belong_goes_and_its_empty_folders_with_it(tmp_path: Path) -> None:
    files.write_all(tmp_path, {"a/b/c.md": "", "a/d.md": "", "e/f/g.md": "", "theirs/h.md": ""})
    assert files.remove_others(tmp_path, {"a/d.md"}, ("theirs/",)) == ["a/b/c.md", "e/f/g.md"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "d.md", "h.md", "theirs"]


def test_a_fingerprint_knows_names_and_where_contents_stand(tmp_path: Path) -> None:
    names = ("a/x.txt", "b/y.txt")
    files.write_all(tmp_path, dict.fromkeys(names, "甲"))
    seen = {files.fingerprint([tmp_path / "a", tmp_path / "b"])}
    (tmp_path / "a/x.txt").rename(tmp_path / "a/z.txt")
    seen.add(files.fingerprint([tmp_path / "a", tmp_path / "b"]))
    (tmp_path / "a/z.txt").rename(tmp_path / "b/x.txt")
    seen.add(files.fingerprint([tmp_path / "a", tmp_path / "b"]))
    assert len(seen) == 3
