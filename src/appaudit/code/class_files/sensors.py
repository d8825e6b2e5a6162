"""Java classes that register for motion sensors or listen to them.

A class and those nested in it are judged together, with what the callback sets in motion, as in bytecode. That readings
are compared is seen, with which number is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from appaudit.class_file import ClassFile, Instruction, Opcode, instructions
from appaudit.code.class_files.reach import ClassIndex, MethodKey, Scope, outermost, reach
from appaudit.lexicon.shake import ShakeWords
from appaudit.model.facts.code import SensorUseFact
from appaudit.model.location import Location
from appaudit.model.record import record

_SENSOR_MANAGER = "android/hardware/SensorManager"
_REGISTRATIONS = ("registerListener", "getDefaultSensor", "getSensorList")
_CALLBACK = "onSensorChanged"
#: Calls that open a page, whoever declares them; `sendReq` opens a mini-program through the WeChat SDK.
_JUMPS = frozenset(("startActivity", "startActivityForResult", "startActivityIfNeeded", "startActivities", "sendReq"))
_MENTIONS = frozenset((_SENSOR_MANAGER.encode(), _CALLBACK.encode()))
_LOADS = (Opcode.LDC, Opcode.LDC_W)
#: Parts of a package that name its owner.
_OWNER_PARTS = 3
#: What of the same package is the callback's own work; how far it sets other code of the owner in motion.
_NEAR_DEPTH, _NEAR_METHODS = 4, 60
_FAR_DEPTH, _FAR_METHODS = 8, 400


@record(kw_only=False, frozen=False)
class SensorUse:
    """What an outermost class and those nested in it do with sensors; `place` is that of the first that uses them."""

    place: str
    registers: bool = False
    callbacks: list[MethodKey] = field(default_factory=list)
    sensor_types: set[int] = field(default_factory=set)


def add_sensor_use(file: ClassFile, uses: dict[str, SensorUse]) -> None:
    """Add what one class does with sensors to what is known of its outermost class.

    Args:
        file: The class.
        uses: By the name of the outermost class as stored; grows where this one uses sensors.

    Raises:
        ClassFileError: The class is damaged.
    """
    if _MENTIONS.isdisjoint(file.pool.texts.values()):
        return
    members = {index: file.pool.member(index) for index in file.pool.members}
    calls = {
        index: member.name
        for index, member in members.items()
        if member.owner == _SENSOR_MANAGER and member.name in _REGISTRATIONS
    }
    methods = file.methods()
    callbacks = [
        MethodKey(file.name, method.name, method.descriptor)
        for method in methods
        if method.name == _CALLBACK and method.code and "SensorEvent;" in method.descriptor
    ]
    if not calls and not callbacks:
        return
    use = uses.setdefault(outermost(file.name), SensorUse(file.place))
    use.callbacks += callbacks
    use.registers |= "registerListener" in calls.values()
    asking = {index for index, name in calls.items() if name != "registerListener"}
    for method in methods if asking else ():
        use.sensor_types |= _types_asked(file, list(instructions(method.code, file.place)), asking)


def sensor_use_facts(uses: dict[str, SensorUse], classes: ClassIndex, words: ShakeWords) -> list[SensorUseFact]:
    """One fact for each outermost class with sensor code.

    Args:
        uses: By the name of the outermost class as stored.
        classes: The archive.
        words: The words of shaking.
    """
    return [_fact(name, use, classes, words) for name, use in uses.items()]


def _fact(outer: str, use: SensorUse, classes: ClassIndex, words: ShakeWords) -> SensorUseFact:
    *packages, _ = outer.split("/")
    near = Scope("/".join([*packages, ""]), _NEAR_DEPTH, _NEAR_METHODS)
    far = Scope("/".join([*packages[:_OWNER_PARTS], ""]), _FAR_DEPTH, _FAR_METHODS)
    own = classes.methods_around(outer)
    judged = reach(classes, use.callbacks, own, near)
    work = [classes.body(key) for key in dict.fromkeys((*own, *judged))]
    caused = [classes.body(key) for key in reach(classes, use.callbacks, own, far)]
    # Of numbers with a fraction, a callback has those of the sensor; what it hands on is followed, not each number.
    compares = any(classes.body(key).compares_fractions for key in judged)
    name = outer.replace("/", ".")
    return SensorUseFact(
        class_name=name,
        registers=use.registers,
        listens=bool(use.callbacks),
        sensor_types=tuple(sorted(use.sensor_types)),
        jumps=any(not body.calls.isdisjoint(_JUMPS) for body in caused),
        shake_words=words.in_code(
            name, (text for body in work for text in body.texts), (call for body in work for call in body.calls)
        ),
        compares=compares,
        location=Location(path=use.place, symbol=name),
        extractor="code.class_files",
    )


def _types_asked(file: ClassFile, body: Sequence[Instruction], asking: set[int]) -> set[int]:
    """The sensor types that are pushed right before they are asked for."""
    found = set()
    for position, instruction in enumerate(body):
        if instruction.opcode != Opcode.INVOKEVIRTUAL or instruction.operand not in asking:
            continue
        # getDefaultSensor(int, boolean) takes one more, pushed last.
        at = position - 1 - (file.pool.member(instruction.operand).descriptor.count("Z") > 0)
        value = _integer(file, body[at]) if at >= 0 else None
        if value is not None:
            found.add(value)
    return found


def _integer(file: ClassFile, instruction: Instruction) -> int | None:
    if instruction.pushes_integer:
        return instruction.operand
    return file.pool.integer(instruction.operand) if instruction.opcode in _LOADS else None
