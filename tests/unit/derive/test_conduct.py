"""What the app's own calls say for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.derive.conduct import SdkConduct, attributed_conduct, with_conduct
from appaudit.derive.parties import Parties
from appaudit.model.bilingual import Bilingual
from appaudit.model.condition import Condition
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.facts.conduct import PermissionRefusalFact, SdkCallFact, SelfStartFact
from appaudit.model.facts.derived import SdkFact
from appaudit.model.facts.package import AppFact
from appaudit.model.knowledge import Knowledge, SdkCategory
from appaudit.model.method_names import plain
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals

LARK = SdkSignature(
    id="lark",
    name=Bilingual("云雀", "Lark"),
    category="push",
    signals=Signals(classes=("cn.lark",)),
    sources=(),
    startup=SdkStartup(start=("cn.lark.Sdk.init",), safe=("cn.lark.Sdk.preInit",), consent=("cn.lark.Sdk.setAuth",)),
)
EMPTY = Bilingual("", "")
KNOWLEDGE = Knowledge(
    sdks={"lark": LARK},
    sdk_categories={
        name: SdkCategory(id=name, name=EMPTY, purpose=EMPTY, scene=EMPTY, signs_in=signs_in)
        for name, signs_in in (("one-key-login", "yes"), ("social-login-share", "maybe"), ("push", "no"))
    },
)
APP = AppFact(package="cn.app.shop")
CHAIN = ("cn.app.shop.App.onCreate", "cn.lark.Sdk.preInit", "cn.lark.Core.read")


def sdk_call(action, purpose="", setting="on", *, phase="pre_consent", guarded=False, value="", data=(), api="api"):
    return SdkCallFact(
        sdk="lark", api=api, action=action, purpose=purpose, setting=setting, phase=phase, guarded=guarded,
        value=value, data_types=data, caller="cn.app.shop.App.onCreate", caller_class="cn.app.shop.App",
    )  # fmt: skip


def conduct(*calls):
    facts = FactSet([APP, *calls])
    return SdkConduct(facts, KNOWLEDGE, Parties(facts, KNOWLEDGE))


def test_a_way_through_what_the_vendor_allows_is_a_safe_start():
    assert conduct().safe_start("lark", CHAIN) == ("cn.lark.Sdk.preInit (safe start of lark)",)
    assert conduct().safe_start("lark", ("cn.app.shop.App.onCreate", "cn.lark.Sdk.init", "cn.lark.Core.read")) == ()


def test_of_several_products_with_one_safe_start_the_one_that_reads_is_named():
    wren = replace(LARK, id="wren", signals=Signals(classes=("cn.wren",)))
    known = replace(KNOWLEDGE, sdks={"lark": LARK, "wren": wren})
    facts = FactSet([APP])
    asked = SdkConduct(facts, known, Parties(facts, known))
    assert asked.safe_start("lark", CHAIN) == ("cn.lark.Sdk.preInit (safe start of lark)",)
    assert asked.safe_start("wren", CHAIN) == ("cn.lark.Sdk.preInit (safe start of wren)",)


@pytest.mark.parametrize(
    ("call", "is_safe"),
    [
        (sdk_call("start"), False),
        (sdk_call("start", guarded=True), True),
        (sdk_call("start", phase="other"), True),
    ],
    ids=["before consent", "behind a flag", "later"],
)
def test_a_safe_start_counts_only_without_an_early_full_one(call, is_safe):
    assert bool(conduct(call).safe_start("lark", CHAIN)) is is_safe


@pytest.mark.parametrize(("waits", "doubt", "is_safe"), [(False, 1, False), (False, 3, True), (True, 1, True)])
def test_a_full_start_of_much_doubt_takes_nothing_from_a_safe_one(waits, doubt, is_safe):
    """The app starts it in full only once somebody is signed in."""
    full = replace(sdk_call("start"), waits=waits, doubt=doubt)
    assert bool(conduct(full).safe_start("lark", CHAIN)) is is_safe


def test_consent_denied_at_launch_keeps_the_sdk_from_collecting():
    denied = sdk_call("consent", "consent", "off", value="false", api="cn.lark.Sdk.setAuth")
    chain = ("cn.app.shop.App.onCreate", "cn.lark.Sdk.init")
    assert conduct(denied).safe_start("lark", chain) == ("cn.app.shop.App.onCreate → cn.lark.Sdk.setAuth(false)",)
    granted = sdk_call("consent", "consent", "on", value="true")
    assert conduct(denied, granted).safe_start("lark", chain) == ()
    later = sdk_call("consent", "consent", "on", value="true", phase="other")
    assert conduct(denied, later).safe_start("lark", chain) != ()


def test_a_manifest_switch_answers_for_what_the_sdks_own_component_starts():
    off = sdk_call("switch", "start", "off", value="false", api="meta-data lark_auto_start")
    own = ("cn.lark.StartProvider.onCreate", "cn.lark.Core.read")
    assert len(conduct(off).safe_start("lark", own)) == 1
    assert conduct(off).safe_start("lark", ("cn.app.shop.App.onCreate", "cn.lark.Core.read")) == ()


def test_collection_is_off_for_the_data_types_of_the_switch():
    off = sdk_call("switch", "collection", "off", data=("installed_apps",))
    assert conduct(off).switched_off("lark", "installed_apps") != ()
    assert conduct(off).switched_off("lark", "imei") == ()
    assert conduct(sdk_call("switch", "collection", "off")).switched_off("lark", "imei") != ()
    assert conduct(sdk_call("switch", "collection", "unknown")).switched_off("lark", "imei") == ()
    assert conduct(sdk_call("switch", "collection", "off", phase="dead")).switched_off("lark", "imei") == ()


def test_sdks_say_when_they_start_and_what_is_switched():
    calls = (
        sdk_call("start", guarded=True),
        sdk_call("switch", "personalization", "off"),
        sdk_call("switch", "shake", "off"),
    )
    (sdk,) = with_conduct([SdkFact(id="lark", name="云雀")], conduct(*calls))
    assert (sdk.start, sdk.personalization, sdk.shake_off) == ("guarded", "off", True)
    (sdk,) = with_conduct([SdkFact(id="lark", name="云雀")], conduct())
    assert (sdk.start, sdk.personalization, sdk.shake_off) == ("unknown", "unknown", False)


def test_shake_that_is_off_in_one_place_and_on_in_another_is_not_off():
    calls = (sdk_call("switch", "shake", "off"), sdk_call("switch", "shake", "on", value="1"))
    assert conduct(*calls).shake_off("lark") == ()


def test_conduct_gets_its_party_and_what_the_class_asks_for():
    camera = "android.permission.CAMERA"
    facts = FactSet(
        [
            APP,
            SelfStartFact(mechanism="boot_receiver", subject="cn.lark.Boot", caller_class="cn.lark.Boot"),
            PermissionRefusalFact(effect="exit", api="finish", caller="cn.app.shop.Main$1.onClick",
                                  caller_class="cn.app.shop.Main$1"),
            PermissionRequestFact(caller="cn.app.shop.Main.ask", caller_class="cn.app.shop.Main",
                                  permissions=(camera,)),
        ]
    )  # fmt: skip
    for kind, placed in attributed_conduct(facts, Parties(facts, KNOWLEDGE), ()).items():
        facts.replace(kind, placed)
    (start,) = facts.of(SelfStartFact)
    (refusal,) = facts.of(PermissionRefusalFact)
    assert (start.party, start.party_kind) == ("lark", "sdk")
    assert (refusal.party_kind, refusal.permissions) == ("app", (camera,))


@pytest.mark.parametrize(
    ("present", "caller", "kept"),
    [
        (("lark",), "a.b", 1),
        # Code that apps may add is called by other SDKs, and nobody gave it a name that a shrinker could take.
        ((), "a.b", 0),
        (("other",), "com.other.Sdk", 0),
        ((), "cn.app.shop.Main", 1),
    ],
)
def test_calls_of_an_sdk_that_is_not_in_the_app_are_none_but_the_apps_own(present, caller, kept):
    facts = FactSet([APP, replace(sdk_call("start"), caller_class=caller)])
    found = attributed_conduct(facts, Parties(facts, KNOWLEDGE), present)
    assert len(found[SdkCallFact.kind]) == kept


def placed_calls(*calls, present=("lark",), parts=()):
    facts = FactSet([APP, *calls])
    return attributed_conduct(facts, Parties(facts, KNOWLEDGE), present, parts)[SdkCallFact.kind]


STARTS_ITSELF = replace(
    sdk_call("start", api="cn.lark.StartProvider.onCreate"),
    caller="cn.lark.StartProvider.onCreate", caller_class="cn.lark.StartProvider", unasked=True,
)  # fmt: skip


def test_what_starts_by_itself_is_the_conduct_of_the_app_that_declares_it():
    (start,) = placed_calls(STARTS_ITSELF)
    assert (start.party_kind, start.setting) == ("app", "on")
    # A provider may start several products, those that are in the app.
    assert placed_calls(STARTS_ITSELF, present=()) == []
    (own,) = placed_calls(replace(STARTS_ITSELF, unasked=False))
    assert own.party_kind == "sdk"


@pytest.mark.parametrize(
    ("setting", "unasked", "expected"), [("off", True, "off"), ("on", True, "on"), ("off", False, "on")]
)
def test_the_manifest_holds_back_what_starts_by_itself(setting, unasked, expected):
    switch = replace(sdk_call("switch", "start", setting), caller="", caller_class="")
    start = next(
        call for call in placed_calls(switch, replace(STARTS_ITSELF, unasked=unasked)) if call.action == "start"
    )
    assert start.setting == expected


IDLE = replace(
    sdk_call("switch", "collection", "off", value="false", api="meta-data lark_auto"), caller="", caller_class=""
)
LINE = "meta-data lark_auto = false"


@pytest.mark.parametrize(
    ("more", "unasked", "contrary"),
    [
        ((), True, (LINE,)),
        # Once somebody has agreed, a call may switch it on; before that it must not.
        ((sdk_call("switch", "collection", "on", value="true", phase="other"),), True, (LINE,)),
        ((sdk_call("switch", "collection", "on", value="true"),), True, ()),
        ((sdk_call("switch", "collection", "unknown"),), True, ()),
        ((), False, ()),
    ],
)
def test_what_starts_by_itself_may_collect_nothing_by_itself(more, unasked, contrary):
    calls = placed_calls(IDLE, *more, replace(STARTS_ITSELF, unasked=unasked))
    assert [(call.contrary, call.setting) for call in calls if call.action == "start"] == [(contrary, "on")]


@pytest.mark.parametrize(
    ("switch", "contrary"),
    [
        ({}, ("cn.app.shop.App.onCreate → cn.lark.Sdk.set(false)",)),
        ({"guarded": True}, ()),
        ({"phase": "other"}, ()),
        ({"setting": "on", "value": "true"}, ()),
    ],
)
def test_a_call_at_launch_keeps_what_starts_by_itself_from_collecting(switch, contrary):
    off = replace(sdk_call("switch", "collection", "off", value="false", api="cn.lark.Sdk.set"), **switch)
    later = sdk_call("switch", "collection", "on", value="true", phase="other", api="cn.lark.Sdk.set")
    starts = [call for call in placed_calls(off, later, STARTS_ITSELF) if call.action == "start"]
    assert [call.contrary for call in starts] == [contrary]


AWAITS = replace(
    LARK,
    startup=SdkStartup(
        consent=("cn.lark.Sdk.setAuth",), components=("cn.lark.StartProvider",), awaits=("cn.lark.StartProvider",)
    ),
)


@pytest.mark.parametrize(
    ("told", "signature", "contrary"),
    [
        ({"phase": "other"}, AWAITS, ("no call of cn.lark.Sdk.setAuth",)),
        ({"setting": "on", "guarded": True}, AWAITS, ("no call of cn.lark.Sdk.setAuth",)),
        ({"setting": "on", "waits": True}, AWAITS, ("no call of cn.lark.Sdk.setAuth",)),
        ({"setting": "on", "doubt": 3}, AWAITS, ("no call of cn.lark.Sdk.setAuth",)),
        ({"setting": "on"}, AWAITS, ()),
        ({}, AWAITS, ()),
        ({"phase": "other"}, LARK, ()),
    ],
)
def test_a_component_may_wait_for_what_the_user_decided(told, signature, contrary):
    call = replace(sdk_call("consent", "consent", "unknown", api="cn.lark.Sdk.setAuth"), **told)
    facts = FactSet([APP, call, STARTS_ITSELF])
    signatures = {"lark": signature}
    calls = attributed_conduct(facts, Parties(facts, KNOWLEDGE), ("lark",), (), signatures)[SdkCallFact.kind]
    assert [call.contrary for call in calls if call.action == "start"] == [contrary]


@pytest.mark.parametrize(
    ("phases", "denied", "setting"),
    [
        (("pre_consent", "pre_consent"), ("cn.app.shop.App.onCreate → cn.lark.Sdk.setAuth(false)",), "on"),
        (("pre_consent", "other"), (), "off"),
        (("other", "pre_consent"), (), "on"),
    ],
    ids=["denied and allowed at launch", "denied at launch", "denied later"],
)
def test_a_start_says_what_denies_consent_beside_what_allows_it(phases, denied, setting):
    api = "cn.lark.Sdk.setAuth"
    denies, allows = (
        sdk_call("consent", "consent", setting, value=value, phase=phase, api=api)
        for setting, value, phase in zip(("off", "on"), ("false", "true"), phases, strict=True)
    )
    starts = [call for call in placed_calls(denies, allows, sdk_call("start")) if call.action == "start"]
    assert [(call.denied, call.setting) for call in starts] == [(denied, setting)]


@pytest.mark.parametrize(
    "switch", [replace(IDLE, data_types=("gaid",)), replace(IDLE, setting="on"), replace(IDLE, purpose="shake")]
)
def test_what_the_manifest_says_of_something_else_says_nothing_of_a_start(switch):
    starts = [call for call in placed_calls(switch, STARTS_ITSELF) if call.action == "start"]
    assert [call.contrary for call in starts] == [()]


def test_the_manifest_switches_collection_off_until_a_call_after_consent():
    later = sdk_call("switch", "collection", "on", value="true", phase="other")
    told = conduct(IDLE, later)
    assert told.switched_off("lark", "imei", is_early=True) == (LINE,)
    assert told.switched_off("lark", "imei") == ()
    assert conduct(IDLE, replace(later, phase="pre_consent")).switched_off("lark", "imei", is_early=True) == ()
    off = sdk_call("switch", "collection", "off", value="false")
    assert conduct(off, later).switched_off("lark", "imei", is_early=True) == ()


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (
            ("cn.app.shop.App.onCreate()V", "cn.app.shop.Push.on()V", "cn.lark.c.o()V", "cn.lark.z.run()V"),
            ("cn.app.shop.Push.on", "cn.lark.c.o", "app"),
        ),
        # What the SDK's own receiver begins is no decision of the app.
        (("cn.lark.Receiver.onReceive()V", "cn.lark.z.run()V"), ("cn.lark.z.run", "cn.lark.z.run", "sdk")),
        ((), ("cn.lark.z.run", "cn.lark.z.run", "sdk")),
    ],
)
def test_a_start_known_by_a_method_of_the_sdk_is_the_call_by_which_the_app_leads_there(chain, expected):
    led = replace(
        sdk_call("start", api="cn.lark.z.run"), caller="cn.lark.z.run()V", caller_class="cn.lark.z", chain=chain
    )
    (start,) = placed_calls(led)
    assert (plain(start.caller), start.api, start.party_kind) == expected
    assert start.chain == (chain[:2] if expected[2] == "app" else chain)


@pytest.mark.parametrize(("kind", "told"), [("callback", "sdk"), ("device", "app")])
def test_a_way_on_which_a_library_must_call_back_is_no_call_of_the_app(kind, told):
    chain = ("cn.app.shop.App.onCreate()V", "cn.lark.c.o()V", "cn.lark.z.run()V")
    led = replace(
        sdk_call("start", api="cn.lark.z.run"), caller="cn.lark.z.run()V", caller_class="cn.lark.z", chain=chain,
        conditions=(Condition(kind=kind, subject="a.b", method="cn.lark.c.o()V"),),
    )  # fmt: skip
    (start,) = placed_calls(led)
    assert start.party_kind == told


@pytest.mark.parametrize(
    ("present", "parts", "named"),
    [
        (("lark", "lark-core"), ("lark-core",), ["lark"]),
        (("finch", "lark", "lark-core"), ("lark-core",), ["finch", "lark"]),
        (("lark-core",), (), ["lark-core"]),
        (("lark-core",), ("lark-core",), ["lark-core"]),
        # Nothing of it is there but the call.
        ((), (), ["finch", "lark", "lark-core"]),
    ],
)
def test_a_call_that_starts_several_products_counts_for_those_that_are_there(present, parts, named):
    calls = [replace(sdk_call("start"), sdk=name) for name in ("finch", "lark", "lark-core")]
    assert [call.sdk for call in placed_calls(*calls, present=present, parts=parts)] == named


@pytest.mark.parametrize(("category", "is_framework"), [("framework", True), ("library", False)])
def test_a_start_by_what_the_app_is_made_with_is_told_apart(category, is_framework):
    frame = replace(
        LARK, id="frame", kind="framework", category=category, signals=Signals(classes=("io.frame",)), startup=None
    )
    knowledge = replace(KNOWLEDGE, sdks={"lark": LARK, "frame": frame})
    call = replace(sdk_call("start"), caller="io.frame.Boot.onCreate", caller_class="io.frame.Boot")
    facts = FactSet([APP, call])
    (placed,) = attributed_conduct(facts, Parties(facts, knowledge), ["lark"])[SdkCallFact.kind]
    assert (placed.party, placed.party_kind, placed.by_framework) == ("frame", "library", is_framework)
    own = FactSet([APP, sdk_call("start")])
    (mine,) = attributed_conduct(own, Parties(own, knowledge), ["lark"])[SdkCallFact.kind]
    assert not mine.by_framework
