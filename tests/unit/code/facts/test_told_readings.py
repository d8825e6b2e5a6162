"""Readings by a helper that is told what to read: who tells it reads, and what else it is told is no reading there."""

from __future__ import annotations

from tests.support.dalvik_assembly import RETURN_VOID, STATIC, VIRTUAL, Units, call, code, opened, result, text
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.code.facts.api_calls import ApiTable, InheritedApis, api_call_facts
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


def callers_of(*methods: DefinedMethod) -> list[tuple[str, str]]:
    """Short names of the callers that read an IMEI, and what they name."""
    read = opened(DexBuilder().add_class("Lapp/Ask;", methods=methods))
    table = ApiTable(load_knowledge((shipped_rules(),)).apis)
    facts = api_call_facts(Constants(read), table, InheritedApis(table, Hierarchy([read])), Outlines({}))
    chosen = [fact for fact in facts if fact.data_types == ("imei",) and fact.api.startswith("java.lang.Class")]
    return sorted((fact.caller.removeprefix("app.Ask.").partition("(")[0], fact.api) for fact in chosen)


TOLD = static("tell(Ljava/lang/String;)V", GET_METHOD, incoming=1)
READING = "java.lang.Class.getMethod(getDeviceId)"


def test_who_names_the_method_reads_and_who_names_another_does_not() -> None:
    reads = static("reads()V", text(0, "getDeviceId"), TELL)
    closes = static("closes()V", text(0, "close"), TELL)
    assert callers_of(TOLD, reads, closes) == [("reads", READING)]


def test_a_name_is_followed_through_who_passes_it_on() -> None:
    wraps = static("wraps(Ljava/lang/String;)V", PASS_ON, incoming=1)
    wrapped = call(STATIC, "Lapp/Ask;->wraps(Ljava/lang/String;)V", 0)
    reads = static("reads()V", text(0, "getDeviceId"), wrapped)
    closes = static("closes()V", text(0, "close"), wrapped)
    assert callers_of(TOLD, wraps, reads, closes) == [("reads", READING)]


def test_each_of_two_names_has_a_reader_of_its_own() -> None:
    first = static("first()V", text(0, "getDeviceId"), TELL)
    second = static("second()V", text(0, "getImei"), TELL)
    found = [("first", READING), ("second", "java.lang.Class.getMethod(getImei)")]
    assert callers_of(TOLD, first, second) == found


def test_a_method_that_names_what_it_asks_for_reads_itself() -> None:
    own = static("own()V", text(15, "getDeviceId"), GET_METHOD)
    assert callers_of(own) == [("own", READING)]


def test_a_name_that_a_method_makes_is_its_own() -> None:
    trims = (call(VIRTUAL, "Ljava/lang/String;->trim()Ljava/lang/String;", 15), result(15))
    trimming = static("tell(Ljava/lang/String;)V", *trims, GET_METHOD, incoming=1)
    reads = static("reads()V", text(0, "getDeviceId "), TELL)
    assert callers_of(trimming, reads) == [("tell", READING)]
