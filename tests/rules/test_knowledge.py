"""The shipped knowledge: closed, complete where completeness can be told, and free of known traps."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from tests.support.shipped import knowledge, rule_of, rules

from appaudit.judge.findings import basis_of
from appaudit.model.rule import Status
from appaudit.model.sdks import SdkSignature

#: Permissions that have no API of their own: `follows` names what their use is told by.
WITHOUT_API = {
    "android.permission.ACCESS_BACKGROUND_LOCATION",
    "android.permission.BODY_SENSORS_BACKGROUND",
}


#: Permissions of HarmonyOS that no interface for apps of others needs by its declaration (openharmony/interface_sdk-js
#: at 2c550ecc4ca2), or whose use is told by others.
WITHOUT_INTERFACE = {
    f"ohos.permission.{name}"
    for name in (
        "ANSWER_CALL", "GET_INSTALLED_BUNDLE_LIST", "LOCATION_IN_BACKGROUND", "MANAGE_VOICEMAIL", "MEDIA_LOCATION",
        "READ_AUDIO", "READ_CALL_LOG", "READ_CELL_MESSAGES", "READ_DOCUMENT", "READ_MESSAGES", "RECEIVE_MMS",
        "RECEIVE_SMS", "RECEIVE_WAP_MESSAGES", "WRITE_AUDIO", "WRITE_CALL_LOG", "WRITE_DOCUMENT",
    )
}  # fmt: skip


def platform_permissions() -> dict[str, str]:
    """Permission name to protection level, as androguard tabulates API 36."""
    folder = files("androguard.core.api_specific_resources") / "aosp_permissions"
    table = json.loads((folder / "permissions_36.json").read_text(encoding="utf-8"))
    return {name: entry["protectionLevel"] for name, entry in table["permissions"].items()}


def test_dangerous_permissions_are_those_of_the_platform() -> None:
    platform = platform_permissions()
    expected = {name for name, level in platform.items() if "dangerous" in level.split("|")}
    listed = {entry.name for entry in knowledge().permissions_on("android").values() if entry.protection == "dangerous"}
    assert expected <= listed
    # Health Connect's permissions are defined by a module, not by the platform's manifest.
    assert {name for name in listed - expected if ".health." not in name} == set()


def test_every_permission_that_is_judged_has_a_way_to_be_used() -> None:
    usable = {name for entry in knowledge().apis for name in entry.permissions}
    judged = {p.name for p in knowledge().permissions.values() if p.protection in ("dangerous", "special")}
    assert judged - usable == WITHOUT_API | WITHOUT_INTERFACE
    for name in WITHOUT_API | WITHOUT_INTERFACE:
        assert set(knowledge().permissions[name].follows) <= usable


def test_permissions_of_apis_are_described() -> None:
    named = {name for entry in knowledge().apis for name in entry.permissions}
    assert named - set(knowledge().permissions) == set()


def test_data_of_permissions_is_in_the_tree() -> None:
    named = {data for entry in knowledge().permissions.values() for data in entry.data}
    assert named - set(knowledge().data_types) == set()


def test_umbrella_terms_are_what_a_vague_policy_says() -> None:
    umbrellas = {node.id for node in knowledge().data_types.values() if node.umbrella}
    assert {"device_information", "network_information", "log_information"} <= umbrellas
    assert "location" not in umbrellas
    assert knowledge().is_a("imei", "device_information")
    assert knowledge().ancestors("oaid") == [
        "advertising_id",
        "device_identifier",
        "device_information",
        "personal_information",
    ]


def owner_of(package: str) -> SdkSignature | None:
    """The signature whose class prefix is the longest that fits a package; None where a stub or nobody claims it."""
    owners: dict[str, SdkSignature | None] = {}
    for signature in knowledge().sdks.values():
        owners.update(dict.fromkeys(signature.signals.excluded_classes))
    for signature in knowledge().sdks.values():
        owners.update(dict.fromkeys(signature.signals.classes, signature))
    while package:
        if package in owners:
            return owners[package]
        package = package.rpartition(".")[0]
    return None


@pytest.mark.parametrize(
    ("package", "sdk"),
    [
        ("com.bytedance.sdk.openadsdk.core", "csj-pangle"),
        ("com.bytedance.sdk.openadsdk.mediation.init", "gromore"),
        ("com.qq.e.ads", "gdt-ylh"),
        ("com.czhj.sdk", "sigmob"),
        ("com.umeng.commonsdk.statistics", "umeng-analytics"),
        ("com.umeng.message", "umeng-push"),
        ("cn.jpush.im.android.api", "jmessage"),
        # What all products of Jiguang bring along tells of none of them.
        ("cn.jpush.android.service", "jiguang-core"),
        ("cn.jpush.android.api", "jpush"),
        ("cn.jiguang.analytics.page", "jiguang-core"),
        ("cn.jiguang.analytics.android.api", "janalytics"),
        ("com.huawei.hms.push", "huawei-push"),
        ("com.huawei.hms.ads", "huawei-ads"),
        ("com.google.android.gms.ads", "admob"),
        ("com.tencent.map.geolocation", "tencent-map"),
        ("com.baidu.mobstat.forbes", "baidu-mobads"),
        ("com.netease.nis.captcha", "yidun-captcha"),
        ("com.netease.nis.alivedetected.entity", "yidun-alive"),
        ("com.netease.nis.basesdk.crash", "yidun-common"),
        ("com.netease.nis.watchman", "yidun-risk"),
        ("com.google.android.gms.games.internal", "google-play-games"),
        ("com.google.firebase.auth.FirebaseAuth", "firebase-auth"),
        ("miui.cloud.sync", "xiaomi-cloud"),
        ("com.facebook.UserSettingsManager", "facebook-login"),
        ("com.facebook.internal.Utility", "facebook-login"),
        ("com.netease.cosine.core", "netease-nim"),
        ("org.json.alipay", "alipay"),
        ("com.dx.mobile.captcha", "dingxiang-captcha"),
        ("cn.dx.mobileads.view", "dx-mobileads"),
        ("com.kwad.sdk.api", "kuaishou-ad"),
        ("com.kwai.player", "kuaishou-player"),
        ("com.kwai.video.player", "kuaishou-player"),
        ("com.google.firebase.remoteconfig", "firebase-remote-config"),
        ("oicq.wlogin_sdk.request", "tencent-wtlogin"),
    ],
)
def test_products_of_one_vendor_are_told_apart(package: str, sdk: str) -> None:
    owner = owner_of(package)
    assert owner is not None
    assert (owner.id, owner.kind) == (sdk, "sdk")


@pytest.mark.parametrize(
    "package",
    [
        "com.huawei.hms.ads.identifier",
        "com.google.android.gms.ads.identifier",
        "com.google.android.gms.common",
        "com.asus.msa",
        "com.netease.share.media",
        "com.google.firebase.auth.GetTokenResult",
        "de.greenrobot.dao.query",
        "com.scwang.smart.refresh.layout",
        "miuix.appcompat.app",
        "org.json",
        "androidx.core.app",
        "kotlin.collections",
        "okhttp3.internal",
    ],
)
def test_stubs_and_common_code_are_no_sdk(package: str) -> None:
    owner = owner_of(package)
    assert owner is not None
    assert owner.kind == "library"


@pytest.mark.parametrize(
    ("package", "product"),
    [
        ("cn.jiguang.a.b", "jpush"),
        ("com.mob.commons", "sharesdk"),
        ("com.loc", "amap"),
        ("c.t.m.g", "tencent-map"),
        ("com.tencent.turingfd.sdk.xq", "gdt-ylh"),
        ("com.baidu.android.common.util", "baidu-map"),
        ("com.ihoc.mgpa.deviceid", "klevin"),
        ("com.wireless.security", "umeng-analytics"),
        ("com.inno.innosdk.utils", "qumeng"),
        ("org.android.agoo.impl", "umeng-push"),
        ("com.kwai.player", "kuaishou-ad"),
    ],
)
def test_code_that_collects_for_products_is_a_part_of_them(package: str, product: str) -> None:
    owner = owner_of(package)
    assert owner is not None
    assert owner.kind == "sdk"
    assert product in owner.part_of


def test_a_native_library_names_the_product_whose_code_loads_it() -> None:
    owners = [each.id for each in knowledge().sdks.values() if "libwtecdh.so" in each.signals.native_libraries]
    assert owners == ["tencent-wtlogin"]


def test_other_libraries_of_an_author_are_not_the_one_that_reads_identifiers() -> None:
    oaid = owner_of("com.github.gzuliyujiang.oaid.DeviceID")
    assert oaid is not None
    assert oaid.id == "gzu-oaid"
    other = owner_of("com.github.gzuliyujiang.wheelpicker.OptionPicker")
    assert other is not None
    assert other.kind == "library"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        # The core of all products keeps stubs of one; its code stands below.
        ("com.mob.guard.impl.b", "mobguard"),
        ("com.mob.guard.MobGuard", "mobtech-core"),
        ("com.mob.mobapm.MobAPM", "mobapm"),
        # Facebook's image loader has parts beside those of its sign-in.
        ("com.facebook.common.memory.Pool", "fresco"),
        ("com.facebook.common.Common", ""),
        ("com.jieli.jl_bt_ota.impl.BluetoothOTAManager", "jieli"),
        ("com.jieli.stream.dv.running2.ui.MainActivity", ""),
        ("org.linphone.core.LinphoneCore", "linphone"),
        ("org.linphone.LinphoneActivity", ""),
    ],
)
def test_parts_of_a_vendor_are_told_from_its_products(name: str, owner: str) -> None:
    found = owner_of(name)
    assert (found.id if found is not None else "") == owner


def test_what_stands_before_calls_of_the_system_reads_for_whoever_calls_it() -> None:
    proxy = owner_of("com.yl.lib.privacy_proxy.PrivacyProxyCall$Proxy")
    assert proxy is not None
    assert proxy.serves_caller
    assert owner_of("com.yl.lib.player.Player") is None


def test_msa_stub_is_not_yidun() -> None:
    assert owner_of("com.netease.nis.sdkwrapper") is None


@pytest.mark.parametrize(
    "library",
    ["libsgmain.so", "libsgsecuritybody.so", "libyaqbasic.so", "libxgVipSecurity.so", "libexec.so", "libdu.so"],
)
def test_libraries_of_unpacked_apps_are_no_packer(library: str) -> None:
    packers = [signature for signature in knowledge().sdks.values() if signature.kind == "packer"]
    assert len(packers) >= 20
    assert [packer.id for packer in packers if library in packer.signals.native_libraries] == []


def test_every_signature_can_be_recognised_and_says_where_it_was_read() -> None:
    for signature in knowledge().sdks.values():
        signals = signature.signals
        assert any(
            (
                signals.classes,
                signals.components,
                signals.meta_data,
                signals.native_libraries,
                signals.assets,
                signals.application_classes,
            )
        ), signature.id
        assert all(source.checked >= "2026-11-24" for source in signature.sources), signature.id


def test_ad_sdks_known_to_shake_name_the_switch_where_one_exists() -> None:
    shaking = {signature.id for signature in knowledge().sdks.values() if signature.shake == "yes"}
    assert {"csj-pangle", "gdt-ylh", "kuaishou-ad", "baidu-mobads", "sigmob", "beizi"} <= shaking
    for sdk in ("csj-pangle", "gdt-ylh", "kuaishou-ad", "baidu-mobads", "sigmob", "beizi"):
        assert knowledge().sdks[sdk].shake_switch, sdk


#: Texts that give advice or reference values: a finding may cite them, but no evidence may count as a breach of them.
ADVISORY = {"tc260-shake", "taf-078-7"}


def test_14_has_one_item_for_each_kind_of_app() -> None:
    items = knowledge().regulations["cac-14-necessary"].items
    kinds = {item.item: item.app_category for item in items if item.app_category}
    assert kinds == {f"5.{kind.number}": kind.id for kind in knowledge().app_categories.values()}


def test_campaigns_and_drafts_are_cited_only_where_nothing_else_is() -> None:
    secondary = {name for name, item in knowledge().regulations.items() if item.nature in ("campaign", "draft")}
    for rule in rules():
        cited_here = {basis.regulation for basis in basis_of(rule, knowledge().regulations)}
        assert not cited_here & secondary or cited_here <= {*secondary, "newsletter-2025-07"}, rule.id


@pytest.mark.parametrize(
    ("regulation", "count"),
    [
        ("newsletter-2025-07", 15),
        ("cac-14-necessary", 41),
        ("miit-337", 8),
        ("miit-164", 10),
        ("miit-26", 17),
        ("miit-292", 3),
        ("ncverc", 20),
    ],
)
def test_lists_have_as_many_items_as_the_regulator_names(regulation: str, count: int) -> None:
    assert len(knowledge().regulations[regulation].items) == count


def test_advice_is_never_breached() -> None:
    for name in ADVISORY:
        for item in knowledge().regulations[name].items:
            assert item.decidable != "strong", (name, item.item)
            serving = [rule for rule in rules() if set(rule.obligations) & set(item.obligations)]
            for rule in serving:
                highest = {rule.status, *(change.status for change in rule.adjust if change.status is not None)}
                assert Status.VIOLATION not in highest, (name, item.item, rule.id)


def test_a_finding_cites_no_more_than_a_lawyer_would() -> None:
    for rule in rules():
        assert len(basis_of(rule, knowledge().regulations)) <= 11, rule.id


def cited(rule_id: str) -> set[str]:
    return {f"{basis.regulation} {basis.item}" for basis in basis_of(rule_of(rule_id), knowledge().regulations)}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "undisclosed-sdk",
            {
                "cac-191 2.1",
                "ncverc N02",
                "miit-292 2",
                "mps-bulletin M01",
                "network-data-regulation 21.2-lists",
                "pipl 17.1.2",
            },
        ),
        (
            "shake-ad-sdk",
            {
                "miit-26 4",
                "miit-bulletin B10",
                "tc260-shake sdk.3",
                "tc260-shake app.1",
                "taf-078-7 T04",
                "mps-bulletin M16",
                "internet-ads 11",
            },
        ),
        # A debug switch is no lack of encryption, which is what N11 lists.
        ("debuggable", {"network-data-regulation 9", "pipl 51"}),
        (
            "account-cancellation-missing",
            {
                *("cac-191 6.1", "ncverc N05", "miit-337 8", "miit-bulletin B14"),
                *("network-data-regulation 21.1.4", "gb-35273 8.5"),
            },
        ),
        # What a policy leaves out is not what an app lacks.
        ("cancellation-not-in-policy", {"network-data-regulation 21.1.4", "gb-35273 8.5"}),
        ("deletion-missing", {"network-data-regulation 21.1.4", "pipl 17.1.3"}),
        (
            "excess-permission-unused",
            {"cac-191 4.1", "miit-337 7", "miit-164 2.1", "miit-bulletin B05", "mps-bulletin M06", "mps-bulletin M09"},
        ),
    ],
)
def test_findings_cite_the_items_that_their_evidence_meets(rule: str, expected: set[str]) -> None:
    assert cited(rule) == expected


def test_unused_permission_is_no_proof_of_collection() -> None:
    assert not {"pipl 6", "miit-164 1.2", "miit-337 2"} & cited("excess-permission-unused")


def test_an_sdk_in_the_app_is_no_proof_of_provision_to_others() -> None:
    assert not {"cac-191 5.1", "pipl 23", "miit-164 1.3"} & cited("undisclosed-sdk")


@pytest.mark.parametrize(
    ("owner", "is_trace"),
    [("Images$Media", False), ("Video$Media", False), ("Images$Thumbnails", True), ("Video$Thumbnails", True)],
)
def test_thumbnails_are_a_trace_since_image_loaders_carry_the_address(owner: str, is_trace: bool) -> None:
    """Glide has it in every app, renamed in most, so that it cannot be told from the app's own code."""
    (entry,) = [
        entry
        for entry in knowledge().apis
        if entry.class_name == f"android.provider.MediaStore${owner}" and entry.field == "EXTERNAL_CONTENT_URI"
    ]
    assert (entry.data, entry.weak) == (("photos_media",), is_trace)
