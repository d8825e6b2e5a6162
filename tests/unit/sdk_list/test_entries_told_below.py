"""What stands behind and below entries: policies, data under a label, several names, questions; and near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

facts = reader_of("list.md")


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
        ("measures campaigns, handling device identifiers", "measures campaigns", ("device identifiers",)),
        ("for sending and receiving emails", "for sending and receiving emails", ()),
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


CAPTIONED = (
    "## External Integrations\n{0}\n\n| Service | Category | Purpose | Variables |\n| --- | --- | --- | --- |\n"
    "| Egretry | Chain | Enhanced calls | EGRET_KEY |\n| Larkata | Storage | Pinning | LARK_KEY |\n"
    "| Sentry | Monitoring | Error tracking | SENTRY_DSN |\n"
)


@pytest.mark.parametrize(
    ("above", "listed"),
    [
        ("*Third-party services integrated in the application*", True),
        ("Third-party services that we use:", True),
        ("*Internal jobs that the application runs*", False),
        ("*No third-party services are used by these jobs*", False),
        ("These are our own jobs, and third-party services, if any, are told of elsewhere.", False),
    ],
)
def test_the_line_above_a_table_says_what_it_lists(tmp_path, above, listed):
    found = [name for name, *_ in rows(tmp_path, CAPTIONED.format(above))]
    assert ("Larkata" in found) == listed


@pytest.mark.parametrize(("lead", "listed"), [("We do **not** use:", False), ("We **also** use:", True)])
def test_a_list_of_what_is_not_used_may_stress_the_not(tmp_path, lead, listed):
    text = f"{LEAD}- **Sentry**: crash reports\n- **Stripe**: payments\n\n{lead}\n\n- Facebook SDK\n- Google AdMob\n"
    assert ("Facebook SDK" in [name for name, *_ in rows(tmp_path, text)]) == listed


def test_examples_of_a_kind_are_no_name(tmp_path):
    text = f"{LEAD}- **Sentry**: crash reports\n- **Examples**: Stripe, PayPal\n- **Stripe**: payments\n"
    assert "Examples" not in [name for name, *_ in rows(tmp_path, text)]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ways to sign in (Google, Facebook)", ["Google", "Facebook"]),
        ("If you sign in with another account (Google or Facebook), they will furnish it", []),
    ],
)
def test_what_users_do_is_no_kind_that_names_who_offers_it(tmp_path, said, names):
    text = f"{LEAD}- **Sentry**: crash reports\n- **Third-party platforms**: {said}.\n- **Stripe**: payments\n"
    found = [(name, purpose) for name, purpose, *_ in rows(tmp_path, text) if name not in ("Sentry", "Stripe")]
    assert [name for name, purpose in found if purpose] == names


def test_a_sentence_with_words_that_are_labels_is_no_entry(tmp_path):
    text = (
        "## Third-party services\n\nThis privacy policy describes our data practices as a controller of information. "
        "It does not apply in the role of a processor or service provider on behalf of our customers, as specified "
        "elsewhere.\n\n- **Sentry**: crash reports\n- **Stripe**: payments\n"
    )
    assert [name for name, *_ in rows(tmp_path, text)] == ["Sentry", "Stripe"]


def test_whose_policy_it_is_is_the_name_of_an_entry(tmp_path):
    text = (
        "Text page() => section([\n  'Our app uses the following third-party services:',\n  '',\n  '4.1 Egretbase',\n"
        "  'We use it for sign-in.',\n  'Firebase\\'s privacy policy: https://a.example/p',\n  '',\n  '4.2 Larkpay',\n"
        "  'We use it for payments.',\n  'Stripe\\'s privacy policy: https://b.example/p',\n]);\n"
    )
    assert [(name, at) for name, _, _, at in rows(tmp_path, text, "page.dart")] == [
        ("Firebase", "https://a.example/p"),
        ("Stripe", "https://b.example/p"),
    ]
