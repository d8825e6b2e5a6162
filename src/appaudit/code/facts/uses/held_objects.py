"""Objects that fields alone hold, and the methods that take them from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.code.values.call_search import callers_of_item
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import descriptor
from appaudit.code.values.registers import MethodBody
from appaudit.dex import new_instances
from appaudit.dex.opcodes import FIELD_WRITES

_Field = tuple[str, str]


def takers_of(files: Sequence[Constants], class_name: str) -> list[tuple[str, str]] | None:
    """The methods that take objects of a class from the fields that hold them, as class and method.

    Args:
        files: All DEX files of an app.
        class_name: A class in Java notation.

    Returns:
        None where such objects go elsewhere too, or where nobody makes any.
    """
    fields: set[_Field] = set()
    for constants in files:
        for body, index in _made(constants, descriptor(class_name)):
            held = held_by(constants, body, index, "<init>")
            if held is None:
                return None
            fields |= held
    if not fields:
        return None
    return sorted({reader for constants in files for reader in _readers(constants, fields)})


def _made(constants: Constants, wanted: str) -> Iterator[tuple[MethodBody, int]]:
    kind = constants.code.dex.find_type(wanted)
    if kind < 0:
        return
    made = new_instances(constants.code.instructions)
    for instruction in made.instruction[made.target == kind].tolist():
        yield constants.at(instruction)


def held_by(constants: Constants, body: MethodBody, index: int, but: str) -> set[_Field] | None:
    """The fields that an object is written to; None where anything else than a method of this name takes it as well."""
    fields: set[_Field] = set()
    for place in range(index + 1, len(body)):
        taken = [register for register in body.sources(place) if index in body.definitions(place, register)]
        if not taken:
            continue
        if body.opcodes[place] in FIELD_WRITES and body.sources(place)[0] in taken:
            fields.add(_named(constants, body.target(place)))
            continue
        method = constants.callee(body, place)
        is_harmless = method >= 0 and constants.code.dex.method_name(method) == but
        if not is_harmless or body.sources(place)[0] not in taken or len(taken) > 1:
            return None
    return fields or None


def _readers(constants: Constants, fields: set[_Field]) -> Iterator[tuple[str, str]]:
    for item in sorted({int(constants.code.instructions.code_item[read]) for read in reads_of(constants, fields)}):
        for caller in callers_of_item(constants.code, item):
            yield caller.class_name, caller.name


def reads_of(constants: Constants, fields: set[_Field]) -> Iterator[int]:
    """The instructions of a file that take what fields hold, each given by its class and its name."""
    dex, reads = constants.code.dex, constants.fields
    for kind in dex.find_types(sorted({owner for owner, _ in fields})):
        for field in dex.fields_of_type(kind) if kind >= 0 else ():
            if _named(constants, field) in fields:
                yield from reads.instruction[(reads.target == field) & ~reads.is_write].tolist()


def _named(constants: Constants, field: int) -> _Field:
    dex = constants.code.dex
    return dex.type_descriptor(int(dex.field_ids[field]["class_type"])), dex.field_name(field)
