"""Statements that read personal data, with the permissions they need and the words a policy has for the data."""

from __future__ import annotations

from dataclasses import dataclass

_PHONE = "android.permission.READ_PHONE_STATE"
_LOCATION = "android.permission.ACCESS_FINE_LOCATION"
_WIFI = "android.permission.ACCESS_WIFI_STATE"
_TELEPHONY = '((android.telephony.TelephonyManager) context.getSystemService("phone"))'
_WIFI_INFO = '((android.net.wifi.WifiManager) context.getApplicationContext().getSystemService("wifi"))'


@dataclass(frozen=True, slots=True)
class Reader:
    """A Java expression with `context` in scope, the call in it that reads, and its permission.

    `strong` says that it identifies or is plainly personal, so that a read before consent is a violation.
    """

    expression: str
    api: str
    words: str
    permission: str = ""
    strong: bool = True


def _rows(uri: str) -> str:
    return f'context.getContentResolver().query(android.net.Uri.parse("{uri}"), null, null, null, null)'


READERS: dict[str, Reader] = {
    "imei": Reader(f"{_TELEPHONY}.getDeviceId()", "TelephonyManager.getDeviceId", "IMEI", _PHONE),
    "imsi": Reader(f"{_TELEPHONY}.getSubscriberId()", "TelephonyManager.getSubscriberId", "IMSI", _PHONE),
    "iccid": Reader(f"{_TELEPHONY}.getSimSerialNumber()", "TelephonyManager.getSimSerialNumber", "ICCID", _PHONE),
    "phone_number": Reader(f"{_TELEPHONY}.getLine1Number()", "TelephonyManager.getLine1Number", "本机手机号码", _PHONE),
    "cell_info": Reader(f"{_TELEPHONY}.getAllCellInfo()", "TelephonyManager.getAllCellInfo", "基站信息", _LOCATION),
    "android_id": Reader(
        'android.provider.Settings.Secure.getString(context.getContentResolver(), "android_id")',
        "Settings$Secure.getString",
        "Android ID",
    ),
    "device_serial": Reader("android.os.Build.getSerial()", "Build.getSerial", "设备序列号", _PHONE),
    "mac_address": Reader(
        f"{_WIFI_INFO}.getConnectionInfo().getMacAddress()", "WifiInfo.getMacAddress", "MAC地址", _WIFI
    ),
    "ssid_bssid": Reader(
        f"{_WIFI_INFO}.getConnectionInfo().getSSID()", "WifiInfo.getSSID", "SSID、BSSID", _WIFI, strong=False
    ),
    "wifi_list": Reader(f"{_WIFI_INFO}.getScanResults()", "WifiManager.getScanResults", "WiFi列表", _LOCATION),
    "location_precise": Reader(
        '((android.location.LocationManager) context.getSystemService("location")).getLastKnownLocation("gps")',
        "LocationManager.getLastKnownLocation",
        "精确位置信息",
        _LOCATION,
    ),
    "installed_apps": Reader(
        "context.getPackageManager().getInstalledPackages(0)", "PackageManager.getInstalledPackages", "已安装应用列表"
    ),
    "running_apps": Reader(
        '((android.app.ActivityManager) context.getSystemService("activity")).getRunningAppProcesses()',
        "ActivityManager.getRunningAppProcesses",
        "正在运行的应用",
        strong=False,
    ),
    "clipboard": Reader(
        '((android.content.ClipboardManager) context.getSystemService("clipboard")).getPrimaryClip()',
        "ClipboardManager.getPrimaryClip",
        "剪贴板内容",
        strong=False,
    ),
    "contacts": Reader(
        "context.getContentResolver().query(android.provider.ContactsContract.Contacts.CONTENT_URI,"
        " null, null, null, null)",
        "ContentResolver.query",
        "通讯录",
        "android.permission.READ_CONTACTS",
    ),
    "call_log": Reader(
        _rows("content://call_log/calls"), "ContentResolver.query", "通话记录", "android.permission.READ_CALL_LOG"
    ),
    "sms": Reader(_rows("content://sms/inbox"), "ContentResolver.query", "短信内容", "android.permission.READ_SMS"),
    "accounts": Reader(
        "android.accounts.AccountManager.get(context).getAccounts()",
        "AccountManager.getAccounts",
        "系统账户列表",
        "android.permission.GET_ACCOUNTS",
    ),
}

#: What native code that uses a permission without Java would refer to.
NATIVE: dict[str, tuple[str, ...]] = {
    "android.permission.BODY_SENSORS": ("ASensor",),
    "android.permission.RECORD_AUDIO": ("OpenSLES", "AAudio"),
    "android.permission.CAMERA": ("camera2ndk",),
}
#: Dangerous permissions that an app may declare without need: what would be found in code that used them.
UNUSED: dict[str, tuple[str, ...]] = {
    "android.permission.READ_CALENDAR": ("CalendarContract", "com.android.calendar"),
    "android.permission.READ_CALL_LOG": ("CallLog", "call_log"),
    "android.permission.READ_SMS": ("content://sms", "Telephony$Sms"),
    "android.permission.BODY_SENSORS": ("TYPE_HEART", "heart_rate"),
    "android.permission.RECORD_AUDIO": ("AudioRecord", "MediaRecorder", "SpeechRecognizer"),
    "android.permission.CAMERA": ("android/hardware/Camera", "camera2", "IMAGE_CAPTURE"),
    "android.permission.READ_CONTACTS": ("ContactsContract", "com.android.contacts"),
    "android.permission.CALL_PHONE": ("intent.action.CALL",),
    "android.permission.SEND_SMS": ("SmsManager",),
    "android.permission.GET_ACCOUNTS": ("AccountManager",),
}
