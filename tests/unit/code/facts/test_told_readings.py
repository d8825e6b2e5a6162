"""Readings by a helper that is told what to read: it reads where one calls that tells it to."""

from __future__ import annotations

from tests.support.dalvik_assembly import RETURN_VOID, STATIC, VIRTUAL, Units, call, code, opened, result, text
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines

GET_METHOD = call(
    VIRTUAL, "Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;", 1, 15, 2
)
TELL = call(STATIC, "Lapp/Ask;->tell(Ljava/lang/String;)V", 0)
PASS_ON = call(STATIC, "Lapp/Ask;->tell(Ljava/lang/String;)V", 15)


def static(signature: str, *parts: Units, incoming: int = 0) -> DefinedMethod:
    return DefinedMethod(signature, code(*parts, RETURN_VOID, incoming=incoming), 8, False)


def told_by(*methods: DefinedMethod) -> list[tuple[str, list[tuple[str, ...]]]]:
    """For each method that reads an IMEI its short name, and the methods from who tells it to itself."""
    read = opened(DexBuilder().add_class("Lapp/Ask;", methods=methods))
    table = ApiTable(load_knowledge((shipped_rules(),)).apis)
    facts = api_call_facts(Constants(read), table, InheritedApis(table, Hierarchy([read])), Outlines({}))
    chosen = [fact for fact in facts if fact.data_types == ("imei",) and fact.api.startswith("java.lang.Class")]
    return [(short(fact.caller), [(short(each.caller), *map(short, each.through)) for each in fact.tellers])
            for fact in chosen]  # fmt: skip


def short(name: str) -> str:
    return name.removeprefix("app.Ask.").partition("(")[0]


TOLD = static("tell(Ljava/lang/String;)V", GET_METHOD, incoming=1)


def test_who_names_the_method_tells_and_who_names_another_does_not() -> None:
    reads = static("reads()V", text(0, "getDeviceId"), TELL)
    closes = static("closes()V", text(0, "close"), TELL)
    assert told_by(TOLD, reads, closes) == [("tell", [("reads", "tell")])]


def test_a_name_is_followed_through_who_passes_it_on() -> None:
    wraps = static("wraps(Ljava/lang/String;)V", PASS_ON, incoming=1)
    wrapped = call(STATIC, "Lapp/Ask;->wraps(Ljava/lang/String;)V", 0)
    reads = static("reads()V", text(0, "getDeviceId"), wrapped)
    closes = static("closes()V", text(0, "close"), wrapped)
    assert told_by(TOLD, wraps, reads, closes) == [("tell", [("reads", "wraps", "tell")])]


def test_each_of_two_names_is_told_by_its_own() -> None:
    first = static("first()V", text(0, "getDeviceId"), TELL)
    second = static("second()V", text(0, "getImei"), TELL)
    assert told_by(TOLD, first, second) == [("tell", [("first", "tell"), ("second", "tell")])]


def test_a_method_that_names_what_it_asks_for_is_told_by_nobody() -> None:
    own = static("own()V", text(15, "getDeviceId"), GET_METHOD)
    assert told_by(own) == [("own", [])]


def test_a_helper_that_names_it_as_well_is_told_by_nobody() -> None:
    both = static("tell(Ljava/lang/String;)V", GET_METHOD, text(15, "getDeviceId"), GET_METHOD, incoming=1)
    reads = static("reads()V", text(0, "getDeviceId"), TELL)
    assert told_by(both, reads) == [("tell", [])]


def test_a_name_that_a_method_makes_is_its_own() -> None:
    trims = (call(VIRTUAL, "Ljava/lang/String;->trim()Ljava/lang/String;", 15), result(15))
    trimming = static("tell(Ljava/lang/String;)V", *trims, GET_METHOD, incoming=1)
    reads = static("reads()V", text(0, "getDeviceId "), TELL)
    assert told_by(trimming, reads) == [("tell", [])]
