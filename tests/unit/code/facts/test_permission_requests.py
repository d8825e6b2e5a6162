"""Permissions that are asked for at once, however the array comes to the call."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    INTERFACE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Jump,
    Units,
    call,
    code,
    filled_array,
    give,
    if_zero,
    new,
    new_array,
    one_method,
    opened,
    read,
    read_static,
    result,
    small,
    text,
    three,
    write_static,
)
from tests.support.dex_builder import DefinedField, DefinedMethod, DexBuilder

from appaudit.code.facts.permissions.permission_requests import permission_request_facts, unnamed_requests
from appaudit.code.values.constants import Constants
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.knowledge import PermissionInfo
from appaudit.model.method_names import plain

CAMERA, SOUND = "android.permission.CAMERA", "android.permission.RECORD_AUDIO"
CONTACTS, VIBRATE = "android.permission.READ_CONTACTS", "android.permission.VIBRATE"
GROUPS = {CAMERA: "camera", SOUND: "microphone", CONTACTS: "contacts"}
NOBODY = Bilingual("", "")
PERMISSIONS = {
    **{
        name: PermissionInfo(name=name, protection="dangerous", group=group, label=NOBODY)
        for name, group in GROUPS.items()
    },
    VIBRATE: PermissionInfo(name=VIBRATE, protection="normal", label=NOBODY),
}
TEXTS = "[Ljava/lang/String;"
ASK = f"Landroidx/core/app/ActivityCompat;->requestPermissions(Landroid/app/Activity;{TEXTS}I)V"

LAUNCH = "Landroidx/activity/result/ActivityResultLauncher;->launch(Ljava/lang/Object;)V"


def array(*names: str) -> list[Units]:
    """new-array in register 1, filled element by element."""
    parts = [small(0, len(names)), new_array(1, 0, TEXTS)]
    for index, name in enumerate(names):
        parts += [small(2, index), text(3, name), three(0x4D, 3, 1, 2)]
    return parts


def asked(builder: DexBuilder) -> list[PermissionRequestFact]:
    return permission_request_facts(Constants(opened(builder)), PERMISSIONS)


def asked_in(*parts: Units | str | Jump) -> PermissionRequestFact:
    (fact,) = asked(one_method(code(*parts, RETURN_VOID)))
    return fact


def test_an_array_of_several_groups() -> None:
    fact = asked_in(*array(CONTACTS, CAMERA, VIBRATE), call(STATIC, ASK, 15, 1, 0))
    assert fact.permissions == (CAMERA, CONTACTS)  # nobody is asked for VIBRATE
    assert (fact.groups, fact.group_count, fact.complete) == (("camera", "contacts"), 2, True)
    assert plain(fact.caller) == "app.Main.run"


def test_camera_and_microphone_are_one_purpose() -> None:
    fact = asked_in(*array(CAMERA, SOUND), call(STATIC, ASK, 15, 1, 0))
    assert (fact.groups, fact.group_count) == (("camera", "microphone"), 1)


def test_an_array_in_one_instruction_given_to_a_launcher() -> None:
    parts = (text(1, CAMERA), text(2, CONTACTS), filled_array(TEXTS, 1, 2), result(3), call(VIRTUAL, LAUNCH, 0, 3))
    assert asked_in(*parts).permissions == (CAMERA, CONTACTS)
    assert asked_in(text(3, CAMERA), call(VIRTUAL, LAUNCH, 0, 3)).permissions == (CAMERA,)


def test_a_list_filled_under_conditions_is_not_complete() -> None:
    add = "Ljava/util/List;->add(Ljava/lang/Object;)Z"
    parts = (
        new(1, "Ljava/util/ArrayList;"),
        call(DIRECT, "Ljava/util/ArrayList;-><init>()V", 1),
        if_zero(0, 5, "next"),
        text(2, CAMERA),
        call(INTERFACE, add, 1, 2),
        "next",
        text(2, CONTACTS),
        call(INTERFACE, add, 1, 2),
        call(INTERFACE, "Ljava/util/List;->toArray([Ljava/lang/Object;)[Ljava/lang/Object;", 1, 3),
        result(4),
        call(STATIC, ASK, 15, 4, 0),
    )
    fact = asked_in(*parts)
    assert (fact.permissions, fact.complete) == ((CAMERA, CONTACTS), False)


def test_an_array_in_a_field_is_asked_for_by_the_method_that_reads_it() -> None:
    field = f"Lapp/Main;->ALL:{TEXTS}"
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        fields=[DefinedField(f"ALL:{TEXTS}", is_static=True)],
        methods=[
            DefinedMethod("<clinit>()V", code(*array(CAMERA, CONTACTS), write_static(1, field), RETURN_VOID), 8, False),
            DefinedMethod("onCreate()V", code(read_static(1, field), call(STATIC, ASK, 15, 1, 0), RETURN_VOID)),
        ],
    )
    assert [(plain(fact.caller), fact.group_count) for fact in asked(builder)] == [("app.Main.onCreate", 2)]


@pytest.mark.parametrize(
    ("gives", "caller"), [("-$$Nest$sfgetALL", "app.Main$1.onClick"), ("permissions", "app.Main.permissions")]
)
def test_an_array_that_a_compilers_method_gives_is_asked_for_by_who_calls_it(gives: str, caller: str) -> None:
    """The source code has no line of it."""
    field = f"Lapp/Main;->ALL:{TEXTS}"
    fills = code(*array(CAMERA, CONTACTS), write_static(1, field), RETURN_VOID)
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        fields=[DefinedField(f"ALL:{TEXTS}", is_static=True)],
        methods=[
            DefinedMethod("<clinit>()V", fills, 8, False),
            DefinedMethod(f"{gives}(){TEXTS}", code(read_static(1, field), give(1, 0x11)), 8, False),
        ],
    )
    asks = code(call(STATIC, f"Lapp/Main;->{gives}(){TEXTS}"), result(1), call(STATIC, ASK, 15, 1, 0), RETURN_VOID)
    builder.add_class("Lapp/Main$1;", methods=[DefinedMethod("onClick()V", asks)])
    assert [plain(fact.caller) for fact in asked(builder)] == [caller]


def test_a_helper_asks_for_what_its_callers_name() -> None:
    helper = f"ask({TEXTS})V"
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        methods=[
            DefinedMethod(helper, code(call(STATIC, ASK, 0, 15, 1), RETURN_VOID), 8, False),
            DefinedMethod("one()V", code(*array(CAMERA), call(STATIC, f"Lapp/Main;->{helper}", 1), RETURN_VOID)),
            DefinedMethod("two()V", code(*array(CONTACTS), call(STATIC, f"Lapp/Main;->{helper}", 1), RETURN_VOID)),
        ],
    )
    found = [(plain(fact.caller), fact.permissions, fact.sites) for fact in asked(builder)]
    assert sorted(found) == [("app.Main.one", (CAMERA,), ()), ("app.Main.two", (CONTACTS,), ())]


@pytest.mark.parametrize(("pages", "found"), [(40, 40), (80, 0)])
def test_a_helper_of_all_pages_of_an_app(pages: int, found: int) -> None:
    asks = f"ask({TEXTS})V"
    body = code(call(STATIC, ASK, 8, 9, 0), RETURN_VOID, registers=10, incoming=1)
    builder = DexBuilder().add_class(
        "Lapp/Asks;", methods=[DefinedMethod(asks, body, access_flags=9, is_virtual=False)]
    )
    for number in range(pages):
        names = code(*array(CAMERA), call(STATIC, f"Lapp/Asks;->{asks}", 1), RETURN_VOID)
        builder.add_class(f"Lapp/Page{number};", methods=[DefinedMethod("run()V", names)])
    assert sum(each.permissions == (CAMERA,) for each in asked(builder)) == found


def test_a_method_that_asks_itself_says_where() -> None:
    once, twice = (text(3, CAMERA), call(VIRTUAL, LAUNCH, 0, 3)), (text(4, CAMERA), call(VIRTUAL, LAUNCH, 0, 4))
    assert asked_in(*once).sites == (2,)
    assert asked_in(*once, *twice).sites == (2, 7)


def test_a_method_that_also_leaves_it_to_another_says_nothing_of_where() -> None:
    helper = f"ask({TEXTS})V"
    both = code(
        *array(CAMERA), call(STATIC, ASK, 15, 1, 0), call(STATIC, f"Lapp/Main;->{helper}", 1), RETURN_VOID
    )  # fmt: skip
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        methods=[
            DefinedMethod(helper, code(call(STATIC, ASK, 0, 15, 1), RETURN_VOID), 8, False),
            DefinedMethod("both()V", both),
        ],
    )
    assert [fact.sites for fact in asked(builder)] == [()]


def test_a_helper_that_asks_for_one_permission_at_a_time_asks_for_no_two_together() -> None:
    helper = "ask(Ljava/lang/String;)V"
    asking = code(small(0, 1), new_array(1, 0, TEXTS), small(2, 0), three(0x4D, 15, 1, 2), call(STATIC, ASK, 0, 1, 2),
                  RETURN_VOID)  # fmt: skip
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        methods=[
            DefinedMethod(helper, asking, 8, False),
            DefinedMethod("one()V", code(text(1, CAMERA), call(STATIC, f"Lapp/Main;->{helper}", 1), RETURN_VOID)),
            DefinedMethod("two()V", code(text(1, CONTACTS), call(STATIC, f"Lapp/Main;->{helper}", 1), RETURN_VOID)),
        ],
    )
    found = [(plain(fact.caller), fact.permissions, fact.group_count) for fact in asked(builder)]
    assert sorted(found) == [("app.Main.one", (CAMERA,), 1), ("app.Main.two", (CONTACTS,), 1)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((CAMERA, CONTACTS), [("app.Main.one", (CAMERA,)), ("app.Main.two", (CONTACTS,))]),
        ((CAMERA, CAMERA), [("app.Main.ask", (CAMERA,))]),
    ],
)
def test_a_helper_that_carries_on_what_it_is_given_is_not_the_one_that_names_it(names, expected) -> None:
    """Where all callers pass the same text, it is as good as the helper's own."""
    helper, check = "ask(Ljava/lang/String;)V", "check(Ljava/lang/String;)V"
    asking = code(small(0, 1), new_array(1, 0, TEXTS), small(2, 0), three(0x4D, 15, 1, 2), call(STATIC, ASK, 0, 1, 2),
                  RETURN_VOID)  # fmt: skip
    others = ("one()V", "two()V")
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        methods=[
            DefinedMethod(helper, asking, 8, False),
            DefinedMethod(check, code(call(STATIC, f"Lapp/Main;->{helper}", 15), RETURN_VOID), 8, False),
            *(
                DefinedMethod(name, code(text(1, permission), call(STATIC, f"Lapp/Main;->{check}", 1), RETURN_VOID))
                for name, permission in zip(others, names, strict=True)
            ),
        ],
    )
    assert sorted((plain(fact.caller), fact.permissions) for fact in asked(builder)) == expected


def test_a_permission_that_nobody_is_asked_for_is_not_asked_for() -> None:
    assert asked(one_method(code(*array(VIBRATE), call(STATIC, ASK, 15, 1, 0), RETURN_VOID))) == []


def test_what_is_no_permission_is_not_asked_for() -> None:
    launch = "Landroidx/activity/result/ActivityResultLauncher;->launch(Ljava/lang/Object;)V"
    assert asked(one_method(code(text(3, "image/*"), call(VIRTUAL, launch, 0, 3), RETURN_VOID))) == []


GRANTED = "Landroid/content/pm/PackageInfo;->requestedPermissions:[Ljava/lang/String;"
EXTRA = "Landroid/content/Intent;->getStringArrayExtra(Ljava/lang/String;)[Ljava/lang/String;"


def test_what_the_package_declares_is_asked_for_where_code_reads_it_there() -> None:
    declared = (CONTACTS, CAMERA, VIBRATE)
    builder = one_method(code(read(1, 0, GRANTED), call(STATIC, ASK, 15, 1, 0), RETURN_VOID))
    (fact,) = permission_request_facts(Constants(opened(builder)), PERMISSIONS, declared)
    assert (fact.permissions, fact.groups, fact.complete) == ((CAMERA, CONTACTS), ("camera", "contacts"), False)


def test_what_is_declared_is_asked_for_through_a_list_of_what_is_missing() -> None:
    add = "Ljava/util/List;->add(Ljava/lang/Object;)Z"
    body = code(
        read(1, 0, GRANTED), new(4, "Ljava/util/ArrayList;"), call(DIRECT, "Ljava/util/ArrayList;-><init>()V", 4),
        small(2, 0), three(0x46, 3, 1, 2), if_zero(0, 5, "next"), call(INTERFACE, add, 4, 3), "next",
        call(INTERFACE, "Ljava/util/List;->toArray([Ljava/lang/Object;)[Ljava/lang/Object;", 4, 6), result(7),
        call(STATIC, ASK, 15, 7, 0), RETURN_VOID,
    )  # fmt: skip
    (fact,) = permission_request_facts(Constants(opened(one_method(body))), PERMISSIONS, (CAMERA,))
    assert (fact.permissions, fact.complete) == ((CAMERA,), False)


@pytest.mark.parametrize(("element", "found"), [(three(0x46, 3, 9, 2), [CAMERA]), (text(3, CONTACTS), [CONTACTS])])
def test_a_list_of_what_is_missing_of_what_a_caller_names(element: Units, found: list[str]) -> None:
    """What of an array is not granted yet goes into a list, which a method of its own fills, and back into an array."""
    add, asks = "Ljava/util/List;->add(Ljava/lang/Object;)Z", "Lapp/Asks;->ask([Ljava/lang/String;)V"
    missing = "missing([Ljava/lang/String;)Ljava/util/List;"
    fills = code(
        new(4, "Ljava/util/ArrayList;"), call(DIRECT, "Ljava/util/ArrayList;-><init>()V", 4), small(2, 0),
        element, if_zero(0, 5, "next"), call(INTERFACE, add, 4, 3), "next", give(4, 0x11),
        registers=10, incoming=1,
    )  # fmt: skip
    body = code(
        call(STATIC, f"Lapp/Asks;->{missing}", 9), result(4),
        call(INTERFACE, "Ljava/util/List;->toArray([Ljava/lang/Object;)[Ljava/lang/Object;", 4, 6), result(7),
        call(STATIC, ASK, 8, 7, 0), RETURN_VOID, registers=10, incoming=1,
    )  # fmt: skip
    names = code(*array(CAMERA), call(STATIC, asks, 1), RETURN_VOID)
    builder = DexBuilder().add_class("Lapp/Main;", methods=[DefinedMethod("run()V", names)])
    rows = ((missing, fills), ("ask([Ljava/lang/String;)V", body))
    methods = [DefinedMethod(name, each, access_flags=9, is_virtual=False) for name, each in rows]
    builder.add_class("Lapp/Asks;", methods=methods)
    facts = permission_request_facts(Constants(opened(builder)), PERMISSIONS)
    assert [each.permissions for each in facts] == [tuple(found)]


LIST = "Ljava/util/ArrayList;"
ADD_ALL, AS_LIST = (
    "Ljava/util/List;->addAll(Ljava/util/Collection;)Z",
    "Ljava/util/Arrays;->asList([Ljava/lang/Object;)",
)
TO_ARRAY = "Ljava/util/List;->toArray([Ljava/lang/Object;)[Ljava/lang/Object;"
#: A new list in register 4, of what the list in register 1 holds.
COPIED = [new(4, LIST), call(DIRECT, f"{LIST}-><init>(Ljava/util/Collection;)V", 4, 1)]


def list_of(*names: str) -> list[Units]:
    """A list of constants in register 1."""
    return [*array(*names), call(STATIC, f"{AS_LIST}Ljava/util/List;", 1), result(1)]


def alternatives(*parts: Units | str | Jump) -> set[tuple[str, ...]]:
    """What code may ask for, whose list is in register 4, where one of several lists is made."""
    facts = asked(
        one_method(code(*parts, call(INTERFACE, TO_ARRAY, 4, 6), result(7), call(STATIC, ASK, 15, 7, 0), RETURN_VOID))
    )
    assert not any(fact.complete for fact in facts)
    return {fact.permissions for fact in facts}


def test_a_list_of_lists_is_asked_for_whichever_of_them_was_put_in() -> None:
    made = [new(4, LIST), call(DIRECT, f"{LIST}-><init>()V", 4)]
    puts = call(INTERFACE, ADD_ALL, 4, 1)
    first, second = [*list_of(CAMERA), puts], [*list_of(CAMERA, CONTACTS), puts]
    assert alternatives(*made, if_zero(0, 5, "old"), *first, "old", *second) == {(CAMERA,), (CAMERA, CONTACTS)}
    assert alternatives(*list_of(CONTACTS), *COPIED) == {(CONTACTS,)}
    sized = [small(2, 4), new(4, LIST), call(DIRECT, f"{LIST}-><init>(I)V", 4, 2)]
    assert alternatives(*sized, *first) == {(CAMERA,)}


def test_what_a_loop_takes_out_of_a_list_is_what_was_put_in() -> None:
    made = [new(4, LIST), call(DIRECT, f"{LIST}-><init>()V", 4)]
    goes = [call(INTERFACE, "Ljava/util/List;->iterator()Ljava/util/Iterator;", 1), result(2)]
    takes = [call(INTERFACE, "Ljava/util/Iterator;->next()Ljava/lang/Object;", 2), result(3)]
    adds = ["more", if_zero(0, 5, "next"), call(INTERFACE, "Ljava/util/List;->add(Ljava/lang/Object;)Z", 4, 3), "next"]
    assert alternatives(*list_of(CAMERA, SOUND), *made, *goes, *takes, *adds) == {(CAMERA, SOUND)}
    by_number = [call(INTERFACE, "Ljava/util/List;->get(I)Ljava/lang/Object;", 1, 2), result(3)]
    assert alternatives(*list_of(CAMERA, SOUND), *made, *by_number, *adds) == {(CAMERA, SOUND)}
    from_elsewhere = [call(INTERFACE, "Ljava/util/Iterator;->next()Ljava/lang/Object;", 9), result(3)]
    assert alternatives(*list_of(CAMERA), *made, *from_elsewhere, *adds) == {()}


def test_permissions_that_are_no_constants_are_asked_for_all_the_same() -> None:
    fact = asked_in(text(2, "wanted"), call(VIRTUAL, EXTRA, 0, 2), result(1), call(STATIC, ASK, 15, 1, 0))
    assert (fact.permissions, fact.group_count, fact.complete) == ((), 0, False)
    assert plain(fact.caller) == "app.Main.run"


def test_who_hands_a_helper_unknown_permissions_is_the_one_who_asks() -> None:
    helper = f"ask({TEXTS})V"
    extra = (text(2, "wanted"), call(VIRTUAL, EXTRA, 0, 2), result(1))
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        methods=[
            DefinedMethod(helper, code(call(STATIC, ASK, 0, 15, 1), RETURN_VOID), 8, False),
            DefinedMethod("one()V", code(*array(CAMERA), call(STATIC, f"Lapp/Main;->{helper}", 1), RETURN_VOID)),
            DefinedMethod("two()V", code(*extra, call(STATIC, f"Lapp/Main;->{helper}", 1), RETURN_VOID)),
        ],
    )
    found = [(plain(fact.caller), fact.permissions) for fact in asked(builder)]
    assert sorted(found) == [("app.Main.one", (CAMERA,)), ("app.Main.two", ())]


def test_texts_of_other_methods_that_are_no_constants_are_no_permissions() -> None:
    request = "Lapp/Http;->request([Ljava/lang/String;)V"
    parts = (text(2, "wanted"), call(VIRTUAL, EXTRA, 0, 2), result(1), call(VIRTUAL, request, 0, 1))
    assert asked(one_method(code(*parts, RETURN_VOID))) == []


@pytest.mark.parametrize(("name", "is_unnamed"), [("ask", True), ("requestPermissions", False)])
def test_a_helper_named_like_a_request_leaves_it_to_its_callers_to_say(name: str, is_unnamed: bool) -> None:
    body = code(call(STATIC, ASK, 0, 15, 1), RETURN_VOID)
    builder = DexBuilder().add_class("Lapp/Main;", methods=[DefinedMethod(f"{name}({TEXTS})V", body, 8, False)])
    (fact,) = asked(builder)
    assert fact.permissions == ()
    assert unnamed_requests([fact]) == ([fact] if is_unnamed else [])
    assert unnamed_requests([replace(fact, permissions=(CAMERA,))]) == []
