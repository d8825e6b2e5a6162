"""A policy among the texts of an app: a page is read as one, with its tables."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.model.artifact import Text
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.pipeline.document_files import read_files
from appaudit.stages import Stages

OPENING = (
    "<h1>Privacy Policy</h1><h3>1. Third-party Service Providers</h3>"
    "<p>We may engage the following third-party service providers in order to provide us with the necessary "
    "infrastructure for our services:</p>"
)
ROWS = [
    ("AppLovin Corporation", "Ad management service provider"),
    ("Amazon.com, Inc.", "Ad management service provider"),
    ("Amplitude Inc", "Analytics service provider"),
    ("Vungle, Inc.", "Analytics service provider"),
]


def page(headings: list[str]) -> str:
    cells = [[name, use, "U.S.A.", f"https://{name[:4].lower()}.example.com/privacy"] for name, use in ROWS]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    return f"<html><body>{OPENING}<table><tr>{head}</tr>{rows}</table></body></html>"


def shown(markup: str) -> str:
    return markup.replace("<", "\n<").replace(">", ">\n")


def declared(text: Text) -> dict[str, str]:
    reading = read_files([], [], shipped_catalog(), Stages(), [text], "android")
    return {fact.name: fact.purpose for fact in reading.facts if isinstance(fact, DeclaredSdkFact)}


def text_of(markup: str) -> str:
    """What a page says without its tags, a line each, as the texts of an app are kept."""
    lines = shown(markup).split("\n")
    return "\n".join(line for line in lines if line and not line.startswith("<"))


@pytest.mark.parametrize(
    "headings",
    [
        ["Entity name", "Services performed", "Entity location", "Link"],
        ["Partner name", "Service provided", "Country", "Privacy policy"],
        ["Vendor name", "Services provided", "Location", "Policy"],
    ],
)
def test_the_table_of_a_page_in_the_app_is_a_list_of_third_parties(headings: list[str]) -> None:
    markup = page(headings)
    assert declared(Text(place="res/raw/policy.html", text=text_of(markup), markup=markup)) == dict(ROWS)


def test_a_table_about_something_else_is_none() -> None:
    markup = page(["Month", "Weather", "Country", "Page"]).replace("service provider", "rain")
    for (name, _), month in zip(ROWS, ("May", "June", "July", "August"), strict=True):
        markup = markup.replace(name, month)
    assert declared(Text(place="res/raw/policy.html", text=text_of(markup), markup=markup)) == {}


def test_a_page_that_scripts_show_is_read_by_its_texts() -> None:
    said = "Privacy Policy\n" + "We share your device identifier with Vungle for advertising. " * 30
    markup = f"<html><body><p>Privacy Policy</p><div style='display:none'>{said}</div></body></html>"
    reading = read_files(
        [], [], shipped_catalog(), Stages(), [Text(place="assets/p.html", text=said, markup=markup)], "android"
    )
    assert reading.texts[0].text.strip() == said.strip()
