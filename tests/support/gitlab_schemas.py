"""What GitLab takes as reports, written down from its documentation as JSON Schemas; nothing is copied.

- Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format (the table of properties).
- SAST: version 15.2.1 of https://gitlab.com/gitlab-org/security-products/security-report-schemas, the properties that
  we write with their limits, and closed against any other, so that a misspelt one does not pass.

Both read 2026-11-27 in the copies of gitlabhq/gitlabhq on GitHub.
"""

from __future__ import annotations

from typing import Any


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


_TEXT = {"type": "string", "minLength": 1}
_RELATIVE = {"type": "string", "minLength": 1, "pattern": r"^(?!/|\./|\.\./|[a-z]+:)"}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"}
_ADDRESS = {"type": "string", "pattern": r"^(https?|ftp)://.+"}

CODE_QUALITY: dict[str, Any] = {
    "type": "array",
    "items": _object(
        ["description", "check_name", "fingerprint", "severity", "location"],
        description=_TEXT,
        check_name=_TEXT,
        fingerprint=_TEXT,
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=_object(
            ["path", "lines"], path=_RELATIVE, lines=_object(["begin"], begin={"type": "integer", "minimum": 1})
        ),
    ),
}

_PROGRAM = _object(
    ["id", "name", "version", "vendor"], id=_TEXT, name=_TEXT, version=_TEXT, vendor=_object(["name"], name=_TEXT)
)
_IDENTIFIER = _object(["type", "name", "value"], type=_TEXT, name=_TEXT, value=_TEXT, url=_ADDRESS)
_MESSAGE = _object(["level", "value"], level={"enum": ["info", "warn", "fatal"]}, value=_TEXT)
_OPTION = _object(
    ["name", "value"],
    name={"type": "string", "minLength": 1, "maxLength": 255},
    source={"enum": ["argument", "file", "env_variable", "other"]},
    value={"type": ["boolean", "integer", "null", "string"]},
)
_VULNERABILITY = _object(
    ["id", "identifiers", "location", "name", "description", "severity", "solution"],
    id=_TEXT,
    name={"type": "string", "maxLength": 255},
    description={"type": "string", "maxLength": 1_048_576},
    severity={"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
    solution={"type": "string", "maxLength": 7_000},
    identifiers={"type": "array", "minItems": 1, "items": _IDENTIFIER},
    links={"type": "array", "items": _object(["url"], url=_ADDRESS)},
    location=_object(
        ["file", "start_line"],
        **{"file": _RELATIVE, "start_line": {"type": "integer", "minimum": 1}, "class": _TEXT, "method": _TEXT},
    ),
)

SAST: dict[str, Any] = _object(
    ["scan", "version", "vulnerabilities"],
    version={"const": "15.2.1"},
    schema=_ADDRESS,
    scan=_object(
        ["analyzer", "end_time", "scanner", "start_time", "status", "type"],
        analyzer=_PROGRAM,
        scanner=_PROGRAM,
        type={"const": "sast"},
        start_time=_TIME,
        end_time=_TIME,
        status={"enum": ["success", "failure"]},
        messages={"type": "array", "items": _MESSAGE},
        options={"type": "array", "items": _OPTION},
    ),
    vulnerabilities={"type": "array", "items": _VULNERABILITY},
)
