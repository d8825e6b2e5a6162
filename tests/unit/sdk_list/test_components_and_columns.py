"""Pages of components with titles and tables in their attributes, and tables headed in other languages of Europe."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")
read_page = reader_of("page.tsx")


def test_a_component_makes_a_table_of_the_arrays_in_its_attributes(tmp_path):
    page = (
        '<Section title="Sub-processors">\n<p>We use:</p>\n'
        "<Table headers={['Provider', 'Role', 'Location']} rows={[\n"
        "  ['Supabase', 'Database hosting', 'Singapore'],\n  ['Stripe', 'Payments', 'Ireland'],\n]} />\n</Section>\n"
    )
    assert [(fact.name, fact.purpose) for fact in read_page(tmp_path, page)] == [
        ("Supabase", "Database hosting"),
        ("Stripe", "Payments"),
    ]


def test_the_title_of_a_component_heads_what_stands_in_it(tmp_path):
    body = "<b>Supabase</b> — database.<br /><b>Egretmail</b> — mail.<br />"
    of_parties = f'<Section title="Third parties we use">{body}</Section>'
    of_others = f'<Section title="Colours we like">{body.replace("Supabase", "Egretblue")}</Section>'
    assert [fact.name for fact in read_page(tmp_path, of_parties)] == ["Supabase", "Egretmail"]
    assert read_page(tmp_path, of_others) == []


@pytest.mark.parametrize(
    "headings",
    [
        "Prestataire | Finalité | Données",
        "Anbieter | Zweck | Verarbeitete Daten",
        "Proveedor | Finalidad | Datos compartidos",
        "Fornitore | Scopo | Dati trattati",
    ],
)
def test_tables_of_processors_in_other_languages_are_read_by_their_headings(tmp_path, headings):
    text = (
        f"# Sub-processors\n\n| {headings} |\n|---|---|---|\n| Supabase | Infra | Email |\n| Stripe | Pago | Nome |\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Supabase", "Infra", ("Email",)),
        ("Stripe", "Pago", ("Nome",)),
    ]


def test_services_told_at_length_are_no_names_beside_their_providers(tmp_path):
    rows = (
        "| DigitalOcean | Managed hosting, compute, and databases |\n| Postmark | Delivery of mail, and of receipts |\n"
    )
    text = f"# Subprocessor list\n\n| Provider | Service |\n|---|---|\n{rows}"
    named = text.replace("Managed hosting, compute, and databases", "Droplets").replace(
        "Delivery of mail, and of receipts", "Streams"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("DigitalOcean", "Managed hosting, compute, and databases"),
        ("Postmark", "Delivery of mail, and of receipts"),
    ]
    assert {fact.name for fact in read(tmp_path, named)} & {"Droplets", "DigitalOcean"}


def test_entries_of_arrays_and_the_company_above_all(tmp_path):
    code = (
        "section('Third-Party Services', [\n'Firebase (Google) — sign-in',\n'Egretcloud — AI inference',\n]),\n"
        "section('Your Rights', [\n'Access your data — view in the app',\n]),\n"
    )
    assert [fact.name for fact in reader_of("page.dart")(tmp_path, code)] == ["Firebase (Google)", "Egretcloud"]
    lead = "Our app uses several Firebase services provided by Google LLC, including:"
    text = (
        f"# P\n\nHi.\n\n## Use of services\n\n{lead}\n\n- Firebase Analytics: counts\n"
        "- Firebase Storage: keeps files\n\n"
        "Data collected via Firebase may include device identifiers and crash data.\n"
    )
    assert [(fact.name, fact.company, fact.data) for fact in read(tmp_path, text)] == [
        ("Firebase Analytics", "Google LLC", ("device identifiers", "crash data")),
        ("Firebase Storage", "Google LLC", ("device identifiers", "crash data")),
    ]


def test_who_a_merchant_of_record_is_is_not_who_we_are(tmp_path):
    text = (
        "# P\n\nPayments are processed by Paddle.com (our Merchant of Record).\n\n"
        "## Data sharing\n\nWe share data with:\n\n"
        "- **Paddle.com** — payment processing\n- **Hetzner Online GmbH** — hosting\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Paddle.com", "Hetzner Online GmbH"]


def test_entries_with_a_use_behind_for(tmp_path):
    entries = "- OpenWeather for weather data\n- Giphy for GIF search\n- Google Analytics for Firebase\n"
    text = f"# P\n\nHi.\n\n## Third-party services\n\nWe use:\n\n{entries}"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)][1:] == [
        ("Giphy", "GIF search"),
        ("Google Analytics for Firebase", ""),
    ]
