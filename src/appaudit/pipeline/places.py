"""Where people find what a report speaks of: files of their repository, and lines of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from appaudit.documents.blocks import SourceLine, line_at
from appaudit.model.finding import Evidence, Finding
from appaudit.model.location import Location
from appaudit.model.report import Input
from appaudit.model.words import InputRole
from appaudit.pipeline.inputs import Inputs


def with_paths(listed: Sequence[Input], inputs: Inputs) -> tuple[Input, ...]:
    """The inputs of a report, those inside the repository with their path in it."""
    if inputs.root is None:
        return tuple(listed)
    root = inputs.root.resolve()
    paths = {(role, path.name): path for role, path in _files(inputs)}
    found = []
    for item in listed:
        path = paths.get((item.role, item.name))
        found.append(replace(item, path=_inside(path, root)) if path else item)
    return tuple(found)


def _files(inputs: Inputs) -> Iterator[tuple[InputRole, Path]]:
    yield "artifact", inputs.artifact
    for path in inputs.policies:
        yield from (("policy", file) for file in (sorted(path.rglob("*")) if path.is_dir() else [path]))
    yield from (("sdk_list", path) for path in inputs.sdk_lists)
    if inputs.operator_facts:
        yield "facts", inputs.operator_facts
    if inputs.config:
        yield "config", inputs.config
    if inputs.privacy_guide:
        yield "privacy_guide", inputs.privacy_guide
    if inputs.mapping:
        yield "mapping", inputs.mapping


def _inside(path: Path, root: Path) -> str:
    """The path from the root of the repository, empty where it does not lie in it."""
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else ""


def with_lines(findings: Iterable[Finding], lines: Mapping[str, Sequence[SourceLine]]) -> list[Finding]:
    """The findings, with the line of the file in evidence from documents."""
    if not lines:
        return list(findings)
    return [
        replace(finding, evidence=tuple(_with_line(item, lines) for item in finding.evidence)) for finding in findings
    ]


def _with_line(item: Evidence, lines: Mapping[str, Sequence[SourceLine]]) -> Evidence:
    location = item.location
    if location.line or location.start < 0 or location.path not in lines:
        return item
    placed: Location = replace(location, line=line_at(lines[location.path], location.start))
    return replace(item, location=placed, line=placed.line)
