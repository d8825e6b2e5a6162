"""Manifest attribute values as Android coerces them: references resolved, text to numbers and truth values."""

from __future__ import annotations

import struct
from typing import Final

from appaudit.artifacts.apk.axml import (
    ANDROID_NAMESPACE,
    TYPE_BOOLEAN,
    TYPE_DYNAMIC_REFERENCE,
    TYPE_FLOAT,
    TYPE_HEX,
    TYPE_INT,
    TYPE_REFERENCE,
    TYPE_STRING,
    Element,
    Value,
)
from appaudit.artifacts.apk.resources import Resources
from appaudit.errors import ExtractionError

#: Resource ids of `android:` attributes (android.R.attr; public.xml of the platform, checked 2026-11-24).
ATTRIBUTE_IDS: Final = {
    "allowBackup": 0x01010280,
    "appComponentFactory": 0x0101057A,
    "authorities": 0x01010018,
    "backupAgent": 0x0101027F,
    "debuggable": 0x0101000F,
    "enabled": 0x0101000E,
    "exported": 0x01010010,
    "hasCode": 0x0101000C,
    "isSplitRequired": 0x01010591,
    "requiredSplitTypes": 0x0101064E,
    "label": 0x01010001,
    "maxSdkVersion": 0x01010271,
    "minSdkVersion": 0x0101020C,
    "name": 0x01010003,
    "permission": 0x01010006,
    "networkSecurityConfig": 0x01010527,
    "process": 0x01010011,
    "readPermission": 0x01010007,
    "resource": 0x01010025,
    "sharedUserId": 0x0101000B,
    "targetActivity": 0x01010202,
    "targetSdkVersion": 0x01010270,
    "usesCleartextTraffic": 0x010104EC,
    "value": 0x01010024,
    "versionCode": 0x0101021B,
    "versionCodeMajor": 0x01010576,
    "versionName": 0x0101021C,
    "zygotePreloadName": 0x0101059D,
}
#: The package of ids of an app's own resources, in their highest octet.
_OWN_PACKAGE = 0x7F
_NUMBER_TYPES = range(TYPE_INT, 0x20)  # decimal, hexadecimal, truth values and colours
_REFERENCES = (TYPE_REFERENCE, TYPE_DYNAMIC_REFERENCE)
_TRUE_WORDS, _FALSE_WORDS = ("true", "TRUE", "True", "1"), ("false", "FALSE", "False", "0")


def refers_to_own_resources(root: Element) -> bool:
    """Whether an attribute of a document refers to a resource of the app itself."""
    return any(
        value.type in _REFERENCES and value.data >> 24 == _OWN_PACKAGE
        for element in root.walk()
        for value in element.attributes.values()
    )


class AttributeReader:
    """Reads `android:` attributes of elements, resolving references through resources where there are some."""

    def __init__(self, root: Element, resources: Resources | None) -> None:
        self._resources = resources
        # Android knows attributes by resource id alone, so a name without one is a decoy. Only a document in which
        # no attribute has an id (it came through the second opinion) is read by names.
        self._has_ids = any(isinstance(key, int) for element in root.walk() for key in element.attributes)

    def value(self, element: Element, name: str, language: str = "") -> Value | None:
        """The attribute, a reference replaced by what it refers to; None where it is missing or leads nowhere."""
        value = self._stored(element, name)
        if value is not None and value.type in _REFERENCES:
            return self._resolved(value, language)
        return value

    def text(self, element: Element, name: str, language: str = "") -> str:
        """The attribute as text; a reference that cannot be resolved stays `@string/name` or `@0x7f010001`."""
        stored = self._stored(element, name)
        if stored is None:
            return ""
        if stored.type not in _REFERENCES:
            return _as_text(stored)
        resolved = self._resolved(stored, language)
        return self.reference_name(stored.data) if resolved is None else _as_text(resolved)

    def number(self, element: Element, name: str, default: int = -1) -> int:
        """The attribute as a whole number; `default` where it is missing or no number."""
        value = self.value(element, name)
        if value is None:
            return default
        if value.type in _NUMBER_TYPES:
            return value.data - (1 << 32) if value.data & 0x80000000 else value.data
        try:
            return int(value.text, 0)
        except ValueError:
            return default

    def truth(self, element: Element, name: str) -> bool | None:
        """The attribute as a truth value; None where it is missing or neither."""
        value = self.value(element, name)
        if value is None:
            return None
        if value.type in _NUMBER_TYPES:
            return value.data != 0
        return True if value.text in _TRUE_WORDS else False if value.text in _FALSE_WORDS else None

    def reference(self, element: Element, name: str) -> str:
        """The name of the resource that the attribute refers to (`@xml/paths`), empty where it is no reference."""
        stored = self._stored(element, name)
        if stored is None:
            return ""
        return self.reference_name(stored.data) if stored.type in _REFERENCES else stored.text

    def reference_name(self, resource_id: int) -> str:
        """`@type/name` where the table knows the resource, else its number; empty for the null reference."""
        if resource_id == 0:
            return ""
        try:
            name = self._resources.name_of(resource_id) if self._resources is not None else ""
        except ExtractionError:
            name = ""
        return f"@{name}" if name else f"@0x{resource_id:08x}"

    def _stored(self, element: Element, name: str) -> Value | None:
        if self._has_ids:
            return element.attributes.get(ATTRIBUTE_IDS[name])
        return element.attributes.get(f"{{{ANDROID_NAMESPACE}}}{name}")

    def _resolved(self, value: Value, language: str) -> Value | None:
        if self._resources is None:
            return None
        try:
            return self._resources.resolve(value.data, language)
        except ExtractionError:
            return None  # the damaged table is reported where it is read


def _as_text(value: Value) -> str:
    if value.type == TYPE_STRING or value.text:
        return value.text
    if value.type == TYPE_BOOLEAN:
        return "true" if value.data else "false"
    if value.type == TYPE_HEX:
        return f"0x{value.data:x}"
    if value.type in _NUMBER_TYPES:
        return str(value.data - (1 << 32) if value.data & 0x80000000 else value.data)
    if value.type == TYPE_FLOAT:
        return f"{_float_of(value.data):g}"
    return ""


def _float_of(bits: int) -> float:
    """The 32-bit floating point number with these bits."""
    number: float = struct.unpack("<f", struct.pack("<I", bits))[0]
    return number
