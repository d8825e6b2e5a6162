"""Modules that bytecode asks for and that are not in the app are said; functions that give modules of the system."""

from __future__ import annotations

import pytest
from tests.support.abc_assembly import Assembly
from tests.support.arkts_programs import PLACE, ability, call, page, text
from tests.support.shipped import shipped_catalog

from appaudit.arkts.reading import ArktsReading, read_bytecode
from appaudit.model.artifact import ArkBytecode


def read(assembly: Assembly, *, in_app: bool = True) -> ArktsReading:
    catalog = shipped_catalog()
    words = catalog.lexicons
    files = [ArkBytecode(place=PLACE, data=assembly.data(), in_app=in_app)]
    return read_bytecode(files, catalog.knowledge.apis_on("harmony"), words.arkts, words.consent)


def reasons(reading: ArktsReading) -> list[tuple[str, str]]:
    return [(gap.reason, gap.part) for gap in reading.gaps]


def asking_for(request: str) -> Assembly:
    return page(ability(Assembly()), click=call(0, "grab"), requests=[request], imports=[("grab", "grab", 0)])


@pytest.mark.parametrize(
    "request_of", ["@bundle:com.qinghe.harmony/shared/ets/Index", "@normalized:N&&&@own/lib/Index&1.0.0"]
)
def test_a_module_that_is_not_in_the_app_is_said(request_of: str) -> None:
    assert reasons(read(asking_for(request_of))) == [("missing_part", PLACE)]
    assert reasons(read(asking_for(request_of), in_app=False)) == []  # a library is put together with others


@pytest.mark.parametrize(
    "request_of",
    ["@ohos:contact", "@normalized:Y&&&libown.so&", "@bundle:com.huawei.hms.mapservice.kit/mapLibrary/ets/map"],
    ids=("the system's", "native, which is told otherwise", "a kit's"),
)
def test_what_is_no_module_of_the_app_is_not_missing(request_of: str) -> None:
    assert reasons(read(asking_for(request_of))) == []


def test_a_module_that_is_there_is_not_missing() -> None:
    assembly = asking_for("@normalized:N&&&@own/lib/Index&1.0.0")
    assembly.record("L&@own/lib/Index&1.0.0;").function("func_main_0", "returnundefined")
    assert reasons(read(assembly)) == []


def require(*name: str) -> ArktsReading:
    lines = [*name, "tryldglobalbyname 0 'requireNapi'", "callarg1 0 v5", "sta v4"]
    return read(page(ability(Assembly()), click=[*lines, "ldobjbyname 0 'queryContacts'", "callthis0 0 v4"]))


def test_a_function_of_the_engine_gives_a_module_of_the_system() -> None:
    reading = require(*text(5, "contact"))
    assert [fact.api for fact in reading.facts] == ["@ohos.contact.queryContacts"]
    assert reasons(reading) == []


def test_a_name_that_nobody_can_tell_is_said() -> None:
    assert ("unnamed_call", PLACE) in reasons(require("tryldglobalbyname 0 'name'", "sta v5"))
