"""Permissions that one file of the program names, and a method of another asks for."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, STATIC, Units, call, code, read_static, result, write_static
from tests.support.dex_builder import DefinedField, DefinedMethod, DexBuilder
from tests.unit.code.facts.test_permission_requests import ASK, CAMERA, CONTACTS, PERMISSIONS, TEXTS, array, opened

from appaudit.code.facts.permissions.permission_requests import permission_request_facts, unnamed_requests
from appaudit.code.values.constants import Constants
from appaudit.model.facts.code import PermissionRequestFact

FIELD = f"Lapp/Perms;->ALL:{TEXTS}"
REQUEST = f"Lcom/yanzhenjie/permission/runtime/Runtime;->permission({TEXTS})V"


def asked(*fills: Units, ask: str = ASK, field: str = FIELD) -> list[PermissionRequestFact]:
    """What a page in the first file asks for, with an array that a class in the second keeps."""
    asks = code(read_static(1, field), call(STATIC, ask, *((15, 1, 0) if ask == ASK else (1,))), RETURN_VOID)
    page = DexBuilder().add_class("Lapp/Page;", methods=[DefinedMethod("onCreate()V", asks)])
    kept = DexBuilder().add_class(
        "Lapp/Perms;",
        fields=[DefinedField(f"ALL:{TEXTS}", is_static=True), DefinedField(f"OWN:{TEXTS}", is_static=True)],
        methods=[DefinedMethod("<clinit>()V", code(*fills, write_static(1, FIELD), RETURN_VOID), 8, False)],
    )
    files = [Constants(opened(page)), Constants(opened(kept))]
    return permission_request_facts(files[0], PERMISSIONS, (), files)


@pytest.mark.parametrize("ask", [ASK, REQUEST], ids=["the platform", "a library"])
def test_an_array_that_another_file_fills(ask: str) -> None:
    (fact,) = asked(*array(CAMERA, CONTACTS), ask=ask)
    assert (fact.permissions, fact.complete) == ((CAMERA, CONTACTS), True)
    assert fact.sites
    assert not unnamed_requests([fact])


def test_one_that_it_gets_from_elsewhere_names_nothing() -> None:
    got = call(STATIC, f"Lapp/Server;->answer(){TEXTS}"), result(1)
    (fact,) = asked(*got)
    assert not fact.permissions
    assert unnamed_requests([fact]) == [fact]


def test_another_field_of_the_class_is_not_meant() -> None:
    (fact,) = asked(*array(CAMERA), field=f"Lapp/Perms;->OWN:{TEXTS}")
    assert not fact.permissions
