"""Lists told by the names in them, whatever their headings and layout, beside twins of one form that list nobody."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def page(body: str) -> str:
    return f"<!doctype html><html><body><h1>Privacy Policy</h1><p>What we do with your data.</p>{body}</body></html>"


def cards(*texts: tuple[str, ...]) -> str:
    parts = ("".join(f"<div class='f{number}'>{text}</div>" for number, text in enumerate(text)) for text in texts)
    return page("<h2>Good to know</h2>" + "".join(f"<div class='card'>{part}</div>" for part in parts))


SENTRY = ("Sentry", "Error tracking when the app fails", "Berlin")
STRIPE = ("Stripe", "Payment processing for your plan", "Dublin")


def test_cards_without_a_label_are_records(tmp_path):
    facts = read(tmp_path, "policy.html", cards(SENTRY, STRIPE))
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Sentry", "Error tracking when the app fails"),
        ("Stripe", "Payment processing for your plan"),
    ]


NOBODY = {
    "features": [("Budgets", "Plan what you spend each month", "New"), ("Goals", "Save for what you want", "New")],
    "rights": [
        ("Access", "You may ask for a copy of your data", "30 days"),
        ("Erasure", "You may ask us to erase it", ""),
    ],
    "one brand's own pages": [
        ("Notion sign-in", "You sign in with your account", ""),
        ("Notion pages", "You choose a page", ""),
    ],
    "browsers": [
        ("Google Chrome", "How to switch cookies off", ""),
        ("Mozilla Firefox", "How to switch cookies off", ""),
    ],
}


@pytest.mark.parametrize("texts", NOBODY.values(), ids=NOBODY)
def test_cards_of_something_else_are_none(tmp_path, texts):
    assert read(tmp_path, "policy.html", cards(*texts)) == []


def test_a_company_set_apart_by_style_alone_is_a_field_of_its_own(tmp_path):
    name = "<div class='row'><div class='name'>{}<span class='sub'>{}</span></div><div>{}</div></div>"
    rows = [
        ("Sentry", "Functional Software, Inc.", "Error tracking"),
        ("Postmark", "ActiveCampaign, LLC", "Receipts by mail"),
    ]
    facts = read(tmp_path, "policy.html", page("".join(name.format(*row) for row in rows)))
    assert [(fact.name, fact.company, fact.purpose) for fact in facts] == rows


def test_a_card_beside_known_ones_needs_a_sign_of_its_own(tmp_path):
    own = ("Egret Cloud", "Keeps your files at hand", "<a href='https://egretcloud.example/privacy'>Policy</a>")
    stranger = ("Voice input", "You speak and the app listens", "")
    facts = read(tmp_path, "policy.html", cards(SENTRY, own, STRIPE, stranger))
    assert [fact.name for fact in facts] == ["Sentry", "Egret Cloud", "Stripe"]


TABLE = (
    "# Privacy\n\n| {0} | {1} | {2} |\n|---|---|---|\n"
    "| {3} | Error tracking | Device model |\n| {4} | Payments | Card number |\n"
)


def test_a_table_under_headings_that_nobody_knows(tmp_path):
    facts = read(tmp_path, "a.md", TABLE.format("Who", "Their role here", "What they get to see", "Sentry", "Stripe"))
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Sentry", "Error tracking", ("Device model",)),
        ("Stripe", "Payments", ("Card number",)),
    ]


@pytest.mark.parametrize(
    ("first", "heading"),
    [(("Crash logs", "Card data"), "What"), (("Sentry", "Stripe"), "Source")],
    ids=["data", "source"],
)
def test_a_table_about_something_else_is_no_list(tmp_path, first, heading):
    assert read(tmp_path, "a.md", TABLE.format(heading, "Theirs", "Ours", *first)) == []


@pytest.mark.parametrize("heading", ["Removed / not in use", "Planned, not yet enabled", "What we do not use"])
def test_a_list_of_those_who_are_not_there(tmp_path, heading):
    table = "## {}\n\n| Service | Role |\n|---|---|\n| {} | Error tracking |\n| {} | Payments |\n\n"
    text = (
        "# Sub-processors\n\n"
        + table.format("In use", "Sentry", "Stripe")
        + table.format(heading, "Mixpanel", "Twilio")
    )
    assert [fact.name for fact in read(tmp_path, "a.md", text)] == ["Sentry", "Stripe"]


def test_entries_of_known_names_need_no_heading(tmp_path):
    text = "# Policy\n\nHelp comes from others:\n\n- Sentry: error reports\n- Stripe: payments\n- Egret: city maps\n"
    assert [fact.name for fact in read(tmp_path, "a.md", text)] == ["Sentry", "Stripe", "Egret"]


def test_entries_beside_a_known_list_are_of_something_else(tmp_path):
    known = "".join(f"| {name} | Hosting |\n" for name in ("Vercel", "Supabase", "Hetzner"))
    table = f"# Sub-processors\n\n| Vendor | Purpose |\n|---|---|\n{known}\n"
    beside = (
        "## Related tickets\n\n- **ABC-59** — the agreement with each of them\n- **ABC-61** — to keep this list up\n"
    )
    assert [fact.name for fact in read(tmp_path, "a.md", table + beside)] == ["Vercel", "Supabase", "Hetzner"]


def test_the_operator_is_no_third_party(tmp_path):
    foot = "<footer><p>© 2026 Sentry Books Inc. All rights reserved.</p></footer>"
    own = ("Sentry Books", "We sell books by mail", "Leeds")
    assert [
        fact.name for fact in read(tmp_path, "a.html", cards(own, SENTRY, STRIPE).replace("</body>", foot + "</body>"))
    ] == ["Sentry", "Stripe"]


USES = "# Privacy\n\n## Third-Party Services\n\nThe app {} to draw maps. Payments are handled by RevenueCat.\n"


@pytest.mark.parametrize(
    ("says", "names"), [("uses Mapbox", ["Mapbox", "RevenueCat"]), ("does not use Mapbox", ["RevenueCat"])]
)
def test_a_section_about_third_parties_in_sentences(tmp_path, says, names):
    assert [fact.name for fact in read(tmp_path, "a.md", USES.format(says))] == names


def test_the_same_sentences_under_another_heading_count_beside_a_list_as_well(tmp_path):
    text = USES.format("uses Mapbox").replace("Third-Party Services", "How it works")
    assert [fact.name for fact in read(tmp_path, "a.md", text)] == ["Mapbox", "RevenueCat"]
    listed = f"{text}\n## Sub-processors\n\n| Vendor | Purpose |\n|---|---|\n| Sentry | Errors |\n| Stripe | Pay |\n"
    assert [fact.name for fact in read(tmp_path, "a.md", listed)] == ["Mapbox", "RevenueCat", "Sentry", "Stripe"]


def test_a_break_in_a_row_of_markdown_breaks_no_row(tmp_path):
    rows = "| Sentry | Errors | * Model<br>* IP address |\n| Stripe | Payments | * Card number |\n"
    text = (
        f"# Sub-processors\n\n| Name | Purpose | Data shared |\n|---|---|---|\n{rows}\n<div>\n</div>\n<div>\n</div>\n"
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, "a.md", text)] == [
        ("Sentry", ("Model", "IP address")),
        ("Stripe", ("Card number",)),
    ]


def test_what_known_sdks_are_called_counts_as_known(tmp_path):
    assert "sentry" in shipped_lexicons().parties.known_names


@pytest.mark.parametrize(("who", "count"), [("杭州青禾冷链物流有限公司", 1), ("Egret Haulage Ltd", 1), ("Packing", 0)])
def test_a_company_that_nobody_knows_is_told_by_its_form(tmp_path, who, count):
    rows = f"| {who} | Delivery | Name, address |\n"
    text = f"# Privacy\n\n## Deliveries\n\n| Step | Purpose | Data |\n|---|---|---|\n{rows}"
    assert len(read(tmp_path, "a.md", text)) == count


LABELS = (
    "<div class='c'><h3>{}</h3><p><b>Location</b> <i>Global</i></p>"
    "<p><b>Data processed</b> <i>{}</i></p><p>{}</p></div>"
)


def test_a_label_beside_its_value_in_a_card_tells_it(tmp_path):
    body = LABELS.format("Sentry", "Stack traces", "Tells us of errors") + LABELS.format(
        "Stripe", "Card", "Takes money"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, "a.html", page(body))] == [
        ("Sentry", "Tells us of errors", ("Stack traces",)),
        ("Stripe", "Takes money", ("Card",)),
    ]


def test_entries_below_a_name_are_told_by_a_word_of_their_labels(tmp_path):
    entry = "## {}\n\n- Country: Ireland.\n- Purpose: {}.\n- Data disclosed: {}.\n- Data security: SOC 2.\n\n"
    text = (
        "# Sub-processors\n\n"
        + entry.format("Sentry", "errors", "device model")
        + entry.format("Stripe", "pay", "card")
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, "a.md", text)] == [
        ("Sentry", ("device model",)),
        ("Stripe", ("card",)),
    ]
