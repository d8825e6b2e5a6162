"""Conduct that Java class files show by themselves: services that ask to be started again, and weak TLS.

The same facts as from bytecode, for what one method alone decides; SDK archives hold class files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from appaudit.class_file import ClassFile, Instruction, Method, Opcode, instructions
from appaudit.code.values.java_names import class_name
from appaudit.model.facts.conduct import CodeConduct, SelfStartFact, TlsWeaknessFact
from appaudit.model.location import Location
from appaudit.model.words import TlsWeakness

#: Service.START_STICKY and START_REDELIVER_INTENT, https://developer.android.com/reference/android/app/Service,
#: checked 2026-11-24.
_STICKY = {1: "START_STICKY", 3: "START_REDELIVER_INTENT"}
_START = ("onStartCommand", "(Landroid/content/Intent;II)I")
_CHECK, _VERIFY = "checkServerTrusted", ("verify", "(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z")
_CERTIFICATES = "[Ljava/security/cert/X509Certificate;"
_INVOKES = frozenset(
    (Opcode.INVOKEVIRTUAL, Opcode.INVOKESPECIAL, Opcode.INVOKESTATIC, Opcode.INVOKEINTERFACE, Opcode.INVOKEDYNAMIC)
)
_NAMES = (b"onStartCommand", b"checkServerTrusted", b"verify")


def class_conduct_facts(file: ClassFile) -> list[CodeConduct]:
    """The facts about one class.

    Raises:
        ClassFileError: The class is damaged.
    """
    if not any(name in file.data for name in _NAMES):
        return []
    owner = class_name(f"L{file.name};")
    return [fact for method in file.methods() if method.code for fact in _of_method(file, owner, method)]


def _of_method(file: ClassFile, owner: str, method: Method) -> Iterator[CodeConduct]:
    caller = f"{owner}.{method.name}{method.descriptor}"
    location = Location(path=file.place, symbol=f"{owner}.{method.name}")
    if (method.name, method.descriptor) == _START:
        words = sorted({_STICKY[value] for value in _returned(_body(file, method)) if value in _STICKY})
        if words:
            yield SelfStartFact(
                mechanism="sticky_service",
                subject=owner,
                detail=tuple(words),
                caller=caller,
                caller_class=owner,
                location=location,
                extractor="code.class_conduct",
            )
    weakness = _weakness(file, method)
    if weakness:
        yield TlsWeaknessFact(
            weakness=weakness, caller=caller, caller_class=owner, location=location, extractor="code.class_conduct"
        )


def _weakness(file: ClassFile, method: Method) -> TlsWeakness | None:
    """The weakness of a method that checks certificates or names and does not; None for none."""
    if method.name == _CHECK and _CERTIFICATES in method.descriptor:
        opcodes = {instruction.opcode for instruction in _body(file, method)}
        return None if Opcode.ATHROW in opcodes or opcodes & _INVOKES else "trust_all"
    if (method.name, method.descriptor) == _VERIFY:
        return "any_host" if _returned(_body(file, method)) == {1} else None
    return None


def _body(file: ClassFile, method: Method) -> list[Instruction]:
    return list(instructions(method.code, f"{file.place} {method.name}"))


def _returned(body: Sequence[Instruction]) -> set[int | None]:
    """The numbers that a method returns, None for one that is not pushed right before."""
    found: set[int | None] = set()
    for before, instruction in pairwise(body):
        if instruction.opcode == Opcode.IRETURN:
            found.add(before.operand if before.pushes_integer else None)
    return found
