"""Parts of SDKs: what common code reads counts for the product in the app, or for the part itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.derive import derive
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.facts.derived import ConsistencyFact, DataAccessFact, SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact, PolicyDocumentFact
from appaudit.model.facts.package import AppFact, MetaDataFact
from appaudit.model.facts.third_party import SdkScopeFact
from appaudit.model.knowledge import DataType, Knowledge
from appaudit.model.sdks import SdkSignature, Signals
from appaudit.model.source import Source
from appaudit.report.draft_lists import draft_lists

SOURCES = (Source(title="test", checked="2026-11-27"),)


def sdk(id_: str, *, kind: str = "sdk", part_of: tuple[str, ...] = (), **signals: tuple[str, ...]) -> SdkSignature:
    return SdkSignature(
        id=id_,
        name=Bilingual(id_, id_),
        kind=kind,
        category="push",
        part_of=part_of,
        vendor="" if part_of else f"{id_} Ltd",
        signals=Signals(classes=(f"com.vendor.{id_}",), **signals),
        sources=SOURCES,
    )


KNOWLEDGE = Knowledge(
    sdks={
        item.id: item
        for item in (
            sdk("push", meta_data=("PUSH_KEY",)),
            sdk("login"),
            sdk("core", part_of=("push", "login")),
            sdk("tool", kind="library"),
        )
    },
    data_types={name: DataType(id=name, name=Bilingual(name, name)) for name in ("contacts", "imei")},
)


def derived(*present: str, read: str = "contacts", others: tuple[Fact, ...] = ()) -> FactSet:
    """An app with the code of some SDKs, in which `core` and `tool` read one type of data."""
    facts = FactSet(
        (
            AppFact(package="cn.own.shop"),
            PolicyDocumentFact(name="p", sha256="0", characters=9),
            *(NamespaceFact(name=f"com.vendor.{name}", classes=3) for name in ("tool", *present)),
            *(
                ApiCallFact(api="android.Api.get", caller=f"{owner}.A.b", caller_class=f"{owner}.A", data_types=(read,))
                for owner in ("com.vendor.core", "com.vendor.tool")
            ),
            *others,
        )
    )
    derive(facts, Coverage(), KNOWLEDGE, [])
    return facts


@pytest.mark.parametrize(
    ("present", "party", "part", "products"),
    [
        (("core", "push"), "push", "core", ("push",)),
        (("core", "login"), "login", "core", ("login",)),
        (("core", "login", "push"), "push", "core", ("push", "login")),
        (("core",), "core", "", ()),
    ],
)
def test_what_a_part_reads_counts_for_its_product_or_for_itself(
    present: tuple[str, ...], party: str, part: str, products: tuple[str, ...]
) -> None:
    facts = derived(*present)
    found = [(fact.party, fact.party_kind, fact.part) for fact in facts.of(DataAccessFact)]
    assert found == [(party, "sdk", part), ("tool", "library", "")]
    assert [(fact.party, fact.verdict) for fact in facts.of(ConsistencyFact)] == [(party, "omitted")]
    (core,) = [fact for fact in facts.of(SdkFact) if fact.id == "core"]
    assert (core.part_of, core.collects_data) == (products, not products)


def test_a_key_that_was_left_behind_is_no_product() -> None:
    facts = derived("core", others=(MetaDataFact(name="PUSH_KEY", value="1"),))
    assert {fact.id: fact.part_of for fact in facts.of(SdkFact)} == {"push": (), "core": (), "tool": ()}
    assert [fact.party for fact in facts.of(DataAccessFact)] == ["core", "tool"]


@pytest.mark.parametrize(("listed", "disclosed"), [("core", "policy"), ("login", "policy"), ("tool", "no")])
def test_a_part_is_disclosed_where_a_product_of_it_is(listed: str, disclosed: str) -> None:
    facts = derived("core", others=(DeclaredSdkFact(name=listed, sdk_id=listed, source="policy"),))
    (core,) = [fact for fact in facts.of(SdkFact) if fact.id == "core"]
    assert core.disclosed == disclosed


def row(name: str, *data_types: str) -> DeclaredSdkFact:
    return DeclaredSdkFact(
        name=name, sdk_id=name, source="sdk_list", is_listed=True, data=data_types, data_types=data_types
    )


@pytest.mark.parametrize(
    ("rows", "undeclared"),
    [
        ((row("push", "imei"),), {"push": ("contacts",)}),
        ((row("push", "imei"), row("login", "imei")), {"push": ("contacts",), "login": ()}),
        # Which of its products a part reads for cannot be told: the row of another one may name it.
        ((row("push", "imei"), row("login", "contacts")), {"push": (), "login": ()}),
        ((row("push", "contacts"),), {"push": ()}),
    ],
)
def test_rows_of_all_products_answer_for_a_part(
    rows: tuple[DeclaredSdkFact, ...], undeclared: dict[str, tuple[str, ...]]
) -> None:
    facts = derived("core", "push", "login", others=rows)
    assert {fact.sdk: fact.undeclared for fact in facts.of(SdkScopeFact)} == undeclared


@pytest.mark.parametrize(("present", "in_app"), [("core", "yes"), ("tool", "no")])
def test_a_listed_product_is_there_where_a_part_of_it_is(present: str, in_app: str) -> None:
    facts = derived(present, others=(row("push", "contacts"),))
    assert [fact.in_app for fact in facts.of(SdkScopeFact)] == [in_app]


@pytest.mark.parametrize(("present", "names"), [(("core", "push"), ["pushSDK"]), (("core",), ["coreSDK"])])
def test_a_draft_lists_the_product_with_what_its_part_reads(present: tuple[str, ...], names: list[str]) -> None:
    facts = derived(*present)
    drafts = draft_lists(
        Artifact(kind="apk", path="a.apk", sha256="0", size=1, platform="android"), facts, Coverage(), KNOWLEDGE
    )
    assert [line[1] for line in drafts.shared.rows] == names
    assert [line[5] for line in drafts.shared.rows] == ["contacts"]
    assert [(line[1], line[4]) for line in drafts.collected.rows] == [("contacts", names[0].removesuffix("SDK"))]


def test_documents_of_the_vendor_about_a_part_are_those_of_its_product() -> None:
    sdks = {
        **KNOWLEDGE.sdks,
        "push": replace(KNOWLEDGE.sdks["push"], collects=("imei",), statement=SOURCES[0]),
        "core": replace(KNOWLEDGE.sdks["core"], collects=("contacts",)),
    }
    facts = FactSet(
        (
            AppFact(package="cn.own.shop"),
            *(NamespaceFact(name=f"com.vendor.{name}", classes=3) for name in ("core", "push")),
            *(
                ApiCallFact(api="x", caller=f"com.vendor.core.A.{name}", caller_class="com.vendor.core.A",
                            data_types=(name,))
                for name in ("contacts", "imei", "sms")
            ),
        )
    )  # fmt: skip
    derive(facts, Coverage(), replace(KNOWLEDGE, sdks=sdks), [])
    assert [(fact.data_type, fact.documented) for fact in facts.of(DataAccessFact)] == [
        ("contacts", "yes"),
        ("imei", "yes"),
        ("sms", "no"),
    ]
