"""The report as one HTML file: no external request, both languages inside, readable without its script."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from appaudit.model.bilingual import Language
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import CONFIDENCES, SEVERITIES, STATUSES, numbered_findings
from appaudit.report.renderers.page import markup
from appaudit.report.renderers.page.data_map import data_map
from appaudit.report.renderers.page.facts import declared_only, permission_views, sdk_views
from appaudit.report.renderers.page.findings import FindingPages
from appaudit.report.renderers.page.policy import policy_view
from appaudit.report.renderers.page.regulations import families, regulation_views
from appaudit.report.renderers.page.vocabulary import PAGE
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts

EXTENSION = "html"

_TEMPLATES = Path(__file__).parent / "templates"
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
    policy = policy_view(report, names)
    style, script = _style(), _read("script.js")
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
        "families": families(regulations),
        "permissions": permission_views(report, names, numbered),
        "sdks": sdk_views(report, names, numbered),
        "declared_only": declared_only(report),
        "data_map": data_map(report, names),
        "clauses": policy.clauses,
        "documents": policy.documents,
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=markup.clean,
        bytecode_cache=_CompiledTemplates(Path(__file__).parent / "__pycache__"),
    )
    environment.filters |= {
        "both": markup.both,
        "foreign": markup.foreign,
        "foreign_both": markup.foreign_both,
        "code": markup.code,
        "address": markup.address,
        "size": markup.size,
        "tip": markup.tip,
    }
    environment.globals |= {
        "w": {key: markup.both(text) for key, text in PAGE.items()},
        "label": {key: markup.tip(text) for key, text in PAGE.items()},
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


class _CompiledTemplates(BytecodeCache):
    """Compiled templates beside Python's own, under the same rule: written where that is allowed, else not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with self._path(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except (OSError, ValueError, EOFError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._folder.mkdir(exist_ok=True)
            temporary.write_bytes(bucket.bytecode_to_string())
            temporary.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{bucket.key}.{sys.implementation.cache_tag}.bin"


@cache
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    return "\n".join(_read(name) for name in _STYLE_SHEETS)


def _content_policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
