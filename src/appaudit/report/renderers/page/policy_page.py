"""A policy read without an app, as one HTML file: its clauses beside its text, and what rules on policies find."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import numbered_findings
from appaudit.report.renderers.page.content_policy import content_policy
from appaudit.report.renderers.page.environment import environment, script_text, style_sheet
from appaudit.report.renderers.page.findings import FindingPages
from appaudit.report.renderers.page.policy import PolicyView, policy_view
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts
from appaudit.report.renderers.verdict_words import DECISION, decided, verdict_notes

#: Inputs that this page is about; the others are not missing from it.
_ROLES = ("policy",)
_QUOTES_OF_A_TYPE = 2


def render(report: Report, language: Language) -> str:
    """The page, opening in `language`; made of the same parts as the report, under the same policy on content."""
    return environment().get_template("policy_page.html.j2").render(_values(report, language))


def _values(report: Report, language: Language) -> dict[str, Any]:
    names = words.Names(report)
    numbered = numbered_findings(report)
    policy = policy_view(report, names, numbered, is_whole=True)
    parts = unseen_parts(report)
    style, script = style_sheet(), script_text()
    return {
        "report": report,
        "language": language,
        "names": names,
        "style": Markup(style),  # noqa: S704  # our own file
        "script": Markup(script),  # noqa: S704  # our own file
        "content_policy": content_policy(style, script, has_images=True),
        "groups": FindingPages(report, names, policy.anchors).groups(numbered),
        "unseen": parts,
        "missing": [item for item in missing_inputs(report, listed=parts) if item.role in _ROLES],
        "policy": policy,
        "decisions": DECISION,
        "decided": decided,
        "verdict_notes": verdict_notes(report),
        "verdict": _verdict(policy),
        "named_data": _named_data(report, names),
    }


class NamedData(NamedTuple):
    """A type of data that the text names, with where; `is_denied` where it says that it does not collect it."""

    name: Bilingual
    is_denied: bool
    quotes: tuple[str, ...]


def _named_data(report: Report, names: words.Names) -> list[NamedData]:
    """One row for each type: the same is often named for several purposes."""
    quotes: dict[tuple[str, bool], dict[str, None]] = {}
    for item in report.facts.policy.data_types:
        found = quotes.setdefault((item.id, item.polarity == "deny"), {})
        found.update(dict.fromkeys(quote.text for quote in item.quotes))
    return [
        NamedData(names.data_type(identifier), is_denied, tuple(found)[:_QUOTES_OF_A_TYPE])
        for (identifier, is_denied), found in quotes.items()
    ]


def _verdict(policy: PolicyView) -> Bilingual:
    """How many clauses there are and how they stand, in a sentence."""
    total = len(policy.clauses)
    zh = "，".join(f"{count}项{word.zh}" for _, word, count in policy.counts)
    en = ", ".join(f"{count} {word.en.lower()}" for _, word, count in policy.counts)
    return Bilingual(f"对照{total}项条款：{zh}。", f"Of {total} clauses: {en}.")
