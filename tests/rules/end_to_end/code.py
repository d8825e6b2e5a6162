"""Rules on what the code of a package does."""

from __future__ import annotations

from tests.rules.end_to_end.classes import ACTIVITY, MAIN, Part, code_case, listener, method, of_class, running
from tests.rules.end_to_end.packages import OWNER, component
from tests.rules.end_to_end.policies import policy
from tests.support.dalvik_assembly import (
    DIRECT,
    EQ,
    LE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    call_range,
    code,
    give,
    if_zero,
    long,
    new,
    new_array,
    read_static,
    result,
    result_wide,
    single,
    small,
    text,
    three,
    two,
)
from tests.support.dex_builder import DefinedClass, DefinedMethod
from tests.support.end_to_end import Case, Given

_INT_RETURN = 0x0F
_INTENT = "Landroid/content/Intent;"
_TEXTS = "[Ljava/lang/String;"
_ASK = f"Landroidx/core/app/ActivityCompat;->requestPermissions({ACTIVITY}{_TEXTS}I)V"
_RESULT = f"onRequestPermissionsResult(I{_TEXTS}[I)V"


_CLIPBOARD = call(VIRTUAL, "Landroid/content/ClipboardManager;->getPrimaryClip()Landroid/content/ClipData;", 0)
_TASK = f"{OWNER}.Task"
_SCHEDULE = "Ljava/util/Timer;->schedule(Ljava/util/TimerTask;JJ)V"
_UPDATES = (
    "Landroid/location/LocationManager;->requestLocationUpdates"
    "(Ljava/lang/String;JFLandroid/location/LocationListener;)V"
)


def _repeating(*parts: Part) -> bytes:
    """An app whose first screen runs a task every five seconds."""
    task = of_class(_TASK, method("run()V", *parts), superclass="Ljava/util/TimerTask;")
    return running(
        new(1, task.descriptor),
        call(DIRECT, f"{task.descriptor}-><init>()V", 1),
        long(2, 0),
        long(4, 5000),
        call_range(VIRTUAL, _SCHEDULE, 0, 6),
        classes=[task],
    )


def _positioned(milliseconds: int) -> bytes:
    """An app that asks for positions at an interval."""
    return running(
        text(1, "gps"),
        long(2, milliseconds),
        small(4, 0),
        small(5, 0),
        call_range(VIRTUAL, _UPDATES, 0, 6),
        permissions=["ACCESS_FINE_LOCATION"],
    )


FREQUENCY = [
    # Each time that the screen is shown again, and once when it is made.
    code_case("read-at-every-resume", running(more=[method("onResume()V", _CLIPBOARD)]), running(_CLIPBOARD)),
    # The same task, which reads, and which does not.
    code_case("repeated-reading", _repeating(_CLIPBOARD), _repeating()),
    # One second and ten minutes, in milliseconds.
    code_case("frequent-positioning", _positioned(1000), _positioned(600_000)),
]


def _tapped(*parts: Part) -> DefinedMethod:
    return method("onClick(Landroid/view/View;)V", *parts, incoming=2)


def _service(answer: int) -> bytes:
    """A service that tells the system whether to start it again."""
    kept = DefinedMethod(f"onStartCommand({_INTENT}II)I", code(small(0, answer), give(0, _INT_RETURN), incoming=4))
    keeper = of_class(f"{OWNER}.Keeper", kept, superclass="Landroid/app/Service;")
    return running(classes=[keeper], inside=[component("service", f"{OWNER}.Keeper", exported=False)])


def _starts(package: str) -> bytes:
    """An app that starts a service of a package."""
    return running(
        text(1, package),
        call(VIRTUAL, f"{_INTENT}->setPackage(Ljava/lang/String;){_INTENT}", 0, 1),
        call(VIRTUAL, f"Landroid/content/Context;->startService({_INTENT})Landroid/content/ComponentName;", 2, 0),
    )


_PARSE = "Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;"
_OPEN = call(VIRTUAL, f"{MAIN}->startActivity({_INTENT})V", 12, 2)


def _opening(address: str) -> list[Part]:
    """Opens an address."""
    return [text(0, address), call(STATIC, _PARSE, 0), result(1), _OPEN]


def _storing(*names: str) -> list[Part]:
    """Stores settings under these names."""
    put = "Landroid/content/SharedPreferences$Editor;->putBoolean(Ljava/lang/String;Z)V"
    return [part for name in names for part in (text(1, name), small(2, 1), call(VIRTUAL, put, 0, 1, 2))]


_UNTOLD = policy(policy_change_notice="我们可能会适时修订本政策。")


def _consenting(fires: bytes, silent: bytes) -> Case:
    """A policy that names no way of announcing changes, beside two apps."""
    return Case(
        rule="consent-version-not-kept",
        fires=Given(package=fires, policy=_UNTOLD),
        silent=Given(package=silent, policy=_UNTOLD),
    )


def _telling(agreed: int) -> bytes:
    """An app that tells an SDK at launch whether the user agreed."""
    return running(small(1, agreed), call(STATIC, "Lcom/mob/MobSDK;->submitPolicyGrantResult(Z)V", 1))


CONSENT = [
    code_case("sdk-told-of-consent-early", _telling(1), _telling(0)),
    _consenting(running(*_storing("privacy_agreed")), running(*_storing("privacy_agreed", "privacy_policy_version"))),
    _consenting(running(*_storing("user_agreed")), running(*_storing("night_mode"))),
]
JUMPS = [
    # At launch and on a tap; into another app and into a browser.
    code_case(
        "automatic-jump", running(*_opening("taobao://item")), running(more=[_tapped(*_opening("taobao://item"))])
    ),
    code_case(
        "automatic-jump", running(*_opening("market://details?id=cn.other")), running(*_opening("https://a.cn/b"))
    ),
]
SELF_START = [
    code_case("background-restart", _service(1), _service(2)),
    code_case("wakes-other-apps", _starts("cn.other.push"), _starts(OWNER)),
]


def _asking(*names: str) -> list[Part]:
    """Asks for permissions at once."""
    parts: list[Part] = [small(0, len(names)), new_array(1, 0, _TEXTS)]
    for index, name in enumerate(names):
        parts += [small(2, index), text(3, f"android.permission.{name}"), three(0x4D, 3, 1, 2)]
    return [*parts, call(STATIC, _ASK, 15, 1, 0)]


def _on_refusal(*parts: Part, refused: int = EQ) -> bytes:
    """An app whose first screen does something when the camera is refused, or granted."""
    answered = method(
        _RESULT, small(0, 0), three(0x44, 1, 15, 0), if_zero(refused, 1, "end"), *parts, "end", incoming=4
    )
    return running(more=[_tapped(*_asking("CAMERA")), answered], permissions=["CAMERA"])


_FINISH = call(VIRTUAL, f"{MAIN}->finish()V", 12)
_AGAIN = call(STATIC, _ASK, 12, 14, 0)
_TWO = ["CAMERA", "READ_CONTACTS"]
_CAMERA = _tapped(*_asking("CAMERA"))
REQUESTS = [
    # Both texts name the camera, one of them what for.
    code_case(
        "permission-purpose-untold",
        running(text(0, "请在设置中开启相机权限"), more=[_CAMERA], permissions=["CAMERA"]),
        running(text(0, "需要使用相机权限，用于扫描二维码"), more=[_CAMERA], permissions=["CAMERA"]),
    ),
    # Who asks: the app, or an SDK.
    code_case(
        "permission-purpose-untold",
        running(more=[_CAMERA], permissions=["CAMERA"]),
        running(classes=[of_class("com.appsflyer.Core", method("run()V", *_asking("CAMERA")))], permissions=["CAMERA"]),
    ),
    code_case(
        "permission-request-at-launch",
        running(*_asking("CAMERA"), permissions=["CAMERA"]),
        running(more=[_tapped(*_asking("CAMERA"))], permissions=["CAMERA"]),
    ),
    code_case(
        "permissions-asked-together",
        running(more=[_tapped(*_asking(*_TWO))], permissions=_TWO),
        running(more=[_tapped(*_asking("CAMERA"))], permissions=_TWO),
    ),
    code_case("refusal-exits", _on_refusal(_FINISH), _on_refusal(_FINISH, refused=1)),
    code_case("refusal-asks-again", _on_refusal(_AGAIN), _on_refusal(_AGAIN, refused=1)),
]
_LOCATE = call(
    VIRTUAL,
    "Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;",
    0,
    1,
)
_CALLS = text(0, "content://call_log/calls")
_CONTACTS = text(0, "content://icc/adn")
_DIALLER = component("activity", f"{OWNER}.Dialler", "android.intent.action.DIAL", exported=True)
_PHOTOS = "Landroid/provider/MediaStore$Images$Media;->EXTERNAL_CONTENT_URI:Landroid/net/Uri;"
_INSTALL = text(0, "application/vnd.android.package-archive")


def _sdk_code(*parts: Part) -> list[DefinedClass]:
    """Code of an SDK that the first screen enters."""
    return [of_class("com.appsflyer.Core", method("run()V", *parts))]


_ENTER = call(VIRTUAL, "Lcom/appsflyer/Core;->run()V", 0)
PERMISSIONS = [
    code_case(
        "call-log-permission",
        running(_CALLS, permissions=["READ_CALL_LOG"]),
        running(_CALLS, permissions=["READ_CALL_LOG"], inside=[_DIALLER]),
    ),
    code_case(
        "contacts-permission",
        running(_CONTACTS, permissions=["READ_CONTACTS"]),
        running(_ENTER, classes=_sdk_code(_CONTACTS), permissions=["READ_CONTACTS"]),
    ),
    code_case(
        "lending-reads-contacts",
        running(_CONTACTS, permissions=["READ_CONTACTS"], label="某某贷款"),
        running(_CONTACTS, permissions=["READ_CONTACTS"]),
    ),
    code_case(
        "background-location",
        running(_LOCATE, permissions=["ACCESS_FINE_LOCATION", "ACCESS_BACKGROUND_LOCATION"]),
        running(_LOCATE, permissions=["ACCESS_FINE_LOCATION"]),
    ),
    code_case(
        "all-files-access",
        running(read_static(0, _PHOTOS), permissions=["MANAGE_EXTERNAL_STORAGE"]),
        running(read_static(0, _PHOTOS), permissions=["READ_MEDIA_IMAGES"]),
    ),
    code_case(
        "sdk-installs-apps",
        running(_ENTER, classes=_sdk_code(_INSTALL), permissions=["REQUEST_INSTALL_PACKAGES"]),
        running(_INSTALL, permissions=["REQUEST_INSTALL_PACKAGES"]),
    ),
]


def _holding(*names: str) -> bytes:
    """An app with these classes, by their names in Java notation."""
    return running(classes=[of_class(name, method("run()V")) for name in names])


def _verifying(*texts: str) -> bytes:
    """An app with an SDK for faces that shows these texts."""
    face = of_class("com.arcsoft.face.FaceEngine", method("run()V"))
    return running(*(text(0, each) for each in texts), classes=[face])


def _personal(value: str) -> bytes:
    """An app that sets the personalisation of an ad SDK when a switch is tapped, to a constant."""
    mobads = "Lcom/baidu/mobads/sdk/api/MobadsPermissionSettings;"
    tapped = _tapped(small(0, int(value)), call(STATIC, f"{mobads}->setLimitPersonalAds(Z)V", 0))
    sdk = of_class("com.baidu.mobads.sdk.api.MobadsPermissionSettings", method("setLimitPersonalAds(Z)V", incoming=1))
    return running(more=[tapped], classes=[sdk])


def _starting(name: str) -> bytes:
    """An app that starts Umeng by a method of this name, which reads the ANDROID_ID."""
    started = DefinedMethod(f"{name}()V", code(*_ANDROID_ID, RETURN_VOID, incoming=0), 9, False)
    umeng = of_class("com.umeng.commonsdk.UMConfigure", started)
    return running(call(STATIC, f"{umeng.descriptor}->{name}()V"), classes=[umeng])


def _reading(name: str) -> list[DefinedClass]:
    """A class with a static method that reads the ANDROID_ID."""
    return [of_class(name, DefinedMethod("run()V", code(*_ANDROID_ID, RETURN_VOID, incoming=0), 9, False))]


_ANDROID_ID = (
    text(1, "android_id"),
    call(
        STATIC,
        "Landroid/provider/Settings$Secure;->getString"
        "(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;",
        0,
        1,
    ),
)
_JSON = (
    text(6, "speed"),
    call(VIRTUAL, "Lorg/json/JSONObject;->optDouble(Ljava/lang/String;)D", 7, 6),
    result_wide(8),
    two(0x8C, 4, 8),
)
_DOWN = (single(4, -16.0), three(0x2D, 5, 1, 4), if_zero(LE, 5, "end"))
SDKS = [
    # Shaken to one side, and to both.
    code_case(
        "shake-one-way",
        running(classes=[listener(f"{OWNER}.Shake", single(4, 16.0))]),
        running(classes=[listener(f"{OWNER}.Shake", *_DOWN, single(4, 16.0))]),
    ),
    code_case("hot-update-sdk", _holding("com.taobao.sophix.SophixManager"), _holding(f"{OWNER}.SophixManager")),
    code_case("face-sdk-alternative", _holding("com.arcsoft.face.FaceEngine"), _holding(f"{OWNER}.FaceEngine")),
    code_case("face-sdk-alternative", _verifying("刷脸登录"), _verifying("刷脸登录", "其他登录方式")),
    code_case(
        "unknown-third-party",
        running(call(STATIC, "Lcn/strange/tracking/Core;->run()V"), classes=_reading("cn.strange.tracking.Core")),
        running(call(STATIC, "Lcom/appsflyer/Core;->run()V"), classes=_reading("com.appsflyer.Core")),
    ),
    code_case("safe-start-reads", _starting("preInit"), _starting("init")),
    code_case("personalization-left-on", _personal("0"), _personal("1")),
    code_case(
        "ad-sdk-sensor",
        running(classes=[listener("com.qq.e.Sensor", jumps=False)]),
        running(classes=[listener(f"{OWNER}.Steps", jumps=False)]),
    ),
    code_case(
        "shake-remote-threshold",
        running(classes=[listener(f"{OWNER}.Shake", *_JSON)]),
        running(classes=[listener(f"{OWNER}.Shake", single(4, 16.0))]),
    ),
]
CASES = [*FREQUENCY, *CONSENT, *JUMPS, *SELF_START, *REQUESTS, *PERMISSIONS, *SDKS]
