"""The one join of code and policy: each practice of the app held against what the documents say.

Verdicts are those of the literature: clear, vague, ambiguous, incorrect, omitted
(Andow et al., "Actions Speak Louder than Words", USENIX Security 2020).
"""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import ConsistencyFact, DataAccessFact, SdkFact
from appaudit.model.facts.documents import MentionFact, PolicyDocumentFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Quote
from appaudit.model.words import ConsistencyVerdict, PartyKind

#: Call sites kept with a practice.
SITES = 20
#: Verdicts that rest on what the policy does not say.
_FROM_SILENCE: tuple[ConsistencyVerdict, ...] = ("omitted", "vague")


def consistency_facts(facts: FactSet, knowledge: Knowledge, *, policy_is_complete: bool) -> list[ConsistencyFact]:
    """One fact for each data type and party; none where no policy could be read.

    Where a part of the policy was not read (`policy_is_complete` is false), nothing is said to be omitted or vague:
    that part may name it.

    Library code, dead code, calls that the app holds no permission for and calls that serve many other purposes are no
    practices of the app.
    """
    if not facts.of(PolicyDocumentFact):
        return []
    practices: dict[tuple[str, str, PartyKind], list[DataAccessFact]] = {}
    for access in facts.of(DataAccessFact):
        if access.weak or access.party_kind == "library":
            continue
        if access.phase != "dead" and access.permitted != "no":
            practices.setdefault((access.data_type, access.party, access.party_kind), []).append(access)
    mentions = facts.of(MentionFact)
    named = {
        sdk.id: sdk.disclosed for sdk in facts.of(SdkFact) if not (sdk.carried_by or sdk.vendor_named or sdk.trace)
    }
    found = []
    for (data_type, party, party_kind), accesses in practices.items():
        verdict, quotes = judge(data_type, mentions, knowledge)
        if verdict in _FROM_SILENCE and not policy_is_complete:
            continue
        kept = accesses[:SITES]
        found.append(
            ConsistencyFact(
                data_type=data_type,
                party=party,
                party_kind=party_kind,
                verdict=verdict,
                certain=any(access.certain for access in accesses),
                party_disclosed=named.get(party, "unknown") if party_kind == "sdk" else "unknown",
                apis=tuple(access.api for access in kept),
                callers=tuple(access.caller for access in kept),
                quotes=quotes,
                location=accesses[0].location,
                extractor="derive.consistency",
            )
        )
    return found


def judge(
    data_type: str, mentions: Sequence[MentionFact], knowledge: Knowledge
) -> tuple[ConsistencyVerdict, tuple[Quote, ...]]:
    """The verdict on one data type, with the quotes that decide it.

    Beside an affirmation only a denial without condition counts: others speak of one situation.
    """
    own = [mention for mention in mentions if knowledge.discloses(mention.data_type, data_type)]
    affirmed = [quote for mention in own if mention.polarity == "affirm" for quote in mention.quotes]
    denied = [quote for mention in own if mention.polarity == "deny" for quote in mention.quotes]
    has_affirmed = any(mention.polarity == "affirm" for mention in own)
    has_denied = any(mention.polarity == "deny" for mention in own)
    wider = set(knowledge.ancestors(data_type))
    if has_affirmed:
        flat = [
            mention
            for mention in mentions
            if mention.is_flat and (mention in own or mention.data_type in wider) and mention.polarity == "deny"
        ]
        if not flat:
            return "clear", tuple(affirmed[:2])
        return "ambiguous", (*affirmed[:1], *(quote for mention in flat for quote in mention.quotes[:1]))[:2]
    if has_denied:
        return "incorrect", tuple(denied[:2])
    broad = [mention for mention in mentions if mention.data_type in wider and mention.polarity == "affirm"]
    if broad:
        return "vague", tuple(quote for mention in broad for quote in mention.quotes)[:2]
    return "omitted", ()
