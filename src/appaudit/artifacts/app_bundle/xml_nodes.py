"""XML documents as protocol buffers (`aapt.pb.XmlNode`): manifests, layouts and the other documents of a bundle."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from appaudit.artifacts.apk.axml import TYPE_STRING, Element, Value
from appaudit.artifacts.app_bundle.values import value_of
from appaudit.artifacts.app_bundle.wire import BYTES, Message, WireError, fields
from appaudit.artifacts.base import LimitReachedError
from appaudit.errors import ExtractionError

#: Fields of `XmlNode`, `XmlElement` and `XmlAttribute`.
_ELEMENT, _TEXT, _SOURCE = 1, 2, 3
_NAME, _ATTRIBUTE, _CHILD = 3, 4, 5
_NAMESPACE, _ATTRIBUTE_NAME, _RAW, _RESOURCE_ID, _COMPILED = 1, 2, 3, 5, 6
#: Readers of protocol buffers stop at 100 messages inside of each other, and an element is two of them.
_MOST_DEPTH: Final = 100
#: A few bytes declare an element or attribute: a small file must not become millions of objects.
_MOST_NODES: Final = 250_000
#: No document of a bundle comes near this many bytes.
_MOST_BYTES: Final = 16 << 20
_PLAIN_TEXT: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")


class XmlNodeError(WireError):
    """Bytes that are no XML document in protocol buffers."""

    format_zh = "protobuf XML"


def read_xml_nodes(data: bytes, place: str) -> Element:
    """The root element of a document.

    Args:
        data: The document.
        place: What messages call it.

    Raises:
        ExtractionError: It is damaged, is nested too deep or holds too much.
    """
    return _Document(data, place).root()


def is_xml_node(data: bytes) -> bool:
    """False for XML that is plain text; anything else under the name of a document has to be one.

    The first field of a node is an element, whose tag is a line feed. It is told from text by its length.
    """
    if not _PLAIN_TEXT.match(data):
        return bool(data)
    try:
        return data[:1] == b"\n" and all(
            (field.tag, field.wire_type) in ((_ELEMENT, BYTES), (_SOURCE, BYTES))
            for field in fields(data, 0, len(data), "")
        )
    except ExtractionError:
        return False


def string_attributes(data: bytes, place: str, wanted: frozenset[int]) -> list[str]:
    """The literal strings that attributes with one of the `wanted` resource ids hold, in document order.

    Documents and attributes without any of them are not looked into.

    Raises:
        ExtractionError: The document is damaged.
    """
    ids = _ids_in_bytes(wanted)
    if ids.search(data) is None:
        return []
    root = _Document(data, place, ids).root()
    return [
        value.text
        for element in root.walk()
        for key, value in element.attributes.items()
        if key in wanted and value.type == TYPE_STRING
    ]


@cache
def _ids_in_bytes(wanted: frozenset[int]) -> re.Pattern[bytes]:
    """Finds what can be the number of one of some resources, which have 28 bits; the last byte may be padded."""
    words = []
    for number in sorted(wanted):
        first = bytes(number >> shift & 0x7F | 0x80 for shift in (0, 7, 14))
        last = number >> 21
        words.append(re.escape(first) + b"[" + re.escape(bytes([last])) + re.escape(bytes([last | 0x80])) + b"]")
    return re.compile(b"|".join(words))


def second_readings(data: bytes, place: str) -> list[str]:
    """Attributes that an element has twice, of which only the first counts; empty for what honest tools write.

    Raises:
        ExtractionError: The document is damaged.
    """
    document = _Document(data, place)
    document.root()
    return [f"{document.doubled} attributes that an element has twice; the first counts"] if document.doubled else []


class _Document:
    def __init__(self, data: bytes, place: str, wanted: re.Pattern[bytes] | None = None) -> None:
        self.doubled = 0
        self._wanted = wanted
        self._data = data
        self._place = place
        self._nodes = 0

    def root(self) -> Element:
        """Read the document."""
        if not self._data:
            raise XmlNodeError(f"{self._place}: empty, where a document should be")
        if len(self._data) > _MOST_BYTES:
            raise LimitReachedError(
                f"{self._place}: a document of {len(self._data)} bytes; {_MOST_BYTES} are read",
                zh=f"{self._place}：文档有 {len(self._data)} 字节，最多读取 {_MOST_BYTES} 字节",
            )
        node = Message(self._data, 0, len(self._data), self._place)
        element = node.message(_ELEMENT)
        if element is None or node.has(_TEXT):
            raise XmlNodeError(f"{self._place}: no element at the root (starts with {self._data[:8].hex()})")
        return self._element(element, 0)

    def _element(self, message: Message, depth: int) -> Element:
        if depth >= _MOST_DEPTH:
            raise LimitReachedError(
                f"{self._place}: elements are nested more than {_MOST_DEPTH} deep",
                zh=f"{self._place}：元素嵌套超过 {_MOST_DEPTH} 层",
            )
        self._count()
        found = Element(message.text(_NAME))
        for start, end in message.spans(_ATTRIBUTE):
            self._count()
            if self._wanted is None or self._wanted.search(self._data, start, end):
                self._add_attribute(found, Message(self._data, start, end, self._place))
        for node in message.messages(_CHILD):
            child = node.message(_ELEMENT)
            if child is not None:
                found.children.append(self._element(child, depth + 1))
        return found

    def _add_attribute(self, element: Element, attribute: Message) -> None:
        """Add an attribute by its resource id, else by its name; of equal ones the first counts, as on Android.

        The compiled value is what the system sees. The text as it was written stands in only where there is no other.
        """
        compiled = attribute.message(_COMPILED)
        value = value_of(compiled) if compiled is not None else None
        if value is None:
            value = Value(TYPE_STRING, 0, attribute.text(_RAW))
        namespace, name = attribute.text(_NAMESPACE), attribute.text(_ATTRIBUTE_NAME)
        resource_id = attribute.number(_RESOURCE_ID) & 0xFFFFFFFF
        keys: list[int | str] = [resource_id] if resource_id else []
        if not namespace:
            keys.append(name)
        elif not resource_id:
            keys.append(f"{{{namespace}}}{name}")
        self.doubled += any(key in element.attributes for key in keys)
        for key in keys:
            element.attributes.setdefault(key, value)

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise LimitReachedError(
                f"{self._place}: more than {_MOST_NODES} elements and attributes",
                zh=f"{self._place}：元素和属性多于 {_MOST_NODES} 个",
            )
