"""The bench of assembled apps says what its recipes say; nothing is built, fetched or scanned here."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.apps import chains, expectations, mapping
from bench.apps.archives import table
from bench.apps.bytecode import Code, Method, parse, parse_manifest
from bench.apps.glue import sources
from bench.apps.recipe import Documents, Guard, Read, Recipe, Site, Use, Way
from bench.apps.recipes import recipes
from bench.apps.score import score
from bench.apps.sdks import LIBRARIES, SDKS, rule_id

_RULES = Path(__file__).parents[2] / "rules" / "sdks"


def _report(**facts: object) -> dict[str, object]:
    return {"findings": [], "facts": {"data_access": [], "sdks": [], **facts}}


def _outcomes(recipe: Recipe, report: dict[str, object], metric: str) -> list[str]:
    expected = expectations.of(recipe, [])
    checks = score("off", expected, report, mapping.Names())
    return [check.outcome for check in checks if check.metric == metric]


def test_there_are_enough_apps_and_every_value_of_every_axis_occurs() -> None:
    made = recipes()
    assert len(made) >= 60
    assert len({recipe.name for recipe in made}) == len(made)
    assert {read.site for recipe in made for read in recipe.reads} == set(Site)
    assert {read.way for recipe in made for read in recipe.reads} == set(Way)
    assert {read.guard for recipe in made for read in recipe.reads} == set(Guard)
    assert {recipe.documents for recipe in made} == set(Documents)


def test_a_type_is_read_once_in_an_app_so_that_a_finding_has_one_cause() -> None:
    for recipe in recipes():
        types = [read.data for read in recipe.reads]
        assert len(set(types)) == len(types), recipe.name


def test_names_are_those_of_the_rules_and_of_the_table_of_archives() -> None:
    known = {path.stem for path in _RULES.rglob("*.yaml")}
    assert {rule_id(key) for key in SDKS} <= known
    archives = {name for sdk in SDKS.values() for name in sdk.archives} | {
        name for names in LIBRARIES.values() for name in names
    }
    assert archives <= set(table())
    assert {table()[name].sdk for name in archives} <= known


@pytest.mark.parametrize(
    ("site", "guard", "verdict"),
    [
        (Site.APPLICATION, Guard.NONE, "violation"),
        (Site.APPLICATION, Guard.INVERTED, "violation"),
        (Site.APPLICATION, Guard.AGREED, "none"),
        (Site.LAUNCHER, Guard.STATE, "conditional"),
        (Site.CLICK, Guard.NONE, "none"),
        (Site.DEAD, Guard.NONE, "none"),
    ],
)
def test_site_and_guard_decide_what_is_expected(site: Site, guard: Guard, verdict: str) -> None:
    assert expectations.verdict(site, guard) == verdict


def test_the_harmless_overload_is_called_where_the_other_is_not() -> None:
    recipe = Recipe("one", reads=(Read("imei", Site.CLICK, Way.OVERLOAD),))
    written = sources(recipe)
    assert "Step1.run(context);" in written["DemoApplication.java"]
    assert "Step1.run(context, true);" in written["MainActivity.java"]


def test_a_finding_on_a_click_is_false_and_a_missing_one_at_launch_is_missed() -> None:
    at_launch = Recipe("one", reads=(Read("imei", Site.APPLICATION),))
    assert "missed" in _outcomes(at_launch, _report(), "pre-consent-collection")
    on_click = Recipe("two", reads=(Read("imei", Site.CLICK),))
    report = _report()
    report["findings"] = [{"rule_id": "pre-consent-collection", "subject": "imei", "status": "violation"}]
    assert "false" in _outcomes(on_click, report, "pre-consent-collection")


def test_a_condition_may_be_suspected_and_not_called_a_violation() -> None:
    recipe = Recipe("one", reads=(Read("imei", Site.APPLICATION, guard=Guard.SDK_INT),))
    report = _report()
    for status, outcome in (("suspected", "true"), ("violation", "too strong")):
        report["findings"] = [{"rule_id": "pre-consent-collection", "subject": "imei", "status": status}]
        assert outcome in _outcomes(recipe, report, "pre-consent-collection")


@pytest.mark.parametrize(
    ("data", "phase", "outcome"),
    [("imei", "pre_consent", "true"), ("clipboard", "dead", "false")],  # the IMEI needs the same permission
)
def test_what_waits_for_a_permission_that_no_manifest_declares_never_runs(data: str, phase: str, outcome: str) -> None:
    recipe = Recipe("one", reads=(Read(data, Site.APPLICATION, guard=Guard.PERMISSION),))
    (access,) = expectations.of(recipe, [])["accesses"]
    assert access["phase"] == phase
    report = _report()
    report["findings"] = [{"rule_id": "pre-consent-collection", "subject": data, "status": "suspected"}]
    assert _outcomes(recipe, report, "pre-consent-collection") == [outcome]


def test_what_the_code_of_a_started_sdk_reads_is_open() -> None:
    recipe = Recipe("one", uses=(Use("bugly", Site.APPLICATION),))
    report = _report()
    report["findings"] = [{"rule_id": "pre-consent-collection", "subject": "android_id", "status": "suspected"}]
    assert _outcomes(recipe, report, "pre-consent-collection") == []


def test_library_code_called_the_apps_own_is_counted() -> None:
    access = {
        "data_type": "imei",
        "caller": "com.vendor.Probe.read",
        "party": "app",
        "phase": "other",
        "guarded": False,
    }
    assert _outcomes(Recipe("one"), _report(data_access=[access]), "reads called the app's own") == ["false"]


def test_a_mapping_gives_new_names_by_overload(tmp_path: Path) -> None:
    file = tmp_path / "mapping.txt"
    file.write_text(
        "# compiler: R8\ncom.example.Step -> a.b:\n    1:2:void run(android.content.Context):3:4 -> a\n"
        "    5:6:void run(android.content.Context,boolean):7:7 -> b\n    1:1:void com.other.In.lined():9:9 -> a\n"
    )
    names = mapping.read(file)
    assert names.new_class("com.example.Step") == "a.b"
    assert names.old_class("a.b") == "com.example.Step"
    assert names.new_method("com.example.Step", "run", "android.content.Context,boolean") == "b"
    assert names.new_method("com.example.Step", "other", "") == "other"


def test_a_hop_through_another_overload_is_told_from_an_exact_one() -> None:
    code = Code(supers={"a.Main": (), "a.Step": ()}, declared={"a.Step": {("run", "(I)V"), ("run", "()V")}})
    calling = Method(calls={("a.Step", "run", "(I)V")})
    reading = Method(calls={("android.telephony.TelephonyManager", "getDeviceId", "()Ljava/lang/String;")})
    code.methods = {"a.Main": {"onCreate": {"()V": calling}}, "a.Step": {"run": {"(I)V": Method(), "()V": reading}}}
    access = {"chain": ["a.Main.onCreate", "a.Step.run"], "api": "android.telephony.TelephonyManager.getDeviceId"}
    assert chains.check([access], code).chains == {"wrong": 1}
    calling.calls = {("a.Step", "run", "()V")}
    assert chains.check([access], code).chains == {"exact": 1}
    assert chains.check([{**access, "chain": ["a.Step.run", "a.Main.onCreate"]}], code).hops["missing"] == 1


def test_a_handler_that_a_method_takes_from_a_field_is_called_back() -> None:
    handler, what = "a.Step", "android.telephony.TelephonyManager"
    supers = {"a.Main": (), handler: ("android.os.Handler",)}
    code = Code(supers=supers, declared={handler: {("handleMessage", "()V")}})
    sending, reading = Method(taken={("a.Main", "h", handler)}), Method(calls={(what, "getDeviceId", "()V")})
    code.methods = {"a.Main": {"onCreate": {"()V": sending}}, handler: {"handleMessage": {"()V": reading}}}
    access = {"chain": ["a.Main.onCreate", "a.Step.handleMessage"], "api": f"{what}.getDeviceId"}
    assert chains.check([access], code).chains == {"exact": 1}
    sending.taken = {("a.Main", "h", "android.os.Handler")}
    assert chains.check([access], code).hops["missing"] == 1
    code.kept = {("a.Main", "other"): {handler}}
    assert chains.check([access], code).hops["missing"] == 1
    code.kept = {("a.Main", "h"): {handler}}
    assert chains.check([access], code).chains == {"exact": 1}


@pytest.mark.parametrize(
    ("text", "hop"), [("cn.app.action.RECEIVE", "action of the manifest"), ("cn.app.action.OTHER", "missing")]
)
def test_a_component_is_reached_by_an_action_that_the_manifest_has_for_it(text: str, hop: str) -> None:
    tree = [
        "          E: service (line=2)",
        '            A: http://schemas.android.com/apk/res/android:name(0x01010003)="a.Inner" (Raw: "a.Inner")',
        "                  E: action (line=2)",
        '                    A: http://schemas.android.com/apk/res/android:name(0x01010003)="cn.app.action.RECEIVE"',
    ]
    code = Code(supers={"a.Main": (), "a.Inner": ("a.Step",), "a.Step": ("android.app.Service",)})
    parse_manifest(tree, code)
    code.methods = {
        "a.Main": {"run": {"()V": Method(texts={text})}},
        "a.Step": {"onStartCommand": {"()I": Method()}},
    }
    access = {"chain": ["a.Main.run", "a.Step.onStartCommand"], "api": "android.os.Build.getSerial"}
    assert chains.check([access], code).hops[hop] == 1


@pytest.mark.parametrize(("gives", "hop"), [("Landroid/os/Handler;", "given by a call, called back"), ("V", "missing")])
def test_a_handler_that_a_called_method_gives_is_called_back(gives: str, hop: str) -> None:
    handler = "a.Step"
    supers = {"a.Main": (), handler: ("android.os.Handler",)}
    code = Code(supers=supers, declared={handler: {("handleMessage", "()V")}})
    code.methods = {
        "a.Main": {
            "onCreate": {"()V": Method(calls={("a.Main", "handler", f"(){gives}")})},
            "handler": {f"(){gives}": Method(created={handler})},
        },
        handler: {"handleMessage": {"()V": Method()}},
    }
    access = {"chain": ["a.Main.onCreate", "a.Step.handleMessage"], "api": "android.os.Build.getSerial"}
    assert chains.check([access], code).hops[hop] == 1


@pytest.mark.parametrize(
    ("between", "kept"),
    [
        ("invoke-direct {v0}, La/Step;.<init>:()V // method@0001", {("a.Main", "h"): {"a.Step"}}),
        ("const/4 v0, #int 0 // #0", {}),
    ],
)
def test_a_field_keeps_the_new_object_that_is_put_into_it(between: str, kept: dict[tuple[str, str], set[str]]) -> None:
    dump = [
        "  Class descriptor  : 'La/Main;'",
        "      name          : '<init>'",
        "      type          : '()V'",
        "0001: 2200 |0000: new-instance v0, La/Step; // type@0001",
        f"0002: 7010 |0002: {between}",
        "0003: 5b10 |0005: iput-object v0, v1, La/Main;.h:Landroid/os/Handler; // field@0001",
    ]
    code = Code()
    parse(dump, set(), code)
    assert code.kept == kept
