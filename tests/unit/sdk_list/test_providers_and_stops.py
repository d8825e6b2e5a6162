"""Providers beside what they do, entries that a full stop parts, keys that say it best, initials; and near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, name: str = "list.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.company, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


PROVIDERS = (
    "# Subprocessors\n\n| Provider | Service | Data |\n|---|---|---|\n| {0} | {1} | email |\n| Neon | {2} | logs |\n"
)


def test_a_service_that_says_what_is_done_is_no_name(tmp_path):
    rows = read(tmp_path, PROVIDERS.format("Vercel", "Frontend hosting", "PostgreSQL database hosting (managed)"))
    assert rows == [
        ("Vercel", "", "Frontend hosting"),
        ("Neon", "", "PostgreSQL database hosting (managed)"),
    ]


@pytest.mark.parametrize("product", ["Google Maps", "Egret SDK", "Bluebird"])
def test_a_service_that_is_a_product_is_the_name(tmp_path, product):
    rows = read(tmp_path, PROVIDERS.format("Google LLC", product, "Neon Postgres"))
    assert rows == [(product, "Google LLC", ""), ("Neon Postgres", "Neon", "")]


SUBPROCESSORS = (
    "# Sub-processors\n\n| Sub-processor | Service | Data processed |\n|---|---|---|\n"
    "| {} | {} | logs |\n| {} | {} | email |\n"
)


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (
            ("Heron Cloud, Inc.", "Hosting and storage", "Egret Mail", "Sending e-mail"),
            [("Heron Cloud, Inc.", "", "Hosting and storage"), ("Egret Mail", "", "Sending e-mail")],
        ),
        (
            ("Google LLC", "Firebase Analytics", "Sentry Inc.", "Sentry"),
            [("Firebase Analytics", "Google LLC", ""), ("Sentry", "Sentry Inc.", "")],
        ),
    ],
)
def test_a_service_of_a_sub_processor_is_what_it_does_unless_it_is_a_product(tmp_path, cells, rows):
    assert read(tmp_path, SUBPROCESSORS.format(*cells)) == rows


STOPPED = (
    "## Service Providers\n\nWe share data with these third parties:\n\n"
    "- {0}\n- Supabase. Backend database and hosting.\n"
)


def test_a_full_stop_parts_a_known_name_from_what_it_is_for(tmp_path):
    rows = read(tmp_path, STOPPED.format("Google (Firebase Cloud Messaging). Delivery of push notifications. Fast."))
    assert rows == [
        ("Google (Firebase Cloud Messaging)", "", "Delivery of push notifications"),
        ("Supabase", "", "Backend database and hosting"),
    ]


def test_a_full_stop_behind_what_is_no_known_name_parts_two_sentences(tmp_path):
    rows = read(tmp_path, STOPPED.format("Your choices. Delivery of push notifications can be switched off."))
    assert [name for name, _, _ in rows] == ["Supabase"]


@pytest.mark.parametrize(
    ("entry", "purpose"),
    [
        ('{name: "白鹭SDK", useCase: "应用崩溃时", purpose: "排查异常"}', "排查异常"),
        ('{name: "白鹭SDK", purpose: "排查异常", useCase: "应用崩溃时"}', "排查异常"),
        ('{name: "白鹭SDK", useCase: "应用崩溃时"}', "应用崩溃时"),
    ],
)
def test_of_two_keys_of_a_purpose_the_one_called_so_counts(tmp_path, entry, purpose):
    script = f'export const sdks = [{entry}, {{name: "青鸟SDK", purpose: "推送", company: "青鸟有限公司"}}];\n'
    assert read(tmp_path, script, "sdks.js")[0] == ("白鹭SDK", "", purpose)


@pytest.mark.parametrize(
    ("name", "company"),
    [("Amazon Web Services (AWS)", ""), ("Elastic Storage (AWS)", "AWS"), ("Egret Analytics (Google)", "Google")],
)
def test_initials_behind_a_name_are_no_company(tmp_path, name, company):
    table = f"# Third-party SDKs\n\n| SDK | Purpose |\n|---|---|\n| {name} | hosting |\n| Bluebird SDK | push |\n"
    assert read(tmp_path, table)[0] == (name, company, "hosting")
