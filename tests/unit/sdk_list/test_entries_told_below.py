"""What stands behind and below entries: policies, data under a label, several names, questions; and near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def facts(tmp_path, text: str, name: str = "list.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def rows(tmp_path, text: str, name: str = "list.md"):
    return [(fact.name, fact.purpose, fact.data, fact.link) for fact in facts(tmp_path, text, name)]


LEAD = "## Third-party services\n\nWe use the following third-party services:\n\n"


@pytest.mark.parametrize(
    ("behind", "link"),
    [
        (" Policy: egret.example/privacy", "https://egret.example/privacy"),
        (" Privacy policy: https://egret.example/privacy.", "https://egret.example/privacy"),
        (" Privacy policy: www.egret.example/privacy", "https://www.egret.example/privacy"),
        (" Our policy: nothing leaves Europe.", ""),
        (" Policy: none.", ""),
    ],
)
def test_a_policy_behind_an_entry(tmp_path, behind, link):
    text = f"{LEAD}- **Sentry** — crash reports.{behind}\n- **Stripe** — payments.\n"
    assert [(name, at) for name, _, _, at in rows(tmp_path, text)] == [("Sentry", link), ("Stripe", "")]


@pytest.mark.parametrize(
    ("said", "purpose", "data"),
    [
        ("delivers messages and processes device tokens", "delivers messages", ("device tokens",)),
        ("delivers messages, and collects IP addresses", "delivers messages", ("IP addresses",)),
        ("delivers messages and processes payments", "delivers messages and processes payments", ()),
        ("processes payments", "processes payments", ()),
    ],
)
def test_an_entry_says_what_it_takes_behind_what_it_does(tmp_path, said, purpose, data):
    text = f"{LEAD}- **Sentry**: {said}\n- **Stripe**: payments\n"
    assert rows(tmp_path, text)[0][:3] == ("Sentry", purpose, data)


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("Sentry, Firebase, and Stripe", ["Sentry", "Firebase", "Stripe"]),
        ("Sentry and Firebase", ["Sentry", "Firebase"]),
        ("Research and Development", []),
    ],
)
def test_names_joined_in_one_entry(tmp_path, entry, names):
    text = f"{LEAD}- {entry}\n- Mixpanel\n"
    assert [name for name, _, _, _ in rows(tmp_path, text) if name != "Mixpanel"] == names


def test_data_below_an_entry_is_of_the_entry_above(tmp_path):
    text = (
        f"{LEAD}• Sentry: crash reports\n• Personal Data: IP address, device model\n"
        "• Stripe: payments\n• Personal Data: card number\n"
    )
    assert [(name, data) for name, _, data, _ in rows(tmp_path, text)] == [
        ("Sentry", ("IP address", "device model")),
        ("Stripe", ("card number",)),
    ]


def test_labels_of_which_none_is_of_data_lead_to_nothing(tmp_path):
    text = f"{LEAD}• Sentry: crash reports\n• Stripe: payments\n"
    assert [(name, data) for name, _, data, _ in rows(tmp_path, text)] == [("Sentry", ()), ("Stripe", ())]


def test_a_question_with_its_answer_is_a_label(tmp_path):
    text = (
        "## Third-party SDKs\n\n### Sentry\nPurpose: Crash reports\nIs data linked to a user identity?: No\n"
        "Privacy policy: https://sentry.io/privacy/\n"
    )
    assert rows(tmp_path, text) == [("Sentry", "Crash reports", (), "https://sentry.io/privacy/")]


def test_a_policy_that_is_one_of_several_addresses(tmp_path):
    text = (
        "export const providers = [\n"
        '  { name: "Sentry", purpose: "Crash reports", links: { terms: "https://a.example/t", '
        'privacy: "https://a.example/p" } },\n'
        '  { name: "Stripe", purpose: "Payments", links: { privacy: "https://b.example/p" } },\n];\n'
    )
    assert [at for *_, at in rows(tmp_path, text, "providers.ts")] == ["https://a.example/p", "https://b.example/p"]


@pytest.mark.parametrize(
    ("names", "listed"),
    [(("Firebase", "Sentry", "Stripe"), True), (("Home", "About", "Contact"), False)],
)
def test_known_names_with_policies_and_nothing_else_are_a_list(tmp_path, names, listed):
    entries = "".join(f'  {{ name: "{each}", url: "https://{each.lower()}.example/privacy" }},\n' for each in names)
    path = tmp_path / "policies.ts"
    path.write_text(f"export const policies = [\n{entries}];\n", encoding="utf-8")
    found = [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]
    assert found == (list(names) if listed else [])


@pytest.mark.parametrize("template", ["SDK / Service name", "Service name", "[待补充]"])
def test_a_row_to_be_filled_in_is_none(tmp_path, template):
    text = (
        "| SDK / Service | Purpose | Data |\n| --- | --- | --- |\n"
        f"| {template} | Why it is used | What it takes |\n| Sentry | Crash reports | IP address |\n"
    )
    assert [name for name, *_ in rows(tmp_path, text)] == ["Sentry"]
