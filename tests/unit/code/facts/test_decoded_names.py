"""Names that code of a known SDK decodes before it asks for what they name, and near twins of it."""

from __future__ import annotations

from tests.support.program_assembly import OBJECT, call, code, const_string, defined, move_result
from tests.unit.code.facts.test_unseen_code import FOR_NAME, GET_METHOD, MADE, STRING, found

SDK = "Lcom/mob/commons/Reader;"
WRAPPER = "Lcom/mob/tools/Reflect;"
INVOKE = f"{WRAPPER}->invoke({OBJECT}{STRING}){OBJECT}"
GET_CLASS = f"{OBJECT}->getClass()Ljava/lang/Class;"
#: Classes that make those above an SDK's by more than their name.
JOINED = [
    defined(
        "Lcom/mob/commons/One;",
        {"a()V": code(*(call("static", f"Lcom/mob/{name};->a()V") for name in ("Two", "Three", "MobSDK")))},
        static=["a()V"],
    ),
    *(
        defined(f"Lcom/mob/{name};", {"a()V": code(call("static", f"{SDK}->work()V"))})
        for name in ("Two", "Three", "MobSDK")
    ),
]
#: Asks the class of an object, in register 8, for the method whose name is in register 9.
HANDING_ON = defined(
    WRAPPER,
    {
        f"invoke({OBJECT}{STRING}){OBJECT}": code(
            call("virtual", GET_CLASS, 8),
            move_result(0, reference=True),
            call("virtual", GET_METHOD, 0, 9, 1),
            incoming=2,
        )
    },
    static=[f"invoke({OBJECT}{STRING}){OBJECT}"],
)
PLAIN = [const_string(0, "getConnectionInfo")]


def named(*instructions, caller=SDK, reached=True):
    """What is told of the names in a method of an SDK."""
    return found(*instructions, caller=caller, reached=reached, classes=[HANDING_ON, *JOINED])


def test_a_name_that_an_sdk_decodes_is_told_and_one_that_it_writes_is_not():
    assert named(*MADE, call("static", FOR_NAME, 1)) == [("decoded", "java.lang.Class.forName", "")]
    assert named(*PLAIN, call("static", FOR_NAME, 0)) == []
    assert named(*MADE, call("static", FOR_NAME, 1), caller="Lcom/mob/Alone;") == [
        ("reflection", "java.lang.Class.forName", "")
    ]
    assert named(*MADE, call("static", FOR_NAME, 1), reached=False) == []


def test_a_decoded_name_is_followed_through_the_method_that_hands_it_on():
    assert named(*MADE, call("static", INVOKE, 2, 1)) == [("decoded", "com.mob.tools.Reflect.invoke", "")]
    assert named(*PLAIN, call("static", INVOKE, 2, 0)) == []


def test_what_is_decoded_and_named_nowhere_says_nothing():
    assert named(*MADE, call("static", INVOKE, 1, 2)) == []


def test_a_name_that_comes_from_elsewhere_may_be_another_version_of_a_class():
    setting = "Landroid/content/res/Resources;->getString(I)" + STRING
    assert named(call("virtual", setting, 0, 2), move_result(1, reference=True), call("static", FOR_NAME, 1)) == []


def test_a_library_decodes_nothing_that_it_hides():
    caller = "Lorg/apache/commons/logging/LogFactory;"
    others = [
        defined(f"Lorg/apache/commons/logging/{name};", {"a()V": code(call("static", f"{caller}->work()V"))})
        for name in ("Log", "LogSource", "Extra", "More")
    ]
    assert found(*MADE, call("static", FOR_NAME, 1), caller=caller, classes=others) == []
