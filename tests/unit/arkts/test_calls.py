"""Calls of the system in bytecode of ArkTS, on every way by which an interface comes to where it is called."""

from __future__ import annotations

import pytest
from tests.support.abc_assembly import Assembly, Module
from tests.support.arkts_programs import PAGE, call, page, read, text
from tests.support.shipped import shipped_catalog

from appaudit.abc import AbcFile
from appaudit.arkts.program import Program
from appaudit.arkts.reading import follow

OAID = "@ohos.identifier.oaid.getOAID"
REQUESTS, IMPORTS = ["@ohos:identifier.oaid"], [("default", "oaid", 0)]


def apis(*assemblies: Assembly) -> dict[str, str]:
    """Interfaces that are certainly called, with the function that does."""
    return {fact.api: fact.caller for fact in read(*assemblies).facts if fact.certain or fact.weak}


def with_functions(*functions: tuple[str, list[str]], **module: object) -> Assembly:
    found = Assembly().record(f"L&{PAGE}&;", Module(**{"requests": REQUESTS, "imports": IMPORTS, **module}))  # type: ignore[arg-type]
    for name, lines in functions:
        found.function(name, *lines, "returnundefined")
    return found


def test_an_import_is_called_by_its_module() -> None:
    assert apis(with_functions(("#read", call(0, "getOAID")))) == {OAID: f"{PAGE}#read"}


@pytest.mark.parametrize(
    "load", ["callruntime.ldlazymodulevar 0", "wide.ldexternalmodulevar 0", "callruntime.wideldlazymodulevar 0"]
)
def test_lazily_loaded_and_far_imports_are_the_same(load) -> None:
    lines = [load, "sta v4", "ldobjbyname 0 'getOAID'", "callthis0 0 v4"]
    assert OAID in apis(with_functions(("#read", lines)))


def test_a_name_in_the_call_itself_stands_for_what_is_unknown() -> None:
    """Compilers of version 24 write the name of the property beside the call."""
    lines = ["ldexternalmodulevar 0", "sta v4", "lda v15", "callthis0withname 0 'getOAID' v4"]
    assert OAID in apis(with_functions(("#read", lines)))


def test_all_of_a_module_as_a_namespace() -> None:
    lines = ["getmodulenamespace 0", "sta v4", "ldobjbyname 0 'default'", "sta v4", "ldobjbyname 0 'getOAID'"]
    assert OAID in apis(with_functions(("#read", [*lines, "callthis0 0 v4"])))


def test_what_a_call_gives_is_called_in_turn() -> None:
    chain = call(0, "createAtManager")
    lines = [*chain, "sta v4", "ldobjbyname 0 'requestPermissionsFromUser'", "callthis0 0 v4"]
    module = {"requests": ["@ohos:abilityAccessCtrl"], "imports": [("default", "access", 0)]}
    found = apis(with_functions(("#ask", lines), **module))
    assert list(found) == ["@ohos.abilityAccessCtrl.createAtManager().requestPermissionsFromUser"]


def test_a_promise_is_what_it_comes_to_with_await_and_with_then() -> None:
    module = {"requests": ["@ohos:calendarManager"], "imports": [("default", "calendar", 0)]}
    manager = call(0, "getCalendarManager")
    waited = ["asyncfunctionawaituncaught v3", "suspendgenerator v3", "lda v3", "resumegenerator"]
    lines = [*manager, "sta v4", "ldobjbyname 0 'getCalendar'", "callthis0 0 v4", *waited, "sta v4"]
    api = "@ohos.calendarManager.getCalendarManager().getCalendar().getEvents"
    events = ["ldobjbyname 0 'getEvents'", "callthis0 0 v4"]
    assert api in apis(with_functions(("#wait", [*lines, *events]), **module))
    then = [*manager, "sta v4", "ldobjbyname 0 'getCalendar'", "callthis0 0 v4", "sta v4", "definefunc 0 @#then 1"]
    then += ["sta v5", "lda v4", "ldobjbyname 0 'then'", "callthis1 0 v4 v5"]
    both = with_functions(("#go", then), **module)
    both.function("#then", "lda v19", "sta v4", *events, "returnundefined", arguments=4)
    assert api in apis(both)


def test_a_result_that_is_handed_to_a_callback_behind_an_error() -> None:
    module = {"requests": ["@ohos:calendarManager"], "imports": [("default", "calendar", 0)]}
    manager = call(0, "getCalendarManager")
    lines = ["definefunc 0 @#got 2", "sta v5", *manager, "sta v4", "ldobjbyname 0 'getCalendar'", "callthis1 0 v4 v5"]
    both = with_functions(("#go", lines), **module)
    both.function(
        "#got", "lda v20", "sta v4", "ldobjbyname 0 'getEvents'", "callthis0 0 v4", "returnundefined", arguments=5
    )
    assert "@ohos.calendarManager.getCalendarManager().getCalendar().getEvents" in apis(both)


def test_variables_that_functions_share_and_fields_of_a_class() -> None:
    shared = with_functions(
        ("#outer", ["newlexenv 1", "ldexternalmodulevar 0", "stlexvar 0 0", "newlexenv 1", "definefunc 0 @#inner 0"]),
        ("#inner", ["newlexenv 1", "ldlexvar 2 0", "sta v4", "ldobjbyname 0 'getOAID'", "callthis0 0 v4"]),
    )
    assert apis(shared) == {OAID: f"{PAGE}#outer.inner"}
    fields = with_functions(
        ("func_main_0", ["ldundefined", "sta v6", "defineclasswithbuffer 0 @#Reader ['go' @#go 1] 0 v6"]),
        ("#Reader", ["lda v18", "sta v4", "ldexternalmodulevar 0", "stobjbyname 0 'source' v4"]),
        ("#go", ["lda v18", "ldobjbyname 0 'source'", "sta v4", "ldobjbyname 0 'getOAID'", "callthis0 0 v4"]),
    )
    assert apis(fields) == {OAID: f"{PAGE}#Reader.go"}
    other = with_functions(
        ("func_main_0", ["ldundefined", "sta v6", "defineclasswithbuffer 0 @#Reader ['go' @#go 1] 0 v6"]),
        ("#Reader", ["lda v18", "sta v4", "ldundefined", "stobjbyname 0 'source' v4"]),
        ("#go", ["lda v18", "ldobjbyname 0 'source'", "sta v4", "ldobjbyname 0 'getOAID'", "callthis0 0 v4"]),
    )
    assert apis(other) == {}


def test_what_one_file_gives_another_takes_across_files_of_bytecode() -> None:
    giving = Assembly().record(
        "L&@x/ids/src/main/ets/Ids&1.0.0;",
        Module(requests=REQUESTS, imports=IMPORTS, exports=[("source", "mine")]),
    )
    giving.function("func_main_0", "ldexternalmodulevar 0", "stmodulevar 0", "returnundefined")
    taking = Assembly().record(
        f"L&{PAGE}&;", Module(requests=["@normalized:N&&&@x/ids/Index&1.0.0"], imports=[("ids", "ids", 0)])
    )
    taking.function("#read", *call(0, "getOAID"), "returnundefined")
    index = giving.record(
        "L&@x/ids/Index&1.0.0;",
        Module(requests=["@normalized:N&&&@x/ids/src/main/ets/Ids&1.0.0"], indirect=[("ids", "source", 0)]),
    )
    index.function("func_main_0", "returnundefined")
    assert apis(taking, index) == {OAID: f"{PAGE}#read"}


def test_a_function_with_the_same_name_of_something_else_is_none() -> None:
    module = {"requests": ["@normalized:N&&&entry/src/main/ets/own&"], "imports": [("default", "own", 0)]}
    assert apis(with_functions(("#read", call(0, "getOAID")), **module)) == {}


def test_an_interface_that_depends_on_what_is_asked_for() -> None:
    module = {"requests": ["@ohos:sensor"], "imports": [("default", "sensor", 0)]}

    def listens(name: str) -> list[str]:
        kind = ["ldexternalmodulevar 0", "ldobjbyname 0 'SensorId'", f"ldobjbyname 0 '{name}'", "sta v5"]
        return [*kind, *call(0, "on", arguments=1)]

    steps = read(with_functions(("#walk", listens("PEDOMETER")), **module))
    assert [(fact.data_types, fact.permissions) for fact in steps.facts] == [
        (("activity_recognition",), ("ohos.permission.ACTIVITY_MOTION",))
    ]
    light = read(with_functions(("#light", listens("AMBIENT_LIGHT")), **module))
    assert light.facts == ()


def test_values_of_two_branches_are_both_followed() -> None:
    lines = ["lda v15", "jeqz :else", "ldexternalmodulevar 0", "jmp :end", "else:", "ldundefined", "end:", "sta v4"]
    lines += ["ldobjbyname 0 'getOAID'", "callthis0 0 v4"]
    assert OAID in apis(with_functions(("#read", lines)))


def test_a_telling_name_on_what_nobody_can_follow_is_no_certainty() -> None:
    module = {"requests": ["@ohos:contact"], "imports": [("default", "contact", 0)]}
    lines = ["lda v15", "sta v4", "ldobjbyname 0 'x'", "sta v4", "ldobjbyname 0 'queryContacts'", "callthis0 0 v4"]
    function = with_functions(**module)
    function.function("#read", *lines[1:], "returnundefined", arguments=4)
    unknown = ["lda v19", "sta v4", "ldobjbyname 0 'queryContacts'", "callthis0 0 v4"]
    function.function("#other", *unknown, "returnundefined", arguments=4)
    facts = read(function).facts
    assert [(fact.api, fact.certain) for fact in facts] == [("@ohos.contact.queryContacts", False)]
    elsewhere = Assembly().record(f"L&{PAGE}&;", Module())
    elsewhere.function("#other", *unknown, "returnundefined", arguments=4)
    reading = read(elsewhere)
    assert reading.facts == ()
    assert [(gap.reason, gap.level.word) for gap in reading.gaps] == [("unnamed_call", "partial")]


def test_requests_for_permissions_name_them() -> None:
    module = {"requests": ["@ohos:abilityAccessCtrl"], "imports": [("default", "access", 0)]}
    listed = ["createarraywithbuffer 0 ['ohos.permission.CAMERA' 'ohos.permission.MICROPHONE']", "sta v6"]
    lines = [*listed, *call(0, "createAtManager"), "sta v4", "ldobjbyname 0 'requestPermissionsFromUser'"]
    reading = read(with_functions(("#ask", [*lines, "callthis2 0 v4 v5 v6"]), **module))
    [request] = reading.requests
    assert request.permissions == ("ohos.permission.CAMERA", "ohos.permission.MICROPHONE")
    assert request.complete


def test_code_that_is_none_is_a_gap_and_leaves_the_rest() -> None:
    good = with_functions(("#read", call(0, "getOAID")))
    data = bytearray(with_functions(("#bad", ["nop"] * 7), ("#read", call(0, "getOAID"))).data())
    place = data.index(b"\xd5" * 7)
    data[place] = 0xFF
    damaged = Assembly()
    damaged.data = lambda: bytes(data)  # type: ignore[method-assign]
    assert apis(damaged) == apis(good)
    assert [(gap.reason, gap.kind) for gap in read(damaged).gaps] == [("unreadable", "api_call")]


def test_a_file_that_is_none_is_a_gap_of_everything() -> None:
    broken = Assembly()
    broken.data = lambda: b"PANDA\0\0\0"  # type: ignore[method-assign]
    [gap] = read(broken).gaps
    assert (gap.level.word, gap.reason, gap.part) == ("none", "unreadable", "ets/modules.abc")


def test_texts_in_code_are_those_that_people_may_read() -> None:
    found = read(page(Assembly(), appear=[*text(5, "注销账号"), *text(5, "key_of_x"), *text(5, "Delete account")]))
    assert [each.text for each in found.texts] == ["注销账号", "Delete account"]


@pytest.mark.parametrize(("written", "expected"), [(True, set()), (False, {"@ohos.app.ability.UIAbility().ids"})])
def test_a_field_that_nobody_can_tell_is_not_what_the_system_has_by_its_name(written, expected) -> None:
    """An ability that keeps something of its own calls that, not what abilities of the system have."""
    keeps = ["callarg0 0", "stobjbyname 0 'ids' v4"] if written else []
    file = with_functions(
        ("func_main_0", ["ldexternalmodulevar 0", "sta v6", "defineclasswithbuffer 0 @#Entry ['go' @#go 1] 0 v6"]),
        ("#Entry", ["lda v18", "sta v4", "definefunc 0 @#nothing 0", *keeps]),
        ("#nothing", []),
        ("#go", ["lda v18", "ldobjbyname 0 'ids'", "sta v4", "callarg0 0"]),
        requests=["@ohos:app.ability.UIAbility"], imports=[("default", "UIAbility", 0)],
    )  # fmt: skip
    program = Program([AbcFile(file.data(), "a.abc")])
    graph = follow(program, shipped_catalog().lexicons.arkts).graph
    assert {use.interface for use in graph.uses if use.site and use.interface.startswith("@")} == expected


@pytest.mark.parametrize(("instances", "found"), [(1, {OAID}), (0, set())])
def test_this_is_an_instance_or_the_class_as_the_class_counts_its_members(instances, found) -> None:
    """The field is of the instances; a member of the class itself has another `this`."""
    file = with_functions(
        ("func_main_0", ["ldundefined", "sta v6", f"defineclasswithbuffer 0 @#Reader ['go' @go {instances}] 0 v6"]),
        ("#Reader", ["lda v18", "sta v4", "ldexternalmodulevar 0", "stobjbyname 0 'source' v4"]),
        ("go", ["lda v18", "ldobjbyname 0 'source'", "sta v4", "ldobjbyname 0 'getOAID'", "callthis0 0 v4"]),
    )
    assert set(apis(file)) == found


@pytest.mark.parametrize(
    ("bundle", "found"),
    [
        ("com.huawei.hms.mapservice.kit", {"@hms.mapservice.map.calculateDistance"}),
        ("com.example.mapservice.kit", set()),
    ],
)
def test_kits_that_the_system_keeps_as_libraries_are_the_systems(bundle: str, found: set[str]) -> None:
    module = {"requests": [f"@bundle:{bundle}/mapLibrary/ets/map"], "imports": [("default", "map", 0)]}
    assembly = with_functions(("#read", call(0, "calculateDistance")), **module)
    following = follow(Program([AbcFile(assembly.data(), "a.abc")]), shipped_catalog().lexicons.arkts)
    assert {use.interface for use in following.graph.uses} == found
