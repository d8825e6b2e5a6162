"""Methods for small DEX files, written as instructions with labels; and the manifest's facts of small apps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.support.dex_builder import (
    Code,
    DefinedClass,
    DefinedMethod,
    DexBuilder,
    Reference,
    field_,
    method,
    string,
    type_,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.moments import Reach
from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact
from appaudit.model.method_names import plain

#: The API that the small apps read, and where it stands in facts.
IMEI = "Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;"
IMEI_API = "android.telephony.TelephonyManager.getImei"
OBJECT = "Ljava/lang/Object;"
APPLICATION = "Landroid/app/Application;"
ACTIVITY = "Landroid/app/Activity;"
GET_BOOLEAN = "Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z"
_EDITOR = "Landroid/content/SharedPreferences$Editor;"
PUT_BOOLEAN = f"{_EDITOR}->putBoolean(Ljava/lang/String;Z){_EDITOR}"

Instruction = tuple[int | Reference | str, ...]
"""Units; a text `name:` alone is a label, `+name` in a branch the distance to it."""

INVOKES = {"virtual": 0x6E, "super": 0x6F, "direct": 0x70, "static": 0x71, "interface": 0x72}
RETURN_VOID: Instruction = (0x0E,)


def label(name: str) -> Instruction:
    return (f"{name}:",)


def call(kind: str, descriptor: str, *registers: int) -> Instruction:
    """An invoke of up to four registers."""
    listed = sum(register << 4 * index for index, register in enumerate(registers))
    return (len(registers) << 12 | INVOKES[kind], method(descriptor), listed)


def move_result(register: int, *, reference: bool = False) -> Instruction:
    return (register << 8 | (0x0C if reference else 0x0A),)


def const(register: int, value: int) -> Instruction:
    return ((value & 0xF) << 12 | register << 8 | 0x12,)


def const_string(register: int, text: str) -> Instruction:
    return (register << 8 | 0x1A, string(text))


def const_class(register: int, descriptor: str) -> Instruction:
    return (register << 8 | 0x1C, type_(descriptor))


def new(register: int, descriptor: str) -> list[Instruction]:
    """new-instance and its constructor without arguments."""
    return [(register << 8 | 0x22, type_(descriptor)), call("direct", f"{descriptor}-><init>()V", register)]


def branch(test: str, register: int, target: str) -> Instruction:
    """if-eqz, if-nez."""
    return (register << 8 | {"eqz": 0x38, "nez": 0x39, "ltz": 0x3A, "gez": 0x3B}[test], f"+{target}")


def compare(test: str, first: int, second: int, target: str) -> Instruction:
    return (second << 12 | first << 8 | {"eq": 0x32, "ne": 0x33}[test], f"+{target}")


def goto(target: str) -> Instruction:
    return (0x29, f"+{target}")


def give(register: int) -> Instruction:
    """return of an int."""
    return (register << 8 | 0x0F,)


def static_field(kind: str, register: int, descriptor: str) -> Instruction:
    opcode = {
        "get": 0x60,
        "get-object": 0x62,
        "get-boolean": 0x63,
        "put": 0x67,
        "put-object": 0x69,
        "put-boolean": 0x6A,
    }
    return (register << 8 | opcode[kind], field_(descriptor))


def flag(register: int, key: str, default: int = 0) -> list[Instruction]:
    """SharedPreferences.getBoolean(key, default); uses registers 5 to 7."""
    return [
        const_string(6, key),
        const(7, default),
        call("interface", GET_BOOLEAN, 5, 6, 7),
        move_result(register),
    ]


def code(*parts: Instruction | list[Instruction], registers: int = 10, incoming: int = 0) -> Code:
    """A method's code; it ends with return-void unless its last instruction returns, throws or goes back."""
    instructions: list[Instruction] = []
    for part in parts:
        instructions += part if isinstance(part, list) else [part]
    if not instructions or (instructions[-1][0] if instructions[-1] else 0) not in _ends(instructions):
        instructions.append(RETURN_VOID)
    return Code(_resolve(instructions), registers=registers, incoming=incoming)


def _ends(instructions: list[Instruction]) -> set[object]:
    last = instructions[-1][0]
    is_end = isinstance(last, int) and last & 0xFF in (0x0E, 0x0F, 0x10, 0x11, 0x27, 0x28, 0x29)
    return {last} if is_end else set()


def _resolve(instructions: Sequence[Instruction]) -> list[int | Reference]:
    places: dict[str, int] = {}
    position = 0
    for instruction in instructions:
        first = instruction[0]
        if isinstance(first, str):
            places[first[:-1]] = position
        else:
            position += len(instruction)
    units: list[int | Reference] = []
    for instruction in instructions:
        start = len(units)
        for unit in instruction:
            if isinstance(unit, str):
                if unit.startswith("+"):
                    units.append((places[unit[1:]] - start) & 0xFFFF)
            else:
                units.append(unit)
    return units


READ_IMEI = call("virtual", IMEI, 0)


def defined(
    descriptor: str,
    methods: dict[str, Code | None],
    *,
    superclass: str | None = OBJECT,
    interfaces: Sequence[str] = (),
    static: Sequence[str] = (),
) -> DefinedClass:
    """A class; constructors, `<clinit>` and the methods in `static` are direct, the others virtual."""
    rows = [
        DefinedMethod(
            signature,
            body,
            access_flags=0x0401 if body is None else (9 if signature in static else 1),
            is_virtual=not signature.startswith("<") and signature not in static,
        )
        for signature, body in methods.items()
    ]
    return DefinedClass(descriptor, superclass, interfaces, methods=rows)


def dex(*classes: DefinedClass) -> bytes:
    builder = DexBuilder()
    builder.classes += classes
    return builder.build()


def manifest(
    *, application: str = "", launcher: str = "", components: dict[str, str] | None = None, startup: Sequence[str] = ()
) -> list[Fact]:
    """Facts of a manifest; `components` are types by class name."""
    facts: list[Fact] = [AppFact(package="m", application_class=application, launcher=launcher)]
    if launcher:
        facts.append(ComponentFact(type="activity", name=launcher))
    facts += [ComponentFact(type=kind, name=name) for name, kind in (components or {}).items()]
    facts += [MetaDataFact(name=name, value="androidx.startup") for name in startup]
    return facts


def reachability(facts: list[Fact], *files: bytes) -> Reachability:
    codes, errors = read_code((f"classes{index or ''}.dex", data) for index, data in enumerate(files))
    assert not errors
    return Reachability(codes, facts, shipped_lexicons().consent)


def reach(found: Reachability, caller: str) -> Reach:
    """When the IMEI is read in a method, given as `m.Main.onCreate`; the methods of the chain are named so, too."""
    known = found.of(caller.rpartition(".")[0], caller, IMEI_API)
    return replace(known, chain=tuple(map(plain, known.chain)))
