"""Which versions of SDKs are read from an app, by the shipped knowledge of where they state them."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, code, opened, text
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.shipped import knowledge

from appaudit.code.facts.versions.sdk_versions import VersionFields
from appaudit.code.values.constants import Constants

STATED = [
    ("Lcom/iflytek/Version;", "getVersion", ["2.0.1001"], {("iflytek-msc", "2.0.1001")}),
    ("La/b;", "c", ["jp.line.sdk.ActivityClassThatFiresWhenProcessWasKilled", "3.1.16"], {("line-sdk", "3.1.16")}),
    ("La/b;", "c", ["GInsight manager init...\nversion:GI-2.0.1, is debug:false"], {("getui-ginsight", "2.0.1")}),
    ("La/b;", "c", ["gtc core logic start\nversion:GTC-1.0.1, is debug:false"], {("getui-gtc", "1.0.1")}),
    ("La/b;", "c", ["fire-rc", "21.0.2"], {("firebase-remote-config", "21.0.2")}),
    ("La/b;", "c", ["fire-auth", "22.3.0"], {("firebase-auth", "22.3.0")}),
    ("La/b;", "c", ["fire-gcs", "20.3.0"], {("firebase-storage", "20.3.0")}),
    ("La/b;", "c", ["AppLovinQualityService/5.0.7 (Android "], {("safedk", "5.0.7")}),
    ("La/b;", "c", ["ddv", "1.13.9", "ddvc"], {("datadome", "1.13.9")}),
    ("La/b;", "c", ["ddv", "1.13.9"], set()),
    ("La/b;", "c", ["error_wrapper_vast", "2.0.9"], {("snipermob", "2.0.9")}),
    ("Lorg/opencv/core/Core;", "getVersion", ["4.10.0"], {("opencv", "4.10.0")}),
    ("Lorg/opencv/core/Mat;", "getVersion", ["4.10.0"], set()),
    ("Lorg/chromium/net/ApiVersion;", "getCronetVersion", ["72.0.3626.96"], {("chromium", "72.0.3626.96")}),
    ("La/b;", "c", ["com.crashlytics.sdk.android:crashlytics", "0.0", "2.2.3.41"], {("crashlytics", "2.2.3.41")}),
    ("La/b;", "c", ["io.fabric.sdk.android:fabric", "0.0", "1.4.8.32"], {("fabric", "1.4.8.32")}),
    ("La/b;", "c", ["com.crashlytics.sdk.android:answers", "0.0", "1.4.7.32"], {("fabric-answers", "1.4.7.32")}),
    ("La/b;", "c", ["okhttp/4.9.3"], {("okhttp", "4.9.3")}),
    ("La/b;", "c", ["FileDownloader/%s", "1.7.7"], {("filedownloader", "1.7.7")}),
    ("La/b;", "c", ["xCrash 3.0.0"], {("xcrash", "3.0.0")}),
    ("La/b;", "c", ["realm-jni", "10.11.1"], {("realm", "10.11.1")}),
    ("La/b;", "c", ["Auth0.Android", "2.8.1"], {("auth0", "2.8.1")}),
    ("Lcom/umeng/cconfig/UMRemoteConfig;", "getVersion", ["1.0.0"], {("umeng-remote-config", "1.0.0")}),
    ("La/b;", "c", ["registerUserTask calling readyToUpdate", "040812"], {("onesignal", "4.8.12")}),
    ("La/b;", "c", ["AssertionError (GSON 2.8.6): "], {("gson", "2.8.6")}),
    ("La/b;", "c", [" [ExoPlayerLib/2.18.1] ["], {("exoplayer", "2.18.1")}),
    ("La/b;", "c", ["BouncyCastle Security Provider v1.56"], {("bouncycastle", "1.56")}),
    ("La/b;", "c", ["com.fasterxml.jackson.core", "jackson-core", "2.9.8"], {("jackson", "2.9.8")}),
    ("La/b;", "c", ["push-notifications-android 1.6.2"], {("pusher-channels", "1.6.2")}),
    ("La/b;", "c", ["X-Radar-SDK-Version", "3.37.0"], {("radar", "3.37.0")}),
    ("La/b;", "c", ["intercomsdk_wrapper_prefs", "10.6.0"], {("intercom", "10.6.0")}),
    ("La/b;", "c", ["appcenter.android", "4.4.5"], {("appcenter", "4.4.5")}),
    ("La/b;", "c", ["Unity version     : %s\n", "2018.4.13c1"], {("unity-engine", "2018.4.13c1")}),
    ("La/b;", "c", ["Unity version     : %s\n", "6000.0.56f1"], {("unity-engine", "6000.0.56f1")}),
    ("La/b;", "c", ["登录银联账户付款", "3.2.2"], {("unionpay", "3.2.2")}),
    ("La/b;", "c", ["X-Pingpp-User-Agent", "bindings_version", "2.2.4"], {("pingpp", "2.2.4")}),
    ("La/b;", "c", ["_ryosversion", "_lib_version", "1.9.2"], {("reyun-trackingio", "1.9.2")}),
    ("La/b;", "c", ["JAnalyticsInterface init...version:2.1.8 ,buildId:66"], {("janalytics", "2.1.8")}),
    ("La/b;", "c", ["mapbox-android-location", "%s/%s", "7.0.0"], {("mapbox-telemetry", "7.0.0")}),
    ("Lcom/bun/miitmdid/utils/sysParamters;", "<init>", ["10010", "1.0.10"], {("msa-oaid", "1.0.10")}),
    ("La/b;", "c", ["TUIA_APPKEY", "2.2.0"], {("tuia", "2.2.0")}),
    ("Lcom/sina/weibo/sdk/a;", "c", ["_weibo_sdkVersion", "0031405000"], {("weibo-sdk", "3.1.4")}),
    # What ShareSDK sends as 微博 does, and what 微博 has sent from 4.1 on.
    ("Lcn/sharesdk/sina/weibo/a;", "c", ["_weibo_sdkVersion", "0031405000"], set()),
    ("Lcom/sina/weibo/sdk/a;", "c", ["_weibo_sdkVersion", "0041005000"], set()),
    ("La/b;", "c", ["fire-fst", "25.1.4"], {("firebase-firestore", "25.1.4")}),
    ("La/b;", "c", ["&mst=", "&msv=", "18.1.2"], {("google-recaptcha", "18.1.2")}),
    ("La/b;", "c", ["Tracker start:2.01.009"], {("samsung-analytics", "2.01.009")}),
    ("La/b;", "c", ["ScankitSDK Version: SCAN2.9.0.300"], {("huawei-scankit", "2.9.0.300")}),
    (
        "La/b;",
        "c",
        ["SDK api version not overridden, using SDK version = ", "6.19.0"],
        {("onetrust", "6.19.0")},
    ),
    ("La/b;", "c", ["namegetSdkInformationJson", "versiongetSdkInformationJson", "10.0.0"], {("rhythmone", "10.0.0")}),
    ("La/b;", "c", ["_ActionID", "_Ver", "1.3.2"], {("baidu-autoupdate", "1.3.2")}),
    ("La/b;", "c", ["com.usebutton.merchant/", "1.4.6"], {("button-sdk-usebutton-com", "1.4.6")}),
    ("Lcom/onesignal/OneSignal;", "R", ["sdk", "031003", "sdk_type"], {("onesignal", "3.10.3")}),
    # A code of other digits, of another's class, and words of other pages.
    ("Lcom/onesignal/OneSignal;", "R", ["sdk", "31003", "sdk_type"], set()),
    ("La/b;", "c", ["sdk", "031003", "sdk_type"], set()),
    ("La/b;", "c", ["fire-fst-ktx", "25.1.4"], set()),
    ("La/b;", "c", ["&mst=", "18.1.2"], set()),
    ("La/b;", "c", ["Tracker started:2.01.009"], set()),
    ("La/b;", "c", ["ScankitSDK Version: 2.9.0.300"], set()),
    ("La/b;", "c", ["com.usebutton/", "1.4.6"], set()),
    # Two versions beside a name, words of another page, and what everybody calls the version of a library.
    ("La/b;", "c", ["Unity version     : %s\n", "2018.4.13c1", "2019.4.1f1"], set()),
    ("La/b;", "c", ["登录账户付款", "3.2.2"], set()),
    ("La/b;", "c", ["_lib_version", "1.9.2"], set()),
    # Near twins: another client, a number alone, another library.
    ("La/b;", "c", ["myokhttp/4.9.3"], set()),
    ("La/b;", "c", ["FileDownloader/%s", "7"], set()),
    ("La/b;", "c", ["realm-js", "10.11.1"], set()),
    ("La/b;", "c", ["AssertionError (GSON ${project.version}): "], set()),
    ("La/b;", "c", ["registerUserTask calling readyToUpdate", "0408"], set()),
    # A library that the SDK brings along, and another kit.
    ("Lcom/getui/gtc/event/hermes/Hermes;", "getVersion", ["0.5.2-alpha2"], set()),
    ("La/b;", "c", ["com.crashlytics.sdk.android:beta", "1.2.10.27"], set()),
]


@pytest.mark.parametrize(("owner", "name", "texts", "versions"), STATED)
def test_the_version_that_an_sdk_states(
    owner: str, name: str, texts: list[str], versions: set[tuple[str, str]]
) -> None:
    body = code(*(text(0, each) for each in texts), RETURN_VOID)
    read = opened(DexBuilder().add_class(owner, methods=[DefinedMethod(f"{name}()V", body)]))
    found = VersionFields(knowledge()).in_dex([Constants(read)])
    assert {(fact.sdk, fact.version) for fact in found} == versions


def test_of_several_texts_those_of_the_library_s_own_classes_are_placed_there() -> None:
    def loading(version: str) -> DefinedMethod:
        return DefinedMethod("c()V", code(text(0, f"okhttp/{version}"), RETURN_VOID))

    builder = DexBuilder().add_class("Lokhttp3/internal/Util;", methods=[loading("4.12.0")])
    read = opened(builder.add_class("La/b;", methods=[loading("4.8.1")]))
    found = VersionFields(knowledge()).in_dex([Constants(read)])
    assert {(fact.version, fact.location.symbol) for fact in found} == {
        ("4.12.0", "okhttp3.internal.Util.c"),
        ("4.8.1", '"okhttp/…"'),
    }
    alone = opened(DexBuilder().add_class("La/b;", methods=[loading("4.8.1")]))
    (fact,) = VersionFields(knowledge()).in_dex([Constants(alone)])
    assert fact.location.symbol == '"okhttp/…"'
