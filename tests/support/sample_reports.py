"""The audits of the sample apps, each done once for all tests of a run, as of one date."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.sample_paths import sample
from tests.support.shipped import shipped_catalog

from appaudit.catalog import Catalog
from appaudit.model.report import Report
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.renderers import render
from appaudit.stages import Stages

#: Reports depend on the date of the audit; this one is fixed.
AS_OF = "2026-11-24"


def audit_of(
    apk: Path, *, policy: Path | None = None, sdk_list: Path | None = None, catalog: Catalog | None = None
) -> Report:
    """The report on any package with the documents given, by all that is shipped or by another catalogue."""
    inputs = Inputs(artifact=apk, policies=(policy,) if policy else (), sdk_lists=(sdk_list,) if sdk_list else ())
    return audit(inputs, catalog or shipped_catalog(), Settings(as_of=AS_OF), Stages())


def sample_report(name: str, catalog: Catalog | None = None) -> Report:
    """The report on a sample with its documents; the one by all that is shipped is made once."""
    return _shipped_report(name) if catalog is None else _report(name, catalog)


@cache
def _shipped_report(name: str) -> Report:
    return _report(name, shipped_catalog())


def _report(name: str, catalog: Catalog) -> Report:
    paths = sample(name)
    return audit_of(paths.apk, policy=paths.policy, sdk_list=paths.sdk_list, catalog=catalog)


@cache
def sample_json(name: str) -> dict[str, Any]:
    """The same as the JSON document of the contract."""
    document: dict[str, Any] = json.loads(render("json", sample_report(name), "zh"))
    return document


@cache
def expected_of(name: str) -> dict[str, Any]:
    """What a right audit of a sample says; the keys are explained in samples/README.md."""
    content: dict[str, Any] = json.loads(sample(name).expected.read_text(encoding="utf-8"))
    return content
