"""Names in messages: an id becomes a name where its field holds ids, and nowhere else."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from tests.support.shipped import rule_of

from appaudit.judge.findings import findings_of
from appaudit.judge.match import Matcher
from appaudit.judge.names import _OF_KIND, MessageNames, contrary_in_words
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.conduct import CleartextEndpointFact
from appaudit.model.facts.derived import ConsistencyFact, SdkFact, SensorFact
from appaudit.model.facts.kinds import FACT_KINDS

CAMERA = Bilingual("相机", "camera")
NAMES = MessageNames(data_types={"camera": CAMERA}, sdks={"jpush": Bilingual("极光推送", "JPush")})


def message(rule: str, fact: Fact) -> Bilingual:
    matcher = Matcher(FactSet([fact]), Coverage(), ("app", "policy", "documents"), lambda one, other: one == other)
    (finding,) = findings_of(matcher.outcomes([rule_of(rule)]), matcher, {}, NAMES)
    return finding.message


def test_a_company_that_is_spelled_like_an_id_keeps_its_name() -> None:
    fact = SdkFact(id="x", name="camera", name_en="camera", vendor="jpush", category="ads", disclosed="no")
    assert "应用中包含camera，而" in message("undisclosed-sdk", fact).zh
    named_twice = replace(fact, name="相机", name_en="Camera")
    assert "应用中包含相机（Camera），而" in message("undisclosed-sdk", named_twice).zh


def test_an_id_becomes_a_name_in_the_field_that_holds_it() -> None:
    assert NAMES.of("consistency", "data_type", "camera") == CAMERA
    assert NAMES.of("sdk", "name", "camera") is None
    assert NAMES.of("consistency", "data_type", "jpush") is None


def test_the_app_is_called_the_app() -> None:
    fact = SensorFact(class_name="com.x.Shake", party="app", party_category="ads", verdict="shake", jumps=True)
    assert NAMES.of(fact.kind, "party", fact.party) == Bilingual("应用自身", "the app itself")


def test_code_in_the_app_whose_owner_nobody_knows_is_not_called_the_app() -> None:
    own = ConsistencyFact(data_type="camera", party="app", party_kind="app", verdict="omitted")
    unknown = replace(own, party_kind="unknown")
    assert message("undisclosed-collection", own).zh.startswith("应用中的代码（应用自身）读取相机")
    assert message("undisclosed-collection", unknown).zh.startswith("应用中的代码（归属不明）读取相机")
    assert message("undisclosed-collection", unknown).en.startswith("Code in the app (of unknown owner) reads")


def test_a_line_feed_in_a_name_of_the_code_does_not_break_the_sentence() -> None:
    fact = CleartextEndpointFact(
        url="http://a.example/x",
        host="a.example",
        caller="com.x.A.send",
        party="app",
        party_kind="app",
        phase="other",
        parameters=("\nmac:", "imei"),
        data_types=("mac_address", "imei"),
    )
    assert "同一处出现个人信息参数（mac:、imei）" in message("cleartext-personal-data", fact).zh


@pytest.mark.parametrize(("kind", "field"), _OF_KIND)
def test_the_fields_with_ids_exist(kind: str, field: str) -> None:
    assert field in {item.name for item in fields(FACT_KINDS[kind])}


@pytest.mark.parametrize(
    ("contrary", "expected"),
    [
        (
            "no uses-permission android.permission.RECEIVE_BOOT_COMPLETED",
            "the manifest does not declare the permission android.permission.RECEIVE_BOOT_COMPLETED",
        ),
        ("no uses-permission", "no uses-permission"),
        ("setAuth(false)", "setAuth(false)"),
    ],
)
def test_what_speaks_against_a_fact_stands_in_words(contrary, expected):
    assert contrary_in_words(contrary).en == expected
