"""Writes Java class files for tests, with what compilers never write on request."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field


@dataclass
class ClassBuilder:
    """A class by its names as stored; constants are added as code refers to them."""

    name: str
    superclass: str = "java/lang/Object"
    interfaces: tuple[str, ...] = ()
    _entries: list[bytes] = field(default_factory=list)
    _indices: dict[bytes, int] = field(default_factory=dict)
    _next: int = 1
    _methods: list[bytes] = field(default_factory=list)
    _fields: list[bytes] = field(default_factory=list)

    def constant(self, entry: bytes, slots: int = 1) -> int:
        """The index of an entry, given with its tag."""
        if entry not in self._indices:
            self._indices[entry] = self._next
            self._entries.append(entry)
            self._next += slots
        return self._indices[entry]

    def utf8(self, text: str | bytes) -> int:
        octets = text if isinstance(text, bytes) else text.encode()
        return self.constant(b"\1" + struct.pack(">H", len(octets)) + octets)

    def integer(self, value: int) -> int:
        return self.constant(b"\3" + struct.pack(">i", value))

    def float_(self, value: float) -> int:
        return self.constant(b"\4" + struct.pack(">f", value))

    def long_(self, value: int) -> int:
        return self.constant(b"\5" + struct.pack(">q", value), slots=2)

    def class_(self, name: str) -> int:
        return self.constant(b"\7" + struct.pack(">H", self.utf8(name)))

    def string(self, text: str | bytes) -> int:
        return self.constant(b"\10" + struct.pack(">H", self.utf8(text)))

    def member(self, tag: int, owner: str, name: str, descriptor: str) -> int:
        name_and_type = self.constant(b"\14" + struct.pack(">HH", self.utf8(name), self.utf8(descriptor)))
        return self.constant(bytes((tag,)) + struct.pack(">HH", self.class_(owner), name_and_type))

    def ldc(self, index: int) -> bytes:
        return b"\x13" + struct.pack(">H", index)

    def invoke(self, owner: str, name: str, descriptor: str, opcode: int = 0xB6) -> bytes:
        """A call; 0xB6 is virtual, 0xB7 special, 0xB8 static, 0xB9 interface."""
        index = self.member(11 if opcode == 0xB9 else 10, owner, name, descriptor)
        return bytes((opcode,)) + struct.pack(">H", index) + (b"\1\0" if opcode == 0xB9 else b"")

    def get(self, owner: str, name: str, descriptor: str, opcode: int = 0xB2) -> bytes:
        """A read of a field; 0xB2 is static, 0xB4 of an object."""
        return bytes((opcode,)) + struct.pack(">H", self.member(9, owner, name, descriptor))

    def method(
        self, name: str, descriptor: str = "()V", code: bytes = b"\xb1", *, code_length: int = -1, flags: int = 1
    ) -> None:
        """Define a method; empty code makes it abstract, `code_length` is what the attribute claims."""
        head = struct.pack(">HHHH", flags, self.utf8(name), self.utf8(descriptor), 1 if code else 0)
        if code:
            size = len(code) if code_length < 0 else code_length
            body = struct.pack(">HHI", 4, 4, size) + code + struct.pack(">HH", 0, 0)
            head += struct.pack(">HI", self.utf8("Code"), len(body)) + body
        self._methods.append(head)

    def add_field(self, name: str, descriptor: str, value: int) -> None:
        """Define a constant field with the index of its value."""
        self._fields.append(
            struct.pack(">HHHH", 0x18, self.utf8(name), self.utf8(descriptor), 1)
            + struct.pack(">HIH", self.utf8("ConstantValue"), 2, value)
        )

    def build(self) -> bytes:
        this, above = self.class_(self.name), self.class_(self.superclass)
        interfaces = [self.class_(name) for name in self.interfaces]
        body = struct.pack(">HHHH", 0x21, this, above, len(interfaces))
        body += struct.pack(f">{len(interfaces)}H", *interfaces)
        for members in (self._fields, self._methods):
            body += struct.pack(">H", len(members)) + b"".join(members)
        body += struct.pack(">H", 0)
        pool = struct.pack(">H", self._next) + b"".join(self._entries)
        return b"\xca\xfe\xba\xbe" + struct.pack(">HH", 0, 52) + pool + body
