"""The pack holds report, documents and snippets, its digests are true, and it is the same each time."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

from tests.support.report_builder import hostile_report, shop_report
from tests.support.sample_paths import sample
from tests.support.sample_reports import sample_report

from appaudit.model.report import Input
from appaudit.report.evidence_pack import evidence_pack

PLANTED = sample("planted-shop")


def files():
    found = {}
    for path in (PLANTED.policy, PLANTED.sdk_list):
        data = path.read_bytes()
        found[hashlib.sha256(data).hexdigest()] = data
    return found


def unpacked(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_report_documents_and_a_snippet_for_each_finding_are_inside() -> None:
    report = sample_report("planted-shop")
    parts = unpacked(evidence_pack(report, files(), "en"))
    assert parts["documents/privacy.html"] == PLANTED.policy.read_bytes()
    assert parts["documents/sdks.csv"] == PLANTED.sdk_list.read_bytes()
    (read,) = [name for name in parts if name.endswith(".read.txt")]
    assert parts[read].decode() == report.facts.policy.documents[0].text
    assert sum(name.startswith("snippets/") for name in parts) == len(report.findings)
    (snippet,) = [parts[name].decode() for name in parts if name.startswith("snippets/F-02")]
    assert "com.qinghe.market.device.DeviceReport.installedPackages" in snippet
    assert "Call chain:" in snippet
    assert json.loads(parts["report.json"])["artifact"]["sha256"] == report.artifact.sha256


def test_the_digests_are_true_for_sha256sum_and_in_the_manifest(tmp_path) -> None:
    content = evidence_pack(sample_report("planted-shop"), files(), "zh")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    listed = {item["path"]: item["sha256"] for item in manifest["files"]}
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert set(listed) == there - {"manifest.json", "SHA256SUMS"}
    assert all(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == value for name, value in listed.items())
    assert manifest["not_included"] == []


def test_a_document_that_is_not_given_is_named() -> None:
    manifest = json.loads(unpacked(evidence_pack(sample_report("planted-shop"), {}, "zh"))["manifest.json"])
    assert [item["name"] for item in manifest["not_included"]] == ["privacy.html", "sdks.csv"]


def test_the_same_inputs_give_the_same_bytes() -> None:
    report = sample_report("planted-shop")
    assert evidence_pack(report, files(), "zh") == evidence_pack(report, files(), "zh")


def test_documents_of_one_name_are_told_apart_and_hostile_names_stay_inside() -> None:
    contents = {hashlib.sha256(data).hexdigest(): data for data in (b"one", b"two", b"three")}
    names = ["a.html", "a.html", "../../etc/pass\x1bwd"]
    inputs = tuple(Input(role="policy", name=name, sha256=digest) for name, digest in zip(names, contents, strict=True))
    parts = unpacked(evidence_pack(replace(hostile_report(), inputs=inputs), contents, "en"))
    named = sorted(name for name in parts if name.startswith("documents/") and not name.endswith(".read.txt"))
    assert sorted(parts[name] for name in named) == [b"one", b"three", b"two"]
    assert not any(".." in name.split("/") or "\x1b" in name for name in parts)
    assert all(name.count("/") <= 1 for name in parts)


def test_a_report_of_any_kind_can_be_packed() -> None:
    assert "report.html" in unpacked(evidence_pack(shop_report(), {}, "en"))
