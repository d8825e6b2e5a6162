"""Policies and SDK lists that were supplied, or lie in the app, to facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from appaudit.catalog import Catalog
from appaudit.documents.blocks import PolicyDocument
from appaudit.documents.document import document_from_text
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.policy import Lexicon
from appaudit.model.artifact import Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.documents import DeclaredSdkFact, OtherListFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.record import recast, record
from appaudit.model.report import DocumentRow, Input
from appaudit.model.words import InputName
from appaudit.pipeline.documents_reading import DocumentsReading
from appaudit.pipeline.input_files import input_of_file
from appaudit.policy import PolicyReading, policy_files, read_policy
from appaudit.policy import read_documents as read_policies
from appaudit.policy.named_permissions import named_permissions
from appaudit.policy.whose import NO_APP, AuditedApp
from appaudit.sdk_list import read_sdk_list, with_data_types
from appaudit.sdk_list.matching import SdkNames, match_names
from appaudit.sdk_list.traces import sdk_traces
from appaudit.sdk_list.whose import other_owner
from appaudit.stages import Stages

#: Of the text of a page in the app, how much has to be shown without scripts for it to be read as a page.
_SHOWN_AT_ONCE = 0.5


@record
class _Read:
    """What the policy, or one SDK list, gave; `declared` are the SDKs it names, not yet matched."""

    supplies: InputName
    facts: Sequence[Fact] = ()
    declared: Sequence[DeclaredSdkFact] = ()
    gaps: Sequence[Gap] = ()
    inputs: Sequence[Input] = ()
    documents: Sequence[PolicyDocument] = ()
    counted: Sequence[PolicyDocument] = ()
    operators: Sequence[str] = ()


@record
class _Owner:
    """Whose lists are expected: the app, the texts of its policies, and the companies that they call their operator."""

    app: AuditedApp
    policies: Sequence[str] = ()
    operators: Sequence[str] = ()

    @classmethod
    def of(cls, policy: _Read | None, app: AuditedApp) -> _Owner:
        if policy is None:
            return cls(app=app)
        return cls(app=app, policies=[document.text for document in policy.counted], operators=policy.operators)


def read_files(
    policies: Sequence[Path],
    sdk_lists: Sequence[Path],
    catalog: Catalog,
    stages: Stages,
    embedded: Sequence[Text],
    platform: str,
    app: AuditedApp = NO_APP,
) -> DocumentsReading:
    """The reading of all policies and SDK lists, as `pipeline.documents_reading` describes it.

    Raises:
        ConfigError: A path does not exist, or a folder is empty.
    """
    words, knowledge = catalog.lexicons, catalog.knowledge
    policy = _policy(policies, embedded, words.policy, stages, app)
    lists = [_sdk_list(path, words, stages, _Owner.of(policy, app)) for path in sdk_lists]
    read = [*([policy] if policy else []), *lists]
    documents = [document for part in read for document in part.documents]
    counted = [document for part in read for document in part.counted]
    with stages("SDK names"):
        declared = [fact for part in read for fact in part.declared]
        known = sdk_names(knowledge)
        matched = match_names(declared, known, words.sdk_names)
        listed = frozenset(fact.sdk_id for fact in matched if fact.sdk_id)
        traces = sdk_traces(counted, known, listed, words.sdk_names, words.parties)
    return DocumentsReading(
        facts=(
            *(fact for part in read for fact in part.facts),
            *named_permissions(counted, knowledge.permissions_on(platform), words.policy),
            *matched,
            *traces,
        ),
        gaps=tuple(gap for part in read for gap in part.gaps),
        texts=tuple(
            DocumentRow(
                name=item.name,
                sha256=item.sha256,
                text=item.text,
                language=item.language,
                headings=tuple(block.start for block in item.blocks if block.kind == "heading"),
            )
            for item in documents
        ),
        inputs=tuple(item for part in read for item in part.inputs),
        supplied=frozenset(part.supplies for part in read),
        lines={item.name: item.lines for item in documents if item.lines and policies},
    )


def sdk_names(knowledge: Knowledge) -> dict[str, SdkNames]:
    """The names under which documents may list each SDK."""
    return {
        signature.id: recast(
            SdkNames,
            signature,
            names=(signature.name.zh, signature.name.en, *signature.aliases),
            prefixes=signature.signals.classes,
            part_of=signature.part_of if signature.category == "other" else (),
        )
        for signature in knowledge.sdks.values()
        if signature.kind != "packer"
    }


def _policy(
    paths: Sequence[Path], embedded: Sequence[Text], lexicon: Lexicon, stages: Stages, app: AuditedApp
) -> _Read | None:
    """The policy in files, in the app where there are none, or None where there is neither."""
    files = policy_files(paths)
    if not files and not embedded:
        return None
    with stages("policy"):
        return _policy_in_files(files, lexicon, app) if files else _policy_in_app(embedded, lexicon, app)


def _policy_in_files(paths: Sequence[Path], lexicon: Lexicon, app: AuditedApp) -> _Read:
    reading = read_policy(paths, lexicon, app)
    read_names = {item.name for item in reading.documents}
    inputs = [input_of_file("policy", path, reading.gaps, was_read=path.name in read_names) for path in paths]
    inputs = [replace(item, detail=reading.left_out.get(item.name, item.detail)) for item in inputs]
    return _of(reading, inputs, [])


def _policy_in_app(texts: Sequence[Text], lexicon: Lexicon, app: AuditedApp) -> _Read:
    """The policies that the app holds: what they say counts, what they lack another one may say."""
    names = [text.place for text in texts]
    documents = [
        _document_in_app(text, text.place if names.count(text.place) == 1 else f"{text.place} ({number})")
        for number, text in enumerate(texts, 1)
    ]
    reading = read_policies(documents, lexicon, app)
    listed = ", ".join(document.name for document in documents)
    detail = Bilingual(
        f"未提供隐私政策文件，读取的是应用内的文本（{listed}）；实际适用的政策可能另有内容",
        f"No policy file was supplied; the text inside the app was read instead ({listed}), and the policy that "
        "applies may say more",
    )
    inputs = [
        Input(role="policy", name=document.name, sha256=document.sha256, size=len(document.text.encode()))
        for document in documents
    ]
    gaps = [
        Gap(kind=kind, level=CoverageLevel.PARTIAL, reason="not_supplied", part="privacy policy", detail=detail)
        for kind in ("clause", "declared_sdk")
    ]
    return _of(reading, [*inputs, Input(role="policy", status="not_supplied", detail=detail)], gaps)


def _document_in_app(text: Text, name: str) -> PolicyDocument:
    """A policy of the app; a page as one, with its tables, unless scripts or styles show most of what it says."""
    if text.markup:
        document = document_from_text(text.markup, name)
        if len(document.text) >= len(text.text) * _SHOWN_AT_ONCE:
            return document
    return document_from_text(text.text, name)


def _of(reading: PolicyReading, inputs: Sequence[Input], gaps: Sequence[Gap]) -> _Read:
    return _Read(
        supplies="policy",
        facts=[fact for fact in reading.facts if not isinstance(fact, DeclaredSdkFact)],
        declared=[fact for fact in reading.facts if isinstance(fact, DeclaredSdkFact)],
        gaps=[*gaps, *reading.gaps],
        inputs=inputs,
        documents=reading.documents,
        counted=reading.counted,
        operators=reading.operators,
    )


def _sdk_list(path: Path, lexicons: Lexicons, stages: Stages, owner: _Owner) -> _Read:
    with stages("SDK list"):
        listed = read_sdk_list(path, lexicons)
        declared = with_data_types(listed.facts, lexicons.policy)
        other = other_owner(path, lexicons, owner.app, owner.policies, owner.operators) if declared else ""
    was_read = bool(listed.facts) or not listed.gaps
    return _Read(
        supplies="sdk_list",
        facts=[_other_list(path.name, other)] if other else [],
        declared=[] if other else declared,
        gaps=[*listed.gaps, *([_gap_of_other(path.name, other)] if other else [])],
        inputs=[input_of_file("sdk_list", path, listed.gaps, was_read=was_read)],
    )


def _other_list(document: str, name: str) -> OtherListFact:
    return OtherListFact(document=document, name=name, location=Location(path=document), extractor="sdk_list.whose")


def _gap_of_other(document: str, name: str) -> Gap:
    """The gap of a list of another app: which SDKs the list of this one has is not known."""
    detail = Bilingual(
        f"{document}：清单标题写的是“{name}”，与应用名称不同，所列内容未计入；本应用的清单未提供",
        f"{document}: the title of the list names “{name}”, which is not the app; its rows do not count, and the list"
        " of this app was not supplied",
    )
    return Gap(kind="declared_sdk", level=CoverageLevel.PARTIAL, reason="missing_part", part=document, detail=detail)
