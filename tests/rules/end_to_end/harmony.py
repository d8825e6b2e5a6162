"""Rules on what a HarmonyOS app declares, and on what its bytecode does."""

from __future__ import annotations

from typing import Any

from tests.support.abc_assembly import Assembly
from tests.support.abc_builder import abc
from tests.support.apk_builder import Member
from tests.support.arkts_programs import ability, call, page, text
from tests.support.end_to_end import Case, Given
from tests.support.harmony_builder import hap, module

_TEXTS = {
    "app_name": {"": "轻荷"},
    "scan": {"": "用于扫码", "en_US": "To scan codes"},
    "talk": {"": "用于语音留言"},
    "empty": {"": " "},
    "half": {"": "用于扫码", "en_US": "reason"},
    "template": {"": "请在此描述你使用蓝牙的理由"},
    "named": {"": "module description", "zh_CN": "模块描述"},
}


def _asks(name: str, reason: str = "", when: str = "inuse") -> dict[str, Any]:
    said = {"reason": f"$string:{reason}"} if reason else {}
    return {"name": f"ohos.permission.{name}", "usedScene": {"abilities": ["EntryAbility"], "when": when}, **said}


def _app(*permissions: dict[str, Any], **more: Any) -> Given:  # any JSON value
    code = Member("ets/modules.abc", abc(["L&entry/src/main/ets/A&;"]))
    return Given(package=hap(module(*permissions, **more), code, texts=_TEXTS), name="app.hap")


_RUNS = [{"name": "EntryAbility", "backgroundModes": ["location"]}]
_STARTED = [{"name": "EntryAbility", "srcEntry": "./ets/entryability/EntryAbility.ets"}]
_REQUESTS = [
    *("@ohos:identifier.oaid", "@ohos:data.preferences", "@ohos:contact", "@ohos:abilityAccessCtrl"),
    "@hms:core.appgalleryservice.privacyManager",
]
_IMPORTS = [
    ("default", name, number) for number, name in enumerate(("oaid", "preferences", "contact", "access", "policy"))
]


def _runs(*lines: str, click: tuple[str, ...] = (), declares: tuple[str, ...] = ()) -> Given:
    """An app whose first page does something as it appears, and something as its button is touched."""

    def built() -> bytes:
        code = page(ability(Assembly()), appear=lines, click=click, requests=_REQUESTS, imports=_IMPORTS)
        permissions = [_asks(name, "scan") for name in declares]
        bytecode = Member("ets/modules.abc", code.data())
        return hap(module(*permissions, abilities=_STARTED), bytecode, texts=_TEXTS)

    return Given(package=built, name="app.hap")


def _asked(*names: str) -> list[str]:
    """A request for permissions."""
    listed = " ".join(f"'ohos.permission.{name}'" for name in names)
    asks = [*call(3, "createAtManager"), "sta v4", "ldobjbyname 0 'requestPermissionsFromUser'"]
    return [f"createarraywithbuffer 0 [{listed}]", "sta v6", *asks, "callthis2 0 v4 v5 v6"]


def _shakes(*then: str, stronger_than: int = 12) -> Given:
    """An app whose first page listens to the accelerometer, and does something at strong movements."""
    sensor = ["ldexternalmodulevar 0", "ldobjbyname 0 'SensorId'", "ldobjbyname 0 'ACCELEROMETER'", "sta v5"]
    listens = [*sensor, "definefunc 0 @#told 1", "sta v6", *call(0, "on", arguments=2)]
    requests, imports = (
        ["@ohos:sensor", "@ohos:app.ability.common"],
        [("default", "sensor", 0), ("default", "common", 1)],
    )
    strong = ["lda v19", "ldobjbyname 0 'x'", "sta v8", f"ldai {stronger_than}", "greater 0 v8", "jeqz :end"]

    def built() -> bytes:
        code = page(ability(Assembly()), appear=listens, requests=requests, imports=imports)
        code.function("#told", *strong, *then, "end:", "returnundefined", arguments=4)
        return hap(module(abilities=_STARTED), Member("ets/modules.abc", code.data()), texts=_TEXTS)

    return Given(package=built, name="app.hap")


def _goes_on(name: str) -> Given:
    """An app that may use the position at all times, and calls something of tasks in the background."""

    def built() -> bytes:
        code = page(
            ability(Assembly()), click=call(0, name), requests=["@ohos:resourceschedule.backgroundTaskManager"],
            imports=[("default", "tasks", 0)],
        )  # fmt: skip
        configuration = module(_asks("LOCATION", "talk", "always"), abilities=_RUNS)
        return hap(configuration, Member("ets/modules.abc", code.data()), texts=_TEXTS)

    return Given(package=built, name="app.hap")


_OAID = call(0, "getOAID")
_STORED = [*text(5, "privacy_agreed"), *call(1, "getPreferencesSync"), "sta v4", "ldobjbyname 0 'getSync'"]
_AGREED = [*_STORED, "callthis1 0 v4 v5", "callruntime.istrue 0", "jeqz :end", *_OAID, "end:"]
CASES = [
    Case(
        rule="harmony-reason-missing",
        fires=_app(_asks("CAMERA")),
        silent=_app(_asks("CAMERA", "scan"), _asks("INTERNET")),
    ),
    Case(
        rule="harmony-reason-template",
        fires=_app(_asks("ACCESS_BLUETOOTH", "template")),
        silent=_app(_asks("ACCESS_BLUETOOTH", "talk")),
    ),
    Case(
        rule="harmony-reason-template",
        fires=_app(_asks("CAMERA", "half")),
        silent=_app(_asks("CAMERA", "scan")),
    ),
    Case(
        rule="harmony-reason-repeated",
        fires=_app(_asks("CAMERA", "scan"), _asks("MICROPHONE", "scan")),
        silent=_app(_asks("CAMERA", "scan"), _asks("MICROPHONE", "talk")),
    ),
    Case(
        rule="harmony-permission-always",
        fires=_app(_asks("LOCATION", "talk", "always")),
        silent=_app(_asks("LOCATION", "talk", "always"), abilities=_RUNS),
    ),
    Case(  # the same with a call that ends what was never begun
        rule="harmony-background-unstarted",
        fires=_goes_on("stopBackgroundRunning"),
        silent=_goes_on("startBackgroundRunning"),
    ),
    Case(
        rule="harmony-reason-template",
        fires=_app(_asks("CAMERA", "named")),
        silent=_app(_asks("CAMERA", "scan")),
    ),
    Case(
        rule="harmony-permission-undeclared",
        fires=_runs(click=tuple(call(2, "queryContacts"))),
        silent=_runs(click=tuple(call(2, "queryContacts")), declares=("READ_CONTACTS",)),
    ),
    Case(  # the same with a picker, which needs no permission
        rule="harmony-permission-undeclared",
        fires=_runs(click=tuple(call(2, "queryMyCard"))),
        silent=_runs(click=tuple(call(2, "selectContacts"))),
    ),
    Case(
        rule="excess-permission-unused",
        fires=_runs(*_OAID, declares=("READ_CONTACTS", "APP_TRACKING_CONSENT")),
        silent=_runs(*_OAID, click=tuple(call(2, "queryContacts")), declares=("READ_CONTACTS", "APP_TRACKING_CONSENT")),
    ),
    Case(
        rule="pre-consent-collection",
        fires=_runs(*_OAID, declares=("APP_TRACKING_CONSENT",)),
        silent=_runs(*_AGREED, declares=("APP_TRACKING_CONSENT",)),
    ),
    Case(
        rule="pre-consent-collection",
        fires=_runs(*_OAID, declares=("APP_TRACKING_CONSENT",)),
        silent=_runs(click=tuple(_OAID), declares=("APP_TRACKING_CONSENT",)),
    ),
    Case(
        rule="permissions-asked-together",
        fires=_runs(click=tuple(_asked("CAMERA", "READ_CONTACTS")), declares=("CAMERA", "READ_CONTACTS")),
        silent=_runs(click=tuple(_asked("CAMERA", "MICROPHONE")), declares=("CAMERA", "MICROPHONE")),
    ),
    Case(
        rule="permission-request-at-launch",
        fires=_runs(*_asked("CAMERA"), declares=("CAMERA",)),
        silent=_runs(click=tuple(_asked("CAMERA")), declares=("CAMERA",)),
    ),
    Case(  # the same without what it opens
        rule="app-shake-jump",
        fires=_shakes(*call(1, "context", "startAbility")),
        silent=_shakes(*call(1, "context", "showToast")),
    ),
    Case(
        rule="shake-acceleration-below-reference",
        fires=_shakes(*call(1, "context", "startAbility")),
        silent=_shakes(*call(1, "context", "startAbility"), stronger_than=16),
    ),
    Case(  # a policy that the store keeps and shows is one, whether the configuration names it or the code asks for it
        rule="harmony-no-policy",
        fires=_app(),
        silent=_app(metadata=[{"name": "appgallery_privacy_hosted", "value": "1"}]),
    ),
    Case(
        rule="harmony-no-policy",
        fires=_app(metadata=[{"name": "appgallery_privacy_hosted", "value": "0"}]),
        silent=_runs(*call(4, "requestAppPrivacyConsent")),
    ),
]
