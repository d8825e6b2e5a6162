"""Which SDKs an app is found to start before consent, by the shipped knowledge of their calls."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.end_to_end.classes import Part, main, method, of_class
from tests.rules.end_to_end.packages import OWNER, app, component, launcher
from tests.support.axml_builder import Tag
from tests.support.dalvik_assembly import (
    DIRECT,
    EQ,
    INTERFACE,
    STATIC,
    VIRTUAL,
    call,
    if_zero,
    new,
    small,
    text,
)
from tests.support.dalvik_assembly import result as result_of
from tests.support.dex_builder import DefinedMethod
from tests.support.end_to_end import Given, result

RULE = "sdk-started-before-consent"
CONTEXT = "Landroid/content/Context;"
PREFERENCES = "Landroid/content/SharedPreferences;"
JPUSH = call(STATIC, f"Lcn/jpush/android/api/JPushInterface;->init({CONTEXT})V", 15)
GDT = "Lcom/qq/e/comm/managers/GDTAdSdk;->"


def started(*parts: Part) -> set[str]:
    """The SDKs that an app with these instructions in Application.onCreate is said to start before consent."""
    application = of_class(f"{OWNER}.App", method("onCreate()V", *parts), superclass="Landroid/app/Application;")
    package = app(launcher(), classes=[main(), application], application={"name": f"{OWNER}.App"})
    return {finding.subject for finding in result(Given(package=package)).findings if finding.rule_id == RULE}


def when_agreed(*parts: Part) -> list[Part]:
    """Instructions that run only where a stored flag says that the user agreed."""
    return [
        text(1, "privacy_agreed"),
        small(2, 0),
        call(INTERFACE, f"{PREFERENCES}->getBoolean(Ljava/lang/String;Z)Z", 0, 1, 2),
        result_of(3, 0x0A),
        if_zero(EQ, 3, "end"),
        *parts,
        "end",
    ]


def test_a_push_sdk_is_started_in_the_application_class():
    assert started(JPUSH) == {"jpush"}


def test_what_stands_behind_a_stored_consent_is_not_started_early():
    assert started(*when_agreed(JPUSH)) == set()


def test_an_initialisation_that_only_configures_is_no_start():
    configured = call(STATIC, f"{GDT}initWithoutStart({CONTEXT}Ljava/lang/String;)V", 15, 1)
    begun = call(STATIC, f"{GDT}start(Lcom/qq/e/comm/managers/GDTAdSdk$OnStartListener;)V", 2)
    assert started(configured) == set()
    assert started(configured, begun) == {"gdt-ylh"}


def test_switching_on_the_log_is_no_start():
    assert started(small(0, 1), call(STATIC, "Lcn/jpush/android/api/JPushInterface;->setDebugMode(Z)V", 0)) == set()


LIB = "Lcom/appsflyer/AppsFlyerLib;"
NIM = "Lcom/netease/nimlib/sdk/NIMClient;->"
INSTANCE = (call(STATIC, f"{LIB}->getInstance(){LIB}"), result_of(0))


@pytest.mark.parametrize(
    ("safe", "start", "sdk"),
    [
        (
            (*INSTANCE, call(VIRTUAL, f"{LIB}->init(Ljava/lang/String;Ljava/lang/Object;{CONTEXT}){LIB}", 0, 1, 2, 15)),
            (*INSTANCE, call(VIRTUAL, f"{LIB}->start({CONTEXT})V", 0, 15)),
            "appsflyer",
        ),
        (
            (call(STATIC, f"{NIM}config({CONTEXT}Ljava/lang/Object;Ljava/lang/Object;)V", 15, 1, 2),),
            (call(STATIC, f"{NIM}initSDK()V"),),
            "netease-nim",
        ),
        (
            (call(STATIC, f"Lcom/zj/zjsdk/ZjSdk;->initWithoutStart({CONTEXT}Ljava/lang/Object;)V", 15, 1),),
            (call(STATIC, "Lcom/zj/zjsdk/ZjSdk;->start(Lcom/zj/zjsdk/ZjSdk$OnStartListener;)V", 1),),
            "zjsdk",
        ),
    ],
)  # fmt: skip
def test_the_vendor_says_which_of_two_calls_collects(safe: tuple[Part, ...], start: tuple[Part, ...], sdk: str):
    assert started(*safe) == set()
    assert started(*safe, *start) == {sdk}
    assert started(*safe, *when_agreed(*start)) == set()


def test_a_client_that_is_made_has_not_begun_to_locate():
    client = "Lcom/baidu/location/LocationClient;"
    made = (new(0, client), call(DIRECT, f"{client}-><init>({CONTEXT})V", 0, 15))
    assert started(*made) == set()
    assert started(*made, call(VIRTUAL, f"{client}->start()V", 0)) == {"baidu-map"}


def test_an_old_firebase_is_asked_for_its_token():
    instance = "Lcom/google/firebase/iid/FirebaseInstanceId;"
    made = (call(STATIC, f"{instance}->getInstance(){instance}"), result_of(0))
    assert started(*made) == set()
    assert started(*made, call(VIRTUAL, f"{instance}->getToken()Ljava/lang/String;", 0)) == {"fcm"}


def test_a_start_that_a_builder_of_the_sdk_makes():
    builder = "Lcom/flurry/android/FlurryAgent$Builder;"
    begun = call(VIRTUAL, f"{builder}->build({CONTEXT}Ljava/lang/String;)V", 0, 15, 1)
    assert started(new(0, builder), call(DIRECT, f"{builder}-><init>()V", 0), begun) == {"flurry"}


OLDER_AND_NEWER = [
    (f"Lcom/flurry/android/FlurryAgent;->onStartSession({CONTEXT}Ljava/lang/String;)V", "flurry"),
    (f"Lcom/kahuna/sdk/KahunaAnalytics;->onAppCreate({CONTEXT}Ljava/lang/String;Ljava/lang/String;)V", "kahuna"),
    (f"Lcom/kochava/android/tracker/Feature;-><init>({CONTEXT}Ljava/lang/String;)V", "kochava"),
    (f"Lcom/tencent/stat/StatService;->onResume({CONTEXT})V", "tencent-mta"),
    (f"Lcom/tendcloud/tenddata/TalkingDataGA;->init({CONTEXT}Ljava/lang/String;Ljava/lang/String;)V", "talkingdata"),
    (f"Lcom/umeng/analytics/game/UMGameAgent;->init({CONTEXT})V", "umeng-analytics"),
    (f"Lcom/tencent/feedback/eup/CrashReport;->initCrashReport({CONTEXT})V", "bugly"),
    (f"Lorg/lasque/tusdk/core/TuSdk;->init({CONTEXT}Ljava/lang/String;)V", "tutucloud"),
    (f"Lcn/bmob/v3/Bmob;->initialize({CONTEXT}Ljava/lang/String;)V", "bmob"),
    (f"Lcom/getui/gis/sdk/GInsightManager;->init({CONTEXT}Ljava/lang/String;)V", "getui-ginsight"),
    (f"Lcom/igexin/slavesdk/MessageManager;->initialize({CONTEXT}I)V", "getui"),
    (f"Lcom/iflytek/cloud/speech/SpeechUser;->login({CONTEXT}Ljava/lang/String;)V", "iflytek-msc"),
    (f"Lcom/netease/mobsec/rjsb/watchman;->init({CONTEXT}Ljava/lang/String;)V", "yidun-risk"),
    (f"Lcom/tmsdk/TMSDKContext;->init({CONTEXT}Ljava/lang/String;)V", "tencent-tmsdk"),
    (f"Lcom/kepler/jd/login/KeplerApiManager;->asyncInitSdk({CONTEXT}Ljava/lang/String;)V", "jd-kepler"),
    (f"Lio/agora/rtc/RtcEngine;->create({CONTEXT}Ljava/lang/String;)V", "agora"),
    (f"Lcom/netease/nrtc/sdk/NRtc;->create({CONTEXT}Ljava/lang/String;)V", "netease-rtc"),
    (f"Lcom/tvbus/engine/TVCore;->init({CONTEXT}Ljava/lang/String;)V", "tvbus"),
    (f"Ltmsdk/common/TMDUALSDKContext;->init({CONTEXT}Ljava/lang/String;)V", "tencent-tmsdk"),
    ("Lcom/forcetech/android/ForceTV;->start(Ljava/lang/String;I)V", "forcetv"),
    (f"Lcom/umeng/cconfig/UMRemoteConfig;->init({CONTEXT})V", "umeng-remote-config"),
    ("Lcom/safedk/android/internal/DexBridge;->appClassOnCreateBefore(Landroid/app/Application;)V", "safedk"),
    (f"Lzendesk/android/Zendesk;->initialize({CONTEXT}Ljava/lang/String;)V", "zendesk"),
    (f"Lcom/google/android/gms/games/PlayGamesSdk;->initialize({CONTEXT})V", "google-play-games"),
    ("Lcom/lenovo/sdk/ads/LXAdSdk;->init(Landroid/app/Application;Lcom/lenovo/sdk/ads/LXSdkConfig;)V", "lenovo-ads"),
    (f"Lio/dcloud/sdk/core/DCloudAOLManager;->init({CONTEXT}Ljava/lang/Object;)V", "uni-ad"),
]


@pytest.mark.parametrize(("begins", "sdk"), OLDER_AND_NEWER)
def test_a_start_of_another_version_of_the_sdk(begins: str, sdk: str):
    assert started(call(STATIC, begins, 15, 1, 2)) == {sdk}
    assert started(*when_agreed(call(STATIC, begins, 15, 1, 2))) == set()


@pytest.mark.parametrize(
    ("held", "named", "expected"),
    [
        ("], with the following kits:\n", "com.crashlytics.sdk.android:crashlytics", {"crashlytics"}),
        ("], with the following kits:\n", "com.crashlytics.sdk.android:answers", {"fabric-answers"}),
        (", with these kits:\n", "com.crashlytics.sdk.android:crashlytics", set()),
        ("SmOption and organization could not be null.", "", {"shumei"}),
        ("Option and organization could not be null.", "", set()),
    ],
)
def test_a_start_whose_names_are_gone_is_known_by_the_text_of_the_method_to_which_it_leads(
    held: str, named: str, expected: set[str]
):
    begun = method("b()V", text(1, held), text(2, named))
    application = of_class(
        f"{OWNER}.App",
        method("onCreate()V", new(0, "Lo/pj;"), call(VIRTUAL, "Lo/pj;->b()V", 0)),
        superclass="Landroid/app/Application;",
    )
    classes = [main(), application, of_class("o.pj", begun)]
    package = app(launcher(), classes=classes, application={"name": f"{OWNER}.App"})
    findings = [finding for finding in result(Given(package=package)).findings if finding.rule_id == RULE]
    assert {finding.subject for finding in findings} == expected


@pytest.mark.parametrize(
    ("held", "expected"), [("], with the following kits:\n", {"twitter-sdk"}), ("], with these kits:\n", set())]
)
def test_a_start_of_several_products_is_one_of_those_that_are_there(held: str, expected: set[str]):
    application = of_class(
        f"{OWNER}.App",
        method("onCreate()V", new(0, "Lo/pj;"), call(VIRTUAL, "Lo/pj;->b()V", 0)),
        superclass="Landroid/app/Application;",
    )
    twitter = of_class("com.twitter.sdk.android.core.TwitterSession", method("a()V", text(1, "session")))
    classes = [main(), application, of_class("o.pj", method("b()V", text(1, held))), twitter]
    package = app(launcher(), classes=classes, application={"name": f"{OWNER}.App"})
    findings = [finding for finding in result(Given(package=package)).findings if finding.rule_id == RULE]
    assert {finding.subject for finding in findings} == expected


AUTH = f"Lcn/jiguang/api/utils/JCollectionAuth;->setAuth({CONTEXT}Z)V"


def allowed(answer: int) -> tuple[Part, ...]:
    """Tells the SDKs of Jiguang what the user decided."""
    return small(4, answer), call(STATIC, AUTH, 15, 4)


def test_a_start_after_consent_was_denied_to_the_sdk_collects_nothing():
    """Its vendor holds an initialisation back for as long as it is told that nobody agreed."""
    assert started(*allowed(0), JPUSH) == set()
    assert started(*allowed(1), JPUSH) == {"jpush"}
    assert started(*allowed(0), *allowed(1), JPUSH) == {"jpush"}


def test_a_start_whose_call_was_renamed_is_known_by_what_it_leads_to():
    said = "Could not send  register message within 5s repeatly ."
    register, initialise = "o(Landroid/content/Context;)V", "a(Landroid/content/Context;)V"

    def static(signature: str, *parts: Part) -> DefinedMethod:
        return replace(method(signature, *parts), access_flags=9, is_virtual=False)

    client = of_class(
        "com.xiaomi.mipush.sdk.c",
        static(register, call(STATIC, f"Lcom/xiaomi/mipush/sdk/c;->{initialise}", 15)),
        static(initialise, text(0, said)),
    )
    other = of_class("com.xiaomi.mipush.sdk.d", static(register))

    def named(owner: str) -> list[tuple[str, str]]:
        begun = call(STATIC, f"Lcom/xiaomi/mipush/sdk/{owner};->{register}", 15)
        application = of_class(f"{OWNER}.App", method("onCreate()V", begun), superclass="Landroid/app/Application;")
        package = app(launcher(), classes=[main(), application, client, other], application={"name": f"{OWNER}.App"})
        found = [finding for finding in result(Given(package=package)).findings if finding.rule_id == RULE]
        return [(finding.subject, finding.evidence[0].text.rpartition(" → ")[2]) for finding in found]

    assert named("c") == [("mipush", "com.xiaomi.mipush.sdk.c.o()")]
    assert named("d") == []


GUARD = call(STATIC, f"Lcom/alibaba/wireless/security/aopsdk/AopEntry;->init({CONTEXT})V", 15)
START = call(STATIC, f"Lcom/alibaba/wireless/security/jaq/SecurityInit;->Initialize({CONTEXT})V", 15)


@pytest.mark.parametrize(("begun", "may_stay"), [(GUARD, True), (START, False)], ids=["unnamed", "known by its name"])
def test_a_call_that_nobody_knows_to_be_a_start_may_be_a_guard(begun: Part, *, may_stay: bool):
    application = of_class(f"{OWNER}.App", method("onCreate()V", begun), superclass="Landroid/app/Application;")
    entry = replace(method(f"init({CONTEXT})V"), access_flags=9, is_virtual=False)
    guard = of_class("com.alibaba.wireless.security.aopsdk.AopEntry", entry)
    package = app(launcher(), classes=[main(), application, guard], application={"name": f"{OWNER}.App"})
    found = [finding for finding in result(Given(package=package)).findings if finding.rule_id == RULE]
    assert ["leave it where it is" in each.remediation.en for each in found] == [may_stay]
    assert ["hold sensitive calls back" in each.message.en for each in found] == [may_stay]


def started_by_manifest(*inside: Tag, provider: str, superclass: str = "Landroid/content/ContentProvider;") -> set[str]:
    """The SDKs that an app whose code calls none of them is said to start, by a provider that answers to the system."""
    own = of_class(provider, method("onCreate()Z"), superclass=superclass)
    package = app(launcher(), *inside, classes=[main(), own])
    return {finding.subject for finding in result(Given(package=package)).findings if finding.rule_id == RULE}


FACEBOOK = "com.facebook.internal.FacebookInitProvider"
APPLICATION_ID = Tag("meta-data", {"name": "com.facebook.sdk.ApplicationId", "value": "1"})


@pytest.mark.parametrize(
    ("provider", "sdk"),
    [
        (FACEBOOK, "facebook-login"),
        ("com.crashlytics.android.CrashlyticsInitProvider", "crashlytics"),
        ("com.mob.MobProvider", "mobtech-core"),
        ("com.pgyersdk.PgyerProvider", "pgyer"),
    ],
)
def test_a_provider_that_the_sdk_brings_along_starts_it(provider: str, sdk: str):
    declared = component("provider", provider, authorities=f"{OWNER}.init")
    assert started_by_manifest(declared, APPLICATION_ID, provider=provider) == {sdk}
    # The app has taken it out of its manifest, or switched it off there.
    assert started_by_manifest(APPLICATION_ID, provider=provider) == set()
    off = component("provider", provider, authorities=f"{OWNER}.init", enabled=False)
    assert started_by_manifest(off, APPLICATION_ID, provider=provider) == set()


def test_the_provider_of_a_shared_core_starts_the_products_that_it_enters():
    def said(provider: str, *held: str) -> dict[str, str]:
        own = [of_class(provider, method("onCreate()Z"), superclass="Landroid/content/ContentProvider;")]
        own += [of_class(name, method("read()V")) for name in held]
        declared = component("provider", provider, authorities=f"{OWNER}.init")
        found = result(Given(package=app(launcher(), declared, classes=[main(), *own]))).findings
        return {each.subject: each.status.name.lower() for each in found if each.rule_id == RULE}

    assert said("com.mob.MobProvider", "cn.sharesdk.framework.ShareSDK") == {"sharesdk": "suspected"}
    assert said("com.mob.MobProvider", "com.mob.mobapm.core.Task") == {"mobtech-core": "suspected"}
    # Its newer core waits for the user's decision.
    assert said("cn.fly.FlyProvider", "cn.sharesdk.framework.ShareSDK") == {"sharesdk": "review"}


def test_a_provider_that_finds_no_key_starts_nothing():
    declared = component("provider", FACEBOOK, authorities=f"{OWNER}.init")
    assert started_by_manifest(declared, provider=FACEBOOK) == set()


SENTRY = "io.sentry.android.core.SentryInitProvider"
ADDRESS = Tag("meta-data", {"name": "io.sentry.dsn", "value": "https://key@example.com/1"})


def test_a_provider_starts_sentry_where_the_manifest_says_whom_it_reports_to():
    declared = component("provider", SENTRY, authorities=f"{OWNER}.init")
    by_hand = Tag("meta-data", {"name": "io.sentry.auto-init", "value": "false"})
    assert started_by_manifest(declared, ADDRESS, provider=SENTRY) == {"sentry"}
    assert started_by_manifest(declared, provider=SENTRY) == set()
    assert started_by_manifest(declared, ADDRESS, by_hand, provider=SENTRY) == set()


def test_a_provider_that_only_hands_out_files_starts_nothing():
    other = "com.facebook.FacebookContentProvider"
    assert started_by_manifest(component("provider", other, authorities=OWNER), provider=other) == set()


@pytest.mark.parametrize(("value", "expected"), [("false", set()), ("true", {"facebook-login"})])
def test_what_the_manifest_says_to_it_holds_it_back(value: str, expected: set[str]):
    declared = component("provider", FACEBOOK, authorities=f"{OWNER}.init")
    switch = Tag("meta-data", {"name": "com.facebook.sdk.AutoInitEnabled", "value": value})
    assert started_by_manifest(declared, APPLICATION_ID, switch, provider=FACEBOOK) == expected


@pytest.mark.parametrize(
    ("product", "named"),
    [
        (("com.mob.pushsdk.MobPush", "com.mob.pushsdk.MobPushReceiver"), "mobpush"),
        # The core asks it for its version alone: its own code is entered where it registers.
        (("cn.smssdk.SMSSDK", "cn.smssdk.EventHandler"), "mobtech-core"),
    ],
)
def test_a_call_that_several_products_share_names_the_one_that_it_enters(product: tuple[str, ...], named: str):
    mob = call(STATIC, f"Lcom/mob/MobSDK;->init({CONTEXT})V", 15)
    application = of_class(f"{OWNER}.App", method("onCreate()V", mob), superclass="Landroid/app/Application;")
    parts = [of_class("com.mob.MobSDK"), *map(of_class, product)]
    package = app(launcher(), classes=[main(), application, *parts], application={"name": f"{OWNER}.App"})
    findings = [finding for finding in result(Given(package=package)).findings if finding.rule_id == RULE]
    assert [finding.subject for finding in findings] == [named]


UMENG = call(STATIC, f"Lcom/umeng/commonsdk/UMConfigure;->init({CONTEXT}Ljava/lang/String;I)V", 15, 1, 2)


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        (("com.umeng.umcrash.UMCrash", "com.efs.sdk.base.EfsReporter"), {"umeng-analytics", "umeng-apm"}),
        (("com.umeng.analytics.a", "com.umeng.analytics.b"), {"umeng-analytics"}),
    ],
)
def test_a_product_that_another_of_its_vendor_starts_by_reflection(product: tuple[str, ...], expected: set[str]):
    parts = [of_class(name) for name in ("com.umeng.commonsdk.UMConfigure", "com.umeng.analytics.X", *product)]

    def begun(*call_of: Part) -> set[str]:
        application = of_class(f"{OWNER}.App", method("onCreate()V", *call_of), superclass="Landroid/app/Application;")
        package = app(launcher(), classes=[main(), application, *parts], application={"name": f"{OWNER}.App"})
        return {finding.subject for finding in result(Given(package=package)).findings if finding.rule_id == RULE}

    assert begun(UMENG) == expected
    assert begun(*when_agreed(UMENG)) == set()


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        ("com.mapbox.android.telemetry.provider.MapboxTelemetryInitProvider", {"mapbox-telemetry"}),
        ("com.mapbox.mapboxsdk.FileProvider", set()),
    ],
)
def test_the_provider_of_mapbox_telemetry_starts_it(provider: str, expected: set[str]):
    assert started_by_manifest(component("provider", provider, authorities=OWNER), provider=provider) == expected
