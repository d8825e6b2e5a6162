"""Catalogued APIs: what a constant must reach, and what a class inherits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Units,
    call,
    code,
    new,
    number16,
    one_method,
    opened,
    read_static,
    result,
    small,
    text,
    write_static,
)
from tests.support.dex_builder import Code, DefinedField, DefinedMethod, DexBuilder, field_

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.dex import DexCode
from appaudit.model.knowledge import ApiEntry
from appaudit.model.method_names import plain

RESOLVER = "Landroid/content/ContentResolver;"
GET_STRING = f"Landroid/provider/Settings$Secure;->getString({RESOLVER}Ljava/lang/String;)Ljava/lang/String;"
PARSE = "Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;"
QUERY = "Landroid/content/ContentResolver;->query(Landroid/net/Uri;)Landroid/database/Cursor;"
QUERYING = (call(STATIC, PARSE, 1), result(1), call(VIRTUAL, QUERY, 0, 1))
APPEND = "Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;"
ENTRIES = [
    ApiEntry(class_name="android.provider.Settings$Secure", method="getString", with_strings=("android_id",)),
    ApiEntry(class_name="android.app.Activity", method="requestPermissions", role="permission_request"),
    ApiEntry(string="content://sms*", data=("sms",)),
    ApiEntry(class_name="android.provider.ContactsContract$Contacts", field="CONTENT_URI", data=("contacts",)),
    ApiEntry(string="/sys/class/net/wlan0/address", data=("mac_address",)),
    ApiEntry(string="/sys/class/bluetooth/", with_strings=("/address",), data=("bluetooth_mac",)),
]


def found(*files: DexBuilder) -> set[tuple[str, str, bool]]:
    """API, caller and certainty of each fact."""
    codes: Sequence[DexCode] = [opened(builder, f"classes{index}.dex") for index, builder in enumerate(files)]
    table = ApiTable(ENTRIES)
    inherited = InheritedApis(table, Hierarchy(codes))
    files = [Constants(each) for each in codes]
    outlines = Outlines.of(files)
    facts = [fact for each in files for fact in api_call_facts(each, table, inherited, outlines)]
    return {(fact.api, plain(fact.caller), fact.certain) for fact in facts}


ANDROID_ID = "android.provider.Settings$Secure.getString(android_id)"


def test_a_key_must_be_the_argument() -> None:
    asked = code(text(1, "android_id"), call(STATIC, GET_STRING, 0, 1), RETURN_VOID)
    assert found(one_method(asked)) == {(ANDROID_ID, "app.Main.run", True)}


def test_another_key_is_another_setting_even_if_the_method_names_both() -> None:
    asked = code(text(2, "android_id"), text(1, "adb_enabled"), call(STATIC, GET_STRING, 0, 1), RETURN_VOID)
    assert found(one_method(asked)) == set()


def test_an_unknown_key_is_taken_to_be_the_one_loaded_and_marked() -> None:
    unknown = call(STATIC, "Lx/Keys;->next()Ljava/lang/String;")
    asked = code(text(2, "android_id"), unknown, result(1), call(STATIC, GET_STRING, 0, 1), RETURN_VOID)
    assert found(one_method(asked)) == {(ANDROID_ID, "app.Main.run", False)}


def test_a_wrapper_is_asked_with_the_key_of_its_caller() -> None:
    wrapper = code(call(STATIC, GET_STRING, 14, 15), RETURN_VOID, incoming=2)
    name = "get(Landroid/content/ContentResolver;Ljava/lang/String;)V"
    caller = code(text(1, "android_id"), call(STATIC, f"Lapp/Util;->{name}", 0, 1), RETURN_VOID)
    builder = DexBuilder().add_class(
        "Lapp/Util;", methods=[DefinedMethod(name, wrapper, 8, False), DefinedMethod("use()V", caller)]
    )
    assert found(builder) == {(ANDROID_ID, "app.Util.get", True)}


def test_an_address_that_is_queried_is_certain_and_one_that_is_only_loaded_is_not() -> None:
    queried = code(
        text(1, "content://sms/inbox"), call(STATIC, PARSE, 1), result(1), call(VIRTUAL, QUERY, 0, 1), RETURN_VOID
    )
    loaded = code(text(1, "content://sms/sent"), RETURN_VOID)
    methods = [DefinedMethod("load()V", loaded), DefinedMethod("query()V", queried)]
    assert found(DexBuilder().add_class("Lapp/Main;", methods=methods)) == {
        ('"content://sms/inbox"', "app.Main.query", True),
        ('"content://sms/sent"', "app.Main.load", False),
    }


CONTACTS = "Landroid/provider/ContactsContract$Contacts;->CONTENT_URI:Landroid/net/Uri;"
PICKING = call(DIRECT, "Landroid/content/Intent;-><init>(Ljava/lang/String;Landroid/net/Uri;)V", 0, 1, 2)


def test_an_address_in_an_intent_lets_the_user_pick_and_reads_nothing() -> None:
    picked = code(read_static(2, CONTACTS), PICKING, RETURN_VOID)
    assert found(one_method(picked)) == set()


@pytest.mark.parametrize(
    "more",
    [
        (call(VIRTUAL, QUERY, 0, 2),),
        (call(VIRTUAL, "Lapp/Handler;->startQuery(Landroid/net/Uri;)V", 0, 2), PICKING),
        (call(DIRECT, "Landroid/content/Intent;-><init>(Ljava/lang/String;)V", 0, 1),),
    ],
    ids=["queried", "queried beside an intent", "an intent without the address"],
)
def test_an_address_that_a_provider_may_be_asked_for_is_read(more: Sequence[Units]) -> None:
    asked = code(read_static(2, CONTACTS), *more, RETURN_VOID)
    assert found(one_method(asked)) == {
        ("android.provider.ContactsContract$Contacts.CONTENT_URI", "app.Main.run", True)
    }


PROCESSES = "Landroid/app/ActivityManager;->getRunningAppProcesses()Ljava/util/List;"
NUMBER = "Landroid/app/ActivityManager$RunningAppProcessInfo;->pid:I"


@pytest.mark.parametrize(
    ("more", "is_weak"),
    [
        ((), False),
        ((call(STATIC, "Landroid/os/Process;->myPid()I"),), True),
        (([0x52 | 2 << 8 | 1 << 12, field_(NUMBER)],), True),
        ((call(STATIC, "Landroid/os/Process;->myUid()I"),), False),
    ],
    ids=["all processes", "with its own number", "by a number that it is given", "by another number"],
)
def test_looking_for_the_name_of_the_own_process_is_a_trace(more: Sequence[Units], is_weak: bool) -> None:
    knowledge = load_knowledge((shipped_rules(),))
    builder = one_method(code(call(VIRTUAL, PROCESSES, 0), *more, RETURN_VOID))
    table = ApiTable(knowledge.apis)
    opened_code = opened(builder)
    facts = api_call_facts(Constants(opened_code), table, InheritedApis(table, Hierarchy([opened_code])), Outlines({}))
    assert [fact.weak for fact in facts if fact.data_types == ("running_apps",)] == [is_weak]


OF_PROCESS = "Landroid/app/ActivityManager$RunningAppProcessInfo;->"
PACKAGE = "Landroid/content/Context;->getPackageName()Ljava/lang/String;"
SAME = "Ljava/lang/String;->equals(Ljava/lang/Object;)Z"
ELEMENT = [call(VIRTUAL, "Ljava/util/List;->get(I)Ljava/lang/Object;", 0, 3), result(1)]
NAME_READ: Units = [0x54 | 2 << 8 | 1 << 12, field_(f"{OF_PROCESS}processName:Ljava/lang/String;")]
PACKAGES_READ: Units = [0x54 | 2 << 8 | 1 << 12, field_(f"{OF_PROCESS}pkgList:[Ljava/lang/String;")]
OWN_NAME = [call(VIRTUAL, PACKAGE, 4), result(3)]


@pytest.mark.parametrize(
    ("more", "is_weak"),
    [
        ((*ELEMENT, NAME_READ, *OWN_NAME, call(VIRTUAL, SAME, 2, 3)), True),
        ((*ELEMENT, NAME_READ, text(3, "other.app"), call(VIRTUAL, SAME, 2, 3)), False),
        ((*ELEMENT, NAME_READ, *OWN_NAME, call(STATIC, "Lapp/Log;->add(Ljava/lang/String;)V", 2)), False),
        ((*ELEMENT, PACKAGES_READ, *OWN_NAME, call(VIRTUAL, SAME, 2, 3)), False),
        ((*ELEMENT, NAME_READ, *OWN_NAME, call(VIRTUAL, SAME, 2, 3), call(STATIC, "Lapp/Log;->all(I)V", 0)), False),
    ],
    ids=["its own", "another", "handed on", "packages", "all of them, too"],
)
def test_looking_for_a_process_of_its_own_name_is_a_trace(more: Sequence[Units], is_weak: bool) -> None:
    builder = one_method(code(call(VIRTUAL, PROCESSES, 0), result(0), *more, RETURN_VOID))
    table = ApiTable(load_knowledge((shipped_rules(),)).apis)
    opened_code = opened(builder)
    facts = api_call_facts(Constants(opened_code), table, InheritedApis(table, Hierarchy([opened_code])), Outlines({}))
    assert [fact.weak for fact in facts if fact.data_types == ("running_apps",)] == [is_weak]


CONNECTION = "Landroid/net/wifi/WifiManager;->getConnectionInfo()Landroid/net/wifi/WifiInfo;"


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ((), {"ssid_bssid", "mac_address"}),
        ((call(VIRTUAL, "Landroid/net/wifi/WifiInfo;->getSSID()Ljava/lang/String;", 0),), {"ssid_bssid"}),
        ((call(VIRTUAL, "Landroid/net/wifi/WifiInfo;->getRssi()I", 0),), {"wifi_state"}),
        ((call(VIRTUAL, "Ljava/lang/Object;->toString()Ljava/lang/String;", 0),), {"ssid_bssid", "mac_address"}),
    ],
    ids=["handed on", "its name", "its strength", "all of it as a text"],
)  # fmt: skip
def test_of_a_connection_what_is_taken_out_of_it_is_read(more: Sequence[Units], read: set[str]) -> None:
    builder = one_method(code(call(VIRTUAL, CONNECTION, 0), result(0), *more, RETURN_VOID))
    table = ApiTable(load_knowledge((shipped_rules(),)).apis)
    opened_code = opened(builder)
    facts = api_call_facts(Constants(opened_code), table, InheritedApis(table, Hierarchy([opened_code])), Outlines({}))
    assert {data_type for fact in facts for data_type in fact.data_types} == read
    assert "android.permission.ACCESS_WIFI_STATE" in {name for fact in facts for name in fact.permissions}


def test_the_one_who_queries_an_address_in_a_field_is_the_caller() -> None:
    field = "Lapp/Main;->SMS:Landroid/net/Uri;"
    initial = code(text(1, "content://sms"), call(STATIC, PARSE, 1), result(1), write_static(1, field), RETURN_VOID)
    query = code(read_static(1, field), call(VIRTUAL, QUERY, 0, 1), RETURN_VOID)
    builder = DexBuilder().add_class(
        "Lapp/Main;",
        fields=[DefinedField("SMS:Landroid/net/Uri;", is_static=True)],
        methods=[DefinedMethod("<clinit>()V", initial, 8, False), DefinedMethod("query()V", query)],
    )
    assert ('"content://sms"', "app.Main.query", True) in found(builder)


def built(*pieces: str) -> list[list[object]]:
    """The text of the pieces in register 1."""
    parts: list[list[object]] = [
        new(1, "Ljava/lang/StringBuilder;"),
        call(DIRECT, "Ljava/lang/StringBuilder;-><init>()V", 1),
    ]
    for piece in pieces:
        parts += [text(2, piece), call(VIRTUAL, APPEND, 1, 2)]
    return [*parts, call(VIRTUAL, "Ljava/lang/StringBuilder;->toString()Ljava/lang/String;", 1), result(1)]


def test_an_address_in_pieces_is_seen() -> None:
    query = code(
        *built("content", "://s", "ms"), call(STATIC, PARSE, 1), result(1), call(VIRTUAL, QUERY, 0, 1), RETURN_VOID
    )
    assert found(one_method(query)) == {('"content://sms"', "app.Main.run", True)}


def test_a_path_in_pieces_is_seen_where_a_file_is_opened() -> None:
    opening = call(DIRECT, "Ljava/io/FileReader;-><init>(Ljava/lang/String;)V", 3, 1)
    body = code(*built("/sys/class/net/", "wlan0", "/address"), new(3, "Ljava/io/FileReader;"), opening, RETURN_VOID)
    assert found(one_method(body)) == {('"/sys/class/net/wlan0/address"', "app.Main.run", True)}


def test_a_path_whose_middle_is_made_at_run_time_is_seen_by_both_its_ends() -> None:
    def opened_below(end: str) -> set[tuple[str, str, bool]]:
        name = [call(VIRTUAL, "Ljava/net/NetworkInterface;->getName()Ljava/lang/String;", 4), result(2)]
        first, *rest = built("/sys/class/bluetooth/", end)
        return found(one_method(code(first, *rest[:3], *name, call(VIRTUAL, APPEND, 1, 2), *rest[3:], RETURN_VOID)))

    assert opened_below("/address") == {('"/sys/class/bluetooth/…/address"', "app.Main.run", True)}
    assert opened_below("/statistics/rx_bytes") == set()


REQUEST = "requestPermissions([Ljava/lang/String;I)V"
API = "android.app.Activity.requestPermissions"


def activity(descriptor: str, superclass: str, *methods: DefinedMethod) -> DexBuilder:
    return DexBuilder().add_class(descriptor, superclass=superclass, methods=list(methods))


def asking(owner: str) -> Code:
    return code(call(VIRTUAL, f"{owner}->{REQUEST}", 15, 0, 1), RETURN_VOID)


def test_a_class_of_the_app_inherits_through_other_files() -> None:
    base = activity("Lapp/Base;", "Landroid/app/ListActivity;")
    main = activity("Lapp/Main;", "Lapp/Base;", DefinedMethod("onCreate()V", asking("Lapp/Main;")))
    assert found(main, base) == {(API, "app.Main.onCreate", True)}


def test_a_method_that_overrides_is_another_method() -> None:
    own = DefinedMethod(REQUEST, code(RETURN_VOID, incoming=3))
    main = activity("Lapp/Main;", "Landroid/app/Activity;", own, DefinedMethod("onCreate()V", asking("Lapp/Main;")))
    assert found(main) == set()


def test_a_class_that_inherits_from_itself_ends() -> None:
    first = activity("Lapp/A;", "Lapp/B;", DefinedMethod("run()V", asking("Lapp/A;")))
    first.add_class("Lapp/B;", superclass="Lapp/A;").add_class("Lapp/C;", superclass="Landroid/app/Activity;")
    assert found(first) == set()


# Numbers, weak entries and several meanings of one call.

SENSOR = "Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;"
LISTEN = "Landroid/telephony/TelephonyManager;->listen(Landroid/telephony/PhoneStateListener;I)V"
NUMBERS = [
    ApiEntry(class_name="android.hardware.SensorManager", method="getDefaultSensor", data=("sensors",), weak=True),
    ApiEntry(
        class_name="android.hardware.SensorManager", method="getDefaultSensor", with_numbers=(18, 19), data=("steps",)
    ),
    ApiEntry(class_name="android.telephony.TelephonyManager", method="listen", with_bits=0x410, data=("cell_info",)),
    ApiEntry(class_name="android.telephony.TelephonyManager", method="listen", with_bits=0x20, data=("call_state",)),
]


def with_numbers(*parts: Units) -> set[tuple[str, tuple[str, ...], bool]]:
    """API, data types and whether it is a trace, of each fact."""
    read = opened(one_method(code(*parts, RETURN_VOID)))
    table = ApiTable(NUMBERS)
    facts = api_call_facts(Constants(read), table, InheritedApis(table, Hierarchy([read])), Outlines({}))
    return {(fact.api.partition(".hardware.")[2] or fact.api.rpartition(".")[2], fact.data_types, fact.weak)
            for fact in facts}  # fmt: skip


def test_a_number_decides_what_a_call_reads() -> None:
    assert with_numbers(number16(1, 19), call(VIRTUAL, SENSOR, 0, 1)) == {
        ("SensorManager.getDefaultSensor", ("sensors",), True),
        ("SensorManager.getDefaultSensor(19)", ("steps",), False),
    }
    assert with_numbers(small(1, 1), call(VIRTUAL, SENSOR, 0, 1)) == {
        ("SensorManager.getDefaultSensor", ("sensors",), True)
    }


def test_each_bit_of_a_mask_counts() -> None:
    both = {("listen(48)", ("cell_info",), False), ("listen(48)", ("call_state",), False)}
    assert with_numbers(number16(2, 0x30), call(VIRTUAL, LISTEN, 0, 1, 2)) == both
    assert with_numbers(number16(2, 0x40), call(VIRTUAL, LISTEN, 0, 1, 2)) == set()


# The shipped catalogue: commands, files, settings, properties and reflection.

EXEC = "Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;"
EXEC_ALL = "Ljava/lang/Runtime;->exec([Ljava/lang/String;)Ljava/lang/Process;"
GET_METHOD = "Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;"
FILE = "Ljava/io/FileReader;-><init>(Ljava/lang/String;)V"
PROPERTY = "Landroid/os/SystemProperties;->get(Ljava/lang/String;)Ljava/lang/String;"


@lru_cache
def shipped_apis() -> tuple[ApiEntry, ...]:
    return load_knowledge([shipped_rules()]).apis


def shipped(*parts: Units) -> set[tuple[str, bool]]:
    """Data type and certainty of what the shipped catalogue sees, traces left out."""
    read = opened(one_method(code(*parts, RETURN_VOID)))
    table = ApiTable(shipped_apis())
    facts = api_call_facts(Constants(read), table, InheritedApis(table, Hierarchy([read])), Outlines({}))
    return {(name, fact.certain) for fact in facts if not fact.weak for name in fact.data_types}


@pytest.mark.parametrize(
    ("command", "data_type"),
    [
        ("cat /sys/class/net/wlan0/address", "mac_address"),
        ("netcfg", "mac_address"),
        ("pm list packages -3", "installed_apps"),
        ("getprop ro.serialno", "device_serial"),
        ("getprop", "device_model"),
        ("cat /proc/cpuinfo", "device_model"),
        ("ps", "running_apps"),
        ("ls /proc/", "running_apps"),
        ("which su", "root_state"),
        ("logcat -d", "logs"),
    ],
)
def test_commands_read_what_they_print(command: str, data_type: str) -> None:
    assert (data_type, True) in shipped(text(1, command), call(VIRTUAL, EXEC, 0, 1))


def test_words_of_commands_elsewhere_are_none() -> None:
    assert shipped(text(1, "ps"), text(2, "su"), text(3, "getprop")) == set()


def test_commands_in_an_array_are_taken_from_what_the_method_loads() -> None:
    parts = (text(1, "sh"), text(2, "cat /proc/cpuinfo"), call(VIRTUAL, EXEC_ALL, 0, 3))
    assert ("device_model", False) in shipped(*parts)


@pytest.mark.parametrize(
    ("path", "data_type"),
    [
        ("/sys/class/net/eth0/address", "mac_address"),
        ("/proc/net/arp", "wifi_list"),
        ("/proc/meminfo", "device_model"),
        ("/system/build.prop", "device_model"),
    ],
)
def test_files_hold_what_their_path_says(path: str, data_type: str) -> None:
    assert (data_type, True) in shipped(text(1, path), call(DIRECT, FILE, 0, 1))


@pytest.mark.parametrize(
    ("name", "data_type"),
    [("getDeviceId", "imei"), ("getSubscriberId", "imsi"), ("getInstalledPackages", "installed_apps")],
)
def test_a_method_got_by_name_is_one_that_is_called(name: str, data_type: str) -> None:
    assert (data_type, True) in shipped(text(1, name), call(VIRTUAL, GET_METHOD, 0, 1, 2))
    assert shipped(text(1, "getName"), call(VIRTUAL, GET_METHOD, 0, 1, 2)) == set()


def test_a_field_got_by_name_is_one_that_is_read() -> None:
    get_field = "Ljava/lang/Class;->getField(Ljava/lang/String;)Ljava/lang/reflect/Field;"
    assert shipped(text(1, "SERIAL"), call(VIRTUAL, get_field, 0, 1)) == {("device_serial", True)}
    assert shipped(text(1, "SERIAL_NUMBER"), call(VIRTUAL, get_field, 0, 1)) == set()


def test_a_system_property_by_its_key() -> None:
    assert shipped(text(1, "ro.serialno"), call(STATIC, PROPERTY, 1)) == {("device_serial", True)}
    assert shipped(text(1, "ro.product.model"), call(STATIC, PROPERTY, 1)) == {("device_model", True)}
