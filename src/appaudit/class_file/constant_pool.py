"""The constant pool (section 4.4): every name, type and constant that a class mentions.

One pass finds where the entries are; what an entry says is worked out when it is asked for.
"""

from __future__ import annotations

from typing import NamedTuple

from appaudit.class_file.errors import ClassFileError

_UTF8, _INTEGER, _CLASS, _STRING, _NAME_AND_TYPE = 1, 3, 7, 8, 12
_LONG, _DOUBLE = 5, 6
#: Field, method and interface method references.
FIELD_REFERENCE = 9
_METHOD_REFERENCES = (10, 11)
_REFERENCES = (FIELD_REFERENCE, *_METHOD_REFERENCES)

#: Bytes of an entry with its tag, by tag (table 4.4-A); 0 where the length is stored or the tag is unknown.
_SIZES = [0] * 256
for _tag, _size in (
    *((tag, 5) for tag in (_INTEGER, 4, *_REFERENCES, _NAME_AND_TYPE, 17, 18)),
    *((tag, 9) for tag in (_LONG, _DOUBLE)),
    *((tag, 3) for tag in (_CLASS, _STRING, 16, 19, 20)),
    (15, 4),
):
    _SIZES[_tag] = _size


class Member(NamedTuple):
    """A field or method by the class that is named for it (`android/os/Build`), its name and its descriptor."""

    owner: str
    name: str
    descriptor: str


class ConstantPool:
    """The entries of one class, by their index; index 0 and those after a long or double are none.

    `texts` holds the bytes of all UTF-8 entries, `strings` and `members` the indices of string constants and of
    references to fields and methods, `end` is where the pool ends.
    """

    __slots__ = ("_data", "_offsets", "end", "members", "place", "strings", "texts")

    def __init__(self, data: bytes, start: int, place: str) -> None:
        """Find the entries of the pool whose count stands at `start`.

        Raises:
            ClassFileError: An entry has an unknown tag or passes the end of the file.
        """
        self.place = place
        self.texts: dict[int, bytes] = {}
        self.strings: list[int] = []
        self.members: list[int] = []
        self._data = data
        self._offsets: list[int] = [0]
        try:
            self.end = self._scan(start)
        except IndexError as error:
            raise ClassFileError(place, "the constant pool passes the end of the file") from error
        if self.end > len(data):
            raise ClassFileError(place, "the constant pool passes the end of the file")

    def _scan(self, start: int) -> int:
        data, offsets, texts, sizes = self._data, self._offsets, self.texts, _SIZES
        count = data[start] << 8 | data[start + 1]
        at = start + 2
        index = 1
        while index < count:
            tag = data[at]
            offsets.append(at)
            if tag == _UTF8:
                end = at + 3 + (data[at + 1] << 8 | data[at + 2])
                texts[index] = data[at + 3 : end]
                at = end
            else:
                size = sizes[tag]
                if not size:
                    raise ClassFileError(self.place, f"constant {index} has the unknown tag {tag}")
                if size == 9:  # a long or a double takes up two indices (4.4.5)
                    offsets.append(0)
                    index += 1
                elif tag == _STRING:
                    self.strings.append(index)
                elif tag in _REFERENCES:
                    self.members.append(index)
                at += size
            index += 1
        return at

    def __len__(self) -> int:
        return len(self._offsets)

    def tag(self, index: int) -> int:
        """The kind of an entry, 0 for an index without one."""
        offset = self._offsets[index] if 0 <= index < len(self._offsets) else 0
        return self._data[offset] if offset else 0

    def octets(self, index: int) -> bytes:
        """The bytes of a UTF-8 entry.

        Raises:
            ClassFileError: The entry is none.
        """
        found = self.texts.get(index)
        if found is None:
            raise ClassFileError(self.place, f"constant {index} is no UTF-8 text")
        return found

    def text(self, index: int) -> str:
        """The text of a UTF-8 entry.

        Raises:
            ClassFileError: The entry is none.
        """
        return decoded(self.octets(index))

    def class_name(self, index: int) -> str:
        """The name that a class entry gives, as stored: `java/lang/String`, `[I`.

        Raises:
            ClassFileError: The entry is none.
        """
        return self.text(self._operand(index, (_CLASS,), 1))

    def string_octets(self, index: int) -> bytes:
        """The bytes of a string constant, not decoded.

        Raises:
            ClassFileError: The entry is none.
        """
        return self.octets(self._operand(index, (_STRING,), 1))

    def string(self, index: int) -> str:
        """The text of a string constant.

        Raises:
            ClassFileError: The entry is none.
        """
        return decoded(self.string_octets(index))

    def integer(self, index: int) -> int | None:
        """The value of an integer constant, None for any other entry."""
        if self.tag(index) != _INTEGER:
            return None
        at = self._offsets[index] + 1
        return int.from_bytes(self._data[at : at + 4], "big", signed=True)

    def member(self, index: int) -> Member:
        """The field or method that a reference names.

        Raises:
            ClassFileError: The entry is none, or one that it refers to is of the wrong kind.
        """
        owner = self.class_name(self._operand(index, _REFERENCES, 1))
        name_and_type = self._operand(index, _REFERENCES, 3)
        name = self.text(self._operand(name_and_type, (_NAME_AND_TYPE,), 1))
        return Member(owner, name, self.text(self._operand(name_and_type, (_NAME_AND_TYPE,), 3)))

    def _operand(self, index: int, tags: tuple[int, ...], place: int) -> int:
        if self.tag(index) not in tags:
            raise ClassFileError(self.place, f"constant {index} has the tag {self.tag(index)}, not {tags[0]}")
        at = self._offsets[index] + place
        return self._data[at] << 8 | self._data[at + 1]


def decoded(octets: bytes) -> str:
    """Modified UTF-8 (4.4.7) as text; what is no text becomes U+FFFD."""
    try:
        return octets.decode()
    except UnicodeDecodeError:
        pass
    try:
        text = octets.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return octets.decode("utf-8", "replace")
    # Characters beyond U+FFFF are stored as two surrogates of three bytes each.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
