"""What a bundle of packages or of modules names and does not hold, or holds where nobody reads it; its near twins."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.apk_builder import Member, apk_bytes, manifest, zip_bytes
from tests.support.bundle_builder import bundle_bytes, feature, field, message, module

from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import ArtifactReading


def dex(mark: str) -> bytes:
    return b"dex\n035\0" + mark.encode().ljust(200, b".")


def image(mark: str) -> bytes:
    """A DEX file whose header holds together, as a search for concealed code asks."""
    head = bytearray(112)
    head[:8] = b"dex\n035\0"
    head[32:36] = (400).to_bytes(4, "little")
    head[36:44] = b"\x70\0\0\0\x78\x56\x34\x12"
    return bytes(head) + mark.encode().ljust(288, b".")


BASE, OTHER = apk_bytes(code=dex("base")), apk_bytes(code=dex("other"))


def read(tmp_path: Path, content: bytes) -> ArtifactReading:
    (tmp_path / "x.zip").write_bytes(content)
    return open_artifact(tmp_path / "x.zip")


def gaps(reading: ArtifactReading) -> set[tuple[str, str]]:
    return {(gap.reason, gap.part) for gap in reading.gaps if gap.kind == "api_call"}


def places(reading: ArtifactReading) -> list[str]:
    return [image.place for image in reading.contents.dex_images]


@pytest.mark.parametrize(
    "place", ["standalones/standalone-x86.apk", "instant/instant-base-master.apk", "splits/base-master_2.apk"]
)
def test_code_for_other_devices_alone_is_read(place: str, tmp_path: Path) -> None:
    splits = Member("splits/base-master.apk", BASE)
    assert places(read(tmp_path, zip_bytes([splits, Member(place, OTHER)]))) == ["classes.dex", f"{place}!classes.dex"]
    reading = read(tmp_path, zip_bytes([splits, Member(place, BASE)]))
    assert (places(reading), gaps(reading)) == (["classes.dex"], set())


def table(*paths: str) -> Member:
    """`BuildApksResult` of one variant with one set of packages."""
    packages = message(*((2, field(2, path)) for path in paths))
    return Member("toc.pb", field(1, field(2, packages)))


def listed(*files: str) -> Member:
    return Member("manifest.json", json.dumps({"split_apks": [{"file": name, "id": name} for name in files]}).encode())


@pytest.mark.parametrize("list_of", [table, listed])
def test_a_package_that_a_list_names_and_that_is_not_there_is_said(
    list_of: Callable[..., Member], tmp_path: Path
) -> None:
    base = Member("splits/base-master.apk", BASE)
    there = list_of("splits/base-master.apk")
    assert gaps(read(tmp_path, zip_bytes([there, base]))) == set()
    both = list_of("splits/base-master.apk", "splits/extra-master.apk")
    assert gaps(read(tmp_path, zip_bytes([both, base]))) == {("missing_part", both.name)}


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"split_apks": [1, {"file": 2}, {}]}', b'{"split_apks": 3}'])
def test_a_list_that_is_none_names_nothing(content: bytes, tmp_path: Path) -> None:
    assert gaps(read(tmp_path, zip_bytes([Member("base.apk", BASE), Member("manifest.json", content)]))) == set()


def test_a_package_that_is_not_named_as_one_is_said(tmp_path: Path) -> None:
    base = Member("base.apk", BASE)
    for other in (Member("extra", OTHER), Member("extra.zip", zip_bytes([Member("a.apk", OTHER)]))):
        assert gaps(read(tmp_path, zip_bytes([base, other]))) == {("not_read", other.name)}
    obb = Member("Android/obb/m/main.1.m.obb", zip_bytes([Member("level1.bin", b"1")]))
    assert gaps(read(tmp_path, zip_bytes([base, obb]))) == set()


@pytest.mark.parametrize("name", ["Android/obb/m/main.1.m.obb", "Android/data/m/files/plugin.jar", "plugin.dex"])
def test_code_beside_packages_is_said(name: str, tmp_path: Path) -> None:
    base = Member("base.apk", BASE)
    for content in (dex("beside"), zip_bytes([Member("classes.dex", dex("beside"))])):
        assert gaps(read(tmp_path, zip_bytes([base, Member(name, content)]))) == {("not_read", name)}
    for content in (b"text", zip_bytes([Member("index.txt", b"classes.dex")])):
        assert gaps(read(tmp_path, zip_bytes([base, Member(name, content)]))) == set()


def test_an_expansion_that_a_list_names_and_that_is_not_there_is_said(tmp_path: Path) -> None:
    base, obb = Member("base.apk", BASE), Member("Android/obb/m/main.1.m.obb", b"level")
    naming = Member("manifest.json", json.dumps({"expansions": [{"file": obb.name}]}).encode())
    assert gaps(read(tmp_path, zip_bytes([base, naming]))) == {("missing_part", "manifest.json")}
    assert gaps(read(tmp_path, zip_bytes([base, naming, obb]))) == set()


def test_sdks_that_a_store_adds_are_said(tmp_path: Path) -> None:
    base = module("base", manifest())
    sdks = Member("base/runtime_enabled_sdk_config.pb", message((1, "com.tracker")))
    assert gaps(read(tmp_path, bundle_bytes(*base, sdks))) == {("missing_part", sdks.name)}
    assert gaps(read(tmp_path, bundle_bytes(*base, Member(sdks.name, b"")))) == set()


def test_code_of_a_folder_that_is_no_module_is_said(tmp_path: Path) -> None:
    base = module("base", manifest())
    code = Member("extra/dex/classes.dex", dex("extra"))
    assert gaps(read(tmp_path, bundle_bytes(*base, code))) == {("unreadable", code.name)}
    assert gaps(read(tmp_path, bundle_bytes(*base, Member("BUNDLE-METADATA/x/a.txt", b"1")))) == set()


def test_code_of_another_module_is_not_concealed_in_this_one(tmp_path: Path) -> None:
    members = [*module("base", manifest(), None, image("base")), *module("extra", feature("extra"), None, image("x"))]
    reading = read(tmp_path, bundle_bytes(*members))
    assert (places(reading), gaps(reading)) == (["classes.dex", "extra!classes.dex"], set())
