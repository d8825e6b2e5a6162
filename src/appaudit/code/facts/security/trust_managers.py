"""Whether the check of a trust manager can refuse a certificate for whose it is.

One that accepts all throws nothing, or only because there is no certificate or its dates are wrong, and hands what it
was given to nothing that could throw for it. What it logs, or takes out of a set, changes nothing.
https://developer.android.com/privacy-and-security/security-ssl, checked 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.code.facts.uses.telling_names import PLATFORM
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import (
    AGET_OBJECT,
    ARRAY_LENGTH,
    ARRAY_WRITES,
    FIELD_WRITES,
    IF_EQZ,
    IF_NEZ,
    INVOKES,
    MOVE_RESULTS,
    RETURNS,
    THROW,
)

#: Longer methods check something.
_MAX_INSTRUCTIONS: Final = 80
#: The registers of the receiver and of the certificates.
_SELF, _CHAIN = 0, 1
#: Classes of the platform that ask a certificate, or keep and write down what it answers, and refuse nothing but dates:
#: https://developer.android.com/reference/java/security/cert/X509Certificate, checked 2026-11-30, not opened.
_HARMLESS: Final = frozenset(
    f"L{name};"
    for name in (
        *("java/security/cert/X509Certificate", "java/security/cert/Certificate", "java/security/Principal"),
        *("javax/security/auth/x500/X500Principal", "java/math/BigInteger", "java/util/Date", "java/util/Set"),
        *(
            "java/util/Collection",
            "java/util/Iterator",
            "java/util/List",
            "java/lang/String",
            "java/lang/StringBuilder",
        ),
        *("java/lang/System", "java/io/PrintStream", "android/util/Log"),
    )
)
_REFUSES: Final = "verify"
#: What is thrown, and asked for its message.
_ERRORS: Final = ("Exception;", "Throwable;", "Error;")
#: What Kotlin's compiler puts before the code of a method, for parameters that may not be null: a call of its own
#: library with the parameter and its name. Shrinkers rename the method; the package they often keep.
_KOTLIN, _NOT_NULL = "Lkotlin/", "(Ljava/lang/Object;Ljava/lang/String;)V"


def accepts_all(constants: Constants, body: MethodBody) -> bool:
    """Whether a `checkServerTrusted` of these instructions lets every certificate of today pass."""
    if not body.is_read or not 0 < len(body) <= _MAX_INSTRUCTIONS or FIELD_WRITES & set(body.opcodes):
        return False
    given = _given(body)
    calls = (index for index, opcode in enumerate(body.opcodes) if opcode in INVOKES)
    return all(_refuses_nothing(constants, body, index, given) for index in calls) and not _throws(body, given)


def _given(body: MethodBody) -> set[int]:
    """The instructions that make something of the certificates: what is asked of them, or keeps them."""
    found: set[int] = set()
    for _ in range(len(body)):
        before = len(found)
        for index, opcode in enumerate(body.opcodes):
            if not any(_holds(body, index, register, found) for register in body.sources(index)):
                continue
            found.add(index)
            if opcode in INVOKES or opcode in ARRAY_WRITES:
                found.update(
                    at for register in body.sources(index) for at, _ in body.origins(index, register) if at >= 0
                )
            if opcode in INVOKES and index + 1 < len(body) and body.opcodes[index + 1] in MOVE_RESULTS:
                found.add(index + 1)
        if len(found) == before:
            break
    return found


def _holds(body: MethodBody, index: int, register: int, given: set[int]) -> bool:
    """Whether a register may hold the certificates or what was made of them; if unknown, what it was ever given."""
    for at, asked in body.origins(index, register):
        if at == ENTRY and body.parameter(asked) == _CHAIN:
            return True
        if at in given or (at < 0 and at != ENTRY and given.intersection(body.writers(asked))):
            return True
    return False


def _refuses_nothing(constants: Constants, body: MethodBody, index: int, given: set[int]) -> bool:
    method, dex = constants.callee(body, index), constants.code.dex
    if method < 0:
        return False
    owner, name = dex.method_class(method), dex.method_name(method)
    if owner.startswith(_KOTLIN) and dex.prototype(int(dex.method_ids["proto"][method])) == _NOT_NULL:
        return True
    if class_name(owner).startswith(PLATFORM):
        return name != _REFUSES and (owner in _HARMLESS or owner.endswith(_ERRORS))
    registers = body.sources(index)
    if any(_holds(body, index, register, given) or body.parameter(register) == _SELF for register in registers):
        return False
    called = constants.callee_body(method) if constants.is_static_call(body, index) else None
    return called is not None and THROW not in called.opcodes


def _throws(body: MethodBody, given: set[int]) -> bool:
    """Whether it may throw though there are certificates, and though their dates are right."""
    if THROW not in body.opcodes:
        return False
    after: dict[int, list[int]] = {}
    for index in range(len(body)):
        for before in body.predecessors(index):
            after.setdefault(before, []).append(index)
    seen, pending = {0}, [0]
    for index in pending:
        if body.opcodes[index] == THROW:
            return True
        for following in _following(body, index, after.get(index, []), given):
            if following not in seen:
                seen.add(following)
                pending.append(following)
    return not any(body.opcodes[index] in RETURNS for index in seen)


def _following(body: MethodBody, index: int, following: list[int], given: set[int]) -> Iterator[int]:
    """What runs after an instruction where certificates and their number are neither null nor zero."""
    opcode = body.opcodes[index]
    is_of_chain = opcode in (IF_EQZ, IF_NEZ) and all(
        (at == ENTRY and body.parameter(asked) == _CHAIN)
        or (at in given and body.opcodes[at] in (ARRAY_LENGTH, AGET_OBJECT))
        for at, asked in body.origins(index, body.sources(index)[0])
    )
    for other in following:
        is_next = other == index + 1
        if not is_of_chain or is_next == (opcode == IF_EQZ):
            yield other
