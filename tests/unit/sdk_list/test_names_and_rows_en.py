"""Cells and lines of English lists that hold more than a name: forms of companies, titles of links, places."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, name: str = "list.md") -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


HEAD = "# Sub-processors\n\n| Sub-processor | Purpose | Data |\n|---|---|---|\n"


def test_the_form_of_a_company_behind_a_comma_is_no_second_name(tmp_path):
    rows = "| GitHub, Inc. (Microsoft) | Source control | Code |\n| Stripe, PayPal | Payments | Cards |\n"
    facts = read(tmp_path, HEAD + rows)
    assert [(fact.name, fact.company) for fact in facts] == [
        ("GitHub, Inc. (Microsoft)", "Microsoft"),
        ("Stripe", ""),
        ("PayPal", ""),
    ]


def test_two_services_of_one_company_in_one_table_are_two(tmp_path):
    rows = "| Egret Corp. | Hosting | All records |\n| Egret Corp. (Nest ID) | Login | Email |\n"
    facts = read(tmp_path, HEAD + rows)
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Egret Corp.", "Hosting", ("All records",)),
        ("Egret Corp. (Nest ID)", "Login", ("Email",)),
    ]


def test_a_section_is_that_of_the_row_that_sums_it_up(tmp_path):
    table = HEAD + "| Egret | Hosting | All records |\n| Finch | Payments | Cards |\n"
    section = "\n## Egret (hosting)\n\n- Purpose: Hosting of the app\n- Data: All records\n"
    facts = read(tmp_path, table + section)
    assert [fact.name for fact in facts] == ["Egret", "Finch"]
