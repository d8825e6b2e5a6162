"""The report as one HTML file: no external request, both languages inside, readable without its script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from appaudit.model.bilingual import Language
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import CONFIDENCES, SEVERITIES, STATUSES, numbered_findings
from appaudit.report.renderers.page import markup
from appaudit.report.renderers.page.charges import charges
from appaudit.report.renderers.page.data_map import data_map
from appaudit.report.renderers.page.facts import declared_only, permission_views, sdk_views
from appaudit.report.renderers.page.findings import FindingPages
from appaudit.report.renderers.page.policy import policy_view
from appaudit.report.renderers.page.regulations import families, regulation_views
from appaudit.report.renderers.page.vocabulary import PAGE
from appaudit.report.renderers.plain import safe_line, shortened
from appaudit.report.renderers.template_cache import CompiledTemplates
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts

EXTENSION = "html"

_HEAD_WIDTH = 110

_STYLE_SHEETS = ("styles.css", "sections.css", "devices.css")


def render(report: Report, language: Language) -> str:
    """The page, opening in `language`; the reader can switch.

    The policy of the page forbids every request, and every script and style but its own two, which are named
    by their hashes.
    """
    return _environment().get_template("report.html.j2").render(_values(report, language))


def _values(report: Report, language: Language) -> dict[str, Any]:
    names = words.Names(report)
    numbered = numbered_findings(report)
    regulations = regulation_views(report, names, numbered)
    lists = families(regulations)
    policy = policy_view(report, names, numbered)
    style, script = _style() + _running_head(report), _templates().text("script.js")
    return {
        "report": report,
        "language": language,
        "names": names,
        "style": Markup(style),  # noqa: S704  # our own file
        "script": Markup(script),  # noqa: S704  # our own file
        "content_policy": _content_policy(style, script),
        "groups": FindingPages(report, names, policy.anchors).groups(numbered),
        "unseen": unseen_parts(report),
        "missing": missing_inputs(report),
        "regulations": regulations,
        "charges": charges(lists, names, numbered),
        "families": lists,
        "permissions": permission_views(report, names, numbered),
        "sdks": sdk_views(report, names, numbered),
        "declared_only": declared_only(report),
        "data_map": data_map(report, names),
        "policy": policy,
    }


class _Words:
    """Words by name; attributes, because a template finds them at once, and a key only after a failed attribute."""

    def __init__(self, words: dict[str, Markup]) -> None:
        self.__dict__.update(words)

    def __getitem__(self, name: str) -> Markup:
        word: Markup = self.__dict__[name]
        return word

    def __contains__(self, name: str) -> bool:
        return name in self.__dict__


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=_templates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=markup.clean,
    )
    environment.filters |= {
        "both": markup.both,
        "foreign": markup.foreign,
        "foreign_both": markup.foreign_both,
        "code": markup.code,
        "symbol": lambda step: markup.symbol(step.package, step.name),
        "address": markup.address,
        "size": markup.size,
        "number": markup.number,
        "named": markup.named,
        "tip": markup.tip,
    }
    environment.globals |= {
        "w": _Words({key: markup.both(text) for key, text in PAGE.items()}),
        "label": _Words({key: markup.tip(text) for key, text in PAGE.items()}),
        "page_words": PAGE,
        "words": words,
        "word": words.word,
        "named": markup.named,
        "icon": markup.icon,
        "badge": markup.badge,
        "severities": SEVERITIES,
        "statuses": STATUSES,
        "confidences": CONFIDENCES,
    }
    return environment


@cache
def _templates() -> CompiledTemplates:
    return CompiledTemplates(Path(__file__).parent / "templates")


@cache
def _style() -> str:
    return "\n".join(map(_templates().text, _STYLE_SHEETS))


def _running_head(report: Report) -> str:
    """What stands on top of every printed page: whose report it is, of which file, on which day."""
    app = report.artifact
    parts = (" ".join(filter(None, (app.label or app.package or app.path, app.version_name))), report.tool.as_of)
    texts = (*parts, f"SHA-256 {app.sha256[:16]}")
    # Foreign text inside a style sheet: every character but letters and digits becomes an escape.
    escaped = "".join(
        character if character.isalnum() else f"\\{ord(character):06x}"
        for character in shortened(safe_line(" · ".join(filter(None, texts))), _HEAD_WIDTH)
    )
    return (
        f'\n@media print {{ @page {{ @top-left {{ content: "{escaped}"; font: 8pt sans-serif; color: #555; }} }} }}\n'
    )


def _content_policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
