"""SPDX bills of materials: 2.x in JSON and as tag-value text, 3.x in JSON-LD.

https://spdx.github.io/spdx-spec/v2.3/ and https://spdx.github.io/spdx-spec/v3.0.1/, checked 2026-11-24. Read here
rather than by spdx-tools: that brings an RDF library and eleven packages more, and four fields are wanted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from appaudit.documents.encoding import decode_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.inventory import rows_of_bill
from appaudit.sdk_list.rows import DeclaredRow

ORDER = 6
MAX_PACKAGES = 50_000
_TAGS = {"PackageName": "name", "PackageVersion": "version", "PackageSupplier": "supplier", "PackageHomePage": "link"}
_TAG = re.compile(r"^(Package\w+|ExternalRef):[ \t]*(.*)$", re.MULTILINE)
_SUPPLIER = re.compile(r"^(?:Organization|Person|Tool):\s*")
_NOTHING = ("", "NOASSERTION", "NONE")


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """What names an SPDX version near the beginning, or has SPDX's JSON-LD context."""
    beginning = data[:4_000]
    return any(sign in beginning for sign in (b"SPDXVersion:", b'"spdxVersion"', b"spdx.org/rdf/3", b'"SPDXID"'))


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give one row for each package, and a message for each without a name.

    Raises:
        ExtractionError: Not well-formed, or without packages.
    """
    text, _ = decode_text(data, name)
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    packages = list(islice(_json_packages(name, text) if is_json else _tagged_packages(text), MAX_PACKAGES + 1))
    rows, problems = rows_of_bill(name, enumerate(packages[:MAX_PACKAGES], 1), "package", "个软件包")
    if len(packages) > MAX_PACKAGES:
        problems.append(
            Bilingual(
                f"{name}：仅读取了前 {MAX_PACKAGES} 个软件包。",
                f"{name}: only the first {MAX_PACKAGES} packages were read.",
            )
        )
    if not rows and not problems:
        raise ExtractionError(
            f"{name}: this bill of materials has no packages.", zh=f"{name}：该物料清单（SBOM）没有任何软件包。"
        )
    return rows, problems


def _json_packages(name: str, text: str) -> Iterator[dict[str, str]]:
    try:
        document = json.loads(text.lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ExtractionError(f"{name}: not valid JSON: {error}.", zh=f"{name}：不是合法的 JSON：{error}。") from error
    if not isinstance(document, dict):
        return
    for package in _dicts(document.get("packages")):
        addresses = [_text(item.get("referenceLocator")) for item in _dicts(package.get("externalRefs"))]
        yield {
            "name": _text(package.get("name")),
            "version": _text(package.get("versionInfo")),
            "supplier": _supplier(_text(package.get("supplier"))),
            "purl": next((address for address in addresses if address.startswith("pkg:")), ""),
        }
    for element in _dicts(document.get("@graph")):
        if element.get("type") == "software_Package":
            yield {
                "name": _text(element.get("name")),
                "version": _text(element.get("software_packageVersion")),
                "purl": _text(element.get("software_packageUrl")),
            }


def _tagged_packages(text: str) -> Iterator[dict[str, str]]:
    package: dict[str, str] = {}
    for tag, value in _TAG.findall(text.replace("\r\n", "\n")):
        if tag == "PackageName" and package:
            yield package
            package = {}
        if tag == "ExternalRef" and "pkg:" in value:
            package.setdefault("purl", value[value.index("pkg:") :].strip())
        elif tag in _TAGS and value.strip() not in _NOTHING:
            package[_TAGS[tag]] = _supplier(value.strip())
    if package:
        yield package


def _supplier(value: str) -> str:
    return _SUPPLIER.sub("", value) if value not in _NOTHING else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
