"""The parts of an app bundle that no tool of Debian writes: lists of libraries, and where modules have their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DEPENDENCIES = "BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb"
MAPPING = "BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map"
#: `BundleConfig` of a bundletool of that version.
CONFIG = b"\x0a\x08\x12\x061.17.2"


def in_module(module: str, entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """The entries of a package in protocol buffers, as a module has them."""
    return {f"{module}/{_place(name)}": data for name, data in entries.items()}


def library_list(coordinates: Sequence[str], *, with_length: bool) -> bytes:
    """`AppDependencies` of bundletool; old build tools write its length in front."""
    found = b""
    for coordinate in coordinates:
        group, name, version = (part.encode() for part in coordinate.split(":"))
        found += _field(1, _field(1, _field(1, group) + _field(2, name) + _field(5, version)))
    return _number(len(found)) + found if with_length else found


def _place(name: str) -> str:
    if name == "AndroidManifest.xml":
        return f"manifest/{name}"
    if name.endswith(".dex") and "/" not in name:
        return f"dex/{name}"
    return name if name.split("/")[0] in ("res", "assets", "lib", "resources.pb") else f"root/{name}"


def _field(number: int, content: bytes) -> bytes:
    return _number(number << 3 | 2) + _number(len(content)) + content


def _number(value: int) -> bytes:
    octets = bytearray()
    while value > 0x7F:
        octets.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*octets, value])
