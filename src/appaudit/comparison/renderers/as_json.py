"""A comparison as JSON, one change a line."""

from __future__ import annotations

import json
import re

from appaudit.model.bilingual import Language
from appaudit.model.codec import encode_record
from appaudit.model.comparison import Comparison

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(comparison: Comparison, language: Language) -> str:
    """The whole document; both languages are in it."""
    parts = []
    for name, value in encode_record(comparison).items():
        if isinstance(value, list) and value:
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f"{json.dumps(name)}: [\n  {rows}\n ]")
        else:
            parts.append(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    text = "{\n " + ",\n ".join(parts) + "\n}\n"
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
