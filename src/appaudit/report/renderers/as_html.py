"""The report as one HTML file: no external request, both languages inside, readable without its script."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from appaudit.model.bilingual import Language
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.artifact_words import has_levels, identifier_of, kind_of
from appaudit.report.renderers.gate_words import gate_line, kept_out
from appaudit.report.renderers.module_words import modules_said, signature_said
from appaudit.report.renderers.ordering import NumberedFinding, numbered_findings
from appaudit.report.renderers.page.charges import charges
from appaudit.report.renderers.page.content_policy import content_policy
from appaudit.report.renderers.page.data_map import data_map
from appaudit.report.renderers.page.environment import environment, script_text, style_sheet
from appaudit.report.renderers.page.facts import declared_only, permission_views, sdk_views
from appaudit.report.renderers.page.findings import FindingPages
from appaudit.report.renderers.page.policy import policy_view
from appaudit.report.renderers.page.regulations import families, regulation_views
from appaudit.report.renderers.plain import safe_line, shortened
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts
from appaudit.report.renderers.verdict_words import DECISION, decided, history

EXTENSION = "html"

_HEAD_WIDTH = 110


def render(report: Report, language: Language) -> str:
    """The page, opening in `language`; the reader can switch.

    The policy of the page forbids every request, and every script and style but its own two, which are named
    by their hashes.
    """
    return environment().get_template("report.html.j2").render(_values(report, language))


def _values(report: Report, language: Language) -> dict[str, Any]:
    names = words.Names(report)
    numbered = numbered_findings(report)
    regulations = regulation_views(report, names, numbered)
    lists = families(regulations)
    policy = policy_view(report, names, numbered)
    parts = unseen_parts(report)
    style, script = style_sheet() + _running_head(report), script_text()
    return {
        "report": report,
        "language": language,
        "names": names,
        "style": Markup(style),  # noqa: S704  # our own file
        "script": Markup(script),  # noqa: S704  # our own file
        "content_policy": content_policy(style, script, has_images=True),
        "plan_numbers": {step.order: _numbers(numbered, step.closes) for step in report.plan},
        "plan_helps": {step.order: _numbers(numbered, step.helps) for step in report.plan},
        "gate": report.gate,
        "gate_line": gate_line(report.gate) if report.gate else None,
        "kept_out": kept_out(report),
        "history": history(report),
        "kind_of": kind_of,
        "identifier_of": identifier_of,
        "has_levels": has_levels,
        "modules": modules_said(report.artifact.modules),
        "signature": signature_said(report),
        "decisions": DECISION,
        "decided": decided,
        "groups": FindingPages(report, names, policy.anchors).groups(numbered),
        "unseen": parts,
        "missing": missing_inputs(report, listed=parts),
        "regulations": regulations,
        "charges": charges(lists, names, numbered),
        "families": lists,
        "permissions": permission_views(report, names, numbered),
        "sdks": sdk_views(report, names, numbered),
        "declared_only": declared_only(report),
        "data_map": data_map(report, names),
        "policy": policy,
    }


def _numbers(numbered: tuple[NumberedFinding, ...], ids: tuple[str, ...]) -> list[str]:
    return [item.number for item in numbered if item.finding.id in ids]


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
