"""XML as it is written, not compiled: the manifest and the values of an AAR.

Entities are not resolved and nothing is fetched; a document that breaks off is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from appaudit.artifacts.apk.axml import TYPE_STRING, Element, Value
from appaudit.artifacts.apk.manifest import Manifest, manifest_of
from appaudit.errors import ExtractionError
from appaudit.model.artifact import Text

if TYPE_CHECKING:
    from lxml import etree

#: Elements deeper than this belong to no document that a person or build tool writes.
_MOST_DEPTH = 64


def read_text_manifest(data: bytes, place: str) -> Manifest:
    """The facts of a manifest in text form; references to resources stay as they are written.

    Raises:
        ExtractionError: The bytes are no XML or no manifest, or it names no package.
    """
    return manifest_of(_element(_parsed(data, place), place, 0), None, place)


def string_texts(data: bytes, place: str) -> Iterator[Text]:
    """The string resources of a values file.

    Raises:
        ExtractionError: The bytes are no XML.
    """
    for node in _parsed(data, place).iter("string"):
        text = "".join(map(str, node.itertext())).strip()
        if text:
            yield Text(place=f"{place}#{node.get('name', '')}", text=text)


def _parsed(data: bytes, place: str) -> etree._Element:
    from lxml import etree  # scans of apps go without

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ExtractionError(
            f"{place} is no well-formed XML: {error}", zh=f"{place} 不是格式正确的 XML：{error}"
        ) from error


def _element(node: etree._Element, place: str, depth: int) -> Element:
    """The element as the reader of compiled manifests knows it: every value a text."""
    if depth > _MOST_DEPTH:
        raise ExtractionError(
            f"{place}: elements are nested more than {_MOST_DEPTH} deep",
            zh=f"{place}：元素嵌套超过 {_MOST_DEPTH} 层",
        )
    element = Element(str(node.tag))
    element.attributes = {str(name): Value(TYPE_STRING, 0, str(value)) for name, value in node.attrib.items()}
    element.children = [_element(child, place, depth + 1) for child in node if isinstance(child.tag, str)]
    return element
