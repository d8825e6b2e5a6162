"""Everything that the inputs of an audit show: facts and what could not be seen, before any rule is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from appaudit.artifacts import identity_of, open_artifact
from appaudit.artifacts.base import ArtifactReader, ArtifactReading
from appaudit.catalog import Catalog
from appaudit.derive import derive
from appaudit.documents.blocks import SourceLine
from appaudit.errors import UnreadableArtifactError
from appaudit.model.artifact import Artifact, Text
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.code_reading import CodeReading
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import PolicyReferenceFact
from appaudit.model.facts.conduct import CheckBoxFact, UnseenCodeFact
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact, PackerFact
from appaudit.model.facts.policy_text import PolicyCopyFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.platforms import name_of_platform
from appaudit.model.record import record
from appaudit.model.report import DocumentRow, Input
from appaudit.model.words import InputName
from appaudit.pipeline.documents import read_documents
from appaudit.pipeline.documents_reading import DocumentsReading
from appaudit.pipeline.input_files import input_of_file, not_supplied, require_documents
from appaudit.pipeline.inputs import Inputs, category_ids
from appaudit.pipeline.surroundings import surroundings_of
from appaudit.scripts.android import android_program, without_unasked
from appaudit.scripts.remote_pages import remote_pages
from appaudit.second_core import Ahead
from appaudit.stages import Stages
from appaudit.texts.app_language import foreign_text_gaps
from appaudit.texts.legal_pages import LegalPages, legal_pages
from appaudit.texts.policy_texts import policy_copies, policy_texts
from appaudit.texts.script_calls import script_call_facts
from appaudit.texts.ui_texts import classify, policy_screens

if TYPE_CHECKING:
    from appaudit.dex import Renaming


@record
class Collected:
    """Facts and coverage of one audit, derived ones included; `supplied` names the inputs that rules may require.

    `renaming` gives renamed classes their names back, where there is a mapping; `lines` are those of documents.
    """

    artifact: Artifact
    inputs: tuple[Input, ...]
    facts: FactSet
    coverage: Coverage
    documents: tuple[DocumentRow, ...]
    supplied: frozenset[InputName]
    renaming: Renaming | None = None
    lines: Mapping[str, Sequence[SourceLine]] = field(default_factory=dict)

    def by_kind(self) -> dict[str, list[Fact]]:
        """All facts by kind."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.kind, []).append(fact)
        return found


#: Files that are Android packages, going by their names; what is called otherwise is read just as well, only later.
_ANDROID_PACKAGES: Final = frozenset((".aab", ".aar", ".apk", ".apks", ".apkm", ".jar", ".xapk", ".zip"))
#: What readers of Android packages look for; all else is derived from it or from documents.
_READ_ON_ANDROID: Final = (*MANIFEST_KINDS, *CODE_KINDS, "ui_text", "native_library", "native_code", "certificate")

#: How modules of a bundle reach a device that the app itself has to ask for.
_LATER: Final = ("on_demand", "fast_follow", "conditional")


def collect(
    inputs: Inputs,
    catalog: Catalog,
    stages: Stages | None = None,
    unread: UnreadableArtifactError | None = None,
    begun: ArtifactReader | None = None,
    as_of: str = "",
) -> Collected:
    """Read every input and derive all facts; of an artifact that could not be read (`unread`), its documents alone.

    Documents are held against the ISO date `as_of` where it is given: what takes effect later does not hold yet.

    Raises:
        UnreadableArtifactError: nothing of the artifact could be read.
        ConfigError: a path does not exist; this is said before anything is read.
    """
    stages = stages or Stages()
    kinds = category_ids(catalog.knowledge, inputs.app_categories)
    if inputs.artifact.exists():  # a missing package is the first thing to say
        require_documents(inputs.policies, inputs.sdk_lists, inputs.operator_facts, inputs.privacy_guide)
    supplied = _renaming(inputs.mapping)
    reading = _nothing_read(inputs.artifact, unread) if unread else _opened(inputs, stages, begun)
    renaming, mapping = _restore_names(inputs.mapping, supplied, reading, catalog.knowledge)
    code = _read_code(reading, catalog, stages, renaming)
    pages = legal_pages([*reading.contents.texts, *code.texts], catalog.lexicons.ui.policy)
    is_asked = reading.is_app and not inputs.policies
    embedded = policy_texts(pages.shown, catalog.lexicons.ui.policy, pages.policies) if is_asked else []
    documents = read_documents(
        inputs.policies,
        inputs.sdk_lists,
        catalog,
        stages,
        embedded,
        reading.artifact.platform or "android",
        next((fact for fact in reading.facts if isinstance(fact, AppFact)), None),
        as_of,
    )
    guide = _privacy_guide(inputs.privacy_guide, catalog, stages)
    facts = FactSet([*documents.facts, *guide.facts, *reading.facts, *code.facts])
    coverage = Coverage()
    coverage.add([*_documents_gaps(documents.gaps, guide), *guide.gaps])
    coverage.add([*_gaps_of_kind(reading), *reading.gaps, *code.gaps])
    stages.attempt("scripts", lambda: _read_scripts(reading, catalog, facts, coverage), None)
    texts = list(pages.shown)
    texts += stages.attempt("bytecode", lambda: _read_bytecode(reading, catalog, facts, coverage), ())
    _read_shown(texts, catalog, facts, coverage, stages)
    if inputs.policies:
        written = [document.text for document in documents.texts]
        facts.add(stages.attempt("ui texts", lambda: _copies(texts, written, pages, catalog), []))
    coverage.add(_own_gaps(stages))
    with stages("derive"):
        derive(facts, coverage, catalog.knowledge, reading.contents.entry_names, kinds, reading.artifact)
    return Collected(
        artifact=_with_packer(reading, facts),
        inputs=(
            _artifact_input(reading.artifact, unread),
            *documents.inputs,
            *guide.inputs,
            *_settings_input(inputs.config),
            *mapping,
        ),
        renaming=renaming,
        facts=facts,
        coverage=coverage,
        documents=documents.texts,
        supplied=documents.supplied | guide.supplied | {reading.supplies},
        lines=documents.lines,
    )


def _opened(inputs: Inputs, stages: Stages, begun: ArtifactReader | None) -> ArtifactReading:
    """The artifact as its reader gives it."""
    opened = Ahead(lambda: open_artifact(inputs.artifact, limits=inputs.limits, stages=stages, begun=begun))
    if inputs.artifact.suffix.lower() in _ANDROID_PACKAGES:
        import appaudit.code  # noqa: F401  # takes as long as inflating the package, which needs no interpreter

    return opened.result()


def _restore_names(
    path: Path | None, renaming: Renaming | None, reading: ArtifactReading, knowledge: Knowledge
) -> tuple[Renaming | None, Sequence[Input]]:
    """Give the facts of the reading their names back; what does that, supplied or brought along, and it as an input."""
    mapping: Sequence[Input] = _mapping_input(path)
    if renaming is None and reading.contents.mapping is not None:
        from appaudit.pipeline.bundled_mapping import bundled_mapping  # only app bundles bring one along

        renaming, mapping = bundled_mapping(reading, knowledge)
    if renaming is not None:
        from appaudit.pipeline.mapping import of_app, restored

        renaming = of_app(renaming, reading.contents.dex_images)
        reading.facts[:] = restored(reading.facts, renaming)
    return renaming, mapping


def _read_shown(texts: Sequence[Text], catalog: Catalog, facts: FactSet, coverage: Coverage, stages: Stages) -> None:
    """Add what texts say, pages that only their name makes a policy's, and the gap of languages without words."""
    words, languages = catalog.lexicons.ui, catalog.lexicons.policy
    facts.add(stages.attempt("ui texts", lambda: classify(without_unasked(texts), words), []))
    facts.add(stages.attempt("ui texts", lambda: remote_pages(texts), []))
    boxes = facts.of(CheckBoxFact)
    facts.replace(
        CheckBoxFact.kind, [replace(box, about=words.boxes.about(" ".join(box.texts), box.view)) for box in boxes]
    )
    package = next((app.package for app in facts.of(AppFact)), "")
    found: list[PolicyReferenceFact] = stages.attempt(
        "ui texts", lambda: policy_screens(facts.of(ComponentFact), package, words), []
    )
    facts.add(found)
    coverage.add(stages.attempt("ui texts", lambda: foreign_text_gaps(texts, words, languages), []))


def _copies(
    texts: Sequence[Text], documents: Sequence[str], pages: LegalPages, catalog: Catalog
) -> list[PolicyCopyFact]:
    """How policies in the app compare with the documents that were supplied."""
    return policy_copies(texts, documents, catalog.lexicons.ui.policy, pages.policies)


def _nothing_read(path: Path, error: UnreadableArtifactError) -> ArtifactReading:
    """What is known of a file that no reader could read: that it is there, and why nothing else is."""
    digest, size = identity_of(path)
    detail = said_by(error)
    artifact = Artifact(
        kind="unknown",
        platform="",
        path=str(path),
        sha256=digest,
        size=size,
    )
    gaps = [
        Gap(kind=kind, level=CoverageLevel.NONE, reason="unreadable", part=path.name, detail=detail)
        for kind in _READ_ON_ANDROID
    ]
    return ArtifactReading(artifact=artifact, gaps=gaps)


def _gaps_of_kind(reading: ArtifactReading) -> list[Gap]:
    """What the kind of artifact leaves unknown.

    An SDK has no permissions of its own: they are the app's, which nobody supplied. On another platform than Android
    nobody has looked for what its reader does not name.
    """
    gaps = [] if reading.is_app else [not_supplied("permission", "app")]
    platform = reading.artifact.platform
    if platform != "android":
        unread = {gap.kind for gap in reading.gaps if gap.level is CoverageLevel.NONE}
        name = name_of_platform(platform) if platform else Bilingual("未知平台", "an unknown platform")
        missing = [kind for kind in _READ_ON_ANDROID if kind not in {*reading.kinds_read, *unread}]
        said = [FACT_KINDS[kind].kind_name for kind in missing]
        detail = Bilingual("、".join(what.zh for what in said), ", ".join(what.en for what in said))
        gaps += [
            Gap(kind=kind, level=CoverageLevel.NONE, reason="not_looked_for", part=name.en, detail=detail)
            for kind in missing
        ]
    return gaps


def _read_code(
    reading: ArtifactReading, catalog: Catalog, stages: Stages, renaming: Renaming | None = None
) -> CodeReading:
    contents = reading.contents
    if reading.artifact.platform != "android" and not (contents.dex_images or contents.libraries):
        return CodeReading()
    # Other platforms need none of it.
    from appaudit.code import native_code_facts, native_daemon_facts, native_version_facts, read_code_facts

    known, lexicons = catalog.knowledge, catalog.lexicons
    code = read_code_facts(contents.dex_images, known, lexicons, stages, surroundings_of(reading), renaming)
    if any(module.delivery in _LATER and not module.has_assets_only for module in reading.artifact.modules):
        code = replace(code, facts=_without_installs(code.facts, known))
    with stages("native code"):
        code.facts.extend(native_code_facts(contents.libraries, known))
        code.facts.extend(native_daemon_facts(contents.libraries, reading.facts, lexicons.conduct))
        code.facts.extend(native_version_facts(contents.libraries, reading.facts, known))
    if not contents.class_archives:
        return code
    from appaudit.code.class_files.reading import read_class_facts  # only SDK archives hold class files

    archives, itself = contents.class_archives, reading.artifact
    # A version of the name of the file comes without a code: anybody may have written it.
    stated = (itself.package, itself.version_name if itself.version_code else "")
    return _together(
        code,
        stages.attempt(
            "class files", lambda: read_class_facts(archives, known, lexicons, stages, stated), CodeReading()
        ),
    )


def _without_installs(facts: Iterable[Fact], knowledge: Knowledge) -> list[Fact]:
    """The facts without the calls that install modules of the app: those of a bundle are all in it, and were read."""
    calls = (call for call in knowledge.unseen_code.calls if call.target == "module")
    installs = {f"{owner}.{method}" for call in calls for owner in call.classes for method in call.methods}
    return [fact for fact in facts if not (isinstance(fact, UnseenCodeFact) and fact.api in installs)]


def _together(first: CodeReading, second: CodeReading) -> CodeReading:
    """Two readings of one artifact, from DEX and from class files; what one lacks leaves what the other gave."""
    gaps = [*first.gaps, *second.gaps]
    if first.facts or second.facts:
        gaps = [replace(gap, level=max(gap.level, CoverageLevel.PARTIAL)) for gap in gaps]
    return replace(first, facts=[*first.facts, *second.facts], gaps=gaps, texts=[*first.texts, *second.texts])


def _with_packer(reading: ArtifactReading, facts: FactSet) -> Artifact:
    """The artifact as the report names it: by file name, so that the folder does not change the bytes."""
    packer = next((fact.id for fact in facts.of(PackerFact)), "")
    return replace(reading.artifact, packer=packer, path=Path(reading.artifact.path).name)


def _artifact_input(artifact: Artifact, unread: UnreadableArtifactError | None) -> Input:
    return Input(
        role="artifact",
        name=Path(artifact.path).name,
        sha256=artifact.sha256,
        size=artifact.size,
        status="unreadable" if unread else "read",
        detail=said_by(unread) if unread else None,
    )


def _read_scripts(reading: ArtifactReading, catalog: Catalog, facts: FactSet, coverage: Coverage) -> None:
    """Add what scripts do: they are followed, and what is no script that can be read is searched for names."""
    scripts = reading.contents.scripts
    if scripts is None:
        _follow_packaged(reading, catalog, facts, coverage)
        return
    from appaudit.pipeline.scripts import read_script_facts  # of mini-programs alone

    read = read_script_facts(scripts, reading.artifact, catalog)
    facts.add(read.facts)
    coverage.add(read.gaps)


def _read_bytecode(reading: ArtifactReading, catalog: Catalog, facts: FactSet, coverage: Coverage) -> tuple[Text, ...]:
    """Add what bytecode of ArkTS does; the texts in it."""
    contents = reading.contents
    if not contents.bytecode and not contents.ark_sources:
        return ()
    from appaudit.pipeline.bytecode import kept_policies, read_bytecode_facts  # of HarmonyOS packages alone

    facts.add(kept_policies(facts.of(MetaDataFact), catalog.lexicons.arkts))
    read = read_bytecode_facts(contents.bytecode, catalog, contents.ark_sources)
    facts.add(read.facts)
    coverage.add(read.gaps)
    return read.texts


def _follow_packaged(reading: ArtifactReading, catalog: Catalog, facts: FactSet, coverage: Coverage) -> None:
    texts, words = reading.contents.texts, catalog.lexicons
    entries = catalog.knowledge.apis_on(reading.artifact.platform)
    program = android_program(texts, words.scripts) if reading.artifact.platform == "android" else None
    followed: frozenset[str] = frozenset()
    if program is not None:
        from appaudit.scripts.reading import read_scripts  # most packages have no scripts

        read = read_scripts(program, entries, words.scripts, words.consent)
        facts.add(read.facts)
        coverage.add(read.gaps)
        followed = frozenset(file.path for file in program.files)
    facts.add(script_call_facts(texts, entries, followed))


def _privacy_guide(path: Path | None, catalog: Catalog, stages: Stages) -> DocumentsReading:
    if path is None:
        return DocumentsReading()
    from appaudit.pipeline.guides import read_guide  # few audits have one

    with stages("privacy guide"):
        return read_guide(path, catalog)


def _documents_gaps(gaps: Sequence[Gap], guide: DocumentsReading) -> list[Gap]:
    """The gaps of the documents; a guide that names SDKs stands for the list that is not there."""
    if "sdk_list" not in guide.supplied:
        return list(gaps)
    return [gap for gap in gaps if (gap.kind, gap.reason) != ("declared_sdk", "not_supplied")]


def _renaming(path: Path | None) -> Renaming | None:
    if path is None:
        return None
    from appaudit.pipeline.mapping import read_mapping_file  # few audits have one

    return read_mapping_file(path)


def _mapping_input(path: Path | None) -> tuple[Input, ...]:
    return () if path is None else (input_of_file("mapping", path),)


def _settings_input(path: Path | None) -> tuple[Input, ...]:
    """The configuration file decides what is listed, so a report names it with its digest."""
    return () if path is None else (input_of_file("config", path),)


def _own_gaps(stages: Stages) -> list[Gap]:
    """The gaps for all stages that an error of ours ended: nobody can say what else those would have seen.

    The stages that are attempted look at code, or at the texts in it.
    """
    return [
        Gap(
            kind=kind,
            level=CoverageLevel.PARTIAL,
            reason="own_fault",
            part=fault.stage,
            detail=Bilingual(f"出错的阶段没有结果（{fault.error}）", f"the stage gave no result ({fault.error})"),
        )
        for fault in stages.faults
        for kind in (*CODE_KINDS, "ui_text")
    ]
