"""Keys and initialisation vectors of ciphers that are built from constants of the code.

Bytes are followed back through moves, fields, arrays that are filled with constants, the bytes of a constant text
(`getBytes`, `Base64.decode`, a digest of either), small methods that return them, and the callers that pass them. They
are not followed into helpers that change them (a decoder of hexadecimal, a loop), out of other DEX files, preferences
or native code: such a key is unknown, which is never told to be constant.

https://developer.android.com/reference/javax/crypto/spec/package-summary, checked 2026-11-27.
"""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.code.values.call_search import Call, callers_of_item, calls_to
from appaudit.code.values.constants import Beginning, Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import (
    ARRAY_WRITES,
    FIELD_READS,
    FILL_ARRAY_DATA,
    FILLED_ARRAYS,
    INVOKES,
    MOVE_RESULT_OBJECT,
    MOVES,
    NEW_ARRAY,
    RETURN_OBJECT,
)
from appaudit.model.facts.conduct import ConstantKeyFact
from appaudit.model.record import record
from appaudit.model.words import KeyRole

_SPEC = "Ljavax/crypto/spec/"
#: Constructors that take the bytes of a key or vector: what they are, and the register that passes the bytes.
_TAKERS: dict[str, tuple[KeyRole, int]] = {
    f"{_SPEC}SecretKeySpec;": ("key", 1),
    f"{_SPEC}DESKeySpec;": ("key", 1),
    f"{_SPEC}DESedeKeySpec;": ("key", 1),
    f"{_SPEC}IvParameterSpec;": ("iv", 1),
    f"{_SPEC}GCMParameterSpec;": ("iv", 2),
}
#: A key of these signs something and encrypts nothing.
_SIGNING = "hmac"
_STRING = "Ljava/lang/String;"
#: Methods whose result is made of one argument alone, by class and name: that argument, and whether it is a text.
_MADE_OF: dict[tuple[str, str], tuple[int, bool]] = {
    (_STRING, "getBytes"): (0, True),
    ("Landroid/util/Base64;", "decode"): (0, False),
    ("Ljava/util/Base64$Decoder;", "decode"): (1, False),
    ("Ljava/security/MessageDigest;", "digest"): (1, False),
    ("Ljava/util/Arrays;", "copyOf"): (0, False),
    ("Ljava/util/Arrays;", "copyOfRange"): (0, False),
    ("[B", "clone"): (0, False),
}
#: Instructions that may change what is in an array.
_TOUCHING = INVOKES | ARRAY_WRITES | {FILL_ARRAY_DATA}
_MAX_DEPTH = 10
#: Definitions looked at to answer one question.
_BUDGET = 80
#: Instructions of a method whose result is worth working out.
_MAX_CALLEE = 120


@record(kw_only=False)
class _Bytes:
    """What is known of bytes: whether some and whether all of the ways they come by are constants."""

    some: bool = False
    every: bool = True

    def and_(self, other: _Bytes) -> _Bytes:
        return _Bytes(self.some or other.some, self.every and other.every)


_CONSTANT, _UNKNOWN = _Bytes(True, True), _Bytes(False, False)


def constant_key_facts(constants: Constants) -> list[ConstantKeyFact]:
    """One fact for each role and method in one DEX file that builds a key or vector from constants."""
    found: dict[tuple[str, str], ConstantKeyFact] = {}
    search = _Search(constants)
    for call in calls_to(constants, dict.fromkeys(_TAKERS, ("<init>",))):
        role, register = _TAKERS[call.owner]
        known = _Bytes() if _is_for_signing(constants, call) else search.passed(call, register)
        if not known.some:
            continue
        for caller in callers_of_item(constants.code, call.code_item):
            fact = ConstantKeyFact(
                role=role,
                api=f"{call.owner[1:-1].replace('/', '.')}.<init>",
                certain=known.every,
                caller=caller.name,
                caller_class=caller.class_name,
                sites=(constants.offset_in_method(call.instruction),),
                location=constants.place_of(call.instruction, caller.location.symbol),
                extractor="code.constant_keys",
            )
            before = found.get((role, caller.name))
            if before is None or (fact.certain and not before.certain):
                found[role, caller.name] = fact
    return list(found.values())


def _is_for_signing(constants: Constants, call: Call) -> bool:
    """Whether a key names an algorithm that authenticates; the name is the last argument."""
    if not call.owner.endswith("SecretKeySpec;"):
        return False
    body, index = constants.at(call.instruction)
    last = len(body.sources(index)) - 1 if index < len(body) else 0
    names = constants.argument_values(call.instruction, last)
    return any(isinstance(name, str) and name.lower().startswith(_SIGNING) for name in names)


class _Search:
    """Answers of bytes in one DEX file whether they are constants."""

    def __init__(self, constants: Constants) -> None:
        self._constants = constants
        self._budget = 0
        self._in_field = False

    def passed(self, call: Call, argument: int) -> _Bytes:
        """What a call passes in a register (the receiver is 0)."""
        body, index = self._constants.at(call.instruction)
        registers = body.sources(index) if index < len(body) else ()
        if argument >= len(registers):
            return _UNKNOWN
        self._budget, self._in_field = _BUDGET, False
        return self._of(body, index, registers[argument], 0)

    def _of(self, body: MethodBody, index: int, register: int, depth: int) -> _Bytes:
        self._budget -= 1
        if depth > _MAX_DEPTH or self._budget < 0:
            return _UNKNOWN
        return _all(
            self._parameter(body, register, depth + 1)
            if definition == ENTRY
            else self._made(body, definition, index, depth + 1)
            if definition >= 0
            else _UNKNOWN
            for definition in body.definitions(index, register)
        )

    def _parameter(self, body: MethodBody, register: int, depth: int) -> _Bytes:
        number = body.parameter(register)
        sites = self._constants.call_sites(body) if number >= 0 else []
        known = []
        for caller, call in sites:
            registers = caller.sources(call) if call < len(caller) else ()
            known.append(self._of(caller, call, registers[number], depth + 1) if number < len(registers) else _UNKNOWN)
        return _all(known)

    def _made(self, body: MethodBody, definition: int, use: int, depth: int) -> _Bytes:
        opcode = body.opcodes[definition]
        if opcode in MOVES:
            return self._of(body, definition, body.sources(definition)[0], depth)
        if opcode == NEW_ARRAY:
            return _CONSTANT if self._is_filled_with_constants(body, definition, use) else _UNKNOWN
        if opcode in FIELD_READS:
            return self._field(body.target(definition), depth)
        if opcode != MOVE_RESULT_OBJECT or definition == 0:
            return _UNKNOWN
        call = definition - 1
        if body.opcodes[call] in FILLED_ARRAYS:
            return _CONSTANT if self._are_constant(body, call, body.sources(call)) else _UNKNOWN
        return self._result(body, call, depth)

    def _result(self, body: MethodBody, call: int, depth: int) -> _Bytes:
        method, registers = self._constants.callee(body, call), body.sources(call)
        if method < 0:
            return _UNKNOWN
        dex = self._constants.code.dex
        made_of = _MADE_OF.get((dex.method_class(method), dex.method_name(method)))
        if made_of is None:
            return self._returned(method, depth)
        number, is_text = made_of
        if number >= len(registers):
            return _UNKNOWN
        texts = self._constants.in_body(body, call, registers[number])
        if texts and all(isinstance(text, str) and text and not isinstance(text, Beginning) for text in texts):
            return _CONSTANT
        return _UNKNOWN if is_text else self._of(body, call, registers[number], depth)

    def _returned(self, method: int, depth: int) -> _Bytes:
        """What a short method of this file returns, whatever it is given."""
        callee = self._constants.callee_body(method)
        if callee is None or len(callee) > _MAX_CALLEE:
            return _UNKNOWN
        return _all(
            self._of(callee, index, callee.sources(index)[0], depth + 1)
            for index, opcode in enumerate(callee.opcodes)
            if opcode == RETURN_OBJECT
        )

    def _field(self, field: int, depth: int) -> _Bytes:
        known = []
        before, self._in_field = self._in_field, True
        for instruction in self._constants.field_values.writes(field):
            writer, index = self._constants.at(instruction)
            known.append(
                self._of(writer, index, writer.sources(index)[0], depth + 1) if index < len(writer) else _UNKNOWN
            )
        self._in_field = before
        return _all(known)

    def _is_filled_with_constants(self, body: MethodBody, definition: int, use: int) -> bool:
        """Whether nothing but constants is put into an array: no other call is given it before it is used.

        An array that nothing is put into holds zeros, which are constants; in a field anyone may fill it later.
        """
        is_filled = False
        for index, opcode in enumerate(body.opcodes):
            if index == use or (opcode not in _TOUCHING):
                continue
            registers = body.sources(index)
            if opcode in ARRAY_WRITES:
                registers, values = registers[1:2], registers[:1]
            held = any(definition in body.definitions(index, each) for each in registers)
            if held and opcode in INVOKES and not self._only_reads(body, index):
                return False
            if held and opcode in ARRAY_WRITES and not self._are_constant(body, index, values):
                return False
            is_filled = is_filled or (held and opcode not in INVOKES)
        return is_filled or not self._in_field

    def _only_reads(self, body: MethodBody, index: int) -> bool:
        """Whether a call builds a key or vector: it copies the bytes and leaves them as they are."""
        method = self._constants.callee(body, index)
        return method >= 0 and self._constants.code.dex.method_class(method) in _TAKERS

    def _are_constant(self, body: MethodBody, index: int, registers: tuple[int, ...]) -> bool:
        return all(self._constants.in_body(body, index, register) for register in registers)


def _all(known: Iterator[_Bytes] | list[_Bytes]) -> _Bytes:
    """What is known of bytes that come by several ways; unknown where there is none."""
    ways = list(known)
    joined = ways[0] if ways else _UNKNOWN
    for way in ways[1:]:
        joined = joined.and_(way)
    return joined
