"""What the bytecode means: facts about defined packages, uses of catalogued APIs, sensors and texts in code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from appaudit.catalog.lexicon_files import lexicon_paths
from appaudit.code.facts.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.facts.conduct import conduct_facts, with_phase
from appaudit.code.facts.namespaces import namespace_facts
from appaudit.code.facts.permission_requests import permission_request_facts
from appaudit.code.facts.policy_addresses import PolicyAddresses
from appaudit.code.facts.sdk_strings import SdkStrings
from appaudit.code.facts.sdk_versions import VersionFields
from appaudit.code.facts.text_constants import text_constants
from appaudit.code.graph.reach import Reachability, with_reach
from appaudit.code.sensors.use import sensor_use_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.dex import DexCode, Fault, read_code
from appaudit.lexicon.conduct import CONDUCT_FILE, load_conduct_words
from appaudit.lexicon.consent import CONSENT_FILE, load_consent_words
from appaudit.model.artifact import DexImage, Text
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.knowledge import Knowledge
from appaudit.stages import Stages

__all__ = ["CodeReading", "read_code_facts"]

#: A handful of damaged methods is what obfuscators leave; their number is said, the code is still read.
_FAULT_WORDS = {
    Fault.MISPLACED: Bilingual("不在文件中", "not in the file"),
    Fault.OVERLONG: Bilingual("超出文件所容长度", "longer than the file allows"),
    Fault.CUT_INSTRUCTION: Bilingual("在指令中间结束", "ends inside an instruction"),
    Fault.LIMIT: Bilingual("超过大小限制", "over the size limit"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeReading:
    """Facts from the bytecode, the gaps left, and the texts that code holds as constants."""

    facts: list[Fact]
    gaps: list[Gap]
    texts: list[Text]


def read_code_facts(
    images: Sequence[DexImage],
    knowledge: Knowledge,
    stages: Stages,
    *,
    manifest: Iterable[Fact] = (),
    folders: Sequence[Path] = (),
) -> CodeReading:
    """Read every DEX image and say what its code does.

    An image that cannot be read is a gap in every kind that code gives; the others are read all the same. Without
    the facts of a `manifest` nobody knows where the app is entered, and when its code runs stays unknown. `folders` are
    rule folders whose lexicons add to the shipped ones.
    """
    with stages("dex"):
        codes, errors = read_code((image.place, image.data) for image in images)
    gaps: list[Gap] = []
    level = CoverageLevel.PARTIAL if codes else CoverageLevel.NONE
    for error in errors:
        gaps += _gaps(level, error.place, said_by(error))
    for code in codes:
        gaps += _fault_gaps(code)
    facts: list[Fact] = []
    texts: list[Text] = []
    with stages("api calls"):
        table = ApiTable(knowledge.apis)
        facts += namespace_facts(codes)
        constants = [Constants(code) for code in codes]
        hierarchy = Hierarchy(codes)
        inherited = InheritedApis(table, hierarchy)
        outlines = Outlines.of(constants)
        calls = [call for each in constants for call in api_call_facts(each, table, inherited, outlines)]
        requests = [request for each in constants for request in permission_request_facts(each, knowledge.permissions)]
        facts += VersionFields(knowledge).in_dex(constants)
        facts += SdkStrings(knowledge).in_dex(codes)
    known = list(manifest)
    with stages("conduct"):
        namespaces = [fact for fact in facts if isinstance(fact, NamespaceFact)]
        conduct = conduct_facts(
            *(constants, hierarchy, knowledge, known, namespaces),
            load_conduct_words(*lexicon_paths(CONDUCT_FILE, folders)),
        )
    with stages("reachability"):
        reachability = Reachability(codes, known, load_consent_words(*lexicon_paths(CONSENT_FILE, folders)))
        facts += with_reach(calls, reachability)
        facts += with_phase(conduct, reachability)
        facts += [
            replace(request, phase=reachability.of(request.caller_class, request.caller, "").phase)
            for request in requests
        ]
    with stages("sensors"):
        uses = [use for each in constants for use in sensor_use_facts(each)]
        facts += [replace(use, phase=reachability.earliest(use.registered_by).phase) for use in uses]
    with stages("text constants"):
        addresses = PolicyAddresses(knowledge)
        for each in constants:
            texts += text_constants(each.code.dex)
            texts += addresses.in_dex(each)
    return CodeReading(facts=facts, gaps=gaps, texts=texts)


def _gaps(level: CoverageLevel, part: str, detail: Bilingual) -> list[Gap]:
    return [Gap(kind=kind, level=level, reason="unreadable", part=part, detail=detail) for kind in CODE_KINDS]


def _fault_gaps(code: DexCode) -> list[Gap]:
    faults = code.items.faults()
    if not faults:
        return []
    kinds = {fault for _, fault in faults}
    words = [word for fault, word in _FAULT_WORDS.items() if fault in kinds]
    detail = Bilingual(
        f"{len(code.items)} 个方法中有 {len(faults)} 个未能完整读取（{'、'.join(word.zh for word in words)}）",
        f"{len(faults)} of {len(code.items)} methods could not be read in full"
        f" ({', '.join(word.en for word in words)})",
    )
    return _gaps(CoverageLevel.PARTIAL, code.dex.place, detail)
