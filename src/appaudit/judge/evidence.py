"""How each kind of fact reads as evidence: one line, in the words of the field, the same in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from appaudit.model.facts.base import Fact
from appaudit.model.location import Location
from appaudit.model.report import Evidence

#: A quote longer than this is cut; the document holds the rest.
QUOTE_LENGTH = 160
#: Methods of a call chain that are named; of a longer one the beginning and the end.
CHAIN_LENGTH = 8


def evidence_of(fact: Fact, role: str) -> list[Evidence]:
    """The evidence a fact contributes: usually one line, several where it carries call sites or quotes.

    What a fact knows in favour of the app (its field `contrary`) follows in that role.
    """
    lines = _LINES.get(fact.kind, _plain)(fact)
    found = [
        Evidence(role=role if index == 0 or role != "primary" else "related", kind=fact.kind, text=text, location=place)
        for index, (text, place) in enumerate(lines)
    ]
    found += [
        Evidence(role="contrary", kind=fact.kind, text=text, location=fact.location)
        for text in getattr(fact, "contrary", ())
    ]
    return found


_Lines = list[tuple[str, Location]]


def _plain(fact: Fact) -> _Lines:
    return [(" · ".join(part for part in fact.key()[1:] if part), fact.location)]


def _quotes(fact: Any) -> _Lines:  # noqa: ANN401  # any fact with quotes
    return [
        (quote.text[:QUOTE_LENGTH], Location(path=quote.document, start=quote.start, end=quote.end))
        for quote in fact.quotes
    ]


def _sdk(fact: Any) -> _Lines:  # noqa: ANN401
    return [(signal, fact.location) for signal in fact.signals] or _plain(fact)


def _permission_use(fact: Any) -> _Lines:  # noqa: ANN401
    used_by = f" ← {', '.join(fact.used_by)}" if fact.used_by else ""
    return [(f"{fact.name}{used_by}", fact.location)]


def _data_access(fact: Any) -> _Lines:  # noqa: ANN401
    way = fact.chain if fact.phase == "pre_consent" and fact.chain else (fact.caller,)
    if len(way) > CHAIN_LENGTH:
        half = CHAIN_LENGTH // 2
        way = (*way[:half], "…", *way[-half:])
    return [(" → ".join((*way, fact.api)), fact.location)]


def _consistency(fact: Any) -> _Lines:  # noqa: ANN401
    sites = [
        (f"{caller} → {api}", Location(path=fact.location.path, symbol=caller))
        for caller, api in zip(fact.callers, fact.apis, strict=True)
    ]
    return sites + _quotes(fact)


def _sensor(fact: Any) -> _Lines:  # noqa: ANN401
    return [("; ".join((fact.class_name, *fact.reasons)), fact.location)]


def _duty(fact: Any) -> _Lines:  # noqa: ANN401
    return [(f"运营者声明 / declared by the operator: {'; '.join(fact.declared)}", fact.location)]


def _category_permission(fact: Any) -> _Lines:  # noqa: ANN401
    guess = "（猜测 / guessed）" if fact.source == "guessed" else ""
    return [(f"{fact.permission} · {fact.names} / {fact.names_en}{guess}", fact.location)]


def _conduct(fact: Any) -> _Lines:  # noqa: ANN401
    """What is done, by which method, on which way from the start of the app."""
    way = fact.chain if fact.phase == "pre_consent" and fact.chain else (fact.caller,) if fact.caller else ()
    what = _CONDUCT[fact.kind](fact)
    return [(" → ".join((*way, what)), fact.location)]


def _with_details(*parts: str, details: tuple[str, ...] = ()) -> str:
    text = " ".join(part for part in parts if part)
    return f"{text} ({', '.join(details)})" if details else text


_CONDUCT: dict[str, Callable[[Any], str]] = {
    "sdk_call": lambda fact: f"{fact.api}({fact.value})",
    "self_start": lambda fact: _with_details(fact.mechanism, fact.subject, details=fact.detail),
    "cleartext_endpoint": lambda fact: _with_details(fact.url[:QUOTE_LENGTH], details=fact.parameters),
    "tls_weakness": lambda fact: fact.weakness,
    "permission_refusal": lambda fact: _with_details(fact.effect, fact.api, details=fact.permissions),
    "text_link": lambda fact: "ClickableSpan",
}


def _check_box(fact: Any) -> _Lines:  # noqa: ANN401
    state = "checked" if fact.checked else "unchecked"
    return [(_with_details(fact.layout, fact.view, state, details=fact.texts), fact.location)]


def _consent_screen(fact: Any) -> _Lines:  # noqa: ANN401
    texts = (*fact.implied_texts, *fact.agree_texts, *fact.refuse_texts)
    return [(_with_details(f"checkbox: {fact.checkbox}", details=texts), fact.location)]


def _account_system(fact: Any) -> _Lines:  # noqa: ANN401
    return [(text, fact.location) for text in (*fact.screens, *fact.sdks, *fact.texts)]


def _sdk_terms(fact: Any) -> _Lines:  # noqa: ANN401
    return [(" · ".join(part for part in (fact.name, fact.company, fact.link) if part), fact.location)]


def _sdk_scope(fact: Any) -> _Lines:  # noqa: ANN401
    row = [(f"{fact.name}: {fact.location.symbol}" if fact.location.symbol else fact.name, fact.location)]
    return row + [(caller, Location(symbol=caller)) for caller in fact.callers]


def _unknown_party(fact: Any) -> _Lines:  # noqa: ANN401
    what = ", ".join((*fact.data_types, *(("network",) if fact.uses_network else ())))
    head = [(f"{fact.name}.* ({fact.classes}): {what}", fact.location)]
    return head + [(caller, Location(symbol=caller)) for caller in fact.callers]


def _callers(fact: Any) -> _Lines:  # noqa: ANN401
    return [(caller, Location(symbol=caller)) for caller in fact.callers]


def _permission_request(fact: Any) -> _Lines:  # noqa: ANN401
    return [(f"{fact.caller} → requestPermissions({', '.join(fact.permissions)})", fact.location)]


def _limitation(fact: Any) -> _Lines:  # noqa: ANN401
    return [(fact.part, Location())]


def _clause(fact: Any) -> _Lines:  # noqa: ANN401
    return _quotes(fact) or _plain(fact)


_LINES: dict[str, Callable[[Any], _Lines]] = {
    "sdk": _sdk,
    "permission_use": _permission_use,
    "data_access": _data_access,
    "consistency": _consistency,
    "duty": _duty,
    "category_permission": _category_permission,
    "sensor": _sensor,
    "sdk_terms": _sdk_terms,
    "sdk_scope": _sdk_scope,
    "undocumented_access": _callers,
    "unknown_party": _unknown_party,
    "sharing_denial": _quotes,
    "permission_request": _permission_request,
    "limitation": _limitation,
    "clause": _clause,
    "policy_text": _clause,
    "mention": _clause,
    **dict.fromkeys(_CONDUCT, _conduct),
    "check_box": _check_box,
    "consent_screen": _consent_screen,
    "account_system": _account_system,
    "policy_reference": lambda fact: [(fact.text[:QUOTE_LENGTH], fact.location)],
    "ui_text": lambda fact: [(fact.text[:QUOTE_LENGTH], fact.location)],
}
