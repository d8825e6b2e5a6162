"""Saved reports and baselines in JSON; a report that is accepted is rendered, and shows no control character."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from tests.fuzz.files import as_file
from tests.fuzz.text_mutations import text_mutation
from tests.support.printed import active_characters

from appaudit.errors import AppauditError
from appaudit.gate.baseline import read_baseline
from appaudit.report.files import read_report
from appaudit.report.renderers import render

TESTS = Path(__file__).resolve().parents[2]
DICTIONARY = (
    b'"schema_version": 1', b'"schema_version": 2', b'"\\u001b[31m"', b'"\\ud800"', b'"\\u202e"', b'"\\u0000"', b"null",
    b"[]", b"{}", b"-1", b"1e999", b"NaN", b"Infinity", b'""', b"true", b'"findings": ', b'"facts": ', b'"high"',
)  # fmt: skip
mutate = text_mutation(DICTIONARY)


def seeds() -> list[bytes]:
    report = (TESTS / "golden" / "clean-shop.json").read_bytes()
    baseline = {"schema_version": 1, "findings": [{"rule": "a", "subject": "b", "fingerprint": "0" * 16}]}
    return [(TESTS / "saved_reports" / "version-1.json").read_bytes(), report, json.dumps(baseline).encode()]


def fuzz(data: bytes) -> None:
    path = as_file(data, "x.json")
    with contextlib.suppress(AppauditError):
        read_baseline(path)
    with contextlib.suppress(AppauditError):
        report = read_report(path)
        for name in ("text", "markdown", "github"):
            shown = render(name, report, "zh")
            assert isinstance(shown, str)
            assert active_characters(shown) == set()
