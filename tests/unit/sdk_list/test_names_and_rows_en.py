"""Cells and lines of English lists that hold more than a name: forms of companies, titles of links, places."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


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


def test_titles_of_links_to_policies_are_no_part_of_a_name(tmp_path):
    def row(cell: str) -> str:
        return f"<tr><td>{cell}</td><td>Hosting</td><td>Account data</td></tr>"

    links = '<a href="https://egret.example/privacy">Privacy</a> · <a href="https://egret.example/dpa">DPA</a>'
    page = (
        "<html><body><h1>Subprocessors</h1><table><tr><th>Vendor</th><th>Purpose</th><th>Data handled</th></tr>"
        + row(f"<b>Egret GmbH</b><br>{links}")
        + row("Finch Ltd (<a href='https://finch.example/privacy'>Privacy Policy</a>)")
        + row("<a href='https://badger.example'>Privacy Badger</a>")
        + row("Crow (<a href='https://crow.example'>crow.example</a>, <a href='https://crow.example/p'>Privacy</a>)")
        + "</table></body></html>"
    )
    facts = read(tmp_path, page, "list.html")
    assert [(fact.name, fact.link) for fact in facts] == [
        ("Egret GmbH", "https://egret.example/privacy"),
        ("Finch Ltd", "https://finch.example/privacy"),
        ("Privacy Badger", "https://badger.example"),
        ("Crow (crow.example, Privacy)", "https://crow.example"),
    ]
