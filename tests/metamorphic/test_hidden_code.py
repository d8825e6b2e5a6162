"""Code that lies beside the code that is loaded: what it reads is found, and nothing ends the audit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.metamorphic import hidden_code
from tests.metamorphic.judgement import Seen, audited
from tests.metamorphic.small_apps import POLICY

BEFORE = ("pre-consent-collection", "android_id")


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("policy") / "privacy.html"
    path.write_text(POLICY, encoding="utf-8")
    return path


def seen(package: bytes, policy: Path) -> Seen:
    found = audited(package, policy, None)
    assert found is not None
    return found


@pytest.mark.parametrize("name", hidden_code.DOUBLED)
def test_classes_that_are_defined_twice_are_read_twice(name: str, policy: Path) -> None:
    assert BEFORE in seen(hidden_code.DOUBLED[name](), policy).findings


@pytest.mark.parametrize("name", hidden_code.HIDDEN)
def test_code_where_no_directory_leads_is_read(name: str, policy: Path) -> None:
    found = seen(hidden_code.HIDDEN[name](), policy)
    assert BEFORE in found.findings
    assert "dynamic_code" in {reason for _, _, reason in found.gaps}


@pytest.mark.parametrize("name", hidden_code.LISTED)
def test_of_an_ordinary_archive_nothing_is_said(name: str, policy: Path) -> None:
    idle, found = seen(hidden_code.beside(), policy), seen(hidden_code.LISTED[name](), policy)
    assert {gap[2] for gap in found.gaps} == {gap[2] for gap in idle.gaps}
    assert BEFORE not in found.findings
