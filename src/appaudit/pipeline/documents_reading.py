"""What all documents of an audit gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from appaudit.documents.blocks import SourceLine
from appaudit.model.coverage import Gap
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.report import DocumentRow, Input
from appaudit.model.words import InputName


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
