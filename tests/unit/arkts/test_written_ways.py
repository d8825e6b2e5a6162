"""Ways on which sources of ArkTS come to modules of the system, and what is said where nobody can follow one."""

from __future__ import annotations

import pytest
from tests.support.written_programs import read_written

from appaudit.artifacts.harmony.written_sources import source_names
from appaudit.model.facts.code import ApiCallFact

OAID = "@ohos.identifier.oaid.getOAID"
TAKE = "import { identifier } from '@kit.AdsKit';\n"
PAGE = "@Entry @Component struct Index {{ aboutToAppear() {{ {} }} build() {{ Column() {{}} }} }}"


def found(body: str, head: str = "", **files: str) -> tuple[set[str], set[str]]:
    """Interfaces that are certainly called before anything is agreed to, and the reasons of gaps."""
    reading = read_written(head + PAGE.format(body), files={f"{name}.ets": text for name, text in files.items()})
    calls = [fact for fact in reading.facts if isinstance(fact, ApiCallFact)]
    return {call.api for call in calls if call.certain}, {gap.reason for gap in reading.gaps}


@pytest.mark.parametrize(
    "body",
    [
        "import('@kit.AdsKit').then(m => m.identifier.getOAID())",
        "import('@kit.' + 'AdsKit').then(({ identifier: i }) => i.getOAID())",
        "const kit = await import('@kit.AdsKit'); kit.identifier.getOAID()",
        "loadNativeModule('@ohos.identifier.oaid').getOAID()",
        "requireNativeModule('identifier.oaid').getOAID()",
        "require('@ohos.identifier.oaid').default.getOAID()",
    ],
)
def test_a_module_that_is_loaded_by_its_name_is_known(body: str) -> None:
    assert found(body) == ({OAID}, set())
    assert found(body.replace("AdsKit", "ArkUI").replace("identifier.oaid", "router")) == (set(), set())


@pytest.mark.parametrize(
    ("given", "take", "call"),
    [
        ("export * from '@kit.AdsKit';", "import * as a from '../a';", "a.identifier.getOAID()"),
        ("export * from '@kit.AdsKit';", "import { identifier } from '../a';", "identifier.getOAID()"),
        ("export * as k from '@kit.AdsKit';", "import { k } from '../a';", "k.identifier.getOAID()"),
        ("import * as k from '@kit.AdsKit';\nexport default k;", "import k from '../a';", "k.identifier.getOAID()"),
    ],
)
def test_a_kit_that_a_file_gives_on_is_known(given: str, take: str, call: str) -> None:
    assert found(call, take + "\n", a=given) == ({OAID}, set())
    assert found(call, take + "\n", a=given.replace("AdsKit", "ArkUI")) == (set(), set())


@pytest.mark.parametrize(
    "body",
    [
        "Reflect.get(identifier, 'getOAID')()",
        "new Proxy(identifier, {}).getOAID()",
        "Object.assign({}, identifier).getOAID()",
        "Object.create(identifier).getOAID()",
        "globalThis.ids = identifier; globalThis.ids.getOAID()",
        "identifier[NAME]()",
        "identifier[Names.ONE]()",
        "identifier[`${START}OAID`]()",
    ],
)
def test_what_the_language_gives_on_is_followed(body: str) -> None:
    head = "const NAME = 'getOAID';\nconst START = 'get';\nenum Names { ONE = 'getOAID' }\n"
    assert found(body, TAKE + head) == ({OAID}, set())
    assert found(body, TAKE + head.replace("getOAID", "other").replace("'get'", "'of'")) != (set(), {"unnamed_call"})


@pytest.mark.parametrize(
    "body",
    [
        "Reflect.get(identifier, q())()",
        "new Map([['a', identifier]]).get('a').getOAID()",
        "AppStorage.setOrCreate('i', identifier); AppStorage.get('i').getOAID()",
        "Object.values(identifier)[0]()",
        "for (const [name, call] of Object.entries(identifier)) { call() }",
    ],
)
def test_what_cannot_be_followed_is_said(body: str) -> None:
    assert found(body, TAKE) == (set(), {"unnamed_call"})
    assert found(body.replace("getOAID", "toString"), "const identifier = { a: () => 1 };\n") == (set(), set())


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("import native from 'libentry.so';\n", "native.go()"),
        ("", "import('libentry.so').then(m => m.default.go())"),
        ("", "loadNativeModule('lib' + 'entry.so').go()"),
        ("import { go } from '@own/tracker';\n", "go()"),
        ("", "import('com.x/y').then(m => m.default.go())"),
    ],
)
def test_what_an_app_asks_for_and_does_not_hold_is_said(head: str, body: str) -> None:
    assert found(body, head) == (set(), {"missing_part"})
    assert found("go()", "import { go } from '../own';\n", own="export function go() {}") == (set(), set())


def test_what_is_no_code_is_not_missing() -> None:
    head = "import rows from './rows.json';\nimport BuildProfile from 'BuildProfile';\n"
    assert found("console.info(rows.a)", head) == (set(), set())


def test_a_folder_in_what_is_built_is_read_whatever_it_is_called() -> None:
    inside = ["src/main/ets/build/A.ets", "entry/src/main/ets/mock/A.ets"]
    outside = ["build/default/A.ets", "src/ohosTest/ets/A.ets", "oh_modules/a/src/main/ets/A.ets"]
    assert source_names([*inside, *outside]) == inside
