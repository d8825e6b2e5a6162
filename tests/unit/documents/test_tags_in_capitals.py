"""Pages with tags in capitals, as old programs write them, or with few tags are pages of HTML."""

from __future__ import annotations

import re

from appaudit.documents.document import PolicyDocument, document_from_bytes

_PAGE = (
    "<h2>Third-party SDKs</h2>\n<ul>\n<li>Stripe for payments</li>\n<li>Sentry for crashes</li>\n</ul>\n"
    "<table><tr><th>SDK</th><th>Purpose</th></tr><tr><td>Egret SDK</td><td>maps</td></tr></table>\n<p>We are.</p>\n"
)


def _read(page: str) -> PolicyDocument:
    return document_from_bytes("page.html", page.encode())


def test_tags_in_capitals_are_those_of_a_page():
    small = _read(_PAGE)
    capital = _read(re.sub(r"</?[a-z0-9]+", lambda tag: tag.group().upper(), _PAGE))
    assert [(block.kind, block.start) for block in capital.blocks] == [
        (block.kind, block.start) for block in small.blocks
    ]
    assert [block.kind for block in small.blocks] == ["heading", "item", "item", "row", "row", "paragraph"]


def test_components_that_are_called_as_elements_are_stay_components():
    page = (
        "<Section>\n<Heading>Our SDKs</Heading>\n<Text>We use Stripe.</Text>\n<Text>We use Sentry.</Text>\n</Section>\n"
    )
    assert [line for line in _read(page).text.splitlines() if line] == ["Our SDKs", "We use Stripe.", "We use Sentry."]


def test_a_page_by_its_name_needs_one_tag_that_it_begins_with():
    page = "<!-- made -->\n<ion-header>Policy</ion-header>\n<ion-content><p>We&nbsp;use Stripe.</p></ion-content>\n"
    assert "We use Stripe." in _read(page).text
    assert _read("Policy\n\nWe use Stripe, and &amp; is no mark of ours.\n").text.endswith(
        "&amp; is no mark of ours.\n"
    )
