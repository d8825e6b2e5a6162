"""A comparison as one HTML file: no request, both languages inside, readable without its script."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from appaudit.comparison.renderers.phrases import DIRECTIONS, NOTE, NOTHING, SAME, Phrases
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.comparison import Comparison
from appaudit.model.finding import Finding
from appaudit.report.renderers.page.content_policy import content_policy

_TEMPLATES: Final = Path(__file__).parent / "templates"
_TITLE: Final = Bilingual("版本比较", "Comparison of versions")
_COLUMNS: Final = {
    "severity": Bilingual("级别", "Severity"),
    "status": Bilingual("结论", "Status"),
    "finding": Bilingual("发现", "Finding"),
    "subject": Bilingual("对象", "Subject"),
    "change": Bilingual("变更", "Change"),
    "what": Bilingual("内容", "What"),
    "before": Bilingual("原先", "Before"),
    "after": Bilingual("现在", "Now"),
    "old": Bilingual("旧", "Old"),
    "new": Bilingual("新", "New"),
    "fix": Bilingual("怎么改", "What to do"),
}
_LISTS: Final = ("findings", "new_findings", "changed_findings", "gone_findings", "undecided")


def render(comparison: Comparison, language: Language) -> str:
    """The page, opening in `language`; the reader can switch."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("comparison.css", "comparison.js"))
    halves = [_half(comparison, Phrases(comparison, code)) for code in _order(language)]
    return environment.get_template("comparison.html.j2").render(
        language=language,
        title=halves[0]["new"],
        halves=halves,
        style=Markup(style),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704  # our own file
        content_policy=content_policy(style, script),
    )


def _order(language: Language) -> tuple[Language, Language]:
    return ("zh", "en") if language == "zh" else ("en", "zh")


def _half(comparison: Comparison, phrases: Phrases) -> dict[str, Any]:
    """All the page says in one language."""
    return {
        "language": phrases.language,
        "words": {name: phrases.say(text) for name, text in _COLUMNS.items()},
        "title": phrases.say(_TITLE),
        "old": phrases.side(comparison.old),
        "new": phrases.side(comparison.new),
        "notes": phrases.notes(),
        "nothing": phrases.say(NOTHING) if phrases.is_empty() else "",
        "lists": [view for name in _LISTS if (view := _list(comparison, phrases, name))["rows"]],
        "tables": list(phrases.tables()),
        "redline": phrases.redline(),
        "redline_heading": phrases.heading("wording"),
        "redline_count": phrases.changed_paragraphs(),
        "directions": {name: phrases.say(text) for name, text in DIRECTIONS.items()},
        "same": phrases.say(SAME, count=comparison.same_findings) if comparison.new.package else "",
        "note": phrases.say(NOTE),
    }


def _list(comparison: Comparison, phrases: Phrases, name: str) -> dict[str, Any]:
    rows = []
    for item in getattr(comparison, name):
        finding: Finding = getattr(item, "finding", item)
        severity, status, title, _ = phrases.finding(finding)
        before = "" if item is finding else phrases.grades(item.severity_before, item.status_before)
        rows.append(
            {
                "grade": finding.severity,
                "severity": severity,
                "status": status,
                "title": title,
                "subject": phrases.subject(finding),
                "before": before,
                "decided": phrases.decided(finding),
                "message": phrases.text(finding.message),
                "remediation": phrases.text(finding.remediation),
            }
        )
    return {"name": name, "heading": phrases.heading(name), "rows": rows}
