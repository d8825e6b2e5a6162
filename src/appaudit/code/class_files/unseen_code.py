"""Calls of Java class files by which code runs that is not in the archive: loaders, and native methods of its own.

SDK archives hold class files. Who calls a method is up to the app, so that every method counts; reflection and
transactions, whose names would have to be followed, are not looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.class_file import ClassFile, Opcode, instructions
from appaudit.code.facts.unseen.unseen_calls import UnseenCalls
from appaudit.code.values.java_names import class_name
from appaudit.model.facts.conduct import UnseenCodeFact
from appaudit.model.location import Location
from appaudit.model.words import UnseenWay

#: https://docs.oracle.com/javase/specs/jvms/se8/html/jvms-4.html#jvms-4.6, checked 2026-11-28
_NATIVE: Final = 0x0100
_INVOKES: Final = frozenset((Opcode.INVOKEVIRTUAL, Opcode.INVOKESPECIAL, Opcode.INVOKESTATIC, Opcode.INVOKEINTERFACE))


def class_unseen_code_facts(file: ClassFile, calls: UnseenCalls) -> list[UnseenCodeFact]:
    """One fact for each call and method of one class; those of code that is known to make them are none.

    Raises:
        ClassFileError: The class is damaged.
    """
    owner = class_name(f"L{file.name};")
    targets = {each: api for each, api in _loaders(file, calls).items() if calls.counts("loader", owner, api)}
    natives = calls.counts("native", owner)
    if not targets and not natives:
        return []
    found: dict[tuple[str, str], UnseenCodeFact] = {}
    for method in file.methods():
        caller = f"{owner}.{method.name}{method.descriptor}"
        apis = [f"{owner}.{method.name}"] if natives and method.access_flags & _NATIVE else []
        way: UnseenWay = "native" if apis else "loader"
        apis = apis or list(_called(file, method.code, method.name, targets))
        for api in apis:
            found[caller, api] = UnseenCodeFact(
                way=way,
                api=api,
                caller=caller,
                caller_class=owner,
                location=Location(path=file.place, symbol=f"{owner}.{method.name}"),
                extractor="code.class_files",
            )
    return list(found.values())


def _loaders(file: ClassFile, calls: UnseenCalls) -> dict[int, str]:
    """The names of calls that load code, by the index of the constant that refers to them."""
    found = {}
    for index in file.pool.members:
        member = file.pool.member(index)
        entry = calls.table.get(f"L{member.owner};", {}).get(member.name)
        if entry is not None and entry.way == "loader" and entry.target == "code":
            found[index] = f"{class_name(f'L{member.owner};')}.{member.name}"
    return found


def _called(file: ClassFile, code: bytes, name: str, targets: dict[int, str]) -> Iterator[str]:
    if targets and code:
        for instruction in instructions(code, f"{file.place} {name}"):
            if instruction.opcode in _INVOKES and instruction.operand in targets:
                yield targets[instruction.operand]
