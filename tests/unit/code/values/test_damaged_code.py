"""Damaged code gives fewer facts, never an exception."""

from __future__ import annotations

import random

from tests.support.dalvik_assembly import RETURN_VOID, STATIC, call, code
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.shipped import shipped_lexicons
from tests.unit.code.facts.test_api_calls import ENTRIES
from tests.unit.code.facts.test_permission_requests import ASK, PERMISSIONS, array
from tests.unit.code.sensors.test_sensor_use import with_listener
from tests.unit.code.values.test_constants import with_helpers

from appaudit.code.facts.permissions.permission_requests import permission_request_facts
from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.sensors.use import sensor_use_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.dex import DexCode, read_code

#: Damaged files for each whole one; more are tried outside the default run.
ROUNDS = 250


def whole() -> DexBuilder:
    """A file with something for every extractor."""
    builder = with_listener("Lcom/own/shop/ui/d;")
    builder.classes += with_helpers().classes
    asked = DefinedMethod("ask()V", code(*array(*PERMISSIONS), call(STATIC, ASK, 15, 1, 0), RETURN_VOID))
    return builder.add_class("Lapp/Main;", superclass="Landroid/app/Activity;", methods=[asked])


def extract(codes: list[DexCode]) -> int:
    table = ApiTable(ENTRIES)
    inherited = InheritedApis(table, Hierarchy(codes))
    count = 0
    for each in map(Constants, codes):
        count += len(api_call_facts(each, table, inherited, Outlines.of([each]))) + len(
            sensor_use_facts(each, shipped_lexicons().shake)
        )
        count += len(permission_request_facts(each, PERMISSIONS))
    return count


def test_damaged_files_raise_nothing() -> None:
    content = whole().build()
    codes, errors = read_code([("classes.dex", content)])
    assert not errors
    assert extract(codes) >= 2
    draw = random.Random(20261124)
    readable = 0
    for _ in range(ROUNDS):
        damaged = bytearray(content)
        for _ in range(draw.randint(1, 4)):
            damaged[draw.randrange(0x70, len(damaged))] = draw.randrange(256)
        codes, _ = read_code([("classes.dex", bytes(damaged))])
        readable += len(codes)
        extract(codes)
    assert readable > ROUNDS / 4
