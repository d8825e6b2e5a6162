"""The forms in which build tools write XML documents and resource tables; all else in packages is read alike.

Packages that are installed hold Android's own binary form, app bundles protocol buffers.
"""

from __future__ import annotations

from typing import Final, Protocol

from appaudit.artifacts.apk import _androguard
from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.axml import Element, names_and_references, read_axml, second_readings, string_attributes
from appaudit.artifacts.apk.resources import Table

_AXML_MAGIC = b"\x03\x00\x08\x00"


class CompiledForm(Protocol):
    """How a package writes its XML documents and its resource table; `place` is what messages call them."""

    resources_name: str

    def is_xml(self, data: bytes) -> bool:
        """True for a document that is compiled, and not plain text under the same name."""
        ...

    def read_xml(self, data: bytes, place: str) -> Element:
        """The root element of a document.

        Raises:
            ExtractionError: It is damaged.
        """
        ...

    def read_xml_again(self, data: bytes, place: str) -> Element:
        """What a second reader makes of a document that `read_xml` could not read.

        Raises:
            ExtractionError: It cannot read it either, or there is none.
        """
        ...

    def string_attributes(self, data: bytes, place: str, wanted: frozenset[int]) -> list[str]:
        """The literal strings that attributes with one of the `wanted` resource ids hold, in document order.

        Raises:
            ExtractionError: The document is damaged.
        """
        ...

    def names_and_references(self, data: bytes, place: str) -> tuple[list[str], list[int]]:
        """The names of classes among the texts of a document, and the resources that its attributes refer to.

        Raises:
            ExtractionError: The document is damaged.
        """
        ...

    def second_readings(self, data: bytes, place: str) -> list[str]:
        """What in a document leads less exact readers elsewhere; empty for what honest tools write.

        Raises:
            ExtractionError: The document is damaged.
        """
        ...

    def read_table(self, data: bytes, place: str) -> Table:
        """The resource table.

        Raises:
            ExtractionError: It is damaged.
        """
        ...


class BinaryForm:
    """The form of packages that are installed: `ResXMLTree` and `ResTable` in ResourceTypes.h."""

    resources_name = "resources.arsc"

    def is_xml(self, data: bytes) -> bool:
        """True where the data begin as binary XML does."""
        return data.startswith(_AXML_MAGIC)

    def read_xml(self, data: bytes, place: str) -> Element:
        """As `CompiledForm`."""
        return read_axml(data, place)

    def read_xml_again(self, data: bytes, place: str) -> Element:
        """As androguard reads it, with attributes by name."""
        return _androguard.read_manifest_tree(data, place)

    def string_attributes(self, data: bytes, place: str, wanted: frozenset[int]) -> list[str]:
        """As `CompiledForm`."""
        return string_attributes(data, place, wanted)

    def names_and_references(self, data: bytes, place: str) -> tuple[list[str], list[int]]:
        """As `CompiledForm`."""
        return names_and_references(data, place)

    def second_readings(self, data: bytes, place: str) -> list[str]:
        """As `CompiledForm`."""
        return second_readings(data, place)

    def read_table(self, data: bytes, place: str) -> Table:
        """As `CompiledForm`."""
        return ResourceTable(data, place)


BINARY: Final[CompiledForm] = BinaryForm()
