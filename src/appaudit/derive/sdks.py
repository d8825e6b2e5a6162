"""Which SDKs are in the app, and what proves each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from appaudit.derive.disclosure import Disclosures
from appaudit.derive.signals import signal_lines
from appaudit.model.bilingual import Bilingual
from appaudit.model.class_names import own_root
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import NamespaceFact, RenamedCodeFact
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.facts.derived import SdkFact, SdkSignal
from appaudit.model.facts.documents import DeclaredSdkFact, SdkTraceFact
from appaudit.model.facts.package import AppFact, DependencyFact, MetaDataFact
from appaudit.model.facts.third_party import (
    AbsentCallsFact,
    BorrowedComponentFact,
    SdkStringFact,
    SdkVersionFact,
    UnloadedLibraryFact,
)
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import NOWHERE, Location
from appaudit.model.sdks import SdkSignature
from appaudit.model.words import ConfidenceWord, DependencySource, DisclosedBy, SignalKind, words_of

#: A version as entries of the manifest hold it, behind the name of a part where one stands.
_IN_MANIFEST = re.compile(r"(?:[\w-]{1,40}:)?(\d{1,4}(?:\.\d{1,6}){1,4})", re.ASCII)
#: As many classes whose content gives an SDK away leave no doubt about it.
_MANY_RECOGNISED = 4
#: Kinds of signals of which one alone is worth more than a low confidence.
_STRONG = frozenset(("component", "native library", "string", *words_of(DependencySource)))


def sdk_facts(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, disclosures: Disclosures, entry_names: list[str]
) -> list[SdkFact]:
    """One fact for each SDK, library and framework that at least one signal proves."""
    defined = {fact.name for fact in facts.of(NamespaceFact)}
    is_code_read = bool(defined) and coverage.level(NamespaceFact.kind) is CoverageLevel.COMPLETE
    gaps = coverage.gaps_of(NamespaceFact.kind)
    is_package_read = bool(defined) and all(gap.reason == "dynamic_code" for gap in gaps)
    classes = _Classes(facts.of(NamespaceFact), knowledge)
    signatures = [signature for signature in knowledge.sdks.values() if signature.kind != "packer"]
    signals = signal_lines(signatures, facts, entry_names)
    in_manifest = _of_manifest(facts.of(MetaDataFact), knowledge)
    renamed = {fact.party: fact for fact in facts.of(RenamedCodeFact)}
    versions = _versions_by_sdk(facts.of(SdkVersionFact), knowledge, in_manifest, renamed)
    parts = _Parts(facts, knowledge)
    dependencies = {
        (fact.source, fact.name): fact for fact in sorted(facts.of(DependencyFact), key=_is_mark, reverse=True)
    }
    in_group = _versions_by_group(dependencies.values(), signatures, classes)
    texts: dict[str, list[SdkStringFact]] = {}
    for text in facts.of(SdkStringFact):
        texts.setdefault(text.sdk, []).append(text)
    unloaded = {fact.name for fact in facts.of(UnloadedLibraryFact)}
    borrowed = {fact.name: fact.sdk for fact in facts.of(BorrowedComponentFact)}
    absent = {fact.sdk: fact.calls for fact in facts.of(AbsentCallsFact)}
    found = []
    for signature in signatures:
        counts, named = classes.of(signature.id), signals.get(signature.id, {})
        listed = [fact for (source, name), fact in dependencies.items() if name in named.get(source, ())]
        held = texts.get(signature.id, []) if not counts else []
        hidden = renamed.get(signature.id)
        proofs, confidence = _prove(
            counts, {**named, "string": [text.text for text in held]} if held else named, hidden
        )
        if not proofs:
            continue
        # What the app loads from elsewhere may hold the code, which no entry of the manifest proves; a key says less
        # than a component, which the system starts.
        is_absent = is_package_read and all(
            _is_left(proof, defined, unloaded) or borrowed.get(proof.value, signature.id) != signature.id
            for proof in proofs
        )
        is_left = is_absent and (is_code_read or all(proof.kind == "meta-data" for proof in proofs))
        disclosed = _disclosed(signature, disclosures)
        trace = disclosures.traces.get(signature.id) if disclosed == "no" else None
        is_company = trace is not None and trace.traced_by == "company"
        found.append(
            SdkFact(
                id=signature.id,
                name=signature.name.zh,
                name_en=signature.name.en,
                vendor=signature.vendor,
                category=signature.category,
                version=_stated(_every_version(versions.get(signature.id, ()), listed, signature.maven))
                or in_group.get(signature.id, "")
                or parts.version_of(signature.id, counts),
                confidence="low" if is_absent else confidence,
                code_absent=is_absent,
                left_over=is_left,
                signals=tuple(proofs),
                collects_data=signature.kind == "sdk",
                collects=signature.collects,
                disclosed=disclosed,
                vendor_named=is_company or (disclosed == "no" and signature.id in disclosures.vendors_named),
                trace=trace.traced_by if trace is not None else "",
                contrary=_mentions(trace, disclosures.vendors_named.get(signature.id) if disclosed == "no" else None),
                in_app=disclosed == "no" and disclosures.is_policy_in_app,
                absent_calls=absent.get(signature.id, ()) if counts and hidden is None else (),
                start_hidden=_is_start_hidden(signature, hidden, is_renamed=bool(hidden or (held and defined))),
                location=classes.place_of(signature.id)
                or next((each.location for each in (*held, *filter(None, [hidden]), *listed)), NOWHERE),
                extractor="derive.sdks",
            )
        )
    used = {
        call.sdk
        for call in facts.of(SdkCallFact)
        if call.action == "start" and call.caller_class and not classes.owner_of(call.caller_class)
    }
    return [_placed(fact, found, knowledge, is_used=fact.id in used) for fact in found]


def _mentions(trace: SdkTraceFact | None, company: DeclaredSdkFact | None) -> tuple[str, ...]:
    """Where a document says something of an SDK that it does not list: the words, or the name of its company."""
    if trace is not None:
        return (f"{trace.quote.document}: …{' '.join(trace.quote.text.split())}…",)
    return (f"{company.location.path}: {company.name}",) if company is not None else ()


def _is_left(proof: SdkSignal, defined: Collection[str], unloaded: Collection[str]) -> bool:
    """Whether a proof is what stays in a package when the code of an SDK is taken out."""
    if proof.kind == "native library":
        return proof.value in unloaded
    if proof.kind == "component":
        return proof.value.rpartition(".")[0] not in defined
    return proof.kind == "meta-data"


def _of_manifest(entries: Iterable[MetaDataFact], knowledge: Knowledge) -> dict[str, list[str]]:
    """The versions that an SDK's own entries of the manifest say: no shrinker takes them away."""
    keys = {key: each.id for each in knowledge.sdks.values() for key in each.signals.version_meta_data}
    said: dict[str, list[str]] = {}
    for entry in entries:
        version = _IN_MANIFEST.fullmatch(entry.value)
        if version is not None and entry.name in keys and not entry.owner:
            said.setdefault(keys[entry.name], []).append(version.group(1))
    return said


def _versions_by_sdk(
    facts: Iterable[SdkVersionFact],
    knowledge: Knowledge,
    in_manifest: Mapping[str, list[str]],
    renamed: Mapping[str, RenamedCodeFact],
) -> dict[str, list[str]]:
    """The versions that each SDK states under its own names, then in texts, the manifest, and last in libraries.

    Other products copy code with its texts: 高德地图 holds an older copy of 高德定位. A native library may be a part.
    Anybody may say to servers that they are a library (`okhttp/3.12.0`): where its texts differ, nobody knows, but for
    what stands in a class that is told to be the library's by its content. An old copy may lie beside a renamed one.
    """
    named: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    native: dict[str, list[str]] = {}
    for fact in facts:
        if fact.part:
            continue
        is_native = fact.location.path.endswith(".so")
        is_text = fact.location.symbol.startswith('"') and not _is_renamed(fact, renamed)
        place = native if is_native else texts if is_text else named
        place.setdefault(fact.sdk, []).append(fact.version)
    doubtful = {sdk for sdk, said in texts.items() if len(set(said)) > 1 and knowledge.sdks[sdk].kind == "library"}
    return {**native, **in_manifest, **{sdk: said for sdk, said in texts.items() if sdk not in doubtful}, **named}


def _is_renamed(fact: SdkVersionFact, renamed: Mapping[str, RenamedCodeFact]) -> bool:
    return bool(fact.holder) and fact.sdk in renamed and fact.holder in renamed[fact.sdk].classes


def _stated(versions: Collection[str]) -> str:
    """The versions that were seen, without those that another only says more exactly (4.390 beside 4.390.1260)."""
    distinct = dict.fromkeys(versions)
    return " ".join(each for each in distinct if not any(other.startswith(f"{each}.") for other in distinct))


def _every_version(told: Sequence[str], listed: Sequence[DependencyFact], coordinates: Sequence[str]) -> Sequence[str]:
    """What the build wrote into files for an artifact of the SDK, else what the SDK says; a mark where both are silent.

    A part has numbers of its own in its code: `16.5.0` stands in that of Firebase Analytics 17.0.0. Vendors forget a
    mark: AppsFlyer's says 4.8.9 in 4.8.15.
    """
    files = [fact for fact in listed if not _is_mark(fact)]
    built = [fact for fact in files if fact.source == "maven" and fact.name in coordinates and fact.version]
    said = _versions(built, coordinates) if built else [*told, *_versions(files, coordinates)]
    return said or _versions(listed, coordinates)


def _versions_by_group(
    dependencies: Iterable[DependencyFact], signatures: Iterable[SdkSignature], classes: _Classes
) -> dict[str, str]:
    """The version that all artifacts have which no signature names and whose group is a package of an SDK.

    Maven writes `com.baidu.aip:java-sdk` into a jar all of whose classes are below `com.baidu.aip`.
    """
    known = [pattern for each in signatures for pattern in each.maven]
    said: dict[str, set[str]] = {}
    for fact in dependencies:
        owner = "" if fact.source != "maven" or _is_mark(fact) else classes.owner_of(fact.name.partition(":")[0])
        if owner and not any(fnmatchcase(fact.name, pattern) for pattern in known):
            said.setdefault(owner, set()).add(fact.version)
    return {sdk: versions.pop() for sdk, versions in said.items() if len(versions) == 1}


def _is_mark(fact: DependencyFact) -> bool:
    """Whether a text of the code names the dependency, and not a file of the package."""
    return fact.location.symbol.startswith('"')


def _versions(listed: Sequence[DependencyFact], coordinates: Sequence[str]) -> list[str]:
    """The versions in which a package says that it holds the dependencies by which an SDK was recognised.

    Of several artifacts each has a version of its own: that is taken whose coordinate the signature names first.
    """
    for coordinate in coordinates:
        named = [fact.version for fact in listed if fact.version and fnmatchcase(fact.name, coordinate)]
        if named:
            return named
    return [fact.version for fact in listed if fact.version]


def _placed(fact: SdkFact, found: list[SdkFact], knowledge: Knowledge, *, is_used: bool) -> SdkFact:
    """An SDK with what brings it along, and a part with its products; what a lone leftover proves has no parts.

    An SDK that code of no SDK starts is used by the app itself, whoever else brings it along.
    """
    proven = {each.id for each in found if each.confidence != "low"}
    products = tuple(name for name in knowledge.sdks[fact.id].part_of if name in proven)
    if products:
        return replace(fact, part_of=products, collects_data=False)
    return fact if is_used else replace(fact, carried_by=_host(fact, found, knowledge))


def _disclosed(signature: SdkSignature, disclosures: Disclosures) -> DisclosedBy:
    """Where an SDK is named; a part is where one of its products is, whose own code a shrinker may have renamed."""
    answers = [disclosures.of_sdk(name) for name in (signature.id, *signature.part_of)]
    return next((answer for answer in answers if answer not in ("no", "unknown")), answers[0])


def _host(fact: SdkFact, found: list[SdkFact], knowledge: Knowledge) -> str:
    """The SDK in the app that brings this one along, which no document names; one that is disclosed before others."""
    if fact.disclosed != "no":
        return ""
    hosts = [each for each in found if each.id in knowledge.sdks[fact.id].carried_by]
    hosts.sort(key=lambda host: host.disclosed == "no")
    return hosts[0].id if hosts else ""


class _Parts:
    """What the builds of parts of SDKs say, which is an SDK's version where most of its classes are of that part.

    An app of the vendor of an SDK has its prefix, and its build says the version of the app.
    """

    def __init__(self, facts: FactSet, knowledge: Knowledge) -> None:
        own = {own_root(fact.package, knowledge.shared_roots) for fact in facts.of(AppFact)}
        self._namespaces = facts.of(NamespaceFact)
        self._said: dict[str, list[SdkVersionFact]] = {}
        for fact in facts.of(SdkVersionFact):
            if fact.part and own_root(fact.part, knowledge.shared_roots) not in own:
                self._said.setdefault(fact.sdk, []).append(fact)

    def version_of(self, sdk: str, counts: Mapping[str, int]) -> str:
        """The version of the parts with most of an SDK's classes; what an archive says in its manifest is of it all."""
        classes: dict[str, int] = {}
        for fact in self._said.get(sdk, ()):
            if not fact.location.symbol:
                return fact.version
            classes[fact.version] = classes.get(fact.version, 0) + self._classes_below(fact.part)
        most = sum(counts.values()) / 2
        return next((version for version, number in classes.items() if number > most), "")

    def _classes_below(self, package: str) -> int:
        below = (fact for fact in self._namespaces if f"{fact.name}.".startswith(f"{package}."))
        return sum(fact.classes - fact.generated for fact in below)


class _Classes:
    """Defined classes counted by the signature whose prefix is the longest that fits their package.

    What the build of an app writes is left out: it stands in the package of every library that the app names.
    """

    def __init__(self, namespaces: Iterable[NamespaceFact], knowledge: Knowledge) -> None:
        owners: dict[str, str] = {}
        for signature in knowledge.sdks.values():
            for prefix in signature.signals.excluded_classes:
                owners.setdefault(prefix, "")
        for signature in knowledge.sdks.values():
            for prefix in signature.signals.classes:
                owners[prefix] = signature.id
        self._owners = owners
        self._counts: dict[str, dict[str, int]] = {}
        self._places: dict[str, Location] = {}
        for fact in namespaces:
            prefix = _longest_prefix(fact.name, owners)
            written = fact.classes - fact.generated
            if prefix and owners[prefix] and written:
                counts = self._counts.setdefault(owners[prefix], {})
                counts[prefix] = counts.get(prefix, 0) + written
                self._places.setdefault(owners[prefix], Location(path=fact.location.path, symbol=prefix))

    def owner_of(self, class_name: str) -> str:
        """The SDK whose class it is by its name; empty for other code."""
        prefix = _longest_prefix(class_name, self._owners)
        return self._owners[prefix] if prefix else ""

    def of(self, sdk_id: str) -> dict[str, int]:
        """Class counts by prefix."""
        return self._counts.get(sdk_id, {})

    def place_of(self, sdk_id: str) -> Location | None:
        """Where the first of its packages is defined."""
        return self._places.get(sdk_id)


def _longest_prefix(name: str, prefixes: dict[str, str]) -> str:
    while name:
        if name in prefixes:
            return name
        name = name.rpartition(".")[0]
    return ""


def hidden_start_gaps(facts: FactSet) -> list[Gap]:
    """A gap for each SDK in the app of which no start was seen since its names were changed."""
    return [
        Gap(
            kind="sdk_call",
            level=CoverageLevel.PARTIAL,
            reason="renamed",
            part=fact.name,
            subject=fact.id,
            detail=Bilingual(
                f"类名已被混淆，未能辨认{fact.name}的启动接口，因此不知道应用何时启动它；提供 mapping.txt 后可以得知",
                f"The classes of {fact.name_en or fact.name} were renamed and those that start it were not recognised,"
                " so when the app starts it is unknown; mapping.txt would tell",
            ),
        )
        for fact in facts.of(SdkFact)
        if fact.start_hidden and fact.start == "unknown"
    ]


def _is_start_hidden(signature: SdkSignature, renamed: RenamedCodeFact | None, *, is_renamed: bool) -> bool:
    """Whether the classes by which the app may start the SDK go by names that nobody could tell.

    Then no call of its start is found, and that none was seen says nothing.
    """
    if not is_renamed or signature.startup is None or not signature.startup.start:
        return False
    starts = {call.rpartition(".")[0] for call in signature.startup.start}
    return renamed is None or starts.isdisjoint(renamed.identified)


def _prove(
    counts: dict[str, int], names: dict[SignalKind, list[str]], renamed: RenamedCodeFact | None = None
) -> tuple[list[SdkSignal], ConfidenceWord]:
    """The signals and the confidence they carry together.

    Defined classes prove an SDK; a lone manifest entry, library or asset may be what an uninstalled SDK left, and is
    nothing else where the code was read and names nothing of it. A text of
    its own in the code is strong where no class bears its name: a shrinker renamed them.
    """
    found = [SdkSignal(kind="classes", value=prefix, classes=number) for prefix, number in sorted(counts.items())]
    found += [SdkSignal(kind=kind, value=name) for kind, values in names.items() for name in values]
    if renamed is not None:
        found.append(SdkSignal(kind="renamed classes", value=renamed.classes[0], classes=len(renamed.classes)))
        if renamed.recognised >= _MANY_RECOGNISED:
            return found, "high"
    if sum(counts.values()) >= 2 or (counts and len(found) > 1):
        return found, "high"
    is_strong = counts or renamed is not None or not names.keys().isdisjoint(_STRONG)
    return found, "medium" if is_strong else "low"
