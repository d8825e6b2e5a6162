"""Which SDKs a start begins that several share: those whose objects stand in the array that the app hands to it."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    code,
    filled_array,
    new,
    new_array,
    opened,
    read_static,
    result,
    small,
    text,
    three,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.starts.led_starts import led_start_facts
from appaudit.code.facts.starts.sdk_calls import SdkCalls, sdk_call_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.bilingual import Bilingual
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals

BEGINS = "with the following birds"
NEST, NEST_INNER = "cn.nest.Nest.with", "Lcn/nest/Nest;->with(Landroid/content/Context;[Lcn/nest/Bird;)V"
RENAMED = "Lo/a;->b(Landroid/content/Context;[Lo/c;)V"


def _bird(name: str, package: str, carried_by: tuple[str, ...] = ()) -> SdkSignature:
    return SdkSignature(
        id=name,
        name=Bilingual(name, name),
        category="analytics",
        sources=(),
        carried_by=carried_by,
        signals=Signals(classes=(package,)),
        startup=SdkStartup(start=(NEST,), texts=(BEGINS,)),
    )


TABLE = SdkCalls([_bird("lark", "cn.birds"), _bird("wren", "cn.birds.wren", ("lark",)), _bird("crow", "cn.crow")])


def put(descriptor: str, at: int) -> tuple:
    """An object of a class that the method makes, put into the array in register 2."""
    return (new(3, descriptor), call(DIRECT, f"{descriptor}-><init>()V", 3), small(4, at), three(0x4D, 3, 2, 4))


def array(*parts: str) -> tuple:
    stored = [unit for at, part in enumerate(parts) for unit in put(part, at)]
    return (small(2, len(parts)), new_array(2, 2, "[Lcn/nest/Bird;"), *stored)


def started(*parts: object, start: str = NEST_INNER) -> set[str]:
    """The SDKs that the app starts by a method with these instructions before the call."""
    builder = DexBuilder().add_class(
        "Lapp/Main;", methods=[DefinedMethod("h()V", code(*parts, call(STATIC, start, 1, 2), RETURN_VOID))]
    )
    builder.add_class("Lo/a;", methods=[DefinedMethod(RENAMED.partition("->")[2], code(text(0, BEGINS), RETURN_VOID))])
    read = opened(builder)
    constants, hierarchy = Constants(read), Hierarchy([read])
    named = sdk_call_facts(constants, hierarchy, TABLE)
    facts = [*named, *led_start_facts([constants], hierarchy, TABLE)]
    return {fact.sdk for fact in facts if fact.caller_class == "app.Main"}


LARK, WREN, CROW = "Lcn/birds/Lark;", "Lcn/birds/wren/Wren;", "Lcn/crow/Crow;"


@pytest.mark.parametrize("start", [NEST_INNER, RENAMED], ids=["named", "renamed"])
@pytest.mark.parametrize(
    ("parts", "sdks"),
    [
        ((CROW,), {"crow"}),
        ((WREN,), {"wren"}),
        ((WREN, CROW), {"wren", "crow"}),
        # Its package brings the wren along.
        ((LARK,), {"lark", "wren"}),
        ((), set()),
        # Whose this is nobody knows.
        (("Lo/d;",), {"lark", "wren", "crow"}),
        ((CROW, "Lo/d;"), {"lark", "wren", "crow"}),
    ],
)
def test_what_stands_in_the_array_begins(start: str, parts: tuple[str, ...], sdks: set[str]) -> None:
    assert started(*array(*parts), start=start) == sdks


def test_an_array_that_is_filled_at_once_and_what_a_builder_gives() -> None:
    built = (call(VIRTUAL, "Lcn/crow/Builder;->build()Lcn/crow/Crow;", 5), result(3))
    filled = (filled_array("[Lcn/nest/Bird;", 3), result(2))
    assert started(*built, *filled) == {"crow"}


def test_an_array_from_elsewhere_may_hold_all() -> None:
    assert started(read_static(2, "Lapp/Main;->birds:[Lcn/nest/Bird;")) == {"lark", "wren", "crow"}


def test_a_start_without_an_array_begins_all() -> None:
    assert started(start="Lcn/nest/Nest;->with(Landroid/content/Context;Lcn/nest/Nest;)V") == {"lark", "wren", "crow"}


def test_what_a_builder_of_the_start_was_handed_begins() -> None:
    start = "Lcn/nest/Nest;->with(Lcn/nest/Nest;Lcn/nest/Nest;)V"
    hand = "Lcn/nest/Nest$Builder;->birds([Lcn/nest/Bird;)V"
    assert started(*array(CROW), call(VIRTUAL, hand, 5, 2), start=start) == {"crow"}
    # Another's builder, and birds from elsewhere.
    other = "Lcn/nest/Other$Builder;->birds([Lcn/nest/Bird;)V"
    assert started(*array(CROW), call(VIRTUAL, other, 5, 2), start=start) == {"lark", "wren", "crow"}
    kept = read_static(2, "Lapp/Main;->birds:[Lcn/nest/Bird;")
    assert started(kept, call(VIRTUAL, hand, 5, 2), start=start) == {"lark", "wren", "crow"}
