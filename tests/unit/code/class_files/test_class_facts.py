"""What Java classes do: the same facts as from bytecode."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from tests.support.apk_builder import Member, zip_bytes
from tests.support.class_builder import ClassBuilder
from tests.support.shipped import shipped_lexicons

from appaudit.catalog import load_catalog
from appaudit.code.class_files.reading import read_class_facts
from appaudit.model.artifact import ClassArchive
from appaudit.model.code_reading import CodeReading
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact, NamespaceFact, SensorUseFact
from appaudit.model.facts.conduct import SelfStartFact, TlsWeaknessFact
from appaudit.model.facts.derived import DataAccessFact, SensorFact
from appaudit.model.knowledge import ApiEntry, Knowledge
from appaudit.model.method_names import plain
from appaudit.pipeline.audit import audit
from appaudit.pipeline.collect import collect
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.renderers import render
from appaudit.stages import Stages

RETURN = b"\xb1"
FCMPL = b"\x96"
PHONE = "android/telephony/TelephonyManager"
SECURE = "android/provider/Settings$Secure"
GET_STRING = "(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;"
MANAGER = "android/hardware/SensorManager"
TOLD = "com/sigmob/sdk/y/Told"
EVENT = "(Landroid/hardware/SensorEvent;)V"
KNOWLEDGE = Knowledge(
    apis=(
        ApiEntry(class_name="android.telephony.TelephonyManager", method="getImei", data=("imei",)),
        ApiEntry(
            class_name="android.provider.Settings$Secure",
            method="getString",
            with_strings=("android_id",),
            data=("android_id",),
        ),
        ApiEntry(class_name="android.os.Build", field="SERIAL", data=("device_serial",)),
        ApiEntry(string="/sys/class/net/wlan0/address", data=("mac_address",)),
        ApiEntry(string="content://sms*", data=("sms",)),
        ApiEntry(class_name="android.provider.CalendarContract$Events", field="CONTENT_URI", data=("calendar",)),
    )
)


def read(*builders: ClassBuilder, place: str = "classes.jar", more: Sequence[tuple[str, bytes]] = ()) -> CodeReading:
    files = [(f"{each.name}.class", each.build()) for each in builders] + list(more)
    archive = ClassArchive(place=place, classes=tuple((name, memoryview(data)) for name, data in files))
    return read_class_facts([archive], KNOWLEDGE, shipped_lexicons(), Stages())


def of(facts: Iterable[Fact], cls: type[Fact]) -> list[Fact]:
    return [fact for fact in facts if isinstance(fact, cls)]


def calls(reading: CodeReading) -> list[tuple[str, str, bool]]:
    found = [fact for fact in reading.facts if isinstance(fact, ApiCallFact)]
    return sorted((fact.api, plain(fact.caller), fact.certain) for fact in found)


@pytest.mark.parametrize(("name", "is_weak"), [("myPid", True), ("myUid", False)])
def test_looking_for_the_name_of_the_own_process_is_a_trace(name: str, is_weak: bool) -> None:
    processes = "getRunningAppProcesses"
    entry = ApiEntry(
        class_name="android.app.ActivityManager",
        method=processes,
        data=("running_apps",),
        weak_beside=("android.os.Process.myPid",),
    )
    builder = ClassBuilder("com/a/Name")
    number = builder.invoke("android/os/Process", name, "()I", 0xB8)
    asked = builder.invoke("android/app/ActivityManager", processes, "()Ljava/util/List;")
    builder.method("own", code=number + asked + RETURN)
    archive = ClassArchive(place="classes.jar", classes=((f"{builder.name}.class", memoryview(builder.build())),))
    reading = read_class_facts([archive], Knowledge(apis=(entry,)), shipped_lexicons(), Stages())
    assert [fact.weak for fact in of(reading.facts, ApiCallFact)] == [is_weak]


@pytest.mark.parametrize(("name", "reads"), [("getSSID", False), ("toString", True)])
def test_of_a_connection_what_is_taken_out_of_it_is_read(name: str, reads: bool) -> None:
    entry = ApiEntry(
        class_name="android.net.wifi.WifiManager",
        method="getConnectionInfo",
        data=("mac_address",),
        told_by=("android.net.wifi.WifiInfo.getSSID",),
    )
    builder = ClassBuilder("com/a/Net")
    asked = builder.invoke("android/net/wifi/WifiManager", "getConnectionInfo", "()Landroid/net/wifi/WifiInfo;")
    taken = builder.invoke("android/net/wifi/WifiInfo", name, "()Ljava/lang/String;")
    builder.method("own", code=asked + taken + RETURN)
    archive = ClassArchive(place="classes.jar", classes=((f"{builder.name}.class", memoryview(builder.build())),))
    reading = read_class_facts([archive], Knowledge(apis=(entry,)), shipped_lexicons(), Stages())
    assert bool(of(reading.facts, ApiCallFact)) is reads


@pytest.mark.parametrize(("name", "is_reading"), [("setData", False), ("query", True)])
def test_an_address_in_an_intent_reads_nothing(name: str, is_reading: bool) -> None:
    uri = "Landroid/net/Uri;"
    builder = ClassBuilder("com/a/Event")
    events = builder.get("android/provider/CalendarContract$Events", "CONTENT_URI", uri)
    builder.method("insert", code=events + builder.invoke("android/content/Intent", name, f"({uri})V") + RETURN)
    assert [api for api, _, _ in calls(read(builder))] == (
        ["android.provider.CalendarContract$Events.CONTENT_URI"] if is_reading else []
    )


def test_calls_fields_and_constants_are_uses_with_their_method() -> None:
    """A use names the API, the method that makes it and the class file it stands in."""
    builder = ClassBuilder("com/ads/Device")
    builder.method("imei", "()V", b"\x2a" + builder.invoke(PHONE, "getImei", "()Ljava/lang/String;") + b"\x57" + RETURN)
    builder.method("serial", "()V", builder.get("android/os/Build", "SERIAL", "Ljava/lang/String;") + b"\x57" + RETURN)
    builder.method("mac", "()V", builder.ldc(builder.string("/sys/class/net/wlan0/address")) + b"\x57" + RETURN)
    builder.method("sms", "()V", builder.ldc(builder.string("content://sms/inbox")) + b"\x57" + RETURN)
    builder.method("other", "()V", builder.get("android/os/Build", "MODEL", "Ljava/lang/String;") + b"\x57" + RETURN)
    reading = read(builder)
    assert calls(reading) == [
        ('"/sys/class/net/wlan0/address"', "com.ads.Device.mac", True),
        ('"content://sms/inbox"', "com.ads.Device.sms", False),
        ("android.os.Build.SERIAL", "com.ads.Device.serial", True),
        ("android.telephony.TelephonyManager.getImei", "com.ads.Device.imei", True),
    ]
    first = of(reading.facts, ApiCallFact)[0]
    assert first.location.path == "classes.jar!com/ads/Device.class"
    assert reading.gaps == []


@pytest.mark.parametrize(
    ("before", "passed", "found"),
    [
        ((), "android_id", [("android.provider.Settings$Secure.getString(android_id)", "A.read", True)]),
        (("android_id",), "", [("android.provider.Settings$Secure.getString(android_id)", "A.read", False)]),
        (("android_id",), "bluetooth_name", []),
        ((), "", []),
    ],
    ids=["passed", "loaded in the method", "another is passed", "unknown"],
)
def test_a_key_is_what_is_passed_or_what_the_method_loads(
    before: tuple[str, ...], passed: str, found: list[tuple[str, str, bool]]
) -> None:
    """A constant right before the call decides; another in the method only suggests."""
    builder = ClassBuilder("A")
    code = b"".join(builder.ldc(builder.string(text)) + b"\x4c" for text in before) + b"\x2a"
    code += builder.ldc(builder.string(passed)) if passed else b"\x2b"
    builder.method("read", "()V", code + builder.invoke(SECURE, "getString", GET_STRING, 0xB8) + b"\x57" + RETURN)
    assert calls(read(builder)) == found


def test_packages_are_counted_and_chinese_constants_kept() -> None:
    """Packages by their classes; texts that users may see, with the class that holds them."""
    first, second = ClassBuilder("com/ads/A"), ClassBuilder("com/ads/B")
    first.method("say", "()V", first.ldc(first.string("摇一摇")) + first.ldc(first.string("plain")) + RETURN)
    reading = read(first, second, place="")
    assert [(fact.name, fact.classes) for fact in of(reading.facts, NamespaceFact)] == [  # type: ignore[attr-defined]
        ("com.ads", 2)
    ]
    assert [(text.place, text.text) for text in reading.texts] == [("com/ads/A.class", "摇一摇")]


def test_a_damaged_class_is_a_partial_gap_and_the_others_are_read() -> None:
    """The gap names the first class that failed and how many more did."""
    reading = read(ClassBuilder("com/ads/A"), more=[("com/ads/X.class", b"junk"), ("com/ads/Y.class", b"")])
    assert {(gap.kind, gap.level.word, gap.part) for gap in reading.gaps} == {
        (kind, "partial", "classes.jar!com/ads/X.class") for kind in ("namespace", "api_call", "sensor_use")
    }
    assert reading.gaps[0].detail.en.endswith("(and 1 more classes)")
    assert {gap.level.word for gap in read(more=[("X.class", b"junk")]).gaps} == {"none"}


# --- sensors -----------------------------------------------------------------------------------------------


def registration(builder: ClassBuilder, kind: bytes) -> bytes:
    asked = builder.invoke(MANAGER, "getDefaultSensor", "(I)Landroid/hardware/Sensor;")
    listener = "(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z"
    return b"\x2b" + kind + asked + builder.invoke(MANAGER, "registerListener", listener) + b"\x57" + RETURN


def shake_classes() -> list[ClassBuilder]:
    """A listener that tells an interface, whose only implementation opens a page in a lambda."""
    register, listener = ClassBuilder("com/sigmob/sdk/x/a"), ClassBuilder("com/sigmob/sdk/x/a$1")
    register.method("start", "()V", registration(register, b"\x10\x0a"))
    number = listener.ldc(listener.float_(15.0)) + FCMPL
    tell = listener.invoke(TOLD, "told", "()V", 0xB9)
    listener.method("onSensorChanged", EVENT, b"\x23" + number + b"\x57\x2a" + tell + RETURN)
    told, page = (
        ClassBuilder(TOLD),
        ClassBuilder("com/sigmob/sdk/y/b", interfaces=(TOLD,)),
    )
    told.method("told", "()V", b"")
    dynamic = page.constant(b"\x12" + struct.pack(">HH", 0, 0))
    page.method("told", "()V", b"\xba" + struct.pack(">HH", dynamic, 0) + RETURN)
    jump = page.invoke("android/content/Context", "startActivity", "(Landroid/content/Intent;)V")
    page.method("lambda$told$0", "()V", b"\x2a\x2b" + jump + RETURN)
    return [register, listener, told, page]


def test_a_listener_and_what_it_reaches_are_one_use() -> None:
    """The outermost class stands for its nested listener; the jump is found behind an interface and a lambda."""
    (use,) = of(read(*shake_classes()).facts, SensorUseFact)
    assert isinstance(use, SensorUseFact)
    assert (use.class_name, use.registers, use.listens) == ("com.sigmob.sdk.x.a", True, True)
    assert (use.sensor_types, use.jumps, use.compares, use.shake_words) == ((10,), True, True, ())
    assert use.nested is False


def test_a_jump_that_the_callback_does_not_reach_is_none() -> None:
    """Other code of the same owner may open pages for its own reasons."""
    register, listener, told, page = shake_classes()
    listener = ClassBuilder("com/sigmob/sdk/x/a$1")
    listener.method("onSensorChanged", EVENT, RETURN)
    (use,) = of(read(register, listener, told, page).facts, SensorUseFact)
    assert isinstance(use, SensorUseFact)
    assert (use.listens, use.jumps, use.compares) == (True, False, False)


@pytest.mark.parametrize(
    ("kind", "types"), [(b"\x04", (1,)), (b"\x10\x0f", (15,)), (b"\x11\0\x12", (18,)), (b"\x1b", ())]
)
def test_the_type_is_the_constant_pushed_before_the_question(kind: bytes, types: tuple[int, ...]) -> None:
    """Small constants of every size; a variable is unknown."""
    builder = ClassBuilder("A")
    builder.method("start", "()V", registration(builder, kind))
    (use,) = of(read(builder).facts, SensorUseFact)
    assert use.sensor_types == types  # type: ignore[attr-defined]


def test_words_of_shaking_in_names_and_constants_but_not_handshakes() -> None:
    """A word in the class or a nested one counts."""
    outer, nested = ClassBuilder("com/ads/ShakeView"), ClassBuilder("com/ads/ShakeView$a")
    nested.method("onSensorChanged", EVENT, nested.ldc(nested.string("TLSHandshake")) + b"\x57" + RETURN)
    outer.method("show", "()V", outer.ldc(outer.string("扭一扭，打开详情")) + b"\x57" + RETURN)
    (use,) = of(read(outer, nested).facts, SensorUseFact)
    assert use.shake_words == ("class name ShakeView", 'constant "扭一扭，打开详情"')  # type: ignore[attr-defined]


START_COMMAND = "(Landroid/content/Intent;II)I"
CHECK = "([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V"
VERIFY = "(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z"
#: iconst_<i>, ireturn, return
ONE, TWO, THREE, GIVE, RETURN = b"\x04", b"\x05", b"\x06", b"\xac", b"\xb1"


@pytest.mark.parametrize(
    ("number", "words"), [(ONE, ("START_STICKY",)), (TWO, None), (THREE, ("START_REDELIVER_INTENT",))]
)
def test_a_service_that_asks_to_be_started_again(number: bytes, words: tuple[str, ...] | None) -> None:
    builder = ClassBuilder("com/sdk/Keep", "android/app/Service")
    builder.method("onStartCommand", START_COMMAND, number + GIVE)
    found = [(fact.subject, fact.detail) for fact in of(read(builder).facts, SelfStartFact)]
    assert found == ([("com.sdk.Keep", words)] if words else [])


def test_trust_in_anyone() -> None:
    builder = ClassBuilder("com/sdk/Trust")
    builder.method("checkServerTrusted", CHECK, RETURN)
    builder.method("verify", VERIFY, ONE + GIVE)
    found = {(fact.weakness, plain(fact.caller)) for fact in of(read(builder).facts, TlsWeaknessFact)}
    assert found == {("trust_all", "com.sdk.Trust.checkServerTrusted"), ("any_host", "com.sdk.Trust.verify")}


def test_checks_that_may_refuse() -> None:
    builder = ClassBuilder("com/sdk/Trust")
    asking = builder.invoke("com/sdk/Pins", "check", "()V", 0xB8) + RETURN
    builder.method("checkServerTrusted", CHECK, asking)
    builder.method("verify", VERIFY, b"\x03" + GIVE)
    assert of(read(builder).facts, TlsWeaknessFact) == []


def test_classes_that_extend_each_other_in_a_circle_end() -> None:
    """A hierarchy that no loader would accept costs no time."""
    first, second = ClassBuilder("p/A", superclass="p/B"), ClassBuilder("p/B", superclass="p/A")
    first.method("onSensorChanged", EVENT, first.invoke("p/A", "nowhere", "()V") + RETURN)
    (use,) = of(read(first, second).facts, SensorUseFact)
    assert use.listens is True  # type: ignore[attr-defined]


# --- the whole way -----------------------------------------------------------------------------------------

MANIFEST = b"""<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.sigmob.sdk">
<uses-permission android:name="android.permission.INTERNET"/><application android:debuggable="true"/></manifest>"""


@pytest.fixture
def sdk(tmp_path: Path) -> Path:
    """An AAR of a known SDK that reads the IMEI and holds a damaged DEX file."""
    builder = ClassBuilder("com/sigmob/sdk/Device")
    builder.method("imei", "()V", b"\x2a" + builder.invoke(PHONE, "getImei", "()Ljava/lang/String;") + b"\x57" + RETURN)
    inner = [Member(f"{each.name}.class", each.build()) for each in (builder, *shake_classes())]
    path = tmp_path / "wind-sdk-4.20.0.aar"
    hidden = Member("assets/plugin.dex", b"dex\n035\0" + bytes(200))
    members = [Member("AndroidManifest.xml", MANIFEST), Member("classes.jar", zip_bytes(inner)), hidden]
    path.write_bytes(zip_bytes(members))
    return path


def test_the_sdk_is_the_party_and_its_app_is_unknown(sdk: Path) -> None:
    """Whether the app holds the permission is unknown; the damaged DEX leaves the classes."""
    collected = collect(Inputs(artifact=sdk), load_catalog((), Stages()), Stages())
    accesses = collected.facts.of(DataAccessFact)
    (access,) = (fact for fact in accesses if not fact.weak)
    assert {fact.data_type for fact in accesses if fact.weak} == {"sensors"}
    assert (access.data_type, access.party, access.party_kind, access.permitted, access.phase) == (
        *("imei", "sigmob", "sdk", "unknown", "unknown"),
    )
    assert [fact.verdict for fact in collected.facts.of(SensorFact)] == ["shake"]
    assert collected.supplied == {"sdk_archive"}
    assert {(gap.kind, gap.level.word) for gap in collected.coverage.gaps if gap.part == "assets/plugin.dex"} == {
        (kind, "partial") for kind in ("namespace", "api_call", "sensor_use")
    }


def test_rules_about_apps_do_not_apply_and_the_report_says_so(sdk: Path) -> None:
    """No missing policy, no debuggable finding; the verdict speaks of an SDK, and what of it was not read is said."""
    report = audit(Inputs(artifact=sdk), load_catalog((), Stages()), Settings(as_of="2026-11-24"), Stages())
    assert [(finding.rule_id, finding.subject) for finding in report.findings] == [
        ("sdk-archive-shake", "sigmob"),
        ("analysis-limit-partial", "assets/plugin.dex"),
    ]
    undecided = {"sdk-archive-undocumented-collection", "sdk-archive-keeps-running"}
    assert {item.rule_id for item in report.inconclusive} <= undecided
    assert (report.artifact.kind, report.artifact.package, report.artifact.version_name) == (
        *("sdk", "com.sigmob.sdk", "4.20.0"),
    )
    text = render("text", report, "zh")
    assert isinstance(text, str)
    assert "这是 SDK 文件，不是应用：识别到 1 个 SDK；代码读取 2 类个人信息；1 个类具有摇一摇跳转的特征" in text
    assert "应用自身" not in text
