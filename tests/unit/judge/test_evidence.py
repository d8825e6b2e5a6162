"""Evidence: every kind of fact reads as somebody meant it to, and each line says which fact it shows."""

from __future__ import annotations

from dataclasses import replace

from appaudit.judge.evidence import PLAIN, evidence_of, lines_of
from appaudit.model.condition import Condition
from appaudit.model.destination import Destination
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.facts.conduct import SelfStartFact
from appaudit.model.facts.derived import ConsistencyFact, DataAccessFact, SdkFact, SdkSignal
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.facts.package import PermissionFact
from appaudit.model.facts.third_party import SdkScopeFact
from appaudit.model.finding import FactRef
from appaudit.model.location import Location, Quote


def test_every_kind_of_fact_has_a_wording_of_its_own_or_is_plain_on_purpose() -> None:
    worded = {cls for cls in FACT_KINDS.values() if lines_of.dispatch(cls) is not lines_of.dispatch(Fact)}
    assert worded | PLAIN == set(FACT_KINDS.values())
    assert worded & PLAIN == set()


def test_a_plain_fact_reads_as_its_identity() -> None:
    (line,) = evidence_of(PermissionFact(name="android.permission.CAMERA"), "primary")
    assert (line.role, line.text) == ("primary", "android.permission.CAMERA")
    assert line.fact == FactRef(kind="permission", key=("android.permission.CAMERA",))


def test_the_signals_of_an_sdk_are_data() -> None:
    signals = (SdkSignal(kind="classes", value="com.a.b", classes=3), SdkSignal(kind="native library", value="libb.so"))
    lines = evidence_of(SdkFact(id="b", name="B", signals=signals), "primary")
    assert [(line.text, line.signal) for line in lines] == [
        ("classes com.a.b.* (3)", signals[0]),
        ("native library libb.so", signals[1]),
    ]
    assert {line.fact for line in lines} == {FactRef(kind="sdk", key=("b",))}


def test_a_practice_refers_to_the_accesses_behind_it_and_quotes_to_the_practice() -> None:
    fact = ConsistencyFact(
        data_type="imei",
        party="app",
        party_kind="app",
        verdict="vague",
        apis=("T.getImei", "T.getDeviceId"),
        callers=("com.x.A.read", "com.x.B.read"),
        quotes=(Quote(document="p.html", text="设备信息", start=3, end=7),),
        location=Location(path="classes.dex", symbol="com.x.A.read"),
    )
    assert [(line.text, line.fact) for line in evidence_of(fact, "primary")] == [
        ("com.x.A.read → T.getImei", FactRef(kind="data_access", key=("imei", "T.getImei", "com.x.A.read"))),
        ("com.x.B.read → T.getDeviceId", FactRef(kind="data_access", key=("imei", "T.getDeviceId", "com.x.B.read"))),
        ("设备信息", FactRef(kind="consistency", key=("imei", "app", "app"))),
    ]


def test_what_speaks_for_the_app_refers_to_its_fact_too() -> None:
    fact = SdkScopeFact(sdk="jpush", name="极光推送", contrary=("com.x.App.onCreate → setAuth(false)",))
    (_, against) = evidence_of(fact, "primary")
    assert (against.role, against.fact) == ("contrary", FactRef(kind="sdk_scope", key=("jpush",)))
    assert (against.text, against.in_language("en")) == (fact.contrary[0], fact.contrary[0])


def test_what_an_access_depends_on_and_where_its_value_goes_is_said_in_each_language() -> None:
    fact = DataAccessFact(
        data_type="imei",
        api="T.getImei",
        caller="com.x.A.read",
        party="app",
        party_kind="app",
        conditions=(Condition(kind="device", subject="Build.MODEL", method="com.x.A.read"),),
        destinations=(Destination(to="log", api="Log.d", method="com.x.A.read"),),
    )
    shown, goes, depends = evidence_of(fact, "primary")
    assert shown.said is None
    assert (goes.role, goes.in_language("zh")) == ("related", "读取的信息写入日志：Log.d · com.x.A.read")
    assert (depends.role, depends.in_language("en")) == (
        "contrary", "depends on the system or the device: Build.MODEL · com.x.A.read"
    )  # fmt: skip
    assert {line.fact for line in (shown, goes, depends)} == {FactRef.to(fact)}


def test_what_is_seen_to_go_nowhere_names_the_place_that_reads_it() -> None:
    """A finding has many places that read, and the others may well use what they read."""
    fact = DataAccessFact(
        data_type="imei",
        api="T.getImei",
        caller="com.x.A.read()V",
        party="app",
        party_kind="app",
        phase="pre_consent",
        destinations=(Destination(to="nowhere"),),
    )
    (_, goes) = evidence_of(fact, "primary")
    assert (goes.role, goes.in_language("zh")) == ("contrary", "读取的信息没有看到被使用：com.x.A.read")
    assert goes.in_language("en") == "what is read is not seen to be used: com.x.A.read"


def test_a_way_of_conduct_too_is_cut_in_its_middle() -> None:
    ways = [tuple(f"com.x.Step.n{index}" for index in range(count)) for count in (8, 9)]
    facts = [
        SelfStartFact(mechanism="alarm", subject="com.x.Alarm", phase="pre_consent", chain=way, caller=way[-1])
        for way in ways
    ]
    assert [evidence_of(fact, "primary")[0].way for fact in facts] == [(), ways[1]]  # the middle is not lost
    whole, cut = (evidence_of(fact, "primary")[0].text for fact in facts)
    assert ("…" in whole, whole.count("→")) == (False, 8)
    assert ("com.x.Step.n3 → … → com.x.Step.n5" in cut, cut.count("→")) == (True, 9)


def test_a_list_in_a_key_is_its_entries() -> None:
    fact = PermissionRequestFact(caller="com.x.A.ask", caller_class="com.x.A", permissions=("CAMERA", "RECORD_AUDIO"))
    assert FactRef.to(fact).key == ("com.x.A.ask", "CAMERA, RECORD_AUDIO")


def test_what_is_asked_for_behind_a_stored_consent_says_so() -> None:
    fact = PermissionRequestFact(caller="a.A.ask", caller_class="a.A", permissions=("CAMERA",), phase="pre_consent")
    assert [line.role for line in evidence_of(fact, "primary")] == ["primary"]
    asked, consent = evidence_of(replace(fact, guarded=True), "primary")
    assert (asked.role, consent.role) == ("primary", "contrary")
    assert "checks a stored consent first" in consent.text
