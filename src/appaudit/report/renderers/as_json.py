"""The report as JSON: the contract of `appaudit render`, laid out so that a line-wise diff can be read."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from appaudit.model.bilingual import Language
from appaudit.model.codec import encode
from appaudit.model.report import Report

EXTENSION = "json"

_LINE_WIDTH = 110
# Below this depth values are one line each: a policy has thousands of mentions, and only the C encoder is fast.
_DEEPEST_LAYOUT = 5
_SURROGATE = re.compile("[\ud800-\udfff]")
_encode_compactly = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def render(report: Report, language: Language) -> str:
    """The whole document as UTF-8 text with a line feed at its end; both languages are in it.

    Keys keep the order of the contract. `timings` is there only when something was timed. Lone surrogates are
    written as escapes; numbers that JSON cannot hold become null.
    """
    document = encode(report)
    try:
        text = _layout(document, 0)
    except ValueError:
        text = _layout(_without_infinities(document), 0)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _layout(value: Any, depth: int) -> str:  # noqa: ANN401  # JSON values have no narrower type
    if depth >= _DEEPEST_LAYOUT or not value or not isinstance(value, (dict, list)):
        return _encode_compactly(value)
    if depth > 1:
        line = _encode_compactly(value)
        if len(line) + 2 * depth <= _LINE_WIDTH:
            return line
    inner = "  " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{inner}{_encode_compactly(key)}: {_layout(item, depth + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(parts) + "\n" + "  " * depth + "}"
    parts = [inner + _layout(item, depth + 1) for item in value]
    return "[\n" + ",\n".join(parts) + "\n" + "  " * depth + "]"


def _without_infinities(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _without_infinities(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_infinities(item) for item in value]
    return value
