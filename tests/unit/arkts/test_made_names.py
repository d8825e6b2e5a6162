"""What is called of the system by a name that is made at run time is a gap; what is called by its name is a call."""

from __future__ import annotations

import pytest
from tests.support.written_programs import read_written

from appaudit.model.facts.code import ApiCallFact

HEAD = "import { geoLocationManager } from '@kit.LocationKit';"
PAGE = """{head}
@Entry
@Component
struct Index {{
  aboutToAppear() {{ {body} }}
  build() {{ Column() {{}} }}
}}"""


def found(body: str, head: str = HEAD) -> tuple[set[str], set[str]]:
    """Interfaces that are called, and the reasons of gaps."""
    reading = read_written(PAGE.format(head=head, body=body))
    apis = {fact.api.rpartition(".")[2] for fact in reading.facts if isinstance(fact, ApiCallFact)}
    return apis, {gap.reason for gap in reading.gaps}


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("geoLocationManager[q()]()", HEAD),
        ("this.ask(geoLocationManager) } ask(o: ESObject) { o[q()]()", HEAD),
        ("import(q()).then((m) => { m[a]() })", ""),
    ],
    ids=("member", "member of a parameter", "module"),
)
def test_a_name_that_is_made_is_said(body: str, head: str) -> None:
    assert found(body, head) == (set(), {"unnamed_call"})


@pytest.mark.parametrize(
    "body", ["geoLocationManager['getCurrent' + 'Location']()", "geoLocationManager.getCurrentLocation()"]
)
def test_a_name_that_is_known_is_a_call(body: str) -> None:
    assert found(body) == ({"getCurrentLocation"}, set())


@pytest.mark.parametrize(
    "body", ["this.rows[q()]()", "console.info(`${geoLocationManager}`)", "rows[q()] = geoLocationManager"]
)
def test_what_others_are_called_by_is_nobodys_concern(body: str) -> None:
    assert found(body) == (set(), set())
