"""Calls of the system in sources of ArkTS, on every way by which an interface comes to where it is called."""

from __future__ import annotations

import pytest
from tests.support.written_programs import PAGE, read_written

from appaudit.model.facts.code import ApiCallFact, PermissionRequestFact

OAID = "@ohos.identifier.oaid.getOAID"
TAKES = "import { identifier } from '@kit.AdsKit';\n"


def apis(page: str, *packages: tuple[str, str, str], **files: str) -> dict[str, str]:
    """Interfaces that are certainly called, with the function that does."""
    named = {name.replace("__", "/") + ".ets": text for name, text in files.items()}
    found = read_written(page, *packages, files=named).facts
    return {fact.api: fact.caller for fact in found if isinstance(fact, ApiCallFact) and fact.certain}


@pytest.mark.parametrize(
    ("take", "call"),
    [
        ("import { identifier } from '@kit.AdsKit';", "identifier.getOAID()"),
        ("import { identifier as ids } from '@kit.AdsKit';", "ids.getOAID()"),
        ("import identifier from '@ohos.identifier.oaid';", "identifier.getOAID()"),
        ("import * as all from '@ohos.identifier.oaid';", "all.default.getOAID()"),
        ("import lazy { identifier } from '@kit.AdsKit';", "identifier['getOAID']()"),
        ("", "(await import('@ohos.identifier.oaid')).default.getOAID()"),
    ],
)
def test_what_is_taken_from_the_system_is_called_by_its_module(take, call) -> None:
    assert apis(f"{take}\nasync function read() {{ {call}; }}") == {OAID: f"{PAGE}#read"}


@pytest.mark.parametrize(
    "page",
    [
        "import { identifier } from './own';\nfunction read() { identifier.getOAID(); }",
        TAKES + "function read(identifier: Own) { identifier.getOAID(); }",
        TAKES + "function read() { const identifier = { getOAID() {} }; identifier.getOAID(); }",
        TAKES + "// identifier.getOAID();\nconst said = 'identifier.getOAID()';",
        "class A { identifier = new B(); go() { this.identifier.getOAID(); } }",
    ],
    ids=["of the app", "a parameter", "a variable", "no code", "a field"],
)
def test_what_only_has_the_name_is_none(page) -> None:
    assert apis(page) == {}


@pytest.mark.parametrize(
    "body",
    [
        "const ids = identifier; function read() { ids.getOAID(); }",
        "class A { private source = identifier; read() { this.source.getOAID(); } }",
        "class A { static source = identifier; static read() { A.source.getOAID(); } }",
        "class A { source: X; constructor() { this.source = identifier; } read() { this.source.getOAID(); } }",
        "class A { get source() { return identifier; } read() { this.source.getOAID(); } }",
        "class B { give() { return identifier; } } class A { read() { new B().give().getOAID(); } }",
        "class B { ids = identifier; } class A extends B { read() { this.ids.getOAID(); } }",
        "function take(ids) { ids.getOAID(); } take(identifier);",
        "const held = { deep: { ids: identifier } }; function go() { const { deep: { ids } } = held; ids.getOAID(); }",
        "function read() { [1].forEach(() => { (cond ? identifier : undefined)?.getOAID(); }); }",
        "namespace N { export const ids = identifier; } function read() { N.ids.getOAID(); }",
        "function read() { return new Promise<void>((done) => { identifier.getOAID((err, id) => { done(id); }); }); }",
    ],
)
def test_an_interface_is_followed_to_where_it_is_called(body) -> None:
    assert OAID in apis(TAKES + body)


def test_results_are_followed_through_promises_and_callbacks() -> None:
    take = "import { calendarManager } from '@kit.CalendarKit';\n"
    api = "@ohos.calendarManager.getCalendarManager().getCalendar().getEvents"
    manager = "calendarManager.getCalendarManager(getContext(this))"
    for body in (
        f"async function go() {{ const one = await {manager}.getCalendar(); await one.getEvents(); }}",
        f"function go() {{ {manager}.getCalendar().then((one: Calendar) => one.getEvents()); }}",
        f"function go() {{ {manager}.getCalendar((err, one) => {{ one?.getEvents(); }}); }}",
    ):
        assert api in apis(take + body)


def test_what_one_file_gives_another_takes() -> None:
    gives = TAKES + "export const ids = identifier;\nexport default class Reader { static go() { ids.getOAID(); } }"
    both = {OAID: "entry/src/main/ets/common/Ids#Reader.go"}
    page = "import Reader from '../common/Ids';\nReader.go();"
    assert apis(page, common__Ids=gives) == both
    for index in (
        "export { ids as given } from './Ids';",
        "export * from './Ids';\nexport { ids as given } from './Ids'",
    ):
        page = "import { given } from '../common/index';\nfunction read() { given.getOAID(); }"
        assert apis(page, common__Ids=gives, common__index=index)[OAID]
    page = "import { ids } from '@qinghe/ids';\nfunction read() { ids.getOAID(); }"
    taken = apis(page, ("@qinghe/ids", "ids", "Index.ets"), __ids__Index="export { ids } from './src/A';",
                 __ids__src__A=gives)  # fmt: skip
    assert f"{PAGE}#read" in {*taken.values()} or OAID in taken


def test_requests_for_permissions_name_them() -> None:
    page = """
import { abilityAccessCtrl, Permissions } from '@kit.AbilityKit';
const asked: Array<Permissions> = ['ohos.permission.CAMERA', 'ohos.permission.MICROPHONE'];
function ask() { abilityAccessCtrl.createAtManager().requestPermissionsFromUser(getContext(), asked); }
"""
    [request] = [fact for fact in read_written(page).facts if isinstance(fact, PermissionRequestFact)]
    assert request.permissions == ("ohos.permission.CAMERA", "ohos.permission.MICROPHONE")


def test_a_place_in_a_source_has_its_line() -> None:
    [fact] = [each for each in read_written("\n\n" + TAKES + "identifier.getOAID();").facts if each.kind == "api_call"]
    assert (fact.location.path, fact.location.line) == (f"{PAGE}.ets", 4)


def test_an_archive_of_what_a_build_made_is_read_as_what_it_was_made_of() -> None:
    """Libraries that are obfuscated hold JavaScript, in which components are classes."""
    script = """
import h from "@ohos.identifier.oaid";
export class b1 extends ViewPU { constructor(a, b) { super(a); this.c1 = h; }
  initialRender() { this.observeComponentCreation2((d) => { Button.createWithLabel("x");
    Button.onClick(() => { this.c1.getOAID(); }); }, Button); } }
"""
    facts = read_written(files={"lib/a1.js": script}).facts
    [fact] = [fact for fact in facts if isinstance(fact, ApiCallFact)]
    assert (fact.api, fact.caller, fact.phase) == (OAID, "entry/src/main/ets/lib/a1#b1.initialRender.~.~", "unknown")


@pytest.mark.parametrize(("read", "expected"), [("openID", True), ("unionID", True), ("authorizationCode", False)])
def test_the_identifiers_of_an_account_are_read_where_they_are_taken_from_the_answer(read, expected) -> None:
    page = f"""
import {{ authentication }} from '@kit.AccountKit';
async function login() {{
  const request = new authentication.HuaweiIDProvider().createLoginWithHuaweiIDRequest();
  const controller = new authentication.AuthenticationController(getContext());
  controller.executeRequest(request).then((answer) => {{
    const data = (answer as authentication.LoginWithHuaweiIDResponse).data!;
    send(data.{read});
  }});
}}
"""
    found = [fact.data_types for fact in read_written(page).facts if isinstance(fact, ApiCallFact) and fact.certain]
    assert found == ([("user_id",)] if expected else [])


@pytest.mark.parametrize(
    ("given", "call"),
    [
        ("export { identifier as ids } from '@kit.AdsKit';", "ids.getOAID()"),
        ("export { identifier as ids } from './own';", ""),
    ],
    ids=["of a kit", "of the app"],
)
def test_what_a_file_gives_on_of_a_kit_is_called_by_its_module(given, call) -> None:
    page = "import { ids } from '../a';\nfunction read() { ids.getOAID(); }"
    assert apis(page, a=given) == ({OAID: f"{PAGE}#read"} if call else {})
