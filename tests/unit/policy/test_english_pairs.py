"""English clauses beside sentences that come near them. Written on 2026-11-25 before any of them was read."""

from __future__ import annotations

import pytest

#: Clause, a sentence with its status, and a near twin with its own.
PAIRS = [
    ("breach_notice", "You will be notified of data breaches that put you at risk.", "present"),
    ("breach_notice", "If breaches occur, we inform the affected individuals without delay.", "present"),
    (
        "breach_notice",
        "We report a security breach to the regulator and to the data subjects: we notify both.",
        "present",
    ),
    ("breach_notice", "Please choose a strong password so that nobody breaches your account.", "absent"),
    ("sharing_consent", "We share your data with partners only with your explicit consent.", "present"),
    ("sharing_consent", "We will obtain your separate consent before we disclose your data to others.", "present"),
    ("sharing_consent", "We may disclose your data in these cases: where you have given explicit consent.", "weak"),
    ("sharing_consent", "We may share data when you specifically agreed in writing, among other cases.", "weak"),
    ("retention_period", "Activity records are maintained for three days on average.", "present"),
    ("retention_period", "We maintain the security of our systems at all times.", "absent"),
    (
        "correction",
        "You can modify, query, copy or move your personal information; write to help@notes.example.",
        "present",
    ),
    ("correction", "We may modify, suspend or end the service.", "absent"),
    ("automated_decision", "We use strong encryption algorithms.", "absent"),
    ("automated_decision", "We use algorithms to build user profiles.", "weak"),
    ("operator_identity", "Requests that our company receives are limited.", "weak"),
    ("operator_identity", "Notes is operated by Notes Example Limited, our company in Ireland.", "present"),
    ("storage_location", "This applies to users who reside in California.", "absent"),
    ("storage_location", "Your data resides in Singapore.", "present"),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS, ids=[pair[1][:40] for pair in PAIRS])
def test_an_english_clause_and_what_comes_near_it(statuses, clause, sentence, status):
    assert statuses(f"Privacy Policy\n\n{sentence}\n", "en").get(clause, "absent") == status


def test_kept_while_needed_and_deleted_afterwards_is_a_rule(statuses):
    needed = "We keep your data for as long as necessary for the purposes of this policy."
    then = "When there is no ongoing business need to process your personal information, we delete or anonymize it."
    assert statuses(f"Privacy Policy\n\n{needed}\n\n{then}\n", "en")["retention_period"] == "present"
    assert statuses(f"Privacy Policy\n\n{needed}\n\nWe take care of it.\n", "en")["retention_period"] == "weak"


def test_an_entry_of_a_list_of_sdks_is_one(statuses):
    labels = "- **Purpose**: to push messages\n- **Personal Information Involved**: device identifiers\n"
    entry = f"#### Alpha Push SDK\n\n{labels}"
    found = statuses(f"# Privacy Policy\n\n### Third-party SDKs\n\n{entry}", "en")
    assert (found["sdk_list"], found["sharing_recipients"]) == ("present", "present")
    bare = statuses("# Privacy Policy\n\n### Third-party SDKs\n\nWe use SDKs of others.\n", "en")
    assert (bare["sdk_list"], bare.get("sharing_recipients", "absent")) == ("weak", "absent")
