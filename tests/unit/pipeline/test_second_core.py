"""An audit on two cores says what one on a single core says."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from tests.support.apk_builder import Member, zip_bytes
from tests.support.sample_paths import sample
from tests.support.shipped import shipped_catalog

from appaudit.artifacts import begin_artifact
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.pipeline.policy_alone import PolicyAlone
from appaudit.second_core import processes

pytestmark = pytest.mark.alone
SETTINGS = Settings(as_of="2026-11-24")


@pytest.mark.parametrize("name", ["planted-shop", "nested-jar"])
def test_the_report_is_the_same(name: str) -> None:
    inputs, catalog = Inputs(artifact=sample(name).apk), shipped_catalog()
    alone = audit(inputs, catalog, SETTINGS)
    assert threading.active_count() == 1  # or no copy would be made
    with processes():
        begun = begin_artifact(inputs.artifact, inputs.limits)
        assert begun
        assert audit(inputs, catalog, SETTINGS, begun=begun) == alone


def test_what_has_begun_is_of_no_use_for_another_kind_of_file(tmp_path: Path) -> None:
    path = tmp_path / "bundle.apk"  # by its name a package, by what it holds several
    path.write_bytes(zip_bytes([Member("base.apk", sample("planted-shop").apk.read_bytes())]))
    inputs, catalog = Inputs(artifact=path), shipped_catalog()
    with processes():
        begun = begin_artifact(path, inputs.limits)
        assert audit(inputs, catalog, SETTINGS, begun=begun) == audit(inputs, catalog, SETTINGS)


@pytest.mark.parametrize("name", ["missing.apk", "page.html"])
def test_nothing_begins_with_what_is_no_package(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text("<p>", encoding="utf-8")
    with processes():
        assert begin_artifact(tmp_path / name, Inputs(artifact=name).limits) is None


def test_a_long_policy_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, catalog, copies = tmp_path / "privacy.txt", shipped_catalog(), []
    said = "我们接入友盟SDK用于统计，收集设备信息。您可以在“设置-注销账号”中注销。"
    path.write_text("青禾集市隐私政策\n" + "\n".join(f"{number}、{said}" for number in range(400)))
    alone = PolicyAlone([path], catalog)
    fork = os.fork

    def counted() -> int:
        copies.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    with processes():
        beside = PolicyAlone([path], catalog)
    assert (len(copies), beside.section, beside.gaps) == (1, alone.section, alone.gaps)
    assert [party.name for party in beside.section.third_parties] == ["友盟SDK"]
