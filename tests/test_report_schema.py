"""`appaudit schema` describes every JSON report, and refuses what is none."""

import copy
from functools import cache

import jsonschema
import pytest

from appaudit.report.schema import report_schema
from tests.support.report_builder import hostile_report, shop_report
from tests.support.sample_paths import sample_names
from tests.support.sample_reports import sample_json

SAMPLE = "planted-shop"


@cache
def validator():
    jsonschema.Draft202012Validator.check_schema(report_schema())
    return jsonschema.Draft202012Validator(report_schema())


def problems(document):
    return [f"{list(error.path)}: {error.message[:200]}" for error in validator().iter_errors(document)]


@pytest.mark.parametrize("name", sample_names())
def test_the_report_of_every_sample_follows_the_schema(name):
    assert problems(sample_json(name)) == []


@pytest.mark.parametrize("make", [shop_report, hostile_report])
def test_reports_with_everything_in_them_follow_the_schema(make):
    import json

    from appaudit.report.renderers import render

    assert problems(json.loads(render("json", make(), "zh"))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 1),
        (("artifact", "platform"), "symbian"),
        (("findings", 0, "severity"), "grave"),
        (("findings", 0, "status"), "guilty"),
        (("findings", 0, "evidence", 0, "role"), "proof"),
        (("regulations", 0, "items", 0, "status"), "passed"),
        (("facts", "permissions", 0, "used"), "maybe"),
        (("facts", "sdks", 0, "disclosed"), "yes"),
        (("rules", 0, "outcome"), "unknown"),
        (("artifact", "size"), "big"),
        (("surprise",), 1),
    ],
)
def test_a_wrong_value_is_refused(path, value):
    document = copy.deepcopy(sample_json(SAMPLE))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert len(problems(document)) == 1


@pytest.mark.parametrize("key", ["findings", "coverage", "summary", "glossary", "rules"])
def test_a_missing_part_is_refused(key):
    document = {name: value for name, value in sample_json(SAMPLE).items() if name != key}
    assert len(problems(document)) == 1
