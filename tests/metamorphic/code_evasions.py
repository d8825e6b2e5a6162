"""Ways in which code hides a call of the platform: what stands in place of it, and what must come of that.

Each makes the code of a method that stands for one of the platform, given its class and its signature. What the code
would do on a device is not its point; what can be seen of it is the same as of code that works.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.support.dex_builder import Code, DefinedClass, DefinedMethod, method, type_
from tests.support.program_assembly import (
    OBJECT,
    Instruction,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    move_result,
    new,
)

Body = Callable[[str, str], Code]

STRING, CLASS, LOADER = "Ljava/lang/String;", "Ljava/lang/Class;", "Ljava/lang/ClassLoader;"
METHOD = "Ljava/lang/reflect/Method;"
DECODE = f"Lhidden/Codec;->decode({STRING}){STRING}"
FOR_NAME = call("static", f"{CLASS}->forName({STRING}){CLASS}", 1)
GET_METHOD = f"{CLASS}->getMethod({STRING}[{CLASS}){METHOD}"
INVOKE = call("virtual", f"{METHOD}->invoke({OBJECT}[{OBJECT}){OBJECT}", 2, 3, 4)
BUILDER = "Ljava/lang/StringBuilder;"
PARCEL, BINDER = "Landroid/os/Parcel;", "Landroid/os/IBinder;"


def _java(owner: str) -> str:
    return owner[1:-1].replace("/", ".")


def _name(signature: str) -> str:
    return signature.partition("(")[0]


def _body(*parts: Instruction | list[Instruction]) -> Body:
    """The same code whatever it stands for."""
    return lambda _owner, _signature: code(*parts, registers=16)


def made(register: int, text: str = "c2VjcmV0") -> list[Instruction]:
    """A text that a method of the app makes."""
    return [const_string(0, text), call("static", DECODE, 0), move_result(register, reference=True)]


def _built(register: int, first: str, second: str) -> list[Instruction]:
    """A text put together of two constants."""
    return [
        (5 << 8 | 0x22, type_(BUILDER)),
        const_string(6, first),
        call("direct", f"{BUILDER}-><init>({STRING})V", 5, 6),
        const_string(6, second),
        call("virtual", f"{BUILDER}->append({STRING}){BUILDER}", 5, 6),
        call("virtual", f"{BUILDER}->toString(){STRING}", 5),
        move_result(register, reference=True),
    ]


def _by_constant_names(owner: str, signature: str) -> Code:
    got = [const_string(1, _java(owner)), FOR_NAME, move_result(2, reference=True), const_string(1, _name(signature))]
    return code(got, call("virtual", GET_METHOD, 2, 1, 3), move_result(2, reference=True), INVOKE)


def _by_split_names(owner: str, signature: str) -> Code:
    java, name = _java(owner), _name(signature)
    return code(
        _built(1, java[:9], java[9:]),
        FOR_NAME,
        move_result(2, reference=True),
        _built(1, name[:3], name[3:]),
        call("virtual", GET_METHOD, 2, 1, 3),
        move_result(2, reference=True),
        INVOKE,
    )


def _by_class_constant(owner: str, signature: str) -> Code:
    return code(
        const_class(2, owner),
        const_string(1, _name(signature)),
        call("virtual", GET_METHOD, 2, 1, 3),
        move_result(2, reference=True),
        INVOKE,
    )


_DECODED_CLASS = [*made(1), FOR_NAME, move_result(2, reference=True)]
_DECODED_MEMBER = [*made(1), call("virtual", GET_METHOD, 2, 1, 3), move_result(2, reference=True)]
_DECLARED = f"{CLASS}->getDeclaredMethod({STRING}[{CLASS}){METHOD}"
_FIELD = f"{CLASS}->getDeclaredField({STRING})Ljava/lang/reflect/Field;"
_ALL = call("virtual", f"{CLASS}->getDeclaredMethods()[{METHOD}", 2)
_LOOKUP = "Ljava/lang/invoke/MethodHandles$Lookup;"
_HANDLE = f"{_LOOKUP}->findVirtual({CLASS}{STRING}Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;"


def _loaded(loader: str, parameters: str, registers: int) -> Body:
    listed = tuple(range(4, 4 + registers))
    return _body(made(5), call("direct", f"{loader}-><init>({parameters})V", *listed))


def _asked(interface: str) -> Body:
    token = [const_string(0, interface), call("virtual", f"{PARCEL}->writeInterfaceToken({STRING})V", 2, 0)]
    return _body(token if interface else [], _TRANSACT)


_TRANSACT: Instruction = (5 << 12 | 0x72, method(f"{BINDER}->transact(I{PARCEL}{PARCEL}I)Z"), 0x4321)
_CHARACTERS = [
    const(5, 7),
    (0x5000 | 5 << 8 | 0x23, type_("[C")),
    call("static", f"{STRING}->valueOf([C){STRING}", 5),
    move_result(1, reference=True),
]
_PATH_LIST = [const_string(1, "pathList"), const_string(1, "dexElements")]

#: Evasions by name.
CODE_EVASIONS: Final[dict[str, Body]] = {
    "reflection by constant names": _by_constant_names,
    "reflection by names in pieces": _by_split_names,
    "reflection on a class constant": _by_class_constant,
    "reflection by decoded names": _body(_DECODED_CLASS, _DECODED_MEMBER, INVOKE),
    "declared method by a decoded name": _body(made(1), call("virtual", _DECLARED, 2, 1, 3)),
    "reflection by names of characters": _body(_CHARACTERS, FOR_NAME, move_result(2, reference=True), _ALL, INVOKE),
    "all methods, one of them invoked": _body(_ALL, INVOKE),
    "field by a decoded name": _body(made(1), call("virtual", _FIELD, 2, 1)),
    "method handle by a decoded name": _body(made(3), (4 << 12 | 0x6E, method(_HANDLE), 0x4321)),
    "class of the app by a decoded name": _body(_DECODED_CLASS, call("virtual", f"{CLASS}->newInstance(){OBJECT}", 2)),
    "class by a loader and a decoded name": _body(
        made(1), call("virtual", f"{LOADER}->loadClass({STRING}){CLASS}", 2, 1)
    ),
    "native method of the app": _body(call("static", "Lhidden/Native;->read()V")),
    "native library": _body(
        const_string(1, "hidden"), call("static", f"Ljava/lang/System;->loadLibrary({STRING})V", 1)
    ),
    "native library by a made path": _body(made(1), call("static", f"Ljava/lang/System;->load({STRING})V", 1)),
    "native library by the runtime": _body(
        made(1), call("virtual", f"Ljava/lang/Runtime;->loadLibrary({STRING})V", 2, 1)
    ),
    "DexClassLoader": _body(
        made(1), (5 << 12 | 0x70, method(f"Ldalvik/system/DexClassLoader;-><init>({STRING * 3}{LOADER})V"), 0x4321)
    ),
    "PathClassLoader": _loaded("Ldalvik/system/PathClassLoader;", STRING + LOADER, 3),
    "InMemoryDexClassLoader": _loaded("Ldalvik/system/InMemoryDexClassLoader;", f"Ljava/nio/ByteBuffer;{LOADER}", 3),
    "DelegateLastClassLoader": _loaded("Ldalvik/system/DelegateLastClassLoader;", STRING + LOADER, 3),
    "DexFile": _body(
        made(1),
        call("static", f"Ldalvik/system/DexFile;->loadDex({STRING}{STRING}I)Ldalvik/system/DexFile;", 1, 1, 2),
    ),
    "class loader of the app": _body(new(1, "Lhidden/Loader;")),
    "script of another language": _body(
        made(1), call("virtual", f"Lorg/python/util/PythonInterpreter;->exec({STRING})V", 2, 1)
    ),
    "loader by its name": _body(const_string(1, "dalvik.system.DexClassLoader"), FOR_NAME),
    "elements of a loader": _body(_PATH_LIST),
    "code of another app": _body(
        const(2, 3),
        call(
            "virtual", f"Landroid/content/Context;->createPackageContext({STRING}I)Landroid/content/Context;", 3, 1, 2
        ),
    ),
    "transaction with a service of the system": _asked("com.android.internal.telephony.IPhoneSubInfo"),
    "transaction without a name": _asked(""),
    "decoded names, behind a Runnable": _body(
        new(1, "Lhidden/Later;"), call("direct", "Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V", 2, 1)
    ),
    "decoded names, in a static initialiser": _body(new(1, "Lhidden/Begun;")),
    "decoded names, for a page by reflection": _body(
        new(1, "Lhidden/Bridge;"), const_string(2, "addJavascriptInterface")
    ),
    "decoded names, for a page": _body(
        new(1, "Lhidden/Bridge;"),
        call("virtual", f"Landroid/webkit/WebView;->addJavascriptInterface({OBJECT}{STRING})V", 2, 1, 3),
    ),
}


def helpers() -> list[DefinedClass]:
    """The classes that the evasions use."""
    decoded = code(_DECODED_CLASS, _DECODED_MEMBER, INVOKE, registers=16)
    native = defined("Lhidden/Native;", {})
    native.methods.append(DefinedMethod("read()V", None, access_flags=0x0109, is_virtual=False))
    nothing = code(call("direct", f"{OBJECT}-><init>()V", 9), incoming=1)
    return [
        defined(
            "Lhidden/Codec;",
            {
                f"decode({STRING}){STRING}": code(
                    const(8, 3),
                    call("virtual", f"{STRING}->substring(I){STRING}", 9, 8),
                    move_result(0, reference=True),
                    (0x0011,),
                    incoming=1,
                )
            },
            static=[f"decode({STRING}){STRING}"],
        ),
        native,
        defined(
            "Lhidden/Loader;",
            {
                "<init>()V": code(
                    call("direct", f"Ldalvik/system/BaseDexClassLoader;-><init>({STRING})V", 9, 1), incoming=1
                )
            },
            superclass="Ldalvik/system/BaseDexClassLoader;",
        ),
        defined("Lhidden/Later;", {"<init>()V": nothing, "run()V": decoded}, interfaces=["Ljava/lang/Runnable;"]),
        defined("Lhidden/Begun;", {"<init>()V": nothing, "<clinit>()V": decoded}),
        defined("Lhidden/Bridge;", {"<init>()V": nothing, "read()V": decoded}),
    ]
