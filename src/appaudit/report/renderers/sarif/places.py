"""Where things are, as SARIF says it: a relative address inside a named input, and the class or method."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.location import Location
from appaudit.model.report import Report
from appaudit.report.renderers.sarif.texts import NAME_WIDTH, message, plain

#: Base of everything inside the artifact, and of the documents beside it. Both are names, not places on this disk.
_INSIDE, _BESIDE, _SOURCE = "ARTIFACT", "INPUTS", "SOURCE"
_BASES = {
    _INSIDE: Bilingual("应用包内部的根目录", "The root inside the app package"),
    _BESIDE: Bilingual("提交审查的文件所在目录", "The folder of the inputs under audit"),
    _SOURCE: Bilingual("应用源代码的根目录（按调试信息）", "The root of the app's source, by its debug information"),
}
_SNIPPET = 400
_CODE = (".dex", ".jar", ".class", ".aar")


class Places:
    """Makes SARIF locations of the locations of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._documents = {item.name for item in report.inputs if item.role != "artifact" and item.name}
        self._documents |= {document.name for document in report.facts.policy.documents}

    def bases(self, language: Language) -> dict[str, Any]:
        """What the bases stand for."""
        return {name: {"description": message(text.in_language(language))} for name, text in _BASES.items()}

    def artifacts(self) -> list[dict[str, Any]]:
        """The inputs with size and hash."""
        found = []
        for item in self._report.inputs:
            if not item.name:
                continue
            row: dict[str, Any] = {"location": _address(item.name, _BESIDE)}
            if item.role == "artifact":
                row["roles"] = ["analysisTarget"]
            if item.sha256:
                row |= {"length": item.size, "hashes": {"sha-256": item.sha256}}
            found.append(row)
        return found

    def whole(self) -> dict[str, Any]:
        """The artifact itself, for what has no place inside it."""
        return {"physicalLocation": _physical(_address(self._report.artifact.path or "artifact", _BESIDE))}

    def of(self, location: Location, text: str, note: str = "") -> dict[str, Any]:
        """A place; `text` is what was seen there, `note` what to say about it."""
        is_document = location.path in self._documents
        if location.file and not is_document:
            found: dict[str, Any] = _in_source(location)
        elif location.path:
            address = _address(location.path, _BESIDE if is_document else _INSIDE)
            found = {"physicalLocation": _physical(address)}
        else:
            found = self.whole()
        if is_document and 0 <= location.start < location.end:
            # Offsets count code points of the text as appaudit shows it, which is not the file's: HTML has tags.
            found["physicalLocation"]["region"]["snippet"] = {"text": text[:_SNIPPET]}
            found["properties"] = {"textOffset": location.start, "textLength": location.end - location.start}
        if location.symbol:
            found["logicalLocations"] = _logical(location)
        if note:
            found["message"] = message(note)
        return found

    def step(self, symbol: str) -> dict[str, Any]:
        """A step of a call chain; the report does not say which DEX file of the artifact holds it."""
        return {**self.whole(), "logicalLocations": _members(symbol), "message": message(symbol)}


def _address(path: str, base: str) -> dict[str, str]:
    parts = (part for part in path.replace("\\", "/").split("/") if part not in ("", ".", ".."))
    # A colon in the first part would read as a scheme; quote() writes it as %3A, and lone surrogates as bytes.
    uri = "/".join(quote(part, safe="", errors="surrogatepass") for part in parts) or "unnamed"
    return {"uri": uri, "uriBaseId": base}


def _physical(address: dict[str, str]) -> dict[str, Any]:
    # Packages have no lines, but a code scanning service shows no result without one.
    return {"artifactLocation": address, "region": {"startLine": 1}}


def _in_source(location: Location) -> dict[str, Any]:
    """A line of the source that debug information names; its folder is that of the class's package."""
    packages = location.symbol.rpartition(".")[0].rpartition(".")[0].replace(".", "/")
    address = _address(f"{packages}/{location.file}", _SOURCE)
    physical = {"artifactLocation": address, "region": {"startLine": location.line}}
    return {"physicalLocation": physical, "properties": {"entry": location.path}}


def _logical(location: Location) -> list[dict[str, Any]]:
    if location.path.endswith(_CODE):
        return _members(location.symbol)
    kind = "element" if location.path.endswith(".xml") else "resource"
    return [{"name": plain(location.symbol, NAME_WIDTH), "fullyQualifiedName": location.symbol, "kind": kind}]


def _members(symbol: str) -> list[dict[str, Any]]:
    """A method with its class, or a class: Java names classes in upper case, methods in lower or `<init>`."""
    owner, _, name = symbol.rpartition(".")
    if owner and name[:1] and (name[0].islower() or name[0] == "<"):
        return [
            {"name": name, "fullyQualifiedName": symbol, "kind": "function"},
            {"name": owner.rpartition(".")[2], "fullyQualifiedName": owner, "kind": "type"},
        ]
    return [{"name": name, "fullyQualifiedName": symbol, "kind": "type"}]
