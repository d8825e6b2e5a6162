"""The whole audit: inputs in, report document out. The only module that knows all stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from appaudit import __version__
from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import ArtifactReading, Limits
from appaudit.catalog import Catalog
from appaudit.catalog.replaced import replaced_rules
from appaudit.derive import derive
from appaudit.errors import ConfigError
from appaudit.gate.baseline import SavedBaseline, compared
from appaudit.gate.ignores import expired_facts, sort_findings
from appaudit.gate.judgement import Listed, gated
from appaudit.judge.findings import findings_of
from appaudit.judge.match import Matcher, Outcome
from appaudit.judge.names import THE_APP, names_in_messages
from appaudit.model.artifact import Artifact, Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.context import DutyFact
from appaudit.model.facts.package import PackerFact
from appaudit.model.finding import Finding, Ignore
from appaudit.model.gate import GateChoice
from appaudit.model.grade import Confidence, Severity
from appaudit.model.knowledge import Knowledge, Regulation
from appaudit.model.report import DocumentRow, Input, PolicySection, Report, Tool
from appaudit.pipeline.input_files import input_of_file, require_documents
from appaudit.report.build import Audit, build_report
from appaudit.report.sdk_wording import OWN_CODE, worded_for_sdk
from appaudit.report.tables import policy_section
from appaudit.second_core import Ahead
from appaudit.stages import Stages
from appaudit.texts.policy_texts import policy_copies, policy_texts
from appaudit.texts.script_calls import script_call_facts
from appaudit.texts.ui_texts import classify

if TYPE_CHECKING:
    from appaudit.code import CodeReading

#: The kind of artifact that is an SDK: it has no permissions of its own, and no rule about apps applies to it.
_SDK = "sdk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files of one audit, the kinds of app that the user names, and how much of the artifact may be read.

    `app_categories` are numbers, Chinese names or ids; `operator_facts` what only the operator knows; `config` is the
    configuration file that the choices come from, which is listed among the inputs.
    """

    artifact: Path
    policies: tuple[Path, ...] = ()
    sdk_lists: tuple[Path, ...] = ()
    app_categories: tuple[str, ...] = ()
    operator_facts: Path | None = None
    config: Path | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user chose; `as_of` is an ISO date, `regulations` empty for all.

    `min_severity` and `min_confidence` decide what is listed, and nothing else. `ignores` are findings that the
    operator accepts; `baseline` holds those that an earlier audit knew. `gate` says what fails the scan.
    """

    as_of: str
    regulations: tuple[str, ...] = ()
    min_severity: Severity = Severity.INFO
    min_confidence: Confidence = Confidence.LOW
    ignores: tuple[Ignore, ...] = ()
    baseline: SavedBaseline | None = None
    gate: GateChoice = field(default_factory=GateChoice)


@dataclass(slots=True, kw_only=True)
class Collected:
    """Facts and coverage of one audit, derived ones included, before any rule is asked."""

    artifact: Artifact | None
    inputs: tuple[Input, ...]
    facts: FactSet
    coverage: Coverage
    documents: tuple[DocumentRow, ...]
    supplied: frozenset[str]


def audit(inputs: Inputs, catalog: Catalog, settings: Settings, stages: Stages) -> Report:
    """The report on one artifact and its documents.

    Raises:
        UnreadableArtifactError: nothing of the artifact could be read.
        ConfigError: a path does not exist or a regulation is unknown.
    """
    regulations = chosen_regulations(catalog.knowledge, settings.regulations)
    category_ids(catalog.knowledge, inputs.app_categories)  # before minutes of reading, not after
    declared = _declared(inputs.operator_facts, catalog.knowledge, settings.as_of) if inputs.operator_facts else []
    collected = collect(inputs, catalog, stages)
    if inputs.operator_facts:
        collected.supplied |= {"facts"}
        collected.facts.add(declared)
        collected.inputs += (input_of_file("facts", inputs.operator_facts),)
    collected.facts.add(expired_facts(settings.ignores, settings.as_of))
    with stages("match"):
        matcher = Matcher(collected.facts, collected.coverage, collected.supplied, catalog.knowledge.is_a)
        outcomes = matcher.outcomes(catalog.rules)
        own = OWN_CODE if "sdk_archive" in collected.supplied else THE_APP
        names = names_in_messages(catalog.knowledge, own)
        cited = {item.id: item for item in regulations}
        findings = findings_of(
            outcomes,
            matcher,
            cited,
            names,
            catalog.knowledge.categories,
            settings.as_of or catalog.knowledge.knowledge_date,
        )
    with stages("report"):
        if collected.artifact is None:
            raise ConfigError("An audit needs an artifact")
        made = _sorted_out(collected, collected.artifact, outcomes, findings, settings)
        report = build_report(made, catalog.knowledge, tool_of(catalog, settings), regulations)
        report = worded_for_sdk(report) if collected.artifact.kind == _SDK else report
        return gated(report, settings.gate, _listed(made, catalog, settings))


def _sorted_out(
    collected: Collected,
    artifact: Artifact,
    outcomes: Sequence[Outcome],
    findings: Sequence[Finding],
    settings: Settings,
) -> Audit:
    """Everything the report is made of, with the findings told apart by what the user chose."""
    sorted_out = sort_findings(findings, settings.ignores, package=artifact.package, as_of=settings.as_of)
    shown = [finding for finding in sorted_out.kept if _is_wanted(finding, settings)]
    hidden = [finding for finding in sorted_out.kept if not _is_wanted(finding, settings)]
    baseline = None
    if settings.baseline:
        elsewhere = [*hidden, *(item.finding for item in sorted_out.ignored)]
        undecided = [outcome.rule.id for outcome in outcomes if outcome.word == "inconclusive"]
        baseline = compared(settings.baseline, shown, elsewhere, undecided, artifact.package)
    return Audit(
        artifact=artifact,
        inputs=collected.inputs,
        facts=collected.facts,
        coverage=collected.coverage,
        documents=collected.documents,
        outcomes=outcomes,
        findings=shown,
        ignored=sorted_out.ignored,
        hidden=hidden,
        unused_ignores=sorted_out.unused,
        baseline=baseline,
    )


def _listed(made: Audit, catalog: Catalog, settings: Settings) -> Listed:
    saved = settings.baseline.entries if settings.baseline else ()
    return Listed(
        min_severity=settings.min_severity,
        min_confidence=settings.min_confidence,
        hidden=made.hidden,
        known={entry.fingerprint for entry in saved if entry.package == made.artifact.package},
        regulations=settings.regulations,
        replaced_rules=replaced_rules(catalog.folders),
    )


def collect(inputs: Inputs, catalog: Catalog, stages: Stages) -> Collected:
    """Read every input and derive all facts; no rule is asked yet.

    Raises:
        UnreadableArtifactError: nothing of the artifact could be read.
        ConfigError: a path does not exist; this is said before anything is read.
    """
    if inputs.artifact.exists():  # a missing package is the first thing to say
        require_documents(inputs.policies, inputs.sdk_lists, inputs.operator_facts)
    opened = Ahead(lambda: open_artifact(inputs.artifact, limits=inputs.limits, stages=stages))
    from appaudit.code import read_code_facts  # takes as long as inflating the package, which needs no interpreter

    reading = opened.result()
    # Nobody knows where an SDK is entered: that is up to the app.
    manifest = () if reading.artifact.kind == _SDK else reading.facts
    code = read_code_facts(reading.contents.dex_images, catalog.knowledge, catalog.lexicons, stages, manifest=manifest)
    if reading.contents.class_archives:
        from appaudit.code.class_files.reading import read_class_facts  # only SDK archives hold class files

        code = _together(code, read_class_facts(reading.contents.class_archives, catalog.knowledge, stages))
    texts = [*reading.contents.texts, *code.texts]
    embedded = [] if inputs.policies or reading.artifact.kind == _SDK else policy_texts(texts)
    collected = collect_documents(inputs, catalog, stages, embedded)
    if reading.artifact.kind == _SDK:
        collected.supplied |= {"sdk_archive"}
        collected.coverage.add([_not_supplied("permission", "app")])
    else:
        collected.supplied |= {"app"}
    collected.coverage.add(reading.gaps)
    collected.facts.add(reading.facts)
    collected.coverage.add(code.gaps)
    collected.facts.add(code.facts)
    with stages("scripts"):
        collected.facts.add(script_call_facts(reading.contents.texts, catalog.knowledge.apis))
    with stages("ui texts"):
        collected.facts.add(classify(texts, catalog.lexicons.ui))
        if inputs.policies:
            collected.facts.add(policy_copies(texts, [document.text for document in collected.documents]))
    with stages("derive"):
        kinds = category_ids(catalog.knowledge, inputs.app_categories)
        derive(collected.facts, collected.coverage, catalog.knowledge, reading.contents.entry_names, kinds)
    collected.artifact = _with_packer(reading, collected.facts)
    collected.inputs = (_artifact_input(reading), *collected.inputs, *_settings_input(inputs.config))
    return collected


def _declared(path: Path, knowledge: Knowledge, as_of: str) -> list[DutyFact]:
    """What the operator declares, judged by the date; never evidence of anything verified."""
    from appaudit.operator.declaration import read_declaration
    from appaudit.operator.duties import duty_facts  # asked of few audits

    return duty_facts(read_declaration(path), knowledge.duties.values(), as_of, path.name)


def _together(first: CodeReading, second: CodeReading) -> CodeReading:
    """Two readings of one artifact, from DEX and from class files; what one lacks leaves what the other gave."""
    gaps = [*first.gaps, *second.gaps]
    if first.facts or second.facts:
        gaps = [replace(gap, level=max(gap.level, CoverageLevel.PARTIAL)) for gap in gaps]
    return replace(first, facts=[*first.facts, *second.facts], gaps=gaps, texts=[*first.texts, *second.texts])


def collect_documents(inputs: Inputs, catalog: Catalog, stages: Stages, embedded: Sequence[Text] = ()) -> Collected:
    """Read the policy (`embedded` in the app where no file is given) and the SDK lists; `artifact` stays None."""
    collected = Collected(
        artifact=None, inputs=(), facts=FactSet(), coverage=Coverage(), documents=(), supplied=frozenset()
    )
    if not inputs.policies and not embedded:
        collected.coverage.add([_not_supplied("clause", "privacy policy")])
        collected.inputs += (Input(role="policy", status="not_supplied"),)
    if not inputs.sdk_lists:
        collected.inputs += (Input(role="sdk_list", status="not_supplied"),)
    if not inputs.policies and not inputs.sdk_lists and not embedded:
        collected.coverage.add([_not_supplied("declared_sdk", "SDK list")])
        return collected
    from appaudit.pipeline.documents import read_documents

    reading = read_documents(inputs.policies, inputs.sdk_lists, catalog.knowledge, catalog.lexicons, stages, embedded)
    collected.facts.add(reading.facts)
    collected.coverage.add(reading.gaps)
    collected.documents = reading.texts
    collected.inputs += tuple(reading.inputs)
    collected.supplied |= reading.supplied
    return collected


def read_policy_alone(paths: Sequence[Path], catalog: Catalog, stages: Stages) -> tuple[PolicySection, list[Gap]]:
    """What policy documents say without an app, and what of them could not be read."""
    collected = collect_documents(Inputs(artifact=Path(), policies=tuple(paths)), catalog, stages)
    section = policy_section(collected.facts, collected.coverage, catalog.knowledge, collected.documents)
    return section, [gap for gap in collected.coverage.gaps if gap.reason != "not_supplied"]


def findings_on_policy(paths: Sequence[Path], catalog: Catalog) -> list[Finding]:
    """What the rules find that need nothing but the policy."""
    return list(report_on_policy(paths, catalog).findings)


def report_on_policy(paths: Sequence[Path], catalog: Catalog) -> Report:
    """The report on policy documents without an app, by the rules that need nothing else.

    Its artifact, of kind `policy`, stands for the documents; it has no date, for nothing in it depends on one.
    """
    collected = collect_documents(Inputs(artifact=Path(), policies=tuple(paths)), catalog, Stages())
    matcher = Matcher(collected.facts, collected.coverage, collected.supplied, catalog.knowledge.is_a)
    outcomes = matcher.outcomes([rule for rule in catalog.rules if set(rule.requires) == {"policy"}])
    known = catalog.knowledge
    findings = findings_of(
        outcomes, matcher, known.regulations, names_in_messages(known), known.categories, known.knowledge_date
    )
    read = [item for item in collected.inputs if item.role == "policy" and item.status == "read"]
    made = Audit(
        artifact=Artifact(
            kind="policy",
            path=read[0].name if read else "",
            sha256=read[0].sha256 if read else "",
            size=sum(item.size for item in read),
            label="、".join(item.name for item in read[:3]) + ("…" if len(read) > 3 else ""),
        ),
        inputs=collected.inputs,
        facts=collected.facts,
        coverage=collected.coverage,
        documents=collected.documents,
        outcomes=outcomes,
        findings=findings,
    )
    regulations = tuple(catalog.knowledge.regulations.values())
    return build_report(made, catalog.knowledge, tool_of(catalog, Settings(as_of="")), regulations)


def facts_document(collected: Collected) -> dict[str, list[Fact]]:
    """All facts by kind, for `appaudit facts`."""
    by_kind: dict[str, list[Fact]] = {}
    for fact in collected.facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    return by_kind


def chosen_regulations(knowledge: Knowledge, wanted: Sequence[str]) -> list[Regulation]:
    """The regulations of these ids, all of them when none is given; raises ConfigError for an unknown id."""
    for name in wanted:
        if name not in knowledge.regulations:
            known = ", ".join(knowledge.regulations)
            raise ConfigError(
                f"There is no regulation {name!r}",
                hint=f"Known regulations: {known}",
                zh=f"没有编号为 {name!r} 的法规",
                hint_zh=f"现有法规：{known}",
            )
    return [item for item in knowledge.regulations.values() if not wanted or item.id in wanted]


def category_ids(knowledge: Knowledge, wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids of kinds of app given by number, name in either language, or id.

    Raises:
        ConfigError: a name is none of these.
    """
    by_name = {}
    for kind in knowledge.app_categories.values():
        for name in (kind.id, str(kind.number), kind.name.zh, kind.name.en):
            by_name[name.casefold()] = kind.id
    found = []
    for name in wanted:
        if name.strip().casefold() not in by_name:
            known = ", ".join(f"{kind.number} {kind.name.zh} {kind.id}" for kind in knowledge.app_categories.values())
            raise ConfigError(
                f"There is no app category {name!r}",
                hint=f"Give a number, a Chinese name or an id of: {known}",
                zh=f"没有名为 {name!r} 的应用类别",
                hint_zh=f"请用序号、中文名或编号：{known}",
            )
        found.append(by_name[name.strip().casefold()])
    return tuple(dict.fromkeys(found))


def _is_wanted(finding: Finding, settings: Settings) -> bool:
    return (
        Severity.of(finding.severity) >= settings.min_severity
        and Confidence.of(finding.confidence) >= settings.min_confidence
    )


def tool_of(catalog: Catalog, settings: Settings) -> Tool:
    """What makes the reports of a catalogue under these settings."""
    return Tool(
        name="appaudit",
        version=__version__,
        rules_digest=catalog.digest,
        knowledge_date=catalog.knowledge.knowledge_date,
        as_of=settings.as_of,
    )


def _with_packer(reading: ArtifactReading, facts: FactSet) -> Artifact:
    """The artifact as the report names it: by file name, so that the folder does not change the bytes."""
    packer = next((fact.id for fact in facts.of(PackerFact)), "")
    return replace(reading.artifact, packer=packer, path=Path(reading.artifact.path).name)


def _artifact_input(reading: ArtifactReading) -> Input:
    artifact = reading.artifact
    return Input(role="artifact", name=Path(artifact.path).name, sha256=artifact.sha256, size=artifact.size)


def _settings_input(path: Path | None) -> tuple[Input, ...]:
    """The configuration file decides what is listed, so a report names it with its digest."""
    return () if path is None else (input_of_file("config", path),)


def _not_supplied(kind: str, part: str) -> Gap:
    return Gap(
        kind=kind,
        level=CoverageLevel.NONE,
        reason="not_supplied",
        part=part,
        detail=Bilingual("未提供", "not supplied"),
    )
