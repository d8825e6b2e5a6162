"""Calls that start an SDK, tell it what the user decided, or switch a practice off, with their constants."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    EQ,
    INTERFACE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    code,
    give,
    if_zero,
    jump,
    new,
    opened,
    result,
    small,
    text,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.starts.sdk_calls import SdkCalls, manifest_sdk_facts, sdk_call_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.package import MetaDataFact
from appaudit.model.method_names import plain
from appaudit.model.sdks import SdkSignature, SdkStartup, SdkSwitch, Signals

SDK = "Lcn/lark/ads/Sdk;"
CONTROL = "Lcn/lark/ads/Control;"
SWITCHES = (
    SdkSwitch(purpose="personalization", call="cn.lark.ads.Sdk.setPersonal", safe_value="false"),
    SdkSwitch(purpose="personalization", call="cn.lark.ads.Sdk.setState", safe_value="1"),
    SdkSwitch(purpose="shake", call="cn.lark.ads.Sdk.setExtra", key="shakable", safe_value="0"),
    SdkSwitch(purpose="collection", override="cn.lark.ads.Control.canReadApps", safe_value="false",
              data=("installed_apps",)),
    SdkSwitch(purpose="start", meta_data="lark_auto_start", safe_value="false"),
)  # fmt: skip
SIGNATURES = (
    SdkSignature(
        id="lark",
        name=Bilingual("云雀", "Lark"),
        category="ads",
        signals=Signals(classes=("cn.lark.ads",)),
        sources=(),
        startup=SdkStartup(
            start=("cn.lark.ads.Sdk.init",),
            safe=("cn.lark.ads.Sdk.preInit",),
            consent=("cn.lark.ads.Sdk.setAuth",),
            components=("cn.lark.ads.StartProvider",),
            needs={"cn.lark.ads.StartProvider": ("string/lark_id", "meta-data/lark.key")},
            texts=("lark registers", "lark [Version: *"),
        ),
        switches=SWITCHES,
    ),
)
TABLE = SdkCalls(SIGNATURES)
PUT = "Ljava/util/Map;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"


def facts_of(*classes, table=TABLE):
    builder = DexBuilder()
    for name, superclass, *methods in classes:
        builder.add_class(name, superclass=superclass, methods=methods)
    read = opened(builder)
    return sdk_call_facts(Constants(read), Hierarchy([read]), table)


def found(*parts, owner="Lapp/Main;"):
    body = code(*parts, RETURN_VOID)
    facts = facts_of((owner, "Ljava/lang/Object;", DefinedMethod("run()V", body)))
    return [(fact.action, fact.purpose, fact.setting, fact.value) for fact in facts]


@pytest.mark.parametrize(("name", "action"), [("init", "start"), ("preInit", "safe_start")])
def test_starting(name, action):
    assert found(call(STATIC, f"{SDK}->{name}()V")) == [(action, "", "on", "")]


def test_the_sdks_own_calls_are_no_decision_of_the_app():
    assert found(call(STATIC, f"{SDK}->init()V"), owner="Lcn/lark/ads/Inner;") == []


@pytest.mark.parametrize(
    ("name", "method", "expected"),
    [
        ("Lcn/lark/ads/StartProvider;", "onCreate()Z", [("start", "cn.lark.ads.StartProvider.onCreate", True)]),
        # What is asked of it later, and a provider that only hands out files.
        ("Lcn/lark/ads/StartProvider;", "shutdown()Z", []),
        ("Lcn/lark/ads/FileProvider;", "onCreate()Z", []),
    ],
)
def test_a_component_that_starts_it_unasked(name, method, expected):
    body = DefinedMethod(method, code(small(0, 1), give(0, 0x0F)))
    facts = facts_of((name, "Landroid/content/ContentProvider;", body))
    assert [(fact.action, fact.api, fact.unasked) for fact in facts] == expected


@pytest.mark.parametrize(
    ("owner", "above", "method", "expected"),
    [
        ("Lcn/lark/ads/Auto;", "Landroid/content/ContentProvider;", "onCreate()Z", [("cn.lark.ads.Sdk.init", True)]),
        # What somebody asks of a provider later, what is no component, and one of which more is known.
        ("Lcn/lark/ads/Auto;", "Landroid/content/ContentProvider;", "shutdown()Z", []),
        ("Lcn/lark/ads/Auto;", "Ljava/lang/Object;", "onCreate()Z", []),
        (
            "Lcn/lark/ads/StartProvider;",
            "Landroid/content/ContentProvider;",
            "onCreate()Z",
            [("cn.lark.ads.StartProvider.onCreate", True)],
        ),
    ],
)
def test_a_provider_of_its_own_that_starts_it(owner, above, method, expected):
    body = DefinedMethod(method, code(call(STATIC, f"{SDK}->init()V"), small(0, 1), give(0, 0x0F)))
    facts = facts_of((owner, above, body))
    assert [(fact.api, fact.unasked) for fact in facts] == expected


NEEDED = frozenset(("lark_id",)), frozenset(("lark.key",))


@pytest.mark.parametrize(
    ("strings", "meta_data", "starts"),
    [
        (*NEEDED, True),
        (frozenset(("app_name",)), NEEDED[1], False),
        (NEEDED[0], frozenset(), False),
        # Whoever cannot read the table does not know what it lacks.
        (None, NEEDED[1], True),
        (None, frozenset(), False),
    ],
)
def test_a_component_does_nothing_without_what_it_needs(strings, meta_data, starts):
    table = SdkCalls(SIGNATURES, stated={"string": strings, "meta-data": meta_data})
    body = DefinedMethod("onCreate()Z", code(small(0, 1), give(0, 0x0F)))
    facts = facts_of(("Lcn/lark/ads/StartProvider;", "Landroid/content/ContentProvider;", body), table=table)
    assert [fact.action for fact in facts] == ["start"] * starts


CALLED = ("start", "a.b.c", "a.b.c")


@pytest.mark.parametrize(
    ("said", "more", "expected"),
    [
        ("lark registers", (), [CALLED]),
        ("lark registers again", (), []),
        # A compiler joins a constant text with the version behind it.
        ("lark [Version: 1.3], with", (), [CALLED]),
        ("a lark [Version: 1.3]", (), []),
        # Where the calls that start it go by their names, these tell; a class that kept its name has others, too.
        ("lark registers", ((SDK, "Ljava/lang/Object;", DefinedMethod("init()V", code(RETURN_VOID))),), []),
        ("lark registers", ((SDK, "Ljava/lang/Object;", DefinedMethod("a()V", code(RETURN_VOID))),), [CALLED]),
    ],
)
def test_a_method_to_which_a_start_leads_where_its_calls_were_renamed(said, more, expected):
    facts = facts_of(("La/b;", "Ljava/lang/Object;", DefinedMethod("c()V", code(text(0, said), RETURN_VOID))), *more)
    assert [(fact.action, fact.api, plain(fact.caller)) for fact in facts] == expected


@pytest.mark.parametrize(
    ("also", "expected"),
    [
        ((), ["start"]),
        (("Lcn/lark/core/Init;",), []),
        (("Lcn/lark/core/a;",), []),
        (("Lcn/lark/coral/a;",), ["start"]),
        # A part of the old version itself, which another start is in.
        (("Lcn/lark/stat/game/Play;",), ["start"]),
        (("Lcn/lark/statistics/Play;",), ["start"]),
    ],
)
@pytest.mark.parametrize("is_renamed", [False, True])
def test_a_session_starts_it_where_the_app_has_no_other_package_that_would(also, expected, is_renamed):
    table = SdkCalls(
        [
            SdkSignature(
                id="lark",
                name=Bilingual("云雀", "Lark"),
                category="analytics",
                signals=Signals(classes=("cn.lark",)),
                sources=(),
                startup=SdkStartup(
                    start=("cn.lark.core.Init.init", "cn.lark.stat.Stat.startWith", "cn.lark.stat.game.Play.init"),
                    sessions=("cn.lark.stat.Stat.onResume",),
                    session_texts=("no context in onResume",),
                ),
            )
        ]
    )
    begin = DefinedMethod("a()V", code(text(0, "no context in onResume"), RETURN_VOID))
    resume = DefinedMethod("onResume()V", code(call(STATIC, "Lcn/lark/stat/Stat;->onResume()V"), RETURN_VOID))
    builder = DexBuilder()
    if is_renamed:
        builder.add_class("Lcn/lark/stat/b;", methods=[begin])
    else:
        builder.add_class("Lapp/Main;", methods=[resume])
    for name in also:
        builder.add_class(name)
    read = opened(builder)
    assert [fact.action for fact in sdk_call_facts(Constants(read), Hierarchy([read]), table)] == expected


@pytest.mark.parametrize(("value", "setting", "word"), [(0, "off", "false"), (1, "on", "true")])
def test_telling_the_users_decision(value, setting, word):
    parts = (small(1, value), call(STATIC, f"{SDK}->setAuth(Landroid/content/Context;Z)V", 0, 1))
    assert found(*parts) == [("consent", "consent", setting, word)]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("setPersonal(Z)V", 0, ("switch", "personalization", "off", "false")),
        ("setPersonal(Z)V", 1, ("switch", "personalization", "on", "true")),
        ("setState(I)V", 1, ("switch", "personalization", "off", "1")),
        ("setState(I)V", 0, ("switch", "personalization", "on", "0")),
    ],
)
def test_a_switch_with_a_constant(name, value, expected):
    assert found(small(1, value), call(VIRTUAL, f"{SDK}->{name}", 0, 1)) == [expected]


def test_a_switch_that_depends_on_something_is_unknown():
    parts = (
        if_zero(EQ, 5, "off"), small(1, 1), jump("set"), "off", small(1, 0), "set",
        call(VIRTUAL, f"{SDK}->setPersonal(Z)V", 0, 1),
    )  # fmt: skip
    assert found(*parts) == [("switch", "personalization", "unknown", "false, true")]


def test_a_value_under_a_key_of_a_map():
    parts = (text(1, "shakable"), text(2, "0"), call(INTERFACE, PUT, 0, 1, 2),
             call(STATIC, f"{SDK}->setExtra(Ljava/util/Map;)V", 0))  # fmt: skip
    assert found(*parts) == [("switch", "shake", "off", "shakable=0")]


def test_another_value_under_the_key_leaves_it_on():
    parts = (text(1, "shakable"), text(2, "1"), call(INTERFACE, PUT, 0, 1, 2),
             call(STATIC, f"{SDK}->setExtra(Ljava/util/Map;)V", 0))  # fmt: skip
    assert found(*parts) == [("switch", "shake", "on", "shakable=1")]


def test_a_map_without_the_key_is_another_call():
    parts = (text(1, "level"), text(2, "0"), call(INTERFACE, PUT, 0, 1, 2),
             call(STATIC, f"{SDK}->setExtra(Ljava/util/Map;)V", 0))  # fmt: skip
    assert found(*parts) == []


@pytest.mark.parametrize(
    "data", ['{"shakable": "0"}', '[{"name": "shakable", "value": "0"}]', "shakable=0"], ids=["object", "list", "plain"]
)
def test_a_value_under_a_key_of_json(data):
    assert found(text(1, data), call(STATIC, f"{SDK}->setExtra(Ljava/lang/String;)V", 1)) == [
        ("switch", "shake", "off", "shakable=0")
    ]


def test_json_put_together_member_by_member_in_a_method_of_its_own():
    put = "Lorg/json/JSONObject;->put(Ljava/lang/String;Ljava/lang/Object;)Lorg/json/JSONObject;"
    made = DefinedMethod("made()Ljava/lang/String;", code(
        new(0, "Lorg/json/JSONObject;"), call(DIRECT, "Lorg/json/JSONObject;-><init>()V", 0),
        text(1, "name"), text(2, "shakable"), call(VIRTUAL, put, 0, 1, 2),
        text(1, "value"), text(2, "0"), call(VIRTUAL, put, 0, 1, 2),
        call(VIRTUAL, "Lorg/json/JSONObject;->toString()Ljava/lang/String;", 0), result(0), give(0)))  # fmt: skip
    run = DefinedMethod("run()V", code(
        call(VIRTUAL, "Lapp/Main;->made()Ljava/lang/String;", 15), result(0),
        call(STATIC, f"{SDK}->setExtra(Ljava/lang/String;)V", 0), RETURN_VOID))  # fmt: skip
    facts = facts_of(("Lapp/Main;", "Ljava/lang/Object;", made, run))
    assert [(plain(fact.caller), fact.setting, fact.value) for fact in facts] == [("app.Main.run", "off", "shakable=0")]


@pytest.mark.parametrize(("value", "setting"), [(0, "off"), (1, "on")])
def test_a_method_that_the_app_overrides(value, setting):
    answer = DefinedMethod("canReadApps()Z", code(small(0, value), give(0, 0x0F)))
    facts = facts_of((CONTROL, "Ljava/lang/Object;"), ("Lapp/Own;", CONTROL, answer))
    assert [(plain(fact.caller), fact.setting, fact.data_types) for fact in facts] == [
        ("app.Own.canReadApps", setting, ("installed_apps",))
    ]


def test_a_method_of_the_same_name_elsewhere_overrides_nothing():
    answer = DefinedMethod("canReadApps()Z", code(small(0, 0), give(0, 0x0F)))
    assert facts_of((CONTROL, "Ljava/lang/Object;"), ("Lapp/Own;", "Ljava/lang/Object;", answer)) == []


@pytest.mark.parametrize(("value", "setting"), [("false", "off"), ("true", "on")])
def test_a_switch_in_the_manifest(value, setting):
    (fact,) = manifest_sdk_facts([MetaDataFact(name="lark_auto_start", value=value)], TABLE)
    assert (fact.sdk, fact.purpose, fact.setting, fact.value) == ("lark", "start", setting, value)


def test_other_meta_data_switches_nothing():
    assert manifest_sdk_facts([MetaDataFact(name="LARK_KEY", value="false")], TABLE) == []
