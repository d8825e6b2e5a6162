"""JSON lists inside an object, under keys that speak of third parties; and lists of something else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.errors import ExtractionError
from appaudit.sdk_list.readers.json_list import read_rows

EGRET = {"entity": "Egret Ltd.", "location": "EU", "purpose": "Error tracking", "shared_info": ["IP address"]}


def read(document: Any):
    rows, problems = read_rows("list.json", json.dumps(document).encode(), shipped_lexicons())
    return [(row.values.get("company") or row.values["name"]) for row in rows], problems


@pytest.mark.parametrize("key", ["subprocessors", "third_parties", "thirdParties", "android_sdks"])
def test_a_list_under_a_key_that_speaks_of_third_parties(key):
    assert read({"last_updated": "2026-03-29", key: [EGRET]}) == (["Egret Ltd."], [])


def test_what_is_shared_are_its_data():
    rows, _ = read_rows("list.json", json.dumps([EGRET]).encode(), shipped_lexicons())
    assert rows[0].values["data"] == "IP address"


def test_lists_of_two_systems_are_one():
    assert read({"androidSdks": [EGRET], "iosSdks": [{"name": "Bird SDK"}]})[0] == ["Egret Ltd.", "Bird SDK"]


def test_a_list_of_something_else_is_none():
    with pytest.raises(ExtractionError):
        read({"permissions": [{"name": "CAMERA", "purpose": "Scanning"}]})


def test_those_that_are_removed_are_said_and_not_listed():
    names, problems = read({"sdks_in_app": [EGRET], "removed_sdks": [{"name": "Bird SDK"}]})
    assert names == ["Egret Ltd."]
    assert len(problems) == 1
