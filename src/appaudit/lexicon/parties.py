"""The words of lists of third parties (`rules/lexicon/parties.yaml`): how values look, and how sentences say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

from appaudit.lexicon.english_statements import EnglishStatementWords
from appaudit.lexicon.entries import LexiconError, expression, mapping_of_names, require_known, texts
from appaudit.lexicon.name_keys import name_key
from appaudit.model.expression import Expression
from appaudit.model.record import record

#: Keys of the file beside its word lists.
_NOTES = frozenset({"checked", "sources"})
#: What is told by its capitals, as the whole name of a company is.
_BY_CAPITALS: Final = (
    "company_name",
    "owned_behind",
    "does",
    "own_behalf",
    "own_stated",
    "own_we",
    "used_before",
    "provided_by",
    "own_acts",
    "running_sentence",
    "denied_first",
)
#: The list of names, which are no expressions.
_NAMES: Final = "known_names"
#: The first character of each sound, in their order, and how Taiwan and Hong Kong say what lists are read by.
_SOUNDS: Final = "app_name_sounds"
_REGIONAL: Final = "regional_words"
#: The title, by language, that is given to a list that has none.
_TITLES: Final = "declared_titles"


@record
class PartyWords(EnglishStatementWords):
    """One expression for each list of the file, most searched without regard to case; the file says what each is for.

    `known_names` are names of SDKs and of those who offer services, those of known SDKs among them, as `name_key` has
    them. `app_name_sounds` are the letters that sounds begin with and the first character of each.
    """

    company: Expression
    company_name: Expression
    company_brand: Expression
    and_affiliates: Expression
    product: Expression
    purpose: Expression
    data: Expression
    other_label: Expression
    other_company: Expression
    way_label: Expression
    permission_label: Expression
    not_taken_label: Expression
    common_label: Expression
    told_best: Expression
    further_data: Expression
    order_lead: Expression
    same_above: Expression
    on_cookies: Expression
    says_more: Expression
    policy_called: Expression
    policy_called_before: Expression
    names_nobody: Expression
    form_alone: Expression
    package_alone: Expression
    partner_kind: Expression
    contact_behind: Expression
    before_title: Expression
    taken_from: Expression
    gives_itself: Expression
    after_address: Expression
    generic_name: Expression
    no_title: Expression
    named_platform: Expression
    leads_on: Expression
    leads_away: Expression
    definition: Expression
    kind_of_name: Expression
    uses_these: Expression
    unnamed: Expression
    use_behind_name: Expression
    data_behind_use: Expression
    kind_cell: Expression
    kind_label: Expression
    kind_title: Expression
    beside_parties: Expression
    aside_heading: Expression
    postal_line: Expression
    kind_tail: Expression
    data_heading: Expression
    sum_or_office: Expression
    agreement_name: Expression
    name_to_fill_in: Expression
    work_label: Expression
    place: Expression
    supplier_label: Expression
    between_uses: Expression
    names_used: Expression
    between_names: Expression
    between_headings: Expression
    name_label: Expression
    navigation: Expression
    off_list: Expression
    context: Expression
    furniture: Expression
    denial: Expression
    denied_first: Expression
    denied_between: Expression
    denied_list: Expression
    in_that_case: Expression
    used_it: Expression
    aside_inside: Expression
    denied_heading: Expression
    state_heading: Expression
    switch_heading: Expression
    system_heading: Expression
    ended_value: Expression
    not_used: Expression
    not_there: Expression
    is_not: Expression
    unused_for: Expression
    unused_before: Expression
    unused_verb_ends: Expression
    unused_behind: Expression
    unused_unless: Expression
    unused_planned: Expression
    unused_others: Expression
    unused_question: Expression
    unused_answer: Expression
    unused_self: Expression
    unused_formerly: Expression
    unused_taken_up: Expression
    unused_removed: Expression
    unused_ours: Expression
    unused_gone: Expression
    unused_partly: Expression
    taken_up: Expression
    ended_at_times: Expression
    no_value: Expression
    elsewhere: Expression
    only_elsewhere: Expression
    credits_heading: Expression
    licence_alone: Expression
    licensed: Expression
    takes_nothing: Expression
    takes_none: Expression
    user_refuses: Expression
    not_taken: Expression
    none_first: Expression
    affirmed_first: Expression
    on_device: Expression
    does_for: Expression
    taken_when: Expression
    handed_also: Expression
    also_takes: Expression
    use_cue_alone: Expression
    policy_behind: Expression
    policy_title: Expression
    refused: Expression
    occasion: Expression
    aim: Expression
    sdk_takes: Expression
    clause_takes: Expression
    sdk_may_take: Expression
    through_sdk: Expression
    uses_sdk: Expression
    topic: Expression
    provided_by: Expression
    run_behind: Expression
    called_short: Expression
    called_also: Expression
    where_used: Expression
    embedded_name: Expression
    embeds: Expression
    joined_sdks: Expression
    entry_used_for: Expression
    entry_allowed: Expression
    lists_used: Expression
    between_named: Expression
    named_on: Expression
    of_others: Expression
    denied_by_us: Expression
    opens_theirs: Expression
    policy_of: Expression
    company_embedded: Expression
    they_take: Expression
    entry_uses: Expression
    entry_also: Expression
    entry_does: Expression
    entry_quoted: Expression
    entry_aim: Expression
    entry_no_data: Expression
    embedded: Expression
    between_listed: Expression
    joins_listed: Expression
    we_embed: Expression
    we_embed_any: Expression
    same_sdk: Expression
    given: Expression
    brings: Expression
    uses_for: Expression
    serves: Expression
    relies_on: Expression
    topic_lead: Expression
    of_user: Expression
    relies_also: Expression
    such_as: Expression
    product_tail: Expression
    each_for: Expression
    entry_use_behind: Expression
    keeps_in: Expression
    relied_for: Expression
    relied_of: Expression
    relied_open: Expression
    run_by: Expression
    runs: Expression
    party_does: Expression
    user_uses: Expression
    party_takes: Expression
    handed_to: Expression
    gets_then: Expression
    shared_with: Expression
    party_lead: Expression
    between_parties: Expression
    party_tail: Expression
    given_verb: Expression
    sent_for: Expression
    sent_lead: Expression
    sent_tail: Expression
    company_mark: Expression
    no_name_part: Expression
    in_sentence: Expression
    says_no_use: Expression
    takes: Expression
    taker: Expression
    permissions_named: Expression
    until_data: Expression
    for_what: Expression
    used_to: Expression
    entry_hands: Expression
    until_purpose: Expression
    before_company: Expression
    owns: Expression
    owned_behind: Expression
    item_lead: Expression
    item_tail: Expression
    item_use: Expression
    use_behind: Expression
    use_clause: Expression
    item_behind: Expression
    half_item: Expression
    says_nobody: Expression
    running_sentence: Expression
    condition: Expression
    policy_words: Expression
    policy_aside: Expression
    shown_at: Expression
    note_line: Expression
    services_used: Expression
    leads_to_policies: Expression
    agreed_with: Expression
    agreed_with_en: Expression
    names_policy: Expression
    no_item: Expression
    no_data: Expression
    kind_word: Expression
    kind_told: Expression
    data_behind: Expression
    data_first: Expression
    collects_to: Expression
    uses_below: Expression
    leads_to_data: Expression
    label_of_name: Expression
    sure_label_of_name: Expression
    label_of_ours: Expression
    label_of_whose: Expression
    told_service: Expression
    data_processed: Expression
    place_processed: Expression
    data_elsewhere: Expression
    use_denies: Expression
    entry_hands_zh: Expression
    column_feature: Expression
    takes_object: Expression
    data_words: Expression
    data_head: Expression
    data_alone: Expression
    data_passed: Expression
    column_party: Expression
    column_called: Expression
    column_taken_by: Expression
    column_purpose: Expression
    column_why: Expression
    shown_data: Expression
    role_value: Expression
    column_data: Expression
    column_link: Expression
    column_other: Expression
    column_key: Expression
    capital_inside: Expression
    column_value: Expression
    own_label: Expression
    column_kind: Expression
    no_party: Expression
    own_profile: Expression
    asked_use: Expression
    own_party: Expression
    nobody_yet: Expression
    kind_alone: Expression
    authority: Expression
    own_store: Expression
    platform: Expression
    told_by_any: Expression
    told_by_product: Expression
    used_before: Expression
    does: Expression
    takes_itself: Expression
    collects: Expression
    supplied: Expression
    says_whose: Expression
    supplied_by: Expression
    no_supplier: Expression
    no_supplied: Expression
    told_name: Expression
    told_kind: Expression
    told_sentence: Expression
    told_used: Expression
    told_given: Expression
    told_provider: Expression
    told_taken: Expression
    told_aim: Expression
    told_en_given: Expression
    told_en_taken: Expression
    bare_taking: Expression
    leads_taking: Expression
    keeps_for_us: Expression
    own_name_uses: Expression
    own_title: Expression
    between_titles: Expression
    own_subject_zh: Expression
    ends_service: Expression
    taken_next: Expression
    remark_label: Expression
    supplied_lead: Expression
    told_en_use: Expression
    told_en_owner: Expression
    may_be_done: Expression
    to_user: Expression
    cut_off: Expression
    supplies: Expression
    before_owner: Expression
    used_by_each: Expression
    column_address: Expression
    maker_in_brackets: Expression
    column_service: Expression
    offered_by: Expression
    named_first: Expression
    told_in_brackets: Expression
    named_before_brackets: Expression
    named_embedded: Expression
    named_given: Expression
    named_policy: Expression
    named_behind_kind: Expression
    kind_part: Expression
    not_now_zh: Expression
    word_and_name: Expression
    users_own: Expression
    opt_out: Expression
    own_copyright: Expression
    provided_entry: Expression
    provided_takes: Expression
    provided_policy: Expression
    provides_first: Expression
    more_elsewhere: Expression
    says_steps: Expression
    of_platform: Expression
    own_behalf: Expression
    own_stated: Expression
    own_we: Expression
    legal_tail: Expression
    app_name_common: Expression
    app_name_syllable: Expression
    title_of_any: Expression
    uses_whom: Expression
    whom_does: Expression
    received_zh: Expression
    use_tells_data: Expression
    told_item: Expression
    section_takes: Expression
    section_subject: Expression
    section_use: Expression
    use_of_nobody: Expression
    use_then_name: Expression
    uses_lead: Expression
    open_platform: Expression
    section_yours: Expression
    sole_data: Expression
    section_until: Expression
    yours_used: Expression
    like_whom: Expression
    none_listed: Expression
    no_name_goes_on: Expression
    and_so_on: Expression
    site_uses: Expression
    data_sent: Expression
    joins_names: Expression
    owner_in_use: Expression
    section_denies: Expression
    use_lead: Expression
    use_tail: Expression
    use_in_turn: Expression
    kept_verb: Expression
    document_title: Expression
    data_tail: Expression
    no_data_told: Expression
    whose_policy: Expression
    entry_for: Expression
    own_whole: Expression
    place_label: Expression
    use_keeps_zh: Expression
    told_service_alone: Expression
    their_policy: Expression
    kind_no_use: Expression
    provider_brackets: Expression
    provider_brackets_zh: Expression
    kind_lead_zh: Expression
    kind_and_names: Expression
    kind_lead: Expression
    own_kind: Expression
    given_kind: Expression
    name_lead: Expression
    no_data_sent: Expression
    pronoun_en: Expression
    known_names: frozenset[str]
    app_name_sounds: Mapping[str, str]
    regional_words: Mapping[str, str]
    declared_titles: Mapping[str, str]


def parse(data: Mapping[str, Any], sdk_names: Iterable[str] = ()) -> PartyWords:
    """The words from the merged content of the files.

    Args:
        data: The content.
        sdk_names: What known SDKs and their vendors are called.

    Raises:
        LexiconError: A list is missing or unknown, or one of its expressions is none.
    """
    names = [field.name for field in fields(PartyWords)]
    require_known(data, [*names, *_NOTES])
    known = {name_key(name) for name in (*texts(_NAMES, data.get(_NAMES)), *sdk_names)}
    for other in (_NAMES, _SOUNDS, _REGIONAL, _TITLES):
        names.remove(other)
    return PartyWords(
        known_names=frozenset(name for name in known if len(name) > 1),
        app_name_sounds=mapping_of_names(_SOUNDS, data.get(_SOUNDS)),
        regional_words=_of_same_length(mapping_of_names(_REGIONAL, data.get(_REGIONAL))),
        declared_titles=mapping_of_names(_TITLES, data.get(_TITLES)),
        **{
            name: expression(name, texts(name, data.get(name)), 0 if name in _BY_CAPITALS else re.IGNORECASE)
            for name in names
        },
    )


def _of_same_length(words: Mapping[str, str]) -> Mapping[str, str]:
    """The words, each of which may stand for the other without moving what stands behind it.

    Raises:
        LexiconError: Two are not of one length.
    """
    for regional, mainland in words.items():
        if len(regional) != len(mainland):
            raise LexiconError(f"{_REGIONAL}.{regional}", f"{mainland!r} must have as many characters")
    return words
