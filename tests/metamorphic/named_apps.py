"""Small apps whose code is elsewhere, is made by a name, or bears the name of somebody else's library."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.code_evasions import LOADER, STRING, made
from tests.metamorphic.small_apps import READ, App, hidden
from tests.support.axml_builder import Tag
from tests.support.dex_builder import Code, DefinedClass
from tests.support.program_assembly import (
    OBJECT,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    goto,
    label,
    move_result,
    new,
)

_PLAY, _CONTEXT = "Lcom/google/android/play/core/splitinstall", "Landroid/content/Context;"
_ANIMATOR, _EVALUATOR = "Landroid/animation/ObjectAnimator;", "Landroid/animation/TypeEvaluator;"
_BUNDLE, _VIEW = "Ljava/util/ResourceBundle;", "Landroid/widget/EditText;"
_PUT = call("virtual", f"Ljava/security/Provider;->put({OBJECT}{OBJECT}){OBJECT}", 1, 2, 3)
_LOADS = [*made(1), call("direct", f"Ldalvik/system/PathClassLoader;-><init>({STRING}{LOADER})V", 4, 1, 2)]
_OF_MULTIDEX = const_string(1, "dexElements")
_RECEIVES = "onReceive(Landroid/content/Context;Landroid/content/Intent;)V"
_TOOLS = "Lcom/blankj/utilcode/util/ShellUtils"
_SHELL = call("static", f"{_TOOLS};->execCmd({STRING}Z){_TOOLS}$CommandResult;", 1, 2)
_RUNS = [*made(1), call("virtual", f"Ljava/lang/Runtime;->exec({STRING})Ljava/lang/Process;", 0, 1)]
_BY_NAME = [made(1), call("static", f"Ljava/lang/Class;->forName({STRING})Ljava/lang/Class;", 1)]
_ASKED = f"Ljava/util/Properties;->getProperty({STRING}){STRING}"
_BY_SETTING = [call("virtual", _ASKED, 1, 2), move_result(1, reference=True), _BY_NAME[-1]]
_MMKV = [const_string(1, "mmkv"), call("static", f"Ljava/lang/System;->loadLibrary({STRING})V", 1)]
_PASTE, _COPY = (0x0022, 0x0102), (0x0021, 0x0102)


def _under(descriptor: str, *body: Instruction | list[Instruction]) -> App:
    """An app that runs code of its own under another name."""
    init = code(call("direct", f"{OBJECT}-><init>()V", 9), incoming=1)
    runs = defined(descriptor, {"<init>()V": init, "run()V": code(*body, registers=16, incoming=1)})
    return App(body=[new(1, descriptor), call("virtual", f"{descriptor}->run()V", 1)], classes=[runs])


def _within(descriptor: str, *body: Instruction | list[Instruction]) -> App:
    """The same, where other classes of that name's owner make use of the class."""
    app = _under(descriptor, *body)
    users = [
        defined(f"{descriptor[:-1]}User{number};", {"use()V": code(new(1, descriptor), incoming=1)})
        for number in range(3)
    ]
    return App(body=app.body, classes=[*app.classes, *users])


def _animated(*name: Instruction | list[Instruction]) -> App:
    animate = f"{_ANIMATOR}->ofObject({OBJECT}{STRING}{_EVALUATOR}[{OBJECT}){_ANIMATOR}"
    return App(body=[*name, call("static", animate, 1, 2, 3, 4)])


def _menu(number: tuple[int, int], owner: str = _VIEW) -> list[Instruction]:
    """The order of a text field's menu by its number."""
    return [(0x14 | 2 << 8, *number), call("virtual", f"{owner}->onTextContextMenuItem(I)Z", 1, 2)]


def _field_of_text() -> DefinedClass:
    """A text field that hands on what its menu was asked by a person."""
    handed: Code = code(call("super", f"{_VIEW}->onTextContextMenuItem(I)Z", 0, 1), registers=2, incoming=2)
    return hidden("onTextContextMenuItem(I)Z", _VIEW, body=handed)


#: The IMEI is read all the same: the finding of the honest app is kept.
READING: Final[dict[str, App]] = {
    "read behind a number that lets it run": App(body=[const(1, 1), branch("eqz", 1, "out"), READ_IMEI, label("out")]),
    "read behind a number that a loop changes": App(
        body=[const(1, 0), label("again"), branch("nez", 1, "go"), const(1, 1), goto("again"), label("go"), READ_IMEI]
    ),
    "code under the name of a client of HTTP": _under("Lokhttp3/internal/Extra;", READ_IMEI),
    "code under the name of a library of the platform's": _under("Landroidx/core/app/Extra;", READ_IMEI),
    "code under the name of a language": _under("Lkotlin/internal/Extra;", READ_IMEI),
    "code under the name of a library of tools": _under("Lcom/blankj/utilcode/util/Extra;", READ_IMEI),
    "texts of a bundle": App(
        body=[const_string(1, "m.Hidden"), call("static", f"{_BUNDLE}->getBundle({STRING}){_BUNDLE}", 1)],
        classes=[hidden(f"getContents()[[{OBJECT}", "Ljava/util/ListResourceBundle;", body=READ)],
    ),
    "algorithm by its name": App(
        body=[const_string(2, "MessageDigest.X"), made(3), _PUT],
        classes=[hidden("engineReset()V", "Ljava/security/MessageDigestSpi;", body=READ)],
    ),
    "handler of addresses": App(
        body=[
            *(const_string(1, "java.protocol.handler.pkgs"), const_string(2, "m")),
            call("static", f"Ljava/lang/System;->setProperty({STRING}{STRING}){STRING}", 1, 2),
        ],
        classes=[hidden("openConnection(Ljava/net/URL;)V", "Ljava/net/URLStreamHandler;", body=READ)],
    ),
}


def _receiver(action: str, permission: str, *body: Instruction | list[Instruction], **attributes: bool) -> App:
    """An app whose receiver of broadcasts the manifest declares."""
    actions = [Tag("intent-filter", {}, [Tag("action", {"name": action})])]
    return App(
        classes=[hidden(_RECEIVES, "Landroid/content/BroadcastReceiver;", body=code(*body, incoming=3))],
        components=[Tag("receiver", {"name": "m.Hidden", "exported": True, **attributes}, actions)],
        permissions=(permission,),
    )


_EXTRA = call("virtual", f"Landroid/content/Intent;->getStringExtra({STRING}){STRING}", 9, 1)
_SMS, _SMS_PERMISSION = "android.provider.Telephony.SMS_RECEIVED", "android.permission.RECEIVE_SMS"
#: The messages that lie on the card.
CARDS: Final[dict[str, App]] = {
    "messages of the card": App(
        body=[call("virtual", "Landroid/telephony/SmsManager;->getAllMessagesFromIcc()Ljava/util/ArrayList;", 1)],
        permissions=("android.permission.READ_SMS",),
    )
}
#: What a message or a call says is told to the app.
MESSAGES: Final[dict[str, App]] = {"messages as the system sends them": _receiver(_SMS, _SMS_PERMISSION)}
CALLS: Final[dict[str, App]] = {
    "number that calls, as it is screened": App(
        body=[call("virtual", "Landroid/telecom/Call$Details;->getHandle()Landroid/net/Uri;", 1)], permissions=()
    ),
    "number that calls": _receiver(
        *("android.intent.action.PHONE_STATE", "android.permission.READ_CALL_LOG"),
        *(const_string(1, "incoming_number"), _EXTRA),
    ),
    "number that is called": _receiver(
        "android.intent.action.NEW_OUTGOING_CALL", "android.permission.PROCESS_OUTGOING_CALLS"
    ),
}
#: The text on the clipboard is read.
PASTING: Final[dict[str, App]] = {
    "paste by the menu of a text field": App(body=_menu(_PASTE)),
    "paste by an accessibility action": App(
        body=[
            (0x14 | 2 << 8, 0x8000, 0),
            call("virtual", "Landroid/view/View;->performAccessibilityAction(ILandroid/os/Bundle;)Z", 1, 2, 3),
        ]
    ),
}
_MANAGER, _ALL_APPS = "Landroid/content/pm/PackageManager;", ("android.permission.QUERY_ALL_PACKAGES",)
_FILE = "Ljava/io/File;"
_PROVIDERS = call("virtual", f"{_MANAGER}->queryContentProviders({STRING}II)Ljava/util/List;", 5, 1, 2, 3)
_COUNTED = (0x00D8 | 2 << 8, 2 | 1 << 8)
_OF_ID = call("virtual", f"{_MANAGER}->getPackagesForUid(I)[{STRING}", 1, 2)
_NAME_OF_ID = call("virtual", f"{_MANAGER}->getNameForUid(I){STRING}", 1, 2)


def _apps(*body: Instruction | list[Instruction]) -> App:
    return App(body=body, permissions=_ALL_APPS)


def _listed(path: str, how: str = f"listFiles()[{_FILE}") -> App:
    made_file = [*new(2, _FILE), call("direct", f"{_FILE}-><init>({STRING})V", 2, 1)]
    return App(body=[const_string(1, path), *made_file, call("virtual", f"{_FILE}->{how}", 2)])


#: The apps that are installed are told.
APPS: Final[dict[str, App]] = {
    "providers of all processes": _apps(const(1, 0), const(2, 0), const(3, 0), _PROVIDERS),
    "packages of ids that are counted": _apps(const(2, 0), _COUNTED, _OF_ID),
    "names of ids that are counted": _apps(const(2, 0), _COUNTED, _NAME_OF_ID),
}
#: The apps that run are told.
PROCESSES: Final[dict[str, App]] = {
    "folders of all processes": _listed("/proc"),
    "names of the folders of all processes": _listed("/proc/", f"list()[{STRING}"),
}
#: What is read nobody can tell: the report says so.
UNSEEN: Final[dict[str, App]] = {
    "part that is delivered later": App(
        body=[call("interface", f"{_PLAY}/SplitInstallManager;->startInstall({_PLAY}/SplitInstallRequest;)V", 1, 2)]
    ),
    "part that is delivered at some time": App(
        body=[call("interface", f"{_PLAY}/SplitInstallManager;->deferredInstall(Ljava/util/List;)V", 1, 2)]
    ),
    "context of another part": App(
        body=[const_string(1, "shop"), call("virtual", f"{_CONTEXT}->createContextForSplit({STRING}){_CONTEXT}", 2, 1)]
    ),
    "code in a sandbox of the system": App(
        body=[
            const_string(1, "com.other.sdk"),
            call(
                "virtual",
                f"Landroid/app/sdksandbox/SdkSandboxManager;->loadSdk({STRING}Landroid/os/Bundle;)V",
                *(2, 1, 3),
            ),
        ]
    ),
    "agent of the virtual machine": App(
        body=[const_string(1, "liba.so"), call("static", f"Ldalvik/system/VMDebug;->attachAgent({STRING})V", 1)]
    ),
    "library by a hidden method": App(
        body=[made(1), call("static", f"Ljava/lang/Runtime;->nativeLoad({STRING}{LOADER}){STRING}", 1, 2)]
    ),
    "property that an animator reads": _animated(const_string(2, "deviceId")),
    "property that an animator reads by a made name": _animated(made(2)),
    "expression that reaches all of Java": App(
        body=[made(1), call("static", f"Lorg/mvel2/MVEL;->eval({STRING}){OBJECT}", 1)]
    ),
    "script of another language that reaches all of Java": App(
        body=[made(1), call("virtual", f"Lorg/python/util/PythonInterpreter;->exec({STRING})V", 2, 1)]
    ),
    "command under the name of a client of HTTP": _under("Lokhttp3/internal/Extra;", *_RUNS),
    "command under the name of a library of the platform's": _under("Landroidx/core/app/Extra;", *_RUNS),
    "command under the name of an SDK": _under("Lcom/umeng/commonsdk/Extra;", *_RUNS),
    "reflection under the name of an SDK": _under("Lcom/umeng/commonsdk/Extra;", *_BY_NAME),
    "names that an SDK decodes": _within("Lcom/umeng/commonsdk/Extra;", *_BY_NAME),
    "reflection under the name of a library": _under("Landroidx/core/app/Extra;", *_BY_NAME),
    "command that a library of tools runs": App(body=[made(1), _SHELL]),
    "library under the name of a known one": App(body=_MMKV),
    "loader under the name of a library": _under("Lokhttp3/internal/Extra;", _LOADS),
    "loader under the name of a browser's engine": _under("Lorg/chromium/base/Extra;", *_LOADS),
    "loader under the name of the store's inner parts": _under("Lcom/google/android/gms/internal/Extra;", *_LOADS),
    "loader under the name of one for old systems": _under("Landroidx/multidex/Extra;", _LOADS),
    "loader under the name of the store's services": _under("Lcom/google/android/gms/Extra;", _LOADS),
    "loader under the name of one that makes code": _under("Lcom/alibaba/fastjson/Extra;", _LOADS),
}
#: What is told nothing, or nothing of anybody; the permissions are others than those of an idle app.
DEAF: Final[dict[str, App]] = {
    "receiver that stays off": _receiver(_SMS, _SMS_PERMISSION, enabled=False),
    "providers of one process": _apps(const_string(1, "m"), _PROVIDERS),
    "package of the one that calls": _apps(
        call("static", "Landroid/os/Binder;->getCallingUid()I"), move_result(2), _OF_ID
    ),
    "name of the app's own id": _apps(call("static", "Landroid/os/Process;->myUid()I"), move_result(2), _NAME_OF_ID),
    "threads of its own": _listed("/proc/self/task"),
    "start of the system": _receiver("android.intent.action.BOOT_COMPLETED", _SMS_PERMISSION),
}
#: What ordinary apps do: nothing is said of it.
ORDINARY: Final[dict[str, App]] = {
    "command of no data that a library of tools runs": App(
        body=[const_string(1, "chmod 700 /data/data/m/files"), _SHELL]
    ),
    "library whose vendor's code is there": App(body=_MMKV, classes=[defined("Lcom/tencent/mmkv/MMKV;", {})]),
    "library that compiles what was delivered": _under("Lcom/tencent/tinker/loader/Extra;", *_RUNS),
    "reflection of an SDK that is there": _within("Lcom/umeng/commonsdk/Extra;", *_BY_SETTING),
    "reflection of a library that is there": _within("Landroidx/core/app/Extra;", *_BY_NAME),
    "read behind a number that is none": App(body=[const(1, 0), branch("eqz", 1, "out"), READ_IMEI, label("out")]),
    "read behind a number that is one": App(body=[const(1, 1), branch("nez", 1, "out"), READ_IMEI, label("out")]),
    "library that reads nothing": _under("Lokhttp3/internal/Extra;", const(1, 0)),
    "library for old systems": _under("Landroidx/multidex/MultiDex;", _OF_MULTIDEX),
    "part of the store's services": _under("Lcom/google/android/gms/dynamite/DynamiteModule;", _LOADS),
    "loader of a browser's engine that is there": _within("Lorg/chromium/base/Extra;", *_LOADS),
    "loader of the store's services that are there": _within("Lcom/google/android/gms/internal/Extra;", *_LOADS),
    "parts that are there": App(
        body=[call("interface", f"{_PLAY}/SplitInstallManager;->getInstalledModules()Ljava/util/Set;", 1)]
    ),
    "colour that an animator changes": _animated(const_string(2, "backgroundColor")),
    "copy by the menu of a text field": App(body=_menu(_COPY)),
    "paste by a person": App(
        body=[new(1, "Lm/Hidden;"), const_class(2, "Lm/Hidden;")],
        classes=[_field_of_text()],
        permissions=("android.permission.READ_PHONE_STATE",),
    ),
}
