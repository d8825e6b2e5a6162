"""Writes Android App Bundles for tests: protocol buffers of the trees and tables that `axml_builder` writes in binary.

Messages: Resources.proto and Configuration.proto of aapt2, app_dependencies.proto of bundletool.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.support.apk_builder import Member, manifest, zip_bytes
from tests.support.axml_builder import ANDROID, IDS, Bag, ConfigEntries, Raw, Ref, Scalar, Tag

DISTRIBUTION = "http://schemas.android.com/apk/distribution"
DEPENDENCIES = "BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb"
MAPPING = "BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map"
#: The field of `Primitive` for a type of value.
_PRIMITIVES = {0x10: 6, 0x11: 7, 0x12: 8, 0x05: 13, 0x06: 14, 0x1C: 9}


@dataclass(frozen=True)
class Styled:
    """A text with spans of style."""

    text: str


@dataclass(frozen=True)
class File:
    """A value that is a file of the package."""

    path: str


def varint(number: int) -> bytes:
    number &= 0xFFFFFFFFFFFFFFFF
    found = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        found.append(low | (0x80 if number else 0))
        if not number:
            return bytes(found)


def field(tag: int, value: int | str | bytes) -> bytes:
    """One field: a number, a text, or the bytes of a message."""
    if isinstance(value, int):
        return varint(tag << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(tag << 3 | 2) + varint(len(content)) + content


def message(*fields: tuple[int, int | str | bytes]) -> bytes:
    return b"".join(field(tag, value) for tag, value in fields)


def item(value: Scalar | Styled | File) -> bytes:
    """An `Item`."""
    if isinstance(value, Ref):
        return field(1, field(2, value.id))
    if isinstance(value, Styled):
        return field(4, message((1, value.text), (2, message((1, "b"), (2, 0), (3, 1)))))
    if isinstance(value, File):
        return field(5, message((1, value.path), (2, 3)))
    if isinstance(value, Raw):
        if value.type == 0x04:
            return field(7, varint(3 << 3 | 5) + value.data.to_bytes(4, "little"))
        if value.type == 0x02:
            return field(1, message((1, 1), (2, value.data)))
        return field(7, field(_PRIMITIVES[value.type], value.data))
    if isinstance(value, bool):
        return field(7, field(8, int(value)))
    if isinstance(value, int):
        return field(7, field(6, value))
    return field(2, field(1, value))


def xml_node(tag: Tag) -> bytes:
    """The `XmlNode` of a tree; names with a colon are of another namespace, strings have no compiled value."""
    attributes = [_attribute(ANDROID, name, IDS.get(name, 0), value) for name, value in tag.attributes.items()]
    for name, value in tag.plain.items():
        space, _, local = name.rpartition("}")
        attributes.append(_attribute(space.removeprefix("{"), local, 0, value))
    element = message(
        (3, tag.name), *((4, each) for each in attributes), *((5, xml_node(child)) for child in tag.children)
    )
    return message((1, element), (3, message((1, 7))))


def _attribute(namespace: str, name: str, resource_id: int, value: Scalar) -> bytes:
    fields: list[tuple[int, int | str | bytes]] = [(1, namespace)] if namespace else []
    fields += [(2, name), (3, value if isinstance(value, str) else "as it was written")]
    fields += [(5, resource_id)] if resource_id else []
    fields += [] if isinstance(value, str) else [(6, item(value))]
    return message(*fields)


def table(
    types: Mapping[str, Sequence[ConfigEntries]], *, package: str = "com.example", package_id: int = 0x7F
) -> bytes:
    """A `ResourceTable` of one package; type ids count from 1 in the order given."""
    found = []
    for type_id, (name, configs) in enumerate(types.items(), 1):
        entries: dict[int, tuple[str, list[bytes]]] = {}
        for config in configs:
            for index, (key, value) in config.entries.items():
                entries.setdefault(index, (key, []))[1].append(_config_value(config, value, name))
        rows = [
            message((1, field(1, index)), (2, key), *((6, value) for value in values))
            for index, (key, values) in sorted(entries.items())
        ]
        found.append(message((1, field(1, type_id)), (2, name), *((3, row) for row in rows)))
    content = message((1, field(1, package_id)), (2, package), *((3, each) for each in found))
    return message((1, field(1, b"pool")), (2, content))


def _config_value(config: ConfigEntries, value: object, kind: str) -> bytes:
    language, _, region = config.locale.partition("-r")
    locale = "-".join(part for part in (language, config.script, region) if part)
    configuration = message((3, locale)) if locale else b""
    if isinstance(value, Bag):
        holder, entries, inner = {"plurals": (5, 1, 4), "style": (2, 3, 4)}.get(kind, (4, 1, 3))
        compound = b"".join(field(entries, field(inner, item(each))) for each in value.items)
        return message((1, configuration), (2, field(5, field(holder, compound))))
    return message((1, configuration), (2, field(4, item(value))))  # type: ignore[arg-type]


def dependencies(*coordinates: str) -> bytes:
    """`AppDependencies` of coordinates with versions, as `group:artifact:version`."""
    found = b""
    for coordinate in coordinates:
        group, artifact, version = coordinate.split(":")
        found += field(1, message((1, message((1, group), (2, artifact), (5, version))), (2, field(1, b"\0" * 32))))
    return found + field(2, message((1, 0), (2, 1))) + field(3, message((1, "base"), (2, 0)))


def module(
    name: str,
    root: Tag | None = None,
    resources: bytes | None = None,
    code: bytes | None = b"dex\n035\0",
    entries: Iterable[Member] = (),
) -> list[Member]:
    """The entries of a module; those of `entries` by their names in it."""
    found = [Member(f"{name}/manifest/AndroidManifest.xml", xml_node(root or manifest()), deflate=True)]
    if resources is not None:
        found.append(Member(f"{name}/resources.pb", resources, deflate=True))
    if code is not None:
        found.append(Member(f"{name}/dex/classes.dex", code))
    return [*found, *(Member(f"{name}/{entry.name}", entry.data, deflate=entry.deflate) for entry in entries)]


def delivery(*ways: Tag, attributes: Mapping[str, Scalar] | None = None) -> Tag:
    """A `<dist:module>` that says how the module is delivered."""
    plain = {f"{{{DISTRIBUTION}}}{name}": value for name, value in (attributes or {}).items()}
    return Tag("module", {}, [Tag("delivery", {}, list(ways))] if ways else [], plain)


def feature(name: str, *children: Tag, inside: Sequence[Tag] = (), has_code: bool = True) -> Tag:
    """The manifest of a module that is not the base."""
    root = manifest(*children, application={"hasCode": has_code}, inside=inside)
    root.plain["split"] = name  # type: ignore[index]
    return root


def bundle_bytes(*members: Member, config: bytes | None = b"\x0a\x00") -> bytes:
    """A bundle of the entries of its modules."""
    first = [Member("BundleConfig.pb", config)] if config is not None else []
    return zip_bytes([*first, *members])
