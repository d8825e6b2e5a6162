"""The documents of one audit, policy and SDK lists: facts and texts, and what could not be read.

Apart from the pipeline so that an audit without documents does not load what reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from appaudit.documents.blocks import PolicyDocument
from appaudit.documents.document import document_from_text
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.policy import Lexicon
from appaudit.model.artifact import Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.report import DocumentRow, Input
from appaudit.pipeline.input_files import input_of_file
from appaudit.policy import PolicyReading, policy_files, read_policy
from appaudit.policy import read_documents as read_policies
from appaudit.policy.named_permissions import named_permissions
from appaudit.sdk_list import read_sdk_list, with_data_types
from appaudit.sdk_list.matching import SdkNames, match_names
from appaudit.sdk_list.traces import sdk_traces
from appaudit.stages import Stages


@dataclass(slots=True, kw_only=True)
class DocumentsReading:
    """What all documents gave; `supplied` has `policy` and `sdk_list` where one was given."""

    facts: list[Fact] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    documents: Sequence[PolicyDocument] = ()
    texts: tuple[DocumentRow, ...] = ()
    inputs: list[Input] = field(default_factory=list)
    supplied: set[str] = field(default_factory=set)


def read_documents(
    policies: Sequence[Path],
    sdk_lists: Sequence[Path],
    knowledge: Knowledge,
    lexicons: Lexicons,
    stages: Stages,
    embedded: Sequence[Text] = (),
) -> DocumentsReading:
    """Read policy documents (files, or folders of files) and SDK lists, and match the SDKs they name.

    Without policy files the policies that the app holds (`embedded`) are read in their place.

    Raises:
        ConfigError: A path does not exist, or a folder is empty.
    """
    reading = DocumentsReading()
    if policies or not embedded:
        declared = _read_policy(policy_files(policies), lexicons.policy, stages, reading)
    else:
        declared = _read_embedded(embedded, lexicons.policy, stages, reading)
    reading.facts += named_permissions(reading.documents, knowledge.permissions, lexicons.policy)
    declared += _read_sdk_lists(sdk_lists, lexicons, stages, reading)
    with stages("SDK names"):
        known = sdk_names(knowledge)
        matched = match_names(declared, known, lexicons.sdk_names)
        listed = frozenset(fact.sdk_id for fact in matched if fact.sdk_id)
        reading.facts += matched
        reading.facts += sdk_traces(reading.documents, known, listed, lexicons.sdk_names, lexicons.parties)
    return reading


def sdk_names(knowledge: Knowledge) -> dict[str, SdkNames]:
    """The names under which documents may list each SDK."""
    return {
        signature.id: SdkNames(
            id=signature.id,
            names=(signature.name.zh, signature.name.en, *signature.aliases),
            vendor=signature.vendor,
            prefixes=signature.signals.classes,
            category=signature.category,
            maven=signature.maven,
            privacy_url=signature.privacy_url,
        )
        for signature in knowledge.sdks.values()
        if signature.kind != "packer"
    }


def _read_policy(
    paths: Sequence[Path], lexicon: Lexicon, stages: Stages, result: DocumentsReading
) -> list[DeclaredSdkFact]:
    """Read the policy documents into `result`; the SDKs they name are returned unmatched."""
    if not paths:
        return []
    with stages("policy"):
        reading = read_policy(paths, lexicon)
    read_names = {item.name for item in reading.documents}
    result.inputs += [input_of_file("policy", path, reading.gaps, was_read=path.name in read_names) for path in paths]
    return _take(reading, result)


def _read_embedded(
    texts: Sequence[Text], lexicon: Lexicon, stages: Stages, result: DocumentsReading
) -> list[DeclaredSdkFact]:
    """Read the policies that the app holds: what they say counts, what they lack another one may say."""
    names = [text.place for text in texts]
    with stages("policy"):
        documents = [
            document_from_text(text.text, text.place if names.count(text.place) == 1 else f"{text.place} ({number})")
            for number, text in enumerate(texts, 1)
        ]
        reading = read_policies(documents, lexicon)
    listed = ", ".join(document.name for document in documents)
    detail = Bilingual(
        f"未提供隐私政策文件，读取的是应用内的文本（{listed}）；实际适用的政策可能另有内容",
        f"No policy file was supplied; the text inside the app was read instead ({listed}), and the policy that "
        "applies may say more",
    )
    result.inputs += [
        Input(role="policy", name=document.name, sha256=document.sha256, size=len(document.text.encode()))
        for document in documents
    ]
    result.inputs.append(Input(role="policy", status="not_supplied", detail=detail))
    result.gaps += [
        Gap(kind=kind, level=CoverageLevel.PARTIAL, reason="not_supplied", part="privacy policy", detail=detail)
        for kind in ("clause", "declared_sdk")
    ]
    return _take(reading, result)


def _take(reading: PolicyReading, result: DocumentsReading) -> list[DeclaredSdkFact]:
    """Put the reading of a policy into `result`, and return the SDKs it names."""
    result.supplied.add("policy")
    result.facts += [fact for fact in reading.facts if not isinstance(fact, DeclaredSdkFact)]
    result.gaps += reading.gaps
    result.documents = reading.documents
    result.texts = tuple(
        DocumentRow(name=item.name, sha256=item.sha256, text=item.text, language=item.language)
        for item in reading.documents
    )
    return [fact for fact in reading.facts if isinstance(fact, DeclaredSdkFact)]


def _read_sdk_lists(
    paths: Sequence[Path], lexicons: Lexicons, stages: Stages, result: DocumentsReading
) -> list[DeclaredSdkFact]:
    """Read the SDK lists into `result`; the SDKs they name are returned unmatched."""
    declared: list[DeclaredSdkFact] = []
    for path in paths:
        result.supplied.add("sdk_list")
        with stages("SDK list"):
            listed = read_sdk_list(path, lexicons)
            declared += with_data_types(listed.facts, lexicons.policy)
        result.gaps += listed.gaps
        was_read = bool(listed.facts) or not listed.gaps
        result.inputs.append(input_of_file("sdk_list", path, listed.gaps, was_read=was_read))
    return declared
