"""What was recognised of renamed code: whose reads are whose, what proves an SDK, and whether its start was seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.derive import derive
from appaudit.derive.parties import Parties
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact, RenamedCodeFact, RenamedMethod
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.facts.derived import DataAccessFact, SdkFact, SdkSignal
from appaudit.model.facts.package import AppFact
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals

KNOWLEDGE = Knowledge(
    sdks={
        "lark": SdkSignature(
            id="lark", name=Bilingual("云雀", "Lark"), category="ads", sources=(),
            signals=Signals(classes=("cn.lark",), strings=("log.lark.cn",)),
            startup=SdkStartup(start=("cn.lark.Sdk.init",), safe=("cn.lark.Sdk.preInit",)),
        ),
        "http": SdkSignature(id="http", name=Bilingual("网络库", "Http"), category="library", kind="library",
                             signals=Signals(classes=("org.http",)), sources=()),
    }
)  # fmt: skip
APP = AppFact(package="my.shop")
CODE = RenamedCodeFact(
    party="lark", classes=("a.a", "a.b"), recognised=5, identified=("cn.lark.Sdk",),
    methods=(RenamedMethod(name="a.a.b()V", original="cn.lark.Sdk.preInit"),),
)  # fmt: skip
UNTOLD = replace(CODE, identified=(), methods=())
START = SdkCallFact(
    sdk="lark", api="cn.lark.Sdk.init", action="start", caller="my.shop.App.onCreate", caller_class="my.shop.App",
    phase="pre_consent",
)  # fmt: skip


def derived(*facts: Fact) -> tuple[FactSet, Coverage]:
    found, coverage = FactSet([APP, *facts]), Coverage()
    derive(found, coverage, KNOWLEDGE, [])
    return found, coverage


def sdk(*facts: Fact) -> SdkFact:
    return next(fact for fact in derived(*facts)[0].of(SdkFact) if fact.id == "lark")


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("a.a", ("lark", "sdk")),
        ("b.c", ("http", "library")),
        ("a.c", ("app", "app")),
        ("a.d", ("renamed", "unknown")),
        ("my.shop.App", ("app", "app")),
    ],
)
def test_a_recognised_class_is_its_owners(name: str, party: tuple[str, str]) -> None:
    facts = FactSet(
        [APP, CODE, RenamedCodeFact(party="http", classes=("b.c",)), RenamedCodeFact(party="app", classes=("a.c",))]
    )
    found = Parties(facts, KNOWLEDGE).of(name)
    assert (found.id, found.kind) == party


def test_a_class_whose_name_says_whose_it_is_stays_that() -> None:
    facts = FactSet([APP, RenamedCodeFact(party="lark", classes=("my.shop.Page", "org.http.Call"))])
    parties = Parties(facts, KNOWLEDGE)
    assert [parties.of(name).id for name in ("my.shop.Page", "org.http.Call")] == ["app", "http"]


@pytest.mark.parametrize(("recognised", "confidence"), [(5, "high"), (2, "medium")])
def test_renamed_classes_prove_an_sdk(recognised: int, confidence: str) -> None:
    found = sdk(replace(CODE, recognised=recognised))
    assert found.signals == (SdkSignal(kind="renamed classes", value="a.a", classes=2),)
    assert (found.signals[0].text, found.confidence) == ("renamed classes a.a, … (2)", confidence)


def test_a_start_that_could_not_be_seen_is_unknown_and_a_gap() -> None:
    facts, coverage = derived(UNTOLD)
    (found,) = facts.of(SdkFact)
    assert (found.start, found.start_hidden) == ("unknown", True)
    (gap,) = coverage.gaps_of("sdk_call")
    assert (gap.level, gap.reason, gap.subject, gap.part) == (CoverageLevel.PARTIAL, "renamed", "lark", "云雀")


@pytest.mark.parametrize(
    "facts",
    [
        (CODE,),  # its class was found, and nothing calls it
        (NamespaceFact(name="cn.lark", classes=9),),  # nothing was renamed
        (NamespaceFact(name="org.http", classes=9),),  # it is not there
    ],
)
def test_where_the_start_would_have_been_seen_nothing_is_hidden(facts: tuple[Fact, ...]) -> None:
    found, coverage = derived(*facts)
    assert not any(fact.start_hidden for fact in found.of(SdkFact))
    assert coverage.gaps_of("sdk_call") == []


def test_an_sdk_known_by_its_host_alone_hides_its_start() -> None:
    host = SdkStringFact(sdk="lark", text="log.lark.cn")
    assert sdk(host, NamespaceFact(name="a.b", classes=9)).start_hidden
    assert not sdk(host).start_hidden  # scripts that name the host have no classes that could have been renamed


def test_a_start_that_was_found_leaves_no_gap() -> None:
    facts, coverage = derived(UNTOLD, START)
    assert [fact.start for fact in facts.of(SdkFact)] == ["pre_consent"]
    assert coverage.gaps_of("sdk_call") == []


@pytest.mark.parametrize(("step", "safe"), [("a.a.b()V", True), ("a.a.b(I)V", False)])
def test_a_safe_start_is_one_under_its_new_name_too(step: str, safe: bool) -> None:
    read = ApiCallFact(
        api="x", caller="a.b.c", caller_class="a.b", data_types=("imei",), phase="pre_consent",
        chain=("my.shop.App.onCreate()V", step, "a.b.c()V"),
    )  # fmt: skip
    facts, _ = derived(CODE, read)
    assert [fact.safe_start for fact in facts.of(DataAccessFact)] == [safe]
