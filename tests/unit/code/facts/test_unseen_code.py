"""Calls that run code out of sight, and near twins of them whose code is in what was read."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedMethod, method, type_
from tests.support.program_assembly import (
    ACTIVITY,
    OBJECT,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    dex,
    manifest,
    move_result,
    reachability,
)
from tests.support.shipped import shipped_catalog

from appaudit.code.facts.unseen.unseen_calls import UnseenCalls
from appaudit.code.facts.unseen.unseen_code import reached_unseen_code, unseen_code_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.dex import read_code

CLASS, STRING, LOADER = "Ljava/lang/Class;", "Ljava/lang/String;", "Ljava/lang/ClassLoader;"
FOR_NAME = f"{CLASS}->forName({STRING}){CLASS}"
GET_METHOD = f"{CLASS}->getMethod({STRING}[{CLASS})Ljava/lang/reflect/Method;"
DEX_LOADER = f"Ldalvik/system/DexClassLoader;-><init>({STRING}{STRING}{STRING}{LOADER})V"
LOAD_DEX = f"Ldalvik/system/DexFile;->loadDex({STRING}{STRING}I)Ldalvik/system/DexFile;"
MEMORY_LOADER = f"Ldalvik/system/InMemoryDexClassLoader;-><init>(Ljava/nio/ByteBuffer;{LOADER})V"
LOAD_LIBRARY = f"Ljava/lang/System;->loadLibrary({STRING})V"
DECODE = f"Lm/Codec;->decode({STRING}){STRING}"
TRANSACT = "Landroid/os/IBinder;->transact(ILandroid/os/Parcel;Landroid/os/Parcel;I)Z"
TOKEN = f"Landroid/os/Parcel;->writeInterfaceToken({STRING})V"
CONTEXT = "Landroid/content/Context;"
OTHER_APP = f"{CONTEXT}->createPackageContext({STRING}I){CONTEXT}"

#: An invoke of five registers.
ASK = (5 << 12 | 0x72, method(TRANSACT), 0x4321)
#: A text that a method of the app makes, which nobody follows.
MADE = [const_string(0, "Z3VhcmRlZA"), call("static", DECODE, 0), move_result(1, reference=True)]
REVERSED = call("virtual", f"{STRING}->substring(I){STRING}", 9, 8)
CODEC = defined(
    "Lm/Codec;",
    {f"decode({STRING}){STRING}": code(const(8, 3), REVERSED, move_result(0, reference=True), (0x0011,), incoming=1)},
    static=[f"decode({STRING}){STRING}"],
)


def found(*instructions, caller="Lm/Main;", reached=True, classes=()):
    """Way, call and target of what a method does that the launcher calls, or that nothing calls."""
    main = defined(caller, {"work()V": code(*instructions)}, static=["work()V"])
    start = [call("static", f"{caller}->work()V")] if reached else []
    launcher = defined("Lm/Start;", {"onCreate(Landroid/os/Bundle;)V": code(start, incoming=2)}, superclass=ACTIVITY)
    return facts_of(dex(launcher, main, CODEC, *classes))


def facts_of(data):
    codes, errors = read_code([("classes.dex", data)])
    assert not errors
    reach = reachability(manifest(launcher="m.Start"), data)
    calls = UnseenCalls(shipped_catalog().knowledge)
    facts = reached_unseen_code(unseen_code_facts([Constants(each) for each in codes], Hierarchy(codes), calls), reach)
    return [(fact.way, fact.api, fact.target) for fact in facts]


LOADS = [const(2, 0), call("direct", DEX_LOADER, 3, 1, 1, 1)]


def test_a_loader_that_something_reaches_is_seen_and_one_that_nothing_reaches_is_not():
    assert found(*LOADS) == [("loader", "dalvik.system.DexClassLoader.<init>", "")]
    assert found(*LOADS, reached=False) == []


def test_a_loader_of_what_lies_in_memory_is_one():
    assert found(call("direct", MEMORY_LOADER, 3, 1, 1)) == [
        ("loader", "dalvik.system.InMemoryDexClassLoader.<init>", "")
    ]


def test_a_class_of_the_app_that_is_a_loader_is_one():
    own = defined(
        "Lm/Own;",
        {
            f"<init>({STRING})V": code(
                call("direct", DEX_LOADER.replace("DexClass", "BaseDexClass"), 0, 1, 1, 1), incoming=2
            )
        },
        superclass="Ldalvik/system/BaseDexClassLoader;",
    )
    made = [(0x0322, type_("Lm/Own;"))]
    assert found(*made, call("direct", f"Lm/Own;-><init>({STRING})V", 3, 1), classes=[own]) == [
        ("loader", "dalvik.system.BaseDexClassLoader.<init>", "")
    ]


def test_a_loader_that_is_got_by_its_name_is_one():
    by_name = [const_string(0, "dalvik.system.DexClassLoader"), call("static", FOR_NAME, 0)]
    assert found(*by_name) == [("loader", '"dalvik.system.DexClassLoader"', "")]


def test_a_method_that_the_protection_of_the_store_carries_out_is_out_of_sight():
    moved = f"Lcom/pairip/VMRunner;->invoke({STRING}[{OBJECT}){OBJECT}"
    assert found(const_string(0, "EiJvRFxLXQhDHNuU"), call("static", moved, 0, 1)) == [
        ("loader", "com.pairip.VMRunner.invoke", "")
    ]
    other = moved.replace("pairip", "example")
    assert found(const_string(0, "EiJvRFxLXQhDHNuU"), call("static", other, 0, 1)) == []


@pytest.mark.parametrize("root", ["", "internal/"])
def test_a_helper_loads_the_library_that_its_caller_names(root):
    helper = f"L{root}com/getkeepsafe/relinker/ReLinker;"
    ask = call("static", f"{helper}->loadLibrary({CONTEXT}{STRING})V", 1, 0)
    assert found(const_string(0, "own"), ask) == [
        ("native", f"{root.replace('/', '.')}com.getkeepsafe.relinker.ReLinker.loadLibrary", "libown.so")
    ]
    # What the helper does with the name says nothing more.
    assert found(*MADE, call("static", LOAD_LIBRARY, 0), caller=helper) == []
    assert len(found(*MADE, call("static", LOAD_LIBRARY, 0))) == 1


def test_multidex_loads_what_was_read():
    loads = [const(2, 0), call("static", LOAD_DEX, 1, 1, 2)]
    assert found(*loads, caller="Landroidx/multidex/MultiDex;") == []
    assert found(*loads) == [("loader", "dalvik.system.DexFile.loadDex", "")]
    # Another call is not its own, whatever the name of the code that makes it.
    [(way, _, _)] = found(*LOADS, caller="Landroidx/multidex/MultiDex;")
    assert way == "loader"
    assert len(found(*LOADS, caller="Landroidx/multidexer/MultiDex;")) == 1


@pytest.mark.parametrize(("flags", "count"), [(1, 1), (3, 1), (2, 0)])
def test_another_app_gives_its_code_where_it_is_asked_for(flags, count):
    assert len(found(const(2, flags), call("virtual", OTHER_APP, 3, 1, 2))) == count


def test_a_class_whose_name_is_made_at_run_time_is_open_and_a_constant_is_not():
    assert found(*MADE, call("static", FOR_NAME, 1)) == [("reflection", "java.lang.Class.forName", "")]
    assert found(const_string(1, "m.Codec"), call("static", FOR_NAME, 1)) == []


def test_a_name_put_together_of_constants_is_a_constant():
    concat = call("virtual", f"{STRING}->concat({STRING}){STRING}", 0, 1)
    parts = [const_string(0, "m."), const_string(1, "Codec"), concat, move_result(1, reference=True)]
    assert found(*parts, call("static", FOR_NAME, 1)) == []


def test_a_class_of_the_app_that_is_named_in_part_was_read_and_one_of_the_platform_was_not():
    def begun(beginning):
        builder = "Ljava/lang/StringBuilder;"
        return [
            *MADE,
            (0x0222, type_(builder)),
            const_string(3, beginning),
            call("direct", f"{builder}-><init>({STRING})V", 2, 3),
            call("virtual", f"{builder}->append({STRING}){builder}", 2, 1),
            call("virtual", f"{builder}->toString(){STRING}", 2),
            move_result(1, reference=True),
            call("static", FOR_NAME, 1),
        ]

    assert found(*begun("com.example.")) == []
    assert found(*begun("android.telephony.")) == [("reflection", "java.lang.Class.forName", "android.telephony.…")]


def test_a_class_that_is_narrowed_to_a_kind_of_the_app_is_in_what_was_read():
    narrowed = [call("static", FOR_NAME, 1), move_result(2, reference=True), const_class(3, "Lm/Codec;")]
    assert found(*MADE, *narrowed, call("virtual", f"{CLASS}->asSubclass({CLASS}){CLASS}", 2, 3)) == []


def test_the_name_of_a_class_that_is_there_opens_nothing():
    named = [const_class(0, "Landroid/app/Activity;"), call("virtual", f"{CLASS}->getName(){STRING}", 0)]
    assert found(*named, move_result(1, reference=True), call("static", FOR_NAME, 1)) == []


def test_a_member_with_a_made_name_is_open_unless_the_class_is_the_apps_own():
    assert found(*MADE, call("virtual", GET_METHOD, 2, 1, 3)) == [("reflection", "java.lang.Class.getMethod", "")]
    assert found(*MADE, const_class(2, "Lm/Codec;"), call("virtual", GET_METHOD, 2, 1, 3)) == []
    of_platform = found(
        *MADE, const_class(2, "Landroid/location/LocationManager;"), call("virtual", GET_METHOD, 2, 1, 3)
    )
    assert of_platform == [("reflection", "java.lang.Class.getMethod", "")]


def test_a_telling_name_of_a_member_that_reads_data_is_said_and_a_plain_one_is_not():
    def named(name):
        return found(const_string(1, name), call("virtual", GET_METHOD, 2, 1, 3))

    assert named("getRunningAppProcesses") == [("reflection", "java.lang.Class.getMethod", "getRunningAppProcesses")]
    assert named("getInstance") == []


def test_all_methods_of_a_class_are_open_only_where_one_is_invoked():
    listed = [call("virtual", f"{CLASS}->getDeclaredMethods()[Ljava/lang/reflect/Method;", 2)]
    invoke = call("virtual", f"Ljava/lang/reflect/Method;->invoke({OBJECT}[{OBJECT}){OBJECT}", 2, 3, 4)
    assert found(*listed, invoke) == [("reflection", "java.lang.Class.getDeclaredMethods", "")]
    assert found(*listed) == []


def test_reflection_of_a_known_sdk_is_its_own_and_under_its_mere_name_it_is_not():
    asked = f"Ljava/util/Properties;->getProperty({STRING}){STRING}"
    configure = "Lcom/umeng/commonsdk/UMConfigure;"
    opened = [call("virtual", asked, 0, 2), move_result(1, reference=True), call("static", FOR_NAME, 1)]
    others = [f"Lcom/umeng/commonsdk/{name};" for name in ("Debug", "Log", "Store")]
    sdk = [defined(other, {"of()V": code(call("static", f"{configure}->work()V"))}) for other in others]
    assert found(*opened, caller=configure, classes=sdk) == []
    assert found(*opened, caller="Lcom/umeng/commonsdk/Extra;", classes=sdk) == [
        ("reflection", "java.lang.Class.forName", "")
    ]
    own = defined(configure, {})
    own.methods.append(DefinedMethod("read()V", None, access_flags=0x0109, is_virtual=False))
    assert found(call("static", f"{configure}->read()V"), classes=[own]) == [
        ("native", f"{configure[1:-1].replace('/', '.')}.read()V", "")
    ]
    assert found(call("static", f"{configure}->read()V"), classes=[own, *sdk]) == []


def test_a_library_that_nobody_knows_is_named_and_one_of_a_known_sdk_is_not():
    assert found(const_string(0, "secret"), call("static", LOAD_LIBRARY, 0)) == [
        ("native", "java.lang.System.loadLibrary", "libsecret.so")
    ]
    known = [const_string(0, "mmkv"), call("static", LOAD_LIBRARY, 0)]
    assert found(*known, classes=[defined("Lcom/tencent/mmkv/MMKV;", {})]) == []
    assert found(*known) == [("native", "java.lang.System.loadLibrary", "libmmkv.so")]
    assert found(*MADE, call("static", LOAD_LIBRARY, 1)) == [("native", "java.lang.System.loadLibrary", "")]


def test_a_native_method_of_the_app_is_named_where_it_is_called():
    own = defined("Lm/Native;", {})
    own.methods.append(DefinedMethod("read()V", None, access_flags=0x0109, is_virtual=False))
    assert found(call("static", "Lm/Native;->read()V"), classes=[own]) == [("native", "m.Native.read()V", "")]


def test_a_transaction_with_the_system_is_said_and_one_with_another_app_is_not():
    def asked(interface):
        token = [const_string(0, interface), call("virtual", TOKEN, 2, 0)]
        return found(*token, ASK)

    assert asked("com.android.internal.telephony.IPhoneSubInfo") == [
        ("binder", "android.os.IBinder.transact", "com.android.internal.telephony.IPhoneSubInfo")
    ]
    assert asked("com.example.IBilling") == []
    # The store is an app of its own, though it is called like the platform.
    assert asked("com.android.vending.billing.IInAppBillingService") == []
    assert found(ASK) == [("binder", "android.os.IBinder.transact", "")]
