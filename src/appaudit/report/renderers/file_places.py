"""The file and line that a finding is shown at, for services that comment on files of a repository."""

from __future__ import annotations

from appaudit.model.finding import Finding
from appaudit.model.record import record
from appaudit.model.report import Input, Report
from appaudit.model.words import InputRole

#: Owners of steps of the plan who work on a document.
_DOCUMENT_OF: dict[str, InputRole] = {"policy": "policy", "sdk_list": "sdk_list"}


@record(kw_only=False)
class FilePlace:
    """A file by its path in the repository, or by its name where it lies outside, and a line of it, from 1.

    `in_repository` says which; a package has no lines, and stands at its first.
    """

    path: str
    line: int
    in_repository: bool


class FilePlaces:
    """Where the findings of one report are shown.

    A finding stands at the line of the document that it quotes; one about what a document lacks at its head; one about
    the package at the package, since what is inside of it is no file of the repository.
    """

    def __init__(self, report: Report) -> None:
        """Of a report that may be of an older version, without a plan or paths."""
        self._inputs: dict[str, Input] = {item.name: item for item in reversed(report.inputs) if item.name}
        self._package = next((item for item in report.inputs if item.role == "artifact"), None)
        self._name = report.artifact.path or report.artifact.package or "artifact"
        self._documents: dict[InputRole, Input] = {
            item.role: item for item in reversed(report.inputs) if item.status == "read" and item.name
        }
        self._owners = {identifier: step.owner for step in report.plan for identifier in (*step.closes, *step.helps)}

    def of(self, finding: Finding) -> FilePlace:
        """The place of one finding."""
        for item in finding.evidence:
            document = self.document(item.location.path)
            if document and item.role != "contrary":
                return _place(document, item.location.line)
        if not any(item.role == "primary" and item.location.symbol for item in finding.evidence):
            lacking = self._documents.get(_DOCUMENT_OF.get(self._owners.get(finding.id, ""), "artifact"))
            if lacking and lacking.role != "artifact":
                return _place(lacking, 1)
        return self.package()

    def document(self, name: str) -> Input | None:
        """The input of that name, where it is a document."""
        found = self._inputs.get(name)
        return found if found and found.role in ("policy", "sdk_list", "facts", "config") else None

    def package(self) -> FilePlace:
        """The package itself."""
        return _place(self._package, 1) if self._package and self._package.name else FilePlace(self._name, 1, False)


def _place(item: Input, line: int) -> FilePlace:
    return FilePlace(item.path or item.name, line or 1, bool(item.path))
