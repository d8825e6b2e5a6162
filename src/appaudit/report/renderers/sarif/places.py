"""Where things are, as SARIF says it: a file of the repository with its line, and the class or method inside of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Evidence, Finding
from appaudit.model.location import Location
from appaudit.model.report import Input, Report
from appaudit.report.renderers.file_places import FilePlace, FilePlaces
from appaudit.report.renderers.sarif.texts import NAME_WIDTH, message, plain

#: Base of files of the repository, and of inputs outside of it. Both are names, not places on this disk; the first is
#: what services take for the root of the repository.
_ROOT, _BESIDE = "%SRCROOT%", "INPUTS"
_BASES = {
    _ROOT: Bilingual("代码仓库的根目录", "The root of the repository"),
    _BESIDE: Bilingual("提交审查的文件所在目录", "The folder of the inputs under audit"),
}
#: What a place inside the package is, by the kind of fact that was seen there. Kinds are those of SARIF 2.1.0, 3.33.7.
_KINDS = {"sensor": "type", "permission_use": "element", "component": "element", "meta_data": "element"}
_SIGNALS = {"classes": "namespace"}
_SNIPPET = 400
_CODE = (".dex", ".jar", ".class", ".aar")


class Places:
    """Makes SARIF locations of the locations of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._files = FilePlaces(report)
        self._texts = {document.name for document in report.facts.policy.documents}

    def bases(self, language: Language) -> dict[str, Any]:
        """What the bases stand for."""
        return {name: {"description": message(text.in_language(language))} for name, text in _BASES.items()}

    def artifacts(self) -> list[dict[str, Any]]:
        """The inputs with size and hash."""
        found = []
        for item in self._report.inputs:
            if not item.name:
                continue
            row: dict[str, Any] = {"location": _address_of(item)}
            if item.role == "artifact":
                row["roles"] = ["analysisTarget"]
            if item.sha256:
                row |= {"length": item.size, "hashes": {"sha-256": item.sha256}}
            found.append(row)
        return found

    def whole(self) -> dict[str, Any]:
        """The artifact itself, for what has no place inside it."""
        return {"physicalLocation": _physical(self._files.package())}

    def of_finding(self, finding: Finding) -> dict[str, Any]:
        """Where a finding without evidence stands: the document that lacks something, or the artifact."""
        return {"physicalLocation": _physical(self._files.of(finding))}

    def of(self, item: Evidence, note: str = "") -> dict[str, Any]:
        """The place of a piece of evidence; `note` is what to say about it."""
        location = item.location
        document = self._files.document(location.path)
        if document is None:
            found = self.whole()
            properties = _inside(location)
        else:
            place = FilePlace(document.path or document.name, location.line or 1, bool(document.path))
            found = {"physicalLocation": _physical(place)}
            properties = {}
        if (document or location.path in self._texts) and 0 <= location.start < location.end:
            # Offsets count code points of the text as appaudit shows it, which is not the file's: HTML has tags.
            found["physicalLocation"]["region"]["snippet"] = {"text": item.text[:_SNIPPET]}
            properties |= {"textOffset": location.start, "textLength": location.end - location.start}
        if properties:
            found["properties"] = properties
        if location.symbol and document is None:
            found["logicalLocations"] = _logical(item)
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


def _address_of(item: Input) -> dict[str, str]:
    return _address(item.path or item.name, _ROOT if item.path else _BESIDE)


def _physical(place: FilePlace) -> dict[str, Any]:
    # Packages have no lines, but a code scanning service shows no result without one.
    address = _address(place.path, _ROOT if place.in_repository else _BESIDE)
    return {"artifactLocation": address, "region": {"startLine": place.line}}


def _inside(location: Location) -> dict[str, Any]:
    """The entry of the package, and the line of the source that debug information names, which may be anywhere."""
    found: dict[str, Any] = {"entry": location.path} if location.path else {}
    return {**found, "sourceFile": location.file, "sourceLine": location.line} if location.file else found


def _logical(item: Evidence) -> list[dict[str, Any]]:
    symbol = item.location.symbol
    if item.signal:
        kind = _SIGNALS.get(item.signal.kind, "resource")
    else:
        kind = _KINDS.get(item.fact.kind if item.fact else item.kind, "")
    if not kind and item.location.path.endswith(_CODE):
        return _members(symbol)
    if not kind:
        kind = "element" if item.location.path.endswith(".xml") else "resource"
    return [
        {"name": plain(symbol.rpartition(".")[2] or symbol, NAME_WIDTH), "fullyQualifiedName": symbol, "kind": kind}
    ]


def _members(symbol: str) -> list[dict[str, Any]]:
    """A method with its class, or a class: Java names classes in upper case, methods in lower or `<init>`."""
    owner, _, name = symbol.rpartition(".")
    if owner and name[:1] and (name[0].islower() or name[0] == "<"):
        return [
            {"name": name, "fullyQualifiedName": symbol, "kind": "function"},
            {"name": owner.rpartition(".")[2], "fullyQualifiedName": owner, "kind": "type"},
        ]
    return [{"name": name, "fullyQualifiedName": symbol, "kind": "type"}]
