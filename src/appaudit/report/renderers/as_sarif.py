"""The report as a SARIF 2.1.0 log, which code scanning services and editors read.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
Limits of an upload to GitHub: 25,000 results of which 5,000 are kept, 25,000 rules, 1,000 locations a result of which
100 are kept, 20 tags a rule of which 10 are kept
(https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit) and 10 MB
of gzip (https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/file-too-large).
All checked 2026-11-24.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.codec import encode
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import gate_line, kept_out
from appaudit.report.renderers.ordering import NumberedFinding, numbered_findings
from appaudit.report.renderers.sarif.places import Places
from appaudit.report.renderers.sarif.results import results, suppressed
from appaudit.report.renderers.sarif.rules import Rules
from appaudit.report.renderers.sarif.texts import MESSAGE_WIDTH, message, plain
from appaudit.report.renderers.unseen import missing_inputs

EXTENSION = "sarif"

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: What a code scanning service keeps; the gravest come first.
RESULTS_SHOWN = 5_000
_SURROGATE = re.compile("[\ud800-\udfff]")
#: A version inside the name of a file: 6.2.0, v1.0-rc2.
_VERSION = re.compile(r"[-_. ]?v?\d+(?:\.\d+)+(?:-?(?:rc|beta|alpha)\d*)?", re.IGNORECASE)
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_NOTIFICATIONS = {
    "undecided-rule": Bilingual(
        "规则因有内容未能读取而无法得出结论，不等于没有问题。",
        "A rule could not decide because parts were not read; this does not mean that there is no problem.",
    ),
    "missing-input": Bilingual("需要的输入没有提供或无法读取。", "An input was not supplied or could not be read."),
    "results-left-out": Bilingual("发现多于平台可接受的数量。", "There are more findings than services take."),
    "kept-out": Bilingual("使用者的选择使部分内容未列出或不计入。", "The user chose to keep something out of the log."),
}
_LEFT_OUT = Bilingual(
    "另有 {count} 项发现因平台限制未列出，见 JSON 报告。",
    "{count} more findings are left out, as services limit their number; the JSON report has them.",
)
_MISSING = Bilingual("{role}：{status} {name} {detail}", "{role}: {status} {name} {detail}")
_UNDECIDED = Bilingual("无法得出结论：{title}。原因：{reasons}", "Could not be decided: {title}. Because: {reasons}")
_NO_REASON = Bilingual("没有记录到原因", "no reason was recorded")


def render(report: Report, language: Language) -> str:
    """One run with a result per finding; texts for people in one language.

    A rule that could not decide and an input that is missing are notifications, so that a log without results
    does not look like a clean bill. Foreign text in messages is inert; elsewhere it is data, given as it is.
    """
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report, language)]}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _run(report: Report, language: Language) -> dict[str, Any]:
    numbered = numbered_findings(report)
    shown = numbered[:RESULTS_SHOWN]
    rules = Rules(report, language)
    places = Places(report)
    found = results(report, shown, rules, places, language)
    found += suppressed(report, rules, places, language)[: RESULTS_SHOWN - len(found)]
    return {
        "tool": {
            "driver": {
                "name": report.tool.name,
                "version": report.tool.version,
                "semanticVersion": report.tool.version,
                "language": _LANGUAGES[language],
                "rules": rules.descriptors(),
                "notifications": _notifications(language),
                "supportedTaxonomies": [
                    {"name": row.id, "index": index} for index, row in enumerate(report.regulations)
                ],
            }
        },
        "language": _LANGUAGES[language],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": _run_id(report)},
        "invocations": [
            {
                "executionSuccessful": True,
                **_exit(report, language),
                "toolExecutionNotifications": [
                    *_undecided(report, rules, language),
                    *_left_out(numbered, language),
                ],
                "toolConfigurationNotifications": [*_missing(report, language), *_kept_out(report, language)],
            }
        ],
        "originalUriBaseIds": places.bases(language),
        "artifacts": places.artifacts(),
        "results": found,
        "taxonomies": _taxonomies(report, language),
        "properties": {
            "asOf": report.tool.as_of,
            "rulesDigest": report.tool.rules_digest,
            "knowledgeDate": report.tool.knowledge_date,
            "knowledgeDays": report.tool.knowledge_days,
            "verdict": report.summary.verdict.in_language(language),
            **({"previous": encode(report.previous)} if report.previous else {}),
        },
    }


def _run_id(report: Report) -> str:
    """One package of one app is one series of runs: a service compares a run with the last of the same id.

    Builds of one app that are published side by side (for stores, for processors) are told apart by the names of their
    files; the version in a name would begin a new series with each release.
    """
    artifact = report.artifact
    stem = _VERSION.sub("", artifact.path.rpartition(".")[0] or artifact.path).strip("-_. ")
    parts = [
        quote(part, safe="", errors="surrogatepass") for part in (report.tool.name, artifact.package, stem) if part
    ]
    return "/".join(parts) + "/"


def _notifications(language: Language) -> list[dict[str, Any]]:
    """The kinds of notifications; services want each documented as rules are."""
    kinds = []
    for name, text in _NOTIFICATIONS.items():
        described = message(text.in_language(language))
        kinds.append({"id": name, "shortDescription": described, "fullDescription": described, "help": described})
    return kinds


def _undecided(report: Report, rules: Rules, language: Language) -> list[dict[str, Any]]:
    notifications = []
    for item in report.inconclusive:
        reasons = "; ".join(
            dict.fromkeys(
                f"{gap.part}: {words.word(words.REASON, gap.reason).in_language(language)}" for gap in item.reasons
            )
        )
        text = _UNDECIDED.format(
            title=item.title.in_language(language), reasons=reasons or _NO_REASON.in_language(language)
        )
        notifications.append(
            {
                "descriptor": {"id": "undecided-rule", "index": 0},
                "associatedRule": rules.reference(item.rule_id),
                "level": "warning",
                "message": message(text.in_language(language)),
            }
        )
    return notifications


def _missing(report: Report, language: Language) -> list[dict[str, Any]]:
    notifications = []
    for item in missing_inputs(report):
        text = _MISSING.format(
            role=words.word(words.ROLE, item.role).in_language(language),
            status=words.word(words.INPUT_STATUS, item.status).in_language(language),
            name=item.name,
            detail=item.detail.in_language(language) if item.detail else "",
        )
        notifications.append(
            {
                "descriptor": {"id": "missing-input", "index": 1},
                "level": "warning" if item.status == "unreadable" else "note",
                "message": message(text.in_language(language).strip()),
            }
        )
    return notifications


def _exit(report: Report, language: Language) -> dict[str, Any]:
    """How the scan ends and why."""
    gate = report.gate
    if gate is None:
        return {}
    reasons = [reason.text.in_language(language) for reason in gate.reasons]
    return {
        "exitCode": gate.exit_code,
        "exitCodeDescription": plain("\n".join([gate_line(gate).in_language(language), *reasons]), MESSAGE_WIDTH),
    }


def _kept_out(report: Report, language: Language) -> list[dict[str, Any]]:
    return [
        {"descriptor": {"id": "kept-out", "index": 3}, "level": "note", "message": message(note.in_language(language))}
        for note in kept_out(report)
    ]


def _left_out(numbered: tuple[NumberedFinding, ...], language: Language) -> list[dict[str, Any]]:
    count = len(numbered) - RESULTS_SHOWN
    if count <= 0:
        return []
    return [
        {
            "descriptor": {"id": "results-left-out", "index": 2},
            "level": "warning",
            "message": message(_LEFT_OUT.format(count=count).in_language(language)),
        }
    ]


def _taxonomies(report: Report, language: Language) -> list[dict[str, Any]]:
    """The regulations, each item a taxon that results point to."""
    return [
        {
            "name": row.id,
            "fullName": row.title.in_language(language),
            **({"informationUri": row.source} if row.source.isascii() and row.source else {}),
            "shortDescription": message(row.title.in_language(language)),
            "language": _LANGUAGES[language],
            "taxa": [
                {
                    "id": item.item,
                    "shortDescription": message(item.title.in_language(language)),
                    "properties": {"status": item.status, "reason": item.reason.in_language(language)},
                }
                for item in row.items
            ],
        }
        for row in report.regulations
    ]
