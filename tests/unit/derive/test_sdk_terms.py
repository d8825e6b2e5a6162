"""Third parties held against documents and app, from facts built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.derive.conduct import SdkConduct
from appaudit.derive.parties import Parties
from appaudit.derive.third_parties import sdk_scope_facts, sdk_terms_facts, unknown_party_facts
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.facts.conduct import SdkCallFact, UnknownStartFact
from appaudit.model.facts.derived import DataAccessFact, SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.facts.third_party import SdkScopeFact, SdkTermsFact, UnknownPartyFact
from appaudit.model.knowledge import DataType, Knowledge, PermissionInfo
from appaudit.model.sdks import SdkSignature, Signals
from appaudit.model.source import Source

SOURCES = (Source(title="test", checked="2026-11-24"),)


def sdk(identifier: str, **fields) -> SdkSignature:
    fields.setdefault("signals", Signals(classes=(f"com.{identifier}.sdk",)))
    return SdkSignature(
        id=identifier, name=Bilingual(f"{identifier}甲", identifier), category="push", sources=SOURCES, **fields
    )


TYPES = {
    "oaid": DataType(id="oaid", name=Bilingual("OAID", "OAID"), parent="device_identifier"),
    "device_identifier": DataType(
        id="device_identifier",
        name=Bilingual("标识", "id"),
        parent="device_information",
        umbrella=True,
        role="identifier",
    ),
    "device_model": DataType(id="device_model", name=Bilingual("型号", "model"), ordinary=True),
    "installed_apps": DataType(id="installed_apps", name=Bilingual("应用列表", "app list")),
    "location": DataType(id="location", name=Bilingual("位置", "location")),
    "location_precise": DataType(
        id="location_precise", name=Bilingual("精确位置", "precise location"), parent="location"
    ),
    "device_information": DataType(id="device_information", name=Bilingual("设备信息", "device"), umbrella=True),
}
KNOWLEDGE = Knowledge(
    shared_roots=frozenset({"io.github", "org.eclipse"}),
    sdks={
        "alpha": sdk("alpha", vendor="甲科技有限公司", collects=("oaid", "installed_apps", "location_precise")),
        "beta": sdk("beta", vendor="甲科技有限公司", collects=("oaid",)),
        "gamma": sdk("gamma", vendor="丙科技有限公司", collects=("oaid",)),
        "okhttp": sdk("okhttp", kind="library"),
    },
    data_types=TYPES,
    permissions={
        "FINE": PermissionInfo(
            name="FINE", protection="dangerous", label=Bilingual("定位", "location"), data=("location_precise",)
        ),
        "QUERY": PermissionInfo(
            name="QUERY", protection="special", label=Bilingual("查询", "query"), data=("installed_apps",)
        ),
    },
)


def row(name: str = "甲SDK", sdk_id: str = "alpha", **fields) -> DeclaredSdkFact:
    fields = {"purpose": "推送消息", "company": "甲科技有限公司", "data": ("OAID",), "data_types": ("oaid",), **fields}
    fields = {"link": "https://a.example.org/p", "is_listed": True, **fields}
    return DeclaredSdkFact(name=name, sdk_id=sdk_id, **fields)


def terms(*rows: Fact) -> list[SdkTermsFact]:
    return sdk_terms_facts(FactSet(rows), KNOWLEDGE)


def test_a_complete_row_misses_nothing() -> None:
    [fact] = terms(row())
    assert (fact.subject, fact.sdk, fact.missing, fact.collects_data) == ("alpha", "alpha", (), True)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"purpose": ""}, ("purpose",)),
        ({"purpose": "甲 SDK"}, ("purpose",)),
        ({"data": (), "data_types": ()}, ("data",)),
        ({"company": ""}, ("recipient",)),
        ({"link": ""}, ("contact",)),
        ({"link": "", "company": "甲公司 privacy@a.example.org"}, ()),
        ({"purpose": "", "company": "", "data": (), "link": ""}, ("purpose", "data", "recipient", "contact")),
    ],
)
def test_what_a_row_leaves_out(fields: dict, missing: tuple[str, ...]) -> None:
    assert terms(row(**fields))[0].missing == missing


def test_what_one_document_leaves_out_another_may_say() -> None:
    [fact] = terms(row(purpose="", source="policy"), row(name="甲推送", company="", link=""))
    assert (fact.missing, fact.sources) == ((), ("policy", "sdk_list"))


@pytest.mark.parametrize(
    "declared",
    [
        row(is_listed=False, purpose=""),
        row(sdk_id="okhttp", purpose=""),
        row(name="相机权限", sdk_id="", source="policy", purpose=""),
    ],
    ids=["running text or dependencies", "library", "another table of the policy"],
)
def test_what_declares_nothing_lacks_nothing(declared: DeclaredSdkFact) -> None:
    assert terms(declared) == []


def test_a_listed_name_that_nobody_knows_is_its_own_subject() -> None:
    [fact] = terms(row(name="某某SDK", sdk_id="", purpose=""))
    assert (fact.subject, fact.sdk, fact.missing, fact.collects_data) == ("某某SDK", "", ("purpose",), False)


def access(data_type: str, caller: str = "com.alpha.sdk.Reader.read", party: str = "alpha", **fields) -> DataAccessFact:
    kind = "unknown" if party == "app" else "sdk"
    return DataAccessFact(data_type=data_type, api="api", caller=caller, party=party, party_kind=kind, **fields)


def scope(*facts: Fact, gaps: tuple[Gap, ...] = ()) -> list[SdkScopeFact]:
    held = FactSet(facts)
    coverage = Coverage()
    coverage.add(gaps)
    return sdk_scope_facts(held, coverage, KNOWLEDGE, SdkConduct(held, KNOWLEDGE, Parties(held, KNOWLEDGE)))


PRESENT = SdkFact(id="alpha", name="甲")


def test_what_an_sdk_reads_beyond_its_row() -> None:
    [fact] = scope(row(), PRESENT, access("installed_apps"), access("oaid"))
    assert (fact.in_app, fact.undeclared, fact.callers) == ("yes", ("installed_apps",), ("com.alpha.sdk.Reader.read",))


@pytest.mark.parametrize(
    ("permissions", "named", "documented"),
    [
        ((), ("oaid",), ()),
        (("FINE",), ("oaid",), ("location_precise",)),
        ((), ("installed_apps",), ("oaid",)),
        (("FINE",), ("oaid", "location"), ()),
    ],
    ids=["not possible", "possible by a permission", "no identifier named", "named"],
)
def test_what_the_vendor_documents_and_the_app_makes_possible(permissions, named, documented) -> None:
    held = tuple(PermissionFact(name=name) for name in permissions)
    [fact] = scope(row(data_types=named), PRESENT, *held)
    assert fact.documented == documented


def test_a_wider_name_covers_a_narrower_type_and_an_umbrella_covers_nothing() -> None:
    wide = row(data_types=("location", "device_information"))
    [fact] = scope(wide, PRESENT, access("location_precise"), access("oaid"))
    assert fact.undeclared == ("oaid",)


@pytest.mark.parametrize(
    "reading",
    [
        access("installed_apps", permitted="no"),
        access("installed_apps", phase="dead"),
        access("installed_apps", certain=False),
        access("device_model"),
        access("installed_apps", party="beta"),
    ],
    ids=["no permission", "dead", "uncertain", "harmless", "another SDK's code"],
)
def test_what_is_not_read_by_the_sdk_is_not_missing_from_its_row(reading: DataAccessFact) -> None:
    assert scope(row(), PRESENT, reading)[0].undeclared == ()


def test_a_row_without_data_is_another_finding() -> None:
    [fact] = scope(row(data=(), data_types=()), PRESENT, access("installed_apps"))
    assert (fact.undeclared, fact.documented) == ((), ())


def test_a_switch_that_the_app_has_set_to_off_speaks_for_it() -> None:
    switch = SdkCallFact(
        sdk="alpha",
        api="com.alpha.sdk.Config.readApps",
        value="false",
        caller="com.app.Main.onCreate",
        caller_class="com.app.Main",
        action="switch",
        purpose="collection",
        setting="off",
        data_types=("installed_apps",),
        phase="other",
    )
    [fact] = scope(row(), PRESENT, access("installed_apps"), switch)
    assert fact.undeclared == ()
    assert fact.contrary == ("com.app.Main.onCreate → com.alpha.sdk.Config.readApps(false)",)


def test_a_listed_sdk_that_is_not_there() -> None:
    assert scope(row(sdk_id="gamma"), PRESENT)[0].in_app == "no"


def test_another_product_of_the_operator_may_be_what_was_meant() -> None:
    assert scope(row(sdk_id="beta"), PRESENT)[0].in_app == "yes"


def test_nothing_is_missing_from_an_app_that_was_not_read() -> None:
    gap = Gap(kind="namespace", level=CoverageLevel.NONE, reason="packed", part="x", detail=Bilingual("壳", "packed"))
    assert scope(row(sdk_id="gamma"), gaps=(gap,))[0].in_app == "unknown"


APP = AppFact(package="com.shop.app", launcher="com.shop.app.Main")


def unknown(*facts: Fact) -> list[UnknownPartyFact]:
    held = FactSet((APP, *facts))
    return unknown_party_facts(held, KNOWLEDGE, Parties(held, KNOWLEDGE))


def test_code_that_nobody_knows_and_that_reads_data() -> None:
    reader = access("oaid", caller="com.stranger.kit.a.Reader.read", party="app")
    [fact] = unknown(
        reader, NamespaceFact(name="com.stranger.kit.a", classes=3), NamespaceFact(name="com.stranger", classes=1)
    )
    assert (fact.name, fact.classes, fact.data_types, fact.uses_network) == ("com.stranger", 4, ("oaid",), False)
    assert fact.callers == ("com.stranger.kit.a.Reader.read",)


@pytest.mark.parametrize(
    ("callee", "way", "expected"),
    [
        ("com.stranger.kit.Kit", ("com.x.App.onCreate",), ("com.x.App.onCreate → com.stranger.kit.Kit.init",)),
        ("com.stranger.kit.Kit", ("com.x.App.onCreate", "com.stranger.kit.Job.run"), ()),
        ("com.other.kit.Kit", ("com.x.App.onCreate",), ()),
    ],
)
def test_code_that_nobody_knows_is_handed_a_context_at_launch(callee, way, expected) -> None:
    reader = access("oaid", caller="com.stranger.kit.a.Reader.read", party="app")
    start = UnknownStartFact(
        api=f"{callee}.init", callee_class=callee, caller=way[-1], caller_class=way[-1], phase="pre_consent", chain=way
    )
    [fact] = unknown(reader, start)
    assert (fact.name, fact.starts) == ("com.stranger", expected)


def test_code_that_nobody_knows_and_that_opens_connections() -> None:
    call = ApiCallFact(
        api="java.net.URL.openConnection", caller="io.github.someone.Net.get", caller_class="io.github.someone.Net",
        permissions=("android.permission.INTERNET",), role="permission",
    )  # fmt: skip
    [fact] = unknown(call)
    assert (fact.name, fact.uses_network, fact.data_types) == ("io.github.someone", True, ())


def test_code_beside_a_known_product_is_named_apart_from_it() -> None:
    reader = access("oaid", caller="com.alpha.extra.core.Reader.read", party="app")
    [fact] = unknown(
        reader, NamespaceFact(name="com.alpha.extra.core", classes=3), NamespaceFact(name="com.alpha.sdk", classes=900)
    )
    assert (fact.name, fact.classes) == ("com.alpha.extra", 3)


@pytest.mark.parametrize(
    ("present", "reader", "names"),
    [
        ("alpha", "com.alpha.extra.Reader.read", []),
        # The company's SDK is not in the app, it is a library, and companies that share a root.
        ("gamma", "com.alpha.extra.Reader.read", ["com.alpha.extra"]),
        ("okhttp", "com.okhttp.extra.Reader.read", ["com.okhttp.extra"]),
        ("delta", "com.alliance.extra.Reader.read", ["com.alliance.extra"]),
    ],
)
def test_more_code_of_a_company_whose_sdk_is_in_the_app_is_that_companys(
    present: str, reader: str, names: list[str]
) -> None:
    shared = {
        "delta": sdk("delta", vendor="丁科技有限公司", signals=Signals(classes=("com.alliance.delta",))),
        "zeta": sdk("zeta", vendor="己科技有限公司", signals=Signals(classes=("com.alliance.zeta",))),
    }
    knowledge = replace(KNOWLEDGE, sdks={**KNOWLEDGE.sdks, **shared})
    fact = SdkFact(id=present, name=present, category="push")
    held = FactSet((APP, fact, access("oaid", caller=reader, party="app")))
    assert [each.name for each in unknown_party_facts(held, knowledge, Parties(held, knowledge))] == names


@pytest.mark.parametrize(
    ("package", "label", "reader", "names"),
    [
        ("com.dandelion.launcher", "", "com.dandelionmarket.Reader.read", []),
        ("br.dandelion.launcher", "", "com.dandelion.kit.Reader.read", []),
        ("com.fos", "Dandelion Pay", "com.dandelion.kit.Reader.read", []),
        # Another name, a word of a label within a longer one, a short one, and that of a company whose SDK is known.
        ("com.dandelion.launcher", "", "com.dandeli.kit.Reader.read", ["com.dandeli"]),
        ("com.fos", "Dandelion Pay", "com.dandelionmarket.Reader.read", ["com.dandelionmarket"]),
        ("com.shop.app", "", "com.shopper.Reader.read", ["com.shopper"]),
        ("com.fos", "Okhttp", "com.okhttp.extra.Reader.read", ["com.okhttp.extra"]),
    ],
)
def test_code_that_bears_the_name_of_the_developer_is_the_apps(
    package: str, label: str, reader: str, names: list[str]
) -> None:
    app = AppFact(package=package, label=label, launcher=f"{package}.Main")
    held = FactSet((app, access("oaid", caller=reader, party="app")))
    assert [each.name for each in unknown_party_facts(held, KNOWLEDGE, Parties(held, KNOWLEDGE))] == names


def test_what_is_published_under_a_name_that_many_share_is_named_by_three_parts() -> None:
    reader = access("oaid", caller="org.eclipse.someone.core.Reader.read", party="app")
    assert [fact.name for fact in unknown(reader)] == ["org.eclipse.someone"]


@pytest.mark.parametrize(
    "reader",
    [
        access("oaid", caller="com.alpha.sdk.Reader.read"),
        access("device_model", caller="com.stranger.Reader.read", party="app"),
        access("oaid", caller="com.stranger.Reader.read", party="app", phase="dead"),
        access("oaid", caller="a.b.c.read", party="app"),
        access("oaid", caller="com.a.b.c.read", party="app"),
    ],
    ids=["known", "harmless", "dead", "renamed", "renamed below com"],
)
def test_what_needs_nobodys_review(reader: DataAccessFact) -> None:
    assert unknown(reader) == []
