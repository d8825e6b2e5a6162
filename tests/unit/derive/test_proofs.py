"""What proves an SDK, and what only stands in its place: classes that the build writes, keys that were left behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dalvik_assembly import opened
from tests.support.dex_builder import DexBuilder
from tests.support.shipped import knowledge

from appaudit.code.facts.owners.namespaces import namespace_facts
from appaudit.derive import derive
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact, RenamedCodeFact
from appaudit.model.facts.derived import ConsistencyFact, DataAccessFact, SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact, PolicyDocumentFact
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact, NativeLibraryFact, PackerFact
from appaudit.model.facts.third_party import AbsentCallsFact, BorrowedComponentFact, UnloadedLibraryFact

OWN = NamespaceFact(name="cn.own.shop", classes=9)
KEY = MetaDataFact(name="JPUSH_APPKEY", value="1")
PAGE = ComponentFact(type="activity", name="cn.jpush.android.ui.PushActivity")


def derived(*facts: Fact, gaps: tuple[Gap, ...] = ()) -> FactSet:
    pages = [ComponentFact(type="activity", name=f"cn.own.shop.{name}") for name in ("Main", "List", "Item")]
    found = FactSet((AppFact(package="cn.own.shop"), *pages, *facts))
    coverage = Coverage()
    coverage.add(gaps)
    derive(found, coverage, knowledge(), [])
    return found


def sdks(*facts: Fact, gaps: tuple[Gap, ...] = ()) -> dict[str, SdkFact]:
    return {fact.id: fact for fact in derived(*facts, gaps=gaps).of(SdkFact)}


@pytest.mark.parametrize(
    ("package", "name", "is_generated"),
    [
        ("com/umeng/analytics", "R", True),
        ("com/umeng/analytics", "R$string", True),
        ("com/umeng/analytics", "BuildConfig", True),
        ("com/umeng/analytics", "Manifest$permission", True),
        ("com/umeng/analytics", "DataBinderMapperImpl$InnerBrLookup", True),
        ("com/umeng/analytics/databinding", "ItemBinding", True),
        ("com/umeng/analytics", "ItemBinding", False),
        ("com/umeng/analytics", "Reader", False),
        ("com/umeng/analytics", "a$R", False),
    ],
)
def test_what_the_build_writes_is_counted_apart(package: str, name: str, is_generated: bool) -> None:
    (fact,) = namespace_facts([opened(DexBuilder().add_class(f"L{package}/{name};"))])
    assert (fact.classes, fact.generated, fact.is_written) == (1, int(is_generated), not is_generated)


@pytest.mark.parametrize(("generated", "found"), [(3, []), (2, ["umeng-analytics"])])
def test_resources_of_a_library_prove_nothing(generated: int, found: list[str]) -> None:
    package = NamespaceFact(name="com.umeng.analytics", classes=3, generated=generated)
    assert [name for name in sdks(OWN, package) if name.startswith("umeng")] == found


@pytest.mark.parametrize(
    ("name", "classes", "found"),
    [
        ("io.dcloud.feature.audio.mp3", 1, []),  # what a native library calls is copied under its name
        ("io.dcloud.feature", 4, ["dcloud-uniapp"]),
        ("okhttp3", 1, ["okhttp"]),  # a library that a shrinker left one class of
    ],
)
def test_a_framework_is_more_than_a_class_under_its_name(name: str, classes: int, found: list[str]) -> None:
    assert [each for each in sdks(OWN, NamespaceFact(name=name, classes=classes)) if each != "app"] == found


@pytest.mark.parametrize("generated", [1, 0])
def test_resources_in_the_name_of_a_packer_are_no_packer(generated: int) -> None:
    package = NamespaceFact(name="com.tencent.StubShell", classes=1, generated=generated)
    assert len(derived(OWN, package).of(PackerFact)) == 1 - generated


UNREAD = Gap(
    kind="namespace",
    level=CoverageLevel.PARTIAL,
    reason="unreadable",
    part="classes2.dex",
    detail=Bilingual("坏", "damaged"),
)


LOADED = replace(UNREAD, reason="dynamic_code", part="cn.own.shop.Main.load")


@pytest.mark.parametrize(
    ("facts", "gaps", "left", "confidence"),
    [
        ((OWN, KEY), (), True, "low"),
        ((OWN, PAGE), (), True, "low"),
        ((OWN, KEY, PAGE), (), True, "low"),
        # Its code, or the class of the component, is there.
        ((OWN, KEY, NamespaceFact(name="cn.jpush.android.api", classes=2)), (), False, "high"),
        ((OWN, PAGE, NamespaceFact(name="cn.jpush.android.ui", classes=1)), (), False, "high"),
        # Code that nobody read may hold it.
        ((OWN, PAGE), (UNREAD,), False, "medium"),
        # So may code that the app loads: but the package was read, and has none of it.
        ((OWN, PAGE), (LOADED,), False, "low"),
        ((OWN, KEY), (LOADED,), True, "low"),
        ((OWN, KEY, PAGE), (LOADED,), False, "low"),
        ((OWN, KEY), (UNREAD,), False, "low"),
        ((OWN, PAGE), (LOADED, UNREAD), False, "medium"),
        ((OWN, PAGE, NamespaceFact(name="cn.jpush.android.ui", classes=1)), (LOADED,), False, "high"),
        ((KEY,), (), False, "low"),
    ],
    ids=[
        "key",
        "component",
        "both",
        "classes",
        "its class",
        "unread code",
        "loaded code",
        "key beside loaded code",
        "both beside loaded code",
        "key beside unread code",
        "loaded and unread code",
        "its class beside loaded code",
        "no code",
    ],
)
def test_what_the_manifest_alone_says_was_left(
    facts: tuple[Fact, ...], gaps: tuple[Gap, ...], left: bool, confidence: str
) -> None:
    found = sdks(*facts, gaps=gaps)["jpush"]
    assert (found.left_over, found.confidence) == (left, confidence)


@pytest.mark.parametrize(
    ("facts", "gaps", "left"),
    [
        (("UMENG_CHANNEL",), (), True),
        (("UMENG_CHANNEL",), (UNREAD,), None),
        (("UMENG_APPKEY", "UMENG_CHANNEL"), (UNREAD,), False),
        (("UMENG_APPKEY",), (UNREAD,), False),
    ],
    ids=["alone", "alone beside unread code", "with the key of the SDK", "the key of the SDK"],
)
def test_a_key_that_tools_of_others_write_proves_nothing_alone(
    facts: tuple[str, ...], gaps: tuple[Gap, ...], left: bool | None
) -> None:
    found = sdks(OWN, *(MetaDataFact(name=name, value="1") for name in facts), gaps=gaps).get("umeng-analytics")
    assert (found.left_over if found else None) is left
    assert found is None or found.confidence == "low"


def test_a_page_of_the_app_that_an_sdk_is_known_by_is_no_key() -> None:
    entry = ComponentFact(type="activity", name="cn.own.shop.wxapi.WXEntryActivity")
    wechat = "wechat-opensdk"
    assert sdks(OWN, NamespaceFact(name="cn.own.shop.wxapi", classes=1), entry)[wechat].left_over is False
    assert sdks(OWN, entry)[wechat].left_over is True


@pytest.mark.parametrize(
    ("place", "party_kind", "found"), [("bugly.legu.crash", "library", []), ("bugly.crash", "sdk", ["bugly"])]
)
def test_the_bugly_of_a_packer_is_the_packers(place: str, party_kind: str, found: list[str]) -> None:
    owner = f"com.tencent.{place}"
    read = ApiCallFact(api="x", caller=f"{owner}.A.b", caller_class=f"{owner}.A", data_types=("imei",))
    facts = derived(OWN, NamespaceFact(name=owner, classes=9), read)
    assert [sdk.id for sdk in facts.of(SdkFact)] == found
    assert [access.party_kind for access in facts.of(DataAccessFact)] == [party_kind]


def consistency(*listed: str) -> ConsistencyFact:
    """What the documents say of an SDK's reading of the app list, where they name some SDKs."""
    owner = "cn.jpush.android.a"
    read = ApiCallFact(api="x", caller=f"{owner}.A.b", caller_class=f"{owner}.A", data_types=("installed_apps",))
    rows = [DeclaredSdkFact(name=name, sdk_id=name, source="policy") for name in listed]
    policy = PolicyDocumentFact(name="p", sha256="0", characters=9)
    (found,) = derived(OWN, NamespaceFact(name=owner, classes=9), read, policy, *rows).of(ConsistencyFact)
    return found


@pytest.mark.parametrize(("listed", "disclosed"), [("bugly", "no"), ("jpush", "policy")])
def test_whether_the_documents_name_who_reads(listed: str, disclosed: str) -> None:
    found = consistency(listed)
    assert (found.party, found.verdict, found.party_disclosed) == ("jpush", "omitted", disclosed)


OAID_CALL = "com.bun.miitmdid.core.MdidSdkHelper.InitSdk(Landroid/content/Context;)I"


@pytest.mark.parametrize(
    ("way", "party", "part"),
    [
        (("cn.own.shop.App.onCreate()V", OAID_CALL), "app", "msa-oaid"),
        (("cn.own.shop.App.onCreate()V", "com.umeng.commonsdk.UMConfigure.init()V", OAID_CALL), "umeng-analytics",
         "msa-oaid"),
        (("cn.own.shop.App.onCreate()V", "okhttp3.Call.enqueue()V", OAID_CALL), "app", "msa-oaid"),
        ((OAID_CALL,), "msa-oaid", ""),
        ((), "msa-oaid", ""),
    ],
    ids=["app", "sdk", "through a library", "entered by itself", "no way known"],
)  # fmt: skip
def test_what_a_library_reads_for_its_callers_is_read_by_them(way: tuple[str, ...], party: str, part: str) -> None:
    owner = "com.bun.lib.b"
    caller = f"{owner}.c()V"
    read = ApiCallFact(
        api="x", caller=caller, caller_class=owner, data_types=("oaid",), phase="pre_consent",
        chain=(*way, caller) if way else (),
    )  # fmt: skip
    (found,) = derived(OWN, NamespaceFact(name="com.bun.lib", classes=9), read).of(DataAccessFact)
    assert (found.party, found.part) == (party, part)


@pytest.mark.parametrize(
    ("package", "sdk", "is_proven"),
    [
        # The interface of a service of the phone, which whoever sends statistics through it holds.
        ("com.miui.analytics", "xiaomi-ads", False),
        ("com.miui.zeus.mimo.sdk", "xiaomi-ads", True),
        # Interfaces that every product of Firebase brings along.
        ("com.google.firebase.analytics.connector", "firebase-analytics", False),
        ("com.google.firebase.analytics.connector.internal", "firebase-analytics", True),
        ("com.google.firebase.analytics", "firebase-analytics", True),
        # Comes with Google Mobile Ads as well.
        ("com.google.android.gms.measurement.api", "firebase-analytics", False),
        ("com.google.android.gms.measurement.internal", "firebase-analytics", False),
        ("com.google.android.gms.measurement", "firebase-analytics", True),
        # A cipher that APMPlus has as well.
        ("com.bytedance.applog.encryptor", "volc-datafinder", False),
        ("com.bytedance.applog", "volc-datafinder", True),
    ],
)
def test_packages_that_come_with_others_prove_no_sdk(package: str, sdk: str, is_proven: bool) -> None:
    assert (sdk in sdks(OWN, NamespaceFact(name=package, classes=4))) is is_proven


@pytest.mark.parametrize(
    ("others", "products"),
    [
        (("com.google.android.gms.ads",), ("admob",)),
        (("com.google.firebase.analytics",), ("firebase-analytics",)),
        (("com.google.firebase.analytics", "com.google.android.gms.ads"), ("firebase-analytics", "admob")),
    ],
)
def test_the_measurement_of_google_is_part_of_what_is_in_the_app(
    others: tuple[str, ...], products: tuple[str, ...]
) -> None:
    measurement = NamespaceFact(name="com.google.android.gms.measurement.internal", classes=9)
    found = sdks(OWN, measurement, *(NamespaceFact(name=name, classes=9) for name in others))
    assert found["google-app-measurement"].part_of == products


@pytest.mark.parametrize("host", ["api.ad.xiaomi.com", "sdkconfig.ad.xiaomi.com"])
def test_hosts_that_other_sdks_of_the_maker_ask_prove_no_advertising(host: str) -> None:
    owners = {sdk.id for sdk in knowledge().sdks.values() if host in sdk.signals.strings}
    assert owners == set()


@pytest.mark.parametrize(
    ("found", "absent"),
    [
        ((NamespaceFact(name="cn.jpush.android.api", classes=2),), ("cn.jpush.android.api.JPushInterface.init",)),
        # A shrinker renamed its classes: that no class bears the name says nothing.
        ((NamespaceFact(name="cn.jpush.android.api", classes=2), RenamedCodeFact(party="jpush", classes=("a.b",))), ()),
        ((KEY,), ()),
    ],
)
def test_calls_are_absent_where_classes_have_their_names(found: tuple[Fact, ...], absent: tuple[str, ...]) -> None:
    lacking = AbsentCallsFact(sdk="jpush", calls=("cn.jpush.android.api.JPushInterface.init",))
    assert sdks(OWN, *found, lacking)["jpush"].absent_calls == absent


@pytest.mark.parametrize(
    ("facts", "gaps", "expected"),
    [
        ((OWN, PAGE), (LOADED,), True),
        ((OWN, PAGE, NamespaceFact(name="cn.jpush.android.ui", classes=1)), (LOADED,), False),
        ((OWN, PAGE), (UNREAD,), False),
    ],
    ids=["component beside loaded code", "its class", "unread code"],
)
def test_an_sdk_of_which_the_package_has_no_code_says_so(
    facts: tuple[Fact, ...], gaps: tuple[Gap, ...], expected: bool
) -> None:
    assert sdks(*facts, gaps=gaps)["jpush"].code_absent is expected


@pytest.mark.parametrize(
    ("found", "left", "confidence"),
    [
        ((UnloadedLibraryFact(name="libweibosdkcore.so"),), True, "low"),
        # Something loads it, and its classes are there.
        ((UnloadedLibraryFact(name="libother.so"),), False, "medium"),
        (
            (UnloadedLibraryFact(name="libweibosdkcore.so"), NamespaceFact(name="com.sina.weibo.sdk", classes=3)),
            False,
            "high",
        ),
    ],
)
def test_a_library_that_nothing_loads_was_left(found: tuple[Fact, ...], left: bool, confidence: str) -> None:
    sdk = sdks(OWN, NativeLibraryFact(name="libweibosdkcore.so"), *found)["weibo-sdk"]
    assert (sdk.left_over, sdk.confidence) == (left, confidence)


@pytest.mark.parametrize(
    ("found", "left", "confidence"),
    [
        ((BorrowedComponentFact(name="cn.own.shop.wxapi.WXEntryActivity", sdk="ushare"),), True, "low"),
        ((BorrowedComponentFact(name="cn.own.shop.wxapi.WXEntryActivity", sdk=""),), True, "low"),
        # It is the SDK's own, nobody's that is known, or the SDK is there as well.
        ((BorrowedComponentFact(name="cn.own.shop.wxapi.WXEntryActivity", sdk="wechat-opensdk"),), False, "medium"),
        ((BorrowedComponentFact(name="cn.own.shop.Main", sdk=""),), False, "medium"),
        (
            (
                BorrowedComponentFact(name="cn.own.shop.wxapi.WXEntryActivity", sdk="ushare"),
                NamespaceFact(name="com.tencent.mm.opensdk", classes=3),
            ),
            False,
            "high",
        ),
    ],
)
def test_a_component_of_another_sdk_proves_nothing(found: tuple[Fact, ...], left: bool, confidence: str) -> None:
    page = ComponentFact(type="activity", name="cn.own.shop.wxapi.WXEntryActivity")
    packages = NamespaceFact(name="cn.own.shop.wxapi", classes=1)
    sdk = sdks(OWN, packages, page, *found)["wechat-opensdk"]
    assert (sdk.left_over, sdk.confidence) == (left, confidence)
