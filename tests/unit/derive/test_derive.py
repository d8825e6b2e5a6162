"""Derived facts: parties, SDKs, permission need, consistency, packers, each from facts built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.derive import derive
from appaudit.derive.consistency import judge
from appaudit.derive.parties import Parties, own_root
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact, SensorUseFact
from appaudit.model.facts.derived import (
    ConsistencyFact,
    DataAccessFact,
    LimitationFact,
    PermissionUseFact,
    SdkFact,
    SdkSignal,
    SensorFact,
)
from appaudit.model.facts.documents import ClauseFact, DeclaredSdkFact, MentionFact, PolicyDocumentFact
from appaudit.model.facts.package import AppFact, ComponentFact, NativeLibraryFact, PackerFact, PermissionFact
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.model.knowledge import ApiEntry, DataType, Knowledge, PermissionInfo
from appaudit.model.location import Location
from appaudit.model.sdks import SdkSignature, Signals
from appaudit.model.source import Source

DETAIL = Bilingual("说明", "detail")
NAME = Bilingual("名", "name")
SOURCES = (Source(title="test", checked="2026-11-24"),)
CONTACTS = "android.permission.READ_CONTACTS"
SMS = "android.permission.RECEIVE_SMS"
BACKGROUND = "android.permission.ACCESS_BACKGROUND_LOCATION"
FINE = "android.permission.ACCESS_FINE_LOCATION"
COARSE = "android.permission.ACCESS_COARSE_LOCATION"
BLUETOOTH = "android.permission.BLUETOOTH"
QUERY = "android.permission.QUERY_ALL_PACKAGES"


def signature(id_: str, kind: str = "sdk", category: str = "push", **signals: tuple[str, ...]) -> SdkSignature:
    return SdkSignature(
        id=id_, name=Bilingual(id_, id_), category=category, kind=kind, signals=Signals(**signals), sources=SOURCES
    )


KNOWLEDGE = Knowledge(
    shared_roots=frozenset({"com.github"}),
    sdks={
        item.id: item
        for item in (
            signature("wide", classes=("com.vendor",)),
            signature("narrow", category="ads", classes=("com.vendor.ads",), excluded_classes=("com.vendor.ads.stub",)),
            signature("native", native_libraries=("libnative.so",)),
            replace(signature("part", classes=("com.part",)), carried_by=("wide", "native")),
            signature("renamed", classes=("com.renamed",), strings=("log.renamed.com",)),
            signature("helper", kind="library", classes=("org.helper",)),
            signature("shell", kind="packer", application_classes=("com.shell.App",)),
        )
    },
    apis=(ApiEntry(string="android.provider.Telephony.SMS_RECEIVED", permissions=(SMS,), role="permission"),),
    permissions={
        item.name: item
        for item in (
            PermissionInfo(name=CONTACTS, protection="dangerous", label=NAME, data=("contacts",)),
            PermissionInfo(name=SMS, protection="dangerous", label=NAME, data=("sms",)),
            PermissionInfo(name=FINE, protection="dangerous", label=NAME, data=("location_precise",)),
            PermissionInfo(name=BACKGROUND, protection="dangerous", label=NAME, follows=(FINE,)),
            PermissionInfo(name=BLUETOOTH, protection="privacy", label=NAME, enforced=True),
            PermissionInfo(name=QUERY, protection="privacy", label=NAME),
        )
    },
    data_types={
        item.id: item
        for item in (
            DataType(id="device_information", name=NAME, umbrella=True),
            DataType(id="imei", name=NAME, parent="device_information"),
            DataType(id="contacts", name=NAME),
            DataType(id="location", name=NAME),
            DataType(id="location_precise", name=NAME, parent="location", blurred="location_coarse"),
        )
    },
)
APP = AppFact(package="cn.own.shop", launcher="cn.own.shop.MainActivity", application_class="cn.own.shop.App")


def derived(*facts: Fact, gaps: tuple[Gap, ...] = (), entries: tuple[str, ...] = ()) -> tuple[FactSet, Coverage]:
    fact_set, coverage = FactSet((APP, *facts)), Coverage()
    coverage.add(gaps)
    derive(fact_set, coverage, KNOWLEDGE, list(entries))
    return fact_set, coverage


def call(caller_class: str, permission: str = "", data: str = "contacts") -> ApiCallFact:
    return ApiCallFact(
        api="android.Api.get",
        caller=f"{caller_class}.run",
        caller_class=caller_class,
        data_types=(data,),
        permissions=(permission,) if permission else (),
    )


def use_of(facts: FactSet, name: str) -> tuple[str, tuple[str, ...]]:
    return next((fact.used, fact.used_by) for fact in facts.of(PermissionUseFact) if fact.name == name)


@pytest.mark.parametrize(
    ("class_name", "party", "kind"),
    [
        ("com.vendor.Core", "wide", "sdk"),
        ("com.vendor.ads.View$1", "narrow", "sdk"),
        ("com.vendor.adsense.View", "wide", "sdk"),
        ("com.vendor.ads.stub.Empty", "app", "unknown"),
        ("org.helper.Tool", "helper", "library"),
        ("cn.own.net.Client", "app", "app"),
        ("io.nobody.Thing", "app", "unknown"),
        ("a.b.c", "renamed", "unknown"),
        ("o0$a", "renamed", "unknown"),
        ("cn.own.a.b", "app", "app"),
        ("com.vendor.ads.a.b", "narrow", "sdk"),
        ("c.word.Thing", "app", "unknown"),
    ],
)
def test_the_longest_prefix_decides_whose_a_class_is(class_name: str, party: str, kind: str) -> None:
    found = Parties(FactSet([APP]), KNOWLEDGE).of(class_name)
    assert (found.id, found.kind) == (party, kind)


@pytest.mark.parametrize(
    ("package", "root"), [("cn.own.shop", "cn.own"), ("com.github.someone.app", "com.github.someone"), ("one", "one")]
)
def test_an_owner_is_named_by_two_parts_or_three_under_shared_roots(package: str, root: str) -> None:
    assert own_root(package, KNOWLEDGE.shared_roots) == root


def test_defined_classes_prove_an_sdk_and_go_to_the_longest_prefix() -> None:
    facts, _ = derived(
        NamespaceFact(name="com.vendor.ads.view", classes=3), NamespaceFact(name="com.vendor.ads.stub", classes=9)
    )
    assert [(sdk.id, sdk.confidence, [s.text for s in sdk.signals]) for sdk in facts.of(SdkFact)] == [
        ("narrow", "high", ["classes com.vendor.ads.* (3)"])
    ]


def test_a_native_library_alone_proves_an_sdk_with_less_confidence() -> None:
    facts, _ = derived(NativeLibraryFact(name="libnative.so"))
    assert [(sdk.id, sdk.confidence) for sdk in facts.of(SdkFact)] == [("native", "medium")]


@pytest.mark.parametrize(
    ("listed", "beside", "carried_by"),
    [
        ((), (), ""),
        ((), ("com.vendor",), "wide"),
        ((), ("com.vendor.ads",), ""),
        (("wide",), ("com.vendor",), "wide"),
        # Whoever is listed answers before others.
        (("native",), ("com.vendor",), "native"),
        # What is listed itself needs nobody.
        (("part",), ("com.vendor",), ""),
    ],
)
def test_what_another_sdk_brings_along(listed: tuple[str, ...], beside: tuple[str, ...], carried_by: str) -> None:
    facts, _ = derived(
        PolicyDocumentFact(name="p", sha256="0", characters=9),
        *(DeclaredSdkFact(name=name, sdk_id=name, source="policy") for name in listed),
        *(NamespaceFact(name=name, classes=3) for name in ("com.part", *beside)),
        NativeLibraryFact(name="libnative.so") if "native" in listed else NamespaceFact(name="org.other", classes=1),
    )
    (part,) = [sdk for sdk in facts.of(SdkFact) if sdk.id == "part"]
    assert part.carried_by == carried_by
    assert {sdk.carried_by for sdk in facts.of(SdkFact) if sdk.id != "part"} <= {""}


def test_a_text_of_its_own_proves_a_renamed_sdk_with_less_confidence() -> None:
    text = SdkStringFact(sdk="renamed", text="log.renamed.com", location=Location(path="classes2.dex"))
    facts, _ = derived(text)
    assert [(sdk.id, sdk.confidence, sdk.signals, sdk.location.path) for sdk in facts.of(SdkFact)] == [
        ("renamed", "medium", (SdkSignal(kind="string", value="log.renamed.com"),), "classes2.dex")
    ]
    # Where its classes have their names, they say more.
    facts, _ = derived(text, NamespaceFact(name="com.renamed.log", classes=4))
    assert [(sdk.confidence, [s.text for s in sdk.signals]) for sdk in facts.of(SdkFact)] == [
        ("high", ["classes com.renamed.* (4)"])
    ]


@pytest.mark.parametrize(
    ("documents", "disclosed"),
    [
        ((), "unknown"),
        ((PolicyDocumentFact(name="p", sha256="0", characters=9),), "no"),
        ((DeclaredSdkFact(name="n", sdk_id="native", source="sdk_list"),), "sdk_list"),
        (
            (
                DeclaredSdkFact(name="n", sdk_id="native", source="sdk_list"),
                DeclaredSdkFact(name="n", sdk_id="native", source="policy"),
            ),
            "both",
        ),
    ],
)
def test_where_an_sdk_is_disclosed(documents: tuple[Fact, ...], disclosed: str) -> None:
    facts, _ = derived(NativeLibraryFact(name="libnative.so"), *documents)
    assert [sdk.disclosed for sdk in facts.of(SdkFact)] == [disclosed]


@pytest.mark.parametrize(
    ("documents", "vendor_named"),
    [
        ((DeclaredSdkFact(name="甲公司", vendor_of=("native",), source="policy"),), True),
        ((DeclaredSdkFact(name="乙公司", vendor_of=("other",), source="policy"),), False),
        (
            (
                DeclaredSdkFact(name="甲公司", vendor_of=("native",), source="policy"),
                DeclaredSdkFact(name="n", sdk_id="native", source="policy"),
            ),
            False,
        ),
    ],
    ids=["company alone", "another company", "company and SDK"],
)
def test_a_company_that_is_named_does_not_disclose_its_sdk(documents: tuple[Fact, ...], vendor_named: bool) -> None:
    policy = PolicyDocumentFact(name="p", sha256="0", characters=9)
    facts, _ = derived(NativeLibraryFact(name="libnative.so"), policy, *documents)
    assert [sdk.vendor_named for sdk in facts.of(SdkFact)] == [vendor_named]
    assert all((sdk.disclosed == "no") == ("n" not in {d.name for d in documents}) for sdk in facts.of(SdkFact))


def test_an_sdk_list_behind_a_link_leaves_disclosure_open() -> None:
    gap = Gap(
        kind="clause",
        level=CoverageLevel.PARTIAL,
        reason="linked",
        part="p",
        detail=DETAIL,
        subject="sdk_list",
    )
    facts, coverage = derived(
        NativeLibraryFact(name="libnative.so"), PolicyDocumentFact(name="p", sha256="0", characters=9), gaps=(gap,)
    )
    assert [sdk.disclosed for sdk in facts.of(SdkFact)] == ["unknown"]
    assert coverage.level("sdk") is CoverageLevel.PARTIAL


def test_a_permission_is_used_by_the_parties_that_call_for_it() -> None:
    facts, _ = derived(PermissionFact(name=CONTACTS), call("cn.own.shop.A", CONTACTS), call("com.vendor.B", CONTACTS))
    assert use_of(facts, CONTACTS) == ("yes", ("app", "wide"))


def test_a_permission_that_code_of_nobody_uses_is_not_told_as_the_app_s_own() -> None:
    facts, _ = derived(PermissionFact(name=CONTACTS), call("cn.own.shop.A"), call("net.elsewhere.B", CONTACTS))
    assert use_of(facts, CONTACTS) == ("yes", ("unknown",))


def test_a_permission_nobody_uses_is_unused_only_when_all_code_was_read() -> None:
    unread = Gap(
        kind="api_call",
        level=CoverageLevel.PARTIAL,
        reason="unreadable",
        part="classes2.dex",
        detail=DETAIL,
    )
    assert use_of(derived(PermissionFact(name=CONTACTS))[0], CONTACTS) == ("no", ())
    assert use_of(derived(PermissionFact(name=CONTACTS), gaps=(unread,))[0], CONTACTS) == ("unknown", ())


def test_library_code_alone_does_not_decide_a_permission() -> None:
    facts, _ = derived(PermissionFact(name=CONTACTS), call("org.helper.Tool", CONTACTS))
    assert use_of(facts, CONTACTS) == ("unknown", ("helper",))


def test_a_receiver_of_the_action_is_the_use() -> None:
    receiver = ComponentFact(
        type="receiver", name="cn.own.shop.SmsReceiver", actions=("android.provider.Telephony.SMS_RECEIVED",)
    )
    facts, _ = derived(PermissionFact(name=SMS), receiver, NamespaceFact(name="cn.own.shop", classes=1))
    assert use_of(facts, SMS) == ("yes", ("app",))


def test_a_permission_without_an_api_follows_the_one_it_extends() -> None:
    facts, _ = derived(PermissionFact(name=BACKGROUND), PermissionFact(name=FINE), call("cn.own.shop.A", FINE))
    assert use_of(facts, BACKGROUND) == ("unknown", ())
    assert use_of(derived(PermissionFact(name=BACKGROUND))[0], BACKGROUND) == ("no", ())


@pytest.mark.parametrize(
    ("declared", "given"),
    [((COARSE,), "location_coarse"), ((FINE, COARSE), "location_precise"), ((FINE,), "location_precise")],
)
def test_a_position_is_as_precise_as_the_permission(declared: tuple[str, ...], given: str) -> None:
    permissions = [PermissionFact(name=name) for name in declared]
    facts, _ = derived(*permissions, call("cn.own.shop.A", FINE, "location_precise"))
    assert [fact.data_type for fact in facts.of(DataAccessFact)] == [given]


@pytest.mark.parametrize(
    ("needed", "declared", "permitted"),
    [(BLUETOOTH, FINE, "no"), (BLUETOOTH, BLUETOOTH, "yes"), (QUERY, FINE, "yes")],
)
def test_a_call_is_refused_without_a_permission_that_nobody_is_asked_for(
    needed: str, declared: str, permitted: str
) -> None:
    facts, _ = derived(call("cn.own.shop.A", needed), PermissionFact(name=declared))
    assert [fact.permitted for fact in facts.of(DataAccessFact)] == [permitted]


def test_a_call_without_its_dangerous_permission_is_no_practice() -> None:
    policy = PolicyDocumentFact(name="p", sha256="0", characters=9)
    without, _ = derived(policy, call("cn.own.shop.A", CONTACTS))
    granted, _ = derived(policy, call("cn.own.shop.A", CONTACTS), PermissionFact(name=CONTACTS))
    assert [fact.permitted for fact in without.of(DataAccessFact)] == ["no"]
    assert without.of(ConsistencyFact) == []
    assert [fact.verdict for fact in granted.of(ConsistencyFact)] == ["omitted"]


def test_nothing_is_omitted_from_a_policy_of_which_a_part_was_not_read() -> None:
    policy = PolicyDocumentFact(name="p", sha256="0", characters=9)
    detail = Bilingual("无法读取", "cannot be read")
    gap = Gap(kind="mention", level=CoverageLevel.PARTIAL, reason="unreadable", part="annex.doc", detail=detail)
    facts = FactSet([policy, call("cn.own.shop.A", CONTACTS), PermissionFact(name=CONTACTS)])
    derive(facts, Coverage([gap]), KNOWLEDGE, [])
    assert facts.of(ConsistencyFact) == []
    # What the part that was read denies stays denied.
    facts = FactSet([*facts.of(PolicyDocumentFact), call("cn.own.shop.A", CONTACTS), PermissionFact(name=CONTACTS)])
    facts.add([MentionFact(data_type="contacts", polarity="deny")])
    derive(facts, Coverage([gap]), KNOWLEDGE, [])
    assert [fact.verdict for fact in facts.of(ConsistencyFact)] == ["incorrect"]


def test_a_wider_term_that_is_no_umbrella_discloses() -> None:
    assert judge("location_precise", [MentionFact(data_type="location")], KNOWLEDGE)[0] == "clear"
    assert judge("location", [MentionFact(data_type="location_precise")], KNOWLEDGE)[0] == "clear"


def test_a_packer_leaves_no_code_to_judge() -> None:
    app = AppFact(package="cn.own.shop", application_class="com.shell.App")
    facts, coverage = FactSet([app, PermissionFact(name=CONTACTS), ClauseFact(id="x", status="present")]), Coverage()
    derive(facts, coverage, KNOWLEDGE, [])
    assert [fact.id for fact in facts.of(PackerFact)] == ["shell"]
    assert coverage.level("api_call") is CoverageLevel.NONE
    assert use_of(facts, CONTACTS) == ("unknown", ())
    assert ("code", "none", "packed") in {(item.area, item.level, item.reason) for item in facts.of(LimitationFact)}


def test_components_without_code_are_a_shell_of_unknown_make() -> None:
    components = [ComponentFact(type="activity", name=f"cn.own.shop.hidden.A{number}") for number in range(4)]
    _, coverage = derived(*components, NamespaceFact(name="cn.own.stub", classes=1))
    assert coverage.level("api_call") is CoverageLevel.NONE
    _, coverage = derived(*components, NamespaceFact(name="cn.own.shop.hidden", classes=4))
    assert coverage.level("api_call") is CoverageLevel.COMPLETE


def test_a_package_without_any_code_is_not_called_packed() -> None:
    components = [ComponentFact(type="activity", name=f"cn.own.shop.A{number}") for number in range(4)]
    _, coverage = derived(*components)
    assert {gap.reason for gap in coverage.gaps if gap.kind == "api_call"} == {"unreadable"}
    assert coverage.level("api_call") is CoverageLevel.NONE


@pytest.mark.parametrize(
    ("use", "verdict"),
    [
        (SensorUseFact(class_name="com.vendor.ads.S", listens=True, compares=True, jumps=True), "shake"),
        (SensorUseFact(class_name="com.vendor.ads.S", listens=True, sensor_types=(1,), jumps=True), "sensor_only"),
        (SensorUseFact(class_name="com.vendor.ads.S", listens=True, shake_words=("call of onShake",)), "sensor_only"),
        (SensorUseFact(class_name="com.vendor.ads.S", listens=True, sensor_types=(1,)), "sensor_only"),
        (SensorUseFact(class_name="com.vendor.ads.S", listens=True, sensor_types=(19,), jumps=True), "sensor_only"),
        (SensorUseFact(class_name="com.vendor.ads.S", shake_words=("x",)), "refers"),
    ],
)
def test_sensors_alone_are_not_shake(use: SensorUseFact, verdict: str) -> None:
    facts, _ = derived(use)
    assert [(fact.party, fact.verdict) for fact in facts.of(SensorFact)] == [("narrow", verdict)]


@pytest.mark.parametrize(("phase", "used"), [("dead", ("no", ())), ("other", ("yes", ("wide",)))])
def test_code_that_nothing_calls_uses_no_permission(phase: str, used: tuple[str, tuple[str, ...]]) -> None:
    read = replace(call("com.vendor.Core", CONTACTS), phase=phase)
    facts, _ = derived(PermissionFact(name=CONTACTS), read)
    assert use_of(facts, CONTACTS) == used
    (fact,) = facts.of(PermissionUseFact)
    assert (fact.reason, fact.reason_names) == (("dead_code", ("wide",)) if phase == "dead" else ("", ()))
