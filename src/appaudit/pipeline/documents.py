"""The documents of one audit, policy and SDK lists: facts and texts, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from appaudit.catalog import Catalog
from appaudit.documents.blocks import SourceLine
from appaudit.model.artifact import Text
from appaudit.model.coverage import Gap
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.report import DocumentRow, Input
from appaudit.model.words import InputName
from appaudit.pipeline.input_files import not_supplied
from appaudit.stages import Stages


@record
class DocumentsReading:
    """What all documents gave; `supplied` has `policy` and `sdk_list` where one was given.

    `lines` lead from offsets in the texts of files to their lines, by the name of the document.
    """

    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    texts: tuple[DocumentRow, ...] = ()
    inputs: tuple[Input, ...] = ()
    supplied: frozenset[InputName] = frozenset()
    lines: Mapping[str, Sequence[SourceLine]] = field(default_factory=dict)


def read_documents(
    policies: Sequence[Path],
    sdk_lists: Sequence[Path],
    catalog: Catalog,
    stages: Stages,
    embedded: Sequence[Text] = (),
) -> DocumentsReading:
    """Read policy documents (files, or folders of files) and SDK lists, and match the SDKs they name.

    Without policy files the policies that the app holds (`embedded`) are read in their place.

    Raises:
        ConfigError: A path does not exist, or a folder is empty.
    """
    gaps: list[Gap] = []
    inputs: list[Input] = []
    has_policy = bool(policies or embedded)
    if not has_policy:
        gaps.append(not_supplied("clause", "privacy policy"))
        inputs.append(Input(role="policy", status="not_supplied"))
    if not sdk_lists:
        inputs.append(Input(role="sdk_list", status="not_supplied"))
    if not has_policy and not sdk_lists:
        gaps.append(not_supplied("declared_sdk", "SDK list"))
        return DocumentsReading(gaps=tuple(gaps), inputs=tuple(inputs))
    from appaudit.pipeline.document_files import read_files  # what reads documents is not loaded where there are none

    read = read_files(policies, sdk_lists, catalog, stages, embedded)
    return DocumentsReading(
        facts=read.facts,
        gaps=(*gaps, *read.gaps),
        texts=read.texts,
        inputs=(*inputs, *read.inputs),
        supplied=read.supplied,
        lines=read.lines,
    )
