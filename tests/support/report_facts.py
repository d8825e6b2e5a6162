"""Facts of the sample report: names, permissions, SDKs, accesses to data, and the policy."""
# ruff: noqa: E501  # Chinese texts are wide

from __future__ import annotations

import hashlib

from appaudit.model.bilingual import Bilingual
from appaudit.model.location import Location, Quote
from appaudit.model.report import (
    ClauseRow,
    DataAccessRow,
    DeclaredSdkRow,
    DocumentRow,
    MentionRow,
    PermissionRow,
    PolicyDataType,
    PolicySection,
    SdkRow,
    SensorRow,
    ThirdPartyRow,
    Thresholds,
)

from . import report_texts as texts

B = Bilingual

DATA_TYPES = {
    "android_id": B("Android ID", "Android ID"),
    "oaid": B("OAID", "OAID"),
    "imei": B("IMEI", "IMEI"),
    "mac_address": B("MAC 地址", "MAC address"),
    "ip_address": B("IP 地址", "IP address"),
    "ssid_bssid": B("WLAN 名称与接入点", "Wi-Fi name and access point"),
    "location_precise": B("精确位置", "Precise location"),
    "installed_apps": B("已安装应用列表", "Installed apps"),
    "clipboard": B("剪贴板", "Clipboard"),
    "contacts": B("通讯录", "Contacts"),
    "phone_number": B("手机号码", "Phone number"),
    "camera": B("相机", "Camera"),
    "sensors": B("传感器", "Motion sensors"),
    "device_model": B("设备型号", "Device model"),
    "address": B("收货地址", "Delivery address"),
}
CATEGORIES = {
    "excess_permission": B("过度索取权限", "Excess permission"),
    "undisclosed_sdk": B("未公开的第三方SDK", "Undisclosed SDK"),
    "undisclosed_collection": B("未公开的收集", "Undisclosed collection"),
    "pre_consent_collection": B("同意前收集", "Collection before consent"),
    "account_cancellation": B("账号注销", "Account cancellation"),
    "deletion_correction": B("删除与更正", "Deletion and correction"),
    "consent_withdrawal": B("撤回同意", "Withdrawal of consent"),
    "personalized_push": B("个性化推送", "Personalised push"),
    "shake_ads": B("摇一摇广告", "Shake-triggered ads"),
    "sharing_terms": B("共享条款", "Sharing terms"),
    "sdk_list_mismatch": B("SDK清单不一致", "SDK list mismatch"),
    "data_security": B("数据安全", "Data security"),
    "analysis_limit": B("分析受限", "Limit of the analysis"),
}
PARTIES = {
    "app": B("应用自身", "App"),
    "csj-pangle": B("穿山甲", "Pangle"),
    "jpush": B("极光推送", "JPush"),
    "umeng-analytics": B("友盟+统计", "Umeng"),
    "wechat-opensdk": B("微信开放平台", "WeChat OpenSDK"),
    "alipay": B("支付宝", "Alipay"),
    "amap": B("高德地图", "AMap"),
    "bugly": B("腾讯Bugly", "Bugly"),
    "msa-oaid": B("移动安全联盟OAID", "MSA OAID"),
}


def quote(words: str) -> Quote:
    start = texts.POLICY.index(words)
    return Quote(document=texts.POLICY_NAME, text=words, start=start, end=start + len(words))


def _permission(name, zh, en, protection, group, used, used_by, reason, disclosed) -> PermissionRow:
    return PermissionRow(
        name=f"android.permission.{name}", label=B(zh, en), protection=protection, group=group,
        used=used, used_by=used_by, reason=B(reason, reason) if reason else None, disclosed=disclosed,
    )  # fmt: skip


PERMISSIONS = tuple(
    _permission(*row)
    for row in (
        ("INTERNET", "访问网络", "Access the network", "normal", "", "yes", ("app", "amap"), "", "unknown"),
        ("ACCESS_NETWORK_STATE", "查看网络状态", "See the network state", "normal", "", "yes", ("app",), "", "unknown"),
        ("CAMERA", "拍照、录像", "Take pictures and video", "dangerous", "camera", "yes", ("app",), "", "yes"),
        ("ACCESS_FINE_LOCATION", "获取精确位置", "Precise location", "dangerous", "location", "yes",
         ("amap", "csj-pangle"), "", "yes"),
        ("ACCESS_COARSE_LOCATION", "获取大致位置", "Approximate location", "dangerous", "location", "yes", ("amap",), "",
         "yes"),
        ("READ_CONTACTS", "读取通讯录", "Read contacts", "dangerous", "contacts", "no", (), "", "no"),
        ("RECORD_AUDIO", "录音", "Record audio", "dangerous", "microphone", "unknown", (),
         "assets/plugin_live.jar may use it", "no"),
        ("READ_CALL_LOG", "读取通话记录", "Read the call log", "dangerous", "call_log", "no", (), "", "no"),
        ("QUERY_ALL_PACKAGES", "查询全部已安装应用", "See all installed apps", "privacy", "", "yes",
         ("app", "csj-pangle"), "", "no"),
        ("READ_PHONE_STATE", "读取设备识别码", "Read device identifiers", "dangerous", "phone", "yes", ("csj-pangle",), "",
         "no"),
        ("SYSTEM_ALERT_WINDOW", "显示在其他应用上层", "Draw over other apps", "special", "", "no", (), "", "no"),
        ("RECEIVE_BOOT_COMPLETED", "开机自动启动", "Start when the device boots", "privacy", "", "yes", ("jpush",), "", "no"),
    )
)  # fmt: skip


def _sdk(sdk_id, vendor, category, version, evidence, collects, disclosed, **extra) -> SdkRow:
    name = PARTIES[sdk_id]
    return SdkRow(
        id=sdk_id, name=name.zh, name_en=name.en, vendor=vendor, category=category, version=version,
        confidence=extra.pop("confidence", "high"), evidence=evidence, collects_data=bool(collects), collects=collects,
        disclosed=disclosed, **extra,
    )  # fmt: skip


SDKS = (
    _sdk("csj-pangle", "北京巨量引擎网络技术有限公司", "ads", "5.9.1.4",
         ("classes com.bytedance.sdk.openadsdk", "libnms.so", "com.bytedance.sdk.openadsdk.TTFileProvider"),
         ("android_id", "oaid", "imei", "mac_address", "installed_apps", "sensors", "location_precise", "device_model"),
         "no", personalization_switch='TTAdConfig.Builder.data([{"name":"personal_ads_type","value":"0"}])'),
    _sdk("jpush", "深圳市和讯华谷信息技术有限公司", "push", "",
         ("classes cn.jpush.android", "meta-data JPUSH_APPKEY"),
         ("android_id", "oaid", "mac_address", "ip_address", "ssid_bssid", "device_model"), "no",
         safe_start=B("同意前调用 JCollectionAuth.setAuth(context, false)，同意后再设为 true。",
                      "Call JCollectionAuth.setAuth(context, false) before consent, and true after it.")),
    _sdk("umeng-analytics", "友盟同欣（北京）科技有限公司", "analytics", "9.6.3",
         ("classes com.umeng.commonsdk", "meta-data UMENG_APPKEY"),
         ("android_id", "oaid", "mac_address", "installed_apps", "device_model"), "both",
         safe_start=B("Application.onCreate 中只调用 UMConfigure.preInit，同意后再调用 init。",
                      "Only UMConfigure.preInit in Application.onCreate; init after consent.")),
    _sdk("wechat-opensdk", "深圳市腾讯计算机系统有限公司", "social-login-share", "6.8.0", ("classes com.tencent.mm.opensdk",),
         ("clipboard", "installed_apps"), "both"),
    _sdk("alipay", "支付宝（中国）网络技术有限公司", "payment", "15.8.14", ("classes com.alipay.sdk",),
         ("android_id", "oaid", "mac_address", "ssid_bssid", "ip_address", "device_model"), "policy"),
    _sdk("amap", "北京高德图强科技有限公司", "map-location", "", ("classes com.amap.api", "meta-data com.amap.api.v2.apikey"),
         ("location_precise", "ip_address", "ssid_bssid", "android_id", "oaid", "sensors"), "policy",
         safe_start=B("先调用 AMapLocationClient.updatePrivacyShow 和 updatePrivacyAgree。",
                      "Call AMapLocationClient.updatePrivacyShow and updatePrivacyAgree first.")),
    _sdk("bugly", "腾讯科技（深圳）有限公司", "crash-apm", "4.1.9", ("libBugly_Native.so",), ("android_id", "device_model"), "sdk_list",
         confidence="medium", privacy_url="https://bugly.qq.com/"),
    _sdk("msa-oaid", "中国信息通信研究院（移动安全联盟）", "device-id", "1.0.25", ("libmsaoaidsec.so",), ("oaid",), "no",
         confidence="medium"),
)  # fmt: skip

DECLARED = (
    DeclaredSdkRow(name="微信开放平台SDK", sdk_id="wechat-opensdk", company="深圳市腾讯计算机系统有限公司", purpose="微信登录和分享",
                   data=("设备信息",), link="", source="policy", reason="alias"),
    DeclaredSdkRow(name="支付宝SDK", sdk_id="alipay", company="支付宝（中国）网络技术有限公司", purpose="订单支付",
                   data=("设备标识", "网络信息"), link="", source="policy", reason="alias"),
    DeclaredSdkRow(name="高德定位SDK", sdk_id="amap", company="北京高德图强科技有限公司", purpose="门店定位",
                   data=("位置信息", "WLAN信息"), link="", source="policy", reason="alias"),
    DeclaredSdkRow(name="友盟统计SDK", sdk_id="umeng-analytics", company="友盟同欣（北京）科技有限公司", purpose="统计分析",
                   data=("设备标识",), link="", source="policy", reason="alias"),
    DeclaredSdkRow(name="com.umeng.umsdk:common", sdk_id="umeng-analytics", company="", purpose="", data=(), link="",
                   source="sdk_list", reason="maven"),
    DeclaredSdkRow(name="Bugly", sdk_id="bugly", company="腾讯", purpose="崩溃分析", data=("android_id", "设备型号"),
                   link="https://example.com/bugly-privacy", source="sdk_list", reason="alias"),
    DeclaredSdkRow(name="云栗直播播放器", sdk_id="", company="云栗（杭州）电子商务有限公司", purpose="直播", data=(), link="",
                   source="sdk_list", reason=""),
)  # fmt: skip


def _access(data_type, api, caller, party, phase, guarded, chain, disclosed, path="classes.dex") -> DataAccessRow:
    return DataAccessRow(
        data_type=data_type, api=api, caller=caller, party=party, phase=phase, guarded=guarded, chain=chain,
        disclosed=disclosed, location=Location(path=path, symbol=caller),
    )  # fmt: skip


APPLICATION = "com.yunli.mall.MallApplication"
JPUSH_CHAIN = (f"{APPLICATION}.onCreate", f"{APPLICATION}.startSdks", "cn.jpush.android.api.JPushInterface.init",
               "cn.jiguang.internal.DeviceIds.read")  # fmt: skip
UMENG_CHAIN = (f"{APPLICATION}.onCreate", "com.yunli.mall.Consent.isAgreed", "com.umeng.commonsdk.UMConfigure.init",
               "com.umeng.commonsdk.statistics.common.DeviceConfig.getAndroidId")  # fmt: skip
ACCESSES = (
    _access("android_id", "android.provider.Settings$Secure.getString", "com.yunli.mall.risk.Fingerprint.collect", "app",
            "other", False, ("com.yunli.mall.LoginActivity.onClick", "com.yunli.mall.risk.Fingerprint.collect"), "no"),
    _access("installed_apps", "android.content.pm.PackageManager.getInstalledPackages",
            "com.yunli.mall.risk.AppScan.run", "app", "other", False,
            ("com.yunli.mall.MainActivity.onResume", "com.yunli.mall.risk.AppScan.run"), "no"),
    _access("camera", "android.hardware.Camera.open", "com.yunli.mall.scan.ScanActivity.start", "app", "other", False,
            ("com.yunli.mall.scan.ScanActivity.onClick", "com.yunli.mall.scan.ScanActivity.start"), "yes"),
    _access("clipboard", "android.content.ClipboardManager.getPrimaryClip", "com.yunli.mall.share.Token.peek", "app",
            "pre_consent", False, ("com.yunli.mall.SplashActivity.onResume", "com.yunli.mall.share.Token.peek"), "no"),
    _access("android_id", "android.provider.Settings$Secure.getString", JPUSH_CHAIN[-1], "jpush", "pre_consent", False,
            JPUSH_CHAIN, "no", "classes2.dex"),
    _access("mac_address", "android.net.wifi.WifiInfo.getMacAddress", JPUSH_CHAIN[-1], "jpush", "pre_consent", False,
            JPUSH_CHAIN, "no", "classes2.dex"),
    _access("android_id", "android.provider.Settings$Secure.getString", UMENG_CHAIN[-1], "umeng-analytics",
            "pre_consent", True, UMENG_CHAIN, "yes", "classes2.dex"),
    _access("imei", "android.telephony.TelephonyManager.getImei", "com.bytedance.sdk.openadsdk.core.DeviceUtils.imei",
            "csj-pangle", "other", False, (), "no", "classes3.dex"),
    _access("installed_apps", "android.content.pm.PackageManager.getInstalledApplications",
            "com.bytedance.sdk.openadsdk.core.AppList.read", "csj-pangle", "unknown", False, (), "no", "classes3.dex"),
    _access("location_precise", "android.location.LocationManager.requestLocationUpdates",
            "com.amap.api.location.AMapLocationClient.startLocation", "amap", "other", False,
            ("com.yunli.mall.store.NearbyActivity.onClick", "com.amap.api.location.AMapLocationClient.startLocation"),
            "yes", "classes2.dex"),
)  # fmt: skip

SENSORS = (
    SensorRow(
        class_name="com.bytedance.sdk.openadsdk.core.widget.ShakeListener", party="csj-pangle", sensor_types=(1,),
        thresholds=Thresholds(acceleration=12.0, time_ms=800.0), remote_config=True, jumps=True, nested=False,
        verdict="shake", location=Location(path="classes3.dex", symbol="com.bytedance.sdk.openadsdk.core.widget.ShakeListener"),
    ),
)  # fmt: skip


def policy_section() -> PolicySection:
    clauses = {
        clause: ClauseRow(status=status, quotes=tuple(quote(words) for words in found))
        for clause, (status, found) in texts.CLAUSES.items()
    }
    types = (("phone_number", "affirm", "手机号码"), ("address", "affirm", "收货地址"), ("location_precise", "affirm", "位置信息"),
             ("contacts", "deny", "我们不会读取您的通讯录"))  # fmt: skip
    mention = quote("短信验证码")
    return PolicySection(
        documents=(
            DocumentRow(
                name=texts.POLICY_NAME,
                sha256=hashlib.sha256(texts.POLICY.encode()).hexdigest(),
                text=texts.POLICY,
                language="zh",
            ),
        ),
        clauses=clauses,
        data_types=tuple(
            PolicyDataType(id=name, polarity=polarity, action="collect", quotes=(quote(words),))
            for name, polarity, words in types
        ),
        third_parties=tuple(
            ThirdPartyRow(name=row.name, sdk_id=row.sdk_id, company=row.company, purpose=row.purpose, data=row.data,
                          link=row.link)
            for row in DECLARED if row.source == "policy"
        ),
        mentions=(MentionRow(document=mention.document, kind="data", text=mention.text, start=mention.start,
                             end=mention.end, data_type="sms"),),
    )  # fmt: skip
