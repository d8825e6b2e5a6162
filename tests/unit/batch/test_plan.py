"""Which files of a folder are packages, and which documents belong to them."""

from __future__ import annotations

import os
import shutil
import tarfile
from pathlib import Path
from typing import Literal

import pytest
from tests.support.sample_paths import sample

from appaudit.batch.plan import documents_beside, find_packages, passed_over
from appaudit.errors import ConfigError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_a_folder_gives_its_packages_in_a_stable_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.apk", "a.APK", "deep/c.xapk", "notes.txt", ".hidden.apk", ".git/d.apk", "a.policy/e.apk")
    shutil.copy(sample("clean-shop").apk, tmp_path / "download.bin")
    shutil.make_archive(str(tmp_path / "photos"), "zip", tmp_path / "deep")
    names = [path.relative_to(tmp_path).as_posix() for path in find_packages([tmp_path])]
    assert names == ["a.APK", "b.apk", "deep/c.xapk", "download.bin"]


def test_a_damaged_archive_may_be_a_package_and_does_not_end_the_search(tmp_path: Path) -> None:
    touch(tmp_path, "b.apk")
    whole = sample("clean-shop").apk.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "cut.txt").write_bytes(b"no archive"[:5])
    assert [path.name for path in find_packages([tmp_path])] == ["b.apk", "cut.zip"]


@pytest.mark.parametrize("name", ["m.hap", "m.hsp", "m.app", "m.har", "m.aab", "m.wxapkg"])
def test_a_folder_gives_packages_of_every_system(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name)
    assert [path.name for path in find_packages([tmp_path])] == [name]


def test_files_are_taken_as_they_are_and_each_once(tmp_path: Path) -> None:
    touch(tmp_path, "b.apk", "odd.dat")
    odd, b = tmp_path / "odd.dat", tmp_path / "b.apk"
    assert find_packages([odd, b, tmp_path, odd]) == (odd, b)


def test_what_is_not_there_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        find_packages([tmp_path / "none.apk"])
    touch(tmp_path, "notes.txt")
    with pytest.raises(ConfigError, match="no package in"):
        find_packages([tmp_path])


def test_links_to_folders_and_hidden_packages_are_named_as_passed_over(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    touch(elsewhere, "far.apk")
    touch(folder, "a.apk", "deep/.b.apk", "._b.apk", ".git/c.apk", ".notes", "node_modules/d/e.js", "x.policy/f.html")
    (folder / "._a.apk").write_bytes(b"\0\5\x16\7" + bytes(20))
    (folder / "deep" / "more").symlink_to(elsewhere)
    (folder / "one.apk").symlink_to(elsewhere / "far.apk")
    names = [path.relative_to(folder).as_posix() for path in passed_over([folder, elsewhere / "far.apk"])]
    assert names == ["._b.apk", "deep/.b.apk", "deep/more"]
    assert [path.name for path in find_packages([folder])] == ["a.apk", "one.apk"]


def tar_of(path: Path, *names: str, mode: Literal["w", "w:gz"] = "w") -> None:
    with tarfile.open(path, mode) as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))


def test_what_is_named_as_a_package_and_is_none_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "a.apk", "unpacked.apk/AndroidManifest.xml", ".x/deep/h.apk", ".gradle/l.jar", ".git/g.apk")
    (tmp_path / "gone.apk").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.apk")
    os.mkfifo(tmp_path / "pipe.tar")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    names = [path.relative_to(tmp_path).as_posix() for path in passed_over([tmp_path])]
    assert names == [".x", "gone.apk", "pipe.apk", "unpacked.apk"]


def test_archives_that_no_reader_opens_are_passed_over_unless_they_list_no_package(tmp_path: Path) -> None:
    touch(tmp_path, "a.apk", "more.7z", "cut.tar", "photo.png")
    tar_of(tmp_path / "packages.tar", "x/b.APK")
    tar_of(tmp_path / "documents.tar", "privacy.html")
    tar_of(tmp_path / "packed.tgz", "b.apk", mode="w:gz")
    names = [path.name for path in passed_over([tmp_path])]
    assert names == ["cut.tar", "more.7z", "packages.tar", "packed.tgz"]


def test_packages_that_are_compressed_or_lie_where_none_is_looked_for_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "a.apk", "a.policy/c.apk", "b.policy/p.html", "c.sdks/x/d.aab", "node_modules/e.apk")
    touch(tmp_path, "f.apk.gz", "g.aab.ZST", "h.iso", "mapping.txt.gz", "libs/node_modules/i.jar")
    names = [path.relative_to(tmp_path).as_posix() for path in passed_over([tmp_path])]
    assert names == ["a.policy", "c.sdks", "f.apk.gz", "g.aab.ZST", "h.iso", "node_modules"]
    assert [path.name for path in find_packages([tmp_path])] == ["a.apk"]


def test_packages_of_other_platforms_are_named(tmp_path: Path) -> None:
    touch(tmp_path, "a.apk", "b.IPA", "c.rpk", "d.ipa.txt")
    assert [path.name for path in passed_over([tmp_path])] == ["b.IPA", "c.rpk"]


def test_documents_beside_a_package_carry_its_name(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "shop.apk", "shop.policy.html", "shop.policy.children.md", "shop.sdks.csv", "shop.policyx.html",
        "shop2.policy.html", "shop.policy.apk",
    )  # fmt: skip
    assert [path.name for path in documents_beside(tmp_path / "shop.apk", "policy")] == [
        "shop.policy.children.md",
        "shop.policy.html",
    ]
    assert [path.name for path in documents_beside(tmp_path / "shop.apk", "sdks")] == ["shop.sdks.csv"]
    touch(tmp_path, "odd[1].apk", "odd[1].policy/main.html")
    assert documents_beside(tmp_path / "odd[1].apk", "policy") == (tmp_path / "odd[1].policy",)
