"""The summary of a product as one HTML file: no request, both languages inside, readable without its script."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from appaudit.model.bilingual import Language
from appaudit.model.product import Product, ProductPackage
from appaudit.product.renderers import phrases
from appaudit.report.renderers import words
from appaudit.report.renderers.artifact_words import kind_of
from appaudit.report.renderers.page.content_policy import content_policy
from appaudit.report.renderers.page.environment import environment, style_sheet

EXTENSION = "html"

_TEMPLATES: Final = Path(__file__).parent / "templates"
#: The format to whose places findings lead.
_PAGE: Final = "html"


def render(product: Product, language: Language) -> str:
    """The page, opening in `language`; styled as the page of a report, under the same policy on content."""
    from jinja2 import ChoiceLoader, FileSystemLoader
    from markupsafe import Markup

    shared = environment()
    loader = ChoiceLoader([FileSystemLoader(_TEMPLATES), *([shared.loader] if shared.loader else [])])
    style = style_sheet() + (_TEMPLATES / "product.css").read_text(encoding="utf-8")
    script = (_TEMPLATES / "product.js").read_text(encoding="utf-8")
    values: dict[str, Any] = {
        "product": product,
        "language": language,
        "p": phrases.WORDS,
        "title": phrases.title_of(product),
        "gate_line": phrases.gate_line(product),
        "phrases": phrases,
        "item_names": phrases.item_names(product),
        "unseen": [(package, item) for package in product.packages for item in package.unseen],
        "links": _links(product),
        "pages": {package.letter: _page(package) for package in product.packages},
        "link": quote,
        "kind_of": kind_of,
        "shown_statuses": ("fail", "suspected", "review"),
        "style": Markup(style),  # noqa: S704  # our own files
        "script": Markup(script),  # noqa: S704  # our own file
        "content_policy": content_policy(style, script, has_images=True),
        "item_words": words.ITEM_STATUS,
    }
    return shared.overlay(loader=loader).get_template("product.html.j2").render(values)


def _page(package: ProductPackage) -> str:
    return quote(package.reports[_PAGE]) if _PAGE in package.reports else ""


def _links(product: Product) -> dict[str, str]:
    """Where each finding is shown with its evidence: in the report of its package, else in the list of this page."""
    return {
        finding.ref: f"{page}#{finding.number}" if (page := _page(package)) else f"#{package.letter}-{finding.number}"
        for package in product.packages
        for finding in package.findings
    }
