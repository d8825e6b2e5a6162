"""Small apps that ask providers, settings, properties and programs of the system by names that they hide."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.code_evasions import BINDER, CLASS, PARCEL, STRING, made
from tests.metamorphic.small_apps import App
from tests.support.dex_builder import DefinedClass, method, type_
from tests.support.program_assembly import (
    OBJECT,
    Instruction,
    call,
    code,
    const_class,
    const_string,
    defined,
    move_result,
    new,
    static_field,
)

_RESOLVER, _URI, _CONTEXT = "Landroid/content/ContentResolver;", "Landroid/net/Uri;", "Landroid/content/Context;"
_SECURE, _BUILDER = "Landroid/provider/Settings$Secure;", "Landroid/net/Uri$Builder;"
_CLIENT, _BUNDLE = "Landroid/content/ContentProviderClient;", "Landroid/os/Bundle;"
_CURSOR, _LOADER = "Landroid/database/Cursor;", "Landroid/content/CursorLoader;"
_FILE = "Ljava/io/FileInputStream;"
_FIELD = "Ljava/lang/reflect/Field;"
_QUERY = call("virtual", f"{_RESOLVER}->query({_URI}[{STRING}{STRING}[{STRING}{STRING})Landroid/database/Cursor;", 3, 2)
_PARSE = [call("static", f"{_URI}->parse({STRING}){_URI}", 1), move_result(2, reference=True)]
_ASK = (5 << 12 | 5 << 8 | 0x6E, method(f"{_RESOLVER}->call({STRING * 3}{_BUNDLE}){_BUNDLE}"), 0x4213)
_EXEC = call("virtual", f"Ljava/lang/Runtime;->exec({STRING})Ljava/lang/Process;", 0, 1)
_LISTENS = call(
    "virtual", f"{_RESOLVER}->registerContentObserver({_URI}ZLandroid/database/ContentObserver;)V", 3, 2, 4, 5
)
_TRANSACT = (5 << 12 | 0x72, method(f"{BINDER}->transact(I{PARCEL}{PARCEL}I)Z"), 0x4321)
_TOKEN = f"{PARCEL}->writeInterfaceToken({STRING})V"
_OBTAIN = f"{PARCEL}->obtain(){PARCEL}"


def _part(name: str) -> Instruction:
    return call("virtual", f"{_BUILDER}->{name}({STRING}){_BUILDER}", 1, 4)


def _built(scheme: str, authority: list[Instruction], *path: str) -> list[Instruction]:
    """An address that is put together part by part, and asked."""
    parts = [*new(1, _BUILDER), const_string(4, scheme), _part("scheme"), *authority, _part("authority")]
    for name in path:
        parts += [const_string(4, name), _part("appendPath")]
    return [*parts, call("virtual", f"{_BUILDER}->build(){_URI}", 1), move_result(2, reference=True), _QUERY]


def _uri_for(name: str) -> list[Instruction]:
    of_setting = call("static", f"{_SECURE}->getUriFor({STRING}){_URI}", 1)
    return [const_string(1, name), of_setting, move_result(2, reference=True)]


_ADDRESS = static_field("get-object", 2, f"{_SECURE}->CONTENT_URI:{_URI}")
_KEPT = f"Lm/Kept;->uri:{_URI}"


def _keeper(*address: Instruction | list[Instruction]) -> list[DefinedClass]:
    """A class that keeps an address in a field."""
    body = code(*address, _PARSE, static_field("put-object", 2, _KEPT), registers=16)
    return [defined("Lm/Kept;", {"<clinit>()V": body})]


def _asker(*address: Instruction | list[Instruction]) -> App:
    """An app whose method asks the address that it is handed."""
    handed = call("virtual", f"{_RESOLVER}->query({_URI}[{STRING}{STRING}[{STRING}{STRING}){_CURSOR}", 3, 15)
    asks = defined(
        "Lm/Asker;", {f"ask({_URI})V": code(handed, registers=16, incoming=1)}, static=[f"ask({_URI})V"]
    )  # fmt: skip
    return App(body=[*address, _PARSE, call("static", f"Lm/Asker;->ask({_URI})V", 2)], classes=[asks])


def _fields_of(kind: str) -> list[Instruction]:
    """All fields of a class, and the values that they have."""
    return [
        const_class(2, kind),
        call("virtual", f"{CLASS}->getDeclaredFields()[{_FIELD}", 2),
        move_result(3, reference=True),
        call("virtual", f"{_FIELD}->get({OBJECT}){OBJECT}", 4, 5),
    ]


def _command(text: str) -> App:
    return App(body=[const_string(1, text), _EXEC])


_OTHER_PARCEL = defined(
    "Lm/Maker;", {f"parcel(){PARCEL}": code(call("static", _OBTAIN), move_result(0, reference=True), (0x0011,))},
    static=[f"parcel(){PARCEL}"],
)  # fmt: skip
_OWN_TOKEN = [
    call("static", _OBTAIN),
    move_result(3, reference=True),
    const_string(0, "m.IOwn"),
    call("virtual", _TOKEN, 3, 0),
]
_READ_FIELD = [
    const_class(2, "Landroid/os/Build;"),
    const_string(1, "SERIAL"),
    call("virtual", f"{CLASS}->getField({STRING}){_FIELD}", 2, 1),
]

#: The identifier of the device is read all the same.
READING: Final[dict[str, App]] = {
    "settings by the address of their table": App(body=[_ADDRESS, _QUERY]),
    "setting by its address": App(body=[_uri_for("android_id"), _QUERY]),
    "setting by an address that is put together": App(
        body=_built("content", [const_string(4, "settings")], "secure", "android_id")
    ),
    "setting by a call of its provider": App(
        body=[const_string(1, "settings"), const_string(2, "GET_secure"), const_string(4, "android_id"), _ASK]
    ),
    "setting of a user": App(
        body=[
            const_string(1, "android_id"),
            call("static", f"{_SECURE}->getStringForUser({_RESOLVER}{STRING}I){STRING}", 3, 1, 4),
        ]
    ),
}


def _file(path: str) -> App:
    opened = call("direct", f"{_FILE}-><init>({STRING})V", 5, 1)
    return App(body=[const_string(1, path), (5 << 8 | 0x22, type_(_FILE)), opened])


_FOLDER = "Ljava/io/File;"


def _in_folder(folder: str, name: str) -> App:
    """A file by its folder and its name."""
    joined = call("direct", f"{_FOLDER}-><init>({STRING}{STRING})V", 5, 1, 2)
    return App(body=[const_string(1, folder), const_string(2, name), (5 << 8 | 0x22, type_(_FOLDER)), joined])


def _of_parts(first: str, *others: str) -> App:
    """An app that reads a file whose path is put together of its parts."""
    path = "Ljava/nio/file/Path;"
    array = (len(others) << 12 | 0x24, type_(f"[{STRING}"), 0x32)
    made = call("static", f"Ljava/nio/file/Paths;->get({STRING}[{STRING}){path}", 1, 4)
    reads = call("static", f"Ljava/nio/file/Files;->readAllBytes({path})[B", 5)
    texts = [const_string(number, text) for number, text in enumerate((first, *others), 1)]
    return App(body=[*texts, array, move_result(4, reference=True), made, move_result(5, reference=True), reads])


def _in_folder_object(folder: str, name: str) -> App:
    """A file by an object for its folder, and its name."""
    outer = [(4 << 8 | 0x22, type_(_FOLDER)), call("direct", f"{_FOLDER}-><init>({STRING})V", 4, 1)]
    joined = call("direct", f"{_FOLDER}-><init>({_FOLDER}{STRING})V", 5, 4, 2)
    return App(body=[const_string(1, folder), const_string(2, name), *outer, (5 << 8 | 0x22, type_(_FOLDER)), joined])


_FRAMEWORK = "content://com.google.android.gsf.gservices"


def _of_framework(key: str) -> App:
    """A value that Google's services framework keeps, asked of its provider."""
    return App(body=[const_string(4, key), const_string(1, _FRAMEWORK), _PARSE, _QUERY])


def _of_hidden_service(name: str) -> App:
    """A method of the service behind the telephone's, by its name."""
    for_name = call("static", f"Ljava/lang/Class;->forName({STRING})Ljava/lang/Class;", 1)
    stub = [const_string(1, "com.android.internal.telephony.IPhoneSubInfo$Stub"), for_name]
    return App(body=[*stub, const_string(2, name), const_string(3, "iphonesubinfo")])


#: The Android ID that is not that of the settings.
FRAMEWORKS: Final[dict[str, App]] = {"identifier of Google's framework": _of_framework("android_id")}
#: The device's identifier by the name of a hidden method.
HIDDEN: Final[dict[str, App]] = {"hidden service by the names of its methods": _of_hidden_service("getDeviceId")}
#: The address of the network's device is read from a file.
FILES: Final[dict[str, App]] = {
    "file by a path that goes round about": _file("/sys//class/net/./eth0/../wlan0/address"),
    "file of the addresses of the network's devices": _file("/proc/net/if_inet6"),
    "file by another of its names": _file("/sys/devices/platform/soc/wlan/net/wlan0/address"),
    "file by its folder and its name": _in_folder("/sys/class/net/wlan0", "address"),
    "file by the object of its folder": _in_folder_object("/sys/class/net/wlan0/", "address"),
    "file by the folder above its folder": _in_folder_object("/sys/class/net", "wlan0/address"),
    "file by its parts": _of_parts("/sys", "class/net/wlan0", "address"),
    "file by its address": App(body=[const_string(1, "file:///sys/class/net/wlan0/address"), _PARSE]),
}
#: What is on the network besides the device.
NEIGHBOURS: Final[dict[str, App]] = {
    "table of neighbours": App(body=[const_string(1, "ip neigh show"), _EXEC]),
    "file of neighbours by a command": App(body=[const_string(1, "cat /proc/net/arp"), _EXEC]),
}
#: The serial number is among what the system was started with.
STARTS: Final[dict[str, App]] = {
    "file of the start": _file("/proc/cmdline"),
    "file of the device's tree": _file("/proc/device-tree/firmware/android/serialno"),
    "file of the tree by its other path": _in_folder("/sys/firmware/devicetree/base", "serial-number"),
    "field by a constant name": App(body=_READ_FIELD),
}
#: What is read nobody can tell: the report says so.
UNSEEN: Final[dict[str, App]] = {
    "provider by an address that is put together of made parts": App(body=_built("content", made(4))),
    "provider by an address that is kept": App(
        body=[static_field("get-object", 2, _KEPT), _QUERY], classes=_keeper(made(1))
    ),
    "provider by an address that is handed on": _asker(made(1)),
    "provider by its name": App(body=[made(1), made(2), _ASK]),
    "provider of settings, by its client": App(
        body=[
            const_string(1, "settings"),
            call("virtual", f"{_RESOLVER}->acquireContentProviderClient({STRING}){_CLIENT}", 3, 1),
        ]
    ),
    "provider by a loader": App(
        body=[
            *(*made(1), *_PARSE, (1 << 8 | 0x22, type_(_LOADER))),
            call("direct", f"{_LOADER}-><init>({_CONTEXT}{_URI})V", 1, 3, 2),
        ]
    ),
    "property of media by a name that is made": App(
        body=[made(1), call("virtual", f"Landroid/media/MediaDrm;->getPropertyByteArray({STRING})[B", 3, 1)]
    ),
    "property of the system by a name that is made": App(
        body=[made(1), call("static", f"Landroid/os/SystemProperties;->get({STRING}){STRING}", 1)]
    ),
    "all fields of the device's class": App(body=_fields_of("Landroid/os/Build;")),
    "program behind another": _command("env A=1 settings get secure android_id"),
    "program by the linker": _command("/system/bin/linker64 /system/bin/content query --uri content://settings/secure"),
    "program of another user": _command("su -c 'service call iphonesubinfo 1'"),
    "program of the app's own": _command("/data/data/m/files/run"),
    "file by a tool of all tools": _command("toybox cat /sys/class/net/wlan0/address"),
    "command by a system call": App(
        body=[call("static", f"Landroid/system/Os;->execve({STRING}[{STRING}[{STRING})V", 1, 2, 3)]
    ),
    "transaction with a name on another parcel": App(
        body=[
            *_OWN_TOKEN,
            call("static", f"Lm/Maker;->parcel(){PARCEL}"),
            move_result(3, reference=True),
            _TRANSACT,
        ],
        classes=[_OTHER_PARCEL],
    ),
    "transaction by a proxy": App(
        body=[call("virtual", f"Landroid/os/BinderProxy;->transact(I{PARCEL}{PARCEL}I)Z", 1, 2, 3, 4)]
    ),
}
#: What ordinary apps do: nothing is said of it.
ORDINARY: Final[dict[str, App]] = {
    "told of another setting": App(body=[_uri_for("location_mode"), _LISTENS]),
    "told of all settings": App(body=[_ADDRESS, _LISTENS]),
    "another setting by its address": App(body=[_uri_for("location_mode"), _QUERY]),
    "address of the app's own that is put together": App(
        body=_built("content", [const_string(4, "m.files")], "a", "b")
    ),
    "address of the web that is put together": App(body=_built("https", made(4))),
    "address of the app's own that is kept": App(
        body=[static_field("get-object", 2, _KEPT), _QUERY], classes=_keeper(const_string(1, "content://m.files/a"))
    ),
    "address of the app's own that is handed on": _asker(const_string(1, "content://m.files/a")),
    "fields of the app's own class": App(body=_fields_of("Lm/Main;")),
    "transaction with the app's own service": App(body=[*_OWN_TOKEN, _TRANSACT]),
    "table of routes": App(body=[const_string(1, "ip route"), _EXEC]),
    "file of counters by its parts": _of_parts("/sys", "class/net/wlan0", "statistics"),
    "file of its own by its folder": _in_folder("/data/data/m/files", "address"),
    "file of its own by the object of its folder": _in_folder_object("/data/data/m/files", "address"),
    "page of its own by its address": App(body=[const_string(1, "file:///android_asset/address"), _PARSE]),
    "another file of the device's tree": _file("/proc/device-tree/firmware/android/compatible"),
    "another value of Google's framework": _of_framework("checkin_interval"),
    "another hidden service": _of_hidden_service("isMultiSimEnabled"),
    "file of counters": _file("/sys/class/net/wlan0//statistics/rx_bytes"),
    "program that shows its place": _command("/system/bin/df /data"),
    "other program behind another": _command("nice -n 5 chmod 700 /data/data/m/files/a"),
}
