"""Functions of hybrid frameworks that bundled scripts name."""

from __future__ import annotations

import pytest

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.derive import derive
from appaudit.model.artifact import Text
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.facts.package import AppFact
from appaudit.model.knowledge import ApiEntry, Knowledge
from appaudit.texts.script_calls import script_call_facts

ENTRIES = (
    ApiEntry(script="plus.device.imei", data=("imei",)),
    ApiEntry(script="uni.getLocation", data=("location_precise",)),
    ApiEntry(script="getAndroidId", data=("android_id",), weak=True),
)
SCRIPT = "assets/apps/__UNI__1/www/app-service.js"


def apis(text: str, place: str = SCRIPT) -> list[tuple[str, str, bool]]:
    return [
        (fact.api, fact.caller, fact.certain) for fact in script_call_facts([Text(place=place, text=text)], ENTRIES)
    ]


def test_a_function_that_a_script_names() -> None:
    assert apis("var a=plus.device.imei;uni.getLocation({type:'gcj02'})") == [
        ("plus.device.imei", SCRIPT, True),
        ("uni.getLocation", SCRIPT, True),
    ]


def test_what_a_library_brings_along_is_a_trace() -> None:
    assert apis("t.getAndroidId=function(){}", "assets/index.android.bundle") == [
        ("getAndroidId", "assets/index.android.bundle", False)
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("xplus.device.imei", SCRIPT),
        ("uni.getLocationName()", SCRIPT),
        ("plus.device.imei", "assets/readme.txt"),
        ("plus.device.imei", "res/strings/help"),
    ],
)
def test_longer_names_and_other_texts_are_none(text: str, place: str) -> None:
    assert apis(text, place) == []


def test_scripts_are_the_apps_own() -> None:
    facts = FactSet(
        [AppFact(package="cn.app"), *script_call_facts([Text(place=SCRIPT, text="plus.device.imei")], ENTRIES)]
    )
    derive(facts, Coverage(), Knowledge(), [])
    (access,) = facts.of(DataAccessFact)
    assert (access.data_type, access.party, access.party_kind, access.caller) == ("imei", "app", "app", SCRIPT)


@pytest.mark.parametrize(
    ("text", "data_type"),
    [
        ("plus.device.getInfo({})", "imei"),
        ("uni.getClipboardData({})", "clipboard"),
        ("navigator.contacts.find(f)", "contacts"),
        ("cordova.plugins.uid.IMEI", "imei"),
        ("navigator.geolocation.watchPosition(a)", "location_precise"),
    ],
)
def test_the_shipped_catalogue_knows_the_frameworks(text: str, data_type: str) -> None:
    entries = load_knowledge([shipped_rules()]).apis
    found = script_call_facts([Text(place=SCRIPT, text=text)], entries)
    assert data_type in {name for fact in found for name in fact.data_types}
