"""The class file itself (section 4.1): names of the class, those above it, and its methods with their code."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from appaudit.class_file.constant_pool import ConstantPool
from appaudit.class_file.errors import ClassFileError
from appaudit.class_file.instructions import Opcode, instructions

MAGIC: Final = b"\xca\xfe\xba\xbe"

_POOL_START = 8
_MEMBER = struct.Struct(">HHHH")
_ATTRIBUTE = struct.Struct(">HI")
_CODE_HEADER = struct.Struct(">HHI")
_LOADS = frozenset((Opcode.LDC, Opcode.LDC_W))


class Method(NamedTuple):
    """A method that the class defines; `code` is empty for abstract and native ones."""

    access_flags: int
    name: str
    descriptor: str
    code: bytes


@dataclass(frozen=True, slots=True)
class ClassFile:
    """A class, its names as stored (`com/example/Outer$Inner`); `superclass` is empty for `java/lang/Object`."""

    place: str
    pool: ConstantPool
    access_flags: int
    name: str
    superclass: str
    interfaces: tuple[str, ...]
    data: bytes
    members_start: int
    """Where the fields begin, with the methods after them."""

    def methods(self) -> list[Method]:
        """The methods that the class defines, in the order of the file.

        Raises:
            ClassFileError: A member or attribute passes the end of the file, or is named by no text.
        """
        try:
            return self._methods()
        except struct.error as error:
            raise ClassFileError(self.place, "the members pass the end of the file") from error

    def _methods(self) -> list[Method]:
        data, pool = self.data, self.pool
        at = self._past_fields()
        (count,) = struct.unpack_from(">H", data, at)
        at += 2
        found = []
        for _ in range(count):
            flags, name, descriptor, attributes = _MEMBER.unpack_from(data, at)
            at += _MEMBER.size
            code = b""
            for _ in range(attributes):
                kind, length = _ATTRIBUTE.unpack_from(data, at)
                at += _ATTRIBUTE.size
                if pool.octets(kind) == b"Code" and not code:
                    code = self._code(at, length)
                at += length
            found.append(Method(flags, pool.text(name), pool.text(descriptor), code))
        if at > len(data):
            raise ClassFileError(self.place, "the methods pass the end of the file")
        return found

    def method_texts(self) -> Iterator[tuple[str, set[str]]]:
        """The name of each method, and the texts that its instructions load.

        Raises:
            ClassFileError: A method or an instruction passes the end of the file.
        """
        strings = set(self.pool.strings)
        for method in self.methods():
            loads = (each.operand for each in instructions(method.code, self.place) if each.opcode in _LOADS)
            yield method.name, {self.pool.string(index) for index in strings.intersection(loads)}

    def constant_texts(self) -> dict[str, str]:
        """The values of constant fields that are texts (`ConstantValue`, section 4.7.2), by field name.

        Raises:
            ClassFileError: A field or attribute passes the end of the file, or is named by no text.
        """
        try:
            return self._constant_texts()
        except struct.error as error:
            raise ClassFileError(self.place, "the fields pass the end of the file") from error

    def _constant_texts(self) -> dict[str, str]:
        data, pool, at = self.data, self.pool, self.members_start
        (count,) = struct.unpack_from(">H", data, at)
        at += 2
        found: dict[str, str] = {}
        for _ in range(count):
            _, name, descriptor, attributes = _MEMBER.unpack_from(data, at)
            at += _MEMBER.size
            for _ in range(attributes):
                kind, length = _ATTRIBUTE.unpack_from(data, at)
                at += _ATTRIBUTE.size
                if pool.octets(kind) == b"ConstantValue" and pool.octets(descriptor) == b"Ljava/lang/String;":
                    (value,) = struct.unpack_from(">H", data, at)
                    found[pool.text(name)] = pool.string(value)
                at += length
        return found

    def _past_fields(self) -> int:
        data, at = self.data, self.members_start
        (count,) = struct.unpack_from(">H", data, at)
        at += 2
        for _ in range(count):
            (attributes,) = struct.unpack_from(">H", data, at + 6)
            at += _MEMBER.size
            for _ in range(attributes):
                (length,) = struct.unpack_from(">I", data, at + 2)
                at += _ATTRIBUTE.size + length
        return at

    def _code(self, at: int, length: int) -> bytes:
        """The instructions of a `Code` attribute (4.7.3)."""
        _, _, size = _CODE_HEADER.unpack_from(self.data, at)
        start = at + _CODE_HEADER.size
        if _CODE_HEADER.size + size > length or start + size > len(self.data):
            raise ClassFileError(self.place, f"the code at {at} has {size} bytes in an attribute of {length}")
        return self.data[start : start + size]


def read_class(data: bytes, place: str) -> ClassFile:
    """Read a class file up to its members, which are read when they are asked for.

    Args:
        data: The file.
        place: What messages call it.

    Raises:
        ClassFileError: The bytes are no class file, or break off before its names end.
    """
    if not data.startswith(MAGIC):
        raise ClassFileError(place, f"starts with {data[:4].hex() or 'nothing'}, which no class file does")
    pool = ConstantPool(data, _POOL_START, place)
    try:
        flags, this, above, count = _MEMBER.unpack_from(data, pool.end)
        interfaces = struct.unpack_from(f">{count}H", data, pool.end + _MEMBER.size)
    except struct.error as error:
        raise ClassFileError(place, "ends before its names do") from error
    return ClassFile(
        place=place,
        pool=pool,
        access_flags=flags,
        name=pool.class_name(this),
        superclass=pool.class_name(above) if above else "",
        interfaces=tuple(map(pool.class_name, interfaces)),
        data=data,
        members_start=pool.end + _MEMBER.size + 2 * count,
    )
