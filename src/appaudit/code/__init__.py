"""What the bytecode means: facts about defined packages, uses of catalogued APIs, sensors and texts in code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from appaudit.code.facts.code_conduct import conduct_facts, with_phase, with_requests
from appaudit.code.facts.conduct.native_daemons import native_daemon_facts
from appaudit.code.facts.conduct.ticked_boxes import ticked_box_facts
from appaudit.code.facts.owners.namespaces import namespace_facts
from appaudit.code.facts.owners.sdk_coordinates import coordinates_in_dex
from appaudit.code.facts.owners.sdk_strings import SdkStrings
from appaudit.code.facts.permissions.permission_requests import permission_request_facts, unnamed_requests
from appaudit.code.facts.policy_addresses import PolicyAddresses
from appaudit.code.facts.request_paths import RequestPaths
from appaudit.code.facts.starts.absent_calls import absent_call_facts
from appaudit.code.facts.starts.borrowed_components import borrowed_component_facts
from appaudit.code.facts.starts.named_calls import named_read_facts, named_start_facts
from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.facts.text_constants import text_constants
from appaudit.code.facts.unseen.native_code import native_code_facts
from appaudit.code.facts.unseen.unloaded_libraries import unloaded_library_facts
from appaudit.code.facts.unseen.unseen_calls import UnseenCalls
from appaudit.code.facts.unseen.unseen_code import reached_unseen_code, unseen_code_facts
from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.facts.versions.native_versions import native_version_facts
from appaudit.code.facts.versions.sdk_versions import VersionFields
from appaudit.code.facts.versions.stated_versions import StatedVersions
from appaudit.code.reach.placing import await_grants, requests_with_reach, with_destinations, with_reach
from appaudit.code.reach.reach import Reachability
from appaudit.code.renamed import RenamedCode, recognise
from appaudit.code.sensors.use import sensor_use_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.dex import DexCode, DexError, Fault, Renaming, read_code
from appaudit.freed_memory import give_back_freed
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.ui import UiLexicon
from appaudit.model.artifact import DexImage, Text
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.code_reading import CodeReading
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact, NamespaceFact, PermissionRequestFact, SensorUseFact
from appaudit.model.facts.conduct import CodeConduct, UnseenCodeFact
from appaudit.model.facts.package import PermissionFact
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import record
from appaudit.model.surroundings import NOTHING_KNOWN, Surroundings
from appaudit.second_core import Ahead, Beside
from appaudit.stages import OwnFault, Stages

__all__ = ["native_code_facts", "native_daemon_facts", "native_version_facts", "read_code_facts"]

#: A handful of damaged methods is what obfuscators leave; their number is said, the code is still read.
_FAULT_WORDS = {
    Fault.MISPLACED: Bilingual("不在文件中", "not in the file"),
    Fault.OVERLONG: Bilingual("超出文件所容长度", "longer than the file allows"),
    Fault.CUT_INSTRUCTION: Bilingual("在指令中间结束", "ends inside an instruction"),
    Fault.LIMIT: Bilingual("超过大小限制", "over the size limit"),
}

#: Bytes of bytecode up to which a process beside this one reads it as well; its memory is a twentieth to a sixth more.
_MOST_BESIDE = 200 << 20


def read_code_facts(
    images: Sequence[DexImage],
    knowledge: Knowledge,
    lexicons: Lexicons,
    stages: Stages,
    around: Surroundings = NOTHING_KNOWN,
    renaming: Renaming | None = None,
) -> CodeReading:
    """Read every DEX image and say what its code does.

    An image that cannot be read is a gap in every kind that code gives; the others are read all the same. With a
    `renaming` names are those before the shrinker; those of the manifest `around` the code must be, too.
    """
    with stages("dex"):
        codes, errors = read_code(((image.place, image.data) for image in images), renaming=renaming)
    known = list(around.manifest)
    constants = [Constants(code) for code in codes]
    hierarchy = Hierarchy(codes)
    is_small = sum(len(image.data) for image in images) <= _MOST_BESIDE

    def reach() -> Reachability:
        return Reachability(
            codes,
            known,
            lexicons.consent,
            knowledge.permissions,
            are_all_declared=around.is_whole and not errors,
            meta_data=around.meta_data,
            shipped=around.shipped,
            document_classes=around.document_classes,
            texts=around.stated.get("string"),
            listing=around.listing,
        )

    for code in codes:
        code.dex.type_hashes  # noqa: B018  # asked for by both, so that no copy works it out again
    # Neither asks for the other. Both are Python, and two threads wait for each other, but where arrays are large.
    see = partial(_seen, constants, hierarchy, knowledge, lexicons, stages, around)
    with Beside(see, is_worth_it=is_small) as beside:
        if beside.is_running:
            reachability: Reachability | None = stages.attempt("reachability", reach, None)
            with stages("api calls"):
                found = beside.result()
        else:
            ahead = Ahead(reach)
            found = beside.result()
            reachability = stages.attempt("reachability", ahead.result, None)
    stages.faults += [fault for fault in found.faults if fault not in stages.faults]
    if not is_small:
        give_back_freed()  # what both needed for a while and the ways to the uses do not
    placed = found.unplaced()
    if reachability is not None:
        reached = reachability
        placed = stages.attempt(
            "reachability", lambda: _placed(found, reached, constants, hierarchy, knowledge), placed
        )
    facts = [*found.signs, *found.renamed.facts, *placed]
    return CodeReading(facts=facts, gaps=_all_gaps(codes, errors), texts=found.texts)


@record(kw_only=False)
class _Uses:
    """What code uses of the platform, not yet said when."""

    calls: list[ApiCallFact]
    requests: list[PermissionRequestFact]


@record(kw_only=False)
class _Seen:
    """What code shows by itself, not yet said when it runs."""

    calls: list[ApiCallFact]
    requests: list[PermissionRequestFact]
    signs: list[Fact]
    renamed: RenamedCode
    conduct: list[CodeConduct]
    unseen: list[UnseenCodeFact]
    sensors: list[SensorUseFact]
    texts: list[Text]
    faults: tuple[OwnFault, ...] = ()

    def unplaced(self) -> list[Fact]:
        """The uses of which nobody could say when they run."""
        return [*self.calls, *self.conduct, *self.requests, *self.unseen, *self.sensors]


def _placed(
    found: _Seen,
    reachability: Reachability,
    constants: Sequence[Constants],
    hierarchy: Hierarchy,
    knowledge: Knowledge,
) -> list[Fact]:
    """What code does with when it runs."""
    reachability.check_names(constants)
    await_grants(found.requests, unnamed_requests(found.requests), reachability, constants)
    calls, conduct = list(found.calls), list(found.conduct)
    if named := list(reachability.named_methods()):  # few apps call anything so
        apis, table = ApiTable(knowledge.apis_on("android")), SdkCalls(knowledge.sdks.values(), found.renamed)
        calls += named_read_facts(constants, hierarchy, apis, named, found.calls)
        conduct += named_start_facts(constants, hierarchy, table, named)
    calls = with_destinations(with_reach(calls, reachability, constants), reachability, knowledge)
    conduct = with_requests(conduct, reachability, knowledge)
    placed: list[Fact] = [*calls, *with_phase(conduct, reachability, constants)]
    placed += requests_with_reach(found.requests, reachability, constants)
    placed += reached_unseen_code(found.unseen, reachability)
    return placed + [replace(use, phase=reachability.earliest(use.registered_by).phase) for use in found.sensors]


def _seen(
    files: Sequence[Constants],
    hierarchy: Hierarchy,
    knowledge: Knowledge,
    lexicons: Lexicons,
    stages: Stages,
    around: Surroundings,
) -> _Seen:
    codes, before = [each.code for each in files], len(stages.faults)
    manifest = list(around.manifest)
    uses = stages.attempt("api calls", lambda: _uses(files, hierarchy, knowledge, manifest), _Uses([], []))
    packages: list[NamespaceFact] = stages.attempt("packages", lambda: namespace_facts(codes), [])
    signs: list[Fact] = stages.attempt("signs of SDKs", lambda: _signs(files, knowledge, around), [])
    signs += stages.attempt(
        "absent calls", lambda: absent_call_facts(codes, (each.name for each in packages), knowledge), []
    )
    signs += stages.attempt(
        "unloaded libraries", lambda: unloaded_library_facts(codes, manifest, around.needed_libraries), []
    )
    signs += stages.attempt("borrowed components", lambda: borrowed_component_facts(hierarchy, manifest, knowledge), [])
    renamed = stages.attempt("renamed code", lambda: recognise(codes, knowledge, manifest), RenamedCode())
    words, consent = lexicons.conduct, lexicons.consent
    conduct: list[CodeConduct] = stages.attempt(
        "conduct",
        lambda: conduct_facts(
            files,
            hierarchy,
            knowledge,
            manifest,
            packages,
            words,
            consent,
            renamed,
            around.stated,
            around.keys,
            around.seen,
        ),
        [],
    )
    unseen: list[UnseenCodeFact] = stages.attempt(
        "unseen code", lambda: unseen_code_facts(files, hierarchy, UnseenCalls(knowledge, renamed)), []
    )
    sensors: list[SensorUseFact] = stages.attempt(
        "sensors", lambda: [use for each in files for use in sensor_use_facts(each, lexicons.shake)], []
    )
    texts: list[Text] = stages.attempt("text constants", lambda: _texts(files, knowledge, lexicons.ui), [])
    faults = tuple(stages.faults[before:])
    return _Seen(uses.calls, uses.requests, [*packages, *signs], renamed, conduct, unseen, sensors, texts, faults)


def _signs(files: Sequence[Constants], knowledge: Knowledge, around: Surroundings) -> list[Fact]:
    codes = [each.code for each in files]
    boxes = [box for each in files for box in ticked_box_facts(each, around.box_texts)]
    return [*_versions(files, knowledge), *SdkStrings(knowledge).in_dex(codes), *coordinates_in_dex(codes), *boxes]


def _uses(files: Sequence[Constants], hierarchy: Hierarchy, knowledge: Knowledge, manifest: Iterable[Fact]) -> _Uses:
    declared = [fact.name for fact in manifest if isinstance(fact, PermissionFact)]
    table = ApiTable(knowledge.apis_on("android"))
    inherited = InheritedApis(table, hierarchy)
    outlines = Outlines.of(files)
    return _Uses(
        [call for each in files for call in api_call_facts(each, table, inherited, outlines)],
        [ask for each in files for ask in permission_request_facts(each, knowledge.permissions, declared, files)],
    )


def _versions(files: Sequence[Constants], knowledge: Knowledge) -> list[SdkVersionFact]:
    """What is known to hold a version, and for SDKs of which nothing is known what they state of themselves."""
    known = VersionFields(knowledge).in_dex(files)
    stated = StatedVersions(knowledge)
    stated.in_dex(files)
    return stated.as_built([*known, *stated.facts({fact.sdk for fact in known})])


def _texts(files: Iterable[Constants], knowledge: Knowledge, lexicon: UiLexicon) -> list[Text]:
    addresses, paths = PolicyAddresses(knowledge), RequestPaths(knowledge, lexicon)
    return [
        text
        for each in files
        for text in (*text_constants(each.code.dex), *addresses.in_dex(each), *paths.in_dex(each))
    ]


def _all_gaps(codes: Sequence[DexCode], errors: Iterable[DexError]) -> list[Gap]:
    level = CoverageLevel.PARTIAL if codes else CoverageLevel.NONE
    gaps = [gap for error in errors for gap in _gaps(level, error.place, said_by(error))]
    return gaps + [gap for code in codes for gap in _fault_gaps(code)]


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
