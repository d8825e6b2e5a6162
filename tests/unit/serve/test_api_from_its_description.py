"""The API is asked what its own OpenAPI document allows, and what it does not: it keeps to what the document says.

A longer search by hand: bench/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from tests.support.workbench import Browser, asked_for, listening, settings_in

from appaudit.serve.web.app import application
from appaudit.serve.workbench import Workbench

if TYPE_CHECKING:  # it loads for longer than the whole collection of tests should take
    import schemathesis

TOKEN = "a-token-" + "x" * 20


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    """The document of a workbench that listens but reads nothing."""
    import schemathesis

    folder = tmp_path_factory.mktemp("bench")
    bench = Workbench(settings_in(folder, token=TOKEN, workers=0, most_requests=0))
    with listening(bench) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/openapi.json")


def test_it_answers_as_it_says(description: schemathesis.BaseSchema) -> None:
    from schemathesis.specs.openapi import checks

    asked = []
    said = [checks.content_type_conformance, checks.response_schema_conformance, checks.status_code_conformance]

    def keeps_its_word(case: schemathesis.Case) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code < 500
        case.validate_response(answer, checks=said)
        asked.append((case.operation.label, answer.status_code))

    few = settings(
        max_examples=3, deadline=None, derandomize=True, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for operation in description.get_all_operations():
        few(given(case=operation.ok().as_strategy())(keeps_its_word))()
    assert len({label for label, _ in asked}) == 15
    assert {200, 201, 404} <= {status for _, status in asked}


def test_answers_in_other_formats_are_what_the_description_says(browser: Browser, bench: Workbench) -> None:
    """YAML and JSON that a caller may ask for beside the first format of a route."""
    found = asked_for(browser, "clean-shop")
    told = {
        f"/api/v1/apps/{found['app']}/verdicts?format=yaml": "/api/v1/apps/{app_id}/verdicts",
        **{
            f"/api/v1/audits/{found['id']}/report?format={name}": "/api/v1/audits/{audit_id}/report"
            for name in bench.reports.formats()
        },
    }
    text = f"verdicts: [{{fingerprint: {'f' * 16}, decision: fixed}}]"
    browser.post(f"/api/v1/apps/{found['app']}/verdicts", files={"document": ("v.yml", text.encode())})
    paths = browser.get("/api/openapi.json").json()["paths"]
    for address, path in told.items():
        answer = browser.get(address)
        media = answer.headers["content-type"].partition(";")[0]
        content = paths[path]["get"]["responses"]["200"]["content"]
        schema = content.get(media, content.get("*/*", {})).get("schema", {})
        if media.endswith(("json", "yaml")):
            assert schema, address
            jsonschema.validate(yaml.safe_load(answer.text), schema)


def test_every_route_says_what_it_needs_and_how_it_fails(tmp_path: object) -> None:
    app = application(Workbench(settings_in(tmp_path, workers=0)))  # type: ignore[arg-type]
    found = app.openapi()
    assert found["openapi"].startswith("3.1")
    assert found["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for path, operations in found["paths"].items():
        assert path.startswith("/api/v1/"), path
        for operation in operations.values():
            assert {"401", "422", "429", "default"} <= set(operation["responses"]), path
            for status, answer in operation["responses"].items():
                if status[0] not in "2":
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)
    assert "HTTPValidationError" not in found["components"]["schemas"]


def test_a_call_that_is_none_of_the_document_is_a_problem_too(description: schemathesis.BaseSchema) -> None:
    address = str(description.location).removesuffix("/api/openapi.json")
    for method, path, status in (("PATCH", "/api/v1/audits", 405), ("GET", "/api/v1/nothing", 404)):
        answer = httpx.request(method, address + path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
