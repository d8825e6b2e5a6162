"""A mapping that a bundle brings along gives names to what has none, and takes none away by which anything is known."""

from __future__ import annotations

from pathlib import Path

from tests.support.apk_builder import Member, manifest
from tests.support.axml_builder import Tag
from tests.support.bundle_builder import MAPPING as PLACE
from tests.support.bundle_builder import bundle_bytes, module
from tests.support.shipped import shipped_catalog
from tests.unit.pipeline.test_mapping import MAPPING, PLAIN, RENAMED, image

from appaudit.dex import read_mapping
from appaudit.model.facts.code import ApiCallFact
from appaudit.pipeline.bundled_mapping import credible
from appaudit.pipeline.collect import Collected, collect
from appaudit.pipeline.inputs import Inputs

DEFINED = frozenset(("La/b;", "Lcom/umeng/Kept;", "Lcom/umeng/a;", "Lcom/example/Main;"))
KNOWN = frozenset(("com.umeng",))


def collected(tmp_path: Path, names: dict[str, str], mapping: bytes | None) -> Collected:
    classes = {name: names[name][1:-1].replace("/", ".") for name in ("App", "Main")}
    start = [Tag("action", {"name": "android.intent.action.MAIN"}), Tag("category", {"name": LAUNCHER})]
    page = Tag("activity", {"name": classes["Main"]}, [Tag("intent-filter", {}, start)])
    root = manifest(application={"name": classes["App"]}, inside=[page])
    brought = [Member(PLACE, mapping)] if mapping is not None else []
    path = tmp_path / "x.aab"
    path.write_bytes(bundle_bytes(*module("base", root, code=bytes(image(names).data)), *brought))
    return collect(Inputs(artifact=path), shipped_catalog())


LAUNCHER = "android.intent.category.LAUNCHER"


def callers(found: Collected) -> set[tuple[str, str]]:
    return {(fact.caller, fact.phase) for fact in found.facts.of(ApiCallFact)}


def test_a_renamed_bundle_reads_like_the_other_by_its_own_mapping(tmp_path: Path) -> None:
    found = collected(tmp_path, RENAMED, MAPPING.encode())
    assert callers(found) == callers(collected(tmp_path, PLAIN, None))
    assert ("com.example.ids.Device.read()V", "pre_consent") in callers(found)
    (named,) = [item for item in found.inputs if item.role == "mapping"]
    assert (named.name, named.size, named.status) == (PLACE, len(MAPPING.encode()), "read")
    assert named.detail is not None
    assert "brought by the bundle itself" in named.detail.en


def test_without_a_mapping_the_names_are_those_of_the_package(tmp_path: Path) -> None:
    found = collected(tmp_path, RENAMED, None)
    assert ("a.b.a()V", "pre_consent") in callers(found)
    assert [item for item in found.inputs if item.role == "mapping"] == []


def test_what_is_no_mapping_is_said_and_not_used(tmp_path: Path) -> None:
    found = collected(tmp_path, RENAMED, b"<html>")
    assert ("a.b.a()V", "pre_consent") in callers(found)
    (named,) = [item for item in found.inputs if item.role == "mapping"]
    assert named.status == "unreadable"
    assert named.detail is not None
    assert "line 1" in named.detail.en


def test_an_entry_of_the_system_cannot_be_renamed_away(tmp_path: Path) -> None:
    forged = MAPPING.replace("void onCreate() -> onCreate", "void harmless() -> onCreate")
    found = collected(tmp_path, RENAMED, forged.encode())
    assert ("com.example.ids.Device.read()V", "pre_consent") in callers(found)


def test_names_of_the_platform_stay() -> None:
    stated = read_mapping(["com.example.Clock -> android.telephony.TelephonyManager:", "    void a() -> b"])
    found = credible(stated, DEFINED, KNOWN)
    assert (found.types, found.methods) == ({}, {})


def test_names_of_known_sdks_stay() -> None:
    stated = read_mapping(["com.example.Clock -> com.umeng.Kept:", "    void tick() -> a", "com.x.B -> com.umeng.a:"])
    found = credible(stated, DEFINED, KNOWN)
    assert (found.types, found.methods) == ({}, {})


def test_classes_and_members_that_lost_their_names_get_them_back() -> None:
    lines = ["com.umeng.Init -> a.b:", "    1:3:void start(int):7:9 -> a", "    void get() -> run", "    int size -> b"]
    found = credible(read_mapping(lines), DEFINED, KNOWN)
    assert found.class_name("a.b") == "com.umeng.Init"
    assert (found.method("La/b;", "a", "I"), found.method("La/b;", "run", "")) == ("start", "run")
    assert found.fields == {("La/b;", "b"): "size"}
    line = found.source("La/b;", "a", 2)
    assert line is not None
    assert line.line == 8
