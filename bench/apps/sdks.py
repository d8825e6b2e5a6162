"""The SDKs that apps contain: archives, how their vendors say they are started, and what documents call them.

The calls are those of the vendors' integration guides. What the SDKs' own code reads is not known by construction and
is stated nowhere here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sdk:
    """An SDK as a recipe uses it.

    `start` and `prepare` are Java statements with `context` in scope. `classes` names the class whose method starts it.
    `provider` says that its own manifest has a content provider that starts it. `brings` are other ids that the
    archives legitimately hold, `gives` the data types that its start itself asks for, so that the app's own call reads.
    """

    id: str
    archives: tuple[str, ...]
    name: str
    company: str
    data: str
    start: str = ""
    prepare: str = ""
    provider: bool = False
    on_demand: bool = False
    brings: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


def _of(*sdks: Sdk) -> dict[str, Sdk]:
    return {sdk.id: sdk for sdk in sdks}


#: By id; a second entry of the same product with other archives has its version after an @.
SDKS: dict[str, Sdk] = _of(
    Sdk(
        "umeng-analytics",
        ("umeng-common-9.5.6", "umeng-asms-1.6.3"),
        "友盟统计SDK",
        "友盟同欣（北京）科技有限公司",
        "Android ID、OAID、设备型号、网络类型",
        'com.umeng.commonsdk.UMConfigure.init(context, "59892f08310c9307b60023d0", "bench", 1, "");',
        'com.umeng.commonsdk.UMConfigure.preInit(context, "59892f08310c9307b60023d0", "bench");',
    ),
    Sdk(
        "umeng-analytics@9.8",
        ("umeng-common-9.8.9", "umeng-asms-1.6.3"),
        "友盟统计SDK",
        "友盟同欣（北京）科技有限公司",
        "Android ID、OAID、设备型号、网络类型",
        'com.umeng.commonsdk.UMConfigure.init(context, "59892f08310c9307b60023d0", "bench", 1, "");',
        'com.umeng.commonsdk.UMConfigure.preInit(context, "59892f08310c9307b60023d0", "bench");',
    ),
    Sdk(
        "umeng-push",
        ("umeng-push-6.0.1", "umeng-common-9.5.6"),
        "友盟推送SDK",
        "友盟同欣（北京）科技有限公司",
        "Android ID、设备型号、网络类型",
        "com.umeng.message.PushAgent.getInstance(context).register(null);",
        brings=("umeng-analytics", "taobao-accs", "aliyun-httpdns", "alicloud-utils", "taobao-tnet"),
    ),
    Sdk(
        "umeng-apm",
        ("umeng-apm-1.8.0", "umeng-common-9.8.9"),
        "友盟APM",
        "友盟同欣（北京）科技有限公司",
        "设备型号、网络类型",
        'com.umeng.umcrash.UMCrash.init(context, "59892f08310c9307b60023d0", "bench");',
        brings=("umeng-analytics", "ucrash-yueying"),
    ),
    Sdk(
        "bugly",
        ("bugly-4.1.9.3",),
        "腾讯Bugly",
        "深圳市腾讯计算机系统有限公司",
        "Android ID、设备型号、网络类型",
        'com.tencent.bugly.crashreport.CrashReport.initCrashReport(context, "900012345", false);',
    ),
    Sdk(
        "bugly@3.4",
        ("bugly-3.4.4",),
        "腾讯Bugly",
        "深圳市腾讯计算机系统有限公司",
        "Android ID、设备型号、网络类型",
        'com.tencent.bugly.crashreport.CrashReport.initCrashReport(context, "900012345", false);',
    ),
    Sdk(
        "wechat-opensdk",
        ("wechat-6.8.34",),
        "微信开放平台SDK",
        "深圳市腾讯计算机系统有限公司",
        "设备型号",
        'com.tencent.mm.opensdk.openapi.WXAPIFactory.createWXAPI(context, "wxd930ea5d5a258f4f", true)'
        '.registerApp("wxd930ea5d5a258f4f");',
    ),
    Sdk(
        "alipay",
        ("alipay-15.8.40",),
        "支付宝SDK",
        "支付宝（中国）网络技术有限公司",
        "设备型号、网络类型、IP地址",
        'new com.alipay.sdk.app.PayTask((android.app.Activity) context).pay("order", true);',
        on_demand=True,
    ),
    Sdk(
        "amap",
        ("amap-location-6.5.1",),
        "高德定位SDK",
        "高德软件有限公司",
        "位置信息、Android ID",
        "try { new com.amap.api.location.AMapLocationClient(context).startLocation(); } catch (Exception ignored) { }",
        "com.amap.api.location.AMapLocationClient.updatePrivacyShow(context, true, true);",
        brings=("amap-core",),
        gives=("location_precise",),
    ),
    Sdk(
        "amap@11",
        ("amap-location-11.1.001",),
        "高德定位SDK",
        "高德软件有限公司",
        "位置信息、Android ID",
        "try { new com.amap.api.location.AMapLocationClient(context).startLocation(); } catch (Exception ignored) { }",
        "com.amap.api.location.AMapLocationClient.updatePrivacyShow(context, true, true);",
        brings=("amap-core", "flatbuffers", "protobuf"),
        gives=("location_precise",),
    ),
    Sdk(
        "sensorsdata",
        ("sensors-5.2.1",),
        "神策数据SDK",
        "神策网络科技（北京）有限公司",
        "Android ID、设备型号、网络类型",
        "com.sensorsdata.analytics.android.sdk.SensorsDataAPI.startWithConfigOptions(context,"
        ' new com.sensorsdata.analytics.android.sdk.SAConfigOptions("https://collect.bench.example/sa"));',
    ),
    Sdk(
        "netease-nim",
        ("nim-3.2.0",),
        "网易云信",
        "网易（杭州）网络有限公司",
        "设备型号、网络类型",
        "com.netease.nimlib.sdk.NIMClient.init(context, null, null);",
        brings=("netease-yunxin-common",),
    ),
    Sdk(
        "easemob",
        ("easemob-3.9.2",),
        "环信",
        "北京易掌云峰科技有限公司",
        "设备型号、网络类型",
        "com.hyphenate.chat.EMClient.getInstance().init(context, new com.hyphenate.chat.EMOptions());",
        brings=("agora",),
    ),
    Sdk(
        "baidu-mobstat",
        ("baidu-mobstat-4.0.7.6",),
        "百度移动统计SDK",
        "北京百度网讯科技有限公司",
        "Android ID、设备型号、网络类型",
        "com.baidu.mobstat.StatService.start(context);",
        brings=("baidu-cuid",),
    ),
    Sdk(
        "tencent-map",
        ("tencent-location-7.2.8",),
        "腾讯定位SDK",
        "深圳市腾讯计算机系统有限公司",
        "位置信息、Android ID",
        "com.tencent.map.geolocation.TencentLocationManager.getInstance(context).requestLocationUpdates("
        "com.tencent.map.geolocation.TencentLocationRequest.create(), null);",
        brings=("tencent-location-core",),
        gives=("location_precise",),
    ),
    Sdk(
        "adjust",
        ("adjust-4.32.0",),
        "Adjust",
        "Adjust GmbH",
        "Google广告标识符、设备型号",
        'com.adjust.sdk.Adjust.onCreate(new com.adjust.sdk.AdjustConfig(context, "abc123def456", "production"));',
    ),
    Sdk(
        "appsflyer",
        ("appsflyer-6.13.0",),
        "AppsFlyer",
        "AppsFlyer Ltd.",
        "Google广告标识符、设备型号",
        'com.appsflyer.AppsFlyerLib.getInstance().start(context, "devkey");',
        'com.appsflyer.AppsFlyerLib.getInstance().init("devkey", null, context);',
    ),
    Sdk(
        "mixpanel",
        ("mixpanel-5.9.1",),
        "Mixpanel",
        "Mixpanel, Inc.",
        "设备型号、网络类型",
        'com.mixpanel.android.mpmetrics.MixpanelAPI.getInstance(context, "benchtoken");',
        brings=("java-websocket",),
    ),
    Sdk(
        "amplitude",
        ("amplitude-2.36.1", "okhttp-3.14.9", "okio-1.17.5"),
        "Amplitude",
        "Amplitude, Inc.",
        "设备型号、网络类型",
        'com.amplitude.api.Amplitude.getInstance().initialize(context, "benchkey");',
        brings=("okhttp", "okio"),
    ),
    Sdk(
        "flurry",
        ("flurry-13.1.0",),
        "Flurry",
        "Yahoo Inc.",
        "设备型号、网络类型",
        'new com.flurry.android.FlurryAgent.Builder().build(context, "benchkey");',
    ),
    Sdk(
        "sentry",
        ("sentry-core-6.34.0", "sentry-6.34.0"),
        "Sentry",
        "Functional Software, Inc.",
        "设备型号",
        "io.sentry.android.core.SentryAndroid.init(context);",
        provider=True,
    ),
    Sdk(
        "facebook-login",
        ("facebook-core-16.0.1",),
        "Facebook SDK",
        "Meta Platforms, Inc.",
        "Google广告标识符、设备型号",
        "com.facebook.FacebookSdk.sdkInitialize(context);",
        provider=True,
    ),
    Sdk("qiniu-storage", ("qiniu-7.5.2",), "七牛云存储SDK", "上海七牛信息技术有限公司", "网络类型、IP地址"),
    Sdk("aliyun-oss", ("aliyun-oss-2.9.21",), "阿里云OSS", "阿里云计算有限公司", "网络类型"),
)

#: Open-source libraries that an app may hold besides; none collects, so that none needs to be named in a policy.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "okhttp": ("okhttp-3.14.9", "okio-1.17.5"),
    "retrofit": ("retrofit-2.9.0", "okhttp-3.14.9", "okio-1.17.5"),
    "glide": ("glide-4.11.0",),
    "gson": ("gson-2.8.9",),
    "fastjson": ("fastjson-1.1.72",),
    "rxjava": ("rxjava-2.2.21",),
    "eventbus": ("eventbus-3.2.0",),
    "mmkv": ("mmkv-1.2.14",),
}


def rule_id(key: str) -> str:
    """The id in rules/sdks of an entry of the table."""
    return key.partition("@")[0]
