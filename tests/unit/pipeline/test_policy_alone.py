"""A policy without an app is read once, whatever is asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.errors import ConfigError
from appaudit.pipeline.policy_alone import PolicyAlone

TEXT = "某某记事隐私政策\n\n我们收集您的手机号码，用于注册账号。您不能注销账号。\n"


def test_the_files_are_not_needed_after_the_first_reading(tmp_path: Path) -> None:
    path = tmp_path / "privacy.txt"
    path.write_text(TEXT, encoding="utf-8")
    policy = PolicyAlone([path], shipped_catalog())
    path.unlink()
    assert [document.name for document in policy.section.documents] == ["privacy.txt"]
    assert [(item.name, item.size) for item in policy.report.inputs if item.role == "policy"] == [
        ("privacy.txt", len(TEXT.encode()))
    ]
    assert policy.report.artifact.kind == "policy"
    assert "account-cancellation-negated" in {finding.rule_id for finding in policy.report.findings}


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "privacy.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    policy = PolicyAlone([str(path)], shipped_catalog())
    assert policy.section.documents == ()
    assert {gap.part for gap in policy.gaps} == {"privacy.pdf"}


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="none"):
        PolicyAlone([tmp_path / "none.txt"], shipped_catalog())
