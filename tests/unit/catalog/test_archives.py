"""Rules released as one file give what the folder gives; what is no archive of rules is refused."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from tests.support.sample_paths import sample

from appaudit.catalog import load_catalog
from appaudit.catalog.archives import opened, packed_rules
from appaudit.errors import ConfigError
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings

SDK = """id: example-push
name: {zh: 范例推送, en: Example Push}
category: push
vendor: 范例公司
signals: {classes: [com.example.push]}
sources: [{title: Page, url: "https://push.example.com", checked: "2026-11-24"}]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def folder(tmp_path):
    path = tmp_path / "mine" / "sdks" / "push"
    path.mkdir(parents=True)
    (path / "example-push.yaml").write_text(SDK, encoding="utf-8")
    return tmp_path / "mine"


def zipped(tmp_path, *entries):
    path = tmp_path / "rules.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def test_an_archive_gives_what_its_folder_gives(tmp_path) -> None:
    mine = folder(tmp_path)
    archive = tmp_path / "rules.zip"
    archive.write_bytes(packed_rules(mine))
    of_archive, of_folder = load_catalog([archive]), load_catalog([mine])
    assert of_archive.digest == of_folder.digest
    assert "example-push" in of_archive.knowledge.sdks
    (named,) = of_archive.archives
    assert (named.name, named.sha256) == ("rules.zip", hashlib.sha256(archive.read_bytes()).hexdigest())
    assert of_folder.archives == ()


@pytest.mark.parametrize("outer", ["", "rules/", "rules-2026-11-27/"])
def test_the_folder_itself_may_be_in_the_archive(outer, tmp_path) -> None:
    archive = zipped(tmp_path, (f"{outer}sdks/push/example-push.yaml", SDK), (f"{outer}README.md", "x"))
    ((unpacked,), _) = opened([archive])
    assert [path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*.yaml")] == [
        "sdks/push/example-push.yaml"
    ]


def test_what_somebody_changed_in_the_cache_is_unpacked_anew(tmp_path) -> None:
    archive = zipped(tmp_path, ("sdks/push/example-push.yaml", SDK))
    ((unpacked,), _) = opened([archive])
    (file,) = unpacked.rglob("*.yaml")
    file.write_text("id: other\n", encoding="utf-8")
    ((again,), _) = opened([archive])
    assert again == unpacked
    assert file.read_text("utf-8") == SDK


def test_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path, monkeypatch) -> None:
    (tmp_path / "no").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no"))
    ((unpacked,), _) = opened([zipped(tmp_path, ("sdks/push/example-push.yaml", SDK))])
    assert len(list(unpacked.rglob("*.yaml"))) == 1


@pytest.mark.parametrize(
    "entries",
    [(), (("README.md", "x"),), (("../sdks/x.yaml", SDK),), (("/sdks/x.yaml", SDK),), (("a\\..\\x.yaml", SDK),)],
)
def test_what_holds_no_rules_or_leads_out_of_it_is_refused(entries, tmp_path) -> None:
    with pytest.raises(ConfigError):
        opened([zipped(tmp_path, *entries)])


def test_what_is_no_zip_is_refused(tmp_path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"not a zip")
    with pytest.raises(ConfigError):
        load_catalog([path])


def test_an_entry_that_does_not_inflate_is_refused(tmp_path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sdks/x.yaml", SDK)
    data = bytearray(path.read_bytes())
    data[30 + len("sdks/x.yaml")] = 0x07  # a kind of block that there is not (RFC 1951, 3.2.3)
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="no archive of rules"):
        opened([path])


def test_the_same_rules_give_the_same_archive(tmp_path) -> None:
    mine = folder(tmp_path)
    assert packed_rules(mine) == packed_rules(mine)
    with zipfile.ZipFile(io.BytesIO(packed_rules(mine))) as archive:
        assert archive.namelist() == ["sdks/push/example-push.yaml"]


def test_the_report_lists_the_archive_with_its_digest(tmp_path) -> None:
    archive = zipped(tmp_path, ("sdks/push/example-push.yaml", SDK))
    report = audit(Inputs(artifact=sample("clean-shop").apk), load_catalog([archive]), Settings(as_of="2026-11-24"))
    (listed,) = [item for item in report.inputs if item.role == "rules"]
    assert (listed.name, listed.sha256) == ("rules.zip", hashlib.sha256(archive.read_bytes()).hexdigest())
