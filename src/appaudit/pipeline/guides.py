"""The privacy guide of a mini-program as a document beside policy and SDK list."""

from __future__ import annotations

from pathlib import Path

from appaudit.catalog import Catalog
from appaudit.model.words import InputName
from appaudit.pipeline.document_files import sdk_names
from appaudit.pipeline.documents_reading import DocumentsReading
from appaudit.pipeline.input_files import input_of_file
from appaudit.policy.declared import with_data_types
from appaudit.privacy_guide import read_privacy_guide
from appaudit.sdk_list.matching import match_names


def read_guide(path: Path, catalog: Catalog) -> DocumentsReading:
    """What the guide declares; the SDKs that it names count as those of a list."""
    words, knowledge = catalog.lexicons, catalog.knowledge
    read = read_privacy_guide(path, knowledge.guide_keys.values())
    declared = match_names(with_data_types(read.declared, words.policy), sdk_names(knowledge), words.sdk_names)
    supplied: set[InputName] = set()
    if not read.gaps:
        supplied.add("privacy_guide")
    if declared:
        supplied.add("sdk_list")
    return DocumentsReading(
        facts=(*read.facts, *declared),
        gaps=read.gaps,
        inputs=(input_of_file("privacy_guide", path, read.gaps, was_read=not read.gaps),),
        supplied=frozenset(supplied),
    )
