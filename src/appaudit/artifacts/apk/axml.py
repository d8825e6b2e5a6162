"""Android's binary XML (`ResXMLTree` in ResourceTypes.h), read with the tolerance of the platform.

Attributes are known by resource id: their names may be empty or nonsense in files that do not want to be read.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from appaudit.artifacts.apk.string_pool import StringPool
from appaudit.errors import DamagedPartError

ANDROID_NAMESPACE: Final = "http://schemas.android.com/apk/res/android"

TYPE_REFERENCE: Final = 0x01
TYPE_STRING: Final = 0x03
TYPE_FLOAT: Final = 0x04
TYPE_DYNAMIC_REFERENCE: Final = 0x07
TYPE_INT: Final = 0x10
TYPE_HEX: Final = 0x11
TYPE_BOOLEAN: Final = 0x12

_CHUNK = struct.Struct("<HHI")
_ELEMENT = struct.Struct("<IIHHH")
_ATTRIBUTE = struct.Struct("<III2xxBI")
_CHUNK_STRING_POOL, _CHUNK_RESOURCE_MAP = 0x0001, 0x0180
_CHUNK_START_ELEMENT, _CHUNK_END_ELEMENT = 0x0102, 0x0103
_FIRST_NODE, _LAST_KNOWN_NODE, _LAST_NODE = 0x0100, 0x0104, 0x017F
_NOTHING = 0xFFFFFFFF
#: Bytes of a node's header, and at least of what follows it: namespaces, start and end of an element, text.
_NODE_SIZE, _LEAST_BODY = 16, (8, 8, 20, 8, 12)
#: The last type of values; the last of them are colours.
_LAST_COLOR = 0x1F
#: A start tag can declare attributes of size 0: a small file must not become millions of objects.
_MOST_ATTRIBUTES = 2_000_000
_STRING_TYPE_MARK = struct.pack("<HBB", 8, 0, TYPE_STRING)
_REFERENCE_MARK: Final = b"\x08\0\0\x01"
#: A class of a package, as documents name it.
CLASS_NAME: Final = re.compile(r"[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)+", re.ASCII)


class AxmlError(DamagedPartError):
    """Bytes that are no binary XML, or break off."""

    format_zh = "二进制 XML"


class Value(NamedTuple):
    """A typed attribute value: type and data as stored, `text` the string where there is one."""

    type: int
    data: int
    text: str


class Element:
    """An element: name, attributes by resource id (else by name, `{namespace}name` where it has one), children."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.attributes: dict[int | str, Value] = {}
        self.children: list[Element] = []

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(reversed(element.children))


class _Nodes(NamedTuple):
    """Where the nodes of a document start, and what is needed to read them."""

    data: bytes
    start: int
    end: int
    strings: StringPool
    resource_ids: tuple[int, ...]
    place: str


def read_axml(data: bytes, place: str) -> Element:
    """The root element of a binary XML document.

    Args:
        data: The document.
        place: What messages call it.

    Raises:
        AxmlError: It is no binary XML, has no element, or breaks off inside one.
    """
    nodes = _open(data, place)
    root: Element | None = None
    open_elements: list[Element] = []
    attribute_count = 0
    for kind, body, end in _chunks(nodes):
        if kind == _CHUNK_START_ELEMENT:
            element = _read_element(nodes, body, end)
            attribute_count += len(element.attributes)
            if attribute_count > _MOST_ATTRIBUTES:
                raise AxmlError(f"{place}: more than {_MOST_ATTRIBUTES} attributes")
            if open_elements:
                open_elements[-1].children.append(element)
            elif root is None:
                root = element
            open_elements.append(element)
        elif kind == _CHUNK_END_ELEMENT and open_elements:
            open_elements.pop()
            if not open_elements and root is not None:
                break  # Android stops at the end of the first root
    if root is None:
        raise AxmlError(f"{place}: binary XML without any element")
    return root


def second_readings(data: bytes, place: str) -> list[str]:
    """What in a document leads readers who are less exact than Android elsewhere; empty for what honest tools write.

    Raises:
        AxmlError: `data` is no binary XML.
    """
    nodes = _open(data, place)
    found = []
    kinds = [kind for kind, _ in _chunks_before(data, nodes.start)]
    for kind, name in ((_CHUNK_STRING_POOL, "string pools"), (_CHUNK_RESOURCE_MAP, "maps of resources")):
        if kinds.count(kind) > 1:
            found.append(f"{kinds.count(kind)} {name}; the last one counts")
    if (disagreeing := nodes.strings.disagreeing()) > 0:
        found.append(f"{disagreeing} texts whose two lengths disagree, which parts of Android do not read")
    refused = differing = doubled = 0
    position = nodes.start
    for kind, body, end in _chunks(nodes):
        refused += not _is_taken(nodes, kind, position, body, end)
        position = end
        if kind == _CHUNK_START_ELEMENT:
            attributes = _attributes(nodes, body, end)
            differing += sum(_differs(nodes, *attribute[2:]) for attribute in attributes)
            doubled += len(attributes) - len({_key(nodes, *attribute[:2]) for attribute in attributes})
    if refused:
        found.append(f"{refused} nodes that Android does not take; it stops at the first")
    if doubled:
        found.append(f"{doubled} attributes that an element has twice; the first counts")
    if differing:
        found.append(f"{differing} attributes with one text as it was written and another as their value")
    return found


def string_attributes(data: bytes, place: str, wanted: frozenset[int]) -> list[str]:
    """The literal strings that attributes with one of the `wanted` resource ids hold, in document order.

    Finds them without reading elements: hundreds of layouts take milliseconds.

    Raises:
        AxmlError: `data` is no binary XML.
    """
    nodes = _open(data, place)
    names = {index for index, resource_id in enumerate(nodes.resource_ids) if resource_id in wanted}
    if not names:
        return []
    found = []
    position = data.find(_STRING_TYPE_MARK, nodes.start)
    while 0 <= position <= nodes.end - 8:
        # An attribute is: namespace, name, raw value, then size 8, 0, type string, and the string's index.
        name, _, _, index = struct.unpack_from("<IIII", data, position - 8) if position >= 8 else (_NOTHING, 0, 0, 0)
        if name in names and not (position - nodes.start) & 3:
            found.append(nodes.strings[index])
        position = data.find(_STRING_TYPE_MARK, position + 1)
    return found


def names_and_references(data: bytes, place: str) -> tuple[list[str], list[int]]:
    """The names of classes among the texts of a document, and the resources that its attributes refer to.

    Finds them without reading elements. A name is any text that could be that of a class in a package.

    Raises:
        AxmlError: `data` is no binary XML.
    """
    nodes = _open(data, place)
    names = [text for text in nodes.strings.texts(range(len(nodes.strings))) if CLASS_NAME.fullmatch(text)]
    references: dict[int, None] = {}
    position = data.find(_REFERENCE_MARK, nodes.start)
    while 0 <= position <= nodes.end - 8:
        references[int.from_bytes(data[position + 4 : position + 8], "little")] = None
        position = data.find(_REFERENCE_MARK, position + 4)
    return names, list(references)


def _open(data: bytes, place: str) -> _Nodes:
    if len(data) < _CHUNK.size:
        raise AxmlError(f"{place}: {len(data)} bytes are too few for binary XML")
    kind, header_size, size = _CHUNK.unpack_from(data, 0)
    if data.lstrip()[:1] == b"<":
        raise AxmlError(f"{place}: plain-text XML, as in a library (AAR); Android accepts none in a package")
    # Android never looks at the type of the outer chunk, and trusts its size only where it fits.
    if header_size < _CHUNK.size or header_size > len(data):
        raise AxmlError(f"{place}: no binary XML (starts with {data[:8].hex()})")
    end = size if header_size <= size <= len(data) else len(data)
    strings: StringPool | None = None
    resource_ids: tuple[int, ...] = ()
    position = header_size
    while position + _CHUNK.size <= end:
        kind, chunk_header, chunk_size = _CHUNK.unpack_from(data, position)
        if chunk_size < _CHUNK.size or position + chunk_size > end:
            break
        if kind == _CHUNK_STRING_POOL:
            strings = StringPool(data, position, place)  # the last one before the first node is the one that counts
        elif kind == _CHUNK_RESOURCE_MAP:
            count = max(0, chunk_size - chunk_header) // 4
            resource_ids = struct.unpack_from(f"<{count}I", data, position + chunk_header) if count else ()
        elif _FIRST_NODE <= kind <= _LAST_NODE:
            break
        position += chunk_size
    if strings is None:
        raise AxmlError(f"{place}: no binary XML (no string pool; starts with {data[:8].hex()})")
    return _Nodes(data, position, end, strings, resource_ids, place)


def _chunks(nodes: _Nodes) -> Iterator[tuple[int, int, int]]:
    """Kind, start of the body and end of each node."""
    position = nodes.start
    while position + _CHUNK.size <= nodes.end:
        kind, header_size, size = _CHUNK.unpack_from(nodes.data, position)
        end = position + size
        if size < _CHUNK.size or header_size > size or end > nodes.end:
            raise AxmlError(f"{nodes.place}: chunk of {size} bytes at {position} of {nodes.end} does not fit")
        yield kind, position + header_size, end
        position = end


def _read_element(nodes: _Nodes, body: int, end: int) -> Element:
    data, strings, resource_ids = nodes.data, nodes.strings, nodes.resource_ids
    stored = _attributes(nodes, body, end)
    element = Element(strings[_ELEMENT.unpack_from(data, body)[1]])
    attributes = element.attributes
    for namespace, name, raw, value_type, value_data in stored:
        text = strings[value_data] if value_type == TYPE_STRING else strings[raw] if raw != _NOTHING else ""
        value = Value(value_type, value_data, text)
        resource_id = resource_ids[name] if name < len(resource_ids) else 0
        if resource_id:
            attributes.setdefault(resource_id, value)  # of equal attributes Android takes the first
        if namespace == _NOTHING:
            attributes.setdefault(strings[name], value)
        elif not resource_id:
            attributes.setdefault(f"{{{strings[namespace]}}}{strings[name]}", value)
    return element


def _attributes(nodes: _Nodes, body: int, end: int) -> list[tuple[int, int, int, int, int]]:
    """Namespace, name, text as written, type and value of each attribute of a start tag, as stored."""
    data = nodes.data
    if body + _ELEMENT.size > end:
        raise AxmlError(f"{nodes.place}: start tag at {body} breaks off")
    _, name, start, size, count = _ELEMENT.unpack_from(data, body)
    first = body + start
    if count and first + size * (count - 1) + _ATTRIBUTE.size > end:
        raise AxmlError(f"{nodes.place}: {count} attributes of <{nodes.strings[name][:80]}> at {body} do not fit")
    positions = range(first, first + size * count, size) if size else [first] * min(count, 1)
    return [_ATTRIBUTE.unpack_from(data, position) for position in positions]


def _chunks_before(data: bytes, end: int) -> Iterator[tuple[int, int]]:
    """Kind and place of the chunks that stand before the first node."""
    position = _CHUNK.unpack_from(data, 0)[1]
    while position + _CHUNK.size <= end:
        kind, _, size = _CHUNK.unpack_from(data, position)
        if size < _CHUNK.size or position + size > end:
            return
        yield kind, position
        position += size


def _is_taken(nodes: _Nodes, kind: int, position: int, body: int, end: int) -> bool:
    """Whether Android reads a node: `ResXMLTree::validateNode` and `nextNode` in ResourceTypes.cpp."""
    header, size = body - position, end - position
    if not _FIRST_NODE <= kind <= _LAST_KNOWN_NODE or header < _NODE_SIZE or (header | size) & 3:
        return False
    if body + _LEAST_BODY[kind - _FIRST_NODE] > end:
        return False
    if kind != _CHUNK_START_ELEMENT:
        return True
    _, _, start, width, count = _ELEMENT.unpack_from(nodes.data, body)
    return bool(start + width * count <= end - body)


def _differs(nodes: _Nodes, raw: int, value_type: int, value_data: int) -> bool:
    """Whether an attribute has a text as it was written that is not its value."""
    if raw == _NOTHING:
        return False
    if value_type == TYPE_STRING:
        return raw != value_data and nodes.strings[raw] != nodes.strings[value_data]
    return not (TYPE_REFERENCE <= value_type <= TYPE_DYNAMIC_REFERENCE + 1 or TYPE_INT <= value_type <= _LAST_COLOR)


def _key(nodes: _Nodes, namespace: int, name: int) -> object:
    """What tells an attribute from the others of its element: its resource, else namespace and name."""
    resource_id = nodes.resource_ids[name] if name < len(nodes.resource_ids) else 0
    return resource_id or (nodes.strings[namespace] if namespace != _NOTHING else "", nodes.strings[name])
