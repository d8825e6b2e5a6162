"""Rules on the manifest, the signature and the native libraries of a package."""

from __future__ import annotations

from tests.rules.end_to_end.packages import OWNER, app, component
from tests.support.apk_builder import Member, distinguished_name
from tests.support.end_to_end import Case, Given

_INTENT = "android.intent.action."
QUIET = Given(package=app())


def _case(rule: str, fires: bytes, silent: bytes = b"") -> Case:
    return Case(rule=rule, fires=Given(package=fires), silent=Given(package=silent) if silent else QUIET)


def _receiver(action: str) -> bytes:
    return app(component("receiver", f"{OWNER}.Wake", _INTENT + action, exported=False))


def _service(permission: str) -> bytes:
    return app(component("service", f"{OWNER}.Reader", permission=permission, exported=True))


def _sync(*, exported: bool) -> bytes:
    return app(component("service", f"{OWNER}.Sync", exported=exported))


def _provider(*, exported: bool) -> bytes:
    return app(component("provider", f"{OWNER}.Data", authorities=OWNER, exported=exported))


START = [
    _case("boot-start", _receiver("BOOT_COMPLETED"), _receiver("LOCALE_CHANGED")),
    _case("wake-up-broadcast", _receiver("USER_PRESENT"), _receiver("LOCALE_CHANGED")),
    _case(
        "keep-alive",
        app(members=[Member("lib/arm64-v8a/libdaemon_api21.so", b"\x7fELF")]),
        app(members=[Member("lib/arm64-v8a/libnotes.so", b"\x7fELF")]),
    ),
]
COMPONENTS = [
    _case("exported-provider", _provider(exported=True), _provider(exported=False)),
    _case("exported-component", _sync(exported=True), _sync(exported=False)),
    _case(
        "special-service",
        _service("android.permission.BIND_ACCESSIBILITY_SERVICE"),
        _service("android.permission.BIND_WALLPAPER"),
    ),
    *(
        _case("special-service", _service(f"android.permission.BIND_{what}"), _service("android.permission.BIND_DREAM"))
        for what in ("INPUT_METHOD", "AUTOFILL_SERVICE", "SCREENING_SERVICE")
    ),
]
VERSIONS = [
    _case("target-sdk-below-23", app(target_sdk=22, permissions=["CAMERA"]), app(target_sdk=22)),
    _case("target-sdk-outdated", app(target_sdk=28), app(target_sdk=29)),
    _case("blank-app-name", app(label="\u3164 ")),
]
SIGNATURE = [
    _case("debug-certificate", app(signer=distinguished_name(C="US", O="Android", CN="Android Debug"))),
    _case("signature-v1-only", app(min_sdk=23, schemes=["v1"]), app(min_sdk=23, schemes=["v1", "v2"])),
]
#: A permission that nothing uses, and one that a component uses; those that code uses are in `code`.
PERMISSIONS = [
    _case("special-permission-unused", app(permissions=["SYSTEM_ALERT_WINDOW"])),
    _case(
        "privacy-permission-unused",
        app(permissions=["RECEIVE_BOOT_COMPLETED"]),
        app(
            component("receiver", f"{OWNER}.Boot", "android.intent.action.BOOT_COMPLETED"),
            permissions=["RECEIVE_BOOT_COMPLETED"],
        ),
    ),
    _case(
        "sms-permission",
        app(
            component("receiver", f"{OWNER}.Codes", "android.provider.Telephony.SMS_RECEIVED"),
            permissions=["RECEIVE_SMS"],
        ),
        app(
            component("receiver", f"{OWNER}.Codes", "android.provider.Telephony.SMS_DELIVER"),
            component("receiver", f"{OWNER}.Inbox", "android.provider.Telephony.SMS_RECEIVED"),
            permissions=["RECEIVE_SMS"],
        ),
    ),
]
CASES = [*START, *COMPONENTS, *VERSIONS, *SIGNATURE, *PERMISSIONS]
