"""What the code of an SDK reads, held against the statement of its vendor."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.facts.package import AppFact
from appaudit.model.facts.third_party import UndocumentedAccessFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature

#: Call sites named with a fact.
_SITES = 8


def undocumented_access_facts(facts: FactSet, knowledge: Knowledge) -> tuple[list[UndocumentedAccessFact], list[Gap]]:
    """One fact for each SDK and data type beyond its statement; a gap for each SDK whose statement nobody read whole.

    In an app the row of the SDK is what its access is held against, so this is about SDKs that are looked at alone.
    """
    if facts.of(AppFact):
        return [], []
    beyond: dict[tuple[str, str], list[DataAccessFact]] = {}
    unread: dict[str, SdkSignature] = {}
    for access in facts.of(DataAccessFact):
        signature = knowledge.sdks.get(access.party)
        if access.party_kind != "sdk" or access.weak or signature is None or access.documented == "yes":
            continue
        if signature.statement is None:
            unread[signature.id] = signature
        else:
            beyond.setdefault((signature.id, access.data_type), []).append(access)
    found = [
        UndocumentedAccessFact(
            sdk=sdk,
            data_type=data_type,
            certain=any(access.certain for access in accesses),
            statement=statement.url if (statement := knowledge.sdks[sdk].statement) else "",
            callers=tuple(dict.fromkeys(access.caller for access in accesses))[:_SITES],
            location=accesses[0].location,
            extractor="derive.statements",
        )
        for (sdk, data_type), accesses in beyond.items()
    ]
    return found, [_gap(signature) for signature in unread.values()]


def _gap(signature: SdkSignature) -> Gap:
    name = signature.name
    detail = Bilingual(
        f"知识库没有{name.zh}提供方的完整说明，代码读取的信息是否超出其说明无从判断",
        f"no complete statement of the vendor of {name.en} is known, so what lies beyond it cannot be told",
    )
    return Gap(
        kind=UndocumentedAccessFact.kind,
        level=CoverageLevel.PARTIAL,
        reason="not_supplied",
        part=name.en,
        detail=detail,
    )
