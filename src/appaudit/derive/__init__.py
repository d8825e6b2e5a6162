"""Facts to facts: pure functions over everything extracted, run in the order that `derive` states."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.derive.app_category import app_category_facts, category_permission_facts
from appaudit.derive.broadcasts import broadcast_facts
from appaudit.derive.children import children_rules_facts
from appaudit.derive.conduct import SdkConduct, attributed_conduct, with_conduct
from appaudit.derive.consistency import consistency_facts
from appaudit.derive.data_access import data_access_facts
from appaudit.derive.disclosure import Disclosures
from appaudit.derive.intervals import collection_interval_facts
from appaudit.derive.limitations import limitation_facts
from appaudit.derive.mini_programs import mini_program_facts
from appaudit.derive.open_components import open_component_facts
from appaudit.derive.packers import packer_facts
from appaudit.derive.parties import Parties
from appaudit.derive.permission_purposes import permission_purpose_facts
from appaudit.derive.permission_reasons import declared_reason_facts
from appaudit.derive.permissions import permission_use_facts
from appaudit.derive.protection import weak_protection_facts
from appaudit.derive.screens import account_system_facts, consent_screen_facts, drawn_screen_gaps
from appaudit.derive.sdks import hidden_start_gaps, sdk_facts, unfollowed_start_gaps
from appaudit.derive.sensors import sensor_facts
from appaudit.derive.statements import undocumented_access_facts
from appaudit.derive.third_parties import sdk_scope_facts, sdk_terms_facts, unknown_party_facts
from appaudit.derive.unseen_code import native_activity_facts, unseen_code_gaps
from appaudit.derive.untold_requests import untold_request_gaps
from appaudit.model.artifact import Artifact
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.knowledge import Knowledge

__all__ = ["derive"]


def derive(
    facts: FactSet,
    coverage: Coverage,
    knowledge: Knowledge,
    entry_names: list[str],
    app_categories: Sequence[str] = (),
    artifact: Artifact | None = None,
) -> None:
    """Add every derived fact to `facts` and every derived gap to `coverage`.

    The order matters: packers first, since a packed app leaves all code unread; SDKs before parties are asked
    for, disclosures before anything that says whether it is disclosed; limitations last, when all gaps are known.
    `app_categories` are the kinds of app that the user names; `artifact` is what the facts were read from.
    """
    packers, gaps = packer_facts(facts, knowledge, entry_names)
    facts.add(packers)
    coverage.add(gaps)
    facts.add(native_activity_facts(facts, knowledge))
    facts.add(broadcast_facts(facts, knowledge))
    coverage.add(unseen_code_gaps(facts))

    disclosures = Disclosures.of(facts, coverage, knowledge)
    coverage.add(disclosures.gaps)
    sdks = sdk_facts(facts, coverage, knowledge, disclosures, entry_names)
    parties = Parties(facts, knowledge, {sdk.id: sdk.part_of[0] for sdk in sdks if sdk.part_of})
    for kind, conduct_facts in attributed_conduct(
        facts, parties, {sdk.id for sdk in sdks}, {sdk.id for sdk in sdks if sdk.part_of}, knowledge.sdks
    ).items():
        facts.replace(kind, conduct_facts)
    coverage.add(untold_request_gaps(facts, parties))
    conduct = SdkConduct(facts, knowledge, parties)
    facts.add(with_conduct(sdks, conduct))
    coverage.add(hidden_start_gaps(facts))
    coverage.add(unfollowed_start_gaps(facts))
    coverage.add(drawn_screen_gaps(facts, knowledge))
    facts.add(data_access_facts(facts, coverage, knowledge, parties, disclosures, conduct))
    facts.add(open_component_facts(facts, knowledge, parties))
    facts.add(collection_interval_facts(facts))
    facts.add(permission_use_facts(facts, coverage, knowledge, parties, disclosures))
    facts.add(permission_purpose_facts(facts, coverage, knowledge, parties))
    if artifact is not None:
        facts.add(mini_program_facts(facts, coverage, knowledge, artifact))
        facts.add(declared_reason_facts(facts, knowledge, artifact))
    facts.add(app_category_facts(facts, knowledge, app_categories))
    facts.add(category_permission_facts(facts, knowledge))
    facts.add(sensor_facts(facts, knowledge, parties, disclosures, conduct))
    facts.add(weak_protection_facts(facts, parties))
    facts.add(children_rules_facts(facts, coverage, knowledge))
    platform = artifact.platform if artifact is not None else "android"
    facts.add(account_system_facts(facts, knowledge, parties, platform))
    facts.add(consent_screen_facts(facts))
    facts.add(consistency_facts(facts, knowledge, policy_is_complete=disclosures.policy_is_complete))
    facts.add(sdk_terms_facts(facts, knowledge))
    facts.add(sdk_scope_facts(facts, coverage, knowledge, conduct))
    facts.add(unknown_party_facts(facts, knowledge, parties))
    undocumented, gaps = undocumented_access_facts(facts, knowledge)
    facts.add(undocumented)
    coverage.add(gaps)
    facts.add(limitation_facts(coverage))
