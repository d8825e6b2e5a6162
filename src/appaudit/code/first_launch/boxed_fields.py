"""Numbers and truth values that fields keep as objects, as their classes or creations begin them."""

from __future__ import annotations

from typing import Final

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import MOVE_RESULTS, OBJECT_READS, STATIC_READS

BOXES: Final = "valueOf"
BOXED: Final = ("Ljava/lang/Boolean;", "Ljava/lang/Integer;")
#: https://developer.android.com/reference/java/lang/Boolean#TRUE, checked 2026-11-30, not opened.
TRUTHS: Final = "Ljava/lang/Boolean;", {"TRUE": 1, "FALSE": 0}


def boxed_first(constants: Constants, body: MethodBody, call: int, register: int) -> frozenset[int | str] | None:
    """What the object of a field first holds that a call takes out of it; None where nobody can say.

    Nor where another method than the one that asks gives the field anything: that may come first.
    """
    made = body.definitions(call, register)
    if len(made) != 1 or made[0] < 0 or body.opcodes[made[0]] not in OBJECT_READS:
        return None
    field, dex = body.target(made[0]), constants.code.dex
    if field >= len(dex.field_ids) or not dex.field_descriptor(field).endswith(BOXED):
        return None
    owner = dex.type_descriptor(int(dex.field_ids["class_type"][field]))
    creation = owner, "<clinit>" if body.opcodes[made[0]] in STATIC_READS else "<init>"
    writes = [constants.at(each) for each in constants.field_values.all_writes(field)]
    if any(
        writer.code_item != body.code_item and constants.name_of_item(writer.code_item) != creation
        for writer, _ in writes
    ):
        return None
    begun = [
        _constant(constants, writer, at)
        for writer, at in writes
        if at < len(writer) and constants.name_of_item(writer.code_item) == creation
    ]
    known = frozenset(each for each in begun if each is not None)
    return known if begun and None not in begun else None


def _constant(constants: Constants, body: MethodBody, at: int) -> int | None:
    """The constant that an object around a number holds which an instruction writes."""
    register, dex = body.sources(at)[0], constants.code.dex
    made = body.definitions(at, register)
    if len(made) != 1 or made[0] < 0:
        return None
    if body.opcodes[made[0]] in OBJECT_READS:
        field = body.target(made[0])
        owner = dex.type_descriptor(int(dex.field_ids["class_type"][field]))
        return TRUTHS[1].get(dex.field_name(field)) if owner == TRUTHS[0] else None
    method = constants.callee(body, made[0] - 1) if made[0] and body.opcodes[made[0]] in MOVE_RESULTS else -1
    if method < 0 or dex.method_class(method) not in BOXED or dex.method_name(method) != BOXES:
        return None
    numbers = constants.in_body(body, made[0] - 1, body.sources(made[0] - 1)[-1])
    number = next(iter(numbers)) if len(numbers) == 1 else None
    return number if isinstance(number, int) else None
