"""A small app that reads the IMEI, and ways in which one like it does so where no call of its own leads or shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.metamorphic.code_evasions import CLASS, METHOD, STRING, helpers, made
from tests.support.apk_builder import Member, zip_bytes
from tests.support.axml_builder import Tag, axml
from tests.support.dex_builder import Code, DefinedClass
from tests.support.program_assembly import (
    ACTIVITY,
    OBJECT,
    READ_IMEI,
    Instruction,
    call,
    code,
    const_class,
    const_string,
    defined,
    dex,
    move_result,
    new,
)

POLICY: Final = """<!doctype html><meta charset="utf-8"><h1>示例商城隐私政策</h1>
<p>更新日期：2026年1月1日。本政策由北京示例科技有限公司制定。</p>
<p>注册账号时，我们收集您的手机号码，用于创建账号。您可以在“设置-账号与安全-注销账号”中注销账号。</p>"""
MAIN, HIDDEN = "Lm/Main;", "Lm/Hidden;"
READ: Final = code(READ_IMEI, incoming=2)
_PHONE = "android.permission.READ_PHONE_STATE"
_ICON = Tag(
    "intent-filter",
    {},
    [
        Tag("action", {"name": "android.intent.action.MAIN"}),
        Tag("category", {"name": "android.intent.category.LAUNCHER"}),
    ],
)
Part = Instruction | list[Instruction]


@dataclass(frozen=True)
class App:
    """What differs from an app that does nothing: its code and what the manifest says."""

    body: Sequence[Part] = ()
    classes: Sequence[DefinedClass] = ()
    application: Mapping[str, Any] = field(default_factory=dict)
    root: Mapping[str, Any] = field(default_factory=dict)
    components: Sequence[Tag] = ()
    permissions: Sequence[str] = (_PHONE,)


def package(app: App) -> bytes:
    """The package of an app."""
    main = defined(
        MAIN,
        {
            "<init>()V": code(call("direct", f"{ACTIVITY}-><init>()V", 9), incoming=1),
            "onCreate(Landroid/os/Bundle;)V": code(*app.body, registers=16, incoming=2),
        },
        superclass=ACTIVITY,
    )
    manifest = Tag(
        "manifest",
        {"versionCode": 1, "versionName": "1.0", **app.root},
        [
            Tag("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 34}),
            *(Tag("uses-permission", {"name": name}) for name in app.permissions),
            Tag("application", {"label": "示例商城", **app.application}, [activity(MAIN), *app.components]),
        ],
        {"package": "m"},
    )
    members = [Member("AndroidManifest.xml", axml(manifest), deflate=True)]
    return zip_bytes([*members, Member("classes.dex", dex(main, *app.classes, *helpers()[:1]), deflate=True)])


def activity(descriptor: str) -> Tag:
    """An activity with an icon."""
    return Tag("activity", {"name": descriptor[1:-1].replace("/", "."), "exported": True}, [_ICON])


def hidden(name: str, superclass: str = OBJECT, interfaces: Sequence[str] = (), body: Code = READ) -> DefinedClass:
    """A class of the app with one method."""
    init = code(call("direct", f"{superclass}-><init>()V", 9), incoming=1)
    return defined(HIDDEN, {"<init>()V": init, name: body}, superclass=superclass, interfaces=interfaces)


def _component(tag: str, **attributes: Any) -> Tag:
    return Tag(tag, {"name": "m.Hidden", **attributes})


_RUNNABLE = "Ljava/lang/Runnable;"
_SERVICES = call("static", f"Ljava/util/ServiceLoader;->load({CLASS})Ljava/util/ServiceLoader;", 1)
_SWITCH = call("virtual", "Landroid/content/pm/PackageManager;->setComponentEnabledSetting(Lm/Name;II)V", 1, 2, 3, 4)
_MAKER = defined(
    "Lm/Maker;",
    {f"make({CLASS})V": code(call("virtual", f"{CLASS}->newInstance(){OBJECT}", 9), incoming=1)},
    static=[f"make({CLASS})V"],
)

HONEST: Final = App(body=[READ_IMEI])
#: The data is read all the same: the finding of the honest app is kept.
READING: Final[dict[str, App]] = {
    "second icon": App(classes=[hidden("onCreate(Landroid/os/Bundle;)V", ACTIVITY)], components=[activity(HIDDEN)]),
    "factory of components": App(
        classes=[hidden("instantiateApplication()V", "Landroid/app/AppComponentFactory;")],
        application={"appComponentFactory": ".Hidden"},
    ),
    "code preloaded for processes": App(
        classes=[hidden("doPreload()V", interfaces=["Landroid/app/ZygotePreload;"])],
        application={"zygotePreloadName": "m.Hidden"},
    ),
    "backup": App(
        classes=[hidden("onRestore()V", "Landroid/app/backup/BackupAgent;")], application={"backupAgent": ".Hidden"}
    ),
    "service that is switched on": App(
        body=[_SWITCH],
        classes=[hidden("onCreate()V", "Landroid/app/Service;")],
        components=[_component("service", enabled=False)],
    ),
    "class handed on as a constant": App(
        body=[const_class(1, HIDDEN), call("static", f"Lm/Maker;->make({CLASS})V", 1)],
        classes=[_MAKER, hidden("run()V", interfaces=[_RUNNABLE])],
    ),
    "service of an interface": App(
        body=[const_class(1, _RUNNABLE), _SERVICES], classes=[hidden("run()V", interfaces=[_RUNNABLE])]
    ),
    "initialiser of an enumeration": App(
        body=[const_class(1, HIDDEN)], classes=[hidden("<clinit>()V", "Ljava/lang/Enum;")]
    ),
    "text of an object": App(body=[new(1, HIDDEN)], classes=[hidden(f"toString(){STRING}")]),
    "object from a message": App(
        classes=[hidden("createFromParcel()V", interfaces=["Landroid/os/Parcelable$Creator;"])]
    ),
    "drawable of a resource": App(classes=[hidden("draw()V", "Landroid/graphics/drawable/Drawable;")]),
    "permission of another app of the same user": App(
        body=[READ_IMEI], permissions=(), root={"sharedUserId": "com.example.all"}
    ),
}

_RUNTIME, _RESOLVER, _URI = "Ljava/lang/Runtime;", "Landroid/content/ContentResolver;", "Landroid/net/Uri;"
_PROCESS = "Ljava/lang/ProcessBuilder;"
_EXEC = call("virtual", f"{_RUNTIME}->exec({STRING})Ljava/lang/Process;", 0, 1)
_PARSE = [call("static", f"{_URI}->parse({STRING}){_URI}", 1), move_result(2, reference=True)]
_ASK = call("virtual", f"{_RESOLVER}->call({_URI}{STRING}{STRING}Landroid/os/Bundle;)Landroid/os/Bundle;", 3, 2, 4, 5)
_SETTING = call("static", f"Landroid/provider/Settings$Secure;->getString({_RESOLVER}{STRING}){STRING}", 3, 1)
_FOR_NAME = [call("static", f"{CLASS}->forName({STRING}){CLASS}", 1), move_result(2, reference=True)]
_MEMBER = [call("virtual", f"{CLASS}->getMethod({STRING}[{CLASS}){METHOD}", 2, 1, 3), move_result(4, reference=True)]
_INVOKE = call("virtual", f"{METHOD}->invoke({OBJECT}[{OBJECT}){OBJECT}", 4, 3, 5)
_ALL = defined(
    "Lm/All;",
    {
        f"of({CLASS})[{METHOD}": code(
            call("virtual", f"{CLASS}->getMethods()[{METHOD}", 9), move_result(0, reference=True), (0x0011,), incoming=1
        )
    },
    static=[f"of({CLASS})[{METHOD}"],
)
_ALL_OF = [call("static", f"Lm/All;->of({CLASS})[{METHOD}", 2), move_result(1, reference=True)]


def _as(kind: str) -> list[Instruction]:
    return [const_class(5, kind), call("virtual", f"{CLASS}->asSubclass({CLASS}){CLASS}", 2, 5)]


#: What is read nobody can tell: the report says so.
UNSEEN: Final[dict[str, App]] = {
    "command that is made": App(body=[made(1), _EXEC]),
    "script": App(body=[const_string(1, "sh /data/local/tmp/a.sh"), _EXEC]),
    "command of a service": App(body=[const_string(1, "/system/bin/service call iphonesubinfo 1"), _EXEC]),
    "command in a list": App(body=[made(1), call("direct", f"{_PROCESS}-><init>([{STRING})V", 2, 1)]),
    "setting by a name that is made": App(body=[made(1), _SETTING]),
    "provider by an address that is made": App(body=[made(1), _PARSE, _ASK]),
    "agent of the debugger": App(
        body=[
            const_string(1, "liba.so"),
            call("static", f"Landroid/os/Debug;->attachJvmtiAgent({STRING}{STRING}Ljava/lang/ClassLoader;)V", 1, 2, 3),
        ]
    ),
    "class taken as an object": App(
        body=[made(1), _FOR_NAME, _as(OBJECT), const_string(1, "getSSID"), _MEMBER, _INVOKE]
    ),
    "telling name of a class unknown": App(body=[const_string(1, "getSSID"), _MEMBER, _INVOKE]),
    "all methods, given to others": App(body=[_ALL_OF], classes=[_ALL]),
    "call site of the file's own": App(body=[(0x00FC, 0, 0)]),
    "handle of a method": App(body=[(0x00FE, 0)]),
}
#: What ordinary apps do: nothing is said of it.
ORDINARY: Final[dict[str, App]] = {
    "command that reads nothing": App(body=[const_string(1, "chmod 700 /data/data/m/files"), _EXEC]),
    "setting by its name": App(body=[const_string(1, "accessibility_enabled"), _SETTING]),
    "provider of the app's own": App(body=[const_string(1, "content://m.files/a"), _PARSE, _ASK]),
    "address from elsewhere": App(
        body=[call("virtual", f"Landroid/content/Intent;->getData(){_URI}", 1), move_result(2, reference=True), _ASK]
    ),
    "class of a kind": App(body=[made(1), _FOR_NAME, _as(_RUNNABLE)]),
    "all methods, looked at": App(body=[call("virtual", f"{CLASS}->getMethods()[{METHOD}", 2)]),
    "everybody's name": App(body=[const_string(1, "getName"), _MEMBER, _INVOKE]),
    "class that nobody names": App(classes=[hidden("run()V", interfaces=[_RUNNABLE])]),
    "service that stays off": App(
        classes=[hidden("onCreate()V", "Landroid/app/Service;")], components=[_component("service", enabled=False)]
    ),
    "no permission": App(body=[READ_IMEI], permissions=()),
}
