"""The summary of a product as JSON, with both languages."""

from __future__ import annotations

import json
import re

from appaudit.model.bilingual import Language
from appaudit.model.codec import encode_record
from appaudit.model.product import Product

EXTENSION = "json"

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(product: Product, language: Language) -> str:
    """The whole document."""
    text = json.dumps(encode_record(product), ensure_ascii=False, indent=1) + "\n"
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
