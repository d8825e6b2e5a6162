"""Uses of catalogued APIs, fields and constants in one Java class file, with the methods that make them.

Class files come from SDK archives. What is passed to a call is taken from the instruction before it and, failing that,
from the method: values are not followed through variables, so such a use is not certain. An API that a class inherits
under a name of its own is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from appaudit.class_file import ClassFile, Instruction, Member, Method, Opcode, decoded, instructions
from appaudit.code.facts.uses.api_calls import ApiTable, is_own_code
from appaudit.code.facts.uses.handed_content import is_address, is_handed_on
from appaudit.code.values.java_names import class_name
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location
from appaudit.model.record import record

_READS = frozenset((Opcode.GETSTATIC, Opcode.GETFIELD))
_INVOKES = frozenset((Opcode.INVOKEVIRTUAL, Opcode.INVOKESPECIAL, Opcode.INVOKESTATIC, Opcode.INVOKEINTERFACE))
_LOADS = frozenset((Opcode.LDC, Opcode.LDC_W))
_CONTENT = "content://"


class ClassApiTable:
    """The catalogue as class files name things, to tell a class that mentions nothing of it at a glance."""

    def __init__(self, table: ApiTable) -> None:
        self._table = table
        self._names = {name[1:-1].encode() for name in (*table.methods, *table.fields)}
        prefixes = [re.escape(entry.string[:-1]) for entry in table.strings if entry.string.endswith("*")]
        self._names |= {entry.string.encode() for entry in table.strings if not entry.string.endswith("*")}
        self._beginnings = re.compile("|".join(prefixes).encode()) if prefixes else None

    def may_concern(self, file: ClassFile) -> bool:
        """Whether the class mentions a catalogued class or constant at all."""
        if not self._names.isdisjoint(file.pool.texts.values()):
            return True
        return self._beginnings is not None and self._beginnings.search(file.data) is not None

    def targets(self, file: ClassFile) -> dict[int, list[tuple[ApiEntry, str]]]:
        """The catalogued entries with the name of the API, by the index of the constant that refers to them.

        Raises:
            ClassFileError: A constant refers to nothing.
        """
        found: dict[int, list[tuple[ApiEntry, str]]] = {}
        for index in file.pool.members:
            member = file.pool.member(index)
            if entries := self._entries_of(member):
                api = f"{class_name(f'L{member.owner};')}.{member.name}"
                found[index] = [(entry, api) for entry in entries]
        for index in file.pool.strings:
            text = file.pool.string(index)
            if entries := self._table.strings_fitting(text):
                found[index] = [(entry, f'"{text}"') for entry in entries]
        return found

    def _entries_of(self, member: Member) -> list[ApiEntry]:
        by_class = self._table.methods if member.descriptor.startswith("(") else self._table.fields
        by_name = by_class.get(f"L{member.owner};", {})
        return by_name.get(member.name) or by_name.get("*") or []


@record(kw_only=False)
class _Use:
    """One reference that fits an entry; `certain` where nothing of what the entry asks for was guessed."""

    entry: ApiEntry
    api: str
    certain: bool = True
    weak: bool = False


def class_api_call_facts(file: ClassFile, table: ClassApiTable) -> list[ApiCallFact]:
    """One fact for each API and caller in one class.

    Raises:
        ClassFileError: The class is damaged.
    """
    targets = table.targets(file)
    if not targets:
        return []
    caller_class = class_name(f"L{file.name};")
    facts: dict[tuple[str, str, tuple[str, ...], str], ApiCallFact] = {}
    for method in file.methods():
        if not _mentions(method.code, targets):
            continue
        caller = f"{caller_class}.{method.name}{method.descriptor}"
        for use in sorted(_uses(file, method, targets), key=lambda use: not use.certain):
            if is_own_code(use.entry, caller_class):
                continue
            key = (use.api, caller, use.entry.data, use.entry.role)
            known = facts.get(key)
            if known is None or (use.certain and not known.certain):
                facts[key] = ApiCallFact(
                    api=use.api,
                    caller=caller,
                    caller_class=caller_class,
                    data_types=use.entry.data,
                    permissions=use.entry.permissions,
                    also_one_of=use.entry.also_one_of,
                    role=use.entry.role,
                    certain=use.certain,
                    weak=use.entry.weak or use.weak,
                    location=Location(path=file.place, symbol=f"{caller_class}.{method.name}"),
                    extractor="code.class_files",
                )
    return list(facts.values())


def _mentions(code: bytes, targets: Mapping[int, object]) -> bool:
    """Whether the index of a target stands anywhere in the code; what follows decides if it is an operand."""
    return any((bytes((index >> 8, index & 0xFF)) if index > 0xFF else bytes((index,))) in code for index in targets)


def _uses(file: ClassFile, method: Method, targets: Mapping[int, Sequence[tuple[ApiEntry, str]]]) -> Iterator[_Use]:
    body = list(instructions(method.code, f"{file.place} {method.name}"))
    for position, instruction in enumerate(body):
        if instruction.operand not in targets:
            continue
        for entry, api in targets[instruction.operand]:
            if entry.with_numbers or entry.with_bits:
                continue  # numbers are not followed in class files
            if _is_beside(file, body, entry.told_by):
                continue
            if instruction.opcode in _INVOKES and entry.method:
                if not entry.with_strings:
                    yield _Use(entry, api, weak=_is_beside(file, body, entry.weak_beside))
                    continue
                constant, certain = _constant_of(file, body, position, entry.with_strings)
                if constant:
                    yield _Use(entry, f"{api}({constant})", certain)
            elif instruction.opcode in _READS and entry.field:
                if not _is_handed_on(file, body, instruction):
                    yield _Use(entry, api)
            elif instruction.opcode in _LOADS and entry.string:
                # Of an address of content the load alone does not show that it is asked.
                yield _Use(entry, api, not api.startswith(f'"{_CONTENT}'))


def _is_beside(file: ClassFile, body: Sequence[Instruction], members: Sequence[str]) -> bool:
    """Whether a method also refers to one of these members (`class.member`)."""
    if not members:
        return False
    named = [file.pool.member(each.operand) for each in body if each.opcode in _INVOKES | _READS]
    return any(f"{class_name(f'L{member.owner};')}.{member.name}" in members for member in named)


def _is_handed_on(file: ClassFile, body: Sequence[Instruction], read: Instruction) -> bool:
    field = file.pool.member(read.operand)
    if not is_address(f"L{field.owner};", field.name):
        return False
    called = [file.pool.member(each.operand) for each in body if each.opcode in _INVOKES]
    return is_handed_on((f"L{member.owner};", member.name, member.descriptor) for member in called)


def _constant_of(file: ClassFile, body: Sequence[Instruction], call: int, patterns: Sequence[str]) -> tuple[str, bool]:
    """The text passed to a call that fits a pattern, and whether it certainly is; an empty text for none.

    A constant loaded right before the call is what is passed last. Where something else is, a method that loads the
    constant is taken to join the two.
    """
    last = _loaded_text(file, body[call - 1]) if call else None
    if last is not None:
        return (last, True) if _fits(last, patterns) else ("", True)
    for instruction in body:
        text = _loaded_text(file, instruction)
        if text is not None and _fits(text, patterns):
            return text, False
    return "", False


def _loaded_text(file: ClassFile, instruction: Instruction) -> str | None:
    if instruction.opcode not in _LOADS or file.pool.tag(instruction.operand) != 8:
        return None
    return decoded(file.pool.string_octets(instruction.operand))


def _fits(text: str, patterns: Sequence[str]) -> bool:
    return any(text.startswith(each[:-1]) if each.endswith("*") else text == each for each in patterns)
