"""What the HTML pages share: the template environment, the style sheets, the script, and the policy on content."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from appaudit.model.facts.kinds import name_of_kind
from appaudit.model.platforms import name_of_platform
from appaudit.report.renderers import words
from appaudit.report.renderers.knowledge_words import knowledge_line
from appaudit.report.renderers.ordering import CONFIDENCES, SEVERITIES, STATUSES
from appaudit.report.renderers.page import markup
from appaudit.report.renderers.page.vocabulary import PAGE
from appaudit.report.renderers.template_cache import CompiledTemplates

_STYLE_SHEETS = ("styles.css", "sections.css", "devices.css")


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
def environment() -> Environment:
    """The environment of the page templates; every value is escaped."""
    made = Environment(
        loader=_templates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=markup.clean,
    )
    made.filters |= {
        "both": markup.both,
        "opened": markup.opened,
        "foreign": markup.foreign,
        "foreign_both": markup.foreign_both,
        "foreign_lines": markup.foreign_lines,
        "code": markup.code,
        "symbol": lambda step: markup.symbol(step.package, step.name),
        "address": markup.address,
        "size": markup.size,
        "number": markup.number,
        "named": markup.named,
        "tip": markup.tip,
    }
    made.globals |= {
        "w": _Words({key: markup.both(text) for key, text in PAGE.items()}),
        "label": _Words({key: markup.tip(text) for key, text in PAGE.items()}),
        "page_words": PAGE,
        "words": words,
        "word": words.word,
        "kind_name": name_of_kind,
        "platform_name": name_of_platform,
        "knowledge_line": knowledge_line,
        "named": markup.named,
        "icon": markup.icon,
        "badge": markup.badge,
        "severities": SEVERITIES,
        "statuses": STATUSES,
        "confidences": CONFIDENCES,
    }
    return made


@cache
def _templates() -> CompiledTemplates:
    return CompiledTemplates(Path(__file__).parent.parent / "templates")


@cache
def style_sheet() -> str:
    """The styles of all pages."""
    return "\n".join(map(_templates().text, _STYLE_SHEETS))


def script_text() -> str:
    """The script of all pages: what it adds, a page does without where no script runs."""
    return _templates().text("script.js")
