"""Which SDKs are in the app, and what proves each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appaudit.derive.disclosure import Disclosures
from appaudit.derive.sdk_classes import SdkClasses
from appaudit.derive.sdk_versions import SdkVersions, is_mark
from appaudit.derive.signals import signal_lines
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact, RenamedCodeFact
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.facts.derived import SdkFact, SdkSignal
from appaudit.model.facts.documents import DeclaredSdkFact, SdkTraceFact
from appaudit.model.facts.package import DependencyFact
from appaudit.model.facts.third_party import (
    AbsentCallsFact,
    BorrowedComponentFact,
    SdkStringFact,
    UnloadedLibraryFact,
)
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import NOWHERE
from appaudit.model.method_names import plain
from appaudit.model.sdks import SdkSignature
from appaudit.model.words import ConfidenceWord, DependencySource, DisclosedBy, SignalKind, words_of

#: As many classes whose content gives an SDK away leave no doubt about it.
_MANY_RECOGNISED = 4
#: Classes under the name of a framework that prove it: no app is made with fewer, while one whose name a native library
#: asks for is copied into others. In 61 packages read by hand no framework had as few, but for such a copy; 2026-11-30.
_FEWEST_OF_FRAMEWORK = 4
#: Places that a gap names.
_MOST_PLACES = 3
#: Kinds of signals of which one alone is worth more than a low confidence.
_STRONG = frozenset(("component", "native library", "string", *words_of(DependencySource)))


def sdk_facts(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, disclosures: Disclosures, entry_names: list[str]
) -> list[SdkFact]:
    """One fact for each SDK, library and framework that at least one signal proves."""
    classes = SdkClasses(facts.of(NamespaceFact), knowledge)
    signatures = [signature for signature in knowledge.sdks.values() if signature.kind != "packer"]
    seen = _Seen(facts, entry_names, signatures)
    left = _Leftovers(facts, coverage)
    versions = SdkVersions(facts, knowledge, classes)
    absent = {fact.sdk: fact.calls for fact in facts.of(AbsentCallsFact)}
    found = []
    for signature in signatures:
        counts, hidden = classes.of(signature.id), seen.renamed.get(signature.id)
        if signature.kind == "framework" and sum(counts.values()) < _FEWEST_OF_FRAMEWORK:
            counts = {}
        listed, held = seen.listed(signature.id), seen.texts(signature.id) if not counts else []
        proofs, confidence = _prove(counts, seen.names(signature.id, held), hidden)
        if not proofs:
            continue
        is_absent = left.are_all(proofs, signature.id)
        is_left = is_absent and left.are_proof(proofs)
        if not is_left and all(proof.value in signature.signals.shared_meta_data for proof in proofs):
            continue  # where code was not read such a key proves nothing
        version, version_source = versions.of(signature, counts, listed)
        disclosed = _disclosed(signature, disclosures)
        trace = disclosures.traces.get(signature.id) if disclosed == "no" else None
        is_company = trace is not None and trace.traced_by == "company"
        is_renamed = bool(hidden or (held and left.defined))
        found.append(
            SdkFact(
                id=signature.id,
                name=signature.name.zh,
                name_en=signature.name.en,
                vendor=signature.vendor,
                category=signature.category,
                version=version,
                version_source=version_source,
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
                start_hidden=_is_start_hidden(signature, hidden, is_renamed=is_renamed),
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


class _Seen:
    """What the app shows of each SDK beside classes under its own names.

    Args:
        facts: Everything that was read.
        entry_names: The names of the entries of the package.
        signatures: The SDKs to look for.
    """

    def __init__(self, facts: FactSet, entry_names: list[str], signatures: Sequence[SdkSignature]) -> None:
        self.renamed = {fact.party: fact for fact in facts.of(RenamedCodeFact)}
        """Code under other names, by the SDK that it is recognised to be of."""
        self._named = signal_lines(signatures, facts, entry_names)
        self._dependencies = {
            (fact.source, fact.name): fact for fact in sorted(facts.of(DependencyFact), key=is_mark, reverse=True)
        }
        self._texts: dict[str, list[SdkStringFact]] = {}
        for text in facts.of(SdkStringFact):
            self._texts.setdefault(text.sdk, []).append(text)

    def listed(self, sdk: str) -> list[DependencyFact]:
        """The artifacts that the build named and by which the SDK is recognised."""
        named = self._named.get(sdk, {})
        return [fact for (source, name), fact in self._dependencies.items() if name in named.get(source, ())]

    def texts(self, sdk: str) -> list[SdkStringFact]:
        """Its own texts in the code."""
        return self._texts.get(sdk, [])

    def names(self, sdk: str, held: Sequence[SdkStringFact]) -> dict[SignalKind, list[str]]:
        """What is named of it, by the kind of signal, with those of its texts that count."""
        named = self._named.get(sdk, {})
        return {**named, "string": [text.text for text in held]} if held else named


class _Leftovers:
    """What stays in a package when the code of an SDK is taken out.

    What the app loads from elsewhere may hold the code, which no entry of the manifest proves; a key says less than a
    component, which the system starts.
    """

    def __init__(self, facts: FactSet, coverage: Coverage) -> None:
        self.defined = {fact.name for fact in facts.of(NamespaceFact)}
        """The packages of the code."""
        gaps = coverage.gaps_of(NamespaceFact.kind)
        self._is_code_read = bool(self.defined) and coverage.level(NamespaceFact.kind) is CoverageLevel.COMPLETE
        self._is_package_read = bool(self.defined) and all(gap.reason == "dynamic_code" for gap in gaps)
        self._unloaded = {fact.name for fact in facts.of(UnloadedLibraryFact)}
        self._borrowed = {fact.name: fact.sdk for fact in facts.of(BorrowedComponentFact)}

    def are_all(self, proofs: Sequence[SdkSignal], sdk: str) -> bool:
        """Whether all that proves an SDK is what stays, or another's component that serves it."""
        return self._is_package_read and all(
            self._stays(proof) or self._borrowed.get(proof.value, sdk) != sdk for proof in proofs
        )

    def are_proof(self, proofs: Sequence[SdkSignal]) -> bool:
        """Whether nothing that was not read may hold the code after all."""
        return self._is_code_read or all(proof.kind == "meta-data" for proof in proofs)

    def _stays(self, proof: SdkSignal) -> bool:
        if proof.kind == "native library":
            return proof.value in self._unloaded
        if proof.kind == "component":
            return proof.value.rpartition(".")[0] not in self.defined
        return proof.kind == "meta-data"


def _mentions(trace: SdkTraceFact | None, company: DeclaredSdkFact | None) -> tuple[str, ...]:
    """Where a document says something of an SDK that it does not list: the words, or the name of its company."""
    if trace is not None:
        return (f"{trace.quote.document}: …{' '.join(trace.quote.text.split())}…",)
    return (f"{company.location.path}: {company.name}",) if company is not None else ()


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


def unfollowed_start_gaps(facts: FactSet) -> list[Gap]:
    """A gap for each SDK that the app's code starts, where all such code may run and nothing that is seen calls it.

    Code of which is known that nothing leads there is dead, and no gap. Where nothing at all is known to run, nobody
    looked at what leads where.
    """
    if all(call.phase == "unknown" for call in facts.of(ApiCallFact)):
        return []
    starts: dict[str, list[SdkCallFact]] = {}
    for call in facts.of(SdkCallFact):
        if call.action == "start" and call.caller and call.party_kind in ("app", "unknown"):
            starts.setdefault(call.sdk, []).append(call)
    gaps = []
    for fact in facts.of(SdkFact):
        open_ = [call for call in starts.get(fact.id, ()) if call.phase == "unknown"]
        if fact.start != "unknown" or not open_:
            continue
        places = list(dict.fromkeys(f"{plain(call.caller)} → {plain(call.api)}" for call in open_))[:_MOST_PLACES]
        detail = Bilingual(
            f"应用中启动{fact.name}的代码没有发现由谁调用，运行时得出的名称可能指向它，因此不知道何时启动："
            f"{'；'.join(places)}",
            f"Nothing that was seen calls the code of the app that starts {fact.name_en or fact.name}; a name that is"
            f" made at run time may lead there, so when it starts is unknown: {'; '.join(places)}",
        )
        gaps.append(
            Gap(
                kind="sdk_call",
                level=CoverageLevel.PARTIAL,
                reason="unnamed_call",
                part=fact.name,
                subject=fact.id,
                detail=detail,
            )
        )
    return gaps


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
