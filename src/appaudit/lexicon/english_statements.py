"""The words by which English sentences say who is used, by whom something is done, and who gets what.

They stand in `rules/lexicon/parties.yaml` with those of lists, and are read with them.
"""

from __future__ import annotations

from appaudit.model.expression import Expression
from appaudit.model.record import record


@record
class EnglishStatementWords:
    """One expression for each list of words on running text in English; the file says what each is for."""

    we_use: Expression
    we_are_using: Expression
    works_with: Expression
    kind_before: Expression
    our_kind: Expression
    hands: Expression
    does_with: Expression
    part_does_with: Expression
    no_doer: Expression
    also_does: Expression
    done_by: Expression
    done_verb: Expression
    goes_to: Expression
    hands_verb: Expression
    done_first: Expression
    these_are: Expression
    may_use: Expression
    does_what: Expression
    which_takes: Expression
    takes_up_first: Expression
    used_for: Expression
    uses_go_on: Expression
    first_use: Expression
    collects_with: Expression
    hands_also: Expression
    uses_also: Expression
    lists_them: Expression
    led_by: Expression
    users_choice: Expression
    user_may: Expression
    answers_by: Expression
    made_by: Expression
    told_behind: Expression
    own_subject: Expression
    also_hands: Expression
    also_done: Expression
    also_for: Expression
    data_gone_to: Expression
    data_within: Expression
    comes_verb: Expression
    data_subject: Expression
    pronoun: Expression
    our_provider: Expression
    no_stranger: Expression
    own_acts: Expression
    kind_before_colon: Expression
    owner_apposed: Expression
    uses_each: Expression
    not_now: Expression
    denied_mark: Expression
    vague_data: Expression
    where_only: Expression
    no_use: Expression
    take_all: Expression
    mail_sent: Expression
    with_doing: Expression
    kind_including: Expression
    gets_elsewhere: Expression
    data_for_use: Expression
    handed_whom: Expression
    taken_up_by: Expression
    all_listed: Expression
    follows_below: Expression
    leads_below: Expression
    our_named: Expression
    vendor_services: Expression
    lead_for: Expression
    technique: Expression
    uses_named: Expression
    for_deed: Expression
    said_of_data: Expression
    leads_to_names: Expression
    told_in_turn: Expression
    meant_there: Expression
    included_behind: Expression
    not_kept: Expression
    that_goes: Expression
    leads_to_all: Expression
