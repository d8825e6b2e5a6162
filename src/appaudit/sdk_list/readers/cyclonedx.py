"""CycloneDX bills of materials, in JSON and in XML (https://cyclonedx.org/docs/1.6/json/, checked 2026-11-24).

Beside components a bill may have services, which are third parties that a team uses and says something of: the name,
who provides it, the page of that, and a description.

Read here rather than by cyclonedx-python-lib: that brings eight packages to build and validate documents, and of a
document only five fields of its components are wanted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from appaudit.documents.encoding import decode_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.inventory import rows_of_bill
from appaudit.sdk_list.rows import DeclaredRow, nameless

if TYPE_CHECKING:
    from lxml.etree import _Element

ORDER = 5
MAX_COMPONENTS = 50_000
_NAMESPACE = b"http://cyclonedx.org/schema/bom/"
_BEGINNING = 4_000
_TEXTS = ("purl", "group", "name", "version", "publisher", "scope")
#: What tests and tools use; it is in no package.
_NOT_SHIPPED = "excluded"


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """JSON that says `bomFormat: CycloneDX`, or XML in its namespace."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return b'"bomFormat"' in data and b"CycloneDX" in data
    return _NAMESPACE in data[:_BEGINNING]


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give one row for each component and service, nested ones among them, and a message for each without a name.

    Raises:
        ExtractionError: Not well-formed, or without components and services.
    """
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    if is_json:
        document = _json_document(name, data)
        components, services = list(_json_components(document)), list(_json_services(document))
    else:
        root = _xml_root(name, data)
        components, services = list(_xml_components(root)), list(_xml_services(root))
    if not (components or services):
        raise ExtractionError(
            f"{name}: this bill of materials has no components and no services.",
            zh=f"{name}：该物料清单（SBOM）没有任何组件或服务。",
        )
    shipped = [each for each in enumerate(components, 1) if each[1].get("scope") != _NOT_SHIPPED]
    rows, problems = rows_of_bill(name, shipped, "component", "个组件")
    for number, service in enumerate(services, 1):
        values = {field: value.strip() for field, value in service.items() if value.strip()}
        if "name" in values:
            rows.append(DeclaredRow(f"service {number}", values))
        else:
            problems.append(nameless(name, number, "service", "个服务"))
    return rows, problems


def _json_document(name: str, data: bytes) -> dict[str, Any]:
    text, _ = decode_text(data, name)
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ExtractionError(f"{name}: not valid JSON: {error}.", zh=f"{name}：不是合法的 JSON：{error}。") from error
    return document if isinstance(document, dict) else {}


def _json_services(document: dict[str, Any]) -> Iterator[dict[str, str]]:
    """What services say of themselves and of who provides them, as fields of rows."""
    for service in _nested(document, "services"):
        provider = service.get("provider")
        provider = provider if isinstance(provider, dict) else {}
        told = {"name": service.get("name"), "company": provider.get("name"), "purpose": service.get("description")}
        told["link"] = next((link for link in _list(provider.get("url")) if isinstance(link, str)), "")
        yield {field: value for field, value in told.items() if isinstance(value, str)}


def _nested(document: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    """The parts under one key, and those that they have under it themselves."""
    pending = _list(document.get(key))
    count = 0
    while pending and count < MAX_COMPONENTS:
        part = pending.pop(0)
        if not isinstance(part, dict):
            continue
        count += 1
        pending[:0] = _list(part.get(key))
        yield part


def _json_components(document: dict[str, Any]) -> Iterator[dict[str, str]]:
    for component in _nested(document, "components"):
        supplier = component.get("supplier")
        values = {key: component.get(key) for key in _TEXTS}
        values["supplier"] = supplier.get("name") if isinstance(supplier, dict) else None
        yield _supplied({key: value for key, value in values.items() if isinstance(value, str)})


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _xml_root(name: str, data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExtractionError(
            f"{name}: not well-formed XML: {error}.", zh=f"{name}：XML 格式有误：{error}。"
        ) from error


def _xml_services(root: _Element) -> Iterator[dict[str, str]]:
    """What services say of themselves and of who provides them, as fields of rows."""
    paths = {"name": "name", "company": "provider/{*}name", "purpose": "description", "link": "provider/{*}url"}
    for element in islice(root.iter("{*}service"), MAX_COMPONENTS):
        yield {field: element.findtext(f"{{*}}{path}") or "" for field, path in paths.items()}


def _xml_components(root: _Element) -> Iterator[dict[str, str]]:
    for count, element in enumerate(root.iterfind(".//{*}components/{*}component")):
        if count >= MAX_COMPONENTS:
            return
        values = {key: element.findtext(f"{{*}}{key}") for key in _TEXTS}
        values["supplier"] = element.findtext("{*}supplier/{*}name")
        yield _supplied({key: value.strip() for key, value in values.items() if value})


def _supplied(component: dict[str, str]) -> dict[str, str]:
    """A component whose publisher stands in for a supplier that is not named."""
    return {**component, "supplier": component.get("supplier") or component.get("publisher", "")}
