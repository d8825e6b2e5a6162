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
    beside: Sequence[Tag] = ()
    """What stands in the manifest beside the application."""


def package(app: App) -> bytes:
    """The package of an app."""
    return zip_bytes(members(app))


def members(app: App) -> list[Member]:
    """What the package of an app holds."""
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
            *app.beside,
            Tag("application", {"label": "示例商城", **app.application}, [activity(MAIN), *app.components]),
        ],
        {"package": "m"},
    )
    program = dex(main, *app.classes, *helpers()[:1])
    return [Member("AndroidManifest.xml", axml(manifest), deflate=True), Member("classes.dex", program, deflate=True)]


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

_PHONE_INFO = "Lcom/android/internal/telephony/IPhoneSubInfo;"

HONEST: Final = App(body=[READ_IMEI])
#: The data is read all the same: the finding of the honest app is kept.
READING: Final[dict[str, App]] = {
    "drawable that resources may name": App(
        classes=[hidden("draw(Landroid/graphics/Canvas;)V", "Landroid/graphics/drawable/Drawable;")]
    ),
    "method of a handle": App(
        body=[
            *(const_class(2, HIDDEN), const_string(3, "look")),
            call(
                "virtual",
                f"Ljava/lang/invoke/MethodHandles$Lookup;->findVirtual({CLASS}{STRING}Ljava/lang/invoke/MethodType;)V",
                *(1, 2, 3, 4),
            ),
        ],
        classes=[hidden("look()V")],
    ),
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
    "instrumentation": App(
        classes=[hidden("onStart()V", "Landroid/app/Instrumentation;")],
        beside=[Tag("instrumentation", {"name": "m.Hidden", "targetPackage": "m"})],
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
    "service of the system, by its own interface": App(
        body=[call("interface", f"{_PHONE_INFO}->getDeviceId({STRING}){STRING}", 0, 1)]
    ),
    "permission of another app of the same user": App(
        body=[READ_IMEI], permissions=(), root={"sharedUserId": "com.example.all"}
    ),
}

_RUNTIME, _RESOLVER, _URI = "Ljava/lang/Runtime;", "Landroid/content/ContentResolver;", "Landroid/net/Uri;"
_PROCESS, _CONTEXT = "Ljava/lang/ProcessBuilder;", "Landroid/content/Context;"
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


_LOOKUP, _HANDLE = "Ljava/lang/invoke/MethodHandles$Lookup;", "Ljava/lang/invoke/MethodHandle;"
_PROPERTY = call("static", f"Landroid/util/Property;->of({CLASS}{CLASS}{STRING})Landroid/util/Property;", 1, 2, 3)
_PARTS = [
    const_string(1, "content"),
    call("static", f"{_URI}->fromParts({STRING}{STRING}{STRING}){_URI}", 1, 2, 3),
    move_result(2, reference=True),
]
_FIND = call("virtual", f"{_LOOKUP}->findVirtual({CLASS}{STRING}Ljava/lang/invoke/MethodType;){_HANDLE}", 0, 1, 2, 3)


_FACTORY, _LOADER, _INTENT = "Landroid/app/AppComponentFactory;", "Ljava/lang/ClassLoader;", "Landroid/content/Intent;"
_MAKES = f"instantiateActivity({_LOADER}{STRING}{_INTENT}){ACTIVITY}"
_ATTRIBUTES, _VIEW = "Landroid/util/AttributeSet;", "Landroid/view/View;"
_INFLATE = call(
    "virtual", f"Landroid/view/LayoutInflater;->createView({STRING}{STRING}{_ATTRIBUTES}){_VIEW}", 2, 1, 3, 4
)
_FRAGMENT = "Landroidx/fragment/app/Fragment;"


def _of_manager(name: str, owner: str = "Landroid/telephony/TelephonyManager;") -> list[Instruction]:
    return [const_class(1, owner), const_string(2, name), const_string(3, name)]


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
    "handle by a constant name": App(body=[_of_manager("getImei"), _FIND]),
    "field by a handle and a name that is made": App(
        body=[
            made(2),
            call(
                "virtual", f"{_LOOKUP}->findVarHandle({CLASS}{STRING}{CLASS})Ljava/lang/invoke/VarHandle;", 3, 1, 2, 4
            ),
        ]
    ),
    "property of an object": App(body=[_of_manager("imei"), _PROPERTY]),
    "property by a name that is made": App(body=[const_class(1, OBJECT), made(3), _PROPERTY]),
    "activity by the factory of components": App(body=[made(1), call("virtual", f"{_FACTORY}->{_MAKES}", 3, 2, 1, 4)]),
    "activity by instrumentation": App(
        body=[
            made(1),
            call(
                "virtual",
                f"Landroid/app/Instrumentation;->newActivity({_LOADER}{STRING}{_INTENT}){ACTIVITY}",
                *(3, 2, 1, 4),
            ),
        ]
    ),
    "fragment by a name that is made": App(
        body=[made(1), call("static", f"{_FRAGMENT}->instantiate({_CONTEXT}{STRING}){_FRAGMENT}", 2, 1)]
    ),
    "fragment by the factory of fragments": App(
        body=[
            made(1),
            call(
                "virtual",
                f"Landroidx/fragment/app/FragmentFactory;->instantiate({_LOADER}{STRING}){_FRAGMENT}",
                3,
                2,
                1,
            ),
        ]
    ),
    "view by a name that is made": App(body=[made(1), _INFLATE]),
    "reflection of Kotlin": App(body=[call("interface", f"Lkotlin/reflect/KFunction;->call([{OBJECT}){OBJECT}", 4, 5)]),
    "class by a lookup": App(body=[made(1), call("virtual", f"{_LOOKUP}->findClass({STRING}){CLASS}", 2, 1)]),
    "class of a file of code": App(
        body=[
            made(1),
            call("virtual", f"Ldalvik/system/DexFile;->loadClass({STRING}Ljava/lang/ClassLoader;){CLASS}", 2, 1, 3),
        ]
    ),
    "elements of a loader by their own method": App(
        body=[call("static", "Ldalvik/system/DexPathList;->makePathElements(Ljava/util/List;)[Ljava/lang/Object;", 1)]
    ),
    "code of another app, for a user": App(
        body=[
            call(
                "virtual",
                f"{_CONTEXT}->createPackageContextAsUser({STRING}ILandroid/os/UserHandle;){_CONTEXT}",
                *(2, 1, 3, 4),
            )
        ]
    ),
    "script that reaches all of Java": App(
        body=[made(2), call("virtual", f"Lbsh/Interpreter;->eval({STRING}){OBJECT}", 1, 2)]
    ),
    "provider by parts that are made": App(body=[made(2), _PARTS, _ASK]),
    "code of another package": App(components=[Tag("uses-sdk-library", {"name": "com.other.code"})]),
    "activity that is a library": App(
        components=[
            Tag(
                "activity",
                {"name": "android.app.NativeActivity", "exported": True},
                [_ICON, Tag("meta-data", {"name": "android.app.lib_name", "value": "own"})],
            )
        ]
    ),
    "parts of the app that are elsewhere": App(root={"requiredSplitTypes": "feature__shop"}),
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
    "fragment of the app's own": App(
        body=[
            const_string(1, "m.Shop"),
            call("static", f"{_FRAGMENT}->instantiate({_CONTEXT}{STRING}){_FRAGMENT}", 2, 1),
        ]
    ),
    "view of the platform": App(body=[const_string(1, "android.widget.TextView"), _INFLATE]),
    "factory of components that hands on": App(
        classes=[
            hidden(
                _MAKES, _FACTORY, body=code(call("super", f"{_FACTORY}->{_MAKES}", 0, 1, 2, 3), registers=4, incoming=4)
            )
        ],
        application={"appComponentFactory": ".Hidden"},
    ),
    "everybody's name": App(body=[const_string(1, "getName"), _MEMBER, _INVOKE]),
    "handle of the app's own": App(body=[_of_manager("getImei", MAIN), _FIND]),
    "property of a view": App(body=[_of_manager("alpha", "Landroid/view/View;"), _PROPERTY]),
    "provider of the app's own by parts": App(body=[const_string(2, "//m.files/a"), _PARTS, _ASK]),
    "address of a telephone": App(
        body=[
            *(const_string(1, "tel"), made(2)),
            call("static", f"{_URI}->fromParts({STRING}{STRING}{STRING}){_URI}", 1, 2, 3),
            *(move_result(2, reference=True), _ASK),
        ]
    ),
    "instrumentation that nothing declares": App(classes=[hidden("onStart()V", "Landroid/app/Instrumentation;")]),
    "library of the system": App(components=[Tag("uses-library", {"name": "org.apache.http.legacy"})]),
    "class that nobody names": App(classes=[hidden("run()V", interfaces=[_RUNNABLE])]),
    "service that stays off": App(
        classes=[hidden("onCreate()V", "Landroid/app/Service;")], components=[_component("service", enabled=False)]
    ),
    "no permission": App(body=[READ_IMEI], permissions=()),
}
