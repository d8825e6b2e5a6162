"""How each kind of fact reads as evidence: one line, in the words of the field, the same in both languages.

Every class of facts has a function here, or is named in `PLAIN`: its identity alone says what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import Any, Final, NamedTuple

from appaudit.judge import destinations
from appaudit.judge.conditions import said
from appaudit.judge.names import contrary_in_words
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import (
    ApiCallFact,
    NamespaceFact,
    NativeCodeFact,
    PermissionRequestFact,
    PolicyReferenceFact,
    RenamedCodeFact,
    SensorUseFact,
    UiTextFact,
)
from appaudit.model.facts.conduct import (
    AccountSystemFact,
    CheckBoxFact,
    CleartextEndpointFact,
    CodeConduct,
    CollectionIntervalFact,
    ConsentKeyFact,
    ConsentScreenFact,
    ConstantKeyFact,
    OutsideJumpFact,
    PermissionPressureFact,
    PermissionRefusalFact,
    RepetitionFact,
    SdkCallFact,
    SelfStartFact,
    TextLinkFact,
    TlsWeaknessFact,
    UnknownStartFact,
    UnseenCodeFact,
    WeakProtectionFact,
)
from appaudit.model.facts.context import AppCategoryFact, CategoryPermissionFact, DutyFact
from appaudit.model.facts.derived import (
    ChildrenRulesFact,
    ConsistencyFact,
    DataAccessFact,
    LimitationFact,
    OpenComponentFact,
    PermissionPurposeFact,
    PermissionUseFact,
    SdkFact,
    SdkSignal,
    SensorFact,
)
from appaudit.model.facts.documents import (
    ClauseDoubtFact,
    ClauseFact,
    DeclaredSdkFact,
    MentionFact,
    OtherListFact,
    PolicyDocumentFact,
    SdkTraceFact,
)
from appaudit.model.facts.harmony import DeclaredReasonFact
from appaudit.model.facts.mini_program import (
    BackgroundModeFact,
    DeclaredInterfaceFact,
    InterfaceUseFact,
    PermissionReasonFact,
)
from appaudit.model.facts.operation import AddedSdkFact, IgnoreFact
from appaudit.model.facts.package import (
    AnomalyFact,
    AppFact,
    CertificateFact,
    ComponentFact,
    DependencyFact,
    MetaDataFact,
    NativeLibraryFact,
    PackerFact,
    PermissionFact,
)
from appaudit.model.facts.policy_text import (
    HiddenPolicyTextFact,
    OfficerContactFact,
    PermissionMentionFact,
    PolicyCopyFact,
    PolicyEffectFact,
    PolicyTextFact,
    PolicyTitleFact,
)
from appaudit.model.facts.privacy_guide import GuideEntryFact, GuideUseFact, PrivacyGuideFact
from appaudit.model.facts.statement import StatementFact
from appaudit.model.facts.third_party import (
    AbsentCallsFact,
    BorrowedComponentFact,
    SdkScopeFact,
    SdkStringFact,
    SdkTermsFact,
    SdkVersionFact,
    SharingDenialFact,
    UndocumentedAccessFact,
    UnknownPartyFact,
    UnloadedLibraryFact,
)
from appaudit.model.finding import Evidence, FactRef
from appaudit.model.location import NOWHERE, Location, Quote
from appaudit.model.method_names import plain
from appaudit.model.words import EvidenceRole

#: A quote longer than this is cut; the document holds the rest.
QUOTE_LENGTH = 160
#: Methods of a call chain that are named; of a longer one the beginning and the end.
CHAIN_LENGTH = 8
#: Stands for the middle that is left out.
CUT = "…"

#: Facts whose identity says all there is to see.
PLAIN: frozenset[type[Fact]] = frozenset(
    {
        AddedSdkFact,
        AbsentCallsFact,
        AnomalyFact,
        ApiCallFact,
        AppCategoryFact,
        AppFact,
        BackgroundModeFact,
        CertificateFact,
        ComponentFact,
        DeclaredInterfaceFact,
        DeclaredSdkFact,
        IgnoreFact,
        DependencyFact,
        GuideEntryFact,
        MetaDataFact,
        NamespaceFact,
        NativeCodeFact,
        NativeLibraryFact,
        OfficerContactFact,
        OtherListFact,
        PackerFact,
        PermissionFact,
        PermissionMentionFact,
        PolicyCopyFact,
        PolicyDocumentFact,
        PolicyTitleFact,
        PrivacyGuideFact,
        RenamedCodeFact,
        SdkStringFact,
        SdkVersionFact,
        SensorUseFact,
        StatementFact,
        BorrowedComponentFact,
        UnloadedLibraryFact,
        UnseenCodeFact,
    }
)


class Line(NamedTuple):
    """One line of evidence: `fact` is the fact it shows where that is not the one it was made of."""

    text: str
    location: Location
    fact: FactRef | None = None
    signal: SdkSignal | None = None


#: What speaks against a start that no name tells.
_UNNAMED = Bilingual(
    "包中没有名称已知的启动接口；此处把应用的上下文交给该SDK的代码，可能是改名后的启动",
    "no start known by its name is in the package; this call hands code of the SDK a context of the app and may be its"
    " start under another name",
)
_WRONG_KEYS = Bilingual(
    "应用交给该SDK的密钥不是其代码要求的格式，SDK只写一行日志，不会启动：",
    "the key that the app hands to the SDK has not the form that the SDK's code asks for; it writes a line to the log"
    " and does not start: ",
)
_ASKED_AFTER_CONSENT = Bilingual(
    "代码显示，启动时到达此处的各条路径均先判断已保存的同意；首次启动时，用户同意之前不会申请",
    "every way that leads here at launch checks a stored consent first, the code shows; at a first launch nothing is"
    " asked for before the user agrees",
)
_UNSEEN = Bilingual(
    "该组件只有在应用中有下列内容时才会启动SDK，已读取的部分中没有；安装包还有未提供或未能读取的部分，能否启动无法判断：",
    "the component starts the SDK only where the app has the following, which what was read does not have; parts of the"
    " package were not supplied or could not be read, so that nobody can say whether it starts: ",
)


def evidence_of(fact: Fact, role: EvidenceRole) -> list[Evidence]:
    """The evidence a fact contributes: usually one line, several where it carries call sites or quotes.

    Where the value goes that it reads (`destinations`) follows; then what it knows in favour of the app (its fields
    `contrary` and `conditions`) in that role, as is that the value goes nowhere.
    """
    own = FactRef.to(fact)
    found = [
        Evidence(
            role=role if index == 0 or role != "primary" else "related",
            kind=fact.kind,
            text=line.text,
            location=line.location,
            fact=line.fact or own,
            signal=line.signal,
            file=line.location.file,
            line=line.location.line,
            snippet=getattr(fact, "snippet", ()) if index == 0 else (),
            way=_cut_short(fact) if index == 0 else (),
        )
        for index, line in enumerate(lines_of(fact))
    ]
    found += [
        _remark(fact, "contrary" if each.to == "nowhere" else "related", destinations.said(each, reader))
        for reader in (getattr(fact, "caller", ""),)
        for each in getattr(fact, "destinations", ())
    ]
    told = (*getattr(fact, "contrary", ()), *getattr(fact, "denied", ()))
    found += [_remark(fact, "contrary", contrary_in_words(text)) for text in told]
    if isinstance(fact, SdkCallFact) and not fact.named:
        found.append(_remark(fact, "contrary", _UNNAMED))
    if isinstance(fact, SdkCallFact) and fact.wrong_keys:
        keys = Bilingual("、".join(f"“{key}”" for key in fact.wrong_keys), ", ".join(map(repr, fact.wrong_keys)))
        found.append(_remark(fact, "contrary", Bilingual(_WRONG_KEYS.zh + keys.zh, _WRONG_KEYS.en + keys.en)))
    if isinstance(fact, PermissionRequestFact) and fact.guarded:
        found.append(_remark(fact, "contrary", _ASKED_AFTER_CONSENT))
    if isinstance(fact, SdkCallFact) and fact.unseen:
        needs = ", ".join(fact.unseen)
        found.append(_remark(fact, "contrary", Bilingual(_UNSEEN.zh + needs, _UNSEEN.en + needs)))
    return found + [_remark(fact, "contrary", said(condition)) for condition in getattr(fact, "conditions", ())]


def _remark(fact: Fact, role: EvidenceRole, words: Bilingual) -> Evidence:
    """A line that says something of a fact which a line before it shows."""
    text = words.zh if words.zh == words.en else f"{words.zh} / {words.en}"
    return Evidence(role=role, kind=fact.kind, text=text, location=fact.location, fact=FactRef.to(fact), said=words)


@singledispatch
def lines_of(fact: Fact) -> list[Line]:
    """The lines of a fact; without a function of its own, those of its identity."""
    return [Line(" · ".join(part for part in fact.key()[1:] if part), fact.location)]


def _quotes(quotes: Iterable[Quote]) -> list[Line]:
    return [
        Line(quote.text[:QUOTE_LENGTH], Location(path=quote.document, start=quote.start, end=quote.end))
        for quote in quotes
    ]


def _sites(callers: Iterable[str]) -> list[Line]:
    return [Line(name, Location(symbol=name)) for name in dict.fromkeys(map(plain, callers))]


def _with_details(*parts: str, details: tuple[str, ...] = ()) -> str:
    text = " ".join(part for part in parts if part)
    return f"{text} ({', '.join(details)})" if details else text


@lines_of.register(SdkTraceFact)
def _trace(fact: SdkTraceFact) -> list[Line]:
    return _quotes((fact.quote,))


@lines_of.register(SdkFact)
def _sdk(fact: SdkFact) -> list[Line]:
    return [Line(signal.text, fact.location, signal=signal) for signal in fact.signals] or _default(fact)


@lines_of.register(PermissionUseFact)
def _permission_use(fact: PermissionUseFact) -> list[Line]:
    used_by = f" ← {', '.join(fact.used_by)}" if fact.used_by else ""
    return [Line(f"{fact.name}{used_by}", fact.location)]


@lines_of.register(DataAccessFact)
def _data_access(fact: DataAccessFact) -> list[Line]:
    part = (fact.part,) if fact.part else ()
    return [Line(_with_details(" → ".join((*_way(fact), fact.api)), details=part), fact.location)]


def _way(fact: DataAccessFact | CodeConduct | PermissionRequestFact) -> tuple[str, ...]:
    """The methods from the start of the app to a call where it is made then, else the one that makes it."""
    way = fact.chain if fact.phase == "pre_consent" and fact.chain else (fact.caller,) if fact.caller else ()
    if len(way) <= CHAIN_LENGTH:
        return tuple(map(plain, way))
    half = CHAIN_LENGTH // 2
    return (*map(plain, way[:half]), CUT, *map(plain, way[-half:]))


def _cut_short(fact: Fact) -> tuple[str, ...]:
    """All methods of a way of which the line leaves out the middle; those of accesses to data are among the facts."""
    if not isinstance(fact, CodeConduct | PermissionRequestFact) or CUT not in _way(fact):
        return ()
    return tuple(map(plain, fact.chain))


@lines_of.register(ConsistencyFact)
def _consistency(fact: ConsistencyFact) -> list[Line]:
    """A line for each access behind the practice, then what the documents say of it."""
    sites = [
        Line(
            f"{plain(caller)} → {api}",
            Location(path=fact.location.path, symbol=plain(caller)),
            FactRef(kind=DataAccessFact.kind, key=(fact.data_type, api, caller)),
        )
        for caller, api in zip(fact.callers, fact.apis, strict=True)
    ]
    return sites + _quotes(fact.quotes)


@lines_of.register(SensorFact)
def _sensor(fact: SensorFact) -> list[Line]:
    return [Line("; ".join((fact.class_name, *fact.reasons)), fact.location)]


@lines_of.register(DutyFact)
def _duty(fact: DutyFact) -> list[Line]:
    return [Line(f"运营者声明 / declared by the operator: {'; '.join(fact.declared)}", fact.location)]


@lines_of.register(CategoryPermissionFact)
def _category_permission(fact: CategoryPermissionFact) -> list[Line]:
    guess = "（猜测 / guessed）" if fact.source == "guessed" else ""
    return [Line(f"{fact.permission} · {fact.names} / {fact.names_en}{guess}", fact.location)]


#: What is done, by the class of a fact about conduct.
_DONE: Final[dict[type[Any], Callable[[Any], str]]] = {
    CleartextEndpointFact: lambda fact: _with_details(fact.url[:QUOTE_LENGTH], details=fact.parameters),
    CollectionIntervalFact: lambda fact: (
        f"{fact.api} · {fact.milliseconds} ms{'' if fact.read == fact.api else f' → {fact.read}'}"
    ),
    ConsentKeyFact: lambda fact: fact.name[:QUOTE_LENGTH],
    ConstantKeyFact: lambda fact: fact.api,
    OutsideJumpFact: lambda fact: fact.target[:QUOTE_LENGTH],
    PermissionPressureFact: lambda fact: _with_details(fact.pattern, *fact.apis, details=fact.permissions),
    PermissionRefusalFact: lambda fact: _with_details(fact.effect, fact.api, details=fact.permissions),
    PermissionRequestFact: lambda fact: f"requestPermissions({', '.join(fact.permissions)})",
    RepetitionFact: lambda fact: f"{fact.api} · {fact.milliseconds} ms",
    SdkCallFact: lambda fact: f"{fact.api}({fact.value})",
    SelfStartFact: lambda fact: _with_details(fact.mechanism, fact.subject, details=fact.detail),
    TextLinkFact: lambda _: "ClickableSpan",
    TlsWeaknessFact: lambda fact: fact.weakness,
    UnknownStartFact: lambda fact: fact.api,
    WeakProtectionFact: lambda fact: fact.api,
}


def _conduct(fact: CodeConduct | PermissionRequestFact) -> list[Line]:
    """What is done, by which method, on which way from the start of the app."""
    return [Line(" → ".join((*_way(fact), _DONE[type(fact)](fact))), fact.location)]


for _kind in _DONE:
    lines_of.register(_kind, _conduct)


@lines_of.register(SdkCallFact)
def _sdk_call(fact: SdkCallFact) -> list[Line]:
    if fact.unasked:  # the way ends in what starts
        return [Line(" → ".join(map(plain, fact.chain or (fact.caller,))), fact.location)]
    return _conduct(fact)


@lines_of.register(OpenComponentFact)
def _open_component(fact: OpenComponentFact) -> list[Line]:
    lines = [Line(_with_details(f"{fact.type} {fact.name}", details=fact.actions), fact.location)]
    return lines + [Line(plain(caller), fact.location) for caller in fact.callers]


@lines_of.register(PermissionPurposeFact)
def _permission_purpose(fact: PermissionPurposeFact) -> list[Line]:
    said = " · ".join(fact.texts) if fact.texts else "requestPermissions"
    lines = (_with_details(plain(caller), said, details=fact.permissions) for caller in fact.callers)
    return [Line(line, fact.location) for line in lines]


@lines_of.register(CheckBoxFact)
def _check_box(fact: CheckBoxFact) -> list[Line]:
    state = "checked" if fact.checked else "unchecked"
    return [Line(_with_details(fact.layout, fact.view, state, details=fact.texts), fact.location)]


@lines_of.register(ConsentScreenFact)
def _consent_screen(fact: ConsentScreenFact) -> list[Line]:
    if fact.boxes:
        ticked = zip(fact.boxes, fact.box_places, strict=True)
        return [Line(_with_details(f"checkbox: {fact.checkbox}", details=(box,)), place) for box, place in ticked]
    texts = (*fact.implied_texts, *fact.agree_texts, *fact.refuse_texts)
    return [Line(_with_details(f"checkbox: {fact.checkbox}", details=texts), fact.location)]


@lines_of.register(AccountSystemFact)
def _account_system(fact: AccountSystemFact) -> list[Line]:
    others = [Line(text, fact.location) for text in (*fact.screens, *fact.sdks)]
    places = (*fact.places, *(fact.location for _ in fact.texts[len(fact.places) :]))
    return [*others, *(Line(text, place) for text, place in zip(fact.texts, places, strict=True))]


@lines_of.register(SdkTermsFact)
def _sdk_terms(fact: SdkTermsFact) -> list[Line]:
    return [Line(" · ".join(part for part in (fact.name, fact.company, fact.link) if part), fact.location)]


@lines_of.register(SdkScopeFact)
def _sdk_scope(fact: SdkScopeFact) -> list[Line]:
    row = f"{fact.name}: {fact.location.symbol}" if fact.location.symbol else fact.name
    return [Line(row, fact.location), *_sites(fact.callers)]


@lines_of.register(UnknownPartyFact)
def _unknown_party(fact: UnknownPartyFact) -> list[Line]:
    what = ", ".join((*fact.data_types, *(("network",) if fact.uses_network else ())))
    starts = [Line(way, Location(symbol=way.rpartition(" → ")[0].rpartition(" → ")[2])) for way in fact.starts]
    return [Line(f"{fact.name}.* ({fact.classes}): {what}", fact.location), *starts, *_sites(fact.callers)]


@lines_of.register(UndocumentedAccessFact)
def _undocumented_access(fact: UndocumentedAccessFact) -> list[Line]:
    return _sites(fact.callers)


@lines_of.register(PermissionReasonFact)
def _permission_reason(fact: PermissionReasonFact) -> list[Line]:
    told = f"“{fact.text}”" if fact.text else f"({fact.state})"
    return [Line(f"{fact.name} {told}", fact.location), *_sites(fact.callers)]


@lines_of.register(DeclaredReasonFact)
def _declared_reason(fact: DeclaredReasonFact) -> list[Line]:
    told = f" “{fact.text}”" if fact.text else ""
    when = f", {fact.when}" if fact.when else ""
    return [Line(f"{fact.name}{told}{when}", fact.location)]


@lines_of.register(InterfaceUseFact)
def _interface_use(fact: InterfaceUseFact) -> list[Line]:
    return [Line(fact.name, fact.location), *_sites(fact.callers)]


@lines_of.register(GuideUseFact)
def _guide_use(fact: GuideUseFact) -> list[Line]:
    told = f" “{fact.text}”" if fact.text else ""
    return [Line(f"{fact.id}{told}", fact.location), *_sites(fact.callers)]


@lines_of.register(LimitationFact)
def _limitation(fact: LimitationFact) -> list[Line]:
    return [Line(fact.part, NOWHERE)]


@lines_of.register(SharingDenialFact)
def _sharing_denial(fact: SharingDenialFact) -> list[Line]:
    return _quotes(fact.quotes)


@lines_of.register(HiddenPolicyTextFact)
def _hidden_policy_text(fact: HiddenPolicyTextFact) -> list[Line]:
    return [Line(f"“{fact.quote}” ({fact.way})", fact.location)]


@lines_of.register(ChildrenRulesFact)
@lines_of.register(ClauseFact)
@lines_of.register(ClauseDoubtFact)
@lines_of.register(PolicyEffectFact)
@lines_of.register(PolicyTextFact)
@lines_of.register(MentionFact)
def _quoted(
    fact: ChildrenRulesFact | ClauseFact | ClauseDoubtFact | PolicyEffectFact | PolicyTextFact | MentionFact,
) -> list[Line]:
    return _quotes(fact.quotes) or _default(fact)


@lines_of.register(PolicyReferenceFact)
@lines_of.register(UiTextFact)
def _text(fact: PolicyReferenceFact | UiTextFact) -> list[Line]:
    return [Line(fact.text[:QUOTE_LENGTH], fact.location)]


_default = lines_of.dispatch(Fact)
