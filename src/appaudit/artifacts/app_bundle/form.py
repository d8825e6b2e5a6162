"""The form of app bundles: XML documents and resource tables as protocol buffers."""

from __future__ import annotations

from typing import Final

from appaudit.artifacts.apk.axml import CLASS_NAME, TYPE_REFERENCE, Element
from appaudit.artifacts.apk.compiled_form import CompiledForm
from appaudit.artifacts.apk.resources import Table
from appaudit.artifacts.app_bundle.table import ProtobufTable
from appaudit.artifacts.app_bundle.xml_nodes import is_xml_node, read_xml_nodes, second_readings, string_attributes


class ProtobufForm:
    """As `CompiledForm`, of the messages of aapt2."""

    resources_name = "resources.pb"

    def is_xml(self, data: bytes) -> bool:
        """True unless the document is plain text."""
        return is_xml_node(data)

    def read_xml(self, data: bytes, place: str) -> Element:
        """As `CompiledForm`."""
        return read_xml_nodes(data, place)

    def read_xml_again(self, data: bytes, place: str) -> Element:
        """There is no second reader: what the first makes of the document."""
        return read_xml_nodes(data, place)

    def string_attributes(self, data: bytes, place: str, wanted: frozenset[int]) -> list[str]:
        """As `CompiledForm`."""
        return string_attributes(data, place, wanted)

    def names_and_references(self, data: bytes, place: str) -> tuple[list[str], list[int]]:
        """As `CompiledForm`."""
        elements = list(read_xml_nodes(data, place).walk())
        values = [value for element in elements for value in element.attributes.values()]
        names = (*(element.name for element in elements), *(value.text for value in values))
        references = dict.fromkeys(value.data for value in values if value.type == TYPE_REFERENCE)
        return [name for name in dict.fromkeys(names) if CLASS_NAME.fullmatch(name)], list(references)

    def second_readings(self, data: bytes, place: str) -> list[str]:
        """As `CompiledForm`."""
        return second_readings(data, place)

    def read_table(self, data: bytes, place: str) -> Table:
        """As `CompiledForm`."""
        return ProtobufTable(data, place)


PROTOBUF: Final[CompiledForm] = ProtobufForm()
