from __future__ import annotations

import pytest
from lxml import html
from tests.support.html_page import render
from tests.support.report_builder import shop_report


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    """The HTML report of the shop."""
    return html.document_fromstring(render(shop_report()))
