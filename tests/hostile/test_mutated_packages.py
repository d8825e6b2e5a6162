"""Seeded mutations of a package: only our own errors leave, and what is lost lowers coverage."""

import contextlib
import random

import pytest
from tests.hostile.mutations import mutate, mutate_archive
from tests.hostile.seeds.parts import CERTIFICATE, DEX, MANIFEST, OWNER, table
from tests.support.apk_builder import (
    Member,
    apk_bytes,
    pkcs7,
    signing_block,
    zip_bytes,
)
from tests.support.axml_builder import Quirks, Tag, axml
from tests.support.shipped import shipped_catalog
from tests.unit.dex.test_dex_oracles import build_varied

from appaudit.artifacts import open_artifact
from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.axml import read_axml, string_attributes
from appaudit.artifacts.apk.der import DerError, certificate_parts, name_text
from appaudit.artifacts.apk.manifest import read_manifest
from appaudit.artifacts.apk.signing import read_certificates
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits, anomaly_facts
from appaudit.code import read_code_facts
from appaudit.errors import ExtractionError
from appaudit.model.coverage import CODE_KINDS
from appaudit.stages import Stages

ROUNDS = 300
LIMITS = Limits(entry_bytes=1 << 20, total_bytes=1 << 22, nested_bytes=1 << 20)


@pytest.mark.parametrize("quirks", [Quirks(), Quirks(utf8=True, unknown_chunk=True)])
def test_mutated_binary_xml(quirks):
    original = axml(MANIFEST, quirks)
    resources = ResourceTable(table())
    for seed in range(ROUNDS):
        data = mutate(original, random.Random(seed))
        for read in (
            lambda data: read_axml(data, "m.xml"),
            lambda data: read_manifest(data, resources),
            lambda data: string_attributes(data, "m.xml", frozenset({0x01010003})),
        ):
            with contextlib.suppress(ExtractionError):
                read(data)


@pytest.mark.parametrize("options", [{}, {"layout": "sparse"}, {"layout": "offset16", "compact": True}])
def test_mutated_resource_table(options):
    original = table(**options)
    for seed in range(ROUNDS):
        data = mutate(original, random.Random(seed))
        with contextlib.suppress(ExtractionError):
            resources = ResourceTable(data)
            for resource_id in (0x7F010000, 0x7F010001, 0x7F010004, 0x7F020000, 0xFFFFFFFF):
                resources.name_of(resource_id)
                resources.resolve(resource_id, "zh")
            list(resources.string_values())


def test_mutated_certificates():
    for seed in range(ROUNDS):
        chance = random.Random(seed)
        with contextlib.suppress(DerError):
            name_text(certificate_parts(mutate(CERTIFICATE, chance))[2])
        block = mutate(signing_block({0x7109871A: [CERTIFICATE]}), chance)
        members = [Member("META-INF/C.RSA", mutate(pkcs7([CERTIFICATE], OWNER), chance))]
        data = zip_bytes(members, block=block)
        facts, gaps = read_certificates(SafeArchive(memoryview(data), "x.apk", LIMITS))
        assert all(len(fact.sha256) == 64 for fact in facts)
        assert all(gap.kind == "certificate" for gap in gaps)


def test_mutated_archive():
    members = [
        Member("a.txt", b"text" * 40, deflate=True),
        Member("b.bin", bytes(range(256)), extra=b"\x01\x00\x08\x00" + bytes(8)),
        Member("c.txt", b"unsized" * 9, deflate=True, flags=8, local_sizes=False),
        Member("inner.zip", zip_bytes([Member("d.txt", b"deep" * 30, deflate=True)])),
    ]
    original = zip_bytes(members, before=b"stub", comment=b"a comment")
    read = 0
    for seed in range(ROUNDS):
        data = mutate_archive(original, random.Random(seed))
        with contextlib.suppress(ExtractionError):
            archive = SafeArchive(memoryview(data), "x.zip", LIMITS)
            for result in archive.read_many([*archive.entries(), *archive.duplicates()]):
                assert isinstance(result, ExtractionError) or len(result) <= LIMITS.entry_bytes
            for entry in archive.entries():
                archive.peek(entry)
                with contextlib.suppress(ExtractionError):
                    archive.nested(entry, entry.name, LIMITS).names()
            anomaly_facts(archive.anomalies)
            read += 1
    assert read > ROUNDS // 2


def test_mutated_code_in_a_package(tmp_path):
    original = build_varied()
    catalog = shipped_catalog()
    path = tmp_path / "x.apk"
    outcomes = {"facts": 0, "gaps": 0}
    for seed in range(ROUNDS):
        code = mutate(original, random.Random(seed))
        path.write_bytes(apk_bytes(root=MANIFEST, code=code))
        reading = open_artifact(path, limits=LIMITS)
        found = read_code_facts(reading.contents.dex_images, catalog.knowledge, catalog.lexicons, Stages())
        assert found.facts or {gap.kind for gap in found.gaps} == set(CODE_KINDS)
        outcomes["facts"] += bool(found.facts)
        outcomes["gaps"] += bool(found.gaps)
    assert min(outcomes.values()) > ROUNDS // 20


def test_bomb_is_reported_and_not_inflated(tmp_path):
    path = tmp_path / "x.apk"
    path.write_bytes(apk_bytes(Member("classes2.dex", bytes(1 << 24), deflate=True)))
    reading = open_artifact(path, limits=Limits(ratio_from=1 << 20))
    assert {(gap.reason, gap.part) for gap in reading.gaps} == {("limit_reached", "classes2.dex")}
    assert [image.place for image in reading.contents.dex_images] == ["classes.dex"]


def test_deeply_nested_manifest(tmp_path):
    root = tag = Tag("application")
    for _ in range(900):
        tag.children = (Tag("x"),)
        tag = tag.children[0]
    data = axml(Tag("manifest", {}, (root,), {"package": "com.example"}))
    path = tmp_path / "x.apk"
    path.write_bytes(zip_bytes([Member("AndroidManifest.xml", data), Member("classes.dex", DEX)]))
    assert open_artifact(path).artifact.package == "com.example"
