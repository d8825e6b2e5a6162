"""A method got by its name reads where it is invoked, and the package's own by such a name is no reading of its own."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const_class,
    const_string,
    defined,
    dex,
    label,
    move_result,
    static_field,
)

from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.dex import read_code
from appaudit.model.knowledge import ApiEntry
from appaudit.model.method_names import plain

STRING, CLASS, METHOD = "Ljava/lang/String;", "Ljava/lang/Class;", "Ljava/lang/reflect/Method;"
TABLE = ApiTable([ApiEntry(class_name="java.lang.Class", method="getMethod", with_strings=("getImei",))])
FIELD = f"Lm/Net;->imei:{METHOD}"
INVOKE = f"{METHOD}->invoke(Ljava/lang/Object;)Ljava/lang/Object;"
KEEP = static_field("put-object", 0, FIELD)
TAKE = static_field("get-object", 3, FIELD)
LOOK_UP: list[Instruction] = [
    const_string(1, "getImei"),
    call("virtual", f"{CLASS}->getMethod({STRING}){METHOD}", 0, 1),
    move_result(0, reference=True),
]
OF_PHONE: list[Instruction] = [
    const_string(0, "android.telephony.TelephonyManager"),
    call("static", f"{CLASS}->forName({STRING}){CLASS}", 0),
    move_result(0, reference=True),
]


def found(looks_up: list[Instruction], reads: list[Instruction], *others, apart: bool = False) -> list[str]:
    """The methods that are told to read, of one that gets a method by its name and one that may invoke it."""
    names = ["go()V"]
    net = defined("Lm/Net;", {"go()V": code(looks_up)}, static=names)
    user = defined("Lm/User;", {"go()V": code(reads)}, static=names)
    files = [dex(net, *others), dex(user)] if apart else [dex(net, user, *others)]
    codes, errors = read_code([(f"classes{number}.dex", each) for number, each in enumerate(files)])
    assert not errors
    constants = [Constants(each) for each in codes]
    inherited, outlines = InheritedApis(TABLE, Hierarchy(codes)), Outlines.of(constants)
    facts = [fact for each in constants for fact in api_call_facts(each, TABLE, inherited, outlines)]
    return sorted(plain(fact.caller) for fact in facts)


INVOKES: list[Instruction] = [TAKE, call("virtual", INVOKE, 3, 4)]
ASKS: list[Instruction] = [TAKE, branch("eqz", 3, "end"), label("end")]
PREPARES = call("virtual", f"{METHOD}->setAccessible(Z)V", 0, 4)


@pytest.mark.parametrize(
    ("then", "reads", "callers"),
    [
        ([KEEP], [], []),
        ([KEEP], INVOKES, ["m.User.go"]),
        ([PREPARES, KEEP], INVOKES, ["m.User.go"]),
        ([KEEP], ASKS, []),
        ([KEEP, call("virtual", INVOKE, 0, 4)], [], ["m.Net.go"]),
        ([], [], ["m.Net.go"]),
    ],
    ids=["never", "elsewhere", "made accessible", "only asked if it is there", "at once", "not kept"],
)
def test_a_method_is_invoked_where_code_takes_it_from_its_field(then, reads, callers: list[str]) -> None:
    assert found([*OF_PHONE, *LOOK_UP, *then], reads) == callers


def test_a_field_that_another_file_takes_it_from_is_not_followed() -> None:
    assert found([*OF_PHONE, *LOOK_UP, KEEP], INVOKES, apart=True) == ["m.Net.go"]
    assert found([*OF_PHONE, *LOOK_UP, KEEP], [], apart=True) == []


OWN = defined("Lm/Phone;", {"getImei()V": code()}, static=["getImei()V"])
OTHER = defined("Lm/Phone;", {"getNumber()V": code()}, static=["getNumber()V"])
BY_NAME: list[Instruction] = [const_string(0, "m.Phone"), *OF_PHONE[1:]]


@pytest.mark.parametrize("of_own", [BY_NAME, [const_class(0, "Lm/Phone;")]], ids=["by its name", "itself"])
def test_a_method_of_the_package_is_seen_in_its_own_code(of_own) -> None:
    invoked = [*LOOK_UP, call("virtual", INVOKE, 0, 4)]
    assert found([*of_own, *invoked], [], OWN) == []
    assert found([*of_own, *invoked], [], OTHER) == ["m.Net.go"]
    assert found([*OF_PHONE, *invoked], [], OWN) == ["m.Net.go"]
