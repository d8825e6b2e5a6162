"""Classes that are loaded by a name from the manifest or the resources; near twins list another, or load none."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    READ_IMEI,
    Instruction,
    call,
    code,
    const_class,
    const_string,
    defined,
    dex,
    manifest,
    move_result,
    reach,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.graph.system.listed_classes import is_class_name, listed_classes
from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code
from appaudit.model.facts.package import MetaDataFact

STRING, CLASS, TASK = "Ljava/lang/String;", "Ljava/lang/Class;", "Lm/Task;"
KIND = defined(TASK, {"go()V": None})
READER = defined("Lm/Reader;", {"<init>()V": code(), "go()V": code(READ_IMEI)}, interfaces=[TASK])
META: Instruction = (0x154, field_("Landroid/content/pm/ApplicationInfo;->metaData:Landroid/os/Bundle;"))
LOAD = [call("static", f"{CLASS}->forName({STRING}){CLASS}", 2), move_result(3, reference=True)]
MAKE = [call("virtual", f"{CLASS}->newInstance()Ljava/lang/Object;", 3), move_result(4, reference=True)]
GO = call("interface", f"{TASK}->go()V", 4)
RUN = [*LOAD, *MAKE, GO]


def text(of: str = "getString(I)Ljava/lang/String;") -> list[Instruction]:
    """What gives a text of the resources, into register 2."""
    return [call("virtual", f"Lm/App;->{of}", 9, 5), move_result(2, reference=True)]


def meta(key: str) -> list[Instruction]:
    """What gives a value of the meta-data, into register 2."""
    asked = call("virtual", f"Landroid/os/Bundle;->getString({STRING}){STRING}", 1, 2)
    return [META, const_string(2, key), asked, move_result(2, reference=True)]


def is_early(*body: Instruction | list[Instruction], data=(), listing=(), others=()) -> bool:
    """Whether the app's first method leads to the read."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body, incoming=1)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, KIND, READER, *others))])
    assert not errors
    facts = [*manifest(application="m.App", launcher="m.Main"), *(MetaDataFact(name=k, value=v) for k, v in data)]
    found = Reachability(codes, facts, shipped_lexicons().consent, listing=listing)
    return reach(found, "m.Reader.go").phase == "pre_consent"


@pytest.mark.parametrize(("listing", "expected"), [(("m.Reader",), True), (("m.Other",), False), ((), False)])
def test_a_text_of_the_resources_names_a_class(listing, expected):
    assert is_early(text(), RUN, listing=listing) is expected


def test_what_takes_no_text_of_the_resources_loads_none_of_them():
    other = text(f"nameOf({STRING})Ljava/lang/String;")
    assert not is_early(other, RUN, listing=("m.Reader",))
    assert not is_early(text("getString(Ljava/lang/String;)Ljava/lang/String;"), RUN, listing=("m.Reader",))


def test_who_loads_nothing_by_a_name_reaches_nothing():
    assert not is_early(text(), GO, listing=("m.Reader",))


@pytest.mark.parametrize(
    ("data", "key", "expected"),
    [
        ((("task", "m.Reader"),), "task", True),
        ((("m.Reader", "Module"),), "Module", True),
        ((("task", "m.Reader"),), "other", False),
        ((("task", "m.Other"),), "task", False),
    ],
)
def test_meta_data_name_a_class_by_their_key_or_bear_a_mark(data, key, expected):
    assert is_early(meta(key), RUN, data=data) is expected


@pytest.mark.parametrize(("mark", "is_listed"), [("Module", True), ("Other", False)])
def test_a_mark_may_be_a_text_of_the_resources(mark, is_listed):
    assert is_early(META, text(), RUN, data=(("m.Reader", "Module"),), listing=(mark,)) is is_listed


def loader(*body: Instruction | list[Instruction]):
    return defined("Lm/Load;", {f"run({STRING})V": code(*body, incoming=1)}, static=[f"run({STRING})V"])


@pytest.mark.parametrize(("body", "expected"), [(RUN, True), ([*MAKE, GO], False)])
def test_a_method_that_is_handed_the_name_loads_it(body, expected):
    handed = call("static", f"Lm/Load;->run({STRING})V", 2)
    assert is_early(text(), handed, listing=("m.Reader",), others=[loader(*body)]) is expected


@pytest.mark.parametrize(("interfaces", "expected"), [([TASK], True), ([], False)])
def test_a_class_on_the_list_names_another_of_its_kind(interfaces, expected):
    first = defined("Lm/First;", {"<init>()V": code(), "needs()V": code(const_class(0, "Lm/Reader;"))},
                    interfaces=interfaces)  # fmt: skip
    assert is_early(text(), RUN, listing=("m.First",), others=[first]) is expected


def test_a_method_of_the_class_by_its_name():
    member = call("virtual", f"{CLASS}->getMethod({STRING})Ljava/lang/reflect/Method;", 3, 6)
    invoke = call("virtual", "Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;)Ljava/lang/Object;", 7, 4)
    named = [*LOAD, const_string(6, "go"), member, move_result(7, reference=True), invoke]
    assert is_early(text(), named, listing=("m.Reader",))
    other = [*LOAD, const_string(6, "stop"), member, move_result(7, reference=True), invoke]
    assert not is_early(text(), other, listing=("m.Reader",))


def test_what_is_shaped_like_the_name_of_a_class():
    assert is_class_name("com.example.Task$One")
    assert not any(map(is_class_name, ("Task", "1.2.3", "see example.com/a", "m..Task", "a" * 300 + ".B")))
    found = listed_classes([MetaDataFact(name="task", value="m.Reader")], ["m.Reader", "no name"])
    assert (found.by_text, found.in_resources) == ({"task": ["m.Reader"]}, ["m.Reader"])
